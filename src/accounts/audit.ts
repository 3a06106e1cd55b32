// The audit log: one statement per line, to be put into the batch of the act that it tells of, and the reading of it. Must not hold secrets:
// whoever writes a line leaves them out.

import type { AuditEntry } from '../shared/audit.ts';

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
