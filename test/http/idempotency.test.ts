// Idempotency-Key on creations, and cursors on lists: what a client that retries, or reads page by page, may rely on.

import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { DAY_MS } from '../../src/shared/limits.ts';
import { asOperator, fieldsOf, migrated, newAdmin, newEmail, newOrganisation, refusalOf, send, signedIn } from './service.ts';

beforeAll(migrated);
afterEach(() => vi.useRealTimers());

function withKey(): Record<string, string> {
  return { 'idempotency-key': crypto.randomUUID() };
}

async function countOf(table: string, accountId: string): Promise<unknown> {
  return env.DB.prepare(`SELECT count(*) AS count FROM ${table} WHERE account_id = ?`).bind(accountId).first('count');
}

describe('a creation that is sent again', () => {
  it('S2 gets the first answer and creates nothing more', async () => {
    const { accountId } = await newOrganisation();
    const headers = withKey();
    const path = `/accounts/${accountId}/chatflows`;
    const first = await asOperator('POST', path, { name: 'Bygglov' }, headers);
    const again = await asOperator('POST', path, { name: 'Bygglov' }, headers);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([null, 'true']);
    expect(await fieldsOf(again)).toEqual(await fieldsOf(first));
    expect(await countOf('chatflows', accountId)).toBe(2);
  });

  it('S2 at the same time creates once; the others are told to come again', async () => {
    const { accountId } = await newOrganisation();
    const headers = withKey();
    const sent = Array.from({ length: 8 }, () => asOperator('POST', `/accounts/${accountId}/chatflows`, { name: 'Bygglov' }, headers));
    const answers = await Promise.all(sent);
    for (const answer of answers) {
      if (answer.status === 201) await answer.text();
      else {
        expect(answer.headers.get('retry-after')).toBe('1');
        expect(await refusalOf(answer)).toEqual([409, 'in_progress']);
      }
    }
    expect(answers.some(({ status }) => status === 201)).toBe(true);
    expect(await countOf('chatflows', accountId)).toBe(2);
  });

  it('S2 with another body, or to another address, is refused', async () => {
    const { accountId } = await newOrganisation();
    const headers = withKey();
    await asOperator('POST', `/accounts/${accountId}/chatflows`, { name: 'Bygglov' }, headers);
    const other = await asOperator('POST', `/accounts/${accountId}/chatflows`, { name: 'Växel' }, headers);
    expect(await refusalOf(other)).toEqual([422, 'idempotency_mismatch']);
    const elsewhere = await asOperator('POST', '/accounts', { name: 'Bygglov' }, headers);
    expect(await refusalOf(elsewhere)).toEqual([422, 'idempotency_mismatch']);
    expect(await countOf('chatflows', accountId)).toBe(2);
  });

  it('S4 keys of different callers never meet', async () => {
    const { accountId, key } = await newOrganisation();
    const admin = await signedIn(await newAdmin(accountId));
    const headers = withKey();
    const body = { name: 'Bygglov' };
    const ids = [];
    for (const caller of [key, admin]) {
      const answer = await send('POST', `/v1/accounts/${accountId}/chatflows`, { headers: { ...caller, ...headers }, body });
      ids.push((await fieldsOf(answer)).chatflowId);
    }
    expect(new Set(ids).size).toBe(2);
  });

  it('S1 a secret is shown to the first only, and stored nowhere', async () => {
    const { accountId, chatflowId } = await newOrganisation();
    const creations: [string, object, string][] = [
      [`/accounts/${accountId}/keys`, { name: 'Nyckel', scopes: ['desk:read'] }, 'key'],
      [`/accounts/${accountId}/admins`, { name: 'Admin', email: newEmail() }, 'password'],
      [`/chatflows/${chatflowId}/editors`, { name: 'Redaktör', email: newEmail(), maxChats: 2 }, 'password'],
    ];
    for (const [path, body, secret] of creations) {
      const headers = withKey();
      const { [secret]: shown, ...first } = await fieldsOf(await asOperator('POST', path, body, headers));
      expect(shown).toEqual(expect.any(String));
      expect(await fieldsOf(await asOperator('POST', path, body, headers))).toEqual(first);
      const { results } = await env.DB.prepare('SELECT * FROM first_answers').all();
      expect(JSON.stringify(results)).not.toContain(String(shown));
    }
  });

  it('S2 after a refusal the key is free again', async () => {
    const { accountId } = await newOrganisation();
    const headers = withKey();
    const path = `/accounts/${accountId}/chatflows`;
    expect((await asOperator('POST', path, { name: '' }, headers)).status).toBe(400);
    expect((await asOperator('POST', path, { name: 'Bygglov' }, headers)).status).toBe(201);
  });

  it('S2 after a day the key is forgotten', async () => {
    const { accountId } = await newOrganisation();
    const headers = withKey();
    const path = `/accounts/${accountId}/chatflows`;
    const now = Date.UTC(2041, 5, 1);
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(now);
    const { chatflowId } = await fieldsOf(await asOperator('POST', path, { name: 'Bygglov' }, headers));
    vi.setSystemTime(now + DAY_MS - 1);
    expect(await fieldsOf(await asOperator('POST', path, { name: 'Bygglov' }, headers))).toMatchObject({ chatflowId });
    vi.setSystemTime(now + DAY_MS);
    expect((await fieldsOf(await asOperator('POST', path, { name: 'Bygglov' }, headers))).chatflowId).not.toBe(chatflowId);
  });

  it.each(['', 'with space', 'å', 'x'.repeat(256)])('S2 a key of %j is refused', async (key) => {
    const answer = await asOperator('POST', '/accounts', { name: 'Kommun' }, { 'idempotency-key': key });
    expect(await refusalOf(answer)).toEqual([400, 'invalid']);
  });
});

