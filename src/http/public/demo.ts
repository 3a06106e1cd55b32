// The demo of local mode: a customer page beside the console, signed in. Exists only with DEMO=1, which a deployment has no way to get:
// the start script alone writes it, with the demo's passwords, to the file that local runs read.

import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { authFor, signedIn } from '../../accounts/auth.ts';
import { oldestChatflow } from '../../accounts/chatflows.ts';
import type { Env } from '../../env.ts';
import { refuse } from '../../shared/errors.ts';
import type { AppEnv } from '../app-env.ts';
import { ownOrigin } from '../middleware/same-origin.ts';
import { problem } from '../problem.ts';

export function isDemo(env: Env): boolean {
  return env.DEMO === '1';
}

interface DemoSignIn {
  email: string;
  password: string;
}

/** The demo's people by name, as the start script wrote them. */
function demoPeople(env: Env): Map<string, DemoSignIn> {
  const written: unknown = JSON.parse(env.DEMO_SIGN_INS ?? '{}');
  const people = new Map<string, DemoSignIn>();
  if (typeof written !== 'object' || written === null) return people;
  for (const [name, person] of Object.entries(written)) if (isDemoSignIn(person)) people.set(name, person);
  return people;
}

function isDemoSignIn(person: unknown): person is DemoSignIn {
  if (typeof person !== 'object' || person === null || !('email' in person) || !('password' in person)) return false;
  return typeof person.email === 'string' && typeof person.password === 'string';
}

/** Signs a demo person in, unless that person is signed in already, and goes on to the console. */
async function signIn(c: Context<AppEnv>) {
  const person = demoPeople(c.env).get(c.req.query('as') ?? '');
  if (person === undefined) return problem(c, refuse('not_found'));
  const auth = authFor(c.env, ownOrigin(c));
  const session = await signedIn(auth, c.req.raw.headers);
  if (session?.person.email !== person.email.toLowerCase()) {
    const { headers } = await auth.api.signInEmail({ body: person, returnHeaders: true });
    for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
  }
  return c.redirect('/console', 302);
}

/** What the demo page shows: the first chatflow, and the names with which `/demo/sign-in?as=` can be asked. */
async function config(c: Context<AppEnv>) {
  const chatflow = await oldestChatflow(c.env.DB);
  return chatflow === null
    ? problem(c, refuse('not_found'))
    : c.json({ chatflowId: chatflow.chatflowId, people: [...demoPeople(c.env).keys()] }, 200);
}

function onlyInDemo(): MiddlewareHandler<AppEnv> {
  return async (c, next) => (isDemo(c.env) ? next() : problem(c, refuse('not_found')));
}

/** Everything below /demo; without DEMO=1 nothing is there. */
export const demoRoutes = new Hono<AppEnv>()
  .use('*', onlyInDemo())
  .get('/config', config)
  .get('/sign-in', signIn)
  .get('*', (c) => c.env.ASSETS.fetch(c.req.raw));

/** `/`: the demo in local mode; a deployment leads to the console. */
export async function answerRoot(c: Context<AppEnv>) {
  return isDemo(c.env) ? c.env.ASSETS.fetch(new URL('/demo/', c.req.url)) : c.redirect('/console', 302);
}
