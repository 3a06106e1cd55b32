// What the console asks: sign-in and out, who is signed in, tickets. And the ways in which others try the same.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  asOperator,
  fieldsOf,
  migrated,
  newEditor,
  newEmail,
  newOrganisation,
  ORIGIN,
  refusalOf,
  send,
  signedIn,
  textOf,
} from './service.ts';

beforeAll(migrated);

function signIn(body: unknown, headers: Record<string, string> = {}) {
  return send('POST', '/auth/sign-in/email', { body, headers: { origin: ORIGIN, 'cf-connecting-ip': '10.1.0.1', ...headers } });
}

describe('sign-in', () => {
  it('S1 gives a cookie that scripts cannot read, and no token in the body', async () => {
    const { chatflowId } = await newOrganisation();
    const { email, password } = await newEditor(chatflowId);
    const answer = await signIn({ email, password });
    expect(answer.status).toBe(200);
    const cookie = answer.headers.getSetCookie().join();
    expect(cookie).toMatch(/^__Secure-nasta\.session_token=[^;]+;.*HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toMatch(/Secure/);
    const body = await answer.text();
    expect(body).toBe('{"ok":true}');
  });

  it('S1 a wrong password and an unknown address get the same answer', async () => {
    const { chatflowId } = await newOrganisation();
    const { email } = await newEditor(chatflowId);
    const answers = [await signIn({ email, password: 'wrong password' }), await signIn({ email: newEmail(), password: 'wrong password' })];
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map((answer) => answer.status)).toEqual([401, 401]);
    expect(bodies[0]).toBe(bodies[1]);
    expect(answers.flatMap((answer) => answer.headers.getSetCookie())).toEqual([]);
  });

  it('S1 attempts from one address are limited, and other addresses are not', async () => {
    const { chatflowId } = await newOrganisation();
    const { email, password } = await newEditor(chatflowId);
    const from = { 'cf-connecting-ip': '10.1.0.2' };
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 31; attempt++) {
      const answer = await signIn({ email: `nobody ${attempt}`, password: 'wrong password' }, from);
      await answer.text();
      statuses.push(answer.status);
    }
    expect(statuses.slice(0, 30)).not.toContain(429);
    const refused = await signIn({ email, password }, from);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refusalOf(refused)).toEqual([429, 'rate_limited']);
    expect((await signIn({ email, password }, { 'cf-connecting-ip': '10.1.0.3' })).status).toBe(200);
  });

  it.each([
    ['no field', {}],
    ['wrong types', { email: 1, password: {} }],
    ['a list', []],
    ['an injection', { email: "' OR 1=1 --", password: 'x' }],
    ['a huge password', { email: 'a@b.example', password: 'x'.repeat(10_000) }],
  ])('S1 %s is refused', async (_what, body) => {
    const answer = await signIn(body, { 'cf-connecting-ip': '10.1.0.4' });
    expect([400, 401]).toContain(answer.status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.getSetCookie()).toEqual([]);
    await answer.text();
  });

  it('S1 sign-in and sign-out from another site are refused', async () => {
    const { chatflowId } = await newOrganisation();
    const editor = await newEditor(chatflowId);
    for (const origin of ['https://evil.example', 'null', `${ORIGIN}.evil.example`, 'http://nasta.example']) {
      expect(await refusalOf(await signIn(editor, { origin }))).toEqual([403, 'origin_not_allowed']);
    }
    const headers = await signedIn(editor);
    const signOut = await send('POST', '/auth/sign-out', { headers: { ...headers, origin: 'https://evil.example' } });
    expect(await refusalOf(signOut)).toEqual([403, 'origin_not_allowed']);
    expect((await send('GET', '/desk/me', { headers })).status).toBe(200);
  });

  it.each([
    '/auth/sign-up/email',
    '/auth/get-session',
    '/auth/list-sessions',
    '/auth/update-user',
    '/auth/request-password-reset',
    '/auth/ok',
  ])('S1 %s is not offered: people come by invitation only', async (path) => {
    const body = { email: newEmail(), password: 'a long password', name: 'Ny' };
    expect(await refusalOf(await send('POST', path, { body, headers: { origin: ORIGIN } }))).toEqual([404, 'not_found']);
  });
});

