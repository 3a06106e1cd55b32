// Facts on which D1 and an object may not agree yet: one row each, written in the batch that changes the fact, removed once both agree.
// `chatflow`, `queue` and `editor` are D1's facts that the object must hear; `name` is the object's that the directory copies.

export const FACTS = ['chatflow', 'editor', 'name', 'queue'] as const;
export type Fact = (typeof FACTS)[number];

export interface Pending {
  chatflowId: string;
  fact: Fact;
  /** The editor's id for `editor`, else empty. */
  subjectId: string;
}

/** The request that makes a row delivers it at once; the cron leaves it alone this long. */
const FIRST_RETRY_MS = 15_000;
const RETRY_MAX_MS = 3_600_000;

/** Notes that the object of this chatflow, or the directory, has something to hear. */
export function markPending(db: D1Database, { chatflowId, fact, subjectId }: Pending, now: number): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO pending_deliveries (chatflow_id, fact, subject_id, next_at) VALUES (?1, ?2, ?3, ?4)
       ON CONFLICT (chatflow_id, fact, subject_id) DO UPDATE SET attempts = 0, next_at = ?4`,
    )
    .bind(chatflowId, fact, subjectId, now + FIRST_RETRY_MS);
}

/** Notes that every chatflow of the account has to hear about its features. */
export function markQueuePending(db: D1Database, accountId: string, now: number): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO pending_deliveries (chatflow_id, fact, subject_id, next_at)
       SELECT chatflow_id, 'queue', '', ?2 FROM chatflows WHERE account_id = ?1 AND removed_at IS NULL
       ON CONFLICT (chatflow_id, fact, subject_id) DO UPDATE SET attempts = 0, next_at = ?2`,
    )
    .bind(accountId, now + FIRST_RETRY_MS);
}

/** Where a fact's revision stands in D1. `name` has none there: its copy is guarded by the object's own revision. */
const REVISION: Record<Fact, string> = {
  chatflow: '(SELECT CASE WHEN removed_at IS NULL THEN 1 ELSE 2 END FROM chatflows WHERE chatflow_id = ?1)',
  editor: '(SELECT revision FROM chatflow_editors WHERE chatflow_id = ?1 AND person_id = ?3)',
  name: '?4',
  queue: '(SELECT f.revision FROM chatflows c JOIN account_features f USING (account_id) WHERE c.chatflow_id = ?1)',
};

/** Removes the row if the fact still has the delivered revision. False: it has changed meanwhile, deliver again. */
export async function settle(db: D1Database, { chatflowId, fact, subjectId }: Pending, revision: number): Promise<boolean> {
  const [, current] = await db.batch<{ same: number }>([
    db
      .prepare(
        `DELETE FROM pending_deliveries WHERE chatflow_id = ?1 AND fact = ?2 AND subject_id = ?3 AND coalesce(${REVISION[fact]}, 0) = ?4`,
      )
      .bind(chatflowId, fact, subjectId, revision),
    db.prepare(`SELECT coalesce(${REVISION[fact]}, 0) = ?4 AS same`).bind(chatflowId, fact, subjectId, revision),
  ]);
  return current?.results[0]?.same === 1;
}

/** After a failed attempt: later, and later each time. */
export async function postpone(db: D1Database, { chatflowId, fact, subjectId }: Pending, now: number): Promise<void> {
  await db
    .prepare(
      `UPDATE pending_deliveries SET attempts = attempts + 1, next_at = ?4 + min(${RETRY_MAX_MS}, ${FIRST_RETRY_MS} << min(attempts, 8))
       WHERE chatflow_id = ?1 AND fact = ?2 AND subject_id = ?3`,
    )
    .bind(chatflowId, fact, subjectId, now)
    .run();
}

/** Rows whose time has come; a chatflow's own existence before what else it has to hear. */
export async function duePending(db: D1Database, now: number, limit: number): Promise<Pending[]> {
  const { results } = await db
    .prepare(
      `SELECT chatflow_id AS chatflowId, fact, subject_id AS subjectId FROM pending_deliveries WHERE next_at <= ?
       ORDER BY fact = 'chatflow' DESC, next_at LIMIT ?`,
    )
    .bind(now, limit)
    .all<Pending>();
  return results;
}

/** The account's rows for features, for delivery at once. */
export async function pendingQueueOf(db: D1Database, accountId: string): Promise<Pending[]> {
  const { results } = await db
    .prepare(
      `SELECT p.chatflow_id AS chatflowId, p.fact, p.subject_id AS subjectId FROM pending_deliveries p JOIN chatflows c USING (chatflow_id)
       WHERE c.account_id = ? AND p.fact = 'queue'`,
    )
    .bind(accountId)
    .all<Pending>();
  return results;
}
