// Settings over REST act on the running desk: seen over the sockets that widget and console open.

import { beforeAll, describe, expect, it } from 'vitest';
import { asOperator, fieldsOf, migrated, newEditor, newOrganisation, refusalOf, send, signedIn, textOf } from './service.ts';
import { open, upgrade, type Wire } from './socket.ts';

beforeAll(migrated);

const PROTOCOL = 'nasta.v1';
let commandCount = 0;

function commandId(): string {
  commandCount += 1;
  return `c${commandCount}`;
}

/** Signs an editor in, opens the desk's socket with a ticket, and says hello. */
async function editorAt(chatflowId: string, { available = true, maxChats = 1 } = {}) {
  const editor = await newEditor(chatflowId, maxChats);
  const headers = await signedIn(editor);
  const ticket = await textOf(await send('POST', `/desk/${chatflowId}/ticket`, { headers, body: {} }), 'ticket');
  const wire = await open(`/desk/${chatflowId}/socket`, [PROTOCOL, ticket]);
  wire.send({ type: 'hello' });
  await wire.next('welcome');
  if (available) {
    wire.send({ type: 'status', id: commandId(), status: 'available' });
    await wire.next('ok');
  }
  return { ...editor, wire };
}

/** Opens a customer's socket; answers with what the customer is welcomed with. */
async function customerAt(chatflowId: string) {
  const wire = await open(`/chat/${chatflowId}/socket`, [PROTOCOL]);
  wire.send({ type: 'hello', language: 'sv' });
  return { wire, welcome: await wire.next('welcome') };
}

async function start(wire: Wire, join: boolean) {
  wire.send({ type: 'start', id: commandId(), join });
}

function patch(chatflowId: string, body: object) {
  return asOperator('PATCH', `/chatflows/${chatflowId}/settings`, body, { 'if-match': '*' });
}

/** A desk with the queue on, one editor with one place, and that place taken. */
async function fullDesk() {
  const { accountId, chatflowId } = await newOrganisation({ queue: true });
  await patch(chatflowId, { allowQueue: true });
  const editor = await editorAt(chatflowId);
  const first = await customerAt(chatflowId);
  await start(first.wire, false);
  await first.wire.next('ok');
  const { window } = await editor.wire.next('window');
  return { accountId, chatflowId, editor, first, window };
}

async function waitingCount(chatflowId: string): Promise<unknown> {
  const { queue } = await fieldsOf(await asOperator('GET', `/chatflows/${chatflowId}/desk`));
  return typeof queue === 'object' && queue !== null && 'waiting' in queue ? queue.waiting : undefined;
}

describe('the way to the desk', () => {
  it('P1 a customer who starts a chat stands at an editor who came in with a ticket', async () => {
    const { chatflowId, editor, window } = await fullDesk();
    expect(window).toMatchObject({ state: 'assigned', place: 0 });
    const desk = await fieldsOf(await asOperator('GET', `/chatflows/${chatflowId}/desk`));
    expect(desk).toMatchObject({
      state: 'full',
      editors: [{ editorId: editor.editorId, status: 'available', connected: true, slotsUsed: 1, missesInARow: 0 }],
      chats: [{ editorId: editor.editorId, state: 'assigned' }],
    });
  });

  it('S4 a socket without upgrade, with a forged id or from another origin is refused over HTTP', async () => {
    const { chatflowId } = await newOrganisation();
    for (const side of ['chat', 'desk']) {
      expect(await refusalOf(await send('GET', `/${side}/${chatflowId}/socket`))).toEqual([426, 'upgrade_required']);
      expect(await refusalOf(await upgrade(`/${side}/${'0'.repeat(64)}/socket`, [PROTOCOL]))).toEqual([404, 'not_found']);
      for (const origin of ['https://evil.example', 'null', 'https://nasta.example.evil.example', 'http://nasta.example']) {
        const answer = await upgrade(`/${side}/${chatflowId}/socket`, [PROTOCOL], { origin });
        expect([side, origin, ...(await refusalOf(answer))]).toEqual([side, origin, 403, 'origin_not_allowed']);
      }
    }
  });

  it('S4 nobody can name the own origin from outside', async () => {
    const { chatflowId } = await newOrganisation();
    const headers = { origin: 'https://evil.example', 'x-nasta-own-origin': 'https://evil.example' };
    for (const side of ['chat', 'desk']) {
      expect(await refusalOf(await upgrade(`/${side}/${chatflowId}/socket`, [PROTOCOL], headers))).toEqual([403, 'origin_not_allowed']);
    }
  });

  it('S4 a page of the chatflow’s origins may open the customer’s socket, and not the editor’s', async () => {
    const { chatflowId } = await newOrganisation();
    await patch(chatflowId, { origins: ['https://www.kommun.example'] });
    const headers = { origin: 'https://www.kommun.example' };
    const wire = await open(`/chat/${chatflowId}/socket`, [PROTOCOL], headers);
    wire.send({ type: 'hello' });
    expect(await wire.next('welcome')).toMatchObject({ chat: null, desk: { state: 'closed' } });
    expect(await refusalOf(await upgrade(`/desk/${chatflowId}/socket`, [PROTOCOL], headers))).toEqual([403, 'origin_not_allowed']);
  });
});

