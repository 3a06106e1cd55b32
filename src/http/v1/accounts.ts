// /v1/accounts: accounts, features, keys, admins.

import { createRoute } from '@hono/zod-openapi';
import { type Account, accountById, accountsAdministeredBy, allAccounts, featuresOf } from '../../accounts/accounts.ts';
import { createKey } from '../../accounts/keys.ts';
import { addAdmin, createAccount, grantFeatures } from '../../provisioning/accounts.ts';
import {
  accountSchema,
  createNamedSchema,
  createPersonSchema,
  featuresSchema,
  listOf,
  newAdminSchema,
  newKeySchema,
} from '../../shared/schemas/http.ts';
import { problem } from '../problem.ts';
import { onAccount, operatorOnly } from './access.ts';
import type { Caller } from './caller.ts';
import { body, inAccount, json, refusals, routes } from './route.ts';

const tags = ['Accounts'];

const create = createRoute({
  method: 'post',
  path: '/accounts',
  tags,
  summary: 'Create an account (operator)',
  middleware: [operatorOnly()],
  request: { body: body(createNamedSchema) },
  responses: { 201: json(accountSchema, 'The account.'), ...refusals },
});

const list = createRoute({
  method: 'get',
  path: '/accounts',
  tags,
  summary: 'The accounts that the caller may administer',
  responses: { 200: json(listOf(accountSchema), 'Oldest first.'), ...refusals },
});

const read = createRoute({
  method: 'get',
  path: '/accounts/{accountId}',
  tags,
  summary: 'One account',
  middleware: [onAccount('admin')],
  request: { params: inAccount },
  responses: { 200: json(accountSchema, 'The account.'), ...refusals },
});

const readFeatures = createRoute({
  method: 'get',
  path: '/accounts/{accountId}/features',
  tags,
  summary: 'What the operator has granted',
  middleware: [onAccount('admin')],
  request: { params: inAccount },
  responses: { 200: json(featuresSchema, 'The features.'), ...refusals },
});

const putFeatures = createRoute({
  method: 'put',
  path: '/accounts/{accountId}/features',
  tags,
  summary: 'Grant or withdraw features (operator)',
  description: 'Withdrawing the queue unticks it in every chatflow of the account; granting it again does not tick it.',
  middleware: [onAccount('operator')],
  request: { params: inAccount, body: body(featuresSchema) },
  responses: { 200: json(featuresSchema, 'The features from now on.'), ...refusals },
});

const addKey = createRoute({
  method: 'post',
  path: '/accounts/{accountId}/keys',
  tags,
  summary: 'Create a key of the account',
  middleware: [onAccount('admin')],
  request: { params: inAccount, body: body(createNamedSchema) },
  responses: { 201: json(newKeySchema, 'The key; it is shown this once.'), ...refusals },
});

const postAdmin = createRoute({
  method: 'post',
  path: '/accounts/{accountId}/admins',
  tags,
  summary: 'Make somebody an admin of the account',
  description: 'Somebody who is known already keeps the own password; giving one then answers `conflict`.',
  middleware: [onAccount('admin')],
  request: { params: inAccount, body: body(createPersonSchema) },
  responses: { 201: json(newAdminSchema, 'The admin.'), ...refusals },
});

async function accountsOf(db: D1Database, caller: Caller): Promise<Account[]> {
  switch (caller.kind) {
    case 'operator':
      return allAccounts(db);
    case 'key': {
      const account = await accountById(db, caller.accountId);
      return account === null ? [] : [account];
    }
    case 'person':
      return accountsAdministeredBy(db, caller.personId);
    default:
      return caller satisfies never;
  }
}

export const accountRoutes = routes()
  .openapi(create, async (c) => c.json(await createAccount(c.env, c.req.valid('json').name), 201))
  .openapi(list, async (c) => c.json({ items: await accountsOf(c.env.DB, c.get('caller')) }, 200))
  .openapi(read, async (c) => c.json(c.get('account'), 200))
  .openapi(readFeatures, async (c) => {
    const { queue } = await featuresOf(c.env.DB, c.get('account').accountId);
    return c.json({ queue }, 200);
  })
  .openapi(putFeatures, async (c) => {
    const { queue } = await grantFeatures(c.env, c.get('account').accountId, c.req.valid('json'));
    return c.json({ queue }, 200);
  })
  .openapi(addKey, async (c) => c.json(await createKey(c.env.DB, c.get('account').accountId, c.req.valid('json').name), 201))
  .openapi(postAdmin, async (c) => {
    const added = await addAdmin(c.env, c.get('account').accountId, c.req.valid('json'));
    if (!added.ok) return problem(c, added);
    const { person, ...made } = added.value;
    return c.json({ personId: person.id, email: person.email, ...made }, 201);
  });
