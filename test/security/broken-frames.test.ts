// Broken frames from somebody who has a chat, on both sides of a desk at work: whatever comes, the rows, the other sockets and the log stay as
// they were. Which answer each frame gets is shown in test/chatflow/frames.test.ts.

import { afterEach, describe, expect, it, vi } from 'vitest';
import { FRAME_MAX_BYTES, MESSAGE_MAX_LENGTH, NOTE_MAX_LENGTH } from '../../src/shared/limits.ts';
import { type Client, TestDesk } from '../support/desk-client.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const MARK = 'hemlig';

/** Frames that are refused, whoever sends them. `CHAT` stands for the chat's id. */
const BROKEN: [string, string | Uint8Array<ArrayBuffer>][] = [
  ['nothing', ''],
  ['a bracket', '{'],
  ['null', 'null'],
  ['true', 'true'],
  ['a number', '42'],
  ['a list', '[]'],
  ['an unknown type', `{"type":"${MARK}","id":"x"}`],
  ['a type that is an object', '{"type":{"$gt":""},"id":"x"}'],
  ['a number for a text', '{"type":"message","id":"x","chatId":"CHAT","text":7}'],
  ['an object for an id', '{"type":"message","id":{"a":1},"chatId":"CHAT","text":"hemlig"}'],
  ['an object for a chat', '{"type":"end","id":"x","chatId":{"$ne":null}}'],
  ['deep nesting', `{"type":"message","id":"x","chatId":${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
  ['half a surrogate pair', '{"type":"message","id":"x","chatId":"CHAT","text":"hemlig \\ud800"}'],
  ['a huge number', '{"type":"typing","chatId":1e999,"on":true}'],
  ['white space', '{"type":"message","id":"x","chatId":"CHAT","text":" \\n\\u200b\\u2060"}'],
  ['10,000 newlines', JSON.stringify({ type: 'message', id: 'x', chatId: 'CHAT', text: '\n'.repeat(7_000) })],
  ['a text without a space', JSON.stringify({ type: 'message', id: 'x', chatId: 'CHAT', text: 'x'.repeat(MESSAGE_MAX_LENGTH + 1) })],
  ['a flood of marks', JSON.stringify({ type: 'message', id: 'x', chatId: 'CHAT', text: `e${'\u0301'.repeat(MESSAGE_MAX_LENGTH)}` })],
  [
    'a note that is too long',
    JSON.stringify({ type: 'transfer', id: 'x', chatId: 'CHAT', toEditorId: 'e2', note: 'x'.repeat(NOTE_MAX_LENGTH + 1) }),
  ],
  ['a field named __proto__', '{"__proto__":{"type":"end"},"id":"x","chatId":"CHAT"}'],
  ['binary', Uint8Array.from(`{"type":"tick","text":"${MARK}"}`, (letter) => letter.charCodeAt(0))],
];

/** Frames after which the socket is closed. */
const TOO_LARGE: [string, string | Uint8Array<ArrayBuffer>][] = [
  ['16 KiB and a byte', 'x'.repeat(FRAME_MAX_BYTES + 1)],
  ['a megabyte', JSON.stringify({ type: 'message', id: 'x', chatId: 'CHAT', text: MARK.repeat(160_000) })],
  ['a binary megabyte', new Uint8Array(1_048_576)],
];

async function newScene() {
  const desk = await TestDesk.create({}, [2, 2]);
  const editor = await desk.available('e1');
  const colleague = await desk.available('e2');
  const customer = await desk.started();
  const other = await desk.started();
  return { desk, chatId: customer.chatId, everybody: { customer, editor, colleague, other } };
}

async function rowsOf(desk: TestDesk): Promise<string> {
  const tables = ['desk', 'chats', 'messages', 'notes', 'editors', 'deadlines', 'moments', 'replies', 'outbox'];
  return JSON.stringify(await Promise.all(tables.map((table) => desk.query(`SELECT * FROM ${table}`))));
}

function put(data: string | Uint8Array<ArrayBuffer>, chatId: string) {
  return typeof data === 'string' ? data.replaceAll('CHAT', chatId) : data;
}

/** What others have heard, beside answers to themselves. */
async function heardBy(clients: Client<unknown, { type: string }>[]): Promise<string> {
  return JSON.stringify(clients.map(({ heard }) => heard.filter(({ type }) => type !== 'error' && type !== 'ok')));
}

describe.each(['customer', 'editor'] as const)('broken frames from the %s of a chat', (side) => {
  it.each(BROKEN)('I16 %s: one refusal, and nothing else happens', async (_what, data) => {
    const { desk, chatId, everybody } = await newScene();
    const { [side]: sender, ...rest } = everybody;
    const others = Object.values(rest);
    for (const client of Object.values(everybody)) await client.settled();
    const lines: unknown[] = [];
    vi.spyOn(console, 'log').mockImplementation((line: unknown) => lines.push(line));
    const [rows, heard, from] = [await rowsOf(desk), await heardBy(others), sender.heard.length];
    sender.socket.send(put(data, chatId));
    const isInvalid = ({ code }: { code: string }) => code === 'invalid';
    const refusal = side === 'customer' ? everybody.customer.next('error', isInvalid) : everybody.editor.next('error', isInvalid);
    // The refusal does not repeat what was sent.
    expect(JSON.stringify(await refusal)).not.toContain(MARK);
    expect(await rowsOf(desk)).toBe(rows);
    for (const client of Object.values(everybody)) await client.settled();
    expect(sender.heard.slice(from).filter((frame) => frame.type === 'error' && frame.code === 'invalid')).toHaveLength(1);
    expect(await heardBy(others)).toBe(heard);
    expect(lines).toEqual([]);
  });

  it.each(TOO_LARGE)('I16 %s: closed with 4009, the chat goes on, and the log says no more than that', async (_what, data) => {
    const { desk, chatId, everybody } = await newScene();
    const { [side]: sender } = everybody;
    const lines: unknown[] = [];
    vi.spyOn(console, 'log').mockImplementation((line: unknown) => lines.push(line));
    const messages = await desk.query('SELECT * FROM messages');
    sender.socket.send(put(data, chatId));
    expect((await sender.closed()).code).toBe(4009);
    expect(await desk.query('SELECT * FROM messages')).toEqual(messages);
    expect(await desk.query('SELECT state FROM chats WHERE chat_id = ?', chatId)).toEqual([{ state: 'assigned' }]);
    await everybody.other.settled();
    expect(everybody.other.closedWith).toBeUndefined();
    expect(lines).toEqual([JSON.stringify({ event: 'socket_dismissed', reason: 'too_large', role: side })]);
  });
});

describe('sockets that say nothing', () => {
  it('1,000 of them leave the desk to those who speak', async () => {
    const { desk, chatId, everybody } = await newScene();
    const rows = await rowsOf(desk);
    for (let count = 0; count < 1_000; count++) {
      const { webSocket } = await desk.upgrade('customer');
      expect(webSocket).not.toBeNull();
      webSocket?.accept();
    }
    expect(await rowsOf(desk)).toBe(rows);
    expect(await everybody.customer.ask({ type: 'message', chatId, text: 'Hej' })).toMatchObject({ type: 'ok' });
    expect((await everybody.editor.next('message', ({ message }) => message.author === 'customer')).message.text).toBe('Hej');
  });
});
