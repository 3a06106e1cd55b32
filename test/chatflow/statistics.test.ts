// Statistics of a running desk: what happened over real sockets comes out again, a long log is read in bounds, and the desk works meanwhile.

import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/chatflow/rpc.ts';
import type { Statistics, StatisticsQuestion } from '../../src/shared/statistics.ts';
import { START_AT, TestDesk } from '../support/desk-client.ts';

const TODAY: StatisticsQuestion = { from: '2040-01-02', to: '2040-01-02', interval: 'day', targets: {} };
const LAST_YEAR: StatisticsQuestion = { from: '2039-01-01', to: '2039-12-31', interval: 'month', targets: {} };
const HOUR_MS = 3_600_000;

function answerOf(outcome: Outcome<Statistics>): Statistics {
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
}

/** Writes chats of last year into the log, two entries each, one a minute from the middle of the year. */
async function addOldChats(desk: TestDesk, chatCount: number): Promise<void> {
  await desk.query(
    `WITH RECURSIVE entries (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM entries WHERE n < ?)
     INSERT INTO moments (at, kind, chat_id, detail)
     SELECT ? + (n / 2) * 60000 + n % 2, iif(n % 2 = 0, 'click', 'end'), 'old-' || (n / 2), iif(n % 2 = 0, NULL, 'customer_ended') FROM entries`,
    chatCount * 2 - 1,
    Date.UTC(2039, 5, 1),
  );
}

/** How many rows SQL reads for an answer. */
async function rowsReadFor(desk: TestDesk, question: StatisticsQuestion): Promise<number> {
  const prototype: { exec: SqlStorage['exec'] } = await runInDurableObject(desk.stub, (_object, { storage }) =>
    Object.getPrototypeOf(storage.sql),
  );
  const { exec } = prototype;
  const cursors: { rowsRead: number }[] = [];
  prototype.exec = function (this: SqlStorage, ...statement) {
    const cursor = exec.apply(this, statement);
    cursors.push(cursor);
    return cursor as never;
  };
  try {
    await desk.stub.statistics(question);
  } finally {
    prototype.exec = exec;
  }
  return cursors.reduce((sum, { rowsRead }) => sum + rowsRead, 0);
}

describe('statistics of a desk', () => {
  test('R5, I19: what happened over sockets comes out again, also after a sleep', async () => {
    const desk = await TestDesk.create({ allowQueue: true, transferAfterSeconds: 20 }, [1]);
    const editor = await desk.available('e1');
    const customer = await desk.started();
    const waiting = await desk.started(true);
    await customer.ask({ type: 'message', chatId: customer.chatId, text: 'Hej' });
    desk.pass(15);
    await editor.ask({ type: 'message', chatId: customer.chatId, text: 'Hej!' });
    await waiting.ask({ type: 'end', chatId: waiting.chatId });
    const answer = answerOf(await desk.stub.statistics(TODAY));
    expect(answer).toMatchObject({
      ...{ timeZone: 'Europe/Stockholm', from: '2040-01-02', to: '2040-01-02', interval: 'day' },
      targets: { response: 60, queueWait: 120, focus: 20 },
      total: {
        ...{ started: 2, answered: 1, abandonedInQueue: 1, notEnded: 1 },
        response: { count: 1, medianMs: 15_000 },
        queueWait: { count: 1, medianMs: 15_000, withinCount: 0, outOfCount: 1 },
      },
      editors: [{ editorId: 'e1', name: 'Editor 1', arrivals: 1, response: { count: 1, p95Ms: 15_000 } }],
    });
    await evictDurableObject(desk.stub, { webSockets: 'hibernate' });
    expect(answerOf(await desk.stub.statistics(TODAY))).toEqual(answer);
  });

  test('C1 what is due has happened before it is counted', async () => {
    const desk = await TestDesk.create({ transferAfterSeconds: 20 }, [1, 1]);
    await desk.available('e1');
    await desk.available('e2');
    const customer = await desk.started();
    await customer.ask({ type: 'message', chatId: customer.chatId, text: 'Hej' });
    desk.pass(21);
    expect(answerOf(await desk.stub.statistics(TODAY)).total).toMatchObject({ transferredByClock: 1, misses: 1 });
  });

  test('R4 an editor who was removed is in the figures without a name', async () => {
    const desk = await TestDesk.create({}, [1]);
    const editor = await desk.available('e1');
    const customer = await desk.started();
    await customer.ask({ type: 'message', chatId: customer.chatId, text: 'Hej' });
    await editor.ask({ type: 'message', chatId: customer.chatId, text: 'Hej!' });
    await desk.stub.removeEditor('e1');
    expect(answerOf(await desk.stub.statistics(TODAY)).editors).toMatchObject([{ editorId: 'e1', name: null, response: { count: 1 } }]);
  });

  test('without an end it is today, in the chatflow’s own time zone', async () => {
    const desk = await TestDesk.create({ timeZone: 'Pacific/Kiritimati' });
    expect(START_AT).toBeGreaterThan(Date.UTC(2040, 0, 2, 10) - 2 * HOUR_MS);
    desk.pass(2 * 3_600);
    const { to, intervals } = answerOf(await desk.stub.statistics({ ...TODAY, to: null }));
    expect([to, intervals.map(({ from }) => from)]).toEqual(['2040-01-03', ['2040-01-02', '2040-01-03']]);
  });
});

