// The document of /v1: it says what the routes are, it is what is committed, and it hides nothing.

import { beforeAll, describe, expect, it } from 'vitest';
import committed from '../../openapi.json?raw';
import { app } from '../../src/http/app.ts';
import { fieldsOf, migrated, send } from './service.ts';

beforeAll(migrated);

describe('the OpenAPI document', () => {
  it('S2 is served to everybody and equals openapi.json; run scripts/openapi.ts when it does not', async () => {
    const answer = await send('GET', '/v1/openapi.json');
    expect(answer.status).toBe(200);
    expect(await fieldsOf(answer)).toEqual(JSON.parse(committed));
  });

  it('S2 names every route below /v1, and no other', () => {
    const routed = app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/v1/') && path !== '/v1/openapi.json')
      .map(({ method, path }) => `${method} ${path.slice('/v1'.length).replaceAll(/:(\w+)/g, '{$1}')}`);
    const document: { paths: Record<string, object> } = JSON.parse(committed);
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(new Set(routed)).toEqual(new Set(documented));
    expect(documented.length).toBeGreaterThan(15);
  });
});
