-- The directory: accounts, who belongs to them, their chatflows and keys, and what an object has still to hear.
-- Times are ms since 1970. A revision grows with each change of its fact.

CREATE TABLE accounts (
  account_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE account_features (
  account_id TEXT PRIMARY KEY REFERENCES accounts (account_id),
  queue INTEGER NOT NULL CHECK (queue IN (0, 1)),
  revision INTEGER NOT NULL
) STRICT;

CREATE TABLE memberships (
  account_id TEXT NOT NULL REFERENCES accounts (account_id),
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('admin', 'editor')),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_by_person ON memberships (person_id);

-- chatflow_id is the object's id in hex. name is a copy: the object owns the settings it stands in.
CREATE TABLE chatflows (
  chatflow_id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (account_id),
  name TEXT NOT NULL,
  name_revision INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE INDEX chatflows_by_account ON chatflows (account_id, created_at);
CREATE INDEX chatflows_by_age ON chatflows (created_at) WHERE removed_at IS NULL;

-- A removed editor's row stays, without a name, for its revision's sake.
CREATE TABLE chatflow_editors (
  chatflow_id TEXT NOT NULL REFERENCES chatflows (chatflow_id),
  person_id TEXT NOT NULL,
  name TEXT NOT NULL,
  max_chats INTEGER NOT NULL CHECK (max_chats BETWEEN 1 AND 20),
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  removed_at INTEGER,
  PRIMARY KEY (chatflow_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX chatflow_editors_by_person ON chatflow_editors (person_id) WHERE removed_at IS NULL;

CREATE TABLE api_keys (
  key_id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (account_id),
  hash TEXT NOT NULL UNIQUE,
  prefix TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX api_keys_by_account ON api_keys (account_id, created_at);

-- One row per fact that two stores share and may not yet agree on. subject_id is the editor's, or empty.
CREATE TABLE pending_deliveries (
  chatflow_id TEXT NOT NULL REFERENCES chatflows (chatflow_id),
  fact TEXT NOT NULL CHECK (fact IN ('chatflow', 'queue', 'editor', 'name')),
  subject_id TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  PRIMARY KEY (chatflow_id, fact, subject_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pending_deliveries_by_time ON pending_deliveries (next_at);
