// What every answer carries, and what is refused before any route looks at it.

import { env, exports } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { app } from '../../src/http/app.ts';
import { SECURITY_HEADERS } from '../../src/http/headers.ts';
import { asOperator, migrated, newEditor, newOrganisation, OPERATOR, ORIGIN, refusalOf, send, signedIn } from './service.ts';

beforeAll(migrated);
afterEach(() => vi.restoreAllMocks());

function raw(path: string, init: RequestInit): Promise<Response> {
  return exports.default.fetch(new Request(ORIGIN + path, init));
}

describe('headers', () => {
  it.each([
    ['GET', '/'],
    ['GET', '/v1/openapi.json'],
    ['GET', '/v1/accounts'],
    ['GET', '/nowhere'],
    ['GET', '/demo/'],
    ['DELETE', '/desk/me'],
    ['GET', `/chat/${'0'.repeat(64)}/status`],
    ['GET', `/chat/${'0'.repeat(64)}/socket`],
    ['POST', '/auth/sign-in/email'],
  ])('%s %s carries every security header', async (method, path) => {
    const answer = await send(method, path);
    await answer.text();
    expect(Object.fromEntries(answer.headers)).toMatchObject(SECURITY_HEADERS);
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get('cache-control')).toBe(path === '/v1/openapi.json' ? 'public, max-age=300' : 'no-store');
  });
});

describe('requests that no route sees', () => {
  it('an unknown address is 404, a known one with a wrong method 405 with Allow', async () => {
    expect(await refusalOf(await send('GET', '/nowhere'))).toEqual([404, 'not_found']);
    expect(await refusalOf(await asOperator('GET', '/nowhere'))).toEqual([404, 'not_found']);
    const { chatflowId } = await newOrganisation();
    const wrong: [string, string, string][] = [
      ['POST', `/chat/${chatflowId}/status`, 'GET, HEAD'],
      ['OPTIONS', `/chat/${chatflowId}/status`, 'GET, HEAD'],
      ['PUT', `/chat/${chatflowId}/socket`, 'GET, HEAD'],
      ['GET', `/desk/${chatflowId}/ticket`, 'POST'],
      ['GET', '/auth/sign-in/email', 'POST'],
      ['DELETE', `/v1/chatflows/${chatflowId}/settings`, 'GET, HEAD, PUT, PATCH'],
    ];
    for (const [method, path, allow] of wrong) {
      const answer = await send(method, path, { headers: OPERATOR });
      expect(answer.headers.get('allow')).toBe(allow);
      expect([path, ...(await refusalOf(answer))]).toEqual([path, 405, 'method_not_allowed']);
    }
  });

  it('a preflight from elsewhere gets no permission', async () => {
    const headers = {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    for (const path of ['/auth/sign-in/email', '/v1/accounts', '/desk/me']) {
      const answer = await send('OPTIONS', path, { headers });
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      await answer.text();
    }
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonx', 'json', ''])(
    'a body of type "%s" is 415',
    async (type) => {
      const headers = { ...OPERATOR, 'content-type': type };
      expect(await refusalOf(await raw('/v1/accounts', { method: 'POST', headers, body: '{"name":"x"}' }))).toEqual([
        415,
        'unsupported_media_type',
      ]);
      const signIn = await raw('/auth/sign-in/email', { method: 'POST', headers: { ...headers, origin: ORIGIN }, body: '{}' });
      expect(await refusalOf(signIn)).toEqual([415, 'unsupported_media_type']);
    },
  );

  it.each(['', '{', '{"name":', '\u0000', '[1,', '{"name":"x"} trailing'])('a body of %j is 400', async (body) => {
    const headers = { ...OPERATOR, 'content-type': 'application/json' };
    expect(await refusalOf(await raw('/v1/accounts', { method: 'POST', headers, body }))).toEqual([400, 'invalid']);
  });

  it('no body where one is needed is 400', async () => {
    expect(await refusalOf(await raw('/v1/accounts', { method: 'POST', headers: OPERATOR }))).toEqual([400, 'invalid']);
  });

  it('a body over 64 KB is 413, said or streamed', async () => {
    const headers = { ...OPERATOR, 'content-type': 'application/json' };
    const body = JSON.stringify({ name: 'x'.repeat(65_536) });
    expect(await refusalOf(await raw('/v1/accounts', { method: 'POST', headers, body }))).toEqual([413, 'too_large']);
    const streamed = new Response(body).body;
    expect(await refusalOf(await raw('/v1/accounts', { method: 'POST', headers, body: streamed }))).toEqual([413, 'too_large']);
  });

  it('an address over 8 KB is 413', async () => {
    expect(await refusalOf(await send('GET', `/chat/${'a'.repeat(9_000)}/status`))).toEqual([413, 'too_large']);
    expect(await refusalOf(await send('GET', `/v1/accounts?${'a'.repeat(60_000)}`))).toEqual([413, 'too_large']);
  });

  it.each([
    '/v1/accounts/%00',
    '/v1/accounts/..%2f..%2fetc',
    "/v1/accounts/'%20OR%201=1",
    `/v1/accounts/${'x'.repeat(500)}`,
    '/v1/chatflows/%F0%9F',
  ])('an id like %s leads nowhere', async (path) => {
    const [status, code] = await refusalOf(await send('GET', path, { headers: OPERATOR }));
    expect([status, code]).toEqual([404, 'not_found']);
  });
});

describe('when something breaks', () => {
  /** The Worker with a D1 that throws this. */
  function withBrokenD1(path: string, thrown: Error, headers: Record<string, string> = OPERATOR) {
    const prepare = (): never => {
      throw thrown;
    };
    return app.request(ORIGIN + path, { headers }, { ...env, DB: { prepare, batch: prepare } });
  }

  it('the answer is a problem, and what broke is told neither to the caller nor to the log', async () => {
    const lines: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line));
    const answer = await withBrokenD1('/v1/accounts', new RangeError('no room for person@nasta.example'));
    const told = await answer.text();
    expect([answer.status, JSON.parse(told)]).toEqual([500, expect.objectContaining({ code: 'internal', type: '/problems/internal' })]);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'request_broke', route: '/v1/accounts', error: 'RangeError' });
    for (const text of [told, ...lines]) expect(text).not.toContain('no room');
  });

  it('what another attempt may mend is 503', async () => {
    for (const mark of ['retryable', 'overloaded']) {
      const thrown = Object.assign(new Error('The object is on the move.'), { [mark]: true });
      expect(await refusalOf(await withBrokenD1('/v1/accounts', thrown))).toEqual([503, 'unavailable']);
    }
  });

  it('customers need no D1: status and sockets go on without it', async () => {
    const { chatflowId } = await newOrganisation();
    const thrown = new Error('D1 is down.');
    expect((await withBrokenD1(`/chat/${chatflowId}/status`, thrown, {})).status).toBe(200);
    const upgrade = { upgrade: 'websocket', origin: ORIGIN, 'sec-websocket-protocol': 'nasta.v1' };
    const answer = await withBrokenD1(`/chat/${chatflowId}/socket`, thrown, upgrade);
    answer.webSocket?.accept();
    answer.webSocket?.close();
    expect(answer.status).toBe(101);
  });
});

