// Statistics: stories whose figures can be counted by hand, and random ones whose figures are counted twice.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Interval } from '../../src/core/intervals.ts';
import { parcelOf } from '../../src/core/move.ts';
import type { Moment } from '../../src/core/rows.ts';
import { StatisticsFold } from '../../src/core/statistics.ts';
import type { Settings } from '../../src/shared/settings.ts';
import type { Targets } from '../../src/shared/statistics.ts';
import { durations, fatesOf, keptFigures } from './kept-figures.ts';
import { type Act, acts, beginnings, play, World } from './model-acts.ts';
import { Editor } from './people.ts';
import { START_AT, Story } from './story.ts';

const MINUTE_MS = 60_000;
const TARGETS: Targets = { response: 60, queueWait: 120, focus: 30 };
const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Intervals of so many ms each, from the beginning of the story on. */
function slices(lengthMs: number, count: number, fromAt = START_AT): Interval[] {
  return Array.from({ length: count }, (_, index) => ({
    from: `${index}`,
    to: `${index}`,
    fromAt: fromAt + index * lengthMs,
    toAt: fromAt + (index + 1) * lengthMs,
  }));
}

function figuresOf(story: Story, intervals = slices(24 * 60 * MINUTE_MS, 1), targets = TARGETS) {
  const fold = new StatisticsFold(intervals, targets);
  for (const moment of story.moments()) fold.take(moment);
  return fold.figures();
}

describe('what is counted', () => {
  test('E5 answered and unanswered chats, and one who never wrote, who is neither', () => {
    const story = new Story();
    const a = story.editor('a', 3);
    const answered = story.asking('c1');
    a.write(answered.chatId);
    story.customer('c2').start();
    const unanswered = story.asking('c3');
    unanswered.end();
    expect(figuresOf(story).total).toMatchObject({ started: 3, answered: 1, unanswered: 1, missed: 0, notEnded: 2 });
    story.laterSeconds(4_000);
    expect(figuresOf(story).total).toMatchObject({ started: 3, answered: 1, unanswered: 1, notEnded: 0 });
  });

  test('R1 response time: an unanswered question has none, and is not within the target', () => {
    const story = new Story();
    const a = story.editor('a', 3);
    const [quick, slow, never] = ['c1', 'c2', 'c3'].map((id) => story.asking(id));
    if (!quick || !slow || !never) throw new Error('Three customers ask.');
    for (const { chatId } of [quick, slow, never]) a.focus(chatId);
    story.laterSeconds(60);
    a.write(quick.chatId);
    story.later(1);
    a.write(slow.chatId);
    never.end();
    const { total, editors } = figuresOf(story);
    expect(total.response).toEqual({
      count: 2,
      medianMs: 60_000,
      p90Ms: 60_001,
      p95Ms: 60_001,
      targetSeconds: 60,
      withinCount: 1,
      outOfCount: 3,
      withinShare: 1 / 3,
    });
    expect(total.focus).toMatchObject({ count: 3, medianMs: 0, withinCount: 3, outOfCount: 3 });
    expect(editors).toEqual([{ editorId: 'a', arrivals: 3, misses: 0, response: durations([60_000, 60_001], 0, 60) }]);
  });

  test('T5, R4: a transfer by the clock; each editor has an own figure', () => {
    const story = new Story();
    story.editor('a');
    const b = story.editor('b');
    const customer = story.asking('c1');
    story.laterSeconds(42);
    b.write(customer.chatId);
    const { total, editors } = figuresOf(story);
    expect(total).toMatchObject({ transferredByClock: 1, transferredByHand: 0, reassigned: 0, misses: 1 });
    expect([total.response.medianMs, total.focus.medianMs]).toEqual([42_000, 42_000]);
    expect(editors).toEqual([
      { editorId: 'a', arrivals: 1, misses: 1, response: durations([], 0, 60) },
      { editorId: 'b', arrivals: 1, misses: 0, response: durations([12_000], 0, 60) },
    ]);
  });

  test('T9, T7, L3, L5: by hand is not by the clock, and neither is a lost editor', () => {
    const story = new Story();
    const [a, b] = [story.editor('a', 5), story.editor('b', 5)];
    b.busy();
    const given = story.asking('c1');
    const kept = story.asking('c2');
    const overdue = story.asking('c3');
    for (const { chatId } of [given, kept]) a.focus(chatId);
    story.laterSeconds(31);
    a.write(kept.chatId);
    a.busy();
    b.available();
    a.transfer(given.chatId, b);
    expect(overdue.chat.ownerId).toBe('b');
    expect(figuresOf(story).total).toMatchObject({ transferredByHand: 1, transferredByClock: 1, reassigned: 0 });
    a.signOut(true);
    expect(kept.chat.ownerId).toBe('b');
    expect(figuresOf(story).total).toMatchObject({ transferredByHand: 1, transferredByClock: 1, reassigned: 1 });
    for (const { chatId } of [given, overdue]) b.focus(chatId);
    b.disconnect();
    a.connect();
    a.available();
    story.laterSeconds(50);
    expect(kept.chat.ownerId).toBe('a');
    expect(figuresOf(story).total).toMatchObject({ transferredByHand: 1, transferredByClock: 1, reassigned: 3 });
  });

  test('Q7, Q9, Q11: served, abandoned and closed-out waits all count, and only the served can be within the target', () => {
    const story = new Story();
    const a = story.editor('a', 1);
    const first = story.asking('c0');
    const [served, left, away, closed] = ['c1', 'c2', 'c3', 'c4'].map((id) => story.customer(id));
    if (!served || !left || !away || !closed) throw new Error('Four customers wait.');
    for (const customer of [served, left, away, closed]) customer.join();
    story.laterSeconds(10);
    left.end();
    away.disconnect();
    story.laterSeconds(90);
    a.finish(first.chatId);
    story.laterSeconds(100);
    expect(figuresOf(story).total).toMatchObject({ started: 5, abandonedInQueue: 2, closedOutOfQueue: 0, missed: 0 });
    expect(figuresOf(story).total.queueWait).toMatchObject({ count: 3, outOfCount: 3, withinCount: 1 });
    a.busy(true);
    const { total } = figuresOf(story);
    expect(total).toMatchObject({ abandonedInQueue: 2, closedOutOfQueue: 1, missed: 1 });
    expect(total.queueWait).toEqual({
      count: 4,
      medianMs: 100_000,
      p90Ms: 200_000,
      p95Ms: 200_000,
      targetSeconds: 120,
      withinCount: 1,
      outOfCount: 4,
      withinShare: 1 / 4,
    });
  });
});

