// Every route × every role × the own organisation's objects and another's: the answer, and that a refusal changed nothing at all.

import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { app } from '../../src/http/app.ts';
import { asOperator, migrated, newEditor, newEmail, refusalOf, send, textOf } from '../http/service.ts';
import { type Cast, type House, newCast, newKey, ROLES, type RoleName } from './cast.ts';
import { addressOf, PUBLIC_ROUTES, type RouteEntry, SIGN_IN_ROUTES, V1_ROUTES } from './routes.ts';

const WHERE = ['own', 'foreign'] as const;
type Where = (typeof WHERE)[number];

const QUESTIONS_COUNT = (Object.keys(V1_ROUTES).length + Object.keys(PUBLIC_ROUTES).length) * ROLES.length * WHERE.length;

let cast: Cast;
let count = 0;

beforeAll(async () => {
  await migrated();
  cast = await newCast();
}, 60_000);
afterAll(() => {
  console.info(`matrix: ${count} requests, ${ROLES.length} roles, ${routesOf().length} routes`);
  expect(count).toBe(QUESTIONS_COUNT);
});

function routesOf(): string[] {
  return [...new Set(app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`))];
}

/** Roles as they are seen from where the object is: to the other organisation, its own people are at home and ours are strangers. */
function seenFrom(role: RoleName, where: Where): RoleName | 'stranger' {
  if (where === 'own') return role;
  if (role === 'foreign admin') return 'admin';
  if (role === 'foreign editor') return 'editor';
  if (role === 'foreign key') return 'every scope';
  const knownEverywhere: RoleName[] = ['nobody', 'operator', 'revoked key', 'expired key', 'made-up key', 'ticket as key', 'token as key'];
  return knownEverywhere.includes(role) ? role : 'stranger';
}

const UNKNOWN: (RoleName | 'stranger')[] = ['nobody', 'revoked key', 'expired key', 'made-up key', 'ticket as key', 'token as key'];
const OUTSIDE: (RoleName | 'stranger')[] = ['foreign admin', 'foreign editor', 'foreign key', 'stranger'];

function expectedOf(entry: RouteEntry, role: RoleName, where: Where): number {
  const seen = seenFrom(role, where);
  if (UNKNOWN.includes(seen)) return 401;
  if (entry.of === 'service') return entry.may.includes(role) ? entry.answered : 403;
  if (OUTSIDE.includes(seen)) return 404;
  return seen !== 'stranger' && entry.may.includes(seen) ? entry.answered : 403;
}

/** Everything that D1 knows, but for what merely having asked leaves behind, and the settings that the object holds. */
async function everything(): Promise<string> {
  const tables = [
    'accounts',
    'account_features',
    'memberships',
    'chatflows',
    'chatflow_editors',
    'people',
    'first_answers',
    'audit_entries',
  ];
  const keys = env.DB.prepare('SELECT key_id, name, scopes, expires_at, revoked_at FROM api_keys ORDER BY key_id');
  const rows = await env.DB.batch([keys, ...tables.map((table) => env.DB.prepare(`SELECT * FROM ${table}`))]);
  const settings = await Promise.all([cast.own, cast.foreign].map((house) => asOperator('GET', `/chatflows/${house.chatflowId}/settings`)));
  return JSON.stringify([rows.map(({ results }) => results), await Promise.all(settings.map((answer) => answer.text()))]);
}

/** What a removing route is pointed at: something that is there. */
async function subjectOf(removes: RouteEntry['removes'], house: House): Promise<{ house: House; subjectId: string }> {
  switch (removes) {
    case 'key':
      return { house, subjectId: (await newKey(house.accountId, ['desk:read'])).keyId };
    case 'editor':
      return { house, subjectId: (await newEditor(house.chatflowId)).editorId };
    case 'person':
      return { house, subjectId: (await newEditor(house.chatflowId)).editorId };
    case 'invitation': {
      const wish = { email: newEmail(), name: 'Ny', role: 'editor' };
      return { house, subjectId: await textOf(await asOperator('POST', `/accounts/${house.accountId}/invitations`, wish), 'invitationId') };
    }
    case 'chatflow': {
      const made = await asOperator('POST', `/accounts/${house.accountId}/chatflows`, { name: 'Kort' });
      return { house: { ...house, chatflowId: await textOf(made, 'chatflowId') }, subjectId: '' };
    }
    default:
      return { house, subjectId: house.editor.editorId };
  }
}

async function ask(route: string, role: RoleName, house: House, subjectId: string, { body, query }: Pick<RouteEntry, 'body' | 'query'>) {
  const [method = '', path = ''] = route.split(' ');
  count += 1;
  const address = addressOf(path, house, subjectId) + (query === undefined ? '' : `?${query}`);
  // Each role from an address of its own: wrong keys are counted by address.
  const headers = { 'cf-connecting-ip': `192.0.2.${count % 250}`, ...cast.headers[role] };
  const answer = await send(method, address, { headers, ...(body === undefined ? {} : { body }) });
  await answer.text();
  return answer.status;
}

it(`S4 every route has its entry, and every entry its route: ${QUESTIONS_COUNT} questions in all`, () => {
  const entries = [...Object.keys(V1_ROUTES), ...Object.keys(PUBLIC_ROUTES)];
  expect(new Set(entries)).toEqual(new Set(routesOf().filter((route) => !SIGN_IN_ROUTES.test(route))));
  expect(entries.length).toBeGreaterThan(35);
});

it('S1 nobody is signed in or out by a page of somebody else’s', async () => {
  const acts = routesOf().filter((route) => SIGN_IN_ROUTES.test(route) && route.startsWith('POST'));
  expect(acts.length).toBeGreaterThan(1);
  const before = await everything();
  for (const route of acts) {
    for (const origin of [{}, { origin: 'https://evil.example' }, { origin: 'null' }, { origin: 'https://nasta.example.evil.example' }]) {
      const headers: Record<string, string> = { cookie: cast.headers.admin.cookie ?? '', ...origin };
      const answer = await send('POST', route.split(' ')[1] ?? '', { headers, body: {} });
      expect([route, origin, ...(await refusalOf(answer))]).toEqual([route, origin, 403, 'origin_not_allowed']);
    }
  }
  expect(await everything()).toBe(before);
});

describe.each(WHERE)('routes of /v1, %s objects', (where) => {
  it.each(Object.entries(V1_ROUTES))('S1, S4 %s', { timeout: 60_000 }, async (route, entry) => {
    const target = await subjectOf(entry.removes, cast[where]);
    const before = await everything();
    const expected: [RoleName, number][] = ROLES.map((role) => [role, expectedOf(entry, role, where)]);
    const allowed = new Set(expected.filter(([, status]) => status === entry.answered).map(([role]) => role));
    const answers = new Map<RoleName, number>();
    for (const role of ROLES) {
      if (entry.removes !== undefined && allowed.has(role)) continue;
      answers.set(role, await ask(route, role, target.house, target.subjectId, entry));
    }
    expect(await everything()).toBe(before);
    for (const role of entry.removes === undefined ? [] : allowed) {
      const { house, subjectId } = await subjectOf(entry.removes, cast[where]);
      answers.set(role, await ask(route, role, house, subjectId, entry));
    }
    expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(expected));
  });
});

describe.each(WHERE)('every other route, %s objects', (where) => {
  it.each(Object.entries(PUBLIC_ROUTES))('S1, S4 %s', { timeout: 60_000 }, async (route, entry) => {
    const before = await everything();
    for (const role of ROLES) {
      const expected = 'everybody' in entry ? entry.everybody : entry.answer(role, where);
      expect([role, await ask(route, role, cast[where], 'no-such-thing', { body: entry.body })]).toEqual([role, expected]);
    }
    expect(await everything()).toBe(before);
  });
});
