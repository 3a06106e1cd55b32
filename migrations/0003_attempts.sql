-- Attempts to sign in, counted in fixed windows: the auth library's own count begins anew only after a quiet while, which an office behind
-- one address does not have in the morning.

DROP TABLE attempts;

CREATE TABLE attempts (
  key TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attempts_by_time ON attempts (since);
