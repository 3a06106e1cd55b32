// Invitations: a link that works once and for seven days, and what it gives. Where mail is sent, nobody but the mailbox sees it.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { MailedService } from './mailed.ts';
import {
  asOperator,
  fieldsOf,
  migrated,
  newAdmin,
  newEditor,
  newEmail,
  newOrganisation,
  ORIGIN,
  type Organisation,
  refusalOf,
  send,
  signedIn,
  textOf,
} from './service.ts';

beforeAll(migrated);

const PASSWORD = 'korrekt häst batteri';
const PAGE = { origin: ORIGIN, 'cf-connecting-ip': '10.2.0.1' };

async function invited({ accountId, chatflowId }: Organisation, over: object = {}) {
  const wish = { email: newEmail(), name: 'Ny redaktör', role: 'editor', chatflows: [{ chatflowId, maxChats: 3 }], ...over };
  const answer = await asOperator('POST', `/accounts/${accountId}/invitations`, wish);
  expect(answer.status).toBe(201);
  const made = await fieldsOf(answer);
  const token = /^https:\/\/nasta\.example\/console\/#\/invite\/([\w-]{43})$/.exec(String(made.link))?.[1] ?? '';
  return { wish, made, token, invitationId: String(made.invitationId) };
}

function accept(token: string, body: object = { name: 'Kim', password: PASSWORD }, headers: Record<string, string> = PAGE) {
  return send('POST', '/invite/accept', { body: { token, ...body }, headers });
}

function look(token: string, headers: Record<string, string> = PAGE) {
  return send('POST', '/invite/look', { body: { token }, headers });
}

function cookiesOf(answer: Response): Record<string, string> {
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
  return { cookie: cookie.join('; '), origin: ORIGIN };
}

