// A connection to a desk that comes back by itself, for customers and editors alike: sub-protocol, hello, answers, heartbeat, reconnect.
// Knows no screen, no framework and no meaning of frames beyond welcome, answers and bye.
//
//   start → connecting → open ──lost──→ waiting ──→ connecting …
//                 bye without reconnect, close() ──→ closed

import { HEARTBEAT_MS } from '../shared/limits.ts';
import { type Answer, type ByeReason, CLOSE_CODES, PING, PONG, PROTOCOL } from '../shared/protocol.ts';
import { createDeskClock } from './clock.ts';
import { createCommands, ownRefusal } from './commands.ts';
import { followPage } from './page-events.ts';

const CONNECT_TIMEOUT_MS = 8_000;
const PONG_TIMEOUT_MS = 8_000;
const RETRY_BASE_MS = 500;
const RETRY_MAX_MS = 30_000;
/** Attempts that a crowded or rate-limited client counts as made already, so that it stays away for longer. */
const CROWDED_ATTEMPTS_COUNT = 5;

export type SessionState = 'connecting' | 'open' | 'waiting' | 'closed';
/** `retryAt`: ms since 1970 by the machine's own clock, with `waiting`. `bye`: why, with `closed`, unless the client closed it itself. */
export interface StateDetail {
  retryAt?: number;
  bye?: ByeReason;
}

type Frame = { type: string };
/** The part of a WebSocket that a session uses. */
export interface Socket {
  readonly readyState: number;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}
type HelloOf<In> = Extract<In, { type: 'hello' }>;
/** A command as it is given to {@link Session.send}: the session makes the id unless the caller has one. */
export type CommandOf<In> = In extends { id: string } ? Omit<In, 'id'> & { id?: string } : never;
export type SignalOf<In> = In extends { id: string } | { type: 'hello' } ? never : In;

export interface SessionOptions<In extends Frame, Out extends Frame> {
  /** `wss://…/socket`; asked again for each attempt. */
  url(): string;
  /** The token or ticket, or null for a newcomer. `fresh`: the last one was refused, get a new one. A rejection counts as a failed attempt. */
  credential(fresh: boolean): Promise<string | null>;
  hello(): HelloOf<In>;
  /** Every frame from the desk, answers and bye included. */
  onFrame(frame: Out): void;
  onState(state: SessionState, detail?: StateDetail): void;
  /** Tests and the load generator bring their own. */
  socket?: new (
    url: string,
    protocols: string[],
  ) => Socket;
}

export interface Session<In> {
  /** Connects; again after `closed`, too. */
  start(): void;
  /**
   * Gives a command. While there is no connection it waits; after a reconnect it goes again with the same id until it is answered. Refusals are
   * answers; the promise never rejects. When the session is closed first: `unavailable`.
   */
  send(command: CommandOf<In>): Promise<Answer>;
  /** Sends a frame that nobody waits for; dropped while there is no connection. */
  signal(frame: SignalOf<In>): void;
  /** Ends the session; unanswered commands get `unavailable`. */
  close(): void;
  /** Tries at once instead of waiting for the next attempt; with a connection: checks that it lives. */
  wake(): void;
  /** Connects anew at once, with a new hello: for a caller who sees that something is missing. */
  resync(): void;
  /** One heartbeat. The session beats by itself, but a hidden page's timers are slow: `beat.ts` calls this from a worker. */
  beat(): void;
  /** The desk's time, ms since 1970. */
  serverNow(): number;
  /** Sends `tick` shortly after this moment of the desk's time; replaces the one set before; null: none. */
  tickAt(serverMs: number | null): void;
}

