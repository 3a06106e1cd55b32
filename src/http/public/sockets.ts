// WebSocket addresses: hands the upgrade to the chatflow's object, which reads credential and origin itself and accepts or refuses.

import type { Context } from 'hono';
import { hashOfKey } from '../../accounts/keys.ts';
import { deskStub } from '../../provisioning/desk.ts';
import { refuse } from '../../shared/errors.ts';
import type { AppEnv } from '../app-env.ts';
import { networkOf } from '../middleware/brakes.ts';
import { ownOrigin } from '../middleware/same-origin.ts';
import { problem } from '../problem.ts';
import { noteSeen } from './seen.ts';

/** Tells the object which origin is the deployment's own; nobody outside can set it, because it is always overwritten here. */
export const OWN_ORIGIN_HEADER = 'x-nasta-own-origin';
/** Tells the object which network a socket comes from, so that clicks can be counted: hashed with a secret, because nobody need read it. */
const NETWORK_HEADER = 'x-nasta-network';
const NETWORK_LENGTH = 24;
const SWITCHING_PROTOCOLS = 101;

/** `upgrade_required`, `not_found` for what is no id of ours; everything else is the object's to say. */
export function forwardSocket(side: 'customer' | 'editor') {
  return async (c: Context<AppEnv>): Promise<Response> => {
    if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') {
      c.header('upgrade', 'websocket');
      return problem(c, refuse('upgrade_required'));
    }
    const desk = deskStub(c.env.CHATFLOW, c.req.param('chatflowId') ?? '');
    if (desk === null) return problem(c, refuse('not_found'));
    const headers = new Headers(c.req.raw.headers);
    // The object knows editors by ticket and customers by token; the session stays here.
    headers.delete('cookie');
    headers.set(OWN_ORIGIN_HEADER, ownOrigin(c));
    headers.set(NETWORK_HEADER, await networkName(c));
    const answer = await desk.fetch(new Request(`https://desk/${side}`, { headers }));
    if (side === 'customer' && answer.status === SWITCHING_PROTOCOLS) noteWidget(c);
    return answer;
  };
}

/** The object has let a page of the chatflow's origins in: the widget is there. Our own pages do not count. */
function noteWidget(c: Context<AppEnv>): void {
  const origin = c.req.header('origin');
  if (origin !== undefined && origin !== ownOrigin(c)) noteSeen(c, c.req.param('chatflowId') ?? '', origin, Date.now());
}

async function networkName(c: Context<AppEnv>): Promise<string> {
  const network = networkOf(c.req.header('cf-connecting-ip'));
  return network === null ? '' : (await hashOfKey(`${c.env.AUTH_SECRET} ${network}`)).slice(0, NETWORK_LENGTH);
}
