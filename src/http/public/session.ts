// The session of a request outside /v1, and how often somebody may try what could be guessed.

import type { Context } from 'hono';
import { attempt, type Limit } from '../../accounts/attempts.ts';
import { authFor, type SignedIn, signedIn } from '../../accounts/auth.ts';
import type { Outcome } from '../../chatflow/rpc.ts';
import { refuse } from '../../shared/errors.ts';
import type { AppEnv } from '../app-env.ts';
import { networkOf } from '../middleware/brakes.ts';
import { isFromOwnPage, ownOrigin } from '../middleware/same-origin.ts';
import { problem } from '../problem.ts';

const QUARTER_SECONDS = 900;
const HOUR_SECONDS = 3_600;

/** Attempts within a window of seconds. By address: an office behind one address signs in at eight in the morning. */
export const ATTEMPTS = {
  signInByAddress: { window: 60, max: 30 },
  /** Wrong passwords for one person, from wherever. Sessions that stand are not touched by it. */
  signInByPerson: { window: QUARTER_SECONDS, max: 10 },
  codeByPerson: { window: QUARTER_SECONDS, max: 10 },
  passwordByPerson: { window: QUARTER_SECONDS, max: 10 },
  linkByAddress: { window: 60, max: 30 },
  resetByAddress: { window: HOUR_SECONDS, max: 20 },
  resetByPerson: { window: HOUR_SECONDS, max: 3 },
} as const satisfies Record<string, Limit>;

/** Counts an attempt of this kind by `who`. One too many: the answer `rate_limited` with `Retry-After`; else null. */
export async function tooMany(c: Context<AppEnv>, kind: keyof typeof ATTEMPTS, who: string): Promise<Response | null> {
  const { allowed, retryAfter } = await attempt(c.env.DB, attemptKey(kind, who), ATTEMPTS[kind], Date.now());
  if (allowed) return null;
  c.header('retry-after', String(retryAfter));
  return problem(c, refuse('rate_limited'));
}

export function attemptKey(kind: keyof typeof ATTEMPTS, who: string): string {
  return `${kind} ${who}`;
}

/** As {@link tooMany}, by the network that the request comes from. On the own machine, where everybody comes from the same one: never. */
export async function tooManyFromThere(c: Context<AppEnv>, kind: keyof typeof ATTEMPTS & `${string}ByAddress`): Promise<Response | null> {
  const network = networkOf(c.req.header('cf-connecting-ip'));
  return network === null ? null : tooMany(c, kind, network);
}

export function sendCookies(c: Context<AppEnv>, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
}

/** The session of the request; prolonged, if it was time. */
export async function sessionOf(c: Context<AppEnv>): Promise<SignedIn | null> {
  const session = await signedIn(authFor(c.env, ownOrigin(c)), c.req.raw.headers);
  sendCookies(c, session?.setCookies ?? []);
  return session;
}

/** For acts by session: `unauthenticated`, and `origin_not_allowed` for what comes from somebody else's page. */
export async function actingSession(c: Context<AppEnv>): Promise<Outcome<SignedIn>> {
  const session = await sessionOf(c);
  if (session === null) return refuse('unauthenticated');
  return isFromOwnPage(c) ? { ok: true, value: session } : refuse('origin_not_allowed');
}
