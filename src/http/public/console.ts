// What the console asks before it has a socket: who is signed in, and a ticket for each desk.

import type { Context } from 'hono';
import { Hono } from 'hono';
import { authFor, type SignedIn, signedIn } from '../../accounts/auth.ts';
import { chatflowsEditedBy, editorOf } from '../../accounts/editors.ts';
import { membershipsOf } from '../../accounts/members.ts';
import { deskOf } from '../../provisioning/desk.ts';
import { refuse } from '../../shared/errors.ts';
import type { Me, TicketAnswer } from '../../shared/http.ts';
import type { AppEnv } from '../app-env.ts';
import { isFromOwnPage, ownOrigin } from '../middleware/same-origin.ts';
import { problem } from '../problem.ts';
import { forwardSocket } from './sockets.ts';

/** The session of the request; prolonged, if it was time. */
async function sessionOf(c: Context<AppEnv>): Promise<SignedIn | null> {
  const session = await signedIn(authFor(c.env, ownOrigin(c)), c.req.raw.headers);
  for (const cookie of session?.setCookies ?? []) c.header('set-cookie', cookie, { append: true });
  return session;
}

async function answerMe(c: Context<AppEnv>) {
  const session = await sessionOf(c);
  if (session === null) return problem(c, refuse('unauthenticated'));
  const { person } = session;
  const [memberships, chatflows] = await Promise.all([membershipsOf(c.env.DB, person.id), chatflowsEditedBy(c.env.DB, person.id)]);
  return c.json({ person, memberships, chatflows } satisfies Me, 200);
}

/** A ticket opens the editor's socket for some hours without the session: `unauthenticated`, `origin_not_allowed`, `not_found`. */
async function answerTicket(c: Context<AppEnv>) {
  const session = await sessionOf(c);
  if (session === null) return problem(c, refuse('unauthenticated'));
  if (!isFromOwnPage(c)) return problem(c, refuse('origin_not_allowed'));
  const chatflowId = c.req.param('chatflowId') ?? '';
  const desk = deskOf(c.env.CHATFLOW, chatflowId);
  // The directory is asked too: a desk may not have heard yet that somebody is no editor any more.
  if (desk === null || (await editorOf(c.env.DB, chatflowId, session.person.id)) === null) return problem(c, refuse('not_found'));
  const ticket = await desk.ticket(session.person.id);
  return ticket.ok ? c.json(ticket.value satisfies TicketAnswer, 200) : problem(c, ticket);
}

/** Everything below /desk. */
export const consoleRoutes = new Hono<AppEnv>()
  .get('/me', answerMe)
  .post('/:chatflowId/ticket', answerTicket)
  .get('/:chatflowId/socket', forwardSocket('editor'));
