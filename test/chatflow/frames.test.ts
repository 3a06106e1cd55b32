// What clients may send: every broken frame gets a typed error or a documented close, and nothing else happens.

import { describe, expect, test } from 'vitest';
import { ERRORS } from '../../src/shared/errors.ts';
import { FRAME_BURST_COUNT, FRAME_MAX_BYTES, MESSAGE_MAX_LENGTH } from '../../src/shared/limits.ts';
import { parseCustomerFrame, parseEditorFrame } from '../../src/shared/schemas/frames.ts';
import { TestDesk } from '../support/desk-client.ts';

const message = (over: object) => JSON.stringify({ type: 'message', id: 'm1', chatId: 'c1', text: 'Hej', ...over });

/** Title, text of the frame, the id that the answer must carry, and the field it must point at. */
const BROKEN: [string, string, string | null, string][] = [
  ['nothing at all', '', null, ''],
  ['half an object', '{', null, ''],
  ['null', 'null', null, ''],
  ['true', 'true', null, ''],
  ['a number', '42', null, ''],
  ['a list', '[]', null, ''],
  ['no type', '{"id":"m1"}', 'm1', '/type'],
  ['a type that nobody knows', '{"type":"sudo","id":"m1"}', 'm1', '/type'],
  ['an editor’s command from a customer', '{"type":"status","id":"m1","status":"available"}', 'm1', '/type'],
  ['a number for an id', message({ id: 7 }), null, '/id'],
  ['an object where an id belongs', message({ chatId: { $ne: null } }), 'm1', '/chatId'],
  ['an empty id', message({ id: '' }), null, '/id'],
  ['an id that is too long', message({ id: 'x'.repeat(65) }), null, '/id'],
  ['an id with a line break', message({ id: 'a\nb' }), null, '/id'],
  ['a list for a text', message({ text: ['Hej'] }), 'm1', '/text'],
  ['only white space', message({ text: ' \n\t\u200b ' }), 'm1', '/text'],
  ['a text that is too long', message({ text: 'x'.repeat(MESSAGE_MAX_LENGTH + 1) }), 'm1', '/text'],
  ['half a surrogate pair', '{"type":"message","id":"m1","chatId":"c1","text":"\\ud800"}', 'm1', '/text'],
  ['a huge number', '{"type":"typing","chatId":1e999,"on":true}', null, '/chatId'],
  ['a word for yes', '{"type":"start","id":"m1","join":"yes"}', 'm1', '/join'],
  ['a language that nobody speaks here', '{"type":"start","id":"m1","join":true,"language":"xx"}', 'm1', '/language'],
  ['an e-mail address that is none', '{"type":"start","id":"m1","join":true,"email":"<b>@x"}', 'm1', '/email'],
  ['deep nesting', `{"type":"message","id":"m1","chatId":${'['.repeat(4_000)}${']'.repeat(4_000)},"text":"x"}`, 'm1', '/chatId'],
];

describe('broken frames', () => {
  for (const [title, text, id, pointer] of BROKEN) {
    test(`${title}: invalid, with the id and the field`, async () => {
      const desk = await TestDesk.create();
      const customer = await desk.customer();
      customer.socket.send(text);
      const error = await customer.next('error');
      expect(error).toMatchObject({ type: 'error', id, code: 'invalid', message: ERRORS.invalid[1], pointer });
      expect(error.reason).not.toBe('');
      await customer.settled();
      expect(await desk.query('SELECT COUNT(*) AS count FROM chats')).toEqual([{ count: 0 }]);
    });
  }

  test('binary: invalid', async () => {
    const customer = await (await TestDesk.create()).customer();
    customer.socket.send(new Uint8Array([123, 125]));
    expect(await customer.next('error')).toMatchObject({ id: null, code: 'invalid' });
  });

  for (const [title, data] of [
    ['one byte too many', `"${'x'.repeat(FRAME_MAX_BYTES - 1)}"`],
    ['too many bytes in few characters', `"${'å'.repeat(FRAME_MAX_BYTES / 2)}"`],
    ['a megabyte', 'x'.repeat(1_048_576)],
    ['a binary megabyte', new Uint8Array(1_048_576)],
  ] as [string, string | Uint8Array<ArrayBuffer>][]) {
    test(`${title}: too_large and closed`, async () => {
      const customer = await (await TestDesk.create()).customer();
      customer.socket.send(data);
      expect(await customer.next('bye')).toEqual({ type: 'bye', reason: 'too_large', reconnect: false });
      expect((await customer.closed()).code).toBe(4009);
    });
  }

  test('exactly as many bytes as allowed are read', async () => {
    const customer = await (await TestDesk.create()).customer();
    customer.socket.send(`"${'x'.repeat(FRAME_MAX_BYTES - 2)}"`);
    expect(await customer.next('error')).toMatchObject({ code: 'invalid' });
  });

  test('anything before hello: hello_expected and closed', async () => {
    const desk = await TestDesk.create();
    const client = await desk.open<unknown, { type: 'error'; code: string } | { type: 'bye'; reason: string }>('customer');
    client.socket.send(message({}));
    expect(await client.next('error')).toMatchObject({ id: 'm1', code: 'hello_expected' });
    expect(await client.next('bye')).toMatchObject({ reason: 'protocol' });
    expect((await client.closed()).code).toBe(4008);
  });

  test('a second hello: invalid, and the socket lives on', async () => {
    const customer = await (await TestDesk.create()).customer();
    customer.send({ type: 'hello' });
    expect(await customer.next('error')).toMatchObject({ id: null, code: 'invalid', pointer: '/type' });
    await customer.settled();
  });

  test('ten broken frames in a row: closed; a good one in between starts the count again', async () => {
    const desk = await TestDesk.create();
    const patient = await desk.customer();
    for (let round = 0; round < 2; round++) {
      for (let count = 0; count < 9; count++) patient.socket.send('{');
      await patient.settled();
    }
    expect(patient.closedWith).toBeUndefined();
    for (let count = 0; count < 10; count++) patient.socket.send('{');
    expect(await patient.next('bye')).toMatchObject({ reason: 'protocol' });
    expect((await patient.closed()).code).toBe(4008);
  });
});

