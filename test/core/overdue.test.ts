// T5–T8, T10: what happens when the clock of a chat has run out, and what a miss costs.

import { describe, expect, test } from 'vitest';
import { Story } from './story.ts';

/** Editors with room for two each, and a customer who has asked the first. */
function asked(editorIds = ['a', 'b'], settings = {}) {
  const story = new Story(settings);
  const editors = editorIds.map((id) => story.editor(id));
  const [a, b = editors[0]] = editors;
  if (!a || !b) throw new Error('A story needs an editor.');
  const customer = story.asking('c1');
  return { story, a, b, c: editors[2] ?? a, customer, chatId: customer.chatId };
}

describe('T5–T7: when it runs out', () => {
  test('T5 the window closes here with a name, opens there with the whole transcript, and one miss is counted', () => {
    const { story, a, b, customer, chatId } = asked();
    b.forget();
    story.laterSeconds(30);
    expect(a.told('window_closed')).toEqual([{ type: 'window_closed', chatId, cause: 'transferred', toName: 'Editor B' }]);
    const [opened] = b.told('window');
    expect(opened?.messages?.map(({ seq, author }) => [seq, author])).toEqual([
      [1, 'system'],
      [2, 'customer'],
    ]);
    expect([a.row.missesInARow, a.row.slotsUsed, b.row.slotsUsed]).toEqual([1, 0, 1]);
    expect(customer.told('chat').at(-1)?.chat.editorName).toBe('Editor B');
    expect(story.moments('move', chatId)).toMatchObject([{ editorId: 'b', detail: 'transferred' }]);
  });

  test('T5 it goes by P8 among those not tried, and never round in a circle', () => {
    const { story, a, b, c, chatId } = asked(['a', 'b', 'c']);
    story.laterSeconds(30);
    expect(story.chat(chatId)).toMatchObject({ ownerId: 'b', tried: ['a'] });
    story.laterSeconds(30);
    expect(story.chat(chatId)).toMatchObject({ ownerId: 'c', tried: ['a', 'b'] });
    story.laterSeconds(30);
    expect(story.chat(chatId)).toMatchObject({ ownerId: 'c', overdueSince: story.now, tried: ['a', 'b', 'c'] });
    expect([a, b, c].map(({ row }) => row.missesInARow)).toEqual([1, 1, 1]);
  });

  test('T5 focus and manual transfer clear who was tried', () => {
    const { story, a, b, c, chatId } = asked(['a', 'b', 'c']);
    story.laterSeconds(30);
    b.focus(chatId);
    expect(story.chat(chatId).tried).toEqual([]);
    b.transfer(chatId, c);
    story.laterSeconds(30);
    expect(story.chat(chatId)).toMatchObject({ tried: ['c'] });
    expect(['a', 'b']).toContain(story.chat(chatId).ownerId);
    expect([a.row.slotsUsed + b.row.slotsUsed, c.row.slotsUsed]).toEqual([1, 0]);
  });

  test('T6 if nobody can take it, it stays, is overdue and missed once, and moves when an untried editor has a slot', () => {
    const { story, a, chatId } = asked(['a']);
    const b = story.busyEditor('b');
    story.laterSeconds(30);
    expect(a.toldWindow(chatId)).toMatchObject({ overdueSince: story.now, transferAt: null });
    story.laterSeconds(200);
    expect(story.moments('miss', chatId)).toHaveLength(1);
    b.available();
    expect(story.chat(chatId)).toMatchObject({ ownerId: 'b', overdueSince: null, transferDueAt: story.now + 30_000 });
    expect(a.told('window_closed').at(-1)?.cause).toBe('transferred');
  });

  test.each(['focus', 'answer'])('T6 %s before that keeps it, and the miss stands', (how) => {
    const { story, a, chatId } = asked(['a']);
    const b = story.busyEditor('b');
    story.laterSeconds(40);
    if (how === 'focus') a.focus(chatId);
    else a.write(chatId);
    b.available();
    expect(story.chat(chatId)).toMatchObject({ ownerId: 'a', overdueSince: null, tried: [] });
    expect(a.row.missesInARow).toBe(1);
  });

  test('T7 while it is overdue the whole desk sees it; a taker who is available gets it', () => {
    const { story, a, b, chatId } = asked();
    story.laterSeconds(60);
    expect(story.chat(chatId)).toMatchObject({ ownerId: 'b', overdueSince: story.now });
    expect(a.told('desk').at(-1)?.chats).toMatchObject([{ chatId, editorId: 'b', overdueSince: story.now, reservedForId: null }]);
    expect(a.take(chatId)).toEqual({ ok: true, chatId });
    expect(story.chat(chatId)).toMatchObject({ ownerId: 'a', overdueSince: null, transferDueAt: story.now + 30_000 });
    expect(b.told('window_closed').at(-1)).toMatchObject({ cause: 'taken', toName: 'Editor A' });
    expect(b.take(chatId)).toEqual({ ok: false, code: 'already_taken' });
  });

  test('T7 a taker who is full reserves the own next free slot, ahead of the queue; the second hears already_taken', () => {
    const story = new Story();
    const [a, b, c] = [story.editor('a', 1), story.editor('b', 1), story.editor('c', 1)];
    const overdue = story.asking('c1');
    const [held, kept] = [story.asking('c2'), story.asking('c3')];
    b.focus(held.chatId);
    c.focus(kept.chatId);
    const waiting = story.customer('c4');
    waiting.join();
    story.laterSeconds(30);
    expect(b.take(overdue.chatId)).toMatchObject({ ok: true });
    expect(a.toldWindow(overdue.chatId)).toMatchObject({ reservedForName: 'Editor B' });
    expect(c.take(overdue.chatId)).toEqual({ ok: false, code: 'already_taken' });
    c.finish(kept.chatId);
    expect(waiting.chat).toMatchObject({ ownerId: 'c' });
    b.finish(held.chatId);
    expect(overdue.chat).toMatchObject({ ownerId: 'b', reservedForId: null });
    expect(a.told('window_closed').at(-1)?.cause).toBe('taken');
  });

  test('T7 the owner’s focus makes a pending take fall away, and taking one’s own overdue chat is holding it', () => {
    const story = new Story();
    const [a, b] = [story.editor('a', 1), story.editor('b', 1)];
    const overdue = story.asking('c1');
    const held = story.asking('c2');
    b.focus(held.chatId);
    story.laterSeconds(30);
    b.take(overdue.chatId);
    a.focus(overdue.chatId);
    expect(overdue.chat).toMatchObject({ reservedForId: null, heldAt: story.now });
    b.finish(held.chatId);
    expect(overdue.chat.ownerId).toBe('a');
    const other = story.asking('c3');
    story.laterSeconds(30);
    expect(b.take(other.chatId)).toMatchObject({ ok: true });
    expect(other.chat).toMatchObject({ ownerId: 'b', overdueSince: null, heldAt: story.now });
    expect(b.take(other.chatId)).toEqual({ ok: false, code: 'already_taken' });
  });

  test('T7 taking what is not overdue, or as one who is busy, is refused', () => {
    const { story, b, chatId } = asked();
    expect(b.take(chatId)).toEqual({ ok: false, code: 'not_overdue' });
    b.busy();
    story.laterSeconds(30);
    expect(b.take(chatId)).toEqual({ ok: false, code: 'not_available' });
    expect(b.take('id-9999')).toEqual({ ok: false, code: 'not_found' });
  });
});

