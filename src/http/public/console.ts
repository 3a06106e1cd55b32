// What the console asks before it has a socket: a ticket for each desk.

import type { Context } from 'hono';
import { Hono } from 'hono';
import { editorOf } from '../../accounts/editors.ts';
import { deskOf } from '../../provisioning/desk.ts';
import { refuse } from '../../shared/errors.ts';
import type { TicketAnswer } from '../../shared/http.ts';
import type { AppEnv } from '../app-env.ts';
import { isFromOwnPage } from '../middleware/same-origin.ts';
import { problem } from '../problem.ts';
import { sessionOf } from './session.ts';
import { forwardSocket } from './sockets.ts';

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
  // A session that ended meanwhile has made the desk's tickets void before this one was made.
  if ((await sessionOf(c)) === null) return problem(c, refuse('unauthenticated'));
  return ticket.ok ? c.json(ticket.value satisfies TicketAnswer, 200) : problem(c, ticket);
}

/** Everything below /desk. */
export const consoleRoutes = new Hono<AppEnv>()
  .post('/:chatflowId/ticket', answerTicket)
  .get('/:chatflowId/socket', forwardSocket('editor'));
