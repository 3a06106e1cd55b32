// I17. What a client makes of its snapshot and the frames after it, compared with a fresh snapshot. I15: which fields a role may see.

import { isDeepStrictEqual } from 'node:util';
import type { DeskRows } from '../../src/core/reader.ts';
import { customerWelcome, editorWelcome } from '../../src/core/views.ts';
import type {
  CustomerChat,
  CustomerOut,
  Desk,
  DeskForCustomer,
  EditorOut,
  Message,
  Note,
  Window,
  WindowWithMessages,
} from '../../src/shared/protocol.ts';

/** Every field that a frame to a customer may carry, at any depth. */
const CUSTOMER_FIELDS = new Set(
  (
    'type now token chatflow desk chat messages message chatId on state canQueue nextPlace startedAt lastSeq place editorName editorAway ' +
    'idleEndsAt endReason endedAt seq author name text at commandId language color contactLink privacyLink retentionDays fields email ' +
    'question typingPreview texts welcome queueWelcome inQueue queueClosed busy closed movedTo chatflowId'
  ).split(' '),
);

function fail(rule: string, what: string, is: unknown, fresh: unknown): never {
  throw new Error(`${rule}: ${what}\n  client: ${JSON.stringify(is)}\n  fresh:  ${JSON.stringify(fresh)}`);
}

export class CustomerMirror {
  readonly #id: string;
  #desk: DeskForCustomer;
  #chat: CustomerChat | null;
  #messages: Message[];

  constructor(rows: DeskRows, customerId: string, now: number) {
    this.#id = customerId;
    const { desk, chat, messages } = customerWelcome(rows, customerId, 'sv', now, {});
    this.#desk = desk;
    this.#chat = chat;
    this.#messages = messages;
  }

  hear(frame: CustomerOut | EditorOut): void {
    checkFields(frame);
    if (frame.type === 'chat') this.#hearChat(frame.chat);
    if (frame.type === 'message' && this.#chat && frame.chatId === this.#chat.chatId) {
      if (frame.message.seq !== this.#messages.length + 1) fail('I2', 'a message came out of order', this.#messages, frame);
      this.#messages.push(frame.message);
    }
    if (frame.type === 'desk' && 'desk' in frame) this.#desk = frame.desk;
  }

  #hearChat(chat: CustomerChat): void {
    const known = this.#chat?.chatId === chat.chatId ? this.#chat : null;
    if (!known) this.#messages = [];
    if (known?.place !== undefined && chat.place !== undefined && chat.place > known.place) fail('Q5', 'the place grew', known, chat);
    this.#chat = chat;
  }