describe('settings act on the running desk', () => {
  it('Q4 with the queue on a full desk offers the line; Q12 a changed text reaches those who wait', async () => {
    const { chatflowId } = await fullDesk();
    const { wire, welcome } = await customerAt(chatflowId);
    expect(welcome.desk).toMatchObject({ state: 'full', canQueue: true });
    await start(wire, true);
    await wire.next('ok');
    expect(await waitingCount(chatflowId)).toBe(1);
    const texts = { sv: { inQueue: 'Du är snart framme.' } };
    await asOperator('PUT', `/chatflows/${chatflowId}/texts`, texts, { 'if-match': '*' });
    expect(await wire.next('chatflow')).toMatchObject({ chatflow: { texts: { inQueue: 'Du är snart framme.' } } });
  });

  it('Q8 unticking drains: who waits is served, nobody new can join', async () => {
    const { chatflowId, editor, window } = await fullDesk();
    const waiting = await customerAt(chatflowId);
    await start(waiting.wire, true);
    await waiting.wire.next('ok');
    expect((await patch(chatflowId, { allowQueue: false })).status).toBe(200);
    const late = await customerAt(chatflowId);
    expect(late.welcome.desk).toMatchObject({ state: 'full', canQueue: false });
    await start(late.wire, true);
    expect(await late.wire.next('error')).toMatchObject({ code: 'desk_full', canQueue: false });
    expect(await waitingCount(chatflowId)).toBe(1);

    const chatId = typeof window === 'object' && window !== null && 'chatId' in window ? window.chatId : '';
    for (const type of ['end', 'close']) {
      editor.wire.send({ type, id: commandId(), chatId });
      await editor.wire.next('ok');
    }
    expect(await waitingCount(chatflowId)).toBe(0);
    expect(await fieldsOf(await asOperator('GET', `/chatflows/${chatflowId}/desk`))).toMatchObject({
      chats: [{ editorId: editor.editorId }],
    });
  });

  it('Q2 taking the feature away closes the line to newcomers', async () => {
    const { accountId, chatflowId } = await fullDesk();
    await asOperator('PUT', `/accounts/${accountId}/features`, { queue: false });
    expect((await customerAt(chatflowId)).welcome.desk).toMatchObject({ state: 'full', canQueue: false });
  });

  it('Q12 raising max chats over REST serves the line at once', async () => {
    const { chatflowId, editor } = await fullDesk();
    const { wire } = await customerAt(chatflowId);
    await start(wire, true);
    await wire.next('ok');
    await asOperator('PATCH', `/chatflows/${chatflowId}/editors/${editor.editorId}`, { maxChats: 2 });
    expect(await waitingCount(chatflowId)).toBe(0);
    expect(await editor.wire.next('window')).toMatchObject({ window: { place: 1 } });
  });

  it('S1 an admin sets an editor busy, and the desk closes', async () => {
    const { chatflowId } = await newOrganisation();
    const editor = await editorAt(chatflowId);
    await asOperator('PUT', `/chatflows/${chatflowId}/editors/${editor.editorId}/status`, { status: 'busy' });
    expect(await fieldsOf(await asOperator('GET', `/chatflows/${chatflowId}/desk`))).toMatchObject({
      state: 'closed',
      editors: [{ status: 'busy', statusCause: 'admin' }],
    });
  });

  it('L5 removing an editor closes the open socket, and the chat waits for somebody else', async () => {
    const { chatflowId, editor } = await fullDesk();
    await asOperator('DELETE', `/chatflows/${chatflowId}/editors/${editor.editorId}`);
    expect(await editor.wire.next('bye')).toMatchObject({ reconnect: false });
    expect(await editor.wire.closed).toBe(4003);
    expect(await fieldsOf(await asOperator('GET', `/chatflows/${chatflowId}/desk`))).toMatchObject({
      editors: [],
      chats: [{ editorId: null, state: 'ownerless' }],
    });
  });

  it('S2 removing a chatflow with live chats ends them and closes every socket', async () => {
    const { chatflowId, editor, first } = await fullDesk();
    expect((await asOperator('DELETE', `/chatflows/${chatflowId}`)).status).toBe(204);
    expect(await Promise.all([editor.wire.closed, first.wire.closed])).toEqual([4004, 4004]);
    expect(await refusalOf(await upgrade(`/chat/${chatflowId}/socket`, [PROTOCOL]))).toEqual([404, 'not_found']);
  });
});
