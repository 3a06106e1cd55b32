// /v1/accounts: who may do what, and what the answers look like.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  asOperator,
  fieldsOf,
  migrated,
  newAdmin,
  newEditor,
  newEmail,
  newOrganisation,
  refusalOf,
  send,
  signedIn,
  textOf,
} from './service.ts';

beforeAll(migrated);

/** The whole list, page by page: other tests have made accounts, too. */
async function allAccounts(): Promise<unknown[]> {
  const accounts: unknown[] = [];
  for (let cursor: unknown = ''; typeof cursor === 'string'; ) {
    const { items, nextCursor } = await fieldsOf(await asOperator('GET', `/accounts?limit=100${cursor && `&cursor=${cursor}`}`));
    if (Array.isArray(items)) accounts.push(...items);
    cursor = nextCursor;
  }
  return accounts;
}

describe('accounts', () => {
  it('S1 the operator makes an account, reads it and finds it in the list', async () => {
    const made = await asOperator('POST', '/accounts', { name: '  Kommun  ' });
    expect(made.status).toBe(201);
    const account = await fieldsOf(made);
    expect(account).toEqual({ name: 'Kommun', accountId: expect.any(String), createdAt: expect.any(Number) });
    expect(await fieldsOf(await asOperator('GET', `/accounts/${account.accountId}`))).toEqual(account);
    expect(await allAccounts()).toContainEqual(account);
  });

  it('S1 a key and an admin see and administer their own account only', async () => {
    const own = await newOrganisation();
    const other = await newOrganisation();
    const admin = await signedIn(await newAdmin(own.accountId));
    for (const headers of [own.key, admin]) {
      const { items } = await fieldsOf(await send('GET', '/v1/accounts', { headers }));
      expect(items).toEqual([expect.objectContaining({ accountId: own.accountId })]);
      expect((await send('GET', `/v1/accounts/${own.accountId}`, { headers })).status).toBe(200);
      expect(await refusalOf(await send('GET', `/v1/accounts/${other.accountId}`, { headers }))).toEqual([404, 'not_found']);
      expect(await refusalOf(await send('POST', '/v1/accounts', { headers, body: { name: 'x' } }))).toEqual([403, 'forbidden']);
    }
  });

  it('S1 an editor of the account is no admin of it', async () => {
    const { accountId, chatflowId } = await newOrganisation();
    const headers = await signedIn(await newEditor(chatflowId));
    expect((await fieldsOf(await send('GET', '/v1/accounts', { headers }))).items).toEqual([]);
    expect(await refusalOf(await send('GET', `/v1/accounts/${accountId}`, { headers }))).toEqual([403, 'forbidden']);
    expect(await refusalOf(await send('GET', `/v1/chatflows/${chatflowId}/settings`, { headers }))).toEqual([403, 'forbidden']);
  });

  it('an account that is not there answers 404 to the operator too', async () => {
    expect(await refusalOf(await asOperator('GET', '/accounts/nowhere'))).toEqual([404, 'not_found']);
    expect(await refusalOf(await asOperator('PUT', '/accounts/nowhere/features', { queue: true }))).toEqual([404, 'not_found']);
  });
});

describe('features', () => {
  it('Q2 the operator alone grants the queue; an admin can see it', async () => {
    const { accountId, key } = await newOrganisation();
    const path = `/accounts/${accountId}/features`;
    expect(await fieldsOf(await send('GET', `/v1${path}`, { headers: key }))).toEqual({ queue: false });
    expect(await refusalOf(await send('PUT', `/v1${path}`, { headers: key, body: { queue: true } }))).toEqual([403, 'forbidden']);
    expect(await fieldsOf(await asOperator('PUT', path, { queue: true }))).toEqual({ queue: true });
    expect(await fieldsOf(await send('GET', `/v1${path}`, { headers: key }))).toEqual({ queue: true });
  });

  it.each([{}, { queue: 1 }, { queue: 'true' }, { queue: true, gold: true }, [], null, 42])('refuses %j', async (body) => {
    const { accountId } = await newOrganisation();
    expect(await refusalOf(await asOperator('PUT', `/accounts/${accountId}/features`, body))).toEqual([400, 'invalid']);
  });
});

