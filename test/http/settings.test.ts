// /v1/…/settings and …/texts: ETags, merging, checks, and what the API refuses.

import { beforeAll, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/shared/settings.ts';
import { asOperator, fieldsOf, migrated, newOrganisation, type Organisation, refusalOf, send } from './service.ts';

beforeAll(migrated);

async function read(chatflowId: string, view = 'settings') {
  const answer = await asOperator('GET', `/chatflows/${chatflowId}/${view}`);
  return { etag: String(answer.headers.get('etag')), body: await fieldsOf(answer) };
}

/** Sends under the ETag that stands now. */
async function write(method: 'PUT' | 'PATCH', chatflowId: string, body: unknown, view = 'settings') {
  const { etag } = await read(chatflowId, view);
  return asOperator(method, `/chatflows/${chatflowId}/${view}`, body, { 'if-match': etag });
}

describe('settings', () => {
  it('S2 all settings are read, replaced and read again', async () => {
    const { chatflowId } = await newOrganisation();
    const before = await read(chatflowId);
    expect(before.body).toEqual(defaultSettings('Kundservice'));
    const wanted = { ...defaultSettings('Kundservice'), transferAfterSeconds: 45, origins: ['HTTPS://WWW.Kommun.Example:443/'] };
    const answer = await write('PUT', chatflowId, wanted);
    const after = { ...wanted, origins: ['https://www.kommun.example'] };
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).not.toBe(before.etag);
    expect(await fieldsOf(answer)).toEqual(after);
    expect(await read(chatflowId)).toEqual({ etag: answer.headers.get('etag'), body: after });
  });

  it('S2 PATCH merges: objects field by field, null removes, lists are replaced', async () => {
    const { chatflowId } = await newOrganisation();
    await write('PATCH', chatflowId, {
      texts: { sv: { busy: 'Fullt.', closed: 'Stängt.' }, en: { busy: 'Full.' } },
      origins: ['https://a.example'],
    });
    const patch = { texts: { sv: { busy: null }, en: null }, origins: ['https://b.example'], queueStopAt: { friday: '14:30' } };
    const { body: settings } = { body: await fieldsOf(await write('PATCH', chatflowId, patch)) };
    expect(settings).toEqual({
      ...defaultSettings('Kundservice'),
      texts: { sv: { closed: 'Stängt.' } },
      origins: ['https://b.example'],
      queueStopAt: { friday: '14:30' },
    });
  });

  it('S2 PATCH takes application/merge-patch+json as well', async () => {
    const { chatflowId } = await newOrganisation();
    const { etag } = await read(chatflowId);
    const headers = { 'if-match': etag, 'content-type': 'application/merge-patch+json' };
    expect((await asOperator('PATCH', `/chatflows/${chatflowId}/settings`, { color: '#ABCDEF' }, headers)).status).toBe(200);
    expect((await read(chatflowId)).body.color).toBe('#abcdef');
  });

  it('S2 a new name reaches the directory', async () => {
    const { chatflowId } = await newOrganisation();
    await write('PATCH', chatflowId, { name: 'Bygglov' });
    expect(await fieldsOf(await asOperator('GET', `/chatflows/${chatflowId}`))).toMatchObject({ name: 'Bygglov' });
  });
});

