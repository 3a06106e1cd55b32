// The reconnecting session against a desk that the test plays: attempts, answers, heartbeats, goodbyes, and the page's own life.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSession, type Session, type StateDetail } from '../../src/client/session.ts';
import { FRAME_MAX_BYTES, HEARTBEAT_MS } from '../../src/shared/limits.ts';
import type { CustomerIn, CustomerOut } from '../../src/shared/protocol.ts';
import { CLOSE_CODES } from '../../src/shared/protocol.ts';
import { FakeSocket, forgetSockets, newest, sockets } from './fake-socket.ts';

interface Seen {
  session: Session<CustomerIn>;
  states: string[];
  details: (StateDetail | undefined)[];
  frames: CustomerOut[];
  credentials: boolean[];
}

function make(credential: (fresh: boolean) => Promise<string | null> = async () => 'token-1'): Seen {
  const seen: Omit<Seen, 'session'> = { states: [], details: [], frames: [], credentials: [] };
  const session = createSession<CustomerIn, CustomerOut>({
    url: () => 'wss://desk.example/chat/c1/socket',
    credential: (fresh) => {
      seen.credentials.push(fresh);
      return credential(fresh);
    },
    hello: () => ({ type: 'hello', chatId: 'chat-1', lastSeq: 3 }),
    onFrame: (frame) => seen.frames.push(frame),
    onState: (state, detail) => {
      seen.states.push(state);
      seen.details.push(detail);
    },
    socket: FakeSocket,
  });
  return { ...seen, session };
}

/** Lets promises settle without moving the clock. */
const settle = () => vi.advanceTimersByTimeAsync(0);

async function opened(credential?: (fresh: boolean) => Promise<string | null>): Promise<Seen> {
  const seen = make(credential);
  seen.session.start();
  await settle();
  welcome();
  return seen;
}

function welcome(now = Date.now()): void {
  newest().accept();
  newest().say({ type: 'welcome', now });
}

