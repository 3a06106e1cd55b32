// GET /desk/{chatflowId}/siblings: where an editor of a chatflow may move a chat to (T11): the account's other chatflows, each as its object says.

import type { Context } from 'hono';
import { type ChatflowEntry, chatflowById, chatflowsOf } from '../../accounts/chatflows.ts';
import { chatflowsEditedBy } from '../../accounts/editors.ts';
import { membershipsOf } from '../../accounts/members.ts';
import { deskOf } from '../../provisioning/desk.ts';
import { mayAct } from '../../shared/access.ts';
import { refuse } from '../../shared/errors.ts';
import type { Sibling, SiblingsAnswer } from '../../shared/http.ts';
import { describe, log } from '../../shared/log.ts';
import type { DeskState } from '../../shared/model.ts';
import type { AppEnv } from '../app-env.ts';
import { problem } from '../problem.ts';
import { sessionOf } from './session.ts';

/** Each is asked for its state, so there is an end to them; far beyond what one organisation has. */
const SIBLINGS_MAX_COUNT = 50;

/** For editors of that chatflow, by session: `unauthenticated`, `forbidden` for the account's others, `not_found` for strangers. */
export async function answerSiblings(c: Context<AppEnv>) {
  const session = await sessionOf(c);
  if (session === null) return problem(c, refuse('unauthenticated'));
  const { id: personId } = session.person;
  const { DB: db } = c.env;
  const [chatflow, memberships, edited] = await Promise.all([
    chatflowById(db, c.req.param('chatflowId') ?? ''),
    membershipsOf(db, personId),
    chatflowsEditedBy(db, personId),
  ]);
  if (chatflow === null) return problem(c, refuse('not_found'));
  const caller = { kind: 'person', personId, memberships, chatflows: edited.map(({ id }) => id) } as const;
  const allowed = mayAct(caller, 'desk.siblings', chatflow);
  if (!allowed.ok) return problem(c, allowed);
  const { items } = await chatflowsOf(db, chatflow.accountId, { after: null, limit: SIBLINGS_MAX_COUNT + 1 });
  const others = items.filter(({ chatflowId }) => chatflowId !== chatflow.chatflowId).slice(0, SIBLINGS_MAX_COUNT);
  const answer: SiblingsAnswer = { items: await Promise.all(others.map((other) => siblingOf(c.env, other))) };
  return c.json(answer, 200);
}

async function siblingOf(env: AppEnv['Bindings'], { chatflowId, name }: ChatflowEntry): Promise<Sibling> {
  return { chatflowId, name, state: await stateOf(env, chatflowId) };
}

/** What a newcomer meets there; a desk that does not answer could not take the chat either. */
async function stateOf(env: AppEnv['Bindings'], chatflowId: string): Promise<DeskState> {
  try {
    const status = await deskOf(env.CHATFLOW, chatflowId)?.status(null);
    return status?.ok ? status.value.desk.state : 'closed';
  } catch (thrown) {
    log('sibling_silent', { chatflowId, ...describe(thrown) });
    return 'closed';
  }
}
