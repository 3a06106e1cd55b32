// /v1/accounts/{id}/keys: keys for /v1, for admins only. A key is shown when it is made and never again.

import { createRoute } from '@hono/zod-openapi';
import { keysOf } from '../../accounts/keys.ts';
import { createKey, removeKey } from '../../provisioning/keys.ts';
import { createKeySchema, keySchema, listOf, newKeySchema } from '../../shared/schemas/http.ts';
import { problem } from '../problem.ts';
import { onAccount } from './access.ts';
import { actorOf } from './caller.ts';
import { idempotencyKey, idempotent } from './idempotent.ts';
import { pageAnswer, pageQuery, wishOf } from './page.ts';
import { body, inAccount, inKey, json, refusals, routes } from './route.ts';

const tags = ['Keys'];
const path = '/accounts/{accountId}/keys' as const;

const list = createRoute({
  method: 'get',
  path,
  tags,
  summary: 'The account’s keys',
  description: 'Those that have not been revoked, without the keys themselves.',
  middleware: [onAccount('keys.read')],
  request: { params: inAccount, query: pageQuery },
  responses: { 200: json(listOf(keySchema), 'Oldest first.'), ...refusals },
});

const create = createRoute({
  method: 'post',
  path,
  tags,
  summary: 'Create a key',
  description: 'The key opens /v1 as far as its scopes say, until it runs out or is revoked.',
  middleware: [onAccount('keys.change'), idempotent()],
  request: { params: inAccount, headers: idempotencyKey, body: body(createKeySchema) },
  responses: { 201: json(newKeySchema, 'The key; it is shown this once.'), ...refusals },
});

const revoke = createRoute({
  method: 'delete',
  path: `${path}/{keyId}`,
  tags,
  summary: 'Revoke a key',
  description: 'From the next request on it opens nothing.',
  middleware: [onAccount('keys.change')],
  request: { params: inKey },
  responses: { 204: { description: 'Revoked.' }, ...refusals },
});

export const keyRoutes = routes()
  .openapi(list, async (c) => c.json(pageAnswer(await keysOf(c.env.DB, c.get('account').accountId, wishOf(c.req.valid('query')))), 200))
  .openapi(create, async (c) => {
    const made = await createKey(c.env, c.get('account').accountId, c.req.valid('json'), actorOf(c.get('caller')));
    return made.ok ? c.json(made.value, 201) : problem(c, made);
  })
  .openapi(revoke, async (c) => {
    const revoked = await removeKey(c.env, c.get('account').accountId, c.req.valid('param').keyId, actorOf(c.get('caller')));
    return revoked.ok ? c.body(null, 204) : problem(c, revoked);
  });