/** Makes a session. Nothing happens before {@link Session.start}. */
export function createSession<In extends Frame, Out extends Frame>(options: SessionOptions<In, Out>): Session<In> {
  const Socket: new (url: string, protocols: string[]) => Socket = options.socket ?? WebSocket;
  const commands = createCommands();
  const clock = createDeskClock(() => transmit('{"type":"tick"}'));
  let state: SessionState = 'closed';
  let socket: Socket | undefined;
  /** Grows with each attempt, so that what an earlier one still brings is not heard. */
  let attempt = 0;
  let failuresCount = 0;
  let refusedOnce = false;
  let bye: ByeReason | undefined;
  let deadline: ReturnType<typeof setTimeout> | undefined;
  let pongDeadline: ReturnType<typeof setTimeout> | undefined;
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  let leavePage: (() => void) | undefined;

  function enter(next: SessionState, detail?: StateDetail): void {
    state = next;
    options.onState(next, detail);
  }

  function transmit(text: string): void {
    if (state === 'open' && socket?.readyState === 1) socket.send(text);
  }

  async function connect(): Promise<void> {
    drop();
    const mine = attempt;
    bye = undefined;
    enter('connecting');
    deadline = setTimeout(lost, CONNECT_TIMEOUT_MS);
    try {
      const credential = await options.credential(refusedOnce);
      if (mine !== attempt) return;
      const fresh = new Socket(options.url(), credential ? [PROTOCOL, credential] : [PROTOCOL]);
      socket = fresh;
      fresh.onopen = () => fresh.send(JSON.stringify(options.hello()));
      fresh.onmessage = (event) => mine === attempt && hear(event.data);
      fresh.onclose = (event) => mine === attempt && closed(event.code);
    } catch {
      // The way to a credential is down, or it is none that a socket takes: the same as a desk out of reach.
      if (mine === attempt) lost();
    }
  }

  /** Lets go of the socket and of every timer that belongs to it. */
  function drop(): void {
    attempt++;
    clearTimeout(deadline);
    clearTimeout(pongDeadline);
    clearInterval(heartbeat);
    const old = socket;
    socket = undefined;
    // Closing a socket that is still connecting is allowed and ends the attempt.
    if (old && old.readyState <= 1) old.close(1000);
  }

  function hear(data: unknown): void {
    clearTimeout(pongDeadline);
    pongDeadline = undefined;
    if (data === PONG) return;
    const frame = parse(data);
    if (!isFrame<Out>(frame)) return;
    const answer = answerIn(frame);
    if (answer?.type === 'ok') clock.learn(answer.now, false);
    if ('reason' in frame && frame.type === 'bye' && isByeReason(frame.reason)) bye = frame.reason;
    if ('now' in frame && frame.type === 'welcome' && typeof frame.now === 'number') clock.learn(frame.now, true);
    options.onFrame(frame);
    if (answer) commands.settle(answer);
    if (frame.type === 'welcome') welcomed();
  }

  function welcomed(): void {
    clearTimeout(deadline);
    failuresCount = 0;
    refusedOnce = false;
    heartbeat = setInterval(beat, HEARTBEAT_MS);
    enter('open');
    for (const text of commands.unanswered()) transmit(text);
  }

  function closed(code: number): void {
    const reason = bye ?? reasonOf(code);
    if (reason === 'unauthenticated' && !refusedOnce) {
      refusedOnce = true;
      void connect();
    } else if (reason && !COMES_BACK.has(reason)) {
      finish(reason);
    } else {
      if (reason === 'crowded' || reason === 'rate_limited') failuresCount = Math.max(failuresCount, CROWDED_ATTEMPTS_COUNT);
      lost();
    }
  }

  /** Full jitter: a whole desk that lost its connection at once comes back spread out, the first attempt within half a second. */
  function lost(): void {
    drop();
    const delayMs = Math.random() * Math.min(RETRY_MAX_MS, RETRY_BASE_MS * 2 ** failuresCount);
    failuresCount++;
    deadline = setTimeout(connect, delayMs);
    enter('waiting', { retryAt: Date.now() + delayMs });
  }

  function finish(reason?: ByeReason): void {
    drop();
    clock.stop();
    leavePage?.();
    leavePage = undefined;
    commands.giveUp();
    enter('closed', reason ? { bye: reason } : {});
  }

  function beat(): void {
    if (state !== 'open') return;
    transmit(PING);
    pongDeadline ??= setTimeout(lost, PONG_TIMEOUT_MS);
  }

  function wake(): void {
    if (state === 'open') beat();
    else if (state === 'waiting') void connect();
  }

  /** Into the back/forward cache: out of the desk's sight at once; back by {@link wake}. */
  function hide(): void {
    if (state === 'closed') return;
    drop();
    enter('waiting');
  }

  return {
    start() {
      if (state !== 'closed') return;
      failuresCount = 0;
      refusedOnce = false;
      leavePage = followPage({ awake: wake, hide, show: wake });
      void connect();
    },
    send(command) {
      const frame = { ...command, id: command.id ?? crypto.randomUUID() };
      if (state === 'closed') return Promise.resolve(ownRefusal(frame.id, 'unavailable'));
      const { text, answer } = commands.add(frame);
      if (text !== null) transmit(text);
      return answer;
    },
    signal: (frame) => transmit(JSON.stringify(frame)),
    close() {
      if (state !== 'closed') finish();
    },
    wake,
    resync() {
      if (state === 'open') void connect();
    },
    beat,
    serverNow: clock.now,
    tickAt: clock.tickAt,
  };
}

/** Reasons after which the same client may try again. */
const COMES_BACK: ReadonlySet<ByeReason> = new Set(['restart', 'rate_limited', 'crowded']);

function isByeReason(value: unknown): value is ByeReason {
  return typeof value === 'string' && Object.hasOwn(CLOSE_CODES, value);
}

function reasonOf(code: number): ByeReason | undefined {
  return Object.keys(CLOSE_CODES)
    .filter(isByeReason)
    .find((reason) => CLOSE_CODES[reason] === code);
}

/** Undefined for what is not JSON: something between here and the desk speaks, and the heartbeat will tell. */
function parse(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return undefined;
  }
}

/** The desk is the one who served this script: a frame of its is trusted to have the documented fields. What is no frame is not. */
function isFrame<Out extends Frame>(value: unknown): value is Out {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function isAnswer(frame: Frame): frame is Answer {
  return frame.type === 'ok' || frame.type === 'error';
}

function answerIn(frame: Frame): Answer | undefined {
  return isAnswer(frame) ? frame : undefined;
}
