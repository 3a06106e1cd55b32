// Sign-in with the organisation's identity provider: for people who belong here, by an address that both sides have proven.

import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Citizen, CLIENT, IdentityProvider, ISSUER } from './identity-provider.ts';
import { MailedService } from './mailed.ts';
import { fieldsOf, migrated, newEditor, newEmail, newOrganisation, ORIGIN, refusalOf, send, textOf } from './service.ts';

beforeAll(migrated);

let provider: IdentityProvider;
beforeEach(async () => {
  provider = await IdentityProvider.start();
});
afterEach(() => vi.unstubAllGlobals());

const PAGE = { origin: ORIGIN, 'cf-connecting-ip': '10.5.0.1' };

function cookieOf(answer: Response): string {
  const lines = answer.headers.getSetCookie().filter((line) => !/max-age=0/i.test(line));
  return lines.map((line) => line.split(';')[0]).join('; ');
}

/** There and back again: what the callback answers. */
async function through(citizen: Citizen, { more = {}, cookie }: { more?: object; cookie?: string } = {}) {
  const service = new MailedService({ ...CLIENT, ...more });
  const started = await service.send('POST', '/auth/sign-in/oidc', { headers: PAGE });
  expect(started.status).toBe(200);
  const back = provider.signIn(await textOf(started.clone(), 'url'), citizen);
  expect(`${back.origin}${back.pathname}`).toBe(`${ORIGIN}/auth/callback/oidc`);
  return service.send('GET', back.pathname + back.search, { headers: { cookie: cookie ?? cookieOf(started) } });
}

function citizen(email: string): Citizen {
  return { sub: crypto.randomUUID(), email, email_verified: true };
}

async function refusedBy(answer: Response): Promise<void> {
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toMatch(/^(https:\/\/nasta\.example)?\/console\?.*error=|\/auth\/error/);
  expect(answer.headers.getSetCookie().join()).not.toMatch(/session_token=[^;]{10}/);
}

describe('the organisation’s identity provider', () => {
  it('S1 is named where there is one, and is not there otherwise', async () => {
    expect(await fieldsOf(await send('GET', '/auth/ways'))).toEqual({ oidc: null });
    expect(await fieldsOf(await new MailedService(CLIENT).send('GET', '/auth/ways'))).toEqual({ oidc: 'Kommunens inloggning' });
    expect(await refusalOf(await send('POST', '/auth/sign-in/oidc', { headers: PAGE }))).toEqual([404, 'not_found']);
    const evil = { headers: { ...PAGE, origin: 'https://evil.example' } };
    expect(await refusalOf(await new MailedService(CLIENT).send('POST', '/auth/sign-in/oidc', evil))).toEqual([403, 'origin_not_allowed']);
  });

  it('S1 signs in somebody who belongs here, and knows that person again after a change of address there', async () => {
    const { chatflowId } = await newOrganisation();
    const editor = await newEditor(chatflowId);
    const person = citizen(editor.email);
    for (const email of [editor.email.toUpperCase(), 'kim.nytt@kommun.example']) {
      const answer = await through({ ...person, email });
      expect([answer.status, new URL(answer.headers.get('location') ?? '', ORIGIN).pathname]).toEqual([302, '/console']);
      const me = await send('GET', '/desk/me', { headers: { cookie: cookieOf(answer) } });
      expect(await fieldsOf(me)).toMatchObject({ person: { id: editor.editorId, email: editor.email } });
    }
    const kept = JSON.stringify((await env.DB.prepare("SELECT * FROM sign_ins WHERE provider_id = 'oidc'").all()).results);
    expect(kept).toContain(person.sub);
    expect(kept).not.toContain(CLIENT.OIDC_CLIENT_SECRET);
  });

  it('S1 makes nobody: an address that was not invited is sent back', async () => {
    const email = newEmail();
    await refusedBy(await through(citizen(email)));
    expect(await env.DB.prepare('SELECT id FROM people WHERE email = ?').bind(email).first()).toBeNull();
  });

  it('S1 signs nobody in by an address that one side has not proven', async () => {
    const { chatflowId } = await newOrganisation();
    const { email, editorId } = await newEditor(chatflowId);
    const unproven = { sub: crypto.randomUUID(), email };
    await refusedBy(await through(unproven));
    await refusedBy(await through({ ...unproven, email_verified: false }));
    await env.DB.prepare('UPDATE people SET email_verified = 0 WHERE id = ?').bind(editorId).run();
    await refusedBy(await through(citizen(email)));
    await env.DB.prepare('UPDATE people SET email_verified = 1 WHERE id = ?').bind(editorId).run();
    const trusted = await through(unproven, { more: { OIDC_EMAILS_PROVEN: '1' } });
    expect((await send('GET', '/desk/me', { headers: { cookie: cookieOf(trusted) } })).status).toBe(200);
  });

  it.each([
    ['for another service', { aud: 'somebody-else' }],
    ['of another provider', { iss: 'https://evil.example' }],
    ['that has run out', { exp: Math.floor(Date.now() / 1_000) - 600 }],
    ['of another sign-in', { nonce: 'another' }],
  ])('S1 takes no token %s', async (_what, claims) => {
    const { chatflowId } = await newOrganisation();
    const { email } = await newEditor(chatflowId);
    provider.claims = claims;
    await refusedBy(await through(citizen(email)));
  });

  it('S1 takes no token with a signature that is not the provider’s, and no answer to a question of another browser', async () => {
    const { chatflowId } = await newOrganisation();
    const { email } = await newEditor(chatflowId);
    await refusedBy(await through(citizen(email), { cookie: 'nothing=here' }));
    provider.forges = true;
    await refusedBy(await through(citizen(email)));
  });

  it('S1 keeps nobody out who has a password while it is down', async () => {
    provider.down = true;
    const { chatflowId } = await newOrganisation();
    const { email, password } = await newEditor(chatflowId);
    const service = new MailedService({ ...CLIENT, OIDC_ISSUER: `${ISSUER}/` });
    expect((await refusalOf(await service.send('POST', '/auth/sign-in/oidc', { headers: PAGE })))[0]).toBe(503);
    const signedIn = await service.send('POST', '/auth/sign-in/email', { headers: PAGE, body: { email, password } });
    expect(signedIn.status).toBe(200);
  });
});
