// The audit log: one statement per line, to be put into the batch of the act that it tells of, and the reading of it. Must not hold secrets:
// whoever writes a line leaves them out.

import type { ActorKind, AuditEntry } from '../shared/audit.ts';
import { bindingsOf, type Page, type PageWish, pageOf } from './page.ts';

/** Writes one line; the same id again changes nothing. Without an id the line gets one of its own. */
export function auditStatement(db: D1Database, entry: Omit<AuditEntry, 'id'> & { id?: string }): D1PreparedStatement {
  const { id = crypto.randomUUID(), accountId, chatflowId, at, actor, act, before, after } = entry;
  return db
    .prepare(
      `INSERT OR IGNORE INTO audit_entries (id, account_id, chatflow_id, at, actor_kind, actor_id, act, before, after)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
    )
    .bind(id, accountId, chatflowId, at, actor.kind, actor.id, act, textOf(before), textOf(after));
}

function textOf(fields: AuditEntry['before']): string | null {
  return fields === null ? null : JSON.stringify(fields);
}

/** A line as it is read. `name`: the actor's now; empty for the operator, and for whoever is not known any more. */
export interface AuditLine {
  id: string;
  at: number;
  actor: { kind: ActorKind; id: string; name: string };
  /** One of AUDIT_ACTS, or of a later version. */
  act: string;
  chatflowId: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

interface AuditRow {
  id: string;
  at: number;
  actorKind: ActorKind;
  actorId: string;
  actorName: string;
  act: string;
  chatflowId: string | null;
  before: string | null;
  after: string | null;
}

/** The account's log, or the part of it that concerns one chatflow; newest first. */
export async function auditOf(db: D1Database, accountId: string, chatflowId: string | null, wish: PageWish): Promise<Page<AuditLine>> {
  const { results } = await db
    .prepare(
      `SELECT a.id, a.at, a.actor_kind AS actorKind, a.actor_id AS actorId, coalesce(p.name, k.name, c.name, '') AS actorName, a.act,
         a.chatflow_id AS chatflowId, a.before, a.after
       FROM audit_entries a
       LEFT JOIN people p ON a.actor_kind = 'person' AND p.id = a.actor_id
       LEFT JOIN api_keys k ON a.actor_kind = 'key' AND k.key_id = a.actor_id
       LEFT JOIN chatflows c ON a.actor_kind = 'desk' AND c.chatflow_id = a.chatflow_id
       WHERE a.account_id = ?1 AND (?6 IS NULL OR a.chatflow_id = ?6) AND (?2 = 0 OR (a.at, a.id) < (?3, ?4))
       ORDER BY a.at DESC, a.id DESC LIMIT ?5`,
    )
    .bind(accountId, ...bindingsOf(wish), chatflowId)
    .all<AuditRow>();
  return pageOf(results.map(lineOf), wish, ({ at, id }) => [at, id]);
}

function lineOf({ actorKind, actorId, actorName, before, after, ...row }: AuditRow): AuditLine {
  return { ...row, actor: { kind: actorKind, id: actorId, name: actorName }, before: fieldsOf(before), after: fieldsOf(after) };
}

function fieldsOf(text: string | null): Record<string, unknown> | null {
  const value: unknown = text === null ? null : JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : null;
}
