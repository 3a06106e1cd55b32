// Who asks /v1: read from the key or the session, anew for every request. What the caller may is shared/access.ts's to say.

import type { Context } from 'hono';
import { authFor, signedIn } from '../../accounts/auth.ts';
import { chatflowsEditedBy } from '../../accounts/editors.ts';
import { hashOfKey, sameHash, useKey } from '../../accounts/keys.ts';
import { membershipsOf } from '../../accounts/members.ts';
import type { Outcome } from '../../chatflow/rpc.ts';
import type { Caller } from '../../shared/access.ts';
import type { Actor } from '../../shared/audit.ts';
import { refuse } from '../../shared/errors.ts';
import type { AppEnv } from '../app-env.ts';
import { guesses, keyUses, networkOf } from '../middleware/brakes.ts';
import { isFromOwnPage, ownOrigin } from '../middleware/same-origin.ts';

/** Those whom /v1 knows: tickets and tokens open sockets only. */
export type ApiCaller = Extract<Caller, { kind: 'operator' | 'key' | 'person' }>;

const BEARER = /^Bearer ([\x21-\x7e]{1,200})$/i;

/**
 * Reads the credential: a key in `Authorization`, or else the console's session. `unauthenticated`, `origin_not_allowed`, and `rate_limited`
 * with a `Retry-After`.
 */
export async function identify(c: Context<AppEnv>): Promise<Outcome<ApiCaller>> {
  const authorization = c.req.header('authorization');
  if (authorization !== undefined) {
    const key = BEARER.exec(authorization)?.[1];
    return key === undefined ? refuse('unauthenticated') : callerOfKey(c, key);
  }
  const session = await signedIn(authFor(c.env, ownOrigin(c)), c.req.raw.headers);
  if (session === null) return refuse('unauthenticated');
  if (!isFromOwnPage(c)) return refuse('origin_not_allowed');
  for (const cookie of session.setCookies) c.header('set-cookie', cookie, { append: true });
  const { person } = session;
  c.set('person', person);
  const [memberships, chatflows] = await Promise.all([membershipsOf(c.env.DB, person.id), chatflowsEditedBy(c.env.DB, person.id)]);
  return { ok: true, value: { kind: 'person', personId: person.id, memberships, chatflows: chatflows.map(({ id }) => id) } };
}

/** The operator's key is compared first and needs no store: whoever runs the service is not kept out by those who guess. */
async function callerOfKey(c: Context<AppEnv>, key: string): Promise<Outcome<ApiCaller>> {
  const hash = await hashOfKey(key);
  if (sameHash(hash, c.env.OPERATOR_KEY_HASH.toLowerCase())) return { ok: true, value: { kind: 'operator' } };
  const now = Date.now();
  const network = networkOf(c.req.header('cf-connecting-ip'));
  if (network !== null && guesses.waitMs(network, now) > 0) return slowDown(c, guesses.waitMs(network, now));
  const found = await useKey(c.env.DB, hash, now);
  if (found === null) {
    if (network !== null) guesses.take(network, now);
    return refuse('unauthenticated');
  }
  const waitMs = keyUses.take(found.keyId, now);
  if (waitMs > 0) return slowDown(c, waitMs);
  return { ok: true, value: { kind: 'key', keyId: found.keyId, accountId: found.accountId, scopes: found.scopes } };
}

function slowDown(c: Context<AppEnv>, waitMs: number) {
  c.header('retry-after', String(Math.ceil(waitMs / 1_000)));
  return refuse('rate_limited');
}

/** The caller as the audit log names it. */
export function actorOf(caller: ApiCaller): Actor {
  switch (caller.kind) {
    case 'operator':
      return { kind: 'operator', id: '' };
    case 'key':
      return { kind: 'key', id: caller.keyId };
    case 'person':
      return { kind: 'person', id: caller.personId };
    default:
      return caller satisfies never;
  }
}
