// /invite: what an invitation's link leads to, and joining by it. The token is the link's secret part: pages carry it behind `#` and requests in
// their body, so that it stands in no log of addresses.

import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { answerOf, authFor } from '../../accounts/auth.ts';
import { personByEmail } from '../../accounts/people.ts';
import { join, readLink } from '../../provisioning/invitations.ts';
import { refuse } from '../../shared/errors.ts';
import type { InviteAnswer } from '../../shared/http.ts';
import { NAME_MAX_LENGTH } from '../../shared/limits.ts';
import { line } from '../../shared/schemas/line.ts';
import type { AppEnv } from '../app-env.ts';
import { readBody } from '../body.ts';
import { isFromOwnPage, ownOrigin } from '../middleware/same-origin.ts';
import { problem } from '../problem.ts';
import { sendCookies, sessionOf, tooManyFromThere } from './session.ts';

const token = z.string().max(100);
const lookSchema = z.strictObject({ token });
const joinSchema = z.strictObject({ token, name: line(NAME_MAX_LENGTH).optional(), password: z.string().max(1_000).optional() });

/** Whom the link is for. `not_found`, `link_spent`. */
async function look(c: Context<AppEnv>) {
  if (!isFromOwnPage(c)) return problem(c, refuse('origin_not_allowed'));
  const crowd = await tooManyFromThere(c, 'linkByAddress');
  if (crowd !== null) return crowd;
  const read = await readBody(c, lookSchema);
  if (!read.ok) return read.answer;
  const invitation = await readLink(c.env, read.value.token);
  if (!invitation.ok) return problem(c, invitation);
  const { accountName, email, name, role } = invitation.value;
  const self = (await sessionOf(c))?.person;
  const known = (await personByEmail(c.env.DB, email)) !== null;
  const step = self?.email === email ? 'join' : known ? 'sign_in' : 'set_password';
  return c.json({ accountName, email, name, role, step } satisfies InviteAnswer, 200);
}

/** Joins, and signs somebody new in. `not_found`, `link_spent`, `sign_in_first`, `invalid` and `field_required` with a pointer. */
async function accept(c: Context<AppEnv>) {
  if (!isFromOwnPage(c)) return problem(c, refuse('origin_not_allowed'));
  const crowd = await tooManyFromThere(c, 'linkByAddress');
  if (crowd !== null) return crowd;
  const read = await readBody(c, joinSchema);
  if (!read.ok) return read.answer;
  const invitation = await readLink(c.env, read.value.token);
  if (!invitation.ok) return problem(c, invitation);
  const self = (await sessionOf(c))?.person ?? null;
  const joined = await join(c.env, invitation.value, self, read.value);
  if (!joined.ok) return problem(c, joined);
  if (joined.value.id !== self?.id) {
    const { api } = authFor(c.env, ownOrigin(c));
    const begun = await answerOf(
      api.beginSession({ body: { personId: joined.value.id }, headers: c.req.raw.headers, returnHeaders: true }),
    );
    // Without a session the person signs in with the password that was just set.
    if (begun.ok) sendCookies(c, begun.setCookies);
  }
  return c.json({ ok: true }, 200);
}

export const inviteRoutes = new Hono<AppEnv>().post('/look', look).post('/accept', accept);
