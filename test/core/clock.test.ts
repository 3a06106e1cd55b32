// C: the clock. Deadlines take effect in order, once, as of their own time; outages make nobody late; running deadlines keep their length.

import { describe, expect, test } from 'vitest';
import { START_AT, Story } from './story.ts';

const SECOND_MS = 1_000;

/** Two editors with room, one customer who has asked the first of them. */
function asked(settings = {}) {
  const story = new Story(settings);
  const [a, b] = [story.editor('a'), story.editor('b')];
  const customer = story.asking('c1');
  return { story, a, b, customer, chatId: customer.chatId };
}

describe('C1', () => {
  test.each([
    [29_999, 'a', true],
    [30_000, 'b', false],
    [30_001, 'b', false],
  ])('C1 exactly at the deadline is too late: focus %i ms after the question', (ms, owner, ok) => {
    const { story, a, chatId } = asked();
    story.skip(ms);
    expect(a.focus(chatId).ok).toBe(ok);
    expect(story.chat(chatId).ownerId).toBe(owner);
  });

  test('C1 an event first expires what is due, each as of its own due time', () => {
    const { story, chatId, customer } = asked();
    story.skip(95 * SECOND_MS);
    customer.write('Är det någon där?');
    const at = story.moments('assignment', chatId).map((moment) => moment.at - START_AT);
    expect(at).toEqual([0, 30_000]);
    expect(story.moments('miss', chatId).map((moment) => moment.at - START_AT)).toEqual([30_000, 60_000]);
    expect(story.chat(chatId).overdueSince).toBe(START_AT + 60_000);
  });

  test('C1 at equal times the kinds come in alphabetical order, then the ids', () => {
    const story = new Story({ silentStartSeconds: 30, transferAfterSeconds: 30 });
    const [a] = [story.editor('a', 3), story.editor('b', 3)];
    const first = story.customer('c1');
    first.start();
    const second = story.asking('c2');
    const third = story.asking('c3');
    expect([story.chat(second.chatId).ownerId, story.chat(third.chatId).ownerId]).toEqual(['b', 'a']);
    story.later(30_000);
    const order = story.desk.moments.filter(({ at }) => at === START_AT + 30_000).map(({ kind, chatId }) => `${kind} ${chatId}`);
    expect(order.filter((line) => /^(end|miss)/.test(line))).toEqual([
      `end ${first.chatId}`,
      `miss ${second.chatId}`,
      `miss ${third.chatId}`,
    ]);
    expect(a.row.missesInARow).toBe(1);
  });

  test('C1 a late alarm gives the same desk as a punctual one', () => {
    const rows = [true, false].map((punctual) => {
      const { story } = asked();
      story.asking('c2');
      story.customer('c3').start();
      if (punctual) story.laterSeconds(400);
      else story.skip(400 * SECOND_MS);
      story.clock();
      return [story.desk.allChats(), story.desk.editors(), story.desk.moments];
    });
    expect(rows[1]).toEqual(rows[0]);
  });
});

describe('C2', () => {
  test('C2, C1: a deadline takes effect exactly once, never early, however often the alarm comes', () => {
    const { story, chatId } = asked();
    for (const ms of [0, 15_000, 14_999]) {
      story.skip(ms);
      story.clock();
      expect(story.last.changes).toEqual([]);
    }
    story.skip(1);
    story.clock();
    story.clock();
    expect(story.moments('move', chatId)).toHaveLength(1);
    expect(story.moments('miss', chatId)).toHaveLength(1);
  });

  test('C2 at once means in the same decision: what changed and what is told come together', () => {
    const { story, b, chatId } = asked();
    b.forget();
    story.skip(30_000);
    story.clock();
    expect(story.last.changes.some((change) => change.kind === 'chat' && change.set.ownerId === 'b')).toBe(true);
    expect(b.toldWindow(chatId)?.transferAt).toBe(story.now + 30_000);
  });
});

