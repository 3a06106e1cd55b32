// Cookies go along with requests that other sites start; an act by cookie must come from our own pages.

import type { Context } from 'hono';
import type { AppEnv } from '../app-env.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD']);

/** The origin under which this deployment is being reached. */
export function ownOrigin(c: Context<AppEnv>): string {
  return new URL(c.req.url).origin;
}

/** Whether a request that acts by cookie comes from a page of ours. Reading needs no proof: no other origin may see the answer. */
export function isFromOwnPage(c: Context<AppEnv>): boolean {
  if (SAFE_METHODS.has(c.req.method)) return true;
  const origin = c.req.header('origin');
  if (origin !== undefined) return origin === ownOrigin(c);
  return c.req.header('sec-fetch-site') === 'same-origin';
}
