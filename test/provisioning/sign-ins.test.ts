// A changed password and a removed person, with a desk that cannot be reached meanwhile: D1 decides at once, the desk hears it by the cron.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { deliverDue } from '../../src/provisioning/deliver.ts';
import { join, readLink } from '../../src/provisioning/invitations.ts';
import { removePerson } from '../../src/provisioning/people.ts';
import { changePassword } from '../../src/provisioning/sign-ins.ts';
import {
  asOperator,
  fieldsOf,
  migrated,
  newEditor,
  newEmail,
  newOrganisation,
  refusalOf,
  send,
  signedIn,
  textOf,
} from '../http/service.ts';
import { open } from '../http/socket.ts';
import { type Fault, withFault } from './faults.ts';

beforeAll(migrated);

const FAULTS: Fault[] = ['lost_call', 'lost_answer'];
const OPERATOR = { kind: 'operator', id: '' } as const;

async function cron() {
  return deliverDue(env, Date.now() + 86_400_000);
}

async function pendingCount(chatflowId: string): Promise<number | null> {
  return env.DB.prepare('SELECT count(*) AS count FROM pending_deliveries WHERE chatflow_id = ?').bind(chatflowId).first<number>('count');
}

async function connected(chatflowId: string, headers: Record<string, string>) {
  const ticket = await textOf(await send('POST', `/desk/${chatflowId}/ticket`, { headers, body: {} }), 'ticket');
  const socket = await open(`/desk/${chatflowId}/socket`, ['nasta.v1', ticket]);
  socket.send({ type: 'hello' });
  await socket.next('welcome');
  return { socket, ticket };
}

describe.each(FAULTS)('between the two stores: %s', (fault) => {
  it('L5 a changed password ends the sessions at once, and tickets and sockets with the cron', async () => {
    const { chatflowId } = await newOrganisation();
    const editor = await newEditor(chatflowId);
    const headers = await signedIn(editor);
    const { socket, ticket } = await connected(chatflowId, headers);
    const person = { id: editor.editorId, name: 'Redaktör', email: editor.email };
    const change = { current: editor.password, next: 'korrekt häst batteri' };
    expect(await changePassword(withFault(fault, ['revokeTickets']), person, change)).toEqual({ ok: true, value: null });
    expect(await refusalOf(await send('GET', '/desk/me', { headers }))).toEqual([401, 'unauthenticated']);
    expect(await pendingCount(chatflowId)).toBe(1);
    await cron();
    expect(await socket.closed).toBe(4001);
    expect(await pendingCount(chatflowId)).toBe(0);
    const again = await open(`/desk/${chatflowId}/socket`, ['nasta.v1', ticket]);
    again.send({ type: 'hello' });
    expect((await again.next('bye')).reason).toBe('unauthenticated');
    // Other news of the same editor close nothing more.
    const now = await connected(chatflowId, await signedIn({ email: editor.email, password: change.next }));
    await asOperator('PATCH', `/chatflows/${chatflowId}/editors/${editor.editorId}`, { maxChats: 7 });
    now.socket.send({ type: 'status', id: 's1', status: 'available' });
    expect(await now.socket.next('ok')).toMatchObject({ id: 's1' });
    now.socket.close();
  });

  it('L5 a removed person gets no ticket at once, and is off the desk with the cron', async () => {
    const { accountId, chatflowId } = await newOrganisation();
    const editor = await newEditor(chatflowId);
    const { socket } = await connected(chatflowId, await signedIn(editor));
    const removed = await removePerson(withFault(fault, ['removeEditor']), accountId, editor.editorId, OPERATOR);
    expect(removed).toEqual({ ok: true, value: null });
    await cron();
    expect(await socket.closed).toBe(4003);
    expect(await fieldsOf(await asOperator('GET', `/chatflows/${chatflowId}/desk`))).toMatchObject({ editors: [] });
  });

  it('S1 who joins by a link is on the desk with the cron', async () => {
    const { accountId, chatflowId } = await newOrganisation();
    const wish = { email: newEmail(), name: 'Ny', role: 'editor', chatflows: [{ chatflowId, maxChats: 2 }] };
    const link = await textOf(await asOperator('POST', `/accounts/${accountId}/invitations`, wish), 'link');
    const invitation = await readLink(env, link.split('/').at(-1) ?? '');
    if (!invitation.ok) throw new Error(invitation.code);
    const joined = await join(withFault(fault, ['putEditor']), invitation.value, null, { password: 'korrekt häst batteri' });
    expect(joined).toMatchObject({ ok: true, value: { name: 'Ny', email: wish.email } });
    expect(await pendingCount(chatflowId)).toBe(1);
    await cron();
    expect(await fieldsOf(await asOperator('GET', `/chatflows/${chatflowId}/desk`))).toMatchObject({
      editors: [{ name: 'Ny', maxChats: 2 }],
    });
  });
});
