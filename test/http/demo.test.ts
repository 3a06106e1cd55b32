// The demo exists in local mode only: a deployment leads to the console and has nothing below /demo.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Env } from '../../src/env.ts';
import { app } from '../../src/http/app.ts';
import { fieldsOf, migrated, newEditor, newOrganisation, ORIGIN, refusalOf, send } from './service.ts';

beforeAll(migrated);

const PATHS = [
  '/demo',
  '/demo/',
  '/demo/index.html',
  '/demo/demo.js',
  '/demo/config',
  '/demo/sign-in?as=Anna',
  '/demo/../demo/config',
  '/demo//',
];

function asked(path: string, bindings: Partial<Env>, headers: Record<string, string> = {}) {
  return app.request(ORIGIN + path, { headers }, { ...env, ...bindings });
}

describe('a deployment', () => {
  it('leads from / to the console', async () => {
    const answer = await send('GET', '/');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/console']);
  });

  it.each(PATHS)('has nothing at %s', async (path) => {
    expect(await refusalOf(await send('GET', path))).toEqual([404, 'not_found']);
  });

  it.each(['0', 'true', '', 'yes', ' 1'])('has none with DEMO=%j either, even if passwords were left behind', async (DEMO) => {
    const leftovers = { DEMO, DEMO_SIGN_INS: '{"Anna":{"email":"a@b.example","password":"x"}}' };
    expect((await asked('/', leftovers)).headers.get('location')).toBe('/console');
    for (const path of PATHS) expect(await refusalOf(await asked(path, leftovers))).toEqual([404, 'not_found']);
  });
});

describe('the demo', () => {
  it('shows its page at /, with the policy that files have', async () => {
    const answer = await asked('/', { DEMO: '1' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await answer.text()).toContain('<title>');
  });

  it('names the first chatflow and the people who can be signed in', async () => {
    await newOrganisation();
    const answer = await asked('/demo/config', { DEMO: '1', DEMO_SIGN_INS: '{"Anna":{"email":"a@b.example","password":"x"},"broken":1}' });
    expect(await fieldsOf(answer)).toEqual({ chatflowId: expect.stringMatching(/^[0-9a-f]{64}$/), people: ['Anna'] });
  });

  it('signs the demo’s people in, once, and nobody else', async () => {
    const { chatflowId } = await newOrganisation();
    const { email, password } = await newEditor(chatflowId);
    const bindings = { DEMO: '1', DEMO_SIGN_INS: JSON.stringify({ Anna: { email, password } }) };
    const answer = await asked('/demo/sign-in?as=Anna', bindings);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/console']);
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    expect(await fieldsOf(await send('GET', '/desk/me', { headers: { cookie } }))).toMatchObject({ person: { email } });
    expect((await asked('/demo/sign-in?as=Anna', bindings, { cookie })).headers.getSetCookie()).toEqual([]);
    for (const name of ['anna', 'constructor', '__proto__', '']) {
      expect(await refusalOf(await asked(`/demo/sign-in?as=${name}`, bindings))).toEqual([404, 'not_found']);
    }
  });
});