describe('too many frames', () => {
  test('beyond the burst: rate_limited, each with its id, until time has passed', async () => {
    const desk = await TestDesk.create();
    const customer = await desk.customer();
    for (let count = 0; count < FRAME_BURST_COUNT + 5; count++) customer.socket.send(message({ id: `m${count}` }));
    const last = FRAME_BURST_COUNT + 4;
    await customer.next('error', ({ id }) => id === `m${last}`);
    const codes = customer.all('error').map(({ code }) => code);
    // Hello was the first of the burst.
    expect(codes.filter((code) => code === 'not_found')).toHaveLength(FRAME_BURST_COUNT - 1);
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(6);
    desk.pass(1);
    expect(await customer.ask({ type: 'message', chatId: 'c1', text: 'x' })).toMatchObject({ code: 'not_found' });
  });

  test('who goes on and on is sent away; others notice nothing', async () => {
    const desk = await TestDesk.create();
    const [flood, other] = [await desk.customer(), await desk.customer()];
    for (let count = 0; count < 400; count++) flood.send({ type: 'typing', chatId: 'c1', on: true });
    expect(await flood.next('bye')).toEqual({ type: 'bye', reason: 'rate_limited', reconnect: true });
    expect((await flood.closed()).code).toBe(4029);
    await other.settled();
    expect(other.all('bye')).toEqual([]);
  });
});

describe('frames that are read', () => {
  test('unknown fields are dropped, and a role never comes from the frame', () => {
    const parsed = parseCustomerFrame('{"type":"tick","role":"editor","editorId":"e1"}');
    expect(parsed).toEqual({ ok: true, frame: { type: 'tick' } });
  });

  test('names lose what could deceive; pages lose query and fragment, and are addresses or nothing', () => {
    const frame = (over: object) => {
      const parsed = parseCustomerFrame(JSON.stringify({ type: 'start', id: 's', join: true, ...over }));
      return parsed.ok ? parsed.frame : parsed.refusal;
    };
    expect(frame({ name: ' A\u202eB\u200bC\n ' })).toMatchObject({ name: 'A B C' });
    expect(frame({ page: 'https://www.kommun.example/a?personnummer=1#x' })).toMatchObject({ page: 'https://www.kommun.example/a' });
    expect(frame({ page: 'javascript:alert(1)' })).toMatchObject({ page: '' });
    expect(frame({ page: `https://x.example/${'a'.repeat(5_000)}`, pageTitle: 'T'.repeat(5_000) })).toMatchObject({ type: 'start' });
    expect(frame({ question: ' \n ' })).toMatchObject({ question: '' });
  });

  test('negative and broken lastSeq are refused, a huge one is only a number', () => {
    for (const lastSeq of [-1, 0.5, '1', null]) expect(parseCustomerFrame(JSON.stringify({ type: 'hello', lastSeq })).ok).toBe(false);
    expect(parseCustomerFrame(`{"type":"hello","lastSeq":${Number.MAX_SAFE_INTEGER}}`).ok).toBe(true);
    expect(parseEditorFrame('{"type":"hello","windows":[{"chatId":"c","lastSeq":-1}]}').ok).toBe(false);
  });

  test('texts come through unchanged', async () => {
    const desk = await TestDesk.create();
    const editor = await desk.available('e1');
    const customer = await desk.started();
    for (const text of [
      '<script>alert(1)</script>',
      '{{7*7}}',
      '=HYPERLINK("x")',
      '\u001b[31m\r\nrad två',
      `e${'\u0301'.repeat(500)}`,
      '\n'.repeat(3_000).concat('x'),
    ]) {
      expect(await customer.ask({ type: 'message', chatId: customer.chatId, text })).toMatchObject({ type: 'ok' });
      expect((await editor.next('message')).message.text).toBe(text);
      expect((await desk.query('SELECT text FROM messages ORDER BY seq DESC LIMIT 1'))[0]?.text).toBe(text);
    }
  });
});
