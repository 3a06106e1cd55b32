// /v1/…/editors: the directory and the desk agree on who answers chats, at once.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { asOperator, fieldsOf, migrated, newAdmin, newEditor, newEmail, newOrganisation, refusalOf, send, signedIn } from './service.ts';

beforeAll(migrated);

async function onDesk(chatflowId: string): Promise<unknown> {
  return (await fieldsOf(await asOperator('GET', `/chatflows/${chatflowId}/desk`))).editors;
}

describe('editors', () => {
  it('S2 an editor is made with a password that is shown once, listed, and on the desk', async () => {
    const { chatflowId, key } = await newOrganisation();
    const wish = { email: newEmail(), name: 'Redaktör', maxChats: 3 };
    const made = await asOperator('POST', `/chatflows/${chatflowId}/editors`, wish);
    expect(made.status).toBe(201);
    const { password, ...editor } = await fieldsOf(made);
    expect(editor).toEqual({ ...wish, editorId: expect.any(String), createdAt: expect.any(Number) });
    expect(password).toMatch(/^\w{18}$/);
    expect((await fieldsOf(await send('GET', `/v1/chatflows/${chatflowId}/editors`, { headers: key }))).items).toEqual([editor]);
    expect(await onDesk(chatflowId)).toEqual([
      expect.objectContaining({ editorId: editor.editorId, name: 'Redaktör', maxChats: 3, status: 'busy', connected: false }),
    ]);
  });

  it('S2 a password that is given is kept to oneself', async () => {
    const { chatflowId } = await newOrganisation();
    const wish = { email: newEmail(), name: 'Redaktör', maxChats: 1, password: 'a long password' };
    expect(await fieldsOf(await asOperator('POST', `/chatflows/${chatflowId}/editors`, wish))).not.toHaveProperty('password');
    expect(await signedIn(wish)).toHaveProperty('cookie');
  });

  it('L6 the same person edits two chatflows, with a name and max chats of its own in each', async () => {
    const { accountId, chatflowId } = await newOrganisation();
    const second = await fieldsOf(await asOperator('POST', `/accounts/${accountId}/chatflows`, { name: 'Bygglov' }));
    const editor = await newEditor(chatflowId, 2);
    const path = `/chatflows/${second.chatflowId}/editors`;
    const again = { email: editor.email.toUpperCase(), name: 'Bygglovsredaktör', maxChats: 5 };
    expect(await refusalOf(await asOperator('POST', path, { ...again, password: 'another password' }))).toEqual([409, 'conflict']);
    const added = await asOperator('POST', path, again);
    expect(added.status).toBe(201);
    expect(await fieldsOf(added)).toEqual({
      editorId: editor.editorId,
      email: editor.email,
      name: 'Bygglovsredaktör',
      maxChats: 5,
      createdAt: expect.any(Number),
    });
    expect(await onDesk(chatflowId)).toEqual([expect.objectContaining({ name: 'Redaktör', maxChats: 2 })]);
  });

  it('S2 adding somebody who is an editor here already changes that editor', async () => {
    const { chatflowId } = await newOrganisation();
    const { email, editorId } = await newEditor(chatflowId);
    const again = await asOperator('POST', `/chatflows/${chatflowId}/editors`, { email, name: 'Ny', maxChats: 7 });
    expect(again.status).toBe(200);
    expect(await fieldsOf(again)).toMatchObject({ editorId, name: 'Ny', maxChats: 7 });
    expect(await onDesk(chatflowId)).toEqual([expect.objectContaining({ editorId, name: 'Ny', maxChats: 7 })]);
  });

  it('S2 name and max chats are changed one by one', async () => {
    const { chatflowId } = await newOrganisation();
    const { editorId } = await newEditor(chatflowId, 2);
    const path = `/chatflows/${chatflowId}/editors/${editorId}`;
    expect(await fieldsOf(await asOperator('PATCH', path, { maxChats: 4 }))).toMatchObject({ name: 'Redaktör', maxChats: 4 });
    expect(await fieldsOf(await asOperator('PATCH', path, { name: 'Ny' }))).toMatchObject({ name: 'Ny', maxChats: 4 });
    expect(await onDesk(chatflowId)).toEqual([expect.objectContaining({ editorId, name: 'Ny', maxChats: 4 })]);
  });

  it.each([-1, 0, 1.5, 21, 1e9, '3', null])('P3 max chats of %j is refused, and nothing changes', async (maxChats) => {
    const { chatflowId } = await newOrganisation();
    const { editorId } = await newEditor(chatflowId, 2);
    const path = `/chatflows/${chatflowId}/editors`;
    for (const answer of [
      await asOperator('PATCH', `${path}/${editorId}`, { maxChats }),
      await asOperator('POST', path, { email: newEmail(), name: 'Ny', maxChats }),
    ]) {
      expect(answer.status).toBe(400);
      expect((await fieldsOf(answer)).errors).toEqual([{ pointer: '/maxChats', reason: expect.any(String) }]);
    }
    expect(await onDesk(chatflowId)).toEqual([expect.objectContaining({ maxChats: 2 })]);
  });

  it('S1 an admin sets an editor busy; available is the editor’s own to say', async () => {
    const { chatflowId } = await newOrganisation();
    const { editorId } = await newEditor(chatflowId);
    const path = `/chatflows/${chatflowId}/editors/${editorId}/status`;
    expect(await fieldsOf(await asOperator('PUT', path, { status: 'busy' }))).toEqual({ status: 'busy' });
    expect(await refusalOf(await asOperator('PUT', path, { status: 'available' }))).toEqual([400, 'invalid']);
    const nobody = `/chatflows/${chatflowId}/editors/nobody`;
    expect(await refusalOf(await asOperator('PUT', `${nobody}/status`, { status: 'busy' }))).toEqual([404, 'not_found']);
    expect(await refusalOf(await asOperator('PATCH', nobody, { maxChats: 3 }))).toEqual([404, 'not_found']);
    expect(await refusalOf(await asOperator('DELETE', nobody))).toEqual([404, 'not_found']);
  });

  it('S4 an editor of another chatflow is none here', async () => {
    const here = await newOrganisation();
    const there = await newOrganisation();
    const { editorId } = await newEditor(there.chatflowId);
    const path = `/v1/chatflows/${here.chatflowId}/editors/${editorId}`;
    expect(await refusalOf(await send('PATCH', path, { headers: here.key, body: { maxChats: 9 } }))).toEqual([404, 'not_found']);
    expect(await refusalOf(await send('DELETE', path, { headers: here.key }))).toEqual([404, 'not_found']);
    expect(await onDesk(there.chatflowId)).toEqual([expect.objectContaining({ editorId, maxChats: 2 })]);
  });
});

