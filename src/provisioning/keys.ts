// Making and revoking keys of an account, each with its line in the audit log. The key itself is in no line.

import { auditStatement } from '../accounts/audit.ts';
import { type Key, type KeyWish, keyById, newKey, revokeKey } from '../accounts/keys.ts';
import type { Outcome } from '../chatflow/rpc.ts';
import type { Actor } from '../shared/audit.ts';
import { refuse } from '../shared/errors.ts';
import type { Stores } from './desk.ts';

/** Makes a key; `key` is shown once. `invalid` if it would have run out already. */
export async function createKey(
  { DB: db }: Pick<Stores, 'DB'>,
  accountId: string,
  wish: KeyWish,
  by: Actor,
): Promise<Outcome<Key & { key: string }>> {
  const at = Date.now();
  if (wish.expiresAt !== null && wish.expiresAt <= at) return refuse('invalid', { pointer: '/expiresAt', reason: 'must be in the future' });
  const { made, key, statement } = await newKey(db, accountId, wish, at);
  const { keyId, name, prefix, scopes, expiresAt } = made;
  const after = { keyId, name, prefix, scopes, expiresAt };
  await db.batch([statement, auditStatement(db, { accountId, chatflowId: null, at, actor: by, act: 'key.created', before: null, after })]);
  return { ok: true, value: { ...made, key } };
}

/** From the next request on the key opens nothing. `not_found` if there is no such key, or not any more. */
export async function removeKey({ DB: db }: Pick<Stores, 'DB'>, accountId: string, keyId: string, by: Actor): Promise<Outcome<null>> {
  const found = await keyById(db, accountId, keyId);
  if (found === null) return refuse('not_found');
  const at = Date.now();
  const { name, prefix, scopes, expiresAt } = found;
  const before = { keyId, name, prefix, scopes, expiresAt };
  await db.batch([
    revokeKey(db, keyId, at),
    auditStatement(db, { accountId, chatflowId: null, at, actor: by, act: 'key.revoked', before, after: null }),
  ]);
  return { ok: true, value: null };
}
