import { describe, expect, test } from 'vitest';
import { EMPTY_TRANSCRIPT, withMessages } from '../../src/client/transcript.ts';
import { entriesOf } from '../../src/console/state/entries.ts';
import { piecesOf } from '../../src/console/state/links.ts';
import { pathParts, shortNumber } from '../../src/console/state/names.ts';
import { message, NOW } from './frames.ts';

describe('links in messages', () => {
  const hrefs = (text: string) => piecesOf(text).flatMap(({ href }) => (href === null ? [] : [href]));

  test('addresses become links, and the message stays word for word', () => {
    const text = 'Läs https://www.kommun.example/bygglov?x=1, eller skriv till bygg@kommun.se.';
    expect(hrefs(text)).toEqual(['https://www.kommun.example/bygglov?x=1', 'mailto:bygg@kommun.se']);
    expect(
      piecesOf(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });

  test.each(['javascript:alert(1)', 'data:text/html,hej', 'file:///etc/passwd', 'ftp://files.kommun.example/x', '<b>hej</b>'])(
    '%s stays text',
    (text) => {
      expect(piecesOf(text)).toEqual([{ text, href: null }]);
    },
  );

  test('an empty message has no pieces', () => {
    expect(piecesOf('')).toEqual([]);
  });
});

describe('how a customer and a page are called', () => {
  test('the short number is the same everywhere and has three digits', () => {
    const ids = Array.from({ length: 500 }, (_, index) => `chat-${index}`);
    for (const id of ids) {
      expect(shortNumber(id)).toBe(shortNumber(id));
      expect(String(shortNumber(id))).toMatch(/^\d{3}$/);
    }
    // 500 throws at 900 numbers leave about 383 different ones.
    expect(new Set(ids.map(shortNumber)).size).toBeGreaterThan(340);
  });

  test('a path reads as words', () => {
    expect(pathParts('https://www.kommun.example/avfall/flytta-soptunna')).toEqual(['Avfall', 'Flytta soptunna']);
    expect(pathParts('https://www.kommun.example/f%C3%B6rskola/s%C3%B6k_plats.html')).toEqual(['Förskola', 'Sök plats']);
  });

  test('a start page, no address, and a broken one have no parts or stay as they are', () => {
    expect(pathParts('https://www.kommun.example/')).toEqual([]);
    expect(pathParts('')).toEqual([]);
    expect(pathParts('https://www.kommun.example/%E0%A4%A')).toEqual(['%E0%A4%A']);
  });
});

describe('the order of a transcript', () => {
  test('P6 the welcome text is left to the opening line, and S5 notes stand where they were written', () => {
    const transcript = withMessages(EMPTY_TRANSCRIPT, [message(1, 'system'), message(2, 'customer'), message(3, 'system')]);
    const noteAt = (noteId: string, at: number) => ({ noteId, at, fromName: 'Redaktör 2', text: 'x' });
    const entries = entriesOf({ transcript, notes: [noteAt('before', NOW + 1_500), noteAt('after', NOW + 9_000)] });
    expect(entries.map((entry) => (entry.kind === 'note' ? entry.note.noteId : entry.message.seq))).toEqual(['before', 2, 3, 'after']);
  });
});
