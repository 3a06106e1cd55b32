// Keys of an account: scopes, end, last day of use, revocation, and what stops those who ask too often or guess.

import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { SCOPES } from '../../src/shared/access.ts';
import { DAY_MS, GUESS_BURST_COUNT, KEY_BURST_COUNT, MINUTE_MS } from '../../src/shared/limits.ts';
import { asOperator, fieldsOf, migrated, newAdmin, newOrganisation, refusalOf, send, signedIn, textOf } from './service.ts';

beforeAll(migrated);
afterEach(() => vi.useRealTimers());

async function newKey(accountId: string, body: object) {
  const made = await fieldsOf(await asOperator('POST', `/accounts/${accountId}/keys`, { name: 'Nyckel', scopes: ['desk:read'], ...body }));
  return { keyId: String(made.keyId), headers: { authorization: `Bearer ${String(made.key)}` }, made };
}

function statusWith(headers: Record<string, string>): Promise<number> {
  return send('GET', '/v1/me', { headers }).then(async (answer) => {
    await answer.text();
    return answer.status;
  });
}

describe('keys', () => {
  it('S1 are listed without the key itself, with scopes, end and last day of use', async () => {
    const { accountId } = await newOrganisation();
    const expiresAt = Date.now() + DAY_MS;
    const { keyId, headers, made } = await newKey(accountId, { scopes: ['statistics:read', 'desk:read', 'desk:read'], expiresAt });
    expect(made).toMatchObject({ scopes: ['desk:read', 'statistics:read'], expiresAt, lastUsedOn: null });
    expect(await statusWith(headers)).toBe(200);
    const { items } = await fieldsOf(await asOperator('GET', `/accounts/${accountId}/keys`));
    const { key: _, ...rest } = made;
    expect(items).toContainEqual({ ...rest, keyId, lastUsedOn: new Date().toISOString().slice(0, 10) });
    expect(JSON.stringify(items)).not.toContain(String(made.key));
  });

  it('S1 the day of use is written once a day, not once a request', async () => {
    const { accountId } = await newOrganisation();
    const { headers, keyId } = await newKey(accountId, {});
    expect(await statusWith(headers)).toBe(200);
    const yesterday = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
    await env.DB.prepare(
      "CREATE TRIGGER uses AFTER UPDATE OF last_used_on ON api_keys BEGIN UPDATE api_keys SET prefix = 'used' WHERE key_id = new.key_id; END",
    ).run();
    const prefix = () => env.DB.prepare('SELECT prefix FROM api_keys WHERE key_id = ?').bind(keyId).first('prefix');
    expect(await statusWith(headers)).toBe(200);
    expect(await prefix()).not.toBe('used');
    await env.DB.prepare('DROP TRIGGER uses').run();
    await env.DB.prepare('UPDATE api_keys SET last_used_on = ? WHERE key_id = ?').bind(yesterday, keyId).run();
    expect(await statusWith(headers)).toBe(200);
    const day = await env.DB.prepare('SELECT last_used_on FROM api_keys WHERE key_id = ?').bind(keyId).first('last_used_on');
    expect(day).toBe(new Date().toISOString().slice(0, 10));
  });

  it('S1 a revoked key opens nothing from the next request on, and is listed no more', async () => {
    const { accountId } = await newOrganisation();
    const { keyId, headers } = await newKey(accountId, {});
    expect(await statusWith(headers)).toBe(200);
    expect((await asOperator('DELETE', `/accounts/${accountId}/keys/${keyId}`)).status).toBe(204);
    expect(await statusWith(headers)).toBe(401);
    expect(await refusalOf(await asOperator('DELETE', `/accounts/${accountId}/keys/${keyId}`))).toEqual([404, 'not_found']);
    const { items } = await fieldsOf(await asOperator('GET', `/accounts/${accountId}/keys`));
    expect(JSON.stringify(items)).not.toContain(keyId);
  });

  it('S4 a key of another account cannot be revoked from here', async () => {
    const [here, there] = [await newOrganisation(), await newOrganisation()];
    const { keyId, headers } = await newKey(there.accountId, {});
    const admin = await signedIn(await newAdmin(here.accountId));
    const answer = await send('DELETE', `/v1/accounts/${here.accountId}/keys/${keyId}`, { headers: admin });
    expect(await refusalOf(answer)).toEqual([404, 'not_found']);
    expect(await statusWith(headers)).toBe(200);
  });

  it('S1 a key that has run out is nobody, to the millisecond', async () => {
    const { accountId } = await newOrganisation();
    const now = Date.UTC(2041, 4, 1);
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(now);
    const { headers } = await newKey(accountId, { expiresAt: now + MINUTE_MS });
    vi.setSystemTime(now + MINUTE_MS - 1);
    expect(await statusWith(headers)).toBe(200);
    vi.setSystemTime(now + MINUTE_MS);
    expect(await statusWith(headers)).toBe(401);
  });

  it.each([
    ['/scopes', { scopes: [] }],
    ['/scopes/0', { scopes: ['everything'] }],
    ['/scopes', { scopes: 7 }],
    ['/expiresAt', { expiresAt: 1 }],
    ['/expiresAt', { expiresAt: '2030-01-01' }],
    ['/expiresAt', { expiresAt: 1.5 }],
    ['/name', { name: ' ' }],
    ['/accountId', { accountId: 'another' }],
  ])('S1 points at %s', async (pointer, body) => {
    const { accountId } = await newOrganisation();
    const answer = await asOperator('POST', `/accounts/${accountId}/keys`, { name: 'Nyckel', scopes: ['desk:read'], ...body });
    const { code, errors } = await fieldsOf(answer);
    expect([answer.status, code, errors]).toEqual([400, 'invalid', [{ pointer, reason: expect.any(String) }]]);
  });

  it('S1 says whom it is taken for', async () => {
    const { accountId, key } = await newOrganisation();
    expect(await fieldsOf(await send('GET', '/v1/me', { headers: key }))).toEqual({ kind: 'key', accountId, scopes: [...SCOPES] });
    expect(await fieldsOf(await asOperator('GET', '/me'))).toEqual({ kind: 'operator' });
    const admin = await newAdmin(accountId);
    expect(await fieldsOf(await send('GET', '/v1/me', { headers: await signedIn(admin) }))).toEqual({
      kind: 'person',
      person: { id: expect.any(String), name: 'Admin', email: admin.email },
      memberships: [{ accountId, accountName: 'Kommun', role: 'admin' }],
    });
  });
});

