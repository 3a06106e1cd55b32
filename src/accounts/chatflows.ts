// The directory of chatflows: which account each belongs to. Settings are the object's; the name here is a copy.

import { bindingsOf, type Page, type PageWish, pageOf } from './page.ts';

export interface ChatflowEntry {
  chatflowId: string;
  accountId: string;
  name: string;
  createdAt: number;
}

const COLUMNS = 'chatflow_id AS chatflowId, account_id AS accountId, name, created_at AS createdAt';

/** A chatflow that has not been removed. */
export async function chatflowById(db: D1Database, chatflowId: string): Promise<ChatflowEntry | null> {
  return db
    .prepare(`SELECT ${COLUMNS} FROM chatflows WHERE chatflow_id = ? AND removed_at IS NULL`)
    .bind(chatflowId)
    .first<ChatflowEntry>();
}

/** The account's chatflows, oldest first. */
export async function chatflowsOf(db: D1Database, accountId: string, wish: PageWish): Promise<Page<ChatflowEntry>> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM chatflows WHERE account_id = ?1 AND removed_at IS NULL AND (?2 = 0 OR (created_at, chatflow_id) > (?3, ?4))
       ORDER BY created_at, chatflow_id LIMIT ?5`,
    )
    .bind(accountId, ...bindingsOf(wish))
    .all<ChatflowEntry>();
  return pageOf(results, wish, ({ createdAt, chatflowId }) => [createdAt, chatflowId]);
}

/** The first chatflow ever made here and not removed, for the demo page. */
export async function oldestChatflow(db: D1Database): Promise<ChatflowEntry | null> {
  return db.prepare(`SELECT ${COLUMNS} FROM chatflows WHERE removed_at IS NULL ORDER BY created_at LIMIT 1`).first<ChatflowEntry>();
}

export function insertChatflow(db: D1Database, chatflow: ChatflowEntry): D1PreparedStatement {
  return db
    .prepare('INSERT INTO chatflows (chatflow_id, account_id, name, created_at) VALUES (?, ?, ?, ?)')
    .bind(chatflow.chatflowId, chatflow.accountId, chatflow.name, chatflow.createdAt);
}

/** Marks it removed; the row stays, so that the object's end can be delivered. */
export function markChatflowRemoved(db: D1Database, chatflowId: string, now: number): D1PreparedStatement {
  return db.prepare('UPDATE chatflows SET removed_at = ? WHERE chatflow_id = ? AND removed_at IS NULL').bind(now, chatflowId);
}

/** Takes over a name from the object, unless a later one is there already. */
export async function copyName(db: D1Database, chatflowId: string, name: string, revision: number): Promise<void> {
  await db
    .prepare('UPDATE chatflows SET name = ?2, name_revision = ?3 WHERE chatflow_id = ?1 AND name_revision < ?3')
    .bind(chatflowId, name, revision)
    .run();
}

/** What the object must have heard about its own existence; null if no such chatflow was ever made. */
export async function chatflowFact(db: D1Database, chatflowId: string): Promise<(ChatflowEntry & { removed: boolean }) | null> {
  const row = await db
    .prepare(`SELECT ${COLUMNS}, removed_at AS removedAt FROM chatflows WHERE chatflow_id = ?`)
    .bind(chatflowId)
    .first<ChatflowEntry & { removedAt: number | null }>();
  if (row === null) return null;
  const { removedAt, ...entry } = row;
  return { ...entry, removed: removedAt !== null };
}
