// Two stores, one fact: whatever fails in between, the pending row and the cron make them agree.

import { createExecutionContext, createScheduledController, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { chatflowById } from '../../src/accounts/chatflows.ts';
import worker from '../../src/index.ts';
import { grantFeatures } from '../../src/provisioning/accounts.ts';
import { createChatflow, removeChatflow } from '../../src/provisioning/chatflows.ts';
import { deliverDue } from '../../src/provisioning/deliver.ts';
import { deskOf } from '../../src/provisioning/desk.ts';
import { addEditor, changeEditor, removeEditor } from '../../src/provisioning/editors.ts';
import { changeSettings, readSettings } from '../../src/provisioning/settings.ts';
import { asOperator, migrated, newEditor, newEmail, newOrganisation, refusalOf, send, signedIn } from '../http/service.ts';
import { type Fault, withDetour, withFault, withoutStatement } from './faults.ts';

const OPERATOR = { kind: 'operator', id: '' } as const;

beforeAll(migrated);

const LATER_MS = 86_400_000;
const FAULTS: Fault[] = ['lost_call', 'lost_answer'];

async function pendingOf(chatflowId: string) {
  const { results } = await env.DB.prepare('SELECT fact, attempts, next_at FROM pending_deliveries WHERE chatflow_id = ?')
    .bind(chatflowId)
    .all<{ fact: string; attempts: number; next_at: number }>();
  return results;
}

/** What the cron does once every row's time has come. */
async function cron() {
  return deliverDue(env, Date.now() + LATER_MS);
}

async function entryOf(chatflowId: string) {
  const entry = await chatflowById(env.DB, chatflowId);
  if (entry === null) throw new Error('The directory does not know the chatflow.');
  return entry;
}

async function deskNow(chatflowId: string) {
  const desk = await deskOf(env.CHATFLOW, chatflowId)?.desk();
  if (!desk?.ok) throw new Error('There is no desk.');
  return desk.value;
}

async function settingsNow(chatflowId: string) {
  const read = await readSettings(env, await entryOf(chatflowId));
  if (!read.ok) throw new Error(`Settings: ${read.code}`);
  return read.value;
}

describe.each(FAULTS)('between the two stores: %s', (fault) => {
  it('S2 a new chatflow is in the directory at once and has its desk after the cron', async () => {
    const { accountId } = await newOrganisation();
    const { chatflowId } = await createChatflow(withFault(fault, ['create']), accountId, 'Bygglov', OPERATOR);
    expect(await entryOf(chatflowId)).toMatchObject({ name: 'Bygglov' });
    expect(await pendingOf(chatflowId)).toEqual([expect.objectContaining({ fact: 'chatflow', attempts: 1 })]);
    if (fault === 'lost_call') {
      expect(await refusalOf(await asOperator('GET', `/chatflows/${chatflowId}/settings`))).toEqual([503, 'unavailable']);
    }
    await cron();
    expect(await pendingOf(chatflowId)).toEqual([]);
    expect((await settingsNow(chatflowId)).settings.name).toBe('Bygglov');
  });

  it('Q2 a granted and a withdrawn queue reach the desk after the cron', async () => {
    const { accountId, chatflowId } = await newOrganisation();
    const broken = withFault(fault, ['grantQueue']);
    expect(await grantFeatures(broken, accountId, { queue: true }, OPERATOR)).toMatchObject({ queue: true });
    expect(await pendingOf(chatflowId)).toEqual([expect.objectContaining({ fact: 'queue' })]);
    await cron();
    expect(await pendingOf(chatflowId)).toEqual([]);
    const before = await settingsNow(chatflowId);
    const switchedOn = await changeSettings(env, await entryOf(chatflowId), {
      before,
      by: OPERATOR,
      settings: { ...before.settings, allowQueue: true },
    });
    expect(switchedOn.ok).toBe(true);
    await grantFeatures(broken, accountId, { queue: false }, OPERATOR);
    await cron();
    expect((await settingsNow(chatflowId)).settings.allowQueue).toBe(false);
  });

  it('S2 an added, a changed and a removed editor reach the desk after the cron', async () => {
    const { chatflowId } = await newOrganisation();
    const chatflow = await entryOf(chatflowId);
    const broken = withFault(fault, ['putEditor', 'removeEditor']);
    const added = await addEditor(broken, chatflow, { email: newEmail(), name: 'Redaktör', maxChats: 2 }, OPERATOR);
    if (!added.ok) throw new Error(added.code);
    const { editorId } = added.value.editor;
    await cron();
    expect((await deskNow(chatflowId)).editors).toEqual([expect.objectContaining({ editorId, maxChats: 2 })]);
    await changeEditor(broken, chatflow, editorId, { maxChats: 5 }, OPERATOR);
    await cron();
    expect((await deskNow(chatflowId)).editors).toEqual([expect.objectContaining({ editorId, maxChats: 5 })]);
    await removeEditor(broken, chatflow, editorId, OPERATOR);
    await cron();
    expect((await deskNow(chatflowId)).editors).toEqual([]);
    expect(await pendingOf(chatflowId)).toEqual([]);
  });

  it('S2 a removed chatflow is gone from the directory at once and ends after the cron', async () => {
    const { chatflowId } = await newOrganisation();
    await removeChatflow(withFault(fault, ['remove']), await entryOf(chatflowId), OPERATOR);
    expect(await refusalOf(await asOperator('GET', `/chatflows/${chatflowId}`))).toEqual([404, 'not_found']);
    await cron();
    expect(await pendingOf(chatflowId)).toEqual([]);
    expect(await refusalOf(await send('GET', `/chat/${chatflowId}/status`))).toEqual([404, 'not_found']);
  });

  it('S2 a changed name reaches the directory after the cron, though the caller heard nothing', async () => {
    const { chatflowId } = await newOrganisation();
    const before = await settingsNow(chatflowId);
    const change = { before, by: OPERATOR, settings: { ...before.settings, name: 'Bygglov' } };
    await expect(changeSettings(withFault(fault, ['changeSettings']), await entryOf(chatflowId), change)).rejects.toThrow();
    await cron();
    const { name } = (await settingsNow(chatflowId)).settings;
    expect(name).toBe(fault === 'lost_answer' ? 'Bygglov' : 'Kundservice');
    expect((await entryOf(chatflowId)).name).toBe(name);
    expect(await pendingOf(chatflowId)).toEqual([]);
  });
});

describe('deliveries', () => {
  it('S2 the directory that could not take a name takes it after the cron', async () => {
    const { chatflowId } = await newOrganisation();
    const before = await settingsNow(chatflowId);
    const change = { before, by: OPERATOR, settings: { ...before.settings, name: 'Bygglov' } };
    expect((await changeSettings(withoutStatement('UPDATE chatflows SET name'), await entryOf(chatflowId), change)).ok).toBe(true);
    expect((await entryOf(chatflowId)).name).toBe('Kundservice');
    await cron();
    expect((await entryOf(chatflowId)).name).toBe('Bygglov');
  });

  it('S2 what is told late is the present state: added and removed meanwhile means not there', async () => {
    const { chatflowId } = await newOrganisation();
    const chatflow = await entryOf(chatflowId);
    const broken = withFault('lost_call', ['putEditor', 'removeEditor']);
    const added = await addEditor(broken, chatflow, { email: newEmail(), name: 'Redaktör', maxChats: 2 }, OPERATOR);
    if (!added.ok) throw new Error(added.code);
    await removeEditor(broken, chatflow, added.value.editor.editorId, OPERATOR);
    expect(await pendingOf(chatflowId)).toHaveLength(1);
    await cron();
    expect((await deskNow(chatflowId)).editors).toEqual([]);
  });

  it('L5 an editor of whose removal the desk has not heard yet gets no ticket any more', async () => {
    const { accountId, chatflowId } = await newOrganisation();
    const editor = await newEditor(chatflowId);
    await asOperator('POST', `/accounts/${accountId}/admins`, { email: editor.email, name: 'Admin' });
    const headers = await signedIn(editor);
    const path = `/desk/${chatflowId}/ticket`;
    expect((await send('POST', path, { headers })).status).toBe(200);
    await removeEditor(withFault('lost_call', ['removeEditor']), await entryOf(chatflowId), editor.editorId, OPERATOR);
    expect((await deskNow(chatflowId)).editors).toHaveLength(1);
    expect(await refusalOf(await send('POST', path, { headers }))).toEqual([404, 'not_found']);
  });

  it('S2 a fact that changes while it is being told is told again', async () => {
    const { chatflowId } = await newOrganisation();
    const { editorId } = await newEditor(chatflowId, 1);
    let told = 0;
    const stores = withDetour(['putEditor'], async (call) => {
      told += 1;
      // Somebody else is faster: the newer value arrives before this older one.
      if (told === 1) await changeEditor(env, await entryOf(chatflowId), editorId, { maxChats: 9 }, OPERATOR);
      return call();
    });
    await changeEditor(stores, await entryOf(chatflowId), editorId, { maxChats: 3 }, OPERATOR);
    expect(told).toBe(2);
    expect((await deskNow(chatflowId)).editors).toEqual([expect.objectContaining({ editorId, maxChats: 9 })]);
    expect(await pendingOf(chatflowId)).toEqual([]);
  });

  it('S2 a desk that stays out of reach is tried again, later each time', async () => {
    const { accountId } = await newOrganisation();
    const broken = withFault('lost_call', ['create']);
    const { chatflowId } = await createChatflow(broken, accountId, 'Bygglov', OPERATOR);
    const [first] = await pendingOf(chatflowId);
    expect(await deliverDue(broken, Date.now())).toEqual({ settledCount: 0, failedCount: 0 });
    await deliverDue(broken, Date.now() + LATER_MS);
    const [second] = await pendingOf(chatflowId);
    expect(second?.attempts).toBe(2);
    expect(Number(second?.next_at)).toBeGreaterThan(Number(first?.next_at));
    await cron();
    expect(await pendingOf(chatflowId)).toEqual([]);
  });

  it('S2 the Worker’s cron delivers, and drops sessions that have run out', async () => {
    const { accountId, chatflowId: other } = await newOrganisation();
    const { editorId } = await newEditor(other);
    const { chatflowId } = await createChatflow(withFault('lost_call', ['create']), accountId, 'Bygglov', OPERATOR);
    const session = (id: string, expiresAt: Date) =>
      env.DB.prepare(
        'INSERT INTO sessions (id, token, person_id, expires_at, created_at, updated_at) VALUES (?1, ?1, ?2, ?3, ?3, ?3)',
      ).bind(id, editorId, expiresAt.toISOString());
    await env.DB.batch([session('old', new Date(Date.now() - 1_000)), session('new', new Date(Date.now() + 3 * LATER_MS))]);
    const context = createExecutionContext();
    const controller = createScheduledController({ scheduledTime: new Date(Date.now() + LATER_MS), cron: '*/5 * * * *' });
    await worker.scheduled(controller, env);
    await waitOnExecutionContext(context);
    expect(await pendingOf(chatflowId)).toEqual([]);
    const { results } = await env.DB.prepare('SELECT id FROM sessions WHERE person_id = ?').bind(editorId).all();
    expect(results).toEqual([{ id: 'new' }]);
  });
});
