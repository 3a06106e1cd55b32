// Where an editor may move a chat to (T11): the other chatflows of the account, as they are now, and nothing of anybody else's.

import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, expect, it } from 'vitest';
import { asOperator, fieldsOf, migrated, newAdmin, newEditor, newOrganisation, refusalOf, send, signedIn, textOf } from './service.ts';
import { open } from './socket.ts';

beforeAll(migrated);

async function newSibling(accountId: string, name: string): Promise<string> {
  return textOf(await asOperator('POST', `/accounts/${accountId}/chatflows`, { name }), 'chatflowId');
}

function siblings(chatflowId: string, headers: Record<string, string> = {}) {
  return send('GET', `/desk/${chatflowId}/siblings`, { headers });
}

/** Makes an editor with this many places available there; the wire stays open. */
async function availableAt(chatflowId: string, maxChats: number) {
  const headers = await signedIn(await newEditor(chatflowId, maxChats));
  const ticket = await textOf(await send('POST', `/desk/${chatflowId}/ticket`, { headers, body: {} }), 'ticket');
  const wire = await open(`/desk/${chatflowId}/socket`, ['nasta.v1', ticket]);
  wire.send({ type: 'hello' });
  await wire.next('welcome');
  wire.send({ type: 'status', id: 'a', status: 'available' });
  await wire.next('ok');
}

/** A customer takes the one place. */
async function fill(chatflowId: string) {
  const wire = await open(`/chat/${chatflowId}/socket`, ['nasta.v1']);
  wire.send({ type: 'hello' });
  await wire.next('welcome');
  wire.send({ type: 'start', id: 'b', join: false });
  await wire.next('ok');
}

it('T11 names the account’s other chatflows with the state of each desk, without the own one and removed ones', async () => {
  const { accountId, chatflowId } = await newOrganisation();
  const open = await newSibling(accountId, 'Bygglov');
  const full = await newSibling(accountId, 'Avfall');
  const closed = await newSibling(accountId, 'Skola');
  const removed = await newSibling(accountId, 'Borttagen');
  expect((await asOperator('DELETE', `/chatflows/${removed}`)).status).toBe(204);
  await availableAt(open, 2);
  await availableAt(full, 1);
  await fill(full);
  const answer = await siblings(chatflowId, await signedIn(await newEditor(chatflowId)));
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const { items } = await fieldsOf(answer);
  expect(items).toHaveLength(3);
  expect(items).toEqual(
    expect.arrayContaining([
      { chatflowId: open, name: 'Bygglov', state: 'open' },
      { chatflowId: full, name: 'Avfall', state: 'full' },
      { chatflowId: closed, name: 'Skola', state: 'closed' },
    ]),
  );
});

it('T11 a desk that cannot answer counts as closed, and the others are still named', async () => {
  const { accountId, chatflowId } = await newOrganisation();
  const broken = await newSibling(accountId, 'Trasig');
  const well = await newSibling(accountId, 'Hel');
  await availableAt(well, 1);
  const stub = env.CHATFLOW.get(env.CHATFLOW.idFromString(broken));
  await runInDurableObject(stub, (_object, state) => void state.storage.sql.exec('DROP TABLE editors'));
  const { items } = await fieldsOf(await siblings(chatflowId, await signedIn(await newEditor(chatflowId))));
  expect(items).toEqual(
    expect.arrayContaining([
      { chatflowId: broken, name: 'Trasig', state: 'closed' },
      { chatflowId: well, name: 'Hel', state: 'open' },
    ]),
  );
});

it('S4 nothing of another account is named, and its chatflows’ siblings are nobody else’s to see', async () => {
  const own = await newOrganisation();
  const other = await newOrganisation();
  await newSibling(other.accountId, 'Grannens');
  const headers = await signedIn(await newEditor(own.chatflowId));
  expect(await fieldsOf(await siblings(own.chatflowId, headers))).toEqual({ items: [] });
  for (const id of [other.chatflowId, '0'.repeat(64), 'x'])
    expect(await refusalOf(await siblings(id, headers))).toEqual([404, 'not_found']);
});

it('S1 only editors of the chatflow itself ask, and only by session', async () => {
  const { accountId, chatflowId, key } = await newOrganisation();
  const neighbour = await newEditor(await newSibling(accountId, 'Bygglov'));
  expect(await refusalOf(await siblings(chatflowId))).toEqual([401, 'unauthenticated']);
  expect(await refusalOf(await siblings(chatflowId, key))).toEqual([401, 'unauthenticated']);
  expect(await refusalOf(await siblings(chatflowId, await signedIn(neighbour)))).toEqual([403, 'forbidden']);
  expect(await refusalOf(await siblings(chatflowId, await signedIn(await newAdmin(accountId))))).toEqual([403, 'forbidden']);
});
