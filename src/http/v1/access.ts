// The gates of /v1: who asks, and whether the account or chatflow in the address is theirs to act on. Every route names its act here, and
// a gate comes before the body is read.

import type { MiddlewareHandler } from 'hono';
import { accountById } from '../../accounts/accounts.ts';
import { chatflowById } from '../../accounts/chatflows.ts';
import { type HttpAct, mayAct } from '../../shared/access.ts';
import { refuse } from '../../shared/errors.ts';
import type { AppEnv } from '../app-env.ts';
import { problem } from '../problem.ts';
import { identify } from './caller.ts';

/** Everybody beyond this gate is somebody: 401. */
export function identified(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const caller = await identify(c);
    if (!caller.ok) {
      if (caller.code === 'unauthenticated') c.header('www-authenticate', 'Bearer realm="nasta"');
      return problem(c, caller);
    }
    c.set('caller', caller.value);
    return next();
  };
}

/** An act on the service itself: 403. */
export function onService(act: HttpAct): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const allowed = mayAct(c.get('caller'), act, { accountId: null, chatflowId: null });
    return allowed.ok ? next() : problem(c, allowed);
  };
}

/** An act on the account in the address: 404 for strangers and for what is not there, 403. */
export function onAccount(act: HttpAct): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const accountId = c.req.param('accountId') ?? '';
    const allowed = mayAct(c.get('caller'), act, { accountId, chatflowId: null });
    if (!allowed.ok) return problem(c, allowed);
    const account = await accountById(c.env.DB, accountId);
    if (account === null) return problem(c, refuse('not_found'));
    c.set('account', account);
    return next();
  };
}

/** An act on the chatflow in the address: 404, 403. */
export function onChatflow(act: HttpAct): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const chatflow = await chatflowById(c.env.DB, c.req.param('chatflowId') ?? '');
    if (chatflow === null) return problem(c, refuse('not_found'));
    const allowed = mayAct(c.get('caller'), act, chatflow);
    if (!allowed.ok) return problem(c, allowed);
    c.set('chatflow', chatflow);
    return next();
  };
}
