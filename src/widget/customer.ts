// The customer's side of the desk: one session, what it knows, and what the customer can do. Knows no screen.

import {
  afterFrame,
  afterMessageAnswer,
  afterStart,
  type CustomerDesk,
  isLive,
  NEW_CUSTOMER,
  type StartFields,
  withoutChat,
  wrongField,
} from '../client/customer-desk.ts';
import { createSession } from '../client/session.ts';
import { hasGap, lastSeq, withOutgoing, withoutOutgoing } from '../client/transcript.ts';
import { PAGE_MAX_LENGTH, PAGE_TITLE_MAX_LENGTH } from '../shared/limits.ts';
import type { Language } from '../shared/model.ts';
import type { CustomerIn, CustomerOut } from '../shared/protocol.ts';
import type { MemoryKeeper } from './memory.ts';
import { createTyping } from './typing.ts';

/** An editor's "is writing" that is not renewed is taken down by itself. */
const EDITOR_TYPING_MAX_MS = 10_000;
/** How long a missing message may be on its way before the session asks for it. */
const GAP_PATIENCE_MS = 1_500;

export interface CustomerOptions {
  origin: string;
  chatflowId: string;
  language: Language;
  memory: MemoryKeeper;
  /** What is known has changed; `came` is the frame that did it, if one did. */
  onChange(came?: CustomerOut): void;
}

export interface Customer {
  known(): CustomerDesk;
  connect(): void;
  disconnect(): void;
  fill(fields: Partial<StartFields>): void;
  /** Q4. `join`: stand in line if the desk is full. A field that is missing or wrong is found before anything is sent. */
  start(join: boolean): Promise<void>;
  write(text: string): void;
  /** Once more, for a message that was not sent. */
  retry(commandId: string): void;
  /** The whole draft, at every key; empty when it was sent. */
  typing(draft: string): void;
  end(): void;
  /** Puts an ended chat away and makes room for the next. */
  putAway(): void;
}

export function createCustomer(options: CustomerOptions): Customer {
  const { memory } = options;
  let known = NEW_CUSTOMER;
  let typingTimer: ReturnType<typeof setTimeout> | undefined;
  let gapTimer: ReturnType<typeof setTimeout> | undefined;

  const session = createSession<CustomerIn, CustomerOut>({
    url: () => `${options.origin.replace(/^http/, 'ws')}/chat/${encodeURIComponent(options.chatflowId)}/socket`,
    async credential(fresh) {
      if (fresh) memory.write({ token: null });
      return memory.read().token;
    },
    hello() {
      const chatId = known.chat?.chatId;
      if (chatId) return { type: 'hello', language: options.language, chatId, lastSeq: lastSeq(known.transcript) };
      const earlier = memory.read();
      return { type: 'hello', language: options.language, ...(earlier.live && earlier.chatId ? { chatId: earlier.chatId } : {}) };
    },
    onFrame: hear,
    onState(connection, detail) {
      change({ ...known, connection, bye: detail?.bye ?? null, editorTyping: false });
    },
  });

  const typing = createTyping((on, text) => {
    const preview = on && known.chatflow?.typingPreview ? { text } : {};
    if (known.chat) session.signal({ type: 'typing', chatId: known.chat.chatId, on, ...preview });
  });

  function change(next: CustomerDesk, came?: CustomerOut): void {
    known = next;
    options.onChange(came);
  }

  function hear(frame: CustomerOut): void {
    if (frame.type === 'ok' || frame.type === 'error' || frame.type === 'bye') return;
    if (frame.type === 'welcome') memory.write({ token: frame.token });
    const before = known.chat;
    change(afterFrame(known, frame), frame);
    if (known.chat !== before) memory.write({ chatId: known.chat?.chatId ?? null, live: isLive(known) });
    session.tickAt(known.chat?.idleEndsAt ?? null);
    if (frame.type === 'typing') expireTyping();
    watchForGap();
  }

  function expireTyping(): void {
    clearTimeout(typingTimer);
    typingTimer = setTimeout(() => change({ ...known, editorTyping: false }), EDITOR_TYPING_MAX_MS);
  }

  function watchForGap(): void {
    clearTimeout(gapTimer);
    if (hasGap(known.transcript)) gapTimer = setTimeout(session.resync, GAP_PATIENCE_MS);
  }

  async function deliver(chatId: string, commandId: string, text: string): Promise<void> {
    change({ ...known, transcript: withOutgoing(known.transcript, commandId, text) });
    const answer = await session.send({ type: 'message', id: commandId, chatId, text });
    change(afterMessageAnswer(known, answer));
  }

  return {
    known: () => known,
    connect: session.start,
    disconnect: session.close,
    fill(fields) {
      change({ ...known, fields: { ...known.fields, ...fields } });
    },
    async start(join) {
      if (known.starting) return;
      const refused = wrongField(known);
      if (refused) return change({ ...known, refused });
      change({ ...known, starting: true, refused: null });
      const { name, email, question } = known.fields;
      const page = (location.origin + location.pathname).slice(0, PAGE_MAX_LENGTH);
      const pageTitle = document.title.slice(0, PAGE_TITLE_MAX_LENGTH);
      const filled = { ...(name && { name }), ...(email && { email }), ...(question.trim() && { question }) };
      const answer = await session.send({ type: 'start', join, language: options.language, page, pageTitle, ...filled });
      change(afterStart(known, answer));
    },
    write(text) {
      if (known.chat) void deliver(known.chat.chatId, crypto.randomUUID(), text);
    },
    retry(commandId) {
      const { chat } = known;
      const entry = known.transcript.outgoing.find((candidate) => candidate.commandId === commandId);
      if (!entry || !chat) return;
      // The desk refused that id for good; what it refused it did not store, so a new id cannot double the message.
      known = { ...known, transcript: withoutOutgoing(known.transcript, commandId) };
      void deliver(chat.chatId, crypto.randomUUID(), entry.text);
    },
    typing: (draft) => typing(draft, known.chatflow?.typingPreview === true),
    end() {
      if (known.chat && isLive(known)) void session.send({ type: 'end', chatId: known.chat.chatId });
    },
    putAway() {
      change(withoutChat(known));
      memory.write({ chatId: null, live: false });
    },
  };
}