describe('keys', () => {
  it('S1 a key is shown once and stored as a hash', async () => {
    const { accountId } = await newOrganisation();
    const made = await asOperator('POST', `/accounts/${accountId}/keys`, { name: 'Statistik', scopes: ['statistics:read'] });
    expect(made.status).toBe(201);
    const { key, prefix, name } = await fieldsOf(made);
    expect(key).toMatch(/^nasta_[\w-]{43}$/);
    expect(name).toBe('Statistik');
    expect(String(key).startsWith(String(prefix))).toBe(true);
    const { results } = await env.DB.prepare('SELECT * FROM api_keys WHERE account_id = ?').bind(accountId).all();
    expect(JSON.stringify(results)).not.toContain(String(key));
  });

  it.each([
    ['none', {}],
    ['empty', { authorization: '' }],
    ['made up', { authorization: 'Bearer nasta_0000000000000000000000000000000000000000000' }],
    ['of another scheme', { authorization: 'Basic b3BlcmF0b3I6' }],
    ['with the hash instead', { authorization: 'Bearer 06e55b633481f7bb072957eabcf110c972e86691c3cfedabe088024bffe42f23' }],
    ['in another case', { authorization: 'Bearer Operator' }],
    ['a cookie that nobody signed', { cookie: '__Secure-nasta.session_token=a.b', origin: 'https://nasta.example' }],
  ])('S1 a credential that is %s: 401', async (_what, headers) => {
    const answer = await send('GET', '/v1/accounts', { headers });
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    expect(await refusalOf(answer)).toEqual([401, 'unauthenticated']);
  });

  it('S1 a key with one other character is nobody', async () => {
    const { key } = await newOrganisation();
    const authorization = String(key.authorization);
    const bent = authorization.slice(0, -1) + (authorization.endsWith('A') ? 'B' : 'A');
    for (const wrong of [bent, authorization.slice(0, -1)]) {
      expect(await refusalOf(await send('GET', '/v1/accounts', { headers: { authorization: wrong } }))).toEqual([401, 'unauthenticated']);
    }
  });
});

