// Refuses, before anything reads it, what is too large or of the wrong kind.

import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { refuse } from '../../shared/errors.ts';
import { BODY_MAX_BYTES, URL_MAX_LENGTH } from '../../shared/limits.ts';
import type { AppEnv } from '../app-env.ts';
import { problem } from '../problem.ts';

const JSON_TYPE = /^application\/(merge-patch\+)?json\s*(;|$)/i;

/** Long addresses: 413. */
export function urlLimit(): MiddlewareHandler<AppEnv> {
  return async (c, next) => (c.req.url.length > URL_MAX_LENGTH ? problem(c, refuse('too_large')) : next());
}

/** Bodies over the limit, whether they say so or not: 413. */
export function sizeLimit(): MiddlewareHandler<AppEnv> {
  return bodyLimit({ maxSize: BODY_MAX_BYTES, onError: (c) => problem(c, refuse('too_large')) });
}

/** A body that is not JSON: 415. So no form of another site can send one without asking first. */
export function jsonOnly(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const type = c.req.header('content-type');
    const hasBody = c.req.raw.body !== null && c.req.header('content-length') !== '0';
    if ((hasBody || type !== undefined) && !JSON_TYPE.test(type ?? '')) return problem(c, refuse('unsupported_media_type'));
    return next();
  };
}
