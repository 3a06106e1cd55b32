-- Keys may do what their scopes say, for as long as they hold; a revoked key's row stays, so that the audit log can name it.
-- Then the first answers to creations that carried an Idempotency-Key, without their secrets, and where each widget was last seen.

ALTER TABLE api_keys ADD COLUMN scopes TEXT NOT NULL DEFAULT '["settings:read","settings:write","desk:read","statistics:read","editors:write"]';
ALTER TABLE api_keys ADD COLUMN expires_at INTEGER;
ALTER TABLE api_keys ADD COLUMN last_used_on TEXT;
ALTER TABLE api_keys ADD COLUMN revoked_at INTEGER;

-- status and answer are NULL while the first request is at work.
CREATE TABLE first_answers (
  caller TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  status INTEGER,
  answer TEXT,
  PRIMARY KEY (caller, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX first_answers_by_time ON first_answers (at);

CREATE TABLE widget_sightings (
  chatflow_id TEXT PRIMARY KEY REFERENCES chatflows (chatflow_id),
  origin TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
