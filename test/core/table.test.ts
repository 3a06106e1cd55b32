// E5: the table of state × event, cell by cell against `decide`, and against the document.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Cell, type ChatEvent, LIFE, statesAfter } from '../../src/core/table.ts';
import { CHAT_STATES } from '../../src/shared/model.ts';
import { PLAYS, SCENES } from './table-plays.ts';

const EVENTS = Object.keys(LIFE.waiting).filter((event): event is ChatEvent => event in LIFE.waiting);
const CELLS = CHAT_STATES.flatMap((state) => EVENTS.map((event) => ({ state, event, cell: LIFE[state][event] })));

describe('E5', () => {
  test.each(CELLS)('E5, I4: $state × $event', ({ state, event, cell }) => {
    const scene = SCENES[state]();
    expect(scene.customer.chat.state).toBe(state);
    const reply = PLAYS[state][event](scene);
    const after = scene.story.chat(scene.chatId);
    if ('refuse' in cell) {
      expect(reply).toMatchObject({ ok: false, code: cell.refuse });
      expect(after.state).toBe(state);
    } else if ('to' in cell) expect(after.state).toBe(cell.to);
    else if ('end' in cell) expect([after.state, after.endReason]).toEqual(['ended', cell.end]);
    else {
      expect(reply?.ok ?? true).toBe(true);
      expect(after.state).toBe(state);
    }
  });

  test('E5 the states that follow each other', () => {
    expect(CHAT_STATES.map((state) => [...statesAfter(state)].sort())).toEqual([
      ['assigned', 'ended', 'waiting'],
      ['assigned', 'ended', 'ownerless'],
      ['assigned', 'ended', 'ownerless'],
      ['ended'],
    ]);
  });

  test('E5 the table in the document is the table in the code', () => {
    const path = fileURLToPath(new URL('../../docs/SPEC.md', import.meta.url));
    const [head = [], ...body] = tableOf(readFileSync(path, 'utf8'), '## The life of a chat');
    const states = head.slice(1).map(plain);
    expect([...states].sort()).toEqual([...CHAT_STATES].sort());
    expect(body.map(([event = '']) => plain(event)).sort()).toEqual([...EVENTS].sort());
    for (const [name = '', ...cells] of body) {
      for (const [index, text] of cells.entries()) {
        const cell = CELLS.find(({ state, event }) => state === states[index] && event === plain(name))?.cell;
        expect(cell && meanings(cell), `${name} × ${states[index]}: ${text}`).toContain(plain(text));
      }
    }
  });
});

/** Rows of the first Markdown table under a heading, without the line of dashes. */
function tableOf(document: string, heading: string): string[][] {
  const section = document.split(heading)[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|') && !/^\|[\s|:-]+\|$/.test(line));
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function plain(text: string): string {
  return text.replace(/[`*]/g, '').trim();
}

/** How a cell may be written in the document. */
function meanings(cell: Cell): string[] {
  if ('to' in cell) return [`→ ${cell.to}`, `to ${cell.to}`];
  if ('end' in cell) return [`end: ${cell.end}`, `ended: ${cell.end}`, `→ ended: ${cell.end}`, `ends: ${cell.end}`];
  if ('refuse' in cell) return [`refused: ${cell.refuse}`, `refuse: ${cell.refuse}`];
  return 'stay' in cell ? ['stay', 'stays'] : ['never', '–', '—'];
}
