// Who asks /v1, and what this caller may do to an account: the one place where that is decided.

import type { Context } from 'hono';
import { authFor, signedIn } from '../../accounts/auth.ts';
import { accountOfKey, hashOfKey, sameHash } from '../../accounts/keys.ts';
import { roleOf } from '../../accounts/members.ts';
import type { Outcome } from '../../chatflow/rpc.ts';
import type { Actor } from '../../shared/audit.ts';
import { refuse } from '../../shared/errors.ts';
import type { AppEnv } from '../app-env.ts';
import { isFromOwnPage, ownOrigin } from '../middleware/same-origin.ts';

export type Caller = { kind: 'operator' } | { kind: 'key'; accountId: string } | { kind: 'person'; personId: string };

/** What a route asks for. An operator may do what an admin may. */
export type Right = 'operator' | 'admin';

const BEARER = /^Bearer ([\x21-\x7e]{1,200})$/i;

/** Reads the credential: a key in `Authorization`, or else the console's session. `unauthenticated`, `origin_not_allowed`. */
export async function identify(c: Context<AppEnv>): Promise<Outcome<Caller>> {
  const authorization = c.req.header('authorization');
  if (authorization !== undefined) {
    const key = BEARER.exec(authorization)?.[1];
    return key === undefined ? refuse('unauthenticated') : callerOfKey(c.env, key);
  }
  const session = await signedIn(authFor(c.env, ownOrigin(c)), c.req.raw.headers);
  if (session === null) return refuse('unauthenticated');
  if (!isFromOwnPage(c)) return refuse('origin_not_allowed');
  for (const cookie of session.setCookies) c.header('set-cookie', cookie, { append: true });
  return { ok: true, value: { kind: 'person', personId: session.person.id } };
}

async function callerOfKey(env: AppEnv['Bindings'], key: string): Promise<Outcome<Caller>> {
  const hash = await hashOfKey(key);
  if (sameHash(hash, env.OPERATOR_KEY_HASH.toLowerCase())) return { ok: true, value: { kind: 'operator' } };
  const accountId = await accountOfKey(env.DB, hash);
  return accountId === null ? refuse('unauthenticated') : { ok: true, value: { kind: 'key', accountId } };
}

/**
 * Whether the caller has the right to the account. Strangers hear `not_found`, as if it did not exist; members without the right `forbidden`.
 */
export async function authorise(db: D1Database, caller: Caller, accountId: string, right: Right): Promise<Outcome<null>> {
  const held = await heldBy(db, caller, accountId);
  if (held === null) return refuse('not_found');
  const enough = held === 'operator' || (held === 'admin' && right === 'admin');
  return enough ? { ok: true, value: null } : refuse('forbidden');
}

async function heldBy(db: D1Database, caller: Caller, accountId: string): Promise<Right | 'editor' | null> {
  switch (caller.kind) {
    case 'operator':
      return 'operator';
    case 'key':
      return caller.accountId === accountId ? 'admin' : null;
    case 'person':
      return roleOf(db, accountId, caller.personId);
    default:
      return caller satisfies never;
  }
}

/** The caller, as the audit log names it. */
export function actorOf(caller: Caller): Actor {
  switch (caller.kind) {
    case 'operator':
      return { kind: 'operator', id: '' };
    case 'key':
      return { kind: 'key', id: caller.accountId };
    case 'person':
      return { kind: 'person', id: caller.personId };
    default:
      return caller satisfies never;
  }
}