describe('two admins at once', () => {
  it('S2 without If-Match: 428; with one that has been overtaken: 412, and nothing changes', async () => {
    const { chatflowId } = await newOrganisation();
    const path = `/chatflows/${chatflowId}/settings`;
    const { etag, body } = await read(chatflowId);
    expect(await refusalOf(await asOperator('PATCH', path, { showPlace: false }))).toEqual([428, 'precondition_required']);
    expect((await asOperator('PATCH', path, { showPlace: false }, { 'if-match': etag })).status).toBe(200);
    for (const tag of [etag, `W/${etag}`, '"999"', 'x', '""']) {
      expect(await refusalOf(await asOperator('PUT', path, body, { 'if-match': tag }))).toEqual([412, 'settings_stale']);
    }
    expect((await read(chatflowId)).body.showPlace).toBe(false);
  });

  it('S2 of two who write at the same time under one ETag, one wins and the other hears 412', async () => {
    const { chatflowId } = await newOrganisation();
    const { etag } = await read(chatflowId);
    const patch = (color: string) => asOperator('PATCH', `/chatflows/${chatflowId}/settings`, { color }, { 'if-match': etag });
    const answers = await Promise.all([patch('#111111'), patch('#222222'), patch('#333333')]);
    await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412, 412]);
  });

  it('S2 If-Match: * and a list of tags', async () => {
    const { chatflowId } = await newOrganisation();
    const { etag } = await read(chatflowId);
    const path = `/chatflows/${chatflowId}/settings`;
    expect((await asOperator('PATCH', path, { color: '#111111' }, { 'if-match': `"7777", ${etag}` })).status).toBe(200);
    expect((await asOperator('PATCH', path, { color: '#222222' }, { 'if-match': '*' })).status).toBe(200);
  });
});

describe('bad settings', () => {
  const bad: [string, object][] = [
    ['/transferAfterSeconds', { transferAfterSeconds: -1 }],
    ['/transferAfterSeconds', { transferAfterSeconds: 0 }],
    ['/transferAfterSeconds', { transferAfterSeconds: 30.5 }],
    ['/transferAfterSeconds', { transferAfterSeconds: 1e9 }],
    ['/transferAfterSeconds', { transferAfterSeconds: '30' }],
    ['/transferAfterSeconds', { transferAfterSeconds: null }],
    ['/idleEndSeconds', { idleEndSeconds: 60 }],
    ['/maxQueueLength', { maxQueueLength: 10_001 }],
    ['/color', { color: 'red' }],
    ['/color', { color: '#0b5a66;}' }],
    ['/origins/0', { origins: ['*'] }],
    ['/origins/1', { origins: ['https://a.example', 'https://a.example/path'] }],
    ['/origins/0', { origins: ['http://a.example'] }],
    ['/origins', { origins: 'https://a.example' }],
    ['/texts/sv/busy', { texts: { sv: { busy: 'x'.repeat(501) } } }],
    ['/texts/xx', { texts: { xx: {} } }],
    ['/texts/sv/nothing', { texts: { sv: { nothing: 'x' } } }],
    ['/timeZone', { timeZone: 'Europe/Atlantis' }],
    ['/contactLink', { contactLink: 'javascript:alert(1)' }],
    ['/queueStopAt/monday', { queueStopAt: { monday: '25:00' } }],
    ['/queueStopAt/someday', { queueStopAt: { someday: '15:00' } }],
    ['/name', { name: null }],
    ['/unknown', { unknown: 1 }],
    ['/chatflowId', { chatflowId: 'another' }],
    ['/a~1b~0c', { 'a/b~c': 1 }],
  ];

  let organisation: Organisation;
  beforeAll(async () => {
    organisation = await newOrganisation();
  });

  it.each(bad)('S2 points at %s of %j, and nothing changes', async (pointer, patch) => {
    const { chatflowId } = organisation;
    const before = await read(chatflowId);
    const answer = await write('PATCH', chatflowId, patch);
    expect(answer.status).toBe(400);
    const problem = await fieldsOf(answer);
    expect(problem).toMatchObject({ type: '/problems/invalid', code: 'invalid', status: 400, title: expect.any(String) });
    expect(problem.errors).toEqual([{ pointer, reason: expect.any(String) }]);
    expect(await read(chatflowId)).toEqual(before);
  });

  it.each([[[]], ['text'], [42], [null], [true]])('S2 refuses %j as a whole', async (body) => {
    const { chatflowId } = organisation;
    expect(await refusalOf(await write('PUT', chatflowId, body))).toEqual([400, 'invalid']);
    expect(await refusalOf(await write('PATCH', chatflowId, body))).toEqual([400, 'invalid']);
  });

  it('S2 PUT misses nothing and adds nothing', async () => {
    const { chatflowId } = organisation;
    const { name: _name, ...incomplete } = defaultSettings('Kundservice');
    const { errors } = await fieldsOf(await write('PUT', chatflowId, { ...incomplete, extra: 1 }));
    expect(errors).toEqual([
      { pointer: '/name', reason: 'is missing' },
      { pointer: '/extra', reason: 'is not a known field' },
    ]);
  });

  it('S2 a field called __proto__ is an unknown field like any other', async () => {
    const { chatflowId } = organisation;
    const { etag } = await read(chatflowId);
    const answer = await send('PATCH', `/v1/chatflows/${chatflowId}/settings`, {
      headers: { authorization: 'Bearer operator', 'if-match': etag },
      body: JSON.parse('{"__proto__": {"allowQueue": true}, "texts": {"__proto__": {"x": "y"}}}'),
    });
    expect(await refusalOf(answer)).toEqual([400, 'invalid']);
  });

  it('S2 deep nesting and texts of 2 MB are refused', async () => {
    const { chatflowId } = organisation;
    const deep = JSON.parse(`${'{"texts":'.repeat(5_000)}1${'}'.repeat(5_000)}`);
    expect(await refusalOf(await write('PATCH', chatflowId, deep))).toEqual([400, 'invalid']);
    const huge = { texts: { sv: { busy: 'x'.repeat(2_000_000) } } };
    expect(await refusalOf(await write('PATCH', chatflowId, huge))).toEqual([413, 'too_large']);
  });
});

