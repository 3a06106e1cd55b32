// Idempotency-Key on creations: the same request sent twice, also at the same time, creates once. Secrets are answered to the first only.

import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { firstAnswer, forgetRequest, keepAnswer, type RequestName } from '../../accounts/first-answers.ts';
import { hashOfKey } from '../../accounts/keys.ts';
import { refuse } from '../../shared/errors.ts';
import type { AppEnv } from '../app-env.ts';
import { problem } from '../problem.ts';
import { actorOf } from './caller.ts';

const KEY = /^[\x21-\x7e]{1,255}$/;
/** Fields that are shown once. */
const SECRETS = ['key', 'password', 'link'];

/** The header, for the document; the middleware reads it. */
export const idempotencyKey = z.object({
  'idempotency-key': z
    .string()
    .optional()
    .openapi({
      description:
        'Made by the client, 1–255 visible ASCII characters. The same request again within 24 hours gets the first answer, without what is ' +
        'shown once, and creates nothing; another request with the same key is refused with 422, one while the first is at work with 409.',
    }),
});

/** After the gate: a stranger must not learn what others have asked. */
export function idempotent(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const key = c.req.header('idempotency-key');
    if (key === undefined) return next();
    if (!KEY.test(key))
      return problem(c, refuse('invalid'), [{ pointer: '', reason: 'Idempotency-Key must be 1 to 255 visible ASCII characters' }]);
    const { kind, id } = actorOf(c.get('caller'));
    const hash = await hashOfKey(JSON.stringify([c.req.method, c.req.path, await c.req.text()]));
    const name: RequestName = { caller: `${kind}:${id}`, key, hash };
    const before = await firstAnswer(c.env.DB, name, Date.now());
    switch (before.kind) {
      case 'another_request':
        return problem(c, refuse('idempotency_mismatch'));
      case 'at_work':
        c.header('retry-after', '1');
        return problem(c, refuse('in_progress'));
      case 'answered':
        return new Response(before.answer, {
          status: before.status,
          headers: { 'content-type': 'application/json', 'idempotency-replayed': 'true' },
        });
      case 'first':
        await next();
        // A refusal created nothing, so the key is free again.
        if (c.res.ok) await keepAnswer(c.env.DB, name, c.res.status, await withoutSecrets(c.res));
        else await forgetRequest(c.env.DB, name);
        return;
      default:
        return before satisfies never;
    }
  };
}

async function withoutSecrets(response: Response): Promise<string> {
  const answer: unknown = await response.clone().json();
  if (typeof answer !== 'object' || answer === null) return 'null';
  return JSON.stringify(Object.fromEntries(Object.entries(answer).filter(([field]) => !SECRETS.includes(field))));
}
