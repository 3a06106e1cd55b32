// Every answer carries the security headers, a request id, and a word on caching; every request leaves one line in the log.

import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { log } from '../../shared/log.ts';
import type { AppEnv } from '../app-env.ts';
import { DEFAULT_CACHE_CONTROL, SECURITY_HEADERS } from '../headers.ts';

const SWITCHING_PROTOCOLS = 101;

/** Outermost. Files keep what public/_headers gave them. */
export function dress(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const startedAt = Date.now();
    const requestId = crypto.randomUUID();
    c.set('requestId', requestId);
    await next();
    log('request', {
      requestId,
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      durationMs: Date.now() - startedAt,
    });
    // A WebSocket's answer must reach the client as the object made it.
    if (c.res.status === SWITCHING_PROTOCOLS) return;
    const headers = new Headers(c.res.headers);
    // Only files come with a policy of their own, and with the rest of their table.
    if (!headers.has('content-security-policy')) {
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) headers.set(name, value);
    }
    if (!headers.has('cache-control')) headers.set('cache-control', DEFAULT_CACHE_CONTROL);
    headers.set('x-request-id', requestId);
    c.res = new Response(c.res.body, { status: c.res.status, headers });
  };
}