beforeEach(() => {
  forgetSockets();
  vi.useFakeTimers({ now: 1_000_000 });
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('connecting', () => {
  it('offers the protocol and the credential, says hello first, and is open with the welcome', async () => {
    const seen = make();
    seen.session.start();
    await settle();
    expect(newest().protocols).toEqual(['nasta.v1', 'token-1']);
    expect(seen.states).toEqual(['connecting']);
    newest().accept();
    expect(newest().frames()).toEqual([{ type: 'hello', chatId: 'chat-1', lastSeq: 3 }]);
    expect(seen.states).toEqual(['connecting']);
    newest().say({ type: 'welcome', now: Date.now() });
    expect(seen.states).toEqual(['connecting', 'open']);
  });

  it('comes without a credential as a newcomer', async () => {
    await opened(async () => null);
    expect(newest().protocols).toEqual(['nasta.v1']);
  });

  it('gives an attempt up after 8 s, opened or not, and makes the next', async () => {
    const seen = make();
    seen.session.start();
    await settle();
    await vi.advanceTimersByTimeAsync(7_999);
    expect(seen.states).toEqual(['connecting']);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen.states).toEqual(['connecting', 'waiting']);
    expect(newest().closedByClient).toBe(true);
    await vi.advanceTimersByTimeAsync(250);
    newest().accept(); // … and now never a welcome
    await vi.advanceTimersByTimeAsync(8_000);
    expect(seen.states.slice(2)).toEqual(['connecting', 'waiting']);
  });

  it('does not hear an attempt that it gave up', async () => {
    const seen = make();
    seen.session.start();
    await settle();
    const old = newest();
    await vi.advanceTimersByTimeAsync(8_250);
    expect(sockets).toHaveLength(2);
    old.say({ type: 'welcome', now: 1 });
    old.end(1006);
    expect(seen.states.at(-1)).toBe('connecting');
    expect(seen.frames).toEqual([]);
  });

  it('waits longer after each failure with full jitter, half a minute at most, and starts again from a welcome', async () => {
    const seen = await opened();
    const delays: number[] = [];
    for (let round = 0; round < 9; round++) {
      newest().end(1006);
      const retryAt = seen.details.at(-1)?.retryAt ?? Number.NaN;
      delays.push(retryAt - Date.now());
      await vi.advanceTimersByTimeAsync(retryAt - Date.now());
    }
    expect(delays).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
    welcome();
    newest().end(1006);
    expect((seen.details.at(-1)?.retryAt ?? 0) - Date.now()).toBe(250);
  });

  it('takes a credential that cannot be had, or that no socket takes, for a failed attempt', async () => {
    const answers = [Promise.reject(new Error('offline')), Promise.resolve('not a token'), Promise.resolve('token-3')];
    const seen = make(() => answers.shift() ?? Promise.resolve(null));
    seen.session.start();
    await vi.advanceTimersByTimeAsync(250);
    expect(sockets).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(500);
    expect(newest().protocols).toEqual(['nasta.v1', 'token-3']);
  });
});

describe('commands', () => {
  it('I16: resolves with the answer that carries the id', async () => {
    const seen = await opened();
    const first = seen.session.send({ type: 'message', chatId: 'chat-1', text: 'a', id: 'm-1' });
    const second = seen.session.send({ type: 'message', chatId: 'chat-1', text: 'b', id: 'm-2' });
    newest().say({ type: 'error', id: 'm-2', code: 'chat_ended', message: '' });
    newest().say({ type: 'ok', id: 'm-1', now: Date.now(), seq: 4, at: 5 });
    expect(await second).toMatchObject({ type: 'error', code: 'chat_ended' });
    expect(await first).toMatchObject({ type: 'ok', seq: 4, at: 5 });
  });

  it('makes an id where the caller has none', async () => {
    const seen = await opened();
    void seen.session.send({ type: 'end', chatId: 'chat-1' });
    expect(newest().frames().at(-1)).toMatchObject({ type: 'end', id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });

  it('I3: sends what has no answer again after the welcome, same ids, same order, and nothing that is answered', async () => {
    const seen = await opened();
    for (const id of ['m-1', 'm-2', 'm-3']) void seen.session.send({ type: 'message', chatId: 'chat-1', text: id, id });
    newest().say({ type: 'ok', id: 'm-2', now: Date.now() });
    newest().end(1006);
    void seen.session.send({ type: 'message', chatId: 'chat-1', text: 'm-4', id: 'm-4' });
    await vi.advanceTimersByTimeAsync(250);
    newest().accept();
    expect(newest().frames()).toHaveLength(1);
    newest().say({ type: 'welcome', now: Date.now() });
    expect(newest().frames().slice(1)).toMatchObject([{ id: 'm-1' }, { id: 'm-3' }, { id: 'm-4' }]);
  });

  it('refuses by itself what no desk would read: a frame above the limit, and more than fifty at once', async () => {
    const seen = await opened();
    const large = 'å'.repeat(FRAME_MAX_BYTES / 2);
    expect(await seen.session.send({ type: 'message', chatId: 'chat-1', text: large })).toMatchObject({ code: 'too_large' });
    for (let n = 0; n < 50; n++) void seen.session.send({ type: 'message', chatId: 'chat-1', text: 'x' });
    expect(await seen.session.send({ type: 'message', chatId: 'chat-1', text: 'x' })).toMatchObject({ code: 'unavailable' });
  });

  it('answers what is still open when the session is closed, and everything after it', async () => {
    const seen = await opened();
    const pending = seen.session.send({ type: 'end', chatId: 'chat-1' });
    seen.session.close();
    expect(await pending).toMatchObject({ type: 'error', code: 'unavailable' });
    expect(await seen.session.send({ type: 'end', chatId: 'chat-1' })).toMatchObject({ code: 'unavailable' });
    expect(seen.states.at(-1)).toBe('closed');
  });

  it('drops signals while there is no connection', async () => {
    const seen = await opened();
    seen.session.signal({ type: 'typing', chatId: 'chat-1', on: true });
    newest().end(1006);
    seen.session.signal({ type: 'typing', chatId: 'chat-1', on: false });
    expect(newest().frames().slice(1)).toEqual([{ type: 'typing', chatId: 'chat-1', on: true }]);
    await vi.advanceTimersByTimeAsync(250);
    welcome();
    expect(newest().frames()).toHaveLength(1);
  });
});

describe('heartbeat', () => {
  it('L1: beats, and takes a connection that does not answer within 8 s for lost', async () => {
    const seen = await opened();
    await vi.advanceTimersByTimeAsync(HEARTBEAT_MS);
    expect(newest().pings()).toBe(1);
    newest().pong();
    await vi.advanceTimersByTimeAsync(HEARTBEAT_MS);
    expect(newest().pings()).toBe(2);
    expect(seen.states.at(-1)).toBe('open');
    await vi.advanceTimersByTimeAsync(8_000);
    expect(seen.states.at(-1)).toBe('waiting');
  });

  it('any frame shows that the connection lives', async () => {
    const seen = await opened();
    seen.session.beat();
    await vi.advanceTimersByTimeAsync(7_000);
    newest().say({ type: 'desk', desk: { state: 'open', canQueue: false } });
    await vi.advanceTimersByTimeAsync(8_000);
    expect(seen.states.at(-1)).toBe('open');
  });

  it('a second beat before the pong does not put the judgement off', async () => {
    const seen = await opened();
    seen.session.beat();
    await vi.advanceTimersByTimeAsync(5_000);
    seen.session.beat();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(seen.states.at(-1)).toBe('waiting');
  });
});

describe('goodbye', () => {
  const byes = [
    ['forbidden', false],
    ['not_found', false],
    ['protocol', false],
    ['too_large', false],
    ['signed_out', false],
    ['restart', true],
    ['rate_limited', true],
    ['crowded', true],
  ] as const;

  it.each(byes)('%s: comes back = %s', async (reason, reconnect) => {
    const seen = await opened();
    newest().say({ type: 'bye', reason, reconnect });
    newest().end(CLOSE_CODES[reason]);
    expect(seen.states.at(-1)).toBe(reconnect ? 'waiting' : 'closed');
    expect(seen.details.at(-1)?.bye).toBe(reconnect ? undefined : reason);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets.length > 1).toBe(reconnect);
  });

  it('reads the close code where the bye was lost', async () => {
    const seen = await opened();
    newest().end(CLOSE_CODES.forbidden);
    expect(seen.details.at(-1)).toEqual({ bye: 'forbidden' });
  });

  it('stays away for longer from a desk that is crowded', async () => {
    const seen = await opened();
    newest().end(CLOSE_CODES.crowded);
    expect((seen.details.at(-1)?.retryAt ?? 0) - Date.now()).toBe(8_000);
  });

  it('asks for a fresh credential once, and closes if that is refused too', async () => {
    const seen = await opened();
    newest().end(CLOSE_CODES.unauthenticated);
    await settle();
    expect(seen.credentials).toEqual([false, true]);
    newest().accept();
    newest().end(CLOSE_CODES.unauthenticated);
    expect(seen.details.at(-1)).toEqual({ bye: 'unauthenticated' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(2);
  });

  it('can be started again after it was closed', async () => {
    const seen = await opened();
    seen.session.close();
    seen.session.start();
    await settle();
    welcome();
    expect(seen.states).toEqual(['connecting', 'open', 'closed', 'connecting', 'open']);
  });
});

describe('the desk’s clock', () => {
  it('follows the desk, not the machine', async () => {
    const seen = make();
    seen.session.start();
    await settle();
    welcome(Date.now() + 90_000);
    expect(seen.session.serverNow()).toBe(Date.now() + 90_000);
    newest().say({ type: 'ok', id: 'x', now: Date.now() + 89_000 }); // was a second on its way: no better knowledge
    expect(seen.session.serverNow()).toBe(Date.now() + 90_000);
    newest().say({ type: 'ok', id: 'x', now: Date.now() + 90_040 });
    expect(seen.session.serverNow()).toBe(Date.now() + 90_040);
  });

  it('C1: asks the desk to look at the clock shortly after a deadline, never before', async () => {
    const seen = await opened();
    seen.session.tickAt(seen.session.serverNow() + 99_000);
    seen.session.tickAt(seen.session.serverNow() + 1_000);
    await vi.advanceTimersByTimeAsync(1_299);
    expect(newest().frames()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(401);
    expect(newest().frames().slice(1)).toEqual([{ type: 'tick' }]);
    seen.session.tickAt(seen.session.serverNow() + 1_000);
    seen.session.tickAt(null);
    newest().pong();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(newest().frames()).toHaveLength(2);
  });
});

describe('the page’s life', () => {
  async function onPage(): Promise<Seen & { window: EventTarget; document: EventTarget & { visibilityState: string } }> {
    const window = new EventTarget();
    const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
    vi.stubGlobal('document', document);
    return { ...(await opened()), window, document };
  }

  it('leaves the desk at once when the page goes, and comes back with it', async () => {
    const { window, states } = await onPage();
    window.dispatchEvent(new Event('pagehide'));
    expect(newest().closedByClient).toBe(true);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(sockets).toHaveLength(1);
    window.dispatchEvent(new Event('pageshow'));
    await settle();
    welcome();
    expect(states).toEqual(['connecting', 'open', 'waiting', 'connecting', 'open']);
  });

  it.each(['online', 'visibilitychange'])('%s: does not wait for the next attempt', async (kind) => {
    const { window, document } = await onPage();
    for (let failures = 0; failures < 8; failures++) {
      newest().end(1006);
      await vi.advanceTimersByTimeAsync(15_000);
    }
    newest().end(1006);
    const before = sockets.length;
    (kind === 'online' ? window : document).dispatchEvent(new Event(kind));
    await settle();
    expect(sockets).toHaveLength(before + 1);
  });

  it('checks a connection that looks open when the page is looked at again', async () => {
    const { document, states } = await onPage();
    document.visibilityState = 'hidden';
    document.dispatchEvent(new Event('visibilitychange'));
    expect(newest().pings()).toBe(0);
    document.visibilityState = 'visible';
    document.dispatchEvent(new Event('visibilitychange'));
    expect(newest().pings()).toBe(1);
    await vi.advanceTimersByTimeAsync(8_000);
    expect(states.at(-1)).toBe('waiting');
  });

  it('hears nothing of the page after it was closed', async () => {
    const { window, session } = await onPage();
    session.close();
    window.dispatchEvent(new Event('online'));
    window.dispatchEvent(new Event('pageshow'));
    await settle();
    expect(sockets).toHaveLength(1);
  });
});
