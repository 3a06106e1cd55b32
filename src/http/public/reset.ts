// A forgotten password: a link by mail, which works once and for an hour. Nobody learns here whether an address is known.

import type { Context } from 'hono';
import { z } from 'zod';
import { forgetAttempts } from '../../accounts/attempts.ts';
import { hashOfKey } from '../../accounts/keys.ts';
import { hashOfLink, makeLinkSecret } from '../../accounts/links.ts';
import { keepReset } from '../../accounts/passwords.ts';
import { personByEmail } from '../../accounts/people.ts';
import { letterLanguage, resetLetter } from '../../mail/letters.ts';
import { printLink, sendMail } from '../../mail/mail.ts';
import { resetPassword } from '../../provisioning/sign-ins.ts';
import { refuse } from '../../shared/errors.ts';
import { EMAIL_MAX_LENGTH } from '../../shared/limits.ts';
import type { AppEnv } from '../app-env.ts';
import { readBody } from '../body.ts';
import { isFromOwnPage, ownOrigin } from '../middleware/same-origin.ts';
import { problem } from '../problem.ts';
import { attemptKey, tooMany, tooManyFromThere } from './session.ts';

const askSchema = z.object({ email: z.string().trim().toLowerCase().max(EMAIL_MAX_LENGTH) });
const confirmSchema = z.object({ token: z.string().max(100), password: z.string().max(1_000) });

/** `POST /auth/reset`. The same answer, as fast, for every address. */
export async function askReset(c: Context<AppEnv>) {
  if (!isFromOwnPage(c)) return problem(c, refuse('origin_not_allowed'));
  const crowd = await tooManyFromThere(c, 'resetByAddress');
  if (crowd !== null) return crowd;
  const read = await readBody(c, askSchema);
  if (!read.ok) return read.answer;
  const { email } = read.value;
  const often = await tooMany(c, 'resetByPerson', await hashOfKey(email));
  if (often !== null) return often;
  c.executionCtx.waitUntil(sendReset(c, email));
  return c.json({ ok: true }, 200);
}

async function sendReset(c: Context<AppEnv>, email: string): Promise<void> {
  const person = await personByEmail(c.env.DB, email);
  if (person === null) return;
  const secret = makeLinkSecret();
  const linkHash = await hashOfLink(secret);
  if (linkHash === null) throw new Error('A link of our own making does not have the form of one.');
  await keepReset(c.env.DB, person.id, linkHash, Date.now());
  const link = `${ownOrigin(c)}/console/#/reset/${secret}`;
  printLink(c.env, link);
  await sendMail(c.env, resetLetter(letterLanguage(c.req.header('accept-language')), { to: person.email, name: person.name, link }));
}

/** `POST /auth/reset/confirm`. Sets the password and ends every session; signing in with it comes after. */
export async function confirmReset(c: Context<AppEnv>) {
  if (!isFromOwnPage(c)) return problem(c, refuse('origin_not_allowed'));
  const crowd = await tooManyFromThere(c, 'linkByAddress');
  if (crowd !== null) return crowd;
  const read = await readBody(c, confirmSchema);
  if (!read.ok) return read.answer;
  const linkHash = await hashOfLink(read.value.token);
  const set = linkHash === null ? refuse('link_spent') : await resetPassword(c.env, linkHash, read.value.password);
  if (!set.ok) return problem(c, set);
  // Whoever has the mailbox is not kept out by those who have been guessing.
  await forgetAttempts(c.env.DB, attemptKey('signInByPerson', await hashOfKey(set.value.email)));
  return c.json({ ok: true }, 200);
}
