// A WebSocket that keeps the real one's rules: states, sub-protocol tokens, close codes. The test plays the desk.

import type { Socket } from '../../src/client/session.ts';
import { PING, PONG } from '../../src/shared/protocol.ts';

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Every socket that was made since the last {@link forgetSockets}, in order. */
export const sockets: FakeSocket[] = [];

export function forgetSockets(): void {
  sockets.length = 0;
}

/** The newest socket; the test fails if there is none. */
export function newest(): FakeSocket {
  const socket = sockets.at(-1);
  if (!socket) throw new Error('No socket was made.');
  return socket;
}

export class FakeSocket implements Socket {
  readyState = 0;
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  readonly sent: string[] = [];
  closedByClient = false;
  readonly url: string;
  readonly protocols: string[];

  constructor(url: string, protocols: string[]) {
    if (!/^wss?:\/\/[^#]+$/.test(url)) throw new DOMException('Not a socket address.', 'SyntaxError');
    if (new Set(protocols).size !== protocols.length || !protocols.every((entry) => TOKEN.test(entry))) {
      throw new DOMException('Not a sub-protocol.', 'SyntaxError');
    }
    this.url = url;
    this.protocols = protocols;
    sockets.push(this);
  }

  send(text: string): void {
    if (this.readyState === 0) throw new DOMException('Still connecting.', 'InvalidStateError');
    if (this.readyState === 1) this.sent.push(text);
  }

  close(code?: number): void {
    if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) throw new DOMException('Code.', 'InvalidAccessError');
    this.closedByClient = true;
    this.readyState = 2;
  }

  // ---- the desk's side ----

  accept(): void {
    this.readyState = 1;
    this.onopen?.(new Event('open'));
  }

  say(frame: object): void {
    this.hand(JSON.stringify(frame));
  }

  hand(data: unknown): void {
    this.onmessage?.(new MessageEvent('message', { data }));
  }

  end(code: number): void {
    this.readyState = 3;
    // Node has no CloseEvent before version 23; the session reads the code alone.
    this.onclose?.(Object.assign(new Event('close'), { code, reason: '', wasClean: code !== 1006 }));
  }

  /** What was sent so far beside heartbeats, parsed. */
  frames(): unknown[] {
    return this.sent.filter((text) => text !== PING).map((text) => JSON.parse(text));
  }

  pings(): number {
    return this.sent.filter((text) => text === PING).length;
  }

  pong(): void {
    this.hand(PONG);
  }
}
