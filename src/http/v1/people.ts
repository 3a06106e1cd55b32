// /v1/accounts/{id}/people: who belongs to the account, in which role, until when. People come by invitations.

import { createRoute, z } from '@hono/zod-openapi';
import { membersOf } from '../../accounts/members.ts';
import { changeRole, removePerson } from '../../provisioning/people.ts';
import { listOf } from '../../shared/schemas/http.ts';
import { changeMemberSchema, memberSchema } from '../../shared/schemas/people.ts';
import { problem } from '../problem.ts';
import { onAccount } from './access.ts';
import { actorOf } from './caller.ts';
import { pageAnswer, pageQuery, wishOf } from './page.ts';
import { body, inAccount, json, refusals, routes } from './route.ts';

const tags = ['People'];
const path = '/accounts/{accountId}/people' as const;
const inPerson = z.object({ accountId: z.string(), personId: z.string() });

const list = createRoute({
  method: 'get',
  path,
  tags,
  summary: 'The account’s people',
  middleware: [onAccount('people.read')],
  request: { params: inAccount, query: pageQuery },
  responses: { 200: json(listOf(memberSchema), 'By name.'), ...refusals },
});

const change = createRoute({
  method: 'patch',
  path: `${path}/{personId}`,
  tags,
  summary: 'Give somebody another role',
  description: 'Counts from the next request on. The last admin of an account stays one (`last_admin`).',
  middleware: [onAccount('people.change')],
  request: { params: inPerson, body: body(changeMemberSchema) },
  responses: { 200: json(memberSchema, 'The person in the new role.'), ...refusals },
});

const remove = createRoute({
  method: 'delete',
  path: `${path}/{personId}`,
  tags,
  summary: 'Remove somebody from the account',
  description:
    'Also from all its chatflows: sockets close at once and open chats go to colleagues. Who belongs nowhere any more is forgotten. The ' +
    'last admin stays (`last_admin`).',
  middleware: [onAccount('people.change')],
  request: { params: inPerson },
  responses: { 204: { description: 'Removed.' }, ...refusals },
});

export const peopleRoutes = routes()
  .openapi(list, async (c) => c.json(pageAnswer(await membersOf(c.env.DB, c.get('account').accountId, wishOf(c.req.valid('query')))), 200))
  .openapi(change, async (c) => {
    const wish = { ...c.req.valid('param'), ...c.req.valid('json') };
    const changed = await changeRole(c.env, wish, actorOf(c.get('caller')));
    return changed.ok ? c.json(changed.value, 200) : problem(c, changed);
  })
  .openapi(remove, async (c) => {
    const removed = await removePerson(c.env, c.get('account').accountId, c.req.valid('param').personId, actorOf(c.get('caller')));
    return removed.ok ? c.body(null, 204) : problem(c, removed);
  });
