// /v1/accounts/{id}/audit: who did what and when, for admins. A change of settings arrives from its desk within a moment.

import { createRoute, z } from '@hono/zod-openapi';
import { auditOf } from '../../accounts/audit.ts';
import { auditLineSchema, listOf } from '../../shared/schemas/http.ts';
import { onAccount } from './access.ts';
import { pageAnswer, pageQuery, wishOf } from './page.ts';
import { inAccount, json, refusals, routes } from './route.ts';

const CHATFLOW_ID_MAX_LENGTH = 64;
const chatflow = z
  .string()
  .max(CHATFLOW_ID_MAX_LENGTH, 'must be the id of a chatflow')
  .optional()
  .meta({ description: 'Only what concerns this chatflow.' });

const read = createRoute({
  method: 'get',
  path: '/accounts/{accountId}/audit',
  tags: ['Audit log'],
  summary: 'The account’s audit log',
  middleware: [onAccount('audit.read')],
  request: { params: inAccount, query: pageQuery.extend({ chatflow }) },
  responses: { 200: json(listOf(auditLineSchema), 'Newest first.'), ...refusals },
});

export const auditRoutes = routes().openapi(read, async (c) => {
  const { chatflow: chatflowId = null, ...page } = c.req.valid('query');
  return c.json(pageAnswer(await auditOf(c.env.DB, c.get('account').accountId, chatflowId, wishOf(page))), 200);
});
