-- Two-step sign-in (printed by scripts/auth-schema.ts), then what the service itself keeps about people: invitations, links for a new
-- password, and since when an editor's tickets hold. Times are ms since 1970. Links are stored as SHA-256 of their secret part.

alter table "people" add column "two_step" integer default 0;
create table "two_steps" (
  "id" text not null primary key,
  "secret" text not null,
  "backup_codes" text not null,
  "person_id" text not null references "people" ("id") on delete cascade,
  "verified" integer,
  "failed_count" integer,
  "locked_until" date
);
create index "two_steps_secret_idx" on "two_steps" ("secret");
create index "two_steps_person_id_idx" on "two_steps" ("person_id");

-- spent: accepted or revoked. Accepting adds 1, so that the second of two at once breaks the check, and with it the whole batch.
CREATE TABLE invitations (
  invitation_id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (account_id),
  link_hash TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('admin', 'editor')),
  mailed INTEGER NOT NULL CHECK (mailed IN (0, 1)),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  spent INTEGER NOT NULL DEFAULT 0 CHECK (spent IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX invitations_standing ON invitations (account_id, email) WHERE spent = 0;
CREATE INDEX invitations_by_time ON invitations (expires_at);

CREATE TABLE invitation_chatflows (
  invitation_id TEXT NOT NULL REFERENCES invitations (invitation_id) ON DELETE CASCADE,
  chatflow_id TEXT NOT NULL REFERENCES chatflows (chatflow_id),
  max_chats INTEGER NOT NULL CHECK (max_chats BETWEEN 1 AND 20),
  PRIMARY KEY (invitation_id, chatflow_id)
) STRICT, WITHOUT ROWID;

-- One standing link per person.
CREATE TABLE password_resets (
  person_id TEXT PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  link_hash TEXT NOT NULL UNIQUE,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Tickets made at or before this moment are void; part of the fact that the object hears about an editor.
ALTER TABLE chatflow_editors ADD COLUMN tickets_after INTEGER NOT NULL DEFAULT 0;

-- An account keeps an admin, also when two admins take each other away at the same moment.
CREATE TRIGGER memberships_last_admin_stays BEFORE DELETE ON memberships
WHEN OLD.role = 'admin' AND (SELECT count(*) FROM memberships WHERE account_id = OLD.account_id AND role = 'admin') = 1
BEGIN
  SELECT RAISE(ABORT, 'last admin');
END;
CREATE TRIGGER memberships_last_admin_keeps_role BEFORE UPDATE OF role ON memberships
WHEN OLD.role = 'admin' AND NEW.role <> 'admin'
  AND (SELECT count(*) FROM memberships WHERE account_id = OLD.account_id AND role = 'admin') = 1
BEGIN
  SELECT RAISE(ABORT, 'last admin');
END;