describe('an invitation', () => {
  it('S1 leads to name and password, and then to the desks with their max chats, signed in', async () => {
    const house = await newOrganisation();
    const { wish, token, made } = await invited(house);
    expect(made).toMatchObject({ email: wish.email, role: 'editor', sent: false, chatflows: wish.chatflows });
    expect(Number(made.expiresAt) - Number(made.createdAt)).toBe(7 * 86_400_000);
    const shown = await look(token);
    expect(await fieldsOf(shown)).toEqual({
      ...{ accountName: 'Kommun', email: wish.email, name: 'Ny redaktör', role: 'editor', step: 'set_password' },
    });
    const joined = await accept(token);
    expect(joined.status).toBe(200);
    const headers = cookiesOf(joined);
    const me = await fieldsOf(await send('GET', '/desk/me', { headers }));
    expect(me).toMatchObject({
      person: { name: 'Kim', email: wish.email },
      memberships: [{ accountId: house.accountId, role: 'editor' }],
      chatflows: [{ id: house.chatflowId }],
    });
    expect((await send('POST', `/desk/${house.chatflowId}/ticket`, { headers, body: {} })).status).toBe(200);
    const desk = await fieldsOf(await asOperator('GET', `/chatflows/${house.chatflowId}/desk`));
    expect(desk.editors).toEqual([expect.objectContaining({ name: 'Kim', maxChats: 3 })]);
    expect(await signedIn({ email: wish.email, password: PASSWORD })).toHaveProperty('cookie');
  });

  it('S1 works once, also when two accept at the same moment', async () => {
    const { token, wish } = await invited(await newOrganisation());
    const answers = await Promise.all([accept(token), accept(token)]);
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    expect(await refusalOf(await accept(token))).toEqual([410, 'link_spent']);
    expect(await refusalOf(await look(token))).toEqual([410, 'link_spent']);
    const { results } = await env.DB.prepare('SELECT count(*) AS count FROM people WHERE email = ?').bind(wish.email).all();
    expect(results).toEqual([{ count: 1 }]);
  });

  it('S1 works for seven days, and can be sent again after that', async () => {
    const house = await newOrganisation();
    const { token, invitationId, made } = await invited(house);
    vi.useFakeTimers({ toFake: ['Date'], now: Number(made.expiresAt) - 1 });
    try {
      expect((await look(token)).status).toBe(200);
      vi.setSystemTime(Number(made.expiresAt));
      expect(await refusalOf(await accept(token))).toEqual([410, 'link_spent']);
      const again = await fieldsOf(await asOperator('POST', `/accounts/${house.accountId}/invitations/${invitationId}/send`));
      expect(again).toMatchObject({ invitationId, expiresAt: Number(made.expiresAt) + 7 * 86_400_000 });
      const fresh = String(again.link).split('/').at(-1) ?? '';
      expect(await refusalOf(await look(token))).toEqual([404, 'not_found']);
      expect((await accept(fresh)).status).toBe(200);
    } finally {
      vi.useRealTimers();
    }
  });

  it('S1 is stored without its link, and keeps no address once it has been used', async () => {
    const { token, invitationId } = await invited(await newOrganisation());
    const row = () => env.DB.prepare('SELECT * FROM invitations WHERE invitation_id = ?').bind(invitationId).first();
    expect(JSON.stringify(await row())).not.toContain(token);
    await (await accept(token)).text();
    expect(await row()).toMatchObject({ email: '', name: '', spent: 1 });
  });

  it('S1 can be withdrawn, and is listed until it is used or withdrawn', async () => {
    const house = await newOrganisation();
    const [first, second] = [await invited(house), await invited(house, { role: 'admin', chatflows: [] })];
    const list = async () => (await fieldsOf(await asOperator('GET', `/accounts/${house.accountId}/invitations`))).items;
    const ids = (items: unknown) => (Array.isArray(items) ? items.map(({ invitationId }) => invitationId) : []);
    expect(new Set(ids(await list()))).toEqual(new Set([first.invitationId, second.invitationId]));
    expect(JSON.stringify(await list())).not.toContain(first.token);
    const path = `/accounts/${house.accountId}/invitations/${first.invitationId}`;
    expect((await asOperator('DELETE', path)).status).toBe(204);
    expect(await refusalOf(await asOperator('DELETE', path))).toEqual([404, 'not_found']);
    expect(await refusalOf(await accept(first.token))).toEqual([410, 'link_spent']);
    expect(ids(await list())).toEqual([second.invitationId]);
    expect(await refusalOf(await asOperator('POST', `${path}/send`))).toEqual([404, 'not_found']);
    expect((await accept(second.token)).status).toBe(200);
    const people = await fieldsOf(await asOperator('GET', `/accounts/${house.accountId}/people`));
    expect(people.items).toEqual([expect.objectContaining({ role: 'admin', chatflows: [] })]);
  });

  it('S4 joins somebody who is known, when that person is signed in, and nobody else', async () => {
    const elsewhere = await newOrganisation();
    const known = await newEditor(elsewhere.chatflowId);
    const house = await newOrganisation();
    const { token } = await invited(house, { email: known.email });
    expect(await fieldsOf(await look(token))).toMatchObject({ step: 'sign_in' });
    expect(await refusalOf(await accept(token))).toEqual([409, 'sign_in_first']);
    const other = await signedIn(await newEditor(elsewhere.chatflowId));
    expect(await refusalOf(await accept(token, {}, other))).toEqual([409, 'sign_in_first']);
    const headers = await signedIn(known);
    expect(await fieldsOf(await look(token, headers))).toMatchObject({ step: 'join' });
    const joined = await accept(token, {}, headers);
    expect([joined.status, joined.headers.getSetCookie()]).toEqual([200, []]);
    expect((await fieldsOf(await send('GET', '/desk/me', { headers }))).memberships).toHaveLength(2);
    expect(await signedIn(known)).toHaveProperty('cookie');
  });

  it('S4 is made by admins of the account for its own chatflows only, and says nothing of other accounts', async () => {
    const [house, elsewhere] = [await newOrganisation(), await newOrganisation()];
    const headers = await signedIn(await newAdmin(house.accountId));
    const path = `/v1/accounts/${house.accountId}/invitations`;
    const known = await newEditor(elsewhere.chatflowId);
    const own = await newEditor(house.chatflowId);
    const wish = (over: object) => ({ headers, body: { email: newEmail(), name: 'Ny', role: 'editor', chatflows: [], ...over } });
    const bodies = [await send('POST', path, wish({ email: known.email })), await send('POST', path, wish({}))];
    expect(bodies.map(({ status }) => status)).toEqual([201, 201]);
    expect(await refusalOf(await send('POST', path, wish({ email: own.email })))).toEqual([409, 'member_already']);
    expect(await refusalOf(await send('POST', path, wish({ email: known.email.toUpperCase() })))).toEqual([409, 'invited_already']);
    const seat = (id: string) => ({ chatflowId: id, maxChats: 1 });
    for (const chatflows of [[seat(elsewhere.chatflowId)], [seat('x')], [seat(house.chatflowId), seat(house.chatflowId)]]) {
      const refused = await send('POST', path, wish({ chatflows }));
      expect(await fieldsOf(refused)).toMatchObject({ code: 'invalid', errors: [{ pointer: expect.stringMatching(/^\/chatflows\/\d/) }] });
    }
    expect(await refusalOf(await send('POST', path, wish({ role: 'operator' })))).toEqual([400, 'invalid']);
    const foreign = { headers, body: wish({}).body };
    expect(await refusalOf(await send('POST', `/v1/accounts/${elsewhere.accountId}/invitations`, foreign))).toEqual([404, 'not_found']);
  });

  it.each([
    [{ name: 'Kim' }, 'field_required', '/password'],
    [{ name: 'Kim', password: 'kort' }, 'invalid', '/password'],
    [{ name: 'Kim', password: 'Sommaren2026' }, 'invalid', '/password'],
    [{ name: 'a\u202eb', password: PASSWORD }, 'invalid', '/name'],
    [{ name: 'Kim', password: PASSWORD, role: 'admin' }, 'invalid', '/role'],
  ])('S1 refuses %j and still stands', async (body, code, pointer) => {
    const { token } = await invited(await newOrganisation());
    const refused = await accept(token, body);
    expect(await fieldsOf(refused)).toMatchObject({ code, errors: [{ pointer }] });
    expect((await accept(token)).status).toBe(200);
  });

  it('S1 is accepted on our own pages only, and links cannot be guessed at length', async () => {
    const { token } = await invited(await newOrganisation());
    for (const origin of ['https://evil.example', 'null']) {
      expect(await refusalOf(await accept(token, undefined, { origin }))).toEqual([403, 'origin_not_allowed']);
    }
    const statuses: number[] = [];
    for (let guess = 0; guess < 31; guess++) {
      const answer = await look('a'.repeat(43), { origin: ORIGIN, 'cf-connecting-ip': '10.2.0.9' });
      statuses.push((await refusalOf(answer))[0]);
    }
    expect(statuses).toEqual([...Array.from({ length: 30 }, () => 404), 429]);
  });

  it('S1 leaves its lines in the audit log, without address or link', async () => {
    const house = await newOrganisation();
    const { token, wish, invitationId } = await invited(house);
    await (await accept(token)).text();
    const { results } = await env.DB.prepare(
      "SELECT * FROM audit_entries WHERE account_id = ? AND act LIKE 'invitation.%' ORDER BY at, act DESC",
    )
      .bind(house.accountId)
      .all();
    expect(results.map(({ act, actor_kind }) => [act, actor_kind])).toEqual([
      ['invitation.created', 'operator'],
      ['invitation.accepted', 'person'],
    ]);
    for (const secret of [token, wish.email]) expect(JSON.stringify(results)).not.toContain(secret);
    expect(JSON.stringify(results)).toContain(invitationId);
  });
});

