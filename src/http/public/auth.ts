// /auth: the few addresses of the auth library that the console uses. Session tokens stay in the cookie, out of reach of scripts.

import { type Context, Hono } from 'hono';
import { authFor } from '../../accounts/auth.ts';
import { refuse } from '../../shared/errors.ts';
import type { AppEnv } from '../app-env.ts';
import { isFromOwnPage, ownOrigin } from '../middleware/same-origin.ts';
import { codeOfStatus, problem } from '../problem.ts';

/** Lets the library answer; its refusals become problems, its successes keep their cookies only. */
async function pass(c: Context<AppEnv>) {
  if (!isFromOwnPage(c)) return problem(c, refuse('origin_not_allowed'));
  const answer = await authFor(c.env, ownOrigin(c)).handler(c.req.raw);
  if (!answer.ok) {
    await answer.body?.cancel();
    const waitSeconds = answer.headers.get('x-retry-after');
    if (waitSeconds !== null) c.header('retry-after', waitSeconds);
    return problem(c, refuse(codeOfStatus(answer.status)));
  }
  await answer.body?.cancel();
  for (const cookie of answer.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
  return c.json({ ok: true }, 200);
}

/** Everything below /auth: 200 on success; GET /desk/me says who is signed in. */
export const authRoutes = new Hono<AppEnv>().post('/sign-in/email', pass).post('/sign-out', pass);
