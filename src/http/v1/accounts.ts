// /v1/accounts: accounts, features, admins.

import { createRoute } from '@hono/zod-openapi';
import { type AccountsOf, accountsOf, featuresOf } from '../../accounts/accounts.ts';
import { addAdmin, createAccount, grantFeatures } from '../../provisioning/accounts.ts';
import { accountSchema, createNamedSchema, createPersonSchema, featuresSchema, listOf, newAdminSchema } from '../../shared/schemas/http.ts';
import { problem } from '../problem.ts';
import { onAccount, onService } from './access.ts';
import { type ApiCaller, actorOf } from './caller.ts';
import { idempotencyKey, idempotent } from './idempotent.ts';
import { pageAnswer, pageQuery, wishOf } from './page.ts';
import { body, inAccount, json, refusals, routes } from './route.ts';

const tags = ['Accounts'];

const create = createRoute({
  method: 'post',
  path: '/accounts',
  tags,
  summary: 'Create an account (operator)',
  middleware: [onService('accounts.create'), idempotent()],
  request: { headers: idempotencyKey, body: body(createNamedSchema) },
  responses: { 201: json(accountSchema, 'The account.'), ...refusals },
});

const list = createRoute({
  method: 'get',
  path: '/accounts',
  tags,
  summary: 'The accounts that the caller may administer',
  middleware: [onService('accounts.list')],
  request: { query: pageQuery },
  responses: { 200: json(listOf(accountSchema), 'Oldest first.'), ...refusals },
});

const read = createRoute({
  method: 'get',
  path: '/accounts/{accountId}',
  tags,
  summary: 'One account',
  middleware: [onAccount('account.read')],
  request: { params: inAccount },
  responses: { 200: json(accountSchema, 'The account.'), ...refusals },
});

const readFeatures = createRoute({
  method: 'get',
  path: '/accounts/{accountId}/features',
  tags,
  summary: 'What the operator has granted',
  middleware: [onAccount('features.read')],
  request: { params: inAccount },
  responses: { 200: json(featuresSchema, 'The features.'), ...refusals },
});

const putFeatures = createRoute({
  method: 'put',
  path: '/accounts/{accountId}/features',
  tags,
  summary: 'Grant or withdraw features (operator)',
  description: 'Withdrawing the queue unticks it in every chatflow of the account; granting it again does not tick it.',
  middleware: [onAccount('features.change')],
  request: { params: inAccount, body: body(featuresSchema) },
  responses: { 200: json(featuresSchema, 'The features from now on.'), ...refusals },
});

const postAdmin = createRoute({
  method: 'post',
  path: '/accounts/{accountId}/admins',
  tags,
  summary: 'Make somebody an admin of the account',
  description: 'Somebody who is known already keeps the own password; giving one then answers `conflict`.',
  middleware: [onAccount('admins.add'), idempotent()],
  request: { params: inAccount, headers: idempotencyKey, body: body(createPersonSchema) },
  responses: { 201: json(newAdminSchema, 'The admin.'), ...refusals },
});

/** The accounts that are the caller's to see. */
function visibleTo(caller: ApiCaller): AccountsOf {
  switch (caller.kind) {
    case 'operator':
      return { kind: 'all' };
    case 'key':
      return { kind: 'one', accountId: caller.accountId };
    case 'person':
      return { kind: 'administered', personId: caller.personId };
    default:
      return caller satisfies never;
  }
}

export const accountRoutes = routes()
  .openapi(create, async (c) => c.json(await createAccount(c.env, c.req.valid('json').name, actorOf(c.get('caller'))), 201))
  .openapi(list, async (c) => c.json(pageAnswer(await accountsOf(c.env.DB, visibleTo(c.get('caller')), wishOf(c.req.valid('query')))), 200))
  .openapi(read, async (c) => c.json(c.get('account'), 200))
  .openapi(readFeatures, async (c) => {
    const { queue } = await featuresOf(c.env.DB, c.get('account').accountId);
    return c.json({ queue }, 200);
  })
  .openapi(putFeatures, async (c) => {
    const { queue } = await grantFeatures(c.env, c.get('account').accountId, c.req.valid('json'), actorOf(c.get('caller')));
    return c.json({ queue }, 200);
  })
  .openapi(postAdmin, async (c) => {
    const added = await addAdmin(c.env, c.get('account').accountId, c.req.valid('json'), actorOf(c.get('caller')));
    if (!added.ok) return problem(c, added);
    const { person, ...made } = added.value;
    return c.json({ personId: person.id, email: person.email, ...made }, 201);
  });
