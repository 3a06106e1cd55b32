// /v1 put together, and its OpenAPI document, built once from the schemas that check the requests.

import { identified } from './access.ts';
import { accountRoutes } from './accounts.ts';
import { auditRoutes } from './audit.ts';
import { chatflowRoutes } from './chatflows.ts';
import { editorRoutes } from './editors.ts';
import { installRoutes } from './install.ts';
import { invitationRoutes } from './invitations.ts';
import { keyRoutes } from './keys.ts';
import { meRoutes } from './me.ts';
import { peopleRoutes } from './people.ts';
import { routes } from './route.ts';
import { settingsRoutes } from './settings.ts';
import { statisticsRoutes } from './statistics.ts';

const documented = routes()
  .route('/', meRoutes)
  .route('/', accountRoutes)
  .route('/', peopleRoutes)
  .route('/', invitationRoutes)
  .route('/', keyRoutes)
  .route('/', auditRoutes)
  .route('/', chatflowRoutes)
  .route('/', installRoutes)
  .route('/', settingsRoutes)
  .route('/', statisticsRoutes)
  .route('/', editorRoutes);
documented.openAPIRegistry.registerComponent('securitySchemes', 'key', {
  type: 'http',
  scheme: 'bearer',
  description: 'The operator’s key, or a key of an account. Pages of the console use their session instead.',
});

function buildDocument() {
  return documented.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Nästa', version: '1', description: 'Accounts, chatflows, settings, editors and the live state of a desk.' },
    servers: [{ url: '/v1' }],
    security: [{ key: [] }],
  });
}

let document: ReturnType<typeof buildDocument> | null = null;

/** The OpenAPI 3.1 document of /v1; the same object every time. */
export function openApiDocument() {
  document ??= buildDocument();
  return document;
}

/** Everything below /v1. */
export function v1() {
  const app = routes();
  app.get('/openapi.json', (c) => c.json(openApiDocument(), 200, { 'cache-control': 'public, max-age=300' }));
  app.use('*', identified());
  app.route('/', documented);
  return app;
}
