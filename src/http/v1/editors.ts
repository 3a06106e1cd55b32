// /v1/chatflows/{id}/editors: who answers chats there, and with how many windows.

import { createRoute } from '@hono/zod-openapi';
import { editorsOf } from '../../accounts/editors.ts';
import { addEditor, changeEditor, removeEditor, setEditorBusy } from '../../provisioning/editors.ts';
import { changeEditorSchema, createEditorSchema, editorSchema, listOf, newEditorSchema, setBusySchema } from '../../shared/schemas/http.ts';
import { problem } from '../problem.ts';
import { onChatflow } from './access.ts';
import { actorOf } from './caller.ts';
import { idempotencyKey, idempotent } from './idempotent.ts';
import { pageAnswer, pageQuery, wishOf } from './page.ts';
import { body, inChatflow, inEditor, json, refusals, routes } from './route.ts';

const tags = ['Editors'];
const middleware = [onChatflow('editors.change')];
const editorPath = '/chatflows/{chatflowId}/editors/{editorId}' as const;

const list = createRoute({
  method: 'get',
  path: '/chatflows/{chatflowId}/editors',
  tags,
  summary: 'The chatflow’s editors',
  middleware: [onChatflow('editors.list')],
  request: { params: inChatflow, query: pageQuery },
  responses: { 200: json(listOf(editorSchema), 'By name.'), ...refusals },
});

const add = createRoute({
  method: 'post',
  path: '/chatflows/{chatflowId}/editors',
  tags,
  summary: 'Make somebody an editor',
  description:
    'Somebody new gets the password that is given, or one that is made and shown once. Somebody who is known by that e-mail address keeps ' +
    'the own password; giving one then answers `conflict`. Somebody who is an editor here already is changed.',
  middleware: [...middleware, idempotent()],
  request: { params: inChatflow, headers: idempotencyKey, body: body(createEditorSchema) },
  responses: {
    200: json(newEditorSchema, 'Was an editor here already; name and max chats are as given now.'),
    201: json(newEditorSchema, 'The new editor.'),
    ...refusals,
  },
});

const change = createRoute({
  method: 'patch',
  path: editorPath,
  tags,
  summary: 'Change an editor’s name or max chats',
  description: 'Lowering max chats takes no window away.',
  middleware,
  request: { params: inEditor, body: body(changeEditorSchema) },
  responses: { 200: json(editorSchema, 'The editor.'), ...refusals },
});

const remove = createRoute({
  method: 'delete',
  path: editorPath,
  tags,
  summary: 'Remove an editor',
  description: 'Sockets close at once and open chats go to colleagues. Who belongs nowhere any more is forgotten.',
  middleware,
  request: { params: inEditor },
  responses: { 204: { description: 'Removed.' }, ...refusals },
});

const setBusy = createRoute({
  method: 'put',
  path: `${editorPath}/status`,
  tags,
  summary: 'Set an editor busy',
  middleware,
  request: { params: inEditor, body: body(setBusySchema) },
  responses: { 200: json(setBusySchema, 'The editor is busy.'), ...refusals },
});

export const editorRoutes = routes()
  .openapi(list, async (c) =>
    c.json(pageAnswer(await editorsOf(c.env.DB, c.get('chatflow').chatflowId, wishOf(c.req.valid('query')))), 200),
  )
  .openapi(add, async (c) => {
    const added = await addEditor(c.env, c.get('chatflow'), c.req.valid('json'), actorOf(c.get('caller')));
    if (!added.ok) return problem(c, added);
    const { editor, isNew, ...made } = added.value;
    return isNew ? c.json({ ...editor, ...made }, 201) : c.json(editor, 200);
  })
  .openapi(change, async (c) => {
    const { editorId } = c.req.valid('param');
    const changed = await changeEditor(c.env, c.get('chatflow'), editorId, c.req.valid('json'), actorOf(c.get('caller')));
    return changed.ok ? c.json(changed.value, 200) : problem(c, changed);
  })
  .openapi(remove, async (c) => {
    const removed = await removeEditor(c.env, c.get('chatflow'), c.req.valid('param').editorId, actorOf(c.get('caller')));
    return removed.ok ? c.body(null, 204) : problem(c, removed);
  })
  .openapi(setBusy, async (c) => {
    const set = await setEditorBusy(c.env, c.get('chatflow'), c.req.valid('param').editorId, actorOf(c.get('caller')));
    return set.ok ? c.json(c.req.valid('json'), 200) : problem(c, set);
  });
