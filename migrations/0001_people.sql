-- People and how they sign in. Printed by scripts/auth-schema.ts from the options in src/accounts/auth-options.ts.

create table "people" (
  "id" text not null primary key,
  "name" text not null,
  "email" text not null unique,
  "email_verified" integer not null,
  "image" text,
  "created_at" date not null,
  "updated_at" date not null
);
create table "sessions" (
  "id" text not null primary key,
  "expires_at" date not null,
  "token" text not null unique,
  "created_at" date not null,
  "updated_at" date not null,
  "ip_address" text,
  "user_agent" text,
  "person_id" text not null references "people" ("id") on delete cascade
);
create table "sign_ins" (
  "id" text not null primary key,
  "subject_id" text not null,
  "provider_id" text not null,
  "person_id" text not null references "people" ("id") on delete cascade,
  "access_token" text,
  "refresh_token" text,
  "id_token" text,
  "access_token_expires_at" date,
  "refresh_token_expires_at" date,
  "scope" text,
  "password" text,
  "created_at" date not null,
  "updated_at" date not null
);
create table "verifications" (
  "id" text not null primary key,
  "identifier" text not null,
  "value" text not null,
  "expires_at" date not null,
  "created_at" date not null,
  "updated_at" date not null
);
create table "attempts" (
  "id" text not null primary key,
  "key" text not null unique,
  "count" integer not null,
  "last_request" bigint not null
);
create index "sessions_person_id_idx" on "sessions" ("person_id"
);
create index "sign_ins_person_id_idx" on "sign_ins" ("person_id"
);
create index "verifications_identifier_idx" on "verifications" ("identifier"
);
