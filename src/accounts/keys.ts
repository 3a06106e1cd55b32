// Keys for /v1: made here, shown once, stored as a hash, revoked at once. Must not log or keep a key.

import { SCOPES, type Scope } from '../shared/access.ts';
import { bindingsOf, type Page, type PageWish, pageOf } from './page.ts';

const KEY_BYTES = 32;
const PREFIX_LENGTH = 12;

/** SHA-256 of a key, in hex. A key has 256 random bits, so a fast hash without salt is enough. */
export async function hashOfKey(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether two hashes in hex are equal, in a time that says nothing about where they differ. */
export function sameHash(a: string, b: string): boolean {
  const encoder = new TextEncoder();
  const [left, right] = [encoder.encode(a), encoder.encode(b)];
  return left.byteLength === right.byteLength && crypto.subtle.timingSafeEqual(left, right);
}

/** What is told of a key after it was made. Times are ms since 1970; `lastUsedOn` is a day, `2026-03-01`, in UTC. */
export interface Key {
  keyId: string;
  name: string;
  /** How the key begins, so that people tell keys apart. */
  prefix: string;
  scopes: Scope[];
  createdAt: number;
  expiresAt: number | null;
  lastUsedOn: string | null;
}

export interface KeyWish {
  name: string;
  scopes: readonly Scope[];
  /** Null: until it is revoked. */
  expiresAt: number | null;
}

interface KeyRow extends Omit<Key, 'scopes'> {
  scopes: string;
}

const COLUMNS =
  'key_id AS keyId, name, prefix, scopes, created_at AS createdAt, expires_at AS expiresAt, last_used_on AS lastUsedOn, account_id AS accountId';

/** A new key, the statement that stores its hash, and the key itself: hand it over and forget it. */
export async function newKey(
  db: D1Database,
  accountId: string,
  { name, scopes, expiresAt }: KeyWish,
  now: number,
): Promise<{ made: Key; key: string; statement: D1PreparedStatement }> {
  const random = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const key = `nasta_${btoa(String.fromCharCode(...random))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')}`;
  const ordered = SCOPES.filter((scope) => scopes.includes(scope));
  const prefix = key.slice(0, PREFIX_LENGTH);
  const made: Key = { keyId: crypto.randomUUID(), name, prefix, scopes: ordered, createdAt: now, expiresAt, lastUsedOn: null };
  const statement = db
    .prepare(
      'INSERT INTO api_keys (key_id, account_id, hash, prefix, name, scopes, created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)',
    )
    .bind(made.keyId, accountId, await hashOfKey(key), prefix, name, JSON.stringify(ordered), now, expiresAt);
  return { made, key, statement };
}

/** The account's keys that have not been revoked, oldest first; those that have run out are among them. */
export async function keysOf(db: D1Database, accountId: string, wish: PageWish): Promise<Page<Key>> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM api_keys WHERE account_id = ?1 AND revoked_at IS NULL AND (?2 = 0 OR (created_at, key_id) > (?3, ?4))
       ORDER BY created_at, key_id LIMIT ?5`,
    )
    .bind(accountId, ...bindingsOf(wish))
    .all<KeyRow>();
  return pageOf(results.map(keyOf), wish, ({ createdAt, keyId }) => [createdAt, keyId]);
}

/** One key of the account that has not been revoked. */
export async function keyById(db: D1Database, accountId: string, keyId: string): Promise<Key | null> {
  const row = await db
    .prepare(`SELECT ${COLUMNS} FROM api_keys WHERE account_id = ? AND key_id = ? AND revoked_at IS NULL`)
    .bind(accountId, keyId)
    .first<KeyRow>();
  return row === null ? null : keyOf(row);
}

/** From the next request on nobody comes in with it: nothing remembers a key beyond the request that carried it. */
export function revokeKey(db: D1Database, keyId: string, now: number): D1PreparedStatement {
  return db.prepare('UPDATE api_keys SET revoked_at = ? WHERE key_id = ? AND revoked_at IS NULL').bind(now, keyId);
}

/** The key with this hash, if it still holds, and its account. Notes the day, which is written once a day at most. */
export async function useKey(db: D1Database, hash: string, now: number): Promise<(Key & { accountId: string }) | null> {
  const row = await db
    .prepare(`SELECT ${COLUMNS} FROM api_keys WHERE hash = ?1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?2)`)
    .bind(hash, now)
    .first<KeyRow & { accountId: string }>();
  if (row === null) return null;
  const today = new Date(now).toISOString().slice(0, 10);
  if (row.lastUsedOn !== today) await db.prepare('UPDATE api_keys SET last_used_on = ?2 WHERE hash = ?1').bind(hash, today).run();
  return { ...keyOf(row), accountId: row.accountId };
}

/** Scopes that the service has ceased to know are none. */
function keyOf({ keyId, name, prefix, scopes, createdAt, expiresAt, lastUsedOn }: KeyRow): Key {
  const written: unknown = JSON.parse(scopes);
  const held = SCOPES.filter((scope) => Array.isArray(written) && written.includes(scope));
  return { keyId, name, prefix, scopes: held, createdAt, expiresAt, lastUsedOn };
}