describe('a long log', () => {
  test('a day is read without the years before it, and a chat until its end only', async () => {
    const desk = await TestDesk.create({}, [1]);
    await addOldChats(desk, 20_000);
    const customer = await desk.available('e1').then(() => desk.started());
    await customer.ask({ type: 'end', chatId: customer.chatId });
    expect(await rowsReadFor(desk, TODAY)).toBeLessThan(50);
    const oldDay = { ...TODAY, from: '2039-06-01', to: '2039-06-01' };
    expect(answerOf(await desk.stub.statistics(oldDay)).total).toMatchObject({ started: 1_320 });
    // 22 hours of that day in Stockholm, and no more than a stretch of what follows.
    expect(await rowsReadFor(desk, oldDay)).toBeLessThan(1_320 * 3 + 2_000 + 50);
  });

  test('T11 a chat from another chatflow is found by the time at which it came', async () => {
    const desk = await TestDesk.create();
    await addOldChats(desk, 10_000);
    const at = START_AT - HOUR_MS;
    await desk.query("INSERT INTO moments (at, kind, chat_id, detail) VALUES (?, 'move', 'from-there', 'received')", at);
    expect(answerOf(await desk.stub.statistics(TODAY)).total).toMatchObject({ started: 0, received: 1, notEnded: 1 });
    expect(await rowsReadFor(desk, TODAY)).toBeLessThan(50);
  });

  test('more than one answer can hold is refused before it is read', async () => {
    const desk = await TestDesk.create();
    await addOldChats(desk, 100_001);
    expect(await desk.stub.statistics(LAST_YEAR)).toEqual({ ok: false, code: 'range_too_long' });
    const month = answerOf(await desk.stub.statistics({ ...LAST_YEAR, from: '2039-06-01', to: '2039-06-30' }));
    expect(month.total).toMatchObject({ started: 30 * 1_440 - 120, notEnded: 0 });
  });

  test('C2 the desk answers while a long log is read, and too many readers at once are told to wait', async () => {
    const desk = await TestDesk.create({}, [1]);
    await addOldChats(desk, 90_000);
    const customer = await desk.available('e1').then(() => desk.started());
    const events: string[] = [];
    const readings = [1, 2, 3].map(async () => {
      const outcome = await desk.stub.statistics(LAST_YEAR);
      events.push(outcome.ok ? 'read' : outcome.code);
      return outcome;
    });
    const answer = await customer.ask({ type: 'message', chatId: customer.chatId, text: 'Hej' });
    events.push(answer.type);
    await Promise.all(readings);
    expect([...events].sort()).toEqual(['ok', 'rate_limited', 'read', 'read']);
    expect(events.indexOf('ok')).toBeLessThan(events.indexOf('read'));
    expect((await desk.stub.statistics(LAST_YEAR)).ok).toBe(true);
  });

  test('a desk that is removed while it is read has no statistics', async () => {
    const desk = await TestDesk.create();
    await addOldChats(desk, 90_000);
    const [outcome] = await Promise.all([desk.stub.statistics(LAST_YEAR), desk.stub.remove()]);
    expect(outcome).toEqual({ ok: false, code: 'not_found' });
  });
});