describe('the log', () => {
  it('has one line for a request, with neither names nor addresses nor credentials in it', async () => {
    const { chatflowId } = await newOrganisation();
    const editor = await newEditor(chatflowId);
    const lines: string[] = [];
    for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, level).mockImplementation((...told) => lines.push(told.map(String).join(' ')));
    }
    const headers = await signedIn(editor);
    const answer = await send('GET', `/desk/me?secret=1`, { headers: { ...headers, 'user-agent': 'A browser' } });
    await answer.text();
    await (
      await send('POST', '/auth/sign-in/email', { headers: { origin: ORIGIN }, body: { email: editor.email, password: 'wrong password' } })
    ).text();
    await (await asOperator('PATCH', `/chatflows/${chatflowId}/settings`, { name: 'Hemligt namn' }, { 'if-match': '*' })).text();
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['request', 'request', 'request', 'request']);
    expect(JSON.parse(lines[1] ?? '')).toEqual({
      event: 'request',
      requestId: answer.headers.get('x-request-id'),
      method: 'GET',
      route: '/desk/me',
      status: 200,
      durationMs: expect.any(Number),
    });
    const told = lines.join('\n');
    for (const secret of [
      editor.email,
      editor.password,
      'wrong password',
      'Redaktör',
      'Hemligt',
      'secret',
      'operator',
      'A browser',
      'session',
    ]) {
      expect(told).not.toContain(secret);
    }
  });
});
