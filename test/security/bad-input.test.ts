// What is thrown at the service and has no better place: each gets its answer, and rows, other sockets and the log stay as they were.
// docs/BAD-INPUT.md says for every kind of bad input which test shows it.

import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { networkOf } from '../../src/http/middleware/brakes.ts';
import { START_BURST_COUNT, STARTS_PER_SECOND } from '../../src/shared/limits.ts';
import { TokenBuckets } from '../../src/shared/token-buckets.ts';
import { asOperator, fieldsOf, migrated, newEditor, newOrganisation, ORIGIN, refusalOf, send, signedIn } from '../http/service.ts';
import { open, upgrade } from '../http/socket.ts';
import { TestDesk } from '../support/desk-client.ts';

beforeAll(migrated);
afterEach(() => vi.useRealTimers());

const PROTOCOL = 'nasta.v1';

describe('transport', () => {
  it('S4 an upgrade on any other path opens nothing', async () => {
    const { chatflowId } = await newOrganisation();
    for (const path of ['/', '/v1/accounts', '/desk/me', `/chat/${chatflowId}/status`, `/chat/${chatflowId}`, '/console', '/nowhere']) {
      const answer = await upgrade(path, [PROTOCOL]);
      expect([path, answer.status === 101, answer.webSocket]).toEqual([path, false, null]);
      await answer.text();
    }
  });

  it('a header of 100 KB, and a key of that length, are answered like any other', async () => {
    const long = 'a'.repeat(100_000);
    expect(await refusalOf(await send('GET', '/v1/me', { headers: { authorization: `Bearer ${long}` } }))).toEqual([
      401,
      'unauthenticated',
    ]);
    expect((await send('GET', '/v1/openapi.json', { headers: { 'x-long': long } })).status).toBe(200);
    expect(await refusalOf(await send('GET', '/v1/me', { headers: { cookie: `a=${long}` } }))).toEqual([401, 'unauthenticated']);
  });

  it.each([
    '/../.dev.vars',
    '/..%2f..%2f.dev.vars',
    '/console/..%2f..%2fwrangler.toml',
    '/build/%2e%2e/%2e%2e/package.json',
    '//evil.example/x',
    '/%5c..%5c.dev.vars',
  ])('a way out of the folder such as %s leads to nothing', async (path) => {
    const answer = await send('GET', path);
    const told = await answer.text();
    expect([301, 302, 307, 308, 404]).toContain(answer.status);
    expect(answer.headers.get('location') ?? '/').toMatch(/^\/(?!\/)/);
    expect(told).not.toMatch(/AUTH_SECRET|compatibility_date|devDependencies/);
  });

  it('S1 a secret in an address is none', async () => {
    const { chatflowId, key } = await newOrganisation();
    const secret = String(key.authorization).slice('Bearer '.length);
    for (const name of ['key', 'token', 'access_token', 'authorization', 'api_key']) {
      expect(await refusalOf(await send('GET', `/v1/me?${name}=${secret}`))).toEqual([401, 'unauthenticated']);
    }
    const headers = await signedIn(await newEditor(chatflowId));
    const { ticket } = await fieldsOf(await send('POST', `/desk/${chatflowId}/ticket`, { headers, body: {} }));
    const wire = await open(`/desk/${chatflowId}/socket?ticket=${String(ticket)}`, [PROTOCOL]);
    wire.send({ type: 'hello' });
    expect(await wire.next('bye')).toMatchObject({ reason: 'unauthenticated' });
    expect(await wire.closed).toBe(4001);
  });
});

describe('sockets and cookies', () => {
  it('S4 a session opens no socket by itself, from whichever page: a page that rides on a cookie gets nowhere', async () => {
    const { chatflowId } = await newOrganisation();
    const { cookie } = await signedIn(await newEditor(chatflowId));
    const evil = await upgrade(`/desk/${chatflowId}/socket`, [PROTOCOL], { cookie: String(cookie), origin: 'https://evil.example' });
    expect(await refusalOf(evil)).toEqual([403, 'origin_not_allowed']);
    const wire = await open(`/desk/${chatflowId}/socket`, [PROTOCOL], { cookie: String(cookie) });
    wire.send({ type: 'hello' });
    expect(await wire.next('bye')).toMatchObject({ reason: 'unauthenticated' });
  });

  it('S4 look-alikes of a listed origin are others', async () => {
    const { chatflowId } = await newOrganisation();
    await asOperator('PATCH', `/chatflows/${chatflowId}/settings`, { origins: ['https://www.kommun.example'] }, { 'if-match': '*' });
    const alike = [
      'https://www.kommun.example.evil.example',
      'https://evil.example/https://www.kommun.example',
      'https://www.kommun.example@evil.example',
      'https://wwwxkommun.example',
      'https://kommun.example',
      'https://sub.www.kommun.example',
      'http://www.kommun.example',
      'https://www.kommun.example:8443',
      'https://www.kommun.example/',
      'https://WWW.KOMMUN.EXAMPLE',
      'https://www.kommun.example.',
      'https://www.kommun.example https://evil.example',
      'null',
      'file://',
      '*',
      `${ORIGIN}.evil.example`,
    ];
    expect((await upgrade(`/chat/${chatflowId}/socket`, [PROTOCOL], { origin: 'https://www.kommun.example' })).status).toBe(101);
    for (const origin of alike) {
      const socket = await upgrade(`/chat/${chatflowId}/socket`, [PROTOCOL], { origin });
      expect([origin, ...(await refusalOf(socket))]).toEqual([origin, 403, 'origin_not_allowed']);
      const status = await send('GET', `/chat/${chatflowId}/status`, { headers: { origin } });
      expect([origin, status.headers.get('access-control-allow-origin'), ...(await refusalOf(status))]).toEqual([
        origin,
        null,
        403,
        'origin_not_allowed',
      ]);
    }
  });
});

