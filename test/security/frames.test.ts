// Every frame × everybody at a socket × a chat of one's own, a colleague's, and another desk's: the answer, that a refusal changed no row,
// and that nobody else heard of it.

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ALL_ACTS } from '../../src/shared/access.ts';
import { TestDesk } from '../support/desk-client.ts';

/** A customer and an editor who share a chat, and another customer and a colleague who share the next one. */
const SPEAKERS = ['customer', 'other customer', 'owner', 'colleague'] as const;
type Speaker = (typeof SPEAKERS)[number];
const CHATS = ['the chat', 'another desk’s chat'] as const;
type ChatName = (typeof CHATS)[number];

/** An answer's code, `ok`, or `silence` for what is no command. */
type Heard = string;

interface FrameEntry {
  /** What is sent, beside type and id; `chatId` is put in where it belongs. */
  fields: object;
  /** By speaker: about the chat, and about another desk's. One value: the same for both. */
  heard: Record<Speaker, Heard | [Heard, Heard]>;
}

const CUSTOMERS_ONLY = { owner: 'invalid', colleague: 'invalid' } as const;
const EDITORS_ONLY = { customer: 'invalid', 'other customer': 'invalid' } as const;
const STRANGER: [Heard, Heard] = ['not_found', 'not_found'];

/** Written down by hand. A frame that the protocol gains makes the first test fail. */
const FRAMES: Record<string, FrameEntry> = {
  hello: { fields: {}, heard: { customer: 'invalid', 'other customer': 'invalid', owner: 'invalid', colleague: 'invalid' } },
  // Names no chat: the one who has a live chat gets it again (P9).
  start: { fields: { join: true }, heard: { customer: 'ok', 'other customer': 'ok', ...CUSTOMERS_ONLY } },
  message: {
    fields: { text: 'Hej' },
    heard: {
      customer: ['ok', 'not_found'],
      'other customer': STRANGER,
      owner: ['ok', 'not_found'],
      colleague: ['chat_moved', 'not_found'],
    },
  },
  end: {
    fields: {},
    heard: {
      customer: ['ok', 'not_found'],
      'other customer': STRANGER,
      owner: ['ok', 'not_found'],
      colleague: ['chat_moved', 'not_found'],
    },
  },
  typing: { fields: { on: true }, heard: { customer: 'silence', 'other customer': 'silence', owner: 'silence', colleague: 'silence' } },
  tick: { fields: {}, heard: { customer: 'silence', 'other customer': 'silence', owner: 'silence', colleague: 'silence' } },
  status: { fields: { status: 'available' }, heard: { ...EDITORS_ONLY, owner: 'ok', colleague: 'ok' } },
  focus: { fields: { on: true }, heard: { ...EDITORS_ONLY, owner: ['ok', 'not_found'], colleague: ['chat_moved', 'not_found'] } },
  close: { fields: {}, heard: { ...EDITORS_ONLY, owner: ['window_live', 'not_found'], colleague: ['chat_moved', 'not_found'] } },
  transfer: {
    fields: { toEditorId: 'e2' },
    heard: { ...EDITORS_ONLY, owner: ['ok', 'not_found'], colleague: ['chat_moved', 'not_found'] },
  },
  take: { fields: {}, heard: { ...EDITORS_ONLY, owner: ['not_overdue', 'not_found'], colleague: ['not_overdue', 'not_found'] } },
  move: {
    fields: { toChatflowId: 'f'.repeat(64) },
    // `ok` says that it is being asked for; a chatflow that is not the account's refuses later, and the chat stays.
    heard: { ...EDITORS_ONLY, owner: ['ok', 'not_found'], colleague: ['chat_moved', 'not_found'] },
  },
  sign_out: { fields: { confirm: true }, heard: { ...EDITORS_ONLY, owner: 'ok', colleague: 'ok' } },
};

const TYPES = [...new Set(ALL_ACTS.map((act) => /^(?:customer|editor)\.(\w+)$/.exec(act)?.[1]).filter((type) => type !== undefined))];
let foreign: { desk: TestDesk; chatId: string; rows: string };
let count = 0;

beforeAll(async () => {
  const { desk, chatId } = await newScene();
  foreign = { desk, chatId, rows: await rowsOf(desk) };
});
afterAll(async () => {
  console.info(`matrix: ${count} frames, ${TYPES.length} types, ${SPEAKERS.length} speakers`);
  // Whatever was asked elsewhere about its chat: nothing of it came here.
  expect(await rowsOf(foreign.desk)).toBe(foreign.rows);
  vi.useRealTimers();
});