describe('removing an editor', () => {
  it('L5 one who belongs nowhere any more is off the desk, signed out and forgotten', async () => {
    const { chatflowId } = await newOrganisation();
    const editor = await newEditor(chatflowId);
    const headers = await signedIn(editor);
    expect((await asOperator('DELETE', `/chatflows/${chatflowId}/editors/${editor.editorId}`)).status).toBe(204);
    expect(await onDesk(chatflowId)).toEqual([]);
    expect(await refusalOf(await send('GET', '/desk/me', { headers }))).toEqual([401, 'unauthenticated']);
    for (const table of ['people', 'sessions', 'sign_ins', 'memberships', 'chatflow_editors']) {
      const { results } = await env.DB.prepare(`SELECT * FROM ${table}`).all();
      expect(JSON.stringify(results)).not.toContain(editor.email);
    }
    const body = { email: editor.email, password: editor.password };
    const again = await send('POST', '/auth/sign-in/email', {
      body,
      headers: { origin: String(headers.origin), 'cf-connecting-ip': '10.9.9.9' },
    });
    expect(await refusalOf(again)).toEqual([401, 'unauthenticated']);
  });

  it('L5 one who edits elsewhere, or is an admin, stays a person', async () => {
    const { accountId, chatflowId } = await newOrganisation();
    const second = await fieldsOf(await asOperator('POST', `/accounts/${accountId}/chatflows`, { name: 'Bygglov' }));
    const twice = await newEditor(chatflowId);
    await asOperator('POST', `/chatflows/${second.chatflowId}/editors`, { email: twice.email, name: 'Två', maxChats: 1 });
    const admin = await newAdmin(accountId);
    const added = await fieldsOf(
      await asOperator('POST', `/chatflows/${chatflowId}/editors`, { email: admin.email, name: 'Admin', maxChats: 1 }),
    );
    const [twiceHeaders, adminHeaders] = [await signedIn(twice), await signedIn(admin)];
    await asOperator('DELETE', `/chatflows/${chatflowId}/editors/${twice.editorId}`);
    await asOperator('DELETE', `/chatflows/${chatflowId}/editors/${added.editorId}`);
    expect(await fieldsOf(await send('GET', '/desk/me', { headers: twiceHeaders }))).toMatchObject({
      memberships: [{ accountId, role: 'editor' }],
      chatflows: [{ id: second.chatflowId }],
    });
    expect(await fieldsOf(await send('GET', '/desk/me', { headers: adminHeaders }))).toMatchObject({
      memberships: [{ accountId, role: 'admin' }],
      chatflows: [],
    });
    const ticket = await send('POST', `/desk/${chatflowId}/ticket`, { headers: twiceHeaders });
    expect(await refusalOf(ticket)).toEqual([404, 'not_found']);
  });
});
