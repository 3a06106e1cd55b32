// Passwords changed and replaced, sessions and tickets that end with them, and guesses that are counted.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { MailedService } from './mailed.ts';
import {
  asOperator,
  fieldsOf,
  migrated,
  newEditor,
  newEmail,
  newOrganisation,
  ORIGIN,
  refusalOf,
  type SignInWish,
  send,
  signedIn,
  textOf,
} from './service.ts';
import { open, type Wire } from './socket.ts';

beforeAll(migrated);

const NEXT = 'korrekt häst batteri';

async function onDesk(chatflowId: string, headers: Record<string, string>): Promise<{ socket: Wire; ticket: string }> {
  const ticket = await textOf(await send('POST', `/desk/${chatflowId}/ticket`, { headers, body: {} }), 'ticket');
  const socket = await open(`/desk/${chatflowId}/socket`, ['nasta.v1', ticket]);
  socket.send({ type: 'hello' });
  await socket.next('welcome');
  return { socket, ticket };
}

/** The ticket opens nothing: the socket is sent away after its first frame. */
async function refused(chatflowId: string, ticket: string): Promise<unknown> {
  const socket = await open(`/desk/${chatflowId}/socket`, ['nasta.v1', ticket]);
  socket.send({ type: 'hello' });
  return (await socket.next('bye')).reason;
}

function change(headers: Record<string, string>, body: object) {
  return send('POST', '/desk/me/password', { headers, body });
}

function signIn({ email, password }: SignInWish, address: string) {
  return send('POST', '/auth/sign-in/email', { body: { email, password }, headers: { origin: ORIGIN, 'cf-connecting-ip': address } });
}

describe('a changed password', () => {
  it('S1, L5 ends every other session, every ticket and every open socket within a second; the editor comes back to the chats', async () => {
    const { chatflowId } = await newOrganisation();
    const editor = await newEditor(chatflowId);
    const [here, there] = [await signedIn(editor), await signedIn(editor)];
    const { socket, ticket } = await onDesk(chatflowId, there);
    socket.send({ type: 'status', id: 's1', status: 'available' });
    await socket.next('ok');
    const startedAt = Date.now();
    const changed = await change(here, { current: editor.password, next: NEXT });
    expect(changed.status).toBe(200);
    expect(await socket.next('bye')).toEqual({ type: 'bye', reason: 'unauthenticated', reconnect: false });
    expect(await socket.closed).toBe(4001);
    expect(Date.now() - startedAt).toBeLessThan(1_000);
    for (const headers of [here, there])
      expect(await refusalOf(await send('GET', '/desk/me', { headers }))).toEqual([401, 'unauthenticated']);
    expect(await refused(chatflowId, ticket)).toBe('unauthenticated');
    const cookie = changed.headers.getSetCookie().map((line) => line.split(';')[0]);
    const now = { cookie: cookie.join('; '), origin: ORIGIN };
    const back = await onDesk(chatflowId, now);
    const { editors } = await fieldsOf(await asOperator('GET', `/chatflows/${chatflowId}/desk`));
    expect(editors).toEqual([expect.objectContaining({ status: 'available', connected: true })]);
    back.socket.close();
    expect((await signIn(editor, '10.3.0.1')).status).toBe(401);
    expect((await signIn({ ...editor, password: NEXT }, '10.3.0.1')).status).toBe(200);
  });

  it('S1 needs the present one, and a new one that is not among the first to be tried', async () => {
    const { chatflowId } = await newOrganisation();
    const editor = await newEditor(chatflowId);
    const headers = await signedIn(editor);
    const attempts: [object, string][] = [
      [{ current: 'wrong password', next: NEXT }, '/current'],
      [{ current: editor.password, next: 'short' }, '/next'],
      [{ current: editor.password, next: editor.email }, '/next'],
      [{ current: editor.password, next: 'password123' }, '/next'],
      [{ current: editor.password }, '/next'],
    ];
    for (const [body, pointer] of attempts) {
      expect(await fieldsOf(await change(headers, body))).toMatchObject({ code: 'invalid', errors: [{ pointer }] });
    }
    expect((await send('GET', '/desk/me', { headers })).status).toBe(200);
    expect(await refusalOf(await change({ origin: ORIGIN }, { current: editor.password, next: NEXT }))).toEqual([401, 'unauthenticated']);
    const evil = { ...headers, origin: 'https://evil.example' };
    expect(await refusalOf(await change(evil, { current: editor.password, next: NEXT }))).toEqual([403, 'origin_not_allowed']);
  });

  it('S1 the present one cannot be guessed from a stolen session', async () => {
    const { chatflowId } = await newOrganisation();
    const headers = await signedIn(await newEditor(chatflowId));
    await env.DB.prepare('UPDATE sign_ins SET password = ?').bind('00:00').run();
    const codes: unknown[] = [];
    for (let guess = 0; guess < 11; guess++) codes.push((await fieldsOf(await change(headers, { current: 'a guess', next: NEXT }))).code);
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 'invalid'), 'rate_limited']);
  });
});

describe('signing out', () => {
  it('L5 makes the person’s tickets void, without a word to the desk before', async () => {
    const { chatflowId } = await newOrganisation();
    const headers = await signedIn(await newEditor(chatflowId));
    const { socket, ticket } = await onDesk(chatflowId, headers);
    expect((await send('POST', '/auth/sign-out', { headers, body: {} })).status).toBe(200);
    expect(await socket.closed).toBe(4001);
    expect(await refused(chatflowId, ticket)).toBe('unauthenticated');
  });
});