describe('C3', () => {
  test('C3 after an outage everybody is lost from the moment the desk runs again', () => {
    const { story, a, customer } = asked();
    story.skip(10 * 60 * SECOND_MS);
    story.outage();
    expect(a.row).toMatchObject({ connected: false, disconnectedAt: story.now, status: 'available' });
    expect(customer.chat).toMatchObject({ state: 'assigned', customerAwaySince: story.now });
    expect(story.desk.deadline('editor_grace', 'a')).toBe(story.now + 45_000);
    expect(story.desk.deadline('customer_grace', customer.chatId)).toBe(story.now + 300_000);
  });

  test('C3 a deadline that passed in the outage moves or marks the chat but counts no miss', () => {
    const { story, a, b, chatId } = asked();
    story.skip(10 * 60 * SECOND_MS);
    story.outage();
    expect(story.chat(chatId)).toMatchObject({ ownerId: 'a', overdueSince: START_AT + 30_000 });
    expect(story.moments('miss')).toEqual([]);
    a.connect();
    expect(a.focus(chatId)).toMatchObject({ ok: true });
    b.connect();
    expect([a.row.missesInARow, story.chat(chatId).ownerId]).toEqual([0, 'a']);
  });

  test('C3 graces that ran in the outage begin anew, also those that were not over yet', () => {
    const story = new Story();
    story.editor('a', 1);
    const inChat = story.asking('c1');
    const [late, later] = [story.customer('c2'), story.customer('c3')];
    late.join();
    later.join();
    late.disconnect();
    inChat.disconnect();
    story.laterSeconds(20);
    later.disconnect();
    story.skip(101 * SECOND_MS);
    story.outage();
    expect(story.desk.deadline('queue_grace', late.chatId)).toBe(story.now + 120_000);
    expect(story.desk.deadline('queue_grace', later.chatId)).toBe(story.now + 120_000);
    expect(story.desk.deadline('customer_grace', inChat.chatId)).toBe(story.now + 300_000);
    for (const customer of [late, later, inChat]) expect(customer.chat.state).not.toBe('ended');
  });

  test('C3 the silent and the idle time begin anew, the idle one with its warning', () => {
    const story = new Story({ idleEndSeconds: 300 });
    const a = story.editor('a');
    const silent = story.customer('c1');
    silent.start();
    const idle = story.asking('c2');
    a.focus(idle.chatId);
    story.skip(600 * SECOND_MS);
    story.outage();
    a.connect();
    for (const customer of [silent, idle]) customer.connect();
    expect(silent.chat).toMatchObject({ state: 'assigned', silentDueAt: story.now + 180_000 });
    expect(idle.chat).toMatchObject({ state: 'assigned', idleDueAt: story.now + 300_000 });
    story.laterSeconds(179);
    expect(idle.chat.idleWarned).toBe(false);
    story.laterSeconds(1);
    expect(idle.told('chat').at(-1)?.chat.idleEndsAt).toBe(story.now + 120_000);
    story.laterSeconds(120);
    expect(idle.chat.endReason).toBe('idle');
  });

  test('C3, C4: a time that has been switched off since does not end a chat after an outage', () => {
    const story = new Story({ idleEndSeconds: 300, silentStartSeconds: 60 });
    const a = story.editor('a');
    const silent = story.customer('c1');
    silent.start();
    const idle = story.asking('c2');
    a.focus(idle.chatId);
    story.change({ idleEndSeconds: 0, silentStartSeconds: 0 });
    story.skip(600 * SECOND_MS);
    story.outage();
    for (const customer of [silent, idle]) customer.connect();
    a.connect();
    story.laterSeconds(1);
    expect([silent.chat.state, idle.chat.state]).toEqual(['assigned', 'assigned']);
  });
});

describe('C4', () => {
  test('C4 a running clock keeps its length when the setting changes; the next one has the new length', () => {
    const { story, chatId, b } = asked();
    story.laterSeconds(5);
    story.change({ transferAfterSeconds: 10 });
    story.later(24_999);
    expect(story.chat(chatId).ownerId).toBe('a');
    story.later(1);
    expect(story.chat(chatId)).toMatchObject({ ownerId: 'b', transferDueAt: story.now + 10_000, transferMs: 10_000 });
    expect(b.toldWindow(chatId)).toMatchObject({ transferMs: 10_000 });
  });

  test('C4 graces, the silent time, the idle time and the wrap-up keep their lengths', () => {
    const story = new Story();
    const a = story.editor('a', 4);
    const silent = story.customer('c1');
    silent.start();
    const away = story.asking('c2');
    away.disconnect();
    const over = story.asking('c3');
    over.end();
    const before = story.desk.allDeadlines().filter(({ kind }) => kind !== 'sweep');
    story.change({ silentStartSeconds: 30, customerGraceSeconds: 10, wrapUpSeconds: 5, idleEndSeconds: 180, retentionDays: 1 });
    expect(story.desk.allDeadlines().filter(({ kind }) => kind !== 'sweep')).toEqual(before);
    a.disconnect();
    story.change({ editorGraceSeconds: 5 });
    expect(story.desk.deadline('editor_grace', 'a')).toBe(story.now + 45_000);
  });
});
