// T9: manual transfer within a chatflow, now or with the colleague's next free slot, with a note that the customer never sees.

import { describe, expect, test } from 'vitest';
import { Story } from './story.ts';

/** Two editors with one slot each, both in a chat that they hold. */
function twoFull() {
  const story = new Story();
  const [a, b] = [story.editor('a', 1), story.editor('b', 1)];
  const [mine, theirs] = [story.asking('c1'), story.asking('c2')];
  a.focus(mine.chatId);
  b.focus(theirs.chatId);
  return { story, a, b, mine, theirs };
}

describe('T9', () => {
  test('T9 to a colleague with a free slot it goes at once, with the note, and the clock starts anew there', () => {
    const story = new Story();
    const [a, b] = [story.editor('a'), story.editor('b')];
    const customer = story.asking('c1');
    const { chatId } = customer;
    story.laterSeconds(10);
    expect(a.transfer(chatId, b, 'Gäller bygglov')).toEqual({ ok: true, chatId });
    expect(customer.chat).toMatchObject({ ownerId: 'b', transferDueAt: story.now + 30_000, tried: [] });
    expect(b.told('window').at(-1)?.notes).toMatchObject([{ fromName: 'Editor A', text: 'Gäller bygglov' }]);
    expect(a.told('window_closed').at(-1)).toMatchObject({ cause: 'handed_over', toName: 'Editor B' });
    expect(JSON.stringify(customer.told())).not.toContain('bygglov');
    expect(a.row.missesInARow).toBe(0);
  });

  test('T9, T1: handed over before the question, to one who is full: the question starts no clock while the chat waits for the slot', () => {
    const story = new Story();
    const [a, b] = [story.editor('a', 1), story.editor('b', 1)];
    const mine = story.customer('c1');
    mine.start();
    b.focus(story.asking('c2').chatId);
    a.transfer(mine.chatId, b);
    expect(mine.write()).toMatchObject({ ok: true });
    expect(mine.chat).toMatchObject({ ownerId: 'a', reservedForId: 'b', transferDueAt: null });
    story.laterSeconds(60);
    expect(a.row.missesInARow).toBe(0);
    expect(mine.chat).toMatchObject({ ownerId: 'a', reservedForId: 'b', overdueSince: null });
  });

  test('L5 an editor who is added again is not let in by tickets from before the removal', () => {
    const story = new Story();
    const a = story.editor('a');
    const issuedAt = story.now;
    a.remove();
    story.laterSeconds(1);
    story.busyEditor('a');
    expect(a.row.ticketsAfter).toBeGreaterThanOrEqual(issuedAt);
    expect(a.row.ticketsAfter).toBeLessThan(story.now);
  });

  test('T9 one who is full reserves, and the chat stays where it is until then', () => {
    const { story, a, b, mine, theirs } = twoFull();
    const waiting = story.customer('c3');
    waiting.join();
    expect(a.transfer(mine.chatId, b, 'Kan du ta den här?')).toMatchObject({ ok: true });
    expect(a.toldWindow(mine.chatId)).toMatchObject({ reservedForName: 'Editor B' });
    expect(a.told('note').at(-1)?.note.text).toBe('Kan du ta den här?');
    mine.write('Är du kvar?');
    expect(a.write(mine.chatId)).toMatchObject({ ok: true });
    expect(mine.chat).toMatchObject({ ownerId: 'a', reservedForId: 'b' });
    b.finish(theirs.chatId);
    expect(mine.chat).toMatchObject({ ownerId: 'b', reservedForId: null });
    expect(waiting.chat).toMatchObject({ ownerId: 'a' });
  });

  test('T9 reservations are served in the order in which they were made', () => {
    const story = new Story();
    const [a, b] = [story.editor('a', 2), story.editor('b', 1)];
    const [first, theirs, second] = ['c1', 'c2', 'c3'].map((id) => story.asking(id).chatId);
    a.transfer(second ?? '', b);
    a.transfer(first ?? '', b);
    b.finish(theirs ?? '');
    expect(b.windows).toEqual([second]);
    b.finish(second ?? '');
    expect(b.windows).toEqual([first]);
  });

  test('T9 a reservation lapses when the target goes busy', () => {
    const { story, a, b, mine } = twoFull();
    a.transfer(mine.chatId, b);
    b.busy();
    expect(mine.chat.reservedForId).toBeNull();
    expect(a.toldWindow(mine.chatId)).toMatchObject({ reservedForName: null });
    expect(story.chat(mine.chatId).ownerId).toBe('a');
  });

  test('T9 a reservation stands in the grace of the target and lapses after it', () => {
    const { story, a, b, mine } = twoFull();
    a.transfer(mine.chatId, b);
    b.disconnect();
    story.later(44_999);
    expect(mine.chat.reservedForId).toBe('b');
    story.later(1);
    expect(mine.chat.reservedForId).toBeNull();
  });

  test('T9 a reservation lapses with the end of the chat, and when the target is removed', () => {
    const { a, b, mine, theirs } = twoFull();
    a.transfer(mine.chatId, b);
    mine.end();
    expect(mine.chat.reservedForId).toBeNull();
    b.transfer(theirs.chatId, a);
    expect(theirs.chat.reservedForId).toBe('a');
    a.remove();
    expect(theirs.chat).toMatchObject({ reservedForId: null, ownerId: 'b' });
  });

  test('T9 to oneself, to nobody, to one who is busy, of a chat that is not one’s own or has ended: refused', () => {
    const { story, a, b, mine, theirs } = twoFull();
    const c = story.busyEditor('c');
    expect(a.transfer(mine.chatId, a)).toMatchObject({ code: 'not_found', pointer: '/toEditorId' });
    expect(a.transfer(mine.chatId, c)).toEqual({ ok: false, code: 'target_unavailable' });
    expect(a.transfer(theirs.chatId, b)).toEqual({ ok: false, code: 'chat_moved' });
    mine.end();
    expect(a.transfer(mine.chatId, b)).toEqual({ ok: false, code: 'chat_ended' });
    c.remove();
    expect(b.transfer(theirs.chatId, c)).toMatchObject({ code: 'not_found', pointer: '/toEditorId' });
  });

  test('T9 a target within the grace counts as available and gets it when back', () => {
    const story = new Story();
    const [a, b] = [story.editor('a'), story.editor('b')];
    const customer = story.asking('c1');
    b.disconnect();
    expect(a.transfer(customer.chatId, b)).toMatchObject({ ok: true });
    expect(customer.chat).toMatchObject({ ownerId: 'a', reservedForId: 'b' });
    b.connect();
    expect(customer.chat).toMatchObject({ ownerId: 'b', reservedForId: null });
  });
});