describe('which interval a chat belongs to', () => {
  test('I19: that of its click, whatever happens later; the border belongs to the later one', () => {
    const story = new Story();
    const a = story.editor('a', 5);
    const before = story.asking('c1');
    a.focus(before.chatId);
    story.later(5 * MINUTE_MS - 1);
    const last = story.asking('c2');
    a.focus(last.chatId);
    story.later(1);
    const next = story.asking('c3');
    a.focus(next.chatId);
    story.later(5 * MINUTE_MS);
    for (const { chatId } of [before, last, next]) a.write(chatId);
    const { total, intervals } = figuresOf(story, slices(5 * MINUTE_MS, 2));
    expect(intervals.map(({ started, answered }) => [started, answered])).toEqual([
      [2, 2],
      [1, 1],
    ]);
    expect(intervals[1]?.response.medianMs).toBe(5 * MINUTE_MS);
    expect(total.answered).toBe(3);
    expect(figuresOf(story, slices(5 * MINUTE_MS, 1)).total).toMatchObject({ started: 2, answered: 2 });
    expect(figuresOf(story, slices(5 * MINUTE_MS - 1, 1, START_AT + 1)).total).toMatchObject({ started: 1 });
  });

  test('I19: a chat is followed for 48 hours; then nothing is awaited', () => {
    const story = new Story({ idleEndSeconds: 0 });
    const a = story.editor('a', 2);
    const customer = story.asking('c1');
    a.focus(customer.chatId);
    const fold = new StatisticsFold(slices(MINUTE_MS, 1), TARGETS);
    for (const moment of story.moments()) fold.take(moment);
    expect([fold.awaits(story.now), fold.awaits(START_AT + MINUTE_MS + 48 * 60 * MINUTE_MS)]).toEqual([true, false]);
    story.later(48 * 60 * MINUTE_MS);
    a.write(customer.chatId);
    a.end(customer.chatId);
    expect(figuresOf(story).total).toMatchObject({ started: 1, answered: 0, unanswered: 0, notEnded: 1 });
  });

  test('I19: an interval without chats is all zeros and no times', () => {
    const { total, intervals, editors } = figuresOf(new Story(), slices(MINUTE_MS, 2));
    expect(intervals).toEqual([total, total]);
    expect(editors).toEqual([]);
    expect(total).toMatchObject({ started: 0, misses: 0, response: { count: 0, medianMs: null, p95Ms: null, withinShare: null } });
  });
});

/** The invariants are another test's; here only the figures count. */
function playAll(settings: Partial<Settings>, plan: Act[]): Story {
  const world = new World(settings);
  world.story.rebuild = false;
  for (const act of plan) play(world, act);
  return world.story;
}

