// Signing in with two steps: an authenticator app made here from its standard (RFC 6238), backup codes, and what happens without either.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { fieldsOf, migrated, newEditor, newOrganisation, ORIGIN, refusalOf, type SignInWish, send, signedIn } from './service.ts';

beforeAll(migrated);

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = 30_000;

/** The code that an authenticator app shows `ahead` steps from now. */
async function codeOf(secret: string, ahead = 0): Promise<string> {
  const bits = [...secret.replace(/=+$/, '')].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(Math.floor(Date.now() / STEP_MS) + ahead));
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-1' }, false, ['sign']);
  const digest = new DataView(await crypto.subtle.sign('HMAC', key, counter.buffer));
  const offset = digest.getUint8(19) & 15;
  return String((digest.getUint32(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

function cookiesOf(...answers: Response[]): string {
  const jar = new Map<string, string>();
  for (const line of answers.flatMap((answer) => answer.headers.getSetCookie())) {
    const [pair = ''] = line.split(';');
    const [name = '', value = ''] = pair.split('=', 2);
    if (value === '' || /max-age=0/i.test(line)) jar.delete(name);
    else jar.set(name, pair);
  }
  return [...jar.values()].join('; ');
}

let address = 0;

/** The first step, as a browser does it. */
async function firstStep(wish: SignInWish) {
  address += 1;
  const headers = { origin: ORIGIN, 'cf-connecting-ip': `10.4.0.${address}` };
  const answer = await send('POST', '/auth/sign-in/email', { body: { email: wish.email, password: wish.password }, headers });
  return { answer, headers: { ...headers, cookie: cookiesOf(answer) } };
}

function secondStep(headers: Record<string, string>, code: string) {
  return send('POST', '/auth/sign-in/two-step', { body: { code }, headers });
}

/** An editor with two steps: how to sign in, the secret of the app, and the backup codes. */
async function withTwoSteps() {
  const { chatflowId } = await newOrganisation();
  const editor = await newEditor(chatflowId);
  const headers = await signedIn(editor);
  const started = await fieldsOf(await send('POST', '/desk/me/two-step', { headers, body: { password: editor.password } }));
  const secret = String(started.secret);
  const confirmed = await send('POST', '/desk/me/two-step/confirm', { headers, body: { code: await codeOf(secret) } });
  expect(confirmed.status).toBe(200);
  const codes = Array.isArray(started.backupCodes) ? started.backupCodes.map(String) : [];
  return { editor, secret, started, codes, headers: { origin: ORIGIN, cookie: cookiesOf(confirmed) } };
}

describe('two-step sign-in', () => {
  it('S1 begins with the password, shows the secret and ten backup codes, and is on once a code has confirmed it', async () => {
    const { chatflowId } = await newOrganisation();
    const editor = await newEditor(chatflowId);
    const headers = await signedIn(editor);
    const start = (password: string) => send('POST', '/desk/me/two-step', { headers, body: { password } });
    expect(await fieldsOf(await start('wrong password'))).toMatchObject({ code: 'invalid', errors: [{ pointer: '/password' }] });
    const started = await fieldsOf(await start(editor.password));
    const secret = String(started.secret);
    expect(started).toEqual({ uri: expect.stringMatching(/^otpauth:\/\/totp\//), secret, backupCodes: expect.any(Array) });
    expect(new URL(String(started.uri)).searchParams.get('issuer')).toBe('Nästa');
    expect(new Set(Array.isArray(started.backupCodes) ? started.backupCodes : []).size).toBe(10);
    expect(await fieldsOf(await send('GET', '/desk/me', { headers }))).toMatchObject({ twoStep: false });
    expect((await firstStep(editor)).answer.headers.getSetCookie().join()).toContain('session_token');
    const confirm = (code: string) => send('POST', '/desk/me/two-step/confirm', { headers, body: { code } });
    const wrong = String((Number(await codeOf(secret)) + 1) % 1_000_000).padStart(6, '0');
    expect(await fieldsOf(await confirm(wrong))).toMatchObject({ code: 'invalid', errors: [{ pointer: '/code' }] });
    const confirmed = await confirm(await codeOf(secret));
    expect(confirmed.status).toBe(200);
    const now = { origin: ORIGIN, cookie: cookiesOf(confirmed) };
    expect(await fieldsOf(await send('GET', '/desk/me', { headers: now }))).toMatchObject({ twoStep: true });
    expect(await refusalOf(await send('POST', '/desk/me/two-step', { headers: now, body: { password: editor.password } }))).toEqual([
      409,
      'conflict',
    ]);
    const stored = JSON.stringify((await env.DB.prepare('SELECT * FROM two_steps').all()).results);
    for (const hidden of [secret, ...(Array.isArray(started.backupCodes) ? started.backupCodes : [])]) expect(stored).not.toContain(hidden);
  });

  it('S1 the password alone opens nothing; with the app’s code it does, and in the body there is no token', async () => {
    const { editor, secret } = await withTwoSteps();
    const { answer, headers } = await firstStep(editor);
    expect(await answer.text()).toBe('{"ok":true,"twoStep":true}');
    expect(headers.cookie).not.toContain('session_token');
    expect(await refusalOf(await send('GET', '/desk/me', { headers }))).toEqual([401, 'unauthenticated']);
    const second = await secondStep(headers, await codeOf(secret));
    expect(await second.text()).toBe('{"ok":true}');
    const me = await send('GET', '/desk/me', { headers: { cookie: cookiesOf(second) } });
    expect(await fieldsOf(me)).toMatchObject({ person: { email: editor.email }, twoStep: true });
  });

  it('S1 a backup code opens it once', async () => {
    const { editor, codes } = await withTwoSteps();
    const [code = ''] = codes;
    expect((await secondStep((await firstStep(editor)).headers, code)).status).toBe(200);
    expect(await refusalOf(await secondStep((await firstStep(editor)).headers, code))).toEqual([401, 'unauthenticated']);
  });

  it('S1 five wrong codes end an attempt, also for the right one; old codes and no first step open nothing', async () => {
    const { editor, secret } = await withTwoSteps();
    const { headers } = await firstStep(editor);
    const past = await codeOf(secret, -20);
    for (let guess = 0; guess < 5; guess++) expect(await refusalOf(await secondStep(headers, past))).toEqual([401, 'unauthenticated']);
    expect(await refusalOf(await secondStep(headers, await codeOf(secret)))).toEqual([401, 'unauthenticated']);
    expect(await refusalOf(await secondStep({ origin: ORIGIN }, await codeOf(secret)))).toEqual([401, 'unauthenticated']);
    const evil = { ...headers, origin: 'https://evil.example' };
    expect(await refusalOf(await secondStep(evil, await codeOf(secret)))).toEqual([403, 'origin_not_allowed']);
  });

  it('S1 ten wrong codes lock the second step for 15 minutes, not the sessions that stand', async () => {
    const { editor, secret, headers: before } = await withTwoSteps();
    const past = await codeOf(secret, -20);
    for (let round = 0; round < 2; round++) {
      const { headers } = await firstStep(editor);
      for (let guess = 0; guess < 5; guess++) await (await secondStep(headers, past)).text();
    }
    const late = await firstStep(editor);
    expect(await refusalOf(await secondStep(late.headers, await codeOf(secret)))).toEqual([429, 'rate_limited']);
    expect((await send('GET', '/desk/me', { headers: before })).status).toBe(200);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 901_000 });
    try {
      const again = await firstStep(editor);
      expect((await secondStep(again.headers, await codeOf(secret))).status).toBe(200);
    } finally {
      vi.useRealTimers();
    }
  }, 20_000);

  it('S1 backup codes are renewed, and the step is ended, with the password', async () => {
    const { editor, codes, headers } = await withTwoSteps();
    const renew = (password: string) => send('POST', '/desk/me/two-step/backup-codes', { headers, body: { password } });
    expect(await refusalOf(await renew('wrong password'))).toEqual([400, 'invalid']);
    const { backupCodes } = await fieldsOf(await renew(editor.password));
    expect(backupCodes).toHaveLength(10);
    expect((await secondStep((await firstStep(editor)).headers, codes[0] ?? '')).status).toBe(401);
    const end = (password: string) => send('POST', '/desk/me/two-step/end', { headers, body: { password } });
    expect(await refusalOf(await end('wrong password'))).toEqual([400, 'invalid']);
    expect((await end(editor.password)).status).toBe(200);
    expect(await (await firstStep(editor)).answer.text()).toBe('{"ok":true}');
  });

  it('S1 a changed password ends sign-ins that were half done', async () => {
    const { editor, secret, headers } = await withTwoSteps();
    const half = await firstStep(editor);
    const body = { current: editor.password, next: 'korrekt häst batteri' };
    expect((await send('POST', '/desk/me/password', { headers, body })).status).toBe(200);
    expect(await refusalOf(await secondStep(half.headers, await codeOf(secret)))).toEqual([401, 'unauthenticated']);
  });
});
