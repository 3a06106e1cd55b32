// The gates of /v1: who asks, and whether the account or chatflow in the address is theirs. A gate comes before the body is read.

import type { MiddlewareHandler } from 'hono';
import { accountById } from '../../accounts/accounts.ts';
import { chatflowById } from '../../accounts/chatflows.ts';
import { refuse } from '../../shared/errors.ts';
import type { AppEnv } from '../app-env.ts';
import { problem } from '../problem.ts';
import { authorise, identify, type Right } from './caller.ts';

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

/** Beyond this gate is the operator only: 403. */
export function operatorOnly(): MiddlewareHandler<AppEnv> {
  return async (c, next) => (c.get('caller').kind === 'operator' ? next() : problem(c, refuse('forbidden')));
}

/** The account in the address, for callers with that right to it: 404, 403. */
export function onAccount(right: Right): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const accountId = c.req.param('accountId') ?? '';
    const allowed = await authorise(c.env.DB, c.get('caller'), accountId, right);
    if (!allowed.ok) return problem(c, allowed);
    const account = await accountById(c.env.DB, accountId);
    if (account === null) return problem(c, refuse('not_found'));
    c.set('account', account);
    return next();
  };
}

/** The chatflow in the address, for admins of its account: 404, 403. */
export function onChatflow(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const chatflow = await chatflowById(c.env.DB, c.req.param('chatflowId') ?? '');
    if (chatflow === null) return problem(c, refuse('not_found'));
    const allowed = await authorise(c.env.DB, c.get('caller'), chatflow.accountId, 'admin');
    if (!allowed.ok) return problem(c, allowed);
    c.set('chatflow', chatflow);
    return next();
  };
}