describe('T8, T10', () => {
  test('T8 whatever comes first after the deadline finds the chat moved: focus, message, end and transfer are refused', () => {
    for (const act of ['focus', 'write', 'end', 'close'] as const) {
      const { story, a, chatId } = asked();
      story.skip(30_000 + 60_000);
      expect(a[act](chatId)).toEqual({ ok: false, code: 'chat_moved' });
      expect(story.chat(chatId).tried).toEqual(['a', 'b']);
    }
  });

  test('T8 focus after the deadline is good where the chat could not move', () => {
    const { story, a, chatId } = asked(['a']);
    story.skip(31_000);
    expect(a.focus(chatId)).toEqual({ ok: true, chatId });
    expect([story.chat(chatId).heldAt, a.row.missesInARow]).toEqual([story.now, 1]);
  });

  test('T10 at the third miss in a row the editor is set busy and told why', () => {
    const story = new Story();
    const [a, b] = [story.editor('a', 9), story.busyEditor('b', 9)];
    const chats = ['c1', 'c2', 'c3'].map((id) => story.asking(id));
    story.laterSeconds(30);
    expect(a.row).toMatchObject({ missesInARow: 3, status: 'busy', statusCause: 'misses' });
    const mine = a
      .told('desk')
      .at(-1)
      ?.editors?.find(({ editorId }) => editorId === 'a');
    expect(mine).toMatchObject({ status: 'busy', statusCause: 'misses', missesInARow: 3 });
    expect(story.moments('status').at(-1)).toMatchObject({ editorId: 'a', detail: 'busy misses' });
    b.available();
    expect(chats.map(({ chat }) => chat.ownerId)).toEqual(['b', 'b', 'b']);
  });

  test('T10 timely focus resets the count, late focus does not; after that the next busy comes at the sixth', () => {
    const story = new Story({ wrapUpSeconds: 5 });
    const a = story.editor('a', 9);
    const miss = (id: string) => {
      const customer = story.asking(id);
      story.laterSeconds(30);
      return customer;
    };
    const first = miss('c1');
    a.focus(first.chatId);
    expect(a.row.missesInARow).toBe(1);
    miss('c2');
    const timely = story.asking('c3');
    a.focus(timely.chatId);
    expect(a.row.missesInARow).toBe(0);
    for (const id of ['c4', 'c5', 'c6']) miss(id);
    expect(a.row).toMatchObject({ missesInARow: 3, status: 'busy' });
    a.setMax(20);
    a.available();
    for (const id of ['c7', 'c8']) miss(id);
    expect(a.row).toMatchObject({ missesInARow: 5, status: 'available' });
    miss('c9');
    expect(a.row).toMatchObject({ missesInARow: 6, status: 'busy' });
  });

  test('T10 0 switches it off', () => {
    const story = new Story({ busyAfterMisses: 0 });
    const a = story.editor('a', 9);
    for (const id of ['c1', 'c2', 'c3', 'c4']) story.asking(id);
    story.laterSeconds(30);
    expect(a.row).toMatchObject({ missesInARow: 4, status: 'available' });
  });
});
