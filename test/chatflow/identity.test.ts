// Who somebody is, the server alone decides: tokens, tickets, origins, and what one may not do with another's things.

import { describe, expect, test } from 'vitest';
import { TICKET_MS } from '../../src/shared/limits.ts';
import { CUSTOMER_ORIGIN, OWN_ORIGIN, TestDesk } from '../support/desk-client.ts';

type Farewell = { type: 'bye'; reason: string; reconnect: boolean } | { type: 'welcome' };

async function farewell(desk: TestDesk, role: 'customer' | 'editor', credential: string) {
  const client = await desk.open<{ type: 'hello' }, Farewell>(role, credential);
  client.send({ type: 'hello' });
  const { reason } = await client.next('bye');
  return { reason, code: (await client.closed()).code, welcomed: client.all('welcome').length };
}

const REFUSED = { reason: 'unauthenticated', code: 4001, welcomed: 0 };
const flipped = (text: string, at: number) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);

describe('customers', () => {
  test('I15: a token that was not made here opens nothing: made up, cut, changed, of another desk, an editor’s ticket', async () => {
    const desk = await TestDesk.create();
    const elsewhere = await TestDesk.create();
    await desk.available('e1');
    const customer = await desk.started();
    const { token } = customer.welcome;
    const ticket = await desk.stub.ticket('e1');
    const forged = [
      'c.somebody.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      'nonsense',
      token.slice(0, -1),
      `${token}A`,
      flipped(token, 5),
      flipped(token, token.length - 1),
      flipped(token, token.length - 20),
      (await elsewhere.customer()).welcome.token,
      ticket.ok ? ticket.value.ticket : '',
    ];
    for (const credential of forged) expect(await farewell(desk, 'customer', credential)).toEqual(REFUSED);
    expect((await desk.customer(token)).welcome.chat?.chatId).toBe(customer.chatId);
  });

  test('I15 and S4: another customer’s chat is not there, by any command', async () => {
    const desk = await TestDesk.create({}, [2]);
    const editor = await desk.available('e1');
    const [own, other] = [await desk.started(), await desk.customer()];
    await own.ask({ type: 'message', chatId: own.chatId, text: 'hemligt' });
    expect(await other.ask({ type: 'message', chatId: own.chatId, text: 'x' })).toMatchObject({ code: 'not_found' });
    expect(await other.ask({ type: 'end', chatId: own.chatId })).toMatchObject({ code: 'not_found' });
    other.send({ type: 'typing', chatId: own.chatId, on: true });
    const named = await desk.customer(other.welcome.token, { chatId: own.chatId, lastSeq: 0 });
    expect([named.welcome.chat, named.welcome.messages]).toEqual([null, []]);
    await editor.settled();
    expect(editor.all('typing')).toEqual([]);
    expect(JSON.stringify(other.heard)).not.toContain('hemligt');
  });

  test('I15: what is for editors only never reaches a customer', async () => {
    const desk = await TestDesk.create({}, [1, 1]);
    const editor = await desk.available('e1');
    const customer = await desk.started();
    await customer.ask({ type: 'message', chatId: customer.chatId, text: 'Hej' });
    await editor.ask({ type: 'focus', chatId: customer.chatId, on: true });
    await desk.available('e2');
    await editor.ask({ type: 'transfer', chatId: customer.chatId, toEditorId: 'e2', note: 'lapp' });
    await customer.settled();
    const heard = JSON.stringify(customer.heard);
    for (const word of ['"e1"', '"e2"', 'misses', 'lapp', 'held', 'transferAt', 'tried', 'slotsUsed']) expect(heard).not.toContain(word);
  });
});