describe('admins', () => {
  it('S1 a new admin gets a password that is shown once, and signs in with it', async () => {
    const { accountId } = await newOrganisation();
    const email = newEmail();
    const made = await asOperator('POST', `/accounts/${accountId}/admins`, { email: email.toUpperCase(), name: 'Admin' });
    expect(made.status).toBe(201);
    const admin = await fieldsOf(made);
    expect(admin).toEqual({ personId: expect.any(String), email, password: expect.stringMatching(/^\w{18}$/) });
    const headers = await signedIn({ email, password: String(admin.password) });
    expect((await send('GET', `/v1/accounts/${accountId}`, { headers })).status).toBe(200);
  });

  it('S1 an editor becomes an admin, keeping the own password', async () => {
    const { accountId, chatflowId } = await newOrganisation();
    const editor = await newEditor(chatflowId);
    const path = `/accounts/${accountId}/admins`;
    const again = { email: editor.email, name: 'Ny', password: 'another password' };
    expect(await refusalOf(await asOperator('POST', path, again))).toEqual([409, 'conflict']);
    const made = await fieldsOf(await asOperator('POST', path, { email: editor.email, name: 'Ny' }));
    expect(made).toMatchObject({ personId: editor.editorId });
    expect(made).not.toHaveProperty('password');
    const headers = await signedIn(editor);
    expect((await send('GET', `/v1/accounts/${accountId}`, { headers })).status).toBe(200);
  });

  it('S4 the operator adds somebody known from another account without a word about that account', async () => {
    const { chatflowId } = await newOrganisation();
    const editor = await newEditor(chatflowId);
    const other = await newOrganisation();
    const answer = await asOperator('POST', `/accounts/${other.accountId}/admins`, { email: editor.email, name: 'Annat namn' });
    expect(await fieldsOf(answer)).toEqual({ personId: editor.editorId, email: editor.email });
    const me = await fieldsOf(await send('GET', '/desk/me', { headers: await signedIn(editor) }));
    expect(me).toMatchObject({ person: { name: 'Redaktör' } });
    expect(me.memberships).toContainEqual({ accountId: other.accountId, accountName: 'Kommun', role: 'admin' });
  });

  it('S4 an admin hears the same of every address that is not the account’s own, known elsewhere or not', async () => {
    const elsewhere = await newOrganisation();
    const known = await newEditor(elsewhere.chatflowId);
    const { accountId, chatflowId, key } = await newOrganisation();
    const headers = await signedIn(await newAdmin(accountId));
    for (const email of [known.email, newEmail()]) {
      for (const more of [{}, { password: 'another password' }]) {
        const admin = { headers, body: { email, name: 'Ny', ...more } };
        const editor = { email, name: 'Ny', maxChats: 1, ...more };
        const answers = [
          await send('POST', `/v1/accounts/${accountId}/admins`, admin),
          await send('POST', `/v1/chatflows/${chatflowId}/editors`, { headers, body: editor }),
          await send('POST', `/v1/chatflows/${chatflowId}/editors`, { headers: key, body: editor }),
        ];
        for (const answer of answers) expect(await refusalOf(answer)).toEqual([409, 'not_a_member']);
      }
    }
    const own = await newEditor(chatflowId);
    const second = await textOf(await asOperator('POST', `/accounts/${accountId}/chatflows`, { name: 'Bygglov' }), 'chatflowId');
    const seat = { email: own.email, name: 'Redaktör', maxChats: 1 };
    expect((await send('POST', `/v1/chatflows/${second}/editors`, { headers, body: seat })).status).toBe(201);
  });

  it.each([
    ['/email', { email: 'nobody', name: 'A' }],
    ['/email', { email: `${'a'.repeat(250)}@b.example`, name: 'A' }],
    ['/email', { name: 'A' }],
    ['/name', { email: 'a@b.example', name: ' \n ' }],
    ['/name', { email: 'a@b.example', name: 'admin\u202enimda' }],
    ['/name', { email: 'a@b.example', name: 'a\u200bb' }],
    ['/name', { email: 'a@b.example', name: 'a\r\nSet-Cookie: b' }],
    ['/name', { email: 'a@b.example', name: '\u001b[31mred' }],
    ['/password', { email: 'a@b.example', name: 'A', password: 'short' }],
    ['/password', { email: 'a@b.example', name: 'A', password: 'x'.repeat(129) }],
    ['/role', { email: 'a@b.example', name: 'A', role: 'operator' }],
  ])('points at %s', async (pointer, body) => {
    const { accountId } = await newOrganisation();
    const answer = await asOperator('POST', `/accounts/${accountId}/admins`, body);
    const { code, errors } = await fieldsOf(answer);
    expect([answer.status, code]).toEqual([400, 'invalid']);
    expect(errors).toEqual([{ pointer, reason: expect.any(String) }]);
  });

  it('S1 an admin’s session acts from our own pages only', async () => {
    const { accountId } = await newOrganisation();
    const { cookie, origin } = await signedIn(await newAdmin(accountId));
    const post = async (headers: Record<string, string>) =>
      send('POST', `/v1/accounts/${accountId}/chatflows`, { headers: { cookie: String(cookie), ...headers }, body: { name: 'Ny' } });
    for (const headers of [{}, { origin: 'https://evil.example' }, { origin: 'null' }, { origin: `${origin}.evil.example` }]) {
      expect(await refusalOf(await post(headers))).toEqual([403, 'origin_not_allowed']);
    }
    expect(await textOf(await post({ origin: String(origin) }), 'chatflowId')).toMatch(/^[0-9a-f]{64}$/);
  });
});
