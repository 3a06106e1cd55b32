// The people of an account: listed, given another role, removed; what they had open closes at once.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { asOperator, fieldsOf, migrated, newAdmin, newEditor, newOrganisation, refusalOf, send, signedIn, textOf } from './service.ts';
import { open } from './socket.ts';

beforeAll(migrated);

async function personIdOf(headers: Record<string, string>): Promise<string> {
  const { person } = await fieldsOf(await send('GET', '/desk/me', { headers }));
  if (typeof person !== 'object' || person === null || !('id' in person)) throw new Error('Nobody is signed in.');
  return String(person.id);
}

describe('people', () => {
  it('S1 are listed by name with role, steps and desks, a page at a time', async () => {
    const { accountId, chatflowId } = await newOrganisation();
    await newAdmin(accountId);
    const editor = await newEditor(chatflowId, 4);
    const first = await fieldsOf(await asOperator('GET', `/accounts/${accountId}/people?limit=1`));
    const rest = await fieldsOf(await asOperator('GET', `/accounts/${accountId}/people?cursor=${first.nextCursor}`));
    expect(first.items).toEqual([expect.objectContaining({ name: 'Admin', role: 'admin', twoStep: false, chatflows: [] })]);
    expect(rest).toEqual({
      items: [
        {
          ...{ personId: editor.editorId, name: 'Redaktör', email: editor.email, role: 'editor', twoStep: false },
          createdAt: expect.any(Number),
          chatflows: [{ chatflowId, maxChats: 4 }],
        },
      ],
      nextCursor: null,
    });
  });

  it('S1 an admin who becomes an editor may nothing of an admin at the very next request, and back', async () => {
    const { accountId, chatflowId } = await newOrganisation();
    await newAdmin(accountId);
    const headers = await signedIn(await newAdmin(accountId));
    const path = `/accounts/${accountId}/people/${await personIdOf(headers)}`;
    const settings = () => send('GET', `/v1/chatflows/${chatflowId}/settings`, { headers });
    expect((await settings()).status).toBe(200);
    expect(await fieldsOf(await asOperator('PATCH', path, { role: 'editor' }))).toMatchObject({ role: 'editor' });
    expect(await refusalOf(await settings())).toEqual([403, 'forbidden']);
    expect(await refusalOf(await send('PATCH', `/v1${path}`, { headers, body: { role: 'admin' } }))).toEqual([403, 'forbidden']);
    await asOperator('PATCH', path, { role: 'admin' });
    expect((await settings()).status).toBe(200);
    const { results } = await env.DB.prepare("SELECT before, after FROM audit_entries WHERE account_id = ? AND act = 'person.role_changed'")
      .bind(accountId)
      .all();
    expect(results).toHaveLength(2);
  });

  it('L5 who is removed is off every desk of the account within a second, and a stranger to it', async () => {
    const { accountId, chatflowId } = await newOrganisation();
    const second = await textOf(await asOperator('POST', `/accounts/${accountId}/chatflows`, { name: 'Bygglov' }), 'chatflowId');
    const elsewhere = await newOrganisation();
    const editor = await newEditor(chatflowId);
    for (const id of [second, elsewhere.chatflowId]) {
      await asOperator('POST', `/chatflows/${id}/editors`, { email: editor.email, name: 'Redaktör', maxChats: 1 });
    }
    const headers = await signedIn(editor);
    const sockets = [];
    for (const id of [chatflowId, second, elsewhere.chatflowId]) {
      const ticket = await textOf(await send('POST', `/desk/${id}/ticket`, { headers, body: {} }), 'ticket');
      const socket = await open(`/desk/${id}/socket`, ['nasta.v1', ticket]);
      socket.send({ type: 'hello' });
      await socket.next('welcome');
      sockets.push(socket);
    }
    const [first, other, far] = sockets;
    const startedAt = Date.now();
    expect((await asOperator('DELETE', `/accounts/${accountId}/people/${editor.editorId}`)).status).toBe(204);
    for (const socket of [first, other]) {
      expect(await socket?.next('bye')).toEqual({ type: 'bye', reason: 'forbidden', reconnect: false });
      expect(await socket?.closed).toBe(4003);
    }
    expect(Date.now() - startedAt).toBeLessThan(1_000);
    far?.send({ type: 'status', id: 's1', status: 'available' });
    expect(await far?.next('ok')).toMatchObject({ id: 's1' });
    expect(await refusalOf(await send('POST', `/desk/${chatflowId}/ticket`, { headers, body: {} }))).toEqual([404, 'not_found']);
    expect((await fieldsOf(await send('GET', '/desk/me', { headers }))).memberships).toEqual([
      expect.objectContaining({ accountId: elsewhere.accountId }),
    ]);
    far?.close();
    expect((await asOperator('DELETE', `/accounts/${elsewhere.accountId}/people/${editor.editorId}`)).status).toBe(204);
    expect(await refusalOf(await send('GET', '/desk/me', { headers }))).toEqual([401, 'unauthenticated']);
    expect(await env.DB.prepare('SELECT id FROM people WHERE id = ?').bind(editor.editorId).first()).toBeNull();
  });

  it('S1 the last admin of an account stays, also when two take each other away at once', async () => {
    const { accountId } = await newOrganisation();
    const admins = [await signedIn(await newAdmin(accountId)), await signedIn(await newAdmin(accountId))];
    const [a, b] = admins;
    if (a === undefined || b === undefined) throw new Error('Two admins were to be there.');
    const path = async (headers: Record<string, string>) => `/v1/accounts/${accountId}/people/${await personIdOf(headers)}`;
    const [pathOfA, pathOfB] = [await path(a), await path(b)];
    const answers = await Promise.all([
      send('PATCH', pathOfB, { headers: a, body: { role: 'editor' } }),
      send('DELETE', pathOfA, { headers: b }),
    ]);
    const statuses = answers.map(({ status }) => status);
    await Promise.all(answers.map((answer) => answer.text()));
    expect(statuses.filter((status) => status < 300)).toHaveLength(1);
    const people = await fieldsOf(await asOperator('GET', `/accounts/${accountId}/people`));
    const left = Array.isArray(people.items) ? people.items.filter(({ role }) => role === 'admin') : [];
    expect(left).toHaveLength(1);
    const last = `/accounts/${accountId}/people/${left[0].personId}`;
    expect(await refusalOf(await asOperator('PATCH', last, { role: 'editor' }))).toEqual([409, 'last_admin']);
    expect(await refusalOf(await asOperator('DELETE', last))).toEqual([409, 'last_admin']);
  });

  it('S4 people of another account are not found', async () => {
    const [own, other] = [await newOrganisation(), await newOrganisation()];
    const stranger = await newEditor(other.chatflowId);
    const headers = await signedIn(await newAdmin(own.accountId));
    const path = `/v1/accounts/${own.accountId}/people/${stranger.editorId}`;
    expect(await refusalOf(await send('DELETE', path, { headers }))).toEqual([404, 'not_found']);
    expect(await refusalOf(await send('PATCH', path, { headers, body: { role: 'admin' } }))).toEqual([404, 'not_found']);
    expect(await signedIn(stranger)).toHaveProperty('cookie');
  });
});
