-- The audit log: who did what, when, and which fields were what before and after. Lines of a desk's own come from its object; the id makes
-- a line that is told twice one line. No reference to people: a line outlives who is named in it.

CREATE TABLE audit_entries (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (account_id),
  chatflow_id TEXT,
  at INTEGER NOT NULL,
  actor_kind TEXT NOT NULL CHECK (actor_kind IN ('operator', 'key', 'person', 'desk')),
  actor_id TEXT NOT NULL,
  act TEXT NOT NULL,
  before TEXT,
  after TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_entries_by_account ON audit_entries (account_id, at, id);
CREATE INDEX audit_entries_by_chatflow ON audit_entries (chatflow_id, at, id) WHERE chatflow_id IS NOT NULL;
