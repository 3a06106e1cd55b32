// T1–T4: the clock of a chat, what starts it and what ends it.

import { describe, expect, test } from 'vitest';
import { START_AT, Story } from './story.ts';

/** Editors with room for two each, and a customer who has asked the first. */
function asked(editorIds = ['a', 'b'], settings = {}) {
  const story = new Story(settings);
  const editors = editorIds.map((id) => story.editor(id));
  const [a, b = editors[0]] = editors;
  if (!a || !b) throw new Error('A story needs an editor.');
  const customer = story.asking('c1');
  return { story, a, b, c: editors[2] ?? a, customer, chatId: customer.chatId };
}

describe('T1–T4: what starts and ends the clock', () => {
  test('T1 the clock starts with the first message, runs its length, and then the chat moves', () => {
    const story = new Story({ transferAfterSeconds: 10 });
    const [a, b] = [story.editor('a'), story.editor('b')];
    const customer = story.customer('c1');
    customer.start();
    story.laterSeconds(7);
    customer.write();
    expect(a.toldWindow(customer.chatId)).toMatchObject({ transferAt: story.now + 10_000, transferMs: 10_000, held: false });
    story.later(9_999);
    expect(customer.chat.ownerId).toBe('a');
    story.later(1);
    expect([customer.chat.ownerId, b.windows]).toEqual(['b', [customer.chatId]]);
  });

  test('T1 at every owner the clock runs from the later of arrival and earliest unanswered message', () => {
    const { story, a, b, customer, chatId } = asked(['a', 'b', 'c']);
    story.laterSeconds(12);
    customer.write('Hallå?');
    expect(story.chat(chatId).transferDueAt).toBe(START_AT + 30_000);
    story.laterSeconds(18);
    expect(story.chat(chatId)).toMatchObject({ ownerId: 'b', transferDueAt: START_AT + 60_000 });
    b.write(chatId);
    b.transfer(chatId, a);
    expect(story.chat(chatId)).toMatchObject({ ownerId: 'a', transferDueAt: null });
    story.laterSeconds(40);
    customer.write('Tack');
    expect(story.chat(chatId).transferDueAt).toBe(story.now + 30_000);
  });

  test('T2 focus ends the clock for good at this owner, also for later messages', () => {
    const { story, a, customer, chatId } = asked();
    story.later(29_999);
    expect(a.focus(chatId)).toEqual({ ok: true, chatId });
    expect(a.toldWindow(chatId)).toMatchObject({ transferAt: null, held: true });
    a.blur(chatId);
    customer.write('En sak till');
    story.laterSeconds(600);
    expect(story.chat(chatId)).toMatchObject({ ownerId: 'a', overdueSince: null });
    expect(story.moments('focus', chatId)).toMatchObject([{ at: START_AT + 29_999, editorId: 'a' }]);
  });

  test('T2 so does a message to that chat', () => {
    const { story, a, chatId } = asked();
    a.write(chatId);
    story.laterSeconds(60);
    expect(story.chat(chatId)).toMatchObject({ ownerId: 'a', transferDueAt: null, unansweredSince: null });
  });

  test('T2 focus in another chat ends nothing here', () => {
    const { story, a, chatId } = asked();
    const second = story.asking('c2');
    const third = story.asking('c3');
    expect(third.chat.ownerId).toBe('a');
    a.focus(third.chatId);
    story.laterSeconds(30);
    expect([story.chat(chatId).overdueSince, third.chat.overdueSince]).toEqual([null, null]);
    expect([story.chat(chatId).ownerId, third.chat.ownerId, second.chat.ownerId]).toEqual(['b', 'a', 'a']);
  });

  test('T3 before the customer has written, no wait of any length transfers the chat', () => {
    const story = new Story({ silentStartSeconds: 0, idleEndSeconds: 0 });
    story.editor('a');
    story.editor('b');
    const customer = story.customer('c1');
    customer.start();
    story.laterSeconds(86_400);
    expect(customer.chat).toMatchObject({ ownerId: 'a', transferDueAt: null, state: 'assigned' });
  });

  test('T4 focus that stands when the message arrives keeps the clock from starting', () => {
    const story = new Story();
    const a = story.editor('a');
    story.editor('b');
    const customer = story.customer('c1');
    customer.start();
    a.focus(customer.chatId);
    expect(customer.chat.heldAt).toBeNull();
    customer.write();
    expect(customer.chat).toMatchObject({ heldAt: story.now, transferDueAt: null });
  });

  test('T4 focus that came and went before does not count, nor does that of a socket that is gone', () => {
    const story = new Story();
    const a = story.editor('a');
    story.editor('b');
    const [first, second] = [story.customer('c1'), story.customer('c2')];
    first.start();
    a.focus(first.chatId);
    a.blur(first.chatId);
    first.write();
    expect(first.chat.transferDueAt).toBe(story.now + 30_000);
    story.editor('b').busy();
    second.start();
    a.connect('a-2');
    a.focus(second.chatId, 'a-2');
    a.disconnect('a-2');
    second.write();
    expect(second.chat).toMatchObject({ ownerId: 'a', transferDueAt: story.now + 30_000 });
  });

  test('T4 leaving the input in one tab says nothing about the tab in which the cursor is', () => {
    const story = new Story();
    const a = story.editor('a');
    a.connect('a-2');
    const customer = story.customer('c1');
    customer.start();
    a.focus(customer.chatId, 'a-1');
    a.focus(customer.chatId, 'a-2');
    a.blur(customer.chatId, 'a-1');
    customer.write();
    expect(customer.chat).toMatchObject({ transferDueAt: null, heldAt: story.now });
  });
});