describe('clicks to start', () => {
  /** A customer's socket from this network, as the Worker would tell the object. */
  async function from(desk: TestDesk, network: string) {
    const { webSocket } = await desk.upgrade('customer', { 'x-nasta-network': network });
    if (!webSocket) throw new Error('No socket.');
    const frames: { type: string; code?: string }[] = [];
    let wake: () => void = () => undefined;
    webSocket.addEventListener('message', ({ data }) => {
      frames.push(JSON.parse(String(data)));
      wake();
    });
    webSocket.accept();
    const answer = async () => {
      for (;;) {
        const frame = frames.shift();
        if (frame?.type === 'ok' || frame?.type === 'error') return frame.code ?? frame.type;
        if (frame === undefined) await new Promise<void>((resolve) => (wake = resolve));
      }
    };
    webSocket.send('{"type":"hello"}');
    return async () => {
      webSocket.send(JSON.stringify({ type: 'start', id: crypto.randomUUID(), join: false }));
      return answer();
    };
  }

  it('S1 one network cannot click on and on for every place; others can, and so can it again', async () => {
    const desk = await TestDesk.create();
    let clicks = 0;
    // Each socket keeps within what a socket may send.
    while (clicks < START_BURST_COUNT) {
      const click = await from(desk, 'crowd');
      for (let count = 0; count < 40 && clicks < START_BURST_COUNT; count++, clicks++) expect(await click()).toBe('desk_closed');
    }
    const before = await desk.query('SELECT * FROM chats');
    const late = await from(desk, 'crowd');
    expect(await late()).toBe('rate_limited');
    expect(await desk.query('SELECT * FROM chats')).toEqual(before);
    expect(await (await from(desk, 'elsewhere'))()).toBe('desk_closed');
    desk.pass(1 / STARTS_PER_SECOND);
    expect(await late()).toBe('desk_closed');
    expect(await late()).toBe('rate_limited');
  });

  it('S1 nobody can name another network than the own from outside', async () => {
    const { chatflowId } = await newOrganisation();
    const heard = new Set<unknown>();
    let clicks = 0;
    // The clock is real here and the bucket fills a little meanwhile.
    for (let socket = 0; socket < 10 && !heard.has('rate_limited'); socket++) {
      const headers = { 'cf-connecting-ip': '198.51.100.1', 'x-nasta-network': `made up ${socket}` };
      const wire = await open(`/chat/${chatflowId}/socket`, [PROTOCOL], headers);
      wire.send({ type: 'hello' });
      await wire.next('welcome');
      for (let count = 0; count < 50 && !heard.has('rate_limited'); count++, clicks++) {
        wire.send({ type: 'start', id: `c${count}`, join: false });
        heard.add((await wire.next('error')).code);
      }
    }
    expect(heard).toEqual(new Set(['desk_closed', 'rate_limited']));
    expect(clicks).toBeGreaterThan(START_BURST_COUNT);
  });
});

describe('token buckets', () => {
  it('give as much as they hold, then as fast as they fill, each name its own', () => {
    const buckets = new TokenBuckets(2, 4);
    expect([buckets.take('a', 0), buckets.take('a', 0), buckets.take('a', 0), buckets.take('b', 0)]).toEqual([0, 0, 250, 0]);
    expect([buckets.waitMs('a', 125), buckets.take('a', 250), buckets.take('a', 250)]).toEqual([125, 0, 250]);
    expect([buckets.take('a', 100_000), buckets.take('a', 100_000), buckets.take('a', 100_000)]).toEqual([0, 0, 250]);
    // A clock that runs backwards gives nothing away.
    expect(buckets.take('a', 0)).toBe(250);
  });

  it('forget the names of long ago before they fill the memory', () => {
    const buckets = new TokenBuckets(1, 1);
    expect(buckets.take('first', 0)).toBe(0);
    for (let count = 0; count < 10_000; count++) buckets.take(`name ${count}`, 0);
    expect(buckets.take('first', 0)).toBe(0);
    expect(buckets.take('name 9999', 0)).toBe(1_000);
  });
});

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['127.0.0.1', null],
  ['::1', null],
  ['', null],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
