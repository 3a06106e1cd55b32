// The reader's contract, kept by the object's SQL, and both readers compared after random changes.

import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { migrate } from '../../src/chatflow/store/migrations.ts';
import { SqlDesk } from '../../src/chatflow/store/sql-desk.ts';
import type { DeskRow } from '../../src/core/rows.ts';
import { DAY_MS } from '../../src/shared/limits.ts';
import { answers, changeOf, type Step, steps } from '../contract/random-changes.ts';
import { READER_CASES } from '../contract/reader-cases.ts';
import { MemoryDesk } from '../support/memory-desk.ts';
import { deskRow } from '../support/rows.ts';

function inObject(run: (desk: SqlDesk, state: DurableObjectState) => void): Promise<void> {
  const stub = env.CHATFLOW.get(env.CHATFLOW.newUniqueId());
  return runInDurableObject(stub, (_object, state) => run(freshDesk(state.storage, deskRow()), state));
}

function freshDesk(storage: DurableObjectStorage, row: DeskRow): SqlDesk {
  storage.transactionSync(() => migrate(storage.sql));
  const desk = new SqlDesk(storage.sql, () => undefined);
  desk.apply([{ kind: 'desk', desk: row }]);
  return desk;
}

describe('SQL desk', () => {
  for (const { title, run } of READER_CASES) test(title, () => inObject((desk) => run(desk)));

  for (const { title, run } of READER_CASES) {
    test(`nothing remembered: ${title}`, () =>
      inObject((desk) => {
        // A desk that forgets after every change, as one that is woken for each event does.
        const apply = desk.apply.bind(desk);
        desk.apply = (changes) => {
          for (const change of changes) {
            apply([change]);
            desk.forget();
          }
        };
        run(desk);
      }));
  }

  test('I3 answers to commands are forgotten a few at a time once they are a day old, and never before', () =>
    inObject((desk, { storage }) => {
      const reply = { ok: true } as const;
      const put = (personId: string, commandId: string, at: number) => desk.apply([{ kind: 'reply', personId, commandId, reply, at }]);
      for (let n = 100; n < 200; n++) put(`customer-${n}`, 'old', 1_600);
      for (let n = 100; n < 200; n++) put(`customer-${n}`, 'new', 1_600 + DAY_MS - 16);
      for (let n = 100; n < 200; n++) put(`customer-${n}`, 'late', 1_600 + DAY_MS);
      expect(storage.sql.exec("SELECT COUNT(*) AS count FROM replies WHERE command_id = 'old'").one()).toEqual({ count: 100 });
      for (let n = 100; n < 200; n += 10) put(`customer-${n}`, 'again', 1_600 + DAY_MS + 16);
      const left = storage.sql.exec('SELECT command_id AS id, COUNT(*) AS count FROM replies GROUP BY id ORDER BY id').toArray();
      expect(left).toEqual([
        { id: 'again', count: 10 },
        { id: 'late', count: 100 },
        { id: 'new', count: 100 },
      ]);
    }));

  test('answers as the memory desk does after any changes, remembered or read again', { timeout: 30_000 }, () =>
    inObject((_desk, { storage }) => {
      fc.assert(
        fc.property(steps, (list) => {
          empty(storage.sql);
          compare(freshDesk(storage, deskRow()), list);
        }),
        { numRuns: 200 },
      );
    }),
  );
});

function empty(sql: SqlStorage): void {
  for (const table of ['desk', 'editors', 'chats', 'messages', 'notes', 'deadlines', 'replies', 'moments'])
    sql.exec(`DELETE FROM ${table}`);
}

function compare(desk: SqlDesk, list: Step[]): void {
  const memory = new MemoryDesk(deskRow());
  for (const [count, step] of list.entries()) {
    // Half of the sequences ask in between, so that what is remembered has to be kept up.
    if (list.length % 2 === 0 && step.number % 3 === 0)
      answers(
        desk,
        memory.allChats().map(({ chatId }) => chatId),
      );
    const change = changeOf(memory, step, count + 1);
    if (change === null) continue;
    memory.apply([change]);
    desk.apply([change]);
  }
  const chatIds = memory.allChats().map((chat) => chat.chatId);
  const expected = answers(memory, chatIds);
  expect(answers(desk, chatIds)).toEqual(expected);
  desk.forget();
  expect(answers(desk, chatIds)).toEqual(expected);
}
