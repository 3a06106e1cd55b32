// L4, L5: customers who are away, and editors who leave for good.

import { describe, expect, test } from 'vitest';
import { Story } from './story.ts';

describe('L4, L5', () => {
  test('L4 an away customer: the editor sees it, and within the grace everything is there again, in order, once', () => {
    const story = new Story();
    const a = story.editor('a');
    const customer = story.asking('c1');
    customer.disconnect();
    expect(a.toldWindow(customer.chatId)).toMatchObject({ customerAwaySince: story.now });
    a.write(customer.chatId, 'Ett');
    a.write(customer.chatId, 'Två');
    story.later(299_999);
    customer.connect();
    expect(a.toldWindow(customer.chatId)).toMatchObject({ customerAwaySince: null });
    expect(customer.chat).toMatchObject({ state: 'assigned', ownerId: 'a', lastSeq: 4 });
    story.laterSeconds(60);
    expect(customer.chat.state).toBe('assigned');
  });

  test('L4 after the grace the chat ends with customer_left, unanswered if a message stands', () => {
    const story = new Story();
    const a = story.editor('a');
    const [answered, asked] = [story.asking('c1'), story.asking('c2')];
    a.write(answered.chatId);
    a.focus(asked.chatId);
    for (const customer of [answered, asked]) customer.disconnect();
    story.later(299_999);
    expect([answered.chat.state, asked.chat.state]).toEqual(['assigned', 'assigned']);
    story.later(1);
    expect([answered.chat.endReason, asked.chat.endReason]).toEqual(['customer_left', 'customer_left']);
    expect([answered, asked].map(({ chatId }) => story.measures(chatId).unanswered)).toEqual([false, true]);
    expect(a.toldWindow(asked.chatId)).toMatchObject({ state: 'ended', endReason: 'customer_left' });
  });

  test('L4, P9: one of two tabs closed is not away', () => {
    const story = new Story();
    story.editor('a');
    const customer = story.asking('c1');
    customer.connect('second');
    customer.disconnect('second');
    expect(customer.chat.customerAwaySince).toBeNull();
  });

  test('L5 signing out: gone at once, the windows close, the chats stand ownerless ahead of the queue and move on', () => {
    const story = new Story();
    const [a, b] = [story.editor('a', 2), story.editor('b', 1)];
    const [first, held, third] = ['c1', 'c2', 'c3'].map((id) => story.asking(id));
    if (!first || !held || !third) throw new Error('Three customers were to be there.');
    b.focus(held.chatId);
    const waiting = story.customer('c4');
    waiting.join();
    third.end();
    a.forget();
    expect(a.signOut()).toEqual({ ok: true });
    expect(first.chat).toMatchObject({ state: 'ownerless', ownerId: null, transferDueAt: null });
    expect(first.told('chat').at(-1)?.chat).toMatchObject({ state: 'ownerless', editorAway: true });
    expect(a.row).toMatchObject({ status: 'busy', statusCause: 'signed_out', connected: false, slotsUsed: 0, ticketsAfter: story.now });
    expect(story.socketsOf(a.person)).toEqual([]);
    expect(story.moments('window_closed').slice(-2)).toMatchObject([{ detail: 'signed_out' }, { detail: 'signed_out' }]);
    b.finish(held.chatId);
    expect([first.chat.ownerId, waiting.chat.state]).toEqual(['b', 'waiting']);
    expect(first.chat.transferDueAt).toBe(story.now + 30_000);
  });

  test('L5 removal: told goodbye, gone from the desk, and what comes from there afterwards is refused', () => {
    const story = new Story();
    const [a, b] = [story.editor('a'), story.busyEditor('b')];
    const customer = story.asking('c1');
    story.run({ type: 'editor.remove', editorId: 'a' });
    expect(story.desk.editor('a')).toBeUndefined();
    expect(b.told('desk').some((frame) => frame.editorsGone?.includes('a'))).toBe(true);
    expect(customer.chat).toMatchObject({ state: 'ownerless' });
    expect(a.write(customer.chatId)).toEqual({ ok: false, code: 'forbidden' });
    expect(story.run({ type: 'editor.remove', editorId: 'a' })).toEqual({ ok: true });
    b.available();
    expect(customer.chat.ownerId).toBe('b');
  });

  test('L5 revoked sign-ins: sockets close, tickets are void, and whoever is back within the grace has every chat', () => {
    const story = new Story();
    const [a, b] = [story.editor('a'), story.busyEditor('b')];
    const customer = story.asking('c1');
    story.later(1_000);
    expect(a.revoke(story.now - 5)).toEqual({ ok: true });
    expect(story.socketsOf(a.person)).toEqual([]);
    expect(a.row).toMatchObject({ connected: false, status: 'available', ticketsAfter: story.now });
    expect(customer.chat).toMatchObject({ state: 'assigned', ownerId: 'a' });
    expect(story.moments('window_closed')).toEqual([]);
    b.available();
    story.later(1_000);
    a.connect('a-2');
    expect(a.row).toMatchObject({ connected: true, status: 'available', slotsUsed: 1 });
    expect(customer.chat.ownerId).toBe('a');
  });

  test('L5 the same news again, or older news, closes nothing more', () => {
    const story = new Story();
    const a = story.editor('a');
    story.later(1_000);
    const { now } = story;
    a.revoke(now);
    story.later(1_000);
    a.connect('a-2');
    for (const at of [now, now - 1, 0]) expect(a.revoke(at)).toEqual({ ok: true });
    expect(story.socketsOf(a.person)).toEqual(['a-2']);
    expect(a.row.ticketsAfter).toBe(now);
    expect(story.run({ type: 'editor.revoke', editorId: 'nobody', at: now })).toEqual({ ok: false, code: 'not_found' });
  });

  test('L5, L3: one who does not come back after a revocation loses the chats as anybody who is lost', () => {
    const story = new Story();
    const [a, b] = [story.editor('a'), story.busyEditor('b')];
    const customer = story.asking('c1');
    a.revoke(story.now + 1);
    b.available();
    story.laterSeconds(45);
    expect(a.row).toMatchObject({ status: 'busy', statusCause: 'lost', missesInARow: 0 });
    expect(customer.chat.ownerId).toBe('b');
  });

  test('L5 an ownerless chat goes on: the customer writes, and it ends after the orphan’s time if nobody comes', () => {
    const story = new Story();
    const a = story.editor('a');
    const customer = story.asking('c1');
    a.signOut();
    expect(customer.write('Hallå?')).toMatchObject({ ok: true });
    expect(a.write(customer.chatId)).toMatchObject({ code: 'chat_moved' });
    expect(story.customer('c2').start()).toEqual({ ok: false, code: 'desk_closed' });
    story.laterSeconds(300);
    expect(customer.chat).toMatchObject({ state: 'ended', endReason: 'editor_lost', place: null, windowClosesAt: null });
  });

  test('L5 signing out as the last one with customers waiting is refused unless confirmed', () => {
    const story = new Story();
    const a = story.editor('a', 1);
    story.asking('c1');
    story.customer('c2').join();
    expect(a.signOut()).toEqual({ ok: false, code: 'last_editor', waiting: 1 });
    expect(a.row.connected).toBe(true);
    expect(a.signOut(true)).toEqual({ ok: true });
    expect(story.moments('queue_closed')).toHaveLength(1);
  });
});