describe('a forgotten password', () => {
  const ask = (service: MailedService, email: string, address = '10.3.1.1') =>
    service.send('POST', '/auth/reset', { body: { email }, headers: { origin: ORIGIN, 'cf-connecting-ip': address } });
  const confirm = (token: string, password: string) =>
    send('POST', '/auth/reset/confirm', { body: { token, password }, headers: { origin: ORIGIN, 'cf-connecting-ip': '10.3.1.2' } });

  it('S1 is replaced by a mailed link, once; sessions, tickets and sockets end', async () => {
    const service = new MailedService();
    const { chatflowId } = await newOrganisation();
    const editor = await newEditor(chatflowId);
    const headers = await signedIn(editor);
    const { socket } = await onDesk(chatflowId, headers);
    expect(await (await ask(service, editor.email.toUpperCase())).text()).toBe('{"ok":true}');
    expect(service.letters).toMatchObject([{ to: editor.email, subject: 'Nytt lösenord till Nästa' }]);
    const token = service.lastSecret();
    expect(JSON.stringify((await env.DB.prepare('SELECT * FROM password_resets').all()).results)).not.toContain(token);
    expect(await fieldsOf(await confirm(token, 'password123'))).toMatchObject({ code: 'invalid', errors: [{ pointer: '/password' }] });
    const set = await confirm(token, NEXT);
    expect([set.status, set.headers.getSetCookie()]).toEqual([200, []]);
    expect(await socket.closed).toBe(4001);
    expect(await refusalOf(await send('GET', '/desk/me', { headers }))).toEqual([401, 'unauthenticated']);
    expect(await refusalOf(await confirm(token, 'another häst batteri'))).toEqual([410, 'link_spent']);
    expect((await signIn({ email: editor.email, password: NEXT }, '10.3.1.3')).status).toBe(200);
  });

  it('S1 a link works for an hour, and a newer one takes its place', async () => {
    const service = new MailedService();
    const { chatflowId } = await newOrganisation();
    const { email } = await newEditor(chatflowId);
    await ask(service, email);
    const first = service.lastSecret();
    await ask(service, email);
    const second = service.lastSecret();
    expect(await refusalOf(await confirm(first, NEXT))).toEqual([410, 'link_spent']);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    try {
      expect(await refusalOf(await confirm(second, NEXT))).toEqual([410, 'link_spent']);
    } finally {
      vi.useRealTimers();
    }
    for (const token of ['', 'x', 'a'.repeat(43)]) expect(await refusalOf(await confirm(token, NEXT))).toEqual([410, 'link_spent']);
  });

  it('S4 the same answer for an address that nobody has; a person is written to three times an hour', async () => {
    const service = new MailedService();
    const { chatflowId } = await newOrganisation();
    const { email } = await newEditor(chatflowId);
    const answers: string[] = [];
    for (const address of [email, newEmail(), email, email]) answers.push(await (await ask(service, address)).text());
    expect(new Set(answers)).toEqual(new Set(['{"ok":true}']));
    expect(service.letters).toHaveLength(3);
    expect(await refusalOf(await ask(service, email, '10.3.1.4'))).toEqual([429, 'rate_limited']);
    const evil = await service.send('POST', '/auth/reset', { body: { email }, headers: { origin: 'https://evil.example' } });
    expect(await refusalOf(evil)).toEqual([403, 'origin_not_allowed']);
  });
});

describe('guessing', () => {
  it('S1 ten wrong passwords for one person are too many, from wherever; who is signed in stays so, and a new password opens again', async () => {
    const service = new MailedService();
    const { chatflowId } = await newOrganisation();
    const editor = await newEditor(chatflowId);
    const headers = await signedIn(editor);
    for (let guess = 0; guess < 10; guess++) {
      expect((await signIn({ email: editor.email, password: 'a wrong guess' }, `10.3.2.${guess}`)).status).toBe(401);
    }
    const late = await signIn(editor, '10.3.3.1');
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(800);
    expect(await refusalOf(late)).toEqual([429, 'rate_limited']);
    expect((await send('GET', '/desk/me', { headers })).status).toBe(200);
    expect((await onDesk(chatflowId, headers)).ticket).toEqual(expect.any(String));
    const asked = { body: { email: editor.email }, headers: { origin: ORIGIN } };
    await service.send('POST', '/auth/reset', asked);
    const body = { token: service.lastSecret(), password: NEXT };
    expect((await send('POST', '/auth/reset/confirm', { body, headers: { origin: ORIGIN } })).status).toBe(200);
    expect((await signIn({ email: editor.email, password: NEXT }, '10.3.3.2')).status).toBe(200);
  }, 20_000);

  it('S1 a right password begins the count anew', async () => {
    const { chatflowId } = await newOrganisation();
    const editor = await newEditor(chatflowId);
    for (let round = 0; round < 2; round++) {
      for (let guess = 0; guess < 6; guess++)
        await (await signIn({ email: editor.email, password: 'a wrong guess' }, `10.3.4.${guess}`)).text();
      expect((await signIn(editor, '10.3.4.9')).status).toBe(200);
    }
  }, 20_000);
});

describe('sessions', () => {
  it('S1 end 30 days after they began, however much they are used', async () => {
    const { chatflowId } = await newOrganisation();
    const headers = await signedIn(await newEditor(chatflowId));
    const soon = new Date(Date.now() - 30 * 86_400_000 + 60_000).toISOString();
    await env.DB.prepare('UPDATE sessions SET created_at = ?').bind(soon).run();
    expect((await send('GET', '/desk/me', { headers })).status).toBe(200);
    await env.DB.prepare('UPDATE sessions SET created_at = ?')
      .bind(new Date(Date.now() - 30 * 86_400_000).toISOString())
      .run();
    expect(await refusalOf(await send('GET', '/desk/me', { headers }))).toEqual([401, 'unauthenticated']);
  });
});
