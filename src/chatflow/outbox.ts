// Takes the desk's own entries for the audit log to D1, which may be out of reach: they were stored with the change, and stay until D1 has
// them. Twice is harmless, because each carries its id.

import type { Event } from '../core/event.ts';
import type { OutboxRow } from '../core/rows.ts';
import { describe, log } from '../shared/log.ts';
import { OUTBOX } from './store/tables.ts';

/** Entries taken at a time. */
const BATCH_MAX_COUNT = 50;
const NEXT = `${OUTBOX.select} ORDER BY at, outbox_id LIMIT ?`;
const INSERT = `INSERT OR IGNORE INTO audit_entries (id, account_id, chatflow_id, at, actor_kind, actor_id, act, before, after)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

export class Outbox {
  readonly #sql: SqlStorage;
  readonly #db: D1Database | undefined;
  #busy = false;

  constructor(sql: SqlStorage, db: D1Database | undefined) {
    this.#sql = sql;
    this.#db = db;
  }

  /** Takes the oldest entries. The event that comes of it; null: none were taken now, the deadline asks again. Never throws. */
  async drain({ accountId, chatflowId }: { accountId: string; chatflowId: string }): Promise<Event | null> {
    if (this.#busy || this.#db === undefined) return null;
    this.#busy = true;
    try {
      const entries = this.#next();
      const insert = this.#db.prepare(INSERT);
      const bind = ({ outboxId, at, actor, act, before, after }: OutboxRow) =>
        insert.bind(outboxId, accountId, chatflowId, at, actor.kind, actor.id, act, json(before), json(after));
      if (entries.length > 0) await this.#db.batch(entries.map(bind));
      return { type: 'outbox.delivered', outboxIds: entries.map(({ outboxId }) => outboxId), more: entries.length === BATCH_MAX_COUNT };
    } catch (thrown) {
      log('outbox_failed', describe(thrown));
      return null;
    } finally {
      this.#busy = false;
    }
  }

  #next(): OutboxRow[] {
    const stored = this.#sql.exec(NEXT, BATCH_MAX_COUNT).toArray();
    return stored.map((row) => OUTBOX.decode(row));
  }
}

function json(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
