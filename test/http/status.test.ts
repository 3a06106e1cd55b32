// GET /chat/{id}/status: who may read it, what it says, and for how long it may be kept.

import { listDurableObjectIds } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { STATUS_CACHE_SECONDS } from '../../src/shared/limits.ts';
import { asOperator, fieldsOf, migrated, newOrganisation, ORIGIN, refusalOf, send } from './service.ts';

beforeAll(migrated);

async function withOrigins(origins: string[]): Promise<string> {
  const { chatflowId } = await newOrganisation();
  await asOperator('PATCH', `/chatflows/${chatflowId}/settings`, { origins }, { 'if-match': '*' });
  return chatflowId;
}

describe('public status', () => {
  it('Q1 says the desk’s state, the texts in the language that is asked for, and nothing of the inside', async () => {
    const chatflowId = await withOrigins(['https://www.kommun.example']);
    const answer = await send('GET', `/chat/${chatflowId}/status?lang=nb-NO`);
    expect(answer.status).toBe(200);
    const status = await fieldsOf(answer);
    expect(status).toMatchObject({
      desk: { state: 'closed', canQueue: false },
      chatflow: { name: 'Kundservice', language: 'nb', texts: { closed: expect.stringContaining('stengt') } },
    });
    expect(status).not.toHaveProperty('origins');
  });

  it.each(['', '?lang=', '?lang=xx', '?lang=../../x', `?lang=${'s'.repeat(2_000)}`])(
    'S3 %s means the chatflow’s own language',
    async (query) => {
      const { chatflowId } = await newOrganisation();
      expect(await fieldsOf(await send('GET', `/chat/${chatflowId}/status${query}`))).toMatchObject({ chatflow: { language: 'sv' } });
    },
  );

  it('Q10 may be kept for five seconds in all, and is kept that long here', async () => {
    const { chatflowId } = await newOrganisation();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const path = `/chat/${chatflowId}/status`;
    const nameNow = async () => {
      const answer = await send('GET', path);
      return [(await fieldsOf(answer)).chatflow, answer.headers.get('cache-control')];
    };
    expect(await nameNow()).toEqual([expect.objectContaining({ name: 'Kundservice' }), `public, max-age=${STATUS_CACHE_SECONDS}`]);
    await asOperator('PATCH', `/chatflows/${chatflowId}/settings`, { name: 'Ny' }, { 'if-match': '*' });
    vi.setSystemTime(Date.now() + 3_000);
    expect(await nameNow()).toEqual([expect.objectContaining({ name: 'Kundservice' }), 'public, max-age=2']);
    vi.setSystemTime(Date.now() + 2_000);
    expect(await nameNow()).toEqual([expect.objectContaining({ name: 'Ny' }), `public, max-age=${STATUS_CACHE_SECONDS}`]);
    vi.useRealTimers();
  });

  it('S4 is open to the chatflow’s origins, to our own and to no look-alike', async () => {
    const chatflowId = await withOrigins(['https://www.kommun.example', 'http://localhost:8080']);
    const ask = (origin: string) => send('GET', `/chat/${chatflowId}/status`, { headers: { origin } });
    for (const origin of ['https://www.kommun.example', 'http://localhost:8080', ORIGIN]) {
      const answer = await ask(origin);
      expect([answer.status, answer.headers.get('access-control-allow-origin'), answer.headers.get('vary')]).toEqual([
        200,
        origin,
        'Origin',
      ]);
      expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
      await answer.text();
    }
    for (const origin of [
      'null',
      '*',
      'http://www.kommun.example',
      'https://www.kommun.example.evil.example',
      'https://evil-www.kommun.example',
      'https://kommun.example',
      'https://www.kommun.example:8443',
      'https://www.kommun.example/',
      'HTTPS://WWW.KOMMUN.EXAMPLE',
      'http://localhost:8081',
    ]) {
      const answer = await ask(origin);
      expect(answer.headers.has('access-control-allow-origin')).toBe(false);
      expect([origin, ...(await refusalOf(answer))]).toEqual([origin, 403, 'origin_not_allowed']);
    }
  });

  it('S4 an unknown or forged id is answered with 404 and makes no object', async () => {
    const { chatflowId } = await newOrganisation();
    const before = (await listDurableObjectIds(env.CHATFLOW)).map(String).sort();
    const bent = chatflowId.slice(0, -1) + (chatflowId.endsWith('0') ? '1' : '0');
    for (const id of ['x', '0'.repeat(64), 'f'.repeat(64), bent, chatflowId.toUpperCase(), `${chatflowId}%00`, '%2e%2e', "'--"]) {
      expect([id, ...(await refusalOf(await send('GET', `/chat/${id}/status`)))]).toEqual([id, 404, 'not_found']);
    }
    expect((await listDurableObjectIds(env.CHATFLOW)).map(String).sort()).toEqual(before);
  });
});
