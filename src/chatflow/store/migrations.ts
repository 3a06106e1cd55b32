// The tables of one desk, as steps that are only ever added to: a step that has run anywhere is never edited. Names are the words of the
// rules in snake_case. Nothing here knows what the rows mean.

/**
 * Each step is run once, in order. Indexes are partial, so that the rules' questions cost work for their answers alone, and name no column
 * that changes with every message: a plain message writes a message, a reply and a chat row, and no index entry.
 */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE desk (
     chatflow_id TEXT PRIMARY KEY, settings TEXT NOT NULL, settings_revision INTEGER NOT NULL, queue_feature INTEGER NOT NULL,
     feature_revision INTEGER NOT NULL, last_join_seq INTEGER NOT NULL, last_reserved_seq INTEGER NOT NULL, removed INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
   CREATE TABLE editors (
     editor_id TEXT PRIMARY KEY, name TEXT NOT NULL, max_chats INTEGER NOT NULL, status TEXT NOT NULL, status_since INTEGER NOT NULL,
     status_cause TEXT NOT NULL, connected INTEGER NOT NULL, disconnected_at INTEGER, misses_in_a_row INTEGER NOT NULL,
     slots_used INTEGER NOT NULL, last_window_at INTEGER, tickets_after INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE chats (
     chat_id TEXT PRIMARY KEY, customer_id TEXT NOT NULL, state TEXT NOT NULL, started_at INTEGER NOT NULL, join_seq INTEGER,
     first_assigned_at INTEGER, owner_id TEXT, arrived_at INTEGER, place INTEGER, last_seq INTEGER NOT NULL, first_message_at INTEGER,
     first_answer_at INTEGER, own_answer_at INTEGER, unanswered_since INTEGER, last_message_at INTEGER, idle_due_at INTEGER,
     idle_warned INTEGER NOT NULL, silent_due_at INTEGER, transfer_due_at INTEGER, transfer_ms INTEGER, held_at INTEGER,
     focus_socket_id TEXT, tried TEXT NOT NULL, overdue_since INTEGER, movable_since INTEGER, reserved_for_id TEXT, reserved_seq INTEGER,
     customer_away_since INTEGER, language TEXT NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL, question TEXT NOT NULL,
     page TEXT NOT NULL, page_title TEXT NOT NULL, end_reason TEXT, ended_at INTEGER, window_closes_at INTEGER, erased_at INTEGER
   ) WITHOUT ROWID;
   CREATE UNIQUE INDEX chats_live ON chats (customer_id) WHERE state <> 'ended';
   CREATE INDEX chats_present ON chats (chat_id) WHERE state <> 'ended' AND customer_away_since IS NULL;
   CREATE INDEX chats_windows ON chats (owner_id, place) WHERE place IS NOT NULL;
   CREATE INDEX chats_seeking ON chats (first_assigned_at, chat_id)
     WHERE state = 'ownerless' OR (state = 'assigned' AND (overdue_since IS NOT NULL OR movable_since IS NOT NULL));
   CREATE INDEX chats_reserved ON chats (reserved_seq) WHERE reserved_for_id IS NOT NULL;
   CREATE INDEX chats_waiting ON chats (join_seq) WHERE state = 'waiting';
   CREATE INDEX chats_head ON chats (join_seq) WHERE state = 'waiting' AND customer_away_since IS NULL;
   CREATE TABLE messages (
     chat_id TEXT NOT NULL, seq INTEGER NOT NULL, author TEXT NOT NULL, editor_id TEXT, name TEXT, text TEXT NOT NULL, at INTEGER NOT NULL,
     command_id TEXT, PRIMARY KEY (chat_id, seq)
   ) WITHOUT ROWID;
   CREATE TABLE notes (
     chat_id TEXT NOT NULL, at INTEGER NOT NULL, note_id TEXT NOT NULL, from_name TEXT NOT NULL, text TEXT NOT NULL,
     PRIMARY KEY (chat_id, at, note_id)
   ) WITHOUT ROWID;
   CREATE TABLE deadlines (kind TEXT NOT NULL, id TEXT NOT NULL, due_at INTEGER NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
   CREATE INDEX deadlines_due ON deadlines (due_at, kind, id);
   CREATE TABLE replies (
     person_id TEXT NOT NULL, command_id TEXT NOT NULL, reply TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (person_id, command_id)
   ) WITHOUT ROWID;
   CREATE TABLE moments (
     number INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, chat_id TEXT, editor_id TEXT, detail TEXT
   );`,
  `ALTER TABLE desk ADD COLUMN account_id TEXT NOT NULL DEFAULT '';
   CREATE TABLE outbox (
     outbox_id TEXT PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, act TEXT NOT NULL, before TEXT, after TEXT
   ) WITHOUT ROWID;`,
  `CREATE INDEX moments_clicks ON moments (at) WHERE kind = 'click';`,
  `CREATE INDEX moments_received ON moments (at) WHERE kind = 'move' AND detail = 'received';`,
  `ALTER TABLE chats ADD COLUMN moving TEXT NOT NULL DEFAULT 'null';
   ALTER TABLE chats ADD COLUMN moved_to TEXT NOT NULL DEFAULT 'null';
   ALTER TABLE chats ADD COLUMN received_from TEXT;`,
  `CREATE INDEX chats_received ON chats (customer_id) WHERE received_from IS NOT NULL;`,
];

/** How many steps this object's storage has seen; 0 for an object that was never created. Writes nothing. */
export function storedVersion(sql: SqlStorage): number {
  const tables = sql.exec("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'schema'").toArray();
  if (tables.length === 0) return 0;
  return sql.exec<{ version: number }>('SELECT version FROM schema').one().version;
}

/** Brings the storage up to date. To be called inside a transaction: a step that fails leaves nothing behind. */
export function migrate(sql: SqlStorage): void {
  const version = storedVersion(sql);
  if (version >= MIGRATIONS.length) return;
  if (version === 0) sql.exec('CREATE TABLE schema (version INTEGER NOT NULL); INSERT INTO schema VALUES (0);');
  for (const step of MIGRATIONS.slice(version)) sql.exec(step);
  sql.exec('UPDATE schema SET version = ?', MIGRATIONS.length);
}