describe('the queue’s switch', () => {
  it('Q2 without the feature the queue cannot be switched on', async () => {
    const { chatflowId } = await newOrganisation();
    const answer = await write('PATCH', chatflowId, { allowQueue: true });
    const { code, errors } = await fieldsOf(answer);
    expect([answer.status, code]).toEqual([403, 'feature_missing']);
    expect(errors).toEqual([{ pointer: '/allowQueue', reason: expect.any(String) }]);
    expect((await read(chatflowId)).body.allowQueue).toBe(false);
  });

  it('Q2 taking the feature away unticks; granting it again does not tick', async () => {
    const { accountId, chatflowId } = await newOrganisation({ queue: true });
    expect((await write('PATCH', chatflowId, { allowQueue: true })).status).toBe(200);
    const ticked = await read(chatflowId);
    await asOperator('PUT', `/accounts/${accountId}/features`, { queue: false });
    const unticked = await read(chatflowId);
    expect(unticked.body.allowQueue).toBe(false);
    expect(unticked.etag).not.toBe(ticked.etag);
    await asOperator('PUT', `/accounts/${accountId}/features`, { queue: true });
    expect((await read(chatflowId)).body.allowQueue).toBe(false);
    expect((await write('PATCH', chatflowId, { allowQueue: true })).status).toBe(200);
  });

  it('Q3 saving the texts alone does not switch the queue on', async () => {
    const { chatflowId } = await newOrganisation({ queue: true });
    const texts = { sv: { queueWelcome: 'Ställ dig i kön.', inQueue: 'Snart.', queueClosed: 'Stängt.' } };
    const answer = await write('PUT', chatflowId, texts, 'texts');
    expect(answer.status).toBe(200);
    expect(await fieldsOf(answer)).toEqual(texts);
    expect((await read(chatflowId)).body).toMatchObject({ texts, allowQueue: false });
  });
});

describe('texts', () => {
  it('S3 texts are a view on the settings under the same ETag', async () => {
    const { chatflowId } = await newOrganisation();
    const settings = await read(chatflowId);
    const texts = await read(chatflowId, 'texts');
    expect(texts).toEqual({ etag: settings.etag, body: {} });
    const path = `/chatflows/${chatflowId}/texts`;
    expect(await refusalOf(await asOperator('PUT', path, {}))).toEqual([428, 'precondition_required']);
    await write('PATCH', chatflowId, { color: '#111111' });
    expect(await refusalOf(await asOperator('PUT', path, {}, { 'if-match': texts.etag }))).toEqual([412, 'settings_stale']);
    const bad = await write('PUT', chatflowId, { sv: { busy: 5 } }, 'texts');
    expect((await fieldsOf(bad)).errors).toEqual([{ pointer: '/sv/busy', reason: expect.any(String) }]);
  });
});
