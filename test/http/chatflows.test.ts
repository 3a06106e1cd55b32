// /v1/…/chatflows: making, reading, removing; nothing crosses accounts.

import { beforeAll, describe, expect, it } from 'vitest';
import { asOperator, fieldsOf, migrated, newAdmin, newOrganisation, type Organisation, refusalOf, send, signedIn } from './service.ts';

beforeAll(migrated);

describe('chatflows', () => {
  it('S2 a chatflow is made, read and listed, with its desk closed and default settings', async () => {
    const { accountId, key } = await newOrganisation();
    const made = await send('POST', `/v1/accounts/${accountId}/chatflows`, { headers: key, body: { name: 'Bygglov' } });
    expect(made.status).toBe(201);
    const chatflow = await fieldsOf(made);
    expect(chatflow).toEqual({
      chatflowId: expect.stringMatching(/^[0-9a-f]{64}$/),
      accountId,
      name: 'Bygglov',
      createdAt: expect.any(Number),
    });
    expect(await fieldsOf(await send('GET', `/v1/chatflows/${chatflow.chatflowId}`, { headers: key }))).toEqual(chatflow);
    const { items } = await fieldsOf(await send('GET', `/v1/accounts/${accountId}/chatflows`, { headers: key }));
    expect(items).toEqual([expect.objectContaining({ name: 'Kundservice' }), chatflow]);
    const desk = await fieldsOf(await send('GET', `/v1/chatflows/${chatflow.chatflowId}/desk`, { headers: key }));
    expect(desk).toEqual({
      chatflowId: chatflow.chatflowId,
      name: 'Bygglov',
      state: 'closed',
      queue: { waiting: 0, longestSince: null, allowQueue: false },
      editors: [],
      chats: [],
    });
  });

  it('S2 a removed chatflow is gone for everybody, and for its neighbours nothing changes', async () => {
    const { accountId, chatflowId, key } = await newOrganisation();
    const kept = await fieldsOf(await send('POST', `/v1/accounts/${accountId}/chatflows`, { headers: key, body: { name: 'Kvar' } }));
    expect((await send('DELETE', `/v1/chatflows/${chatflowId}`, { headers: key })).status).toBe(204);
    for (const path of [`/v1/chatflows/${chatflowId}`, `/v1/chatflows/${chatflowId}/settings`, `/v1/chatflows/${chatflowId}/desk`]) {
      expect(await refusalOf(await send('GET', path, { headers: key }))).toEqual([404, 'not_found']);
    }
    expect(await refusalOf(await send('GET', `/chat/${chatflowId}/status`))).toEqual([404, 'not_found']);
    expect(await refusalOf(await send('DELETE', `/v1/chatflows/${chatflowId}`, { headers: key }))).toEqual([404, 'not_found']);
    expect((await send('GET', `/v1/chatflows/${kept.chatflowId}/settings`, { headers: key })).status).toBe(200);
  });

  it.each([{}, { name: '' }, { name: 7 }, { name: 'x'.repeat(81) }, { name: 'x', accountId: 'y' }])('refuses %j', async (body) => {
    const { accountId } = await newOrganisation();
    expect(await refusalOf(await asOperator('POST', `/accounts/${accountId}/chatflows`, body))).toEqual([400, 'invalid']);
  });
});

/** Every route below a chatflow and below an account, with a body that would be accepted. */
function routesOf({ accountId, chatflowId }: Organisation): [string, string, unknown?][] {
  const flow = `/v1/chatflows/${chatflowId}`;
  return [
    ['GET', `/v1/accounts/${accountId}`],
    ['GET', `/v1/accounts/${accountId}/features`],
    ['PUT', `/v1/accounts/${accountId}/features`, { queue: true }],
    ['POST', `/v1/accounts/${accountId}/keys`, { name: 'x' }],
    ['POST', `/v1/accounts/${accountId}/admins`, { name: 'x', email: 'x@nasta.example' }],
    ['POST', `/v1/accounts/${accountId}/chatflows`, { name: 'x' }],
    ['GET', `/v1/accounts/${accountId}/chatflows`],
    ['GET', flow],
    ['DELETE', flow],
    ['GET', `${flow}/settings`],
    ['PUT', `${flow}/settings`, {}],
    ['PATCH', `${flow}/settings`, { name: 'x' }],
    ['GET', `${flow}/texts`],
    ['PUT', `${flow}/texts`, {}],
    ['GET', `${flow}/editors`],
    ['POST', `${flow}/editors`, { name: 'x', email: 'x@nasta.example', maxChats: 1 }],
    ['PATCH', `${flow}/editors/x`, { maxChats: 1 }],
    ['DELETE', `${flow}/editors/x`],
    ['PUT', `${flow}/editors/x/status`, { status: 'busy' }],
    ['GET', `${flow}/desk`],
  ];
}

describe('S4 nothing crosses accounts', () => {
  it('S4 every route answers another account’s key and admin as if nothing were there', async () => {
    const own = await newOrganisation();
    const stranger = await newOrganisation();
    const admin = await signedIn(await newAdmin(stranger.accountId));
    for (const [method, path, body] of routesOf(own)) {
      for (const headers of [stranger.key, admin]) {
        const answer = await send(method, path, body === undefined ? { headers } : { headers, body });
        expect([method, path, ...(await refusalOf(answer))]).toEqual([method, path, 404, 'not_found']);
      }
    }
    expect((await send('GET', `/v1/chatflows/${own.chatflowId}`, { headers: own.key })).status).toBe(200);
  });

  it('S4 every route asks who is there before it looks at anything else', async () => {
    for (const [method, path] of routesOf(await newOrganisation())) {
      expect([path, ...(await refusalOf(await send(method, path)))]).toEqual([path, 401, 'unauthenticated']);
    }
  });
});