describe('sessions', () => {
  it('S1 keep neither address nor browser of the person, and end with sign-out', async () => {
    const { chatflowId } = await newOrganisation();
    const headers = await signedIn(await newEditor(chatflowId));
    const { results } = await env.DB.prepare('SELECT ip_address, user_agent FROM sessions').all();
    expect(new Set(results.flatMap((row) => Object.values(row)))).toEqual(new Set([null]));
    expect((await send('POST', '/auth/sign-out', { headers, body: {} })).status).toBe(200);
    expect(await refusalOf(await send('GET', '/desk/me', { headers }))).toEqual([401, 'unauthenticated']);
    expect(await refusalOf(await send('POST', `/desk/${chatflowId}/ticket`, { headers }))).toEqual([401, 'unauthenticated']);
  });

  it('S1 a cookie with one other character is nobody’s', async () => {
    const { chatflowId } = await newOrganisation();
    const { cookie } = await signedIn(await newEditor(chatflowId));
    const bent = String(cookie).replace(/=(.)/, (_all, first) => `=${first === 'a' ? 'b' : 'a'}`);
    expect(bent).not.toBe(cookie);
    expect(await refusalOf(await send('GET', '/desk/me', { headers: { cookie: bent } }))).toEqual([401, 'unauthenticated']);
    expect(await refusalOf(await send('GET', '/desk/me'))).toEqual([401, 'unauthenticated']);
  });
});

describe('me and tickets', () => {
  it('L6 me names the person, the accounts and every chatflow of the editor', async () => {
    const { accountId, chatflowId } = await newOrganisation();
    const second = await textOf(await asOperator('POST', `/accounts/${accountId}/chatflows`, { name: 'Bygglov' }), 'chatflowId');
    const editor = await newEditor(chatflowId);
    await asOperator('POST', `/chatflows/${second}/editors`, { email: editor.email, name: 'Redaktör', maxChats: 1 });
    const headers = await signedIn(editor);
    const answer = await send('GET', '/desk/me', { headers });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await fieldsOf(answer)).toEqual({
      person: { id: editor.editorId, name: 'Redaktör', email: editor.email },
      memberships: [{ accountId, accountName: 'Kommun', role: 'editor' }],
      chatflows: [
        { id: second, name: 'Bygglov', accountId },
        { id: chatflowId, name: 'Kundservice', accountId },
      ],
      twoStep: false,
    });
  });

  it('S1 an editor gets a ticket for the own chatflows only', async () => {
    const own = await newOrganisation();
    const other = await newOrganisation();
    const headers = await signedIn(await newEditor(own.chatflowId));
    const ticket = await fieldsOf(await send('POST', `/desk/${own.chatflowId}/ticket`, { headers, body: {} }));
    expect(ticket).toEqual({ ticket: expect.any(String), until: expect.any(Number) });
    expect(Number(ticket.until)).toBeGreaterThan(Date.now());
    for (const id of [other.chatflowId, '0'.repeat(64), 'x', `${own.chatflowId}0`]) {
      expect(await refusalOf(await send('POST', `/desk/${id}/ticket`, { headers, body: {} }))).toEqual([404, 'not_found']);
    }
  });

  it('S1 a ticket is given to our own pages only', async () => {
    const { chatflowId } = await newOrganisation();
    const { cookie } = await signedIn(await newEditor(chatflowId));
    const path = `/desk/${chatflowId}/ticket`;
    for (const from of [{}, { origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'same-site' }]) {
      const headers: Record<string, string> = { cookie: String(cookie), ...from };
      expect(await refusalOf(await send('POST', path, { headers }))).toEqual([403, 'origin_not_allowed']);
    }
    const headers = { cookie: String(cookie), 'sec-fetch-site': 'same-origin' };
    expect((await send('POST', path, { headers })).status).toBe(200);
    expect(await refusalOf(await send('POST', path, { headers: { origin: ORIGIN } }))).toEqual([401, 'unauthenticated']);
  });
});
