// The customer's side of the desk: one session, what it knows, and what the customer can do. Knows no screen.

import {
  afterEndElsewhere,
  afterFrame,
  afterStart,
  type CustomerDesk,
  isLive,
  NEW_CUSTOMER,
  type StartFields,
  withoutChat,
  wrongField,
} from '../client/customer-desk.ts';
import { createSession } from '../client/session.ts';
import { hasGap, lastSeq } from '../client/transcript.ts';
import { PAGE_MAX_LENGTH, PAGE_TITLE_MAX_LENGTH } from '../shared/limits.ts';
import type { Language } from '../shared/model.ts';
import type { CustomerIn, CustomerOut } from '../shared/protocol.ts';
import type { MemoryKeeper } from './memory.ts';
import { createSending } from './sending.ts';
import { createTyping } from './typing.ts';
import { createWhereabouts } from './whereabouts.ts';

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
  const address = (chatflowId: string) => `${options.origin}/chat/${encodeURIComponent(chatflowId)}`;
  const reachable = () =>
    fetch(`${address(options.chatflowId)}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
  const whereabouts = createWhereabouts(options.chatflowId, memory, reachable);
  let typingTimer: ReturnType<typeof setTimeout> | undefined;
  let gapTimer: ReturnType<typeof setTimeout> | undefined;

  const session = createSession<CustomerIn, CustomerOut>({
    url: () => `${address(whereabouts.chatflowId()).replace(/^http/, 'ws')}/socket`,
    async credential(fresh) {
      if (fresh && whereabouts.refused()) change(afterEndElsewhere(known));
      return whereabouts.look();
    },
    hello() {
      const { chat } = known;
      const { language } = options;
      // Elsewhere the chat has another id, and one that has ended there has none here.
      if (chat?.movedTo) return { type: 'hello', language, chatId: chat.movedTo.chatId };
      if (chat?.chatId === '') return { type: 'hello', language };
      if (chat) return { type: 'hello', language, chatId: chat.chatId, lastSeq: lastSeq(known.transcript) };
      const earlier = memory.read();
      return { type: 'hello', language, ...(earlier.live && earlier.chatId ? { chatId: earlier.chatId } : {}) };
    },
    onFrame: hear,
    onState(connection, detail) {
      change({ ...known, connection, bye: detail?.bye ?? null, editorTyping: false });
      if (detail?.retryAt) void doubt();
    },
  });
  const sending = createSending({ known: () => known, change, send: session.send });

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
    if (frame.type === 'welcome') whereabouts.welcomed(frame.token);
    const before = known.chat;
    change(afterFrame(known, frame), frame);
    if (known.chat !== before) remember();
    session.tickAt(known.chat?.idleEndsAt ?? null);
    if (frame.type === 'typing') expireTyping();
    watchForGap();
    // The session goes on with this frame first.
    if (frame.type === 'welcome' || frame.type === 'chat') queueMicrotask(known.chat?.movedTo ? moveOn : sending.release);
  }

  function remember(): void {
    const live = isLive(known);
    // A chat on its way is remembered once it is known where to.
    if (!known.chat?.movedTo) memory.write({ chatId: known.chat?.chatId ?? null, live, ...(live ? {} : { elsewhere: null }) });
  }

  /** T11. The chat goes on at another chatflow: so does the customer, and what is on the screen stays until that desk brings it. */
  function moveOn(): void {
    if (!known.chat?.movedTo) return;
    whereabouts.follow(known.chat.movedTo);
    reconnect();
  }

  function reconnect(): void {
    session.close();
    session.start();
  }

  async function doubt(): Promise<void> {
    if (!(await whereabouts.failed())) return;
    change(afterEndElsewhere(known));
    reconnect();
  }

  function expireTyping(): void {
    clearTimeout(typingTimer);
    typingTimer = setTimeout(() => change({ ...known, editorTyping: false }), EDITOR_TYPING_MAX_MS);
  }

  function watchForGap(): void {
    clearTimeout(gapTimer);
    if (hasGap(known.transcript)) gapTimer = setTimeout(session.resync, GAP_PATIENCE_MS);
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
    write: sending.write,
    retry: sending.retry,
    typing: (draft) => typing(draft, known.chatflow?.typingPreview === true),
    end: sending.end,
    putAway() {
      const away = whereabouts.goHome();
      // What stands on the screen is the other chatflow's: the own one says anew who it is.
      change({ ...withoutChat(known), ...(away ? { chatflow: null, desk: null } : {}) });
      if (away) reconnect();
    },
  };
}
