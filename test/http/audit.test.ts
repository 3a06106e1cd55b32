// The audit log: who did what and when, with the fields that changed, for admins; and never a secret.

import { beforeAll, describe, expect, it, vi } from 'vitest';
import { asOperator, fieldsOf, migrated, newAdmin, newEmail, newOrganisation, refusalOf, send, signedIn, textOf } from './service.ts';

beforeAll(migrated);

/** The log without moments and ids, newest first. */
async function logOf(accountId: string, query = ''): Promise<Record<string, unknown>[]> {
  const { items } = await fieldsOf(await asOperator('GET', `/accounts/${accountId}/audit${query}`));
  if (!Array.isArray(items)) throw new Error('The log is no list.');
  return items.map((item: unknown) => (typeof item === 'object' && item !== null ? { ...item } : {}));
}

describe('the audit log', () => {
  it('S2 tells of accounts, features, keys, chatflows and admins', async () => {
    const { accountId, chatflowId } = await newOrganisation({ queue: true });
    const { personId, email } = await fieldsOf(
      await asOperator('POST', `/accounts/${accountId}/admins`, { email: newEmail(), name: 'Admin', password: 'a very long password' }),
    );
    const keyId = await textOf(await asOperator('POST', `/accounts/${accountId}/keys`, { name: 'Kort', scopes: ['desk:read'] }), 'keyId');
    await asOperator('DELETE', `/accounts/${accountId}/keys/${keyId}`);
    await asOperator('DELETE', `/chatflows/${chatflowId}`);
    const log = await logOf(accountId);
    expect(log.map(({ act }) => act)).toEqual([
      'chatflow.removed',
      'key.revoked',
      'key.created',
      'admin.added',
      'key.created',
      'chatflow.created',
      'features.changed',
      'account.created',
    ]);
    for (const { actor } of log) expect(actor).toEqual({ kind: 'operator', id: '', name: '' });
    expect(log[3]).toMatchObject({ before: null, after: { personId, email } });
    expect(log[6]).toMatchObject({ before: { queue: false }, after: { queue: true } });
    expect(JSON.stringify(log)).not.toContain('a very long password');
  });

  it('S1 tells who it was: a key, a person; with the fields before and after, texts included', async () => {
    const { accountId, chatflowId, key } = await newOrganisation();
    const admin = await signedIn(await newAdmin(accountId));
    const path = `/v1/chatflows/${chatflowId}`;
    const texts = { sv: { welcome: 'Hej och välkommen!' } };
    await send('PUT', `${path}/texts`, { headers: { ...admin, 'if-match': '*' }, body: texts });
    await send('PATCH', `${path}/settings`, { headers: { ...key, 'if-match': '*' }, body: { wrapUpSeconds: 90 } });
    await vi.waitFor(async () => expect((await logOf(accountId, `?chatflow=${chatflowId}`)).length).toBe(3));
    const [bySecond, byFirst, made] = await logOf(accountId, `?chatflow=${chatflowId}`);
    expect(bySecond).toMatchObject({
      act: 'settings.changed',
      actor: { kind: 'key', name: 'Nyckel' },
      before: { wrapUpSeconds: 60 },
      after: { wrapUpSeconds: 90 },
    });
    expect(byFirst).toMatchObject({ act: 'settings.changed', actor: { kind: 'person', name: 'Admin' }, after: { texts } });
    expect(Object.keys(bySecond?.after ?? {})).toEqual(['wrapUpSeconds']);
    expect(made).toMatchObject({ act: 'chatflow.created', chatflowId });
  });

  it('S2 tells of editors: added, changed, set busy, removed; never a password', async () => {
    const { accountId, chatflowId, key } = await newOrganisation();
    const path = `/v1/chatflows/${chatflowId}/editors`;
    const wish = { email: newEmail(), name: 'Redaktör', maxChats: 2 };
    const made = await fieldsOf(await asOperator('POST', `/chatflows/${chatflowId}/editors`, wish));
    const { editorId } = made;
    expect(made).toMatchObject({ editorId: expect.any(String) });
    await send('PATCH', `${path}/${editorId}`, { headers: key, body: { maxChats: 3 } });
    await send('PUT', `${path}/${editorId}/status`, { headers: key, body: { status: 'busy' } });
    await send('DELETE', `${path}/${editorId}`, { headers: key });
    const log = (await logOf(accountId)).filter(({ act }) => String(act).startsWith('editor.'));
    expect(log.map(({ act, before, after }) => [act, before, after])).toEqual([
      ['editor.removed', { editorId, name: 'Redaktör', maxChats: 3 }, null],
      ['editor.set_busy', null, { editorId }],
      ['editor.changed', { editorId, name: 'Redaktör', maxChats: 2 }, { editorId, name: 'Redaktör', maxChats: 3 }],
      ['editor.added', null, { editorId, name: 'Redaktör', maxChats: 2 }],
    ]);
    expect(JSON.stringify(log)).not.toContain(String(made.password));
  });

  it('S2 what was refused, or changed nothing, is not in it', async () => {
    const { accountId, chatflowId } = await newOrganisation();
    const before = await logOf(accountId);
    await asOperator('PUT', `/accounts/${accountId}/features`, { queue: false });
    await asOperator('PATCH', `/chatflows/${chatflowId}/settings`, { allowQueue: true }, { 'if-match': '*' });
    await asOperator('PATCH', `/chatflows/${chatflowId}/settings`, { wrapUpSeconds: 61 }, { 'if-match': '"99"' });
    await asOperator('POST', `/accounts/${accountId}/chatflows`, { name: '' });
    await asOperator('DELETE', `/chatflows/${chatflowId}/editors/nobody`);
    expect(await logOf(accountId)).toEqual(before);
  });

  it('S4 shows nothing of another account, whatever chatflow is asked for', async () => {
    const [here, there] = [await newOrganisation(), await newOrganisation()];
    expect(await logOf(here.accountId, `?chatflow=${there.chatflowId}`)).toEqual([]);
    const answer = await send('GET', `/v1/accounts/${there.accountId}/audit`, { headers: await signedIn(await newAdmin(here.accountId)) });
    expect(await refusalOf(answer)).toEqual([404, 'not_found']);
    expect(await textOf(await asOperator('GET', `/accounts/${here.accountId}/audit?chatflow=${'a'.repeat(65)}`), 'code')).toBe('invalid');
  });
});
