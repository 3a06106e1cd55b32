// /v1/chatflows/{id}/install: what has to be put on a page, and whether a page with the widget has been seen.

import { createRoute } from '@hono/zod-openapi';
import { lastSighting } from '../../accounts/sightings.ts';
import { installSchema } from '../../shared/schemas/http.ts';
import { ownOrigin } from '../middleware/same-origin.ts';
import { onChatflow } from './access.ts';
import { inChatflow, json, refusals, routes } from './route.ts';

const read = createRoute({
  method: 'get',
  path: '/chatflows/{chatflowId}/install',
  tags: ['Settings'],
  summary: 'How to put the widget on a page',
  middleware: [onChatflow('install.read')],
  request: { params: inChatflow },
  responses: { 200: json(installSchema, 'Tag, policy, and where the widget was last seen.'), ...refusals },
});

export const installRoutes = routes().openapi(read, async (c) => {
  const { chatflowId } = c.get('chatflow');
  const origin = ownOrigin(c);
  const { seenAt = null, seenOrigin = null } = (await lastSighting(c.env.DB, chatflowId)) ?? {};
  const snippet = `<script async src="${origin}/widget.js" data-chatflow="${chatflowId}"></script>`;
  const csp = [`script-src ${origin}`, `connect-src ${origin} ${origin.replace(/^http/, 'ws')}`];
  return c.json({ snippet, csp, seenAt, seenOrigin }, 200);
});