describe('where mail is sent', () => {
  it('S1 the link goes to the address and is answered to nobody; the address is proven by it', async () => {
    const service = new MailedService();
    const { accountId } = await newOrganisation();
    const email = newEmail();
    const made = await service.send('POST', `/v1/accounts/${accountId}/invitations`, {
      headers: { authorization: 'Bearer operator', 'accept-language': 'en-GB,en;q=0.9' },
      body: { email, name: 'Kim', role: 'editor' },
    });
    const answer = await fieldsOf(made);
    expect(answer).toMatchObject({ email, sent: true });
    expect(answer).not.toHaveProperty('link');
    expect(service.letters).toEqual([
      { to: email, subject: 'Invitation to Kommun in Nästa', text: expect.stringContaining('https://nasta.example/console/#/invite/') },
    ]);
    expect((await accept(service.lastSecret())).status).toBe(200);
    expect(await env.DB.prepare('SELECT email_verified FROM people WHERE email = ?').bind(email).first()).toEqual({ email_verified: 1 });
  });

  it('S1 a letter that is not taken is told, and can be sent again; the log says nothing of the address', async () => {
    const service = new MailedService();
    const { accountId } = await newOrganisation();
    service.broken = true;
    const lines = vi.spyOn(console, 'log');
    const email = newEmail();
    const headers = { authorization: 'Bearer operator' };
    const made = await service.send('POST', `/v1/accounts/${accountId}/invitations`, {
      headers,
      body: { email, name: 'Kim', role: 'admin' },
    });
    const { sent, invitationId } = await fieldsOf(made);
    expect(sent).toBe(false);
    const logged = JSON.stringify(lines.mock.calls);
    lines.mockRestore();
    expect(logged).toContain('mail_failed');
    expect(logged).not.toContain(email);
    service.broken = false;
    const again = await service.send('POST', `/v1/accounts/${accountId}/invitations/${invitationId}/send`, { headers });
    expect(await fieldsOf(again)).toMatchObject({ sent: true });
    expect(service.letters[0]?.subject).toBe('Inbjudan till Kommun i Nästa');
  });

  it('S1 links are printed in a local demo only', async () => {
    const { accountId } = await newOrganisation();
    const printed = async (DEMO: string) => {
      const lines = vi.spyOn(console, 'log');
      const wish = { headers: { authorization: 'Bearer operator' }, body: { email: newEmail(), name: 'Kim', role: 'admin' } };
      await (await new MailedService({ DEMO }).send('POST', `/v1/accounts/${accountId}/invitations`, wish)).text();
      const logged = JSON.stringify(lines.mock.calls);
      lines.mockRestore();
      return logged.includes('/invite/');
    };
    expect([await printed('1'), await printed('')]).toEqual([true, false]);
  });

  it('S1 an admin without mail gets the link in the answer', async () => {
    const { accountId } = await newOrganisation();
    const headers = await signedIn(await newAdmin(accountId));
    const wish = { headers, body: { email: newEmail(), name: 'Kim', role: 'admin' } };
    expect(await textOf(await send('POST', `/v1/accounts/${accountId}/invitations`, wish), 'link')).toContain('/console/#/invite/');
  });
});