  check(rows: DeskRows, now: number): void {
    const chatId = this.#chat?.chatId;
    const fresh = customerWelcome(rows, this.#id, 'sv', now, { chatId });
    if (fresh.chat?.state === 'ended' && this.#chat === null) return;
    if (!isDeepStrictEqual(plain(this.#chat), plain(fresh.chat))) fail('I17', 'a customer knows another chat', this.#chat, fresh.chat);
    if ((this.#chat?.place ?? 0) < (fresh.chat?.place ?? 0)) fail('Q5', 'a customer was told too low a place', this.#chat, fresh.chat);
    const erased = chatId !== undefined && rows.chat(chatId)?.erasedAt !== null;
    if (!erased && !isDeepStrictEqual(this.#messages, fresh.messages))
      fail('I17', 'a customer has other messages', this.#messages, fresh.messages);
    const live = fresh.chat !== null && fresh.chat.state !== 'ended';
    // The weekly stop (Q14) comes without an event; a panel that is open then learns of it when it asks.
    const stops = Object.keys(rows.desk().settings.queueStopAt).length > 0;
    if (!live && !stops && !isDeepStrictEqual(met(this.#desk), met(fresh.desk)))
      fail('I17', 'an onlooker sees another desk', this.#desk, fresh.desk);
  }
}

/** The place is told now and then, `lastSeq` by the messages; who had an ended chat does not matter any more. */
function plain(chat: CustomerChat | null): Partial<CustomerChat> | null {
  if (!chat) return null;
  const { place: _place, lastSeq: _lastSeq, editorName, ...rest } = chat;
  return chat.state === 'ended' || editorName === undefined ? rest : { ...rest, editorName };
}

function met({ state, canQueue }: DeskForCustomer): Omit<DeskForCustomer, 'nextPlace'> {
  return { state, canQueue };
}

function checkFields(value: unknown): void {
  if (Array.isArray(value)) for (const item of value) checkFields(item);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (!CUSTOMER_FIELDS.has(key)) throw new Error(`I15: the field ${key} went to a customer.`);
    checkFields(inner);
  }
}

export class EditorMirror {
  readonly #id: string;
  readonly #windows: Map<string, { window: Window; messages: Message[]; notes: Note[] }>;
  #desk: Desk;

  constructor(rows: DeskRows, editorId: string, now: number) {
    this.#id = editorId;
    const { windows, desk } = editorWelcome(rows, editorId, now, []);
    this.#windows = new Map(windows.map((whole) => [whole.chatId, parts(whole)]));
    this.#desk = desk;
  }

  hear(frame: CustomerOut | EditorOut): void {
    if (frame.type === 'window') this.#hearWindow(frame);
    if (frame.type === 'window_closed') {
      if (!this.#windows.delete(frame.chatId)) throw new Error('I15: a window was closed that this editor did not have.');
    }
    if (frame.type === 'message' || frame.type === 'note') {
      const known = this.#windows.get(frame.chatId);
      if (!known) throw new Error(`I15: a ${frame.type} went to an editor without the window.`);
      if (frame.type === 'note') known.notes.push(frame.note);
      else known.messages.push(frame.message);
    }
    if (frame.type === 'typing' && !this.#windows.has(frame.chatId)) throw new Error('I15: typing was shown without the window.');
    if (frame.type === 'desk' && 'chatflowId' in frame) this.#hearDesk(frame);
  }

  #hearWindow({ window, messages, notes }: Extract<EditorOut, { type: 'window' }>): void {
    const known = this.#windows.get(window.chatId);
    if (!known && !messages) throw new Error('I17: a window came without its transcript.');
    this.#windows.set(window.chatId, { window, messages: messages ?? known?.messages ?? [], notes: notes ?? known?.notes ?? [] });
  }

  #hearDesk(frame: Extract<EditorOut, { type: 'desk' }>): void {
    const { name = this.#desk.name, state = this.#desk.state, queue = this.#desk.queue } = frame;
    const editors = upsert(this.#desk.editors, frame.editors, frame.editorsGone, ({ editorId }) => editorId);
    const chats = upsert(this.#desk.chats, frame.chats, frame.chatsGone, ({ chatId }) => chatId);
    this.#desk = { ...this.#desk, name, state, queue, editors, chats };
  }

  check(rows: DeskRows, now: number): void {
    const fresh = editorWelcome(rows, this.#id, now, []);
    const mine = [...this.#windows.values()].sort((a, b) => a.window.place - b.window.place).map(current);
    const theirs = fresh.windows.map(parts).map(current);
    if (!isDeepStrictEqual(mine, theirs)) fail('I17', 'an editor has other windows', mine, theirs);
    const desk = inOrder(this.#desk);
    if (!isDeepStrictEqual(desk, inOrder(fresh.desk))) fail('I17', 'an editor sees another desk', desk, inOrder(fresh.desk));
  }
}

function parts({ messages, notes, ...window }: WindowWithMessages): { window: Window; messages: Message[]; notes: Note[] } {
  return { window, messages: [...messages], notes: [...notes] };
}

/** `lastSeq` is what the messages say. */
function current(whole: { window: Window; messages: Message[]; notes: Note[] }): typeof whole {
  return { ...whole, window: { ...whole.window, lastSeq: whole.messages.at(-1)?.seq ?? 0 } };
}

function upsert<T>(known: T[], changed: T[] | undefined, gone: string[] | undefined, idOf: (item: T) => string): T[] {
  const items = new Map(known.map((item) => [idOf(item), item]));
  for (const item of changed ?? []) items.set(idOf(item), item);
  for (const id of gone ?? []) items.delete(id);
  return [...items.values()];
}

function inOrder(desk: Desk): Desk {
  const editors = [...desk.editors].sort((a, b) => (a.editorId < b.editorId ? -1 : 1));
  return { ...desk, editors, chats: [...desk.chats].sort((a, b) => (a.chatId < b.chatId ? -1 : 1)) };
}
