// /v1/…/chatflows: the directory of an account's chatflows, and the live state of a desk.

import { createRoute } from '@hono/zod-openapi';
import { chatflowsOf } from '../../accounts/chatflows.ts';
import { createChatflow, removeChatflow } from '../../provisioning/chatflows.ts';
import { deskOf } from '../../provisioning/desk.ts';
import { notYet } from '../../provisioning/settings.ts';
import { refuse } from '../../shared/errors.ts';
import { deskSchema } from '../../shared/schemas/desk.ts';
import { chatflowSchema, createNamedSchema, listOf } from '../../shared/schemas/http.ts';
import { problem } from '../problem.ts';
import { onAccount, onChatflow } from './access.ts';
import { actorOf } from './caller.ts';
import { idempotencyKey, idempotent } from './idempotent.ts';
import { pageAnswer, pageQuery, wishOf } from './page.ts';
import { body, inAccount, inChatflow, json, refusals, routes } from './route.ts';

const tags = ['Chatflows'];

const create = createRoute({
  method: 'post',
  path: '/accounts/{accountId}/chatflows',
  tags,
  summary: 'Create a chatflow',
  description:
    'With default settings and without editors. Should its desk not be reachable, it follows within minutes; settings answer 503 until then.',
  middleware: [onAccount('chatflows.create'), idempotent()],
  request: { params: inAccount, headers: idempotencyKey, body: body(createNamedSchema) },
  responses: { 201: json(chatflowSchema, 'The chatflow; its id is public and goes into the widget’s tag.'), ...refusals },
});

const list = createRoute({
  method: 'get',
  path: '/accounts/{accountId}/chatflows',
  tags,
  summary: 'The account’s chatflows',
  middleware: [onAccount('chatflows.list')],
  request: { params: inAccount, query: pageQuery },
  responses: { 200: json(listOf(chatflowSchema), 'Oldest first.'), ...refusals },
});

const read = createRoute({
  method: 'get',
  path: '/chatflows/{chatflowId}',
  tags,
  summary: 'One chatflow',
  middleware: [onChatflow('chatflow.read')],
  request: { params: inChatflow },
  responses: { 200: json(chatflowSchema, 'The chatflow.'), ...refusals },
});

const remove = createRoute({
  method: 'delete',
  path: '/chatflows/{chatflowId}',
  tags,
  summary: 'Remove a chatflow',
  description: 'Ends its chats, closes every socket, and deletes what it holds. It does not come back.',
  middleware: [onChatflow('chatflow.remove')],
  request: { params: inChatflow },
  responses: { 204: { description: 'It is gone.' }, ...refusals },
});

const readDesk = createRoute({
  method: 'get',
  path: '/chatflows/{chatflowId}/desk',
  tags,
  summary: 'The live state of the desk',
  description: 'Editors with their status since when, misses in a row and windows; live chats without any text; how many wait.',
  middleware: [onChatflow('desk.read')],
  request: { params: inChatflow },
  responses: { 200: json(deskSchema, 'The desk now.'), ...refusals },
});

export const chatflowRoutes = routes()
  .openapi(create, async (c) => {
    const { accountId } = c.get('account');
    return c.json(await createChatflow(c.env, accountId, c.req.valid('json').name, actorOf(c.get('caller'))), 201);
  })
  .openapi(list, async (c) =>
    c.json(pageAnswer(await chatflowsOf(c.env.DB, c.get('account').accountId, wishOf(c.req.valid('query')))), 200),
  )
  .openapi(read, async (c) => c.json(c.get('chatflow'), 200))
  .openapi(remove, async (c) => {
    await removeChatflow(c.env, c.get('chatflow'), actorOf(c.get('caller')));
    return c.body(null, 204);
  })
  .openapi(readDesk, async (c) => {
    const desk = deskOf(c.env.CHATFLOW, c.get('chatflow').chatflowId);
    const state = desk === null ? refuse('not_found') : notYet(await desk.desk());
    return state.ok ? c.json(state.value, 200) : problem(c, state);
  });