describe('lists', () => {
  async function pagesOf(path: string, limit: number): Promise<unknown[][]> {
    const pages: unknown[][] = [];
    let cursor: unknown = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(String(cursor))}`;
      const { items, nextCursor } = await fieldsOf(await asOperator('GET', `${path}?limit=${limit}${query}`));
      pages.push(Array.isArray(items) ? items : []);
      cursor = nextCursor;
    } while (cursor !== null);
    return pages;
  }

  it('S2 come page by page, each item once, in the order of the whole, also when times and names are equal', async () => {
    const { accountId, chatflowId } = await newOrganisation();
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.UTC(2041, 6, 1));
    for (let count = 0; count < 4; count++) {
      await asOperator('POST', `/accounts/${accountId}/chatflows`, { name: 'Samma' });
      await asOperator('POST', `/accounts/${accountId}/keys`, { name: 'Samma', scopes: ['desk:read'] });
      await asOperator('POST', `/chatflows/${chatflowId}/editors`, { name: 'Samma', email: newEmail(), maxChats: 1 });
    }
    for (const path of [
      `/accounts/${accountId}/chatflows`,
      `/accounts/${accountId}/keys`,
      `/chatflows/${chatflowId}/editors`,
      `/accounts/${accountId}/audit`,
    ]) {
      const [whole = []] = await pagesOf(path, 100);
      expect(whole.length).toBeGreaterThan(3);
      const pages = await pagesOf(path, 2);
      expect(pages.flat()).toEqual(whole);
      expect(pages.slice(0, -1).every((page) => page.length === 2)).toBe(true);
    }
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=-1',
    'limit=1.5',
    'limit=ten',
    'limit=',
    'cursor=',
    'cursor=%00',
    'cursor=abc',
    `cursor=${btoa('{"a":1}')}`,
    `cursor=${btoa('[1,"a","b"]')}`,
    `cursor=${btoa(' [1,"a"]')}`,
    `cursor=${'A'.repeat(2_000)}`,
    `cursor=${encodeURIComponent("' OR 1=1 --")}`,
  ])('S2 %s is refused with a pointer', async (query) => {
    const answer = await asOperator('GET', `/accounts?${query}`);
    expect(answer.status).toBe(400);
    expect(await fieldsOf(answer)).toMatchObject({ code: 'invalid', errors: [{ pointer: `/${query.split('=')[0]}` }] });
  });
});
