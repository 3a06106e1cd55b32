// Keys for /v1: made here, shown once, stored as a hash. Must not log or keep a key.

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

export interface NewKey {
  keyId: string;
  name: string;
  prefix: string;
  createdAt: number;
  /** The key itself: hand it over and forget it. */
  key: string;
}

/** Makes a key of an account. */
export async function createKey(db: D1Database, accountId: string, name: string): Promise<NewKey> {
  const random = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const key = `nasta_${btoa(String.fromCharCode(...random))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')}`;
  const made = { keyId: crypto.randomUUID(), name, prefix: key.slice(0, PREFIX_LENGTH), createdAt: Date.now(), key };
  await db
    .prepare('INSERT INTO api_keys (key_id, account_id, hash, prefix, name, created_at) VALUES (?, ?, ?, ?, ?, ?)')
    .bind(made.keyId, accountId, await hashOfKey(key), made.prefix, name, made.createdAt)
    .run();
  return made;
}

/** The account whose key has this hash, or null. */
export async function accountOfKey(db: D1Database, hash: string): Promise<string | null> {
  return db.prepare('SELECT account_id FROM api_keys WHERE hash = ?').bind(hash).first<string>('account_id');
}
