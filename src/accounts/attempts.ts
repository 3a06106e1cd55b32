// How often somebody tried within a window of time: one row and one statement per attempt, so that many at once cannot slip through.

export interface Limit {
  /** Seconds. */
  window: number;
  /** Attempts that are allowed in it. */
  max: number;
}

/** No limit counts over a longer time. */
const WINDOW_MAX_MS = 3_600_000;

/** Counts one more attempt under this key. `retryAfter`: seconds until the window ends, if it was one too many. */
export async function attempt(
  db: D1Database,
  key: string,
  { window, max }: Limit,
  now: number,
): Promise<{ allowed: boolean; retryAfter: number | null }> {
  const windowMs = window * 1_000;
  const row = await db
    .prepare(
      `INSERT INTO attempts (key, count, since) VALUES (?1, 1, ?2)
       ON CONFLICT (key) DO UPDATE SET
         count = CASE WHEN since <= ?2 - ?3 THEN 1 ELSE count + 1 END,
         since = CASE WHEN since <= ?2 - ?3 THEN ?2 ELSE since END
       RETURNING count, since`,
    )
    .bind(key, now, windowMs)
    .first<{ count: number; since: number }>();
  if (row === null) throw new Error('An attempt was counted, but D1 did not answer with the count.');
  if (row.count <= max) return { allowed: true, retryAfter: null };
  return { allowed: false, retryAfter: Math.ceil((row.since + windowMs - now) / 1_000) };
}

/** Forgets what was counted under this key: whoever tried has succeeded. */
export async function forgetAttempts(db: D1Database, key: string): Promise<void> {
  await db.prepare('DELETE FROM attempts WHERE key = ?').bind(key).run();
}

/** Forgets windows that are over. */
export async function dropOldAttempts(db: D1Database, now: number): Promise<void> {
  await db
    .prepare('DELETE FROM attempts WHERE since < ?')
    .bind(now - WINDOW_MAX_MS)
    .run();
}