describe('a chat from another chatflow', () => {
  const received = (at: number): Moment[] => [{ at, kind: 'move', chatId: 'm', editorId: null, detail: 'received' }];
  const moment = (at: number, kind: Moment['kind'], editorId: string | null = null): Moment => ({
    at,
    kind,
    chatId: 'm',
    editorId,
    detail: null,
  });

  function figures(moments: Moment[]) {
    const fold = new StatisticsFold(slices(MINUTE_MS, 2), TARGETS);
    for (const each of moments) fold.take(each);
    return fold.figures();
  }

  test('T11 belongs to the interval in which it came, and its clock goes on: R4', () => {
    const at = START_AT + MINUTE_MS;
    const { total, intervals } = figures([
      ...received(at),
      moment(at - 20_000, 'first_message'),
      moment(at, 'assignment', 'a'),
      moment(at + 5_000, 'first_answer', 'a'),
      moment(at + 5_000, 'own_first_answer', 'a'),
    ]);
    expect(intervals.map((interval) => [interval.started, interval.received])).toEqual([
      [0, 0],
      [0, 1],
    ]);
    expect(total).toMatchObject({ answered: 1, reassigned: 0, response: { medianMs: 25_000 }, focus: { count: 0, outOfCount: 0 } });
    expect(figures(received(START_AT + 2 * MINUTE_MS)).total).toMatchObject({ received: 0 });
  });

  test('T11 two desks: sent on by hand from the one, received by the other, answered once', () => {
    const [old, fresh] = [new Story(), new Story({}, true, 'elsewhere')];
    const a = old.editor('a');
    const { chatId } = old.asking('c');
    old.laterSeconds(12);
    a.move(chatId);
    fresh.editor('b');
    fresh.now = old.now + 1_000;
    const parcel = parcelOf(old.desk, old.chat(chatId));
    const received = fresh.run({ type: 'chat.receive', parcel });
    if (!received?.ok || !received.chatId) throw new Error('The new desk did not take the chat.');
    old.run({ type: 'move.accepted', chatId, moveId: parcel.moveId, token: 'token', toChatId: 'there' });
    fresh.laterSeconds(7);
    new Editor(fresh, 'b').write(received.chatId);
    expect(figuresOf(old).total).toMatchObject({
      started: 1,
      transferredByHand: 1,
      answered: 0,
      unanswered: 0,
      response: { outOfCount: 0 },
    });
    expect(figuresOf(fresh)).toMatchObject({
      total: { started: 0, received: 1, answered: 1, transferredByHand: 0, response: { count: 1, medianMs: 20_000 } },
      editors: [{ editorId: 'b', arrivals: 1, response: { count: 1, medianMs: 7_000 } }],
    });
  });

  test('T11, R4: what was answered before is not counted again; the new editor’s own answer is', () => {
    const at = START_AT;
    const { total, editors } = figures([
      ...received(at),
      moment(at - 20_000, 'first_message'),
      moment(at - 10_000, 'first_answer'),
      moment(at + 1_000, 'assignment', 'a'),
      moment(at + 5_000, 'own_first_answer', 'a'),
      { ...moment(at + 9_000, 'end', 'a'), detail: 'customer_ended' },
    ]);
    expect(total).toMatchObject({ received: 1, answered: 0, unanswered: 0, notEnded: 0, response: { count: 0, outOfCount: 0 } });
    expect(editors).toEqual([{ editorId: 'a', arrivals: 1, misses: 0, response: durations([4_000], 0, 60) }]);
  });
});

describe('random stories', () => {
  test('I19 the fold over the log equals figures that were kept independently', { timeout: 120_000 }, () => {
    let chatCount = 0;
    const lengths = fc.constantFrom(MINUTE_MS, 7 * MINUTE_MS, 60 * MINUTE_MS, 24 * 60 * MINUTE_MS);
    fc.assert(
      fc.property(beginnings, acts(120), lengths, fc.nat(10), (settings, plan, lengthMs, skipCount) => {
        const story = playAll(settings, plan);
        const intervals = slices(lengthMs, 20, START_AT + skipCount * MINUTE_MS);
        const fates = fatesOf(story);
        chatCount += fates.length;
        const kept = intervals.map((interval) => keptFigures(fates, interval, TARGETS));
        const whole = { fromAt: intervals[0]?.fromAt ?? 0, toAt: intervals.at(-1)?.toAt ?? 0 };
        const figures = figuresOf(story, intervals);
        expect(figures.intervals).toEqual(kept);
        expect(figures.total).toEqual(keptFigures(fates, whole, TARGETS));
      }),
      { seed, numRuns: Number(process.env.FC_RUNS ?? 400) / 2 },
    );
    expect(chatCount).toBeGreaterThan(100);
    console.log(`The figures of ${chatCount} chats were counted twice; FC_SEED=${seed}`);
  });
});
