// Which people are editors of which chatflow, with the name and max chats they have there. The object keeps a copy.

import { bindingsOf, type Page, type PageWish, pageOf } from './page.ts';

export interface EditorEntry {
  editorId: string;
  name: string;
  email: string;
  maxChats: number;
  createdAt: number;
}

const COLUMNS = 'e.person_id AS editorId, e.name, p.email, e.max_chats AS maxChats, e.created_at AS createdAt';
const FROM = 'FROM chatflow_editors e JOIN people p ON p.id = e.person_id';

/** The chatflow's editors, by name. */
export async function editorsOf(db: D1Database, chatflowId: string, wish: PageWish): Promise<Page<EditorEntry>> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} ${FROM} WHERE e.chatflow_id = ?1 AND e.removed_at IS NULL AND (?2 = 0 OR (e.name, e.person_id) > (?3, ?4))
       ORDER BY e.name, e.person_id LIMIT ?5`,
    )
    .bind(chatflowId, ...bindingsOf(wish))
    .all<EditorEntry>();
  return pageOf(results, wish, ({ name, editorId }) => [name, editorId]);
}

export async function editorOf(db: D1Database, chatflowId: string, editorId: string): Promise<EditorEntry | null> {
  return db
    .prepare(`SELECT ${COLUMNS} ${FROM} WHERE e.chatflow_id = ? AND e.person_id = ? AND e.removed_at IS NULL`)
    .bind(chatflowId, editorId)
    .first<EditorEntry>();
}

export async function editorCountOf(db: D1Database, chatflowId: string): Promise<number> {
  const count = await db
    .prepare('SELECT count(*) AS count FROM chatflow_editors WHERE chatflow_id = ? AND removed_at IS NULL')
    .bind(chatflowId)
    .first<number>('count');
  return count ?? 0;
}

/** Makes somebody an editor, changes one, or takes a removed one back. */
export function upsertEditor(
  db: D1Database,
  editor: { chatflowId: string; editorId: string; name: string; maxChats: number },
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO chatflow_editors (chatflow_id, person_id, name, max_chats, revision, created_at) VALUES (?1, ?2, ?3, ?4, 1, ?5)
       ON CONFLICT (chatflow_id, person_id) DO UPDATE SET name = ?3, max_chats = ?4, revision = revision + 1, removed_at = NULL`,
    )
    .bind(editor.chatflowId, editor.editorId, editor.name, editor.maxChats, Date.now());
}

/** Changes one who has not been removed; what is missing stays. */
export function updateEditor(
  db: D1Database,
  chatflowId: string,
  editorId: string,
  change: { name?: string | undefined; maxChats?: number | undefined },
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE chatflow_editors SET name = coalesce(?3, name), max_chats = coalesce(?4, max_chats), revision = revision + 1
       WHERE chatflow_id = ?1 AND person_id = ?2 AND removed_at IS NULL`,
    )
    .bind(chatflowId, editorId, change.name ?? null, change.maxChats ?? null);
}

/** Marks one as removed; the row stays without its name. */
export function markEditorRemoved(db: D1Database, chatflowId: string, editorId: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE chatflow_editors SET removed_at = ?3, name = '', revision = revision + 1
       WHERE chatflow_id = ?1 AND person_id = ?2 AND removed_at IS NULL`,
    )
    .bind(chatflowId, editorId, Date.now());
}

/** What the object must have heard about an editor; `revision` 0 if there never was one. */
export interface EditorFact {
  name: string;
  maxChats: number;
  removed: boolean;
  revision: number;
}

export async function editorFact(db: D1Database, chatflowId: string, editorId: string): Promise<EditorFact> {
  const row = await db
    .prepare(
      `SELECT name, max_chats AS maxChats, removed_at AS removedAt, revision FROM chatflow_editors WHERE chatflow_id = ? AND person_id = ?`,
    )
    .bind(chatflowId, editorId)
    .first<{ name: string; maxChats: number; removedAt: number | null; revision: number }>();
  if (row === null) return { name: '', maxChats: 1, removed: true, revision: 0 };
  return { name: row.name, maxChats: row.maxChats, removed: row.removedAt !== null, revision: row.revision };
}

/** The chatflows in which a person is an editor, by name (L6). */
export async function chatflowsEditedBy(db: D1Database, personId: string): Promise<{ id: string; name: string; accountId: string }[]> {
  const { results } = await db
    .prepare(
      `SELECT c.chatflow_id AS id, c.name, c.account_id AS accountId FROM chatflow_editors e JOIN chatflows c USING (chatflow_id)
       WHERE e.person_id = ? AND e.removed_at IS NULL AND c.removed_at IS NULL ORDER BY c.name, c.chatflow_id`,
    )
    .bind(personId)
    .all<{ id: string; name: string; accountId: string }>();
  return results;
}