async function newScene() {
  const desk = await TestDesk.create({}, [2, 2]);
  const owner = await desk.available('e1');
  const colleague = await desk.available('e2');
  const customer = await desk.started();
  const other = await desk.started();
  return { desk, chatId: customer.chatId, sockets: { customer, 'other customer': other, owner, colleague } };
}

/** Every row but the answers that are kept for repeats, and the desk's own record of what was asked. */
async function rowsOf(desk: TestDesk): Promise<string> {
  const tables = ['desk', 'chats', 'messages', 'notes', 'editors', 'deadlines', 'moments', 'outbox'];
  return JSON.stringify(await Promise.all(tables.map((table) => desk.query(`SELECT * FROM ${table}`))));
}

function expectedOf(type: string, speaker: Speaker, chat: ChatName): Heard {
  const heard = FRAMES[type]?.heard[speaker] ?? 'no entry';
  return typeof heard === 'string' ? heard : (heard[chat === 'the chat' ? 0 : 1] ?? 'no entry');
}

it('S4 every frame has its entry, and every entry its frame', () => {
  expect(new Set(Object.keys(FRAMES))).toEqual(new Set(TYPES));
});

describe.each(CHATS)('frames about %s', (chat) => {
  describe.each(TYPES)('%s', (type) => {
    it.each(SPEAKERS)('S1, S4 from the %s', async (speaker) => {
      count += 1;
      const { desk, chatId, sockets } = await newScene();
      const socket = sockets[speaker];
      const before = await rowsOf(desk);
      const heardBefore = new Map(SPEAKERS.map((name) => [name, sockets[name].heard.length]));
      const id = crypto.randomUUID();
      const frame = { type, id, chatId: chat === 'the chat' ? chatId : foreign.chatId, ...FRAMES[type]?.fields };
      const from = socket.heard.length;
      socket.socket.send(JSON.stringify(frame));
      if (type !== 'sign_out' || speaker.includes('customer')) await socket.settled();
      else await socket.closed();
      const answers = [...socket.answersTo(id, from), ...socket.answersTo(null, from)];
      const heard = answers.map((answer) => (answer.type === 'ok' ? 'ok' : answer.code));
      expect([speaker, ...(heard.length === 0 ? ['silence'] : heard)]).toEqual([speaker, expectedOf(type, speaker, chat)]);
      if (heard.length > 0 && !heard.includes('ok')) {
        expect(await rowsOf(desk)).toBe(before);
        for (const name of SPEAKERS.filter((other) => other !== speaker)) {
          await sockets[name].settled();
          const more = sockets[name].heard.slice(heardBefore.get(name)).filter((out) => out.type !== 'error');
          expect([name, more]).toEqual([name, []]);
        }
      }
    });
  });
});

describe('typing reaches nobody whose chat it is not', () => {
  it.each(['other customer', 'colleague'] as const)('S4, S5 from the %s', async (speaker) => {
    const { desk, chatId, sockets } = await newScene();
    const before = await rowsOf(desk);
    for (const chat of [chatId, foreign.chatId]) sockets[speaker].socket.send(JSON.stringify({ type: 'typing', chatId: chat, on: true }));
    await sockets[speaker].settled();
    for (const name of ['customer', 'owner'] as const) {
      await sockets[name].settled();
      expect(sockets[name].heard.filter(({ type }) => type === 'typing')).toEqual([]);
    }
    expect(await rowsOf(desk)).toBe(before);
  });
});

describe('credentials of another desk', () => {
  it.each(['customer', 'editor'] as const)('S1, S4 open no %s socket here, and the desk learns nothing', async (side) => {
    const { desk } = await newScene();
    const before = await rowsOf(desk);
    const ticket = await foreign.desk.stub.ticket('e1');
    const credential = side === 'editor' ? (ticket.ok ? ticket.value.ticket : '') : (await foreign.desk.customer()).welcome.token;
    expect(credential).not.toBe('');
    const socket = await desk.open<unknown, { type: 'bye'; reason: string }>(side, credential);
    socket.socket.send('{"type":"hello"}');
    expect(await socket.next('bye')).toMatchObject({ reason: 'unauthenticated' });
    expect((await socket.closed()).code).toBe(4001);
    expect(await rowsOf(desk)).toBe(before);
  });
});
