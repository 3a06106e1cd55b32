// What the log says of a whole day: everything that happens is lived through once, with marked texts, names, addresses and secrets, and none
// of them turns up.

import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { asOperator, fieldsOf, migrated, newOrganisation, ORIGIN, send, signedIn } from '../http/service.ts';
import { open, type Wire } from '../http/socket.ts';

beforeAll(migrated);
afterEach(() => vi.restoreAllMocks());

const MARK = 'hemlig';
const ADDRESS = '203.0.113.77';
const METHODS = ['log', 'info', 'warn', 'error', 'debug'] as const;

function listen(): unknown[][] {
  const lines: unknown[][] = [];
  for (const method of METHODS) vi.spyOn(console, method).mockImplementation((...said: unknown[]) => lines.push(said));
  return lines;
}

/** Signs an editor in and opens the desk's socket. */
async function editorAt(chatflowId: string, secrets: string[]): Promise<Wire> {
  const email = `${MARK}.editor@nasta.example`;
  const wish = { email, name: `${MARK}-redaktör`, maxChats: 2, password: `${MARK}-lösenord-1` };
  const { editorId } = await fieldsOf(await asOperator('POST', `/chatflows/${chatflowId}/editors`, wish));
  expect(editorId).toEqual(expect.any(String));
  const wrong = await send('POST', '/auth/sign-in/email', {
    body: { email, password: `${MARK}-fel` },
    headers: { origin: ORIGIN, 'cf-connecting-ip': ADDRESS },
  });
  expect(wrong.status).toBe(401);
  const headers = await signedIn(wish);
  const { ticket } = await fieldsOf(await send('POST', `/desk/${chatflowId}/ticket`, { headers, body: {} }));
  secrets.push(String(headers.cookie), String(ticket));
  const wire = await open(`/desk/${chatflowId}/socket`, ['nasta.v1', String(ticket)], { 'cf-connecting-ip': ADDRESS });
  wire.send({ type: 'hello' });
  await wire.next('welcome');
  wire.send({ type: 'status', id: 's1', status: 'available' });
  await wire.next('ok');
  return wire;
}

it('S5 no text, name, address, key, token, ticket or cookie is in any line of the log', async () => {
  const lines = listen();
  const secrets: string[] = [ADDRESS];
  const { accountId, chatflowId, key } = await newOrganisation({ queue: true });
  secrets.push(String(key.authorization).slice('Bearer '.length));
  await asOperator('PATCH', `/chatflows/${chatflowId}/settings`, { texts: { sv: { welcome: `${MARK}-text` } } }, { 'if-match': '*' });
  const editor = await editorAt(chatflowId, secrets);

  const customer = await open(`/chat/${chatflowId}/socket`, ['nasta.v1'], { 'cf-connecting-ip': ADDRESS, 'user-agent': `${MARK}-agent` });
  customer.send({ type: 'hello' });
  secrets.push(String((await customer.next('welcome')).token));
  const page = `https://www.kommun.example/${MARK}-sida`;
  const said = { name: `${MARK}-kund`, email: `${MARK}.kund@nasta.example`, question: `${MARK}-fråga`, page, pageTitle: `${MARK}-titel` };
  customer.send({ type: 'start', id: 'c1', join: true, ...said });
  const { chatId } = await customer.next('ok');
  for (const [wire, frame] of [
    [customer, { type: 'message', id: 'c2', chatId, text: `${MARK}-meddelande` }],
    [editor, { type: 'message', id: 'e2', chatId, text: `${MARK}-svar` }],
    [editor, { type: 'end', id: 'e3', chatId }],
  ] as const) {
    wire.send(frame);
    await wire.next('ok');
  }
  // What is refused, broken and thrown out as well.
  customer.send({ type: `${MARK}-typ`, id: `${MARK}-id`, text: `${MARK}-trasig` });
  await customer.next('error');
  for (let count = 0; count < 10; count++) customer.send({ type: `${MARK}-typ` });
  expect(await customer.closed).toBe(4008);
  const headers = { authorization: `Bearer ${MARK}-nyckel`, 'cf-connecting-ip': ADDRESS };
  await (await send('GET', `/v1/accounts/${MARK}?name=${MARK}`, { headers })).text();
  await (await asOperator('POST', '/accounts', { name: `${MARK}\u202e` })).text();
  await (await send('GET', `/${MARK}/${MARK}?token=${MARK}`)).text();
  await (await asOperator('DELETE', `/accounts/${accountId}/keys/${MARK}`)).text();
  editor.close();

  const log = JSON.stringify(lines);
  expect(lines.length).toBeGreaterThan(15);
  expect(log).toContain('socket_dismissed');
  for (const secret of [MARK, ...secrets]) expect(log.includes(secret), secret).toBe(false);
  // One line of JSON each, with ids, words and numbers only.
  for (const said of lines) {
    expect(said).toHaveLength(1);
    const facts: unknown = JSON.parse(String(said[0]));
    expect(facts).toMatchObject({ event: expect.stringMatching(/^[a-z_]+$/) });
  }
});
