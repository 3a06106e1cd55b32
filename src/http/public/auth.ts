// /auth: signing in, with one step or two, and out. Session tokens stay in the cookie, out of reach of scripts.

import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { forgetAttempts } from '../../accounts/attempts.ts';
import { answerOf, authFor, type LibraryAnswer } from '../../accounts/auth.ts';
import { hashOfKey } from '../../accounts/keys.ts';
import { oidcName } from '../../accounts/oidc.ts';
import { endTickets } from '../../provisioning/sign-ins.ts';
import { refuse } from '../../shared/errors.ts';
import type { SignInAnswer, SignInWays } from '../../shared/http.ts';
import { EMAIL_MAX_LENGTH, PASSWORD_MAX_LENGTH } from '../../shared/limits.ts';
import type { AppEnv } from '../app-env.ts';
import { readBody } from '../body.ts';
import { isFromOwnPage, ownOrigin } from '../middleware/same-origin.ts';
import { codeOfStatus, problem } from '../problem.ts';
import { finishOidc, startOidc } from './oidc.ts';
import { askReset, confirmReset } from './reset.ts';
import { attemptKey, sendCookies, sessionOf, tooMany, tooManyFromThere } from './session.ts';

const signInSchema = z.object({ email: z.string().max(EMAIL_MAX_LENGTH), password: z.string().max(PASSWORD_MAX_LENGTH) });
/** Six digits of the authenticator app, or a backup code. */
const codeSchema = z.object({ code: z.string().trim().max(20) });
const APP_CODE = /^\d{6}$/;

/** The library's answer as ours: cookies go along, a refusal becomes a problem. */
function finish(c: Context<AppEnv>, answer: LibraryAnswer<unknown>, body: SignInAnswer) {
  if (!answer.ok) return problem(c, refuse(codeOfStatus(answer.status)));
  sendCookies(c, answer.setCookies);
  return c.json(body, 200);
}

/** E-mail and password. A person with two steps gets `twoStep`, and no session yet. */
async function signIn(c: Context<AppEnv>) {
  if (!isFromOwnPage(c)) return problem(c, refuse('origin_not_allowed'));
  const crowd = await tooManyFromThere(c, 'signInByAddress');
  if (crowd !== null) return crowd;
  const read = await readBody(c, signInSchema);
  if (!read.ok) return read.answer;
  const who = await hashOfKey(read.value.email.trim().toLowerCase());
  const guessing = await tooMany(c, 'signInByPerson', who);
  if (guessing !== null) return guessing;
  const call = authFor(c.env, ownOrigin(c)).api.signInEmail({ body: read.value, headers: c.req.raw.headers, returnHeaders: true });
  const answer = await answerOf(call);
  if (!answer.ok) return finish(c, answer, { ok: true });
  await forgetAttempts(c.env.DB, attemptKey('signInByPerson', who));
  return finish(c, answer, 'twoFactorRedirect' in answer.value ? { ok: true, twoStep: true } : { ok: true });
}

/** The second step. The library counts wrong codes: five for one sign-in, ten for a person within 15 minutes. */
async function signInSecond(c: Context<AppEnv>) {
  if (!isFromOwnPage(c)) return problem(c, refuse('origin_not_allowed'));
  const crowd = await tooManyFromThere(c, 'signInByAddress');
  if (crowd !== null) return crowd;
  const read = await readBody(c, codeSchema);
  if (!read.ok) return read.answer;
  // Who is signed in already confirms codes elsewhere; here a code opens a session or nothing.
  if ((await sessionOf(c)) !== null) return problem(c, refuse('invalid'));
  const { api } = authFor(c.env, ownOrigin(c));
  const asked = { body: read.value, headers: c.req.raw.headers, returnHeaders: true } as const;
  const answer = APP_CODE.test(read.value.code) ? await answerOf(api.verifyTOTP(asked)) : await answerOf(api.verifyBackupCode(asked));
  // Whatever was wrong with it, a code that opens nothing is a credential that is not valid.
  return finish(c, !answer.ok && answer.status === 400 ? { ...answer, status: 401 } : answer, { ok: true });
}

/** Ends the session. The person's tickets are void at every desk; other browsers come back with their own session. */
async function signOut(c: Context<AppEnv>) {
  if (!isFromOwnPage(c)) return problem(c, refuse('origin_not_allowed'));
  const session = await sessionOf(c);
  const answer = await answerOf(authFor(c.env, ownOrigin(c)).api.signOut({ headers: c.req.raw.headers, returnHeaders: true }));
  if (session !== null) await endTickets(c.env, session.person.id);
  return finish(c, answer, { ok: true });
}

/** Everything below /auth: 200 on success; GET /desk/me says who is signed in. */
export const authRoutes = new Hono<AppEnv>()
  .get('/ways', (c) => c.json({ oidc: oidcName(c.env) } satisfies SignInWays, 200))
  .post('/sign-in/email', signIn)
  .post('/sign-in/two-step', signInSecond)
  .post('/sign-in/oidc', startOidc)
  .get('/callback/oidc', finishOidc)
  .post('/sign-out', signOut)
  .post('/reset', askReset)
  .post('/reset/confirm', confirmReset);
