// /v1/me: whom the service takes the caller for, so that a client can show it and offer only what will be answered.

import { createRoute } from '@hono/zod-openapi';
import { membershipsOf } from '../../accounts/members.ts';
import { callerSchema } from '../../shared/schemas/http.ts';
import { onService } from './access.ts';
import { json, refusals, routes } from './route.ts';

const read = createRoute({
  method: 'get',
  path: '/me',
  tags: ['Caller'],
  summary: 'Who the caller is',
  middleware: [onService('me.read')],
  responses: { 200: json(callerSchema, 'The caller.'), ...refusals },
});

export const meRoutes = routes().openapi(read, async (c) => {
  const caller = c.get('caller');
  switch (caller.kind) {
    case 'operator':
      return c.json({ kind: caller.kind }, 200);
    case 'key':
      return c.json({ kind: caller.kind, accountId: caller.accountId, scopes: [...caller.scopes] }, 200);
    case 'person':
      return c.json({ kind: caller.kind, person: c.get('person'), memberships: await membershipsOf(c.env.DB, caller.personId) }, 200);
    default:
      return caller satisfies never;
  }
});
