// The first answers to creations that carried an Idempotency-Key, for a day: so that a request which is sent twice creates once.
// What is stored has no secrets; whoever stores it leaves them out.

import { DAY_MS, MINUTE_MS } from '../shared/limits.ts';

const KEPT_MS = DAY_MS;
/** A request that was cut off in the middle holds its key this long; no request of ours works longer. */
const AT_WORK_MS = 2 * MINUTE_MS;

export interface RequestName {
  /** Who asks: keys of different callers never meet. */
  caller: string;
  key: string;
  /** Of method, address and body. */
  hash: string;
}

export type FirstAnswer =
  /** Nobody has asked before: do it, then store the answer or forget the request. */
  { kind: 'first' } | { kind: 'answered'; status: number; answer: string } | { kind: 'at_work' } | { kind: 'another_request' };

/** Whether this request is the first with its key. Of several at the same time one is. */
export async function firstAnswer(db: D1Database, { caller, key, hash }: RequestName, now: number): Promise<FirstAnswer> {
  const [claimed, stored] = await db.batch<{ requestHash: string; status: number | null; answer: string | null }>([
    db
      .prepare(
        `INSERT INTO first_answers (caller, key, request_hash, at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (caller, key) DO UPDATE SET request_hash = ?3, at = ?4, status = NULL, answer = NULL
         WHERE at <= ?4 - ${KEPT_MS} OR (status IS NULL AND at <= ?4 - ${AT_WORK_MS}) RETURNING 1`,
      )
      .bind(caller, key, hash, now),
    db.prepare('SELECT request_hash AS requestHash, status, answer FROM first_answers WHERE caller = ? AND key = ?').bind(caller, key),
  ]);
  const row = stored?.results[0];
  if (row === undefined || (claimed?.results.length ?? 0) > 0) return { kind: 'first' };
  if (row.requestHash !== hash) return { kind: 'another_request' };
  return row.status === null || row.answer === null ? { kind: 'at_work' } : { kind: 'answered', status: row.status, answer: row.answer };
}

/** Keeps what was answered; only the request that was the first may. */
export async function keepAnswer(db: D1Database, { caller, key }: RequestName, status: number, answer: string): Promise<void> {
  await db
    .prepare('UPDATE first_answers SET status = ?3, answer = ?4 WHERE caller = ?1 AND key = ?2')
    .bind(caller, key, status, answer)
    .run();
}

/** Nothing was created: the next request with this key is the first again. */
export async function forgetRequest(db: D1Database, { caller, key }: RequestName): Promise<void> {
  await db.prepare('DELETE FROM first_answers WHERE caller = ? AND key = ? AND status IS NULL').bind(caller, key).run();
}

/** Forgets those whose day is over. */
export async function dropOldAnswers(db: D1Database, now: number): Promise<void> {
  await db
    .prepare('DELETE FROM first_answers WHERE at < ?')
    .bind(now - KEPT_MS)
    .run();
}
