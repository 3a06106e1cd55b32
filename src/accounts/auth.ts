// The auth library, set up for the origin of a request. Everything that the service asks of it goes through here.

import { betterAuth } from 'better-auth';
import { isAPIError } from 'better-auth/api';
import { SESSION_MAX_MS } from '../shared/limits.ts';
import { attempt, type Limit } from './attempts.ts';
import { authOptions } from './auth-options.ts';
import { beginSession } from './begin-session.ts';
import type { Person } from './people.ts';

export interface AuthSetting {
  DB: D1Database;
  AUTH_SECRET: string;
}

function makeAuth(setting: AuthSetting, origin: string) {
  const customStorage = { consume: (key: string, limit: Limit) => attempt(setting.DB, key, limit, Date.now()) };
  return betterAuth({
    ...authOptions,
    baseURL: origin,
    secret: setting.AUTH_SECRET,
    database: setting.DB,
    rateLimit: { ...authOptions.rateLimit, customStorage },
    plugins: [...authOptions.plugins, beginSession()],
  });
}

export type Auth = ReturnType<typeof makeAuth>;

/** The last one made: a deployment is reached by one name nearly always, and a made-up `Host` must not fill the memory. */
let last: { origin: string; database: D1Database; auth: Auth } | null = null;

/** The auth library as seen from `origin`, which names the cookies' scheme and whose pages it trusts. */
export function authFor(setting: AuthSetting, origin: string): Auth {
  if (last?.origin !== origin || last.database !== setting.DB) last = { origin, database: setting.DB, auth: makeAuth(setting, origin) };
  return last.auth;
}

/** Who is signed in, and cookies to send along when the session has been prolonged. */
export interface SignedIn {
  person: Person;
  /** Whether this person signs in with two steps. */
  twoStep: boolean;
  setCookies: string[];
}

/** The person whose session the cookies carry, or null. A session ends 30 days after its sign-in, however much it is used. */
export async function signedIn(auth: Auth, headers: Headers): Promise<SignedIn | null> {
  const { response, headers: answered } = await auth.api.getSession({ headers, returnHeaders: true });
  if (response === null) return null;
  if (response.session.createdAt.getTime() <= Date.now() - SESSION_MAX_MS) {
    await auth.api.signOut({ headers });
    return null;
  }
  const { id, name, email, twoFactorEnabled } = response.user;
  return { person: { id, name, email }, twoStep: twoFactorEnabled === true, setCookies: answered.getSetCookie() };
}

/** What the library answered: its value and the cookies to send along, or the HTTP status with which it refused. */
export type LibraryAnswer<T> = { ok: true; value: T; setCookies: string[] } | { ok: false; status: number };

/** Waits for a call of the library with `returnHeaders`; its refusals become values, everything else is thrown on. */
export async function answerOf<T>(call: Promise<{ response: T; headers: Headers }>): Promise<LibraryAnswer<T>> {
  try {
    const { response, headers } = await call;
    return { ok: true, value: response, setCookies: headers.getSetCookie() };
  } catch (thrown) {
    if (isAPIError(thrown)) return { ok: false, status: thrown.statusCode };
    throw thrown;
  }
}
