// Sign-in with the organisation's identity provider: there with a signed state in a cookie, and back with a code. 404 where the deployment
// names no provider.

import type { Context } from 'hono';
import { answerOf } from '../../accounts/auth.ts';
import { OIDC_PROVIDER, oidcAuth } from '../../accounts/oidc.ts';
import { refuse } from '../../shared/errors.ts';
import type { AppEnv } from '../app-env.ts';
import { isFromOwnPage, ownOrigin } from '../middleware/same-origin.ts';
import { problem } from '../problem.ts';
import { sendCookies, tooManyFromThere } from './session.ts';

/** Where people land who could not be signed in; the library adds `?error=` with its reason. */
const FAILED_PATH = '/console';

/** `POST /auth/sign-in/oidc`: `{ url }` of the provider's page. */
export async function startOidc(c: Context<AppEnv>) {
  if (!isFromOwnPage(c)) return problem(c, refuse('origin_not_allowed'));
  const auth = oidcAuth(c.env, ownOrigin(c));
  if (auth === null) return problem(c, refuse('not_found'));
  const crowd = await tooManyFromThere(c, 'signInByAddress');
  if (crowd !== null) return crowd;
  const body = { provider: OIDC_PROVIDER, callbackURL: '/console', errorCallbackURL: FAILED_PATH, disableRedirect: true };
  const answer = await answerOf(auth.api.signInSocial({ body, headers: c.req.raw.headers, returnHeaders: true }));
  if (!answer.ok || !answer.value.url) return problem(c, refuse('unavailable'));
  sendCookies(c, answer.setCookies);
  return c.json({ url: answer.value.url }, 200);
}

/** `GET /auth/callback/oidc`: back from the provider; leads to the console, signed in or not. */
export async function finishOidc(c: Context<AppEnv>) {
  const auth = oidcAuth(c.env, ownOrigin(c));
  if (auth === null) return problem(c, refuse('not_found'));
  const answer = await auth.handler(c.req.raw);
  await answer.body?.cancel();
  sendCookies(c, answer.headers.getSetCookie());
  return c.redirect(answer.headers.get('location') ?? FAILED_PATH, 302);
}