describe('editors', () => {
  test('a ticket opens the desk only here, unchanged, and while it holds', async () => {
    const desk = await TestDesk.create();
    const elsewhere = await TestDesk.create();
    const issued = await desk.stub.ticket('e1');
    const foreign = await elsewhere.stub.ticket('e1');
    if (!issued.ok || !foreign.ok) throw new Error('no ticket');
    const { ticket, until } = issued.value;
    expect(until - Date.now()).toBe(TICKET_MS);
    const later = ticket.replace(String(until), String(until + 1));
    const token = (await desk.customer()).welcome.token;
    for (const credential of [foreign.value.ticket, later, ticket.replace('e1', 'e2'), token, 'nonsense']) {
      expect(await farewell(desk, 'editor', credential)).toEqual(REFUSED);
    }
    const none = await desk.open<{ type: 'hello' }, Farewell>('editor');
    none.send({ type: 'hello' });
    expect((await none.closed()).code).toBe(4001);
    desk.pass(TICKET_MS / 1_000);
    expect(await farewell(desk, 'editor', ticket)).toEqual(REFUSED);
  });

  test('the welcome brings a fresh ticket that opens the desk again', async () => {
    const desk = await TestDesk.create();
    const editor = await desk.editor('e1');
    desk.pass(1);
    const back = await desk.open<{ type: 'hello' }, { type: 'welcome'; editorId: string }>('editor', editor.welcome.ticket);
    back.send({ type: 'hello' });
    expect((await back.next('welcome')).editorId).toBe('e1');
  });

  test('S5: an editor who does not own a chat cannot write, end, focus or close it', async () => {
    const desk = await TestDesk.create({}, [1, 1]);
    await desk.available('e1');
    const customer = await desk.started();
    const other = await desk.available('e2');
    const { chatId } = customer;
    const codes = [
      await other.ask({ type: 'message', chatId, text: 'x' }),
      await other.ask({ type: 'end', chatId }),
      await other.ask({ type: 'close', chatId }),
      await other.ask({ type: 'focus', chatId, on: true }),
      await other.ask({ type: 'transfer', chatId, toEditorId: 'e2' }),
    ].map((answer) => answer.type === 'error' && answer.code);
    for (const code of codes) expect(['chat_moved', 'not_found', 'forbidden']).toContain(code);
    await customer.settled();
    expect(customer.all('message').map(({ message }) => message.author)).toEqual(['system']);
  });
});

describe('upgrades', () => {
  const statusOf = async (response: Promise<Response>) => {
    const { status, webSocket, headers } = await response;
    webSocket?.accept();
    webSocket?.close();
    return { status, protocol: headers.get('Sec-WebSocket-Protocol') };
  };

  test('S4: only listed origins, exactly as browsers write them, and the service’s own', async () => {
    const desk = await TestDesk.create();
    const wrong = [
      'null',
      'https://kund.example.evil.example',
      'http://kund.example',
      'https://kund.example:8443',
      'https://KUND.example',
      'https://xkund.example',
      '*',
    ];
    for (const Origin of wrong) expect((await statusOf(desk.upgrade('customer', { Origin }))).status).toBe(403);
    for (const Origin of [CUSTOMER_ORIGIN, OWN_ORIGIN]) {
      expect(await statusOf(desk.upgrade('customer', { Origin }))).toEqual({ status: 101, protocol: 'nasta.v1' });
    }
    expect((await statusOf(desk.upgrade('editor', { Origin: CUSTOMER_ORIGIN }))).status).toBe(403);
    const response = await desk.upgrade('customer', { Origin: 'https://evil.example' });
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ type: '/problems/origin_not_allowed', code: 'origin_not_allowed', status: 403 });
  });

  test('an empty list lets no foreign page in, and no origin at all is none that is listed', async () => {
    const desk = await TestDesk.create({ origins: [] });
    expect((await statusOf(desk.upgrade('customer'))).status).toBe(403);
    expect((await statusOf(desk.upgrade('customer', { Origin: OWN_ORIGIN }))).status).toBe(101);
    const response = await desk.stub.fetch('https://desk/customer', {
      headers: { Upgrade: 'websocket', 'Sec-WebSocket-Protocol': 'nasta.v1' },
    });
    expect([response.status, await response.text()]).toEqual([403, expect.any(String)]);
  });

  test('other paths, other protocols and plain requests are refused before anything opens', async () => {
    const desk = await TestDesk.create();
    const plain = await desk.stub.fetch('https://desk/customer', { headers: { Origin: CUSTOMER_ORIGIN } });
    expect([plain.status, await plain.text()]).toEqual([426, expect.any(String)]);
    const elsewhere = await desk.stub.fetch('https://desk/admin', { headers: { Origin: CUSTOMER_ORIGIN, Upgrade: 'websocket' } });
    expect([elsewhere.status, await elsewhere.text()]).toEqual([404, expect.any(String)]);
    for (const protocols of ['', 'nasta.v2', 'chat, nasta.v1']) {
      expect((await statusOf(desk.upgrade('customer', { 'Sec-WebSocket-Protocol': protocols }))).status).toBe(400);
    }
  });
});
