// /desk/me: who is signed in, and what only this person may change: the own password, and signing in with two steps.

import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { answerOf, authFor, type SignedIn } from '../../accounts/auth.ts';
import { chatflowsEditedBy } from '../../accounts/editors.ts';
import { membershipsOf } from '../../accounts/members.ts';
import { changePassword } from '../../provisioning/sign-ins.ts';
import { refuse } from '../../shared/errors.ts';
import type { BackupCodes, Me, TwoStepStart } from '../../shared/http.ts';
import type { AppEnv } from '../app-env.ts';
import { readBody } from '../body.ts';
import { ownOrigin } from '../middleware/same-origin.ts';
import { problem } from '../problem.ts';
import { actingSession, sendCookies, sessionOf, tooMany } from './session.ts';

const LENGTH_MAX = 1_000;
const changeSchema = z.strictObject({ current: z.string().max(LENGTH_MAX), next: z.string().max(LENGTH_MAX) });
const passwordSchema = z.strictObject({ password: z.string().max(LENGTH_MAX) });
const codeSchema = z.strictObject({ code: z.string().trim().max(20) });

async function answerMe(c: Context<AppEnv>) {
  const session = await sessionOf(c);
  if (session === null) return problem(c, refuse('unauthenticated'));
  const { person, twoStep } = session;
  const [memberships, chatflows] = await Promise.all([membershipsOf(c.env.DB, person.id), chatflowsEditedBy(c.env.DB, person.id)]);
  return c.json({ person, memberships, chatflows, twoStep } satisfies Me, 200);
}

type Read<T> = { ok: true; value: T; session: SignedIn } | { ok: false; answer: Response };

/** The session and the body of an act, and at most ten of them in a quarter of an hour: each could be a guess. */
async function act<T extends z.ZodType>(
  c: Context<AppEnv>,
  kind: 'passwordByPerson' | 'codeByPerson',
  schema: T,
): Promise<Read<z.output<T>>> {
  const session = await actingSession(c);
  if (!session.ok) return { ok: false, answer: problem(c, session) };
  const read = await readBody(c, schema);
  if (!read.ok) return read;
  const often = await tooMany(c, kind, session.value.person.id);
  return often === null ? { ...read, session: session.value } : { ok: false, answer: often };
}

/** Ends every session and ticket, and begins a new session here. */
async function postPassword(c: Context<AppEnv>) {
  const read = await act(c, 'passwordByPerson', changeSchema);
  if (!read.ok) return read.answer;
  const { person } = read.session;
  const changed = await changePassword(c.env, person, read.value);
  if (!changed.ok) return problem(c, changed);
  const { api } = authFor(c.env, ownOrigin(c));
  const begun = await answerOf(api.beginSession({ body: { personId: person.id }, headers: c.req.raw.headers, returnHeaders: true }));
  if (begun.ok) sendCookies(c, begun.setCookies);
  return c.json({ ok: true }, 200);
}

const wrongPassword = refuse('invalid', { pointer: '/password', reason: 'is not the present password' });
const wrongCode = refuse('invalid', { pointer: '/code', reason: 'is not the code that is shown now' });

/** Makes a secret for an authenticator app, and backup codes. Nothing changes before a code has confirmed it. `conflict`: on already. */
async function startTwoStep(c: Context<AppEnv>) {
  const read = await act(c, 'passwordByPerson', passwordSchema);
  if (!read.ok) return read.answer;
  if (read.session.twoStep) return problem(c, refuse('conflict'));
  const { api } = authFor(c.env, ownOrigin(c));
  const answer = await answerOf(api.enableTwoFactor({ body: read.value, headers: c.req.raw.headers, returnHeaders: true }));
  if (!answer.ok || answer.value.method !== 'totp') return problem(c, wrongPassword);
  const { totpURI: uri, backupCodes } = answer.value;
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  return c.json({ uri, secret, backupCodes } satisfies TwoStepStart, 200);
}

async function confirmTwoStep(c: Context<AppEnv>) {
  const read = await act(c, 'codeByPerson', codeSchema);
  if (!read.ok) return read.answer;
  const { api } = authFor(c.env, ownOrigin(c));
  const answer = await answerOf(api.verifyTOTP({ body: read.value, headers: c.req.raw.headers, returnHeaders: true }));
  if (!answer.ok) return problem(c, wrongCode);
  sendCookies(c, answer.setCookies);
  return c.json({ ok: true }, 200);
}

/** New backup codes; the ones before are void. */
async function renewCodes(c: Context<AppEnv>) {
  const read = await act(c, 'passwordByPerson', passwordSchema);
  if (!read.ok) return read.answer;
  if (!read.session.twoStep) return problem(c, refuse('not_found'));
  const { api } = authFor(c.env, ownOrigin(c));
  const answer = await answerOf(api.generateBackupCodes({ body: read.value, headers: c.req.raw.headers, returnHeaders: true }));
  if (!answer.ok) return problem(c, wrongPassword);
  return c.json({ backupCodes: answer.value.backupCodes } satisfies BackupCodes, 200);
}

async function endTwoStep(c: Context<AppEnv>) {
  const read = await act(c, 'passwordByPerson', passwordSchema);
  if (!read.ok) return read.answer;
  const { api } = authFor(c.env, ownOrigin(c));
  const answer = await answerOf(api.disableTwoFactor({ body: read.value, headers: c.req.raw.headers, returnHeaders: true }));
  if (!answer.ok) return problem(c, wrongPassword);
  sendCookies(c, answer.setCookies);
  return c.json({ ok: true }, 200);
}

export const ownRoutes = new Hono<AppEnv>()
  .get('/', answerMe)
  .post('/password', postPassword)
  .post('/two-step', startTwoStep)
  .post('/two-step/confirm', confirmTwoStep)
  .post('/two-step/backup-codes', renewCodes)
  .post('/two-step/end', endTwoStep);