describe('those who ask too often', () => {
  it('S1 a key beyond its burst waits, as long as it is told, and another key does not', async () => {
    const { accountId } = await newOrganisation();
    const { headers } = await newKey(accountId, {});
    const other = await newKey(accountId, {});
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.UTC(2041, 4, 2));
    for (let count = 0; count < KEY_BURST_COUNT; count++) expect(await statusWith(headers)).toBe(200);
    const answer = await send('GET', '/v1/me', { headers });
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(await refusalOf(answer)).toEqual([429, 'rate_limited']);
    expect(await statusWith(other.headers)).toBe(200);
    vi.setSystemTime(Date.now() + 1_000);
    expect(await statusWith(headers)).toBe(200);
  });

  it('S1 guessing from one network is stopped; other networks, sessions and the operator go on', async () => {
    const { key } = await newOrganisation();
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.UTC(2041, 4, 3));
    const from = (address: string, authorization: string) => ({ authorization, 'cf-connecting-ip': address });
    const wrong = `Bearer nasta_${'x'.repeat(43)}`;
    // Addresses of one IPv6 connection are one network.
    for (let count = 0; count < GUESS_BURST_COUNT; count++) {
      expect(await statusWith(from(`2001:db8:1:2::${count.toString(16)}`, wrong))).toBe(401);
    }
    expect(await statusWith(from('2001:db8:1:2:ffff::1', wrong))).toBe(429);
    expect(await statusWith(from('2001:db8:1:3::1', wrong))).toBe(401);
    expect(await statusWith(from('2001:db8:1:2::1', 'Bearer operator'))).toBe(200);
    expect(await statusWith(from('198.51.100.7', String(key.authorization)))).toBe(200);
    vi.setSystemTime(Date.now() + 2_000);
    expect(await statusWith(from('2001:db8:1:2::1', String(key.authorization)))).toBe(200);
  });
});

describe('the install page', () => {
  it('S2 shows the tag and the policy, and remembers by the hour where the widget was seen', async () => {
    const { chatflowId, key } = await newOrganisation();
    const path = `/v1/chatflows/${chatflowId}/install`;
    const seen = async () => fieldsOf(await send('GET', path, { headers: key }));
    expect(await seen()).toEqual({
      snippet: `<script async src="https://nasta.example/widget.js" data-chatflow="${chatflowId}"></script>`,
      csp: ['script-src https://nasta.example', 'connect-src https://nasta.example wss://nasta.example'],
      seenAt: null,
      seenOrigin: null,
    });
    const origins = ['https://www.kommun.example', 'https://e.kommun.example'];
    await asOperator('PATCH', `/chatflows/${chatflowId}/settings`, { origins }, { 'if-match': '*' });
    const look = async (origin: string) => (await send('GET', `/chat/${chatflowId}/status`, { headers: { origin } })).text();
    await look('https://evil.example');
    await look('https://nasta.example');
    expect(await seen()).toMatchObject({ seenAt: null });
    await look('https://www.kommun.example');
    await vi.waitFor(async () =>
      expect(await seen()).toMatchObject({ seenAt: expect.any(Number), seenOrigin: 'https://www.kommun.example' }),
    );
    await look('https://e.kommun.example');
    expect(await seen()).toMatchObject({ seenOrigin: 'https://www.kommun.example' });
  });

  it('S4 another chatflow’s sightings are its own', async () => {
    const { accountId } = await newOrganisation();
    const other = await textOf(await asOperator('POST', `/accounts/${accountId}/chatflows`, { name: 'Bygglov' }), 'chatflowId');
    expect(await fieldsOf(await asOperator('GET', `/chatflows/${other}/install`))).toMatchObject({ seenAt: null });
  });
});
