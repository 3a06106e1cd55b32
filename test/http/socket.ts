// A socket to the Worker, as a page opens one: frames are read in order, one at a time or until one fits.

import { exports } from 'cloudflare:workers';
import { ORIGIN } from './service.ts';

export type Frame = Record<string, unknown>;

export interface Wire {
  send(frame: Frame): void;
  /** The next frame of this type; those before it are dropped. */
  next(type: string): Promise<Frame>;
  /** Resolves with the close code. */
  closed: Promise<number>;
  close(): void;
}

const PATIENCE_MS = 5_000;

/** The answer to an upgrade request; a status other than 101 is a refusal. */
export async function upgrade(path: string, protocols: string[], headers: Record<string, string> = {}): Promise<Response> {
  const fixed = { upgrade: 'websocket', origin: ORIGIN, 'sec-websocket-protocol': protocols.join(', ') };
  return exports.default.fetch(new Request(ORIGIN + path, { headers: { ...fixed, ...headers } }));
}

/** Opens a socket; throws if the upgrade is refused. */
export async function open(path: string, protocols: string[], headers: Record<string, string> = {}): Promise<Wire> {
  const { webSocket, status } = await upgrade(path, protocols, headers);
  if (webSocket === null) throw new Error(`The upgrade was answered with ${status}.`);
  return wireOf(webSocket);
}

function wireOf(socket: WebSocket): Wire {
  const frames: Frame[] = [];
  let wake: () => void = () => undefined;
  socket.addEventListener('message', ({ data }) => {
    const frame: unknown = typeof data === 'string' ? JSON.parse(data) : null;
    if (typeof frame === 'object' && frame !== null) frames.push({ ...frame });
    wake();
  });
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener('close', ({ code }) => resolve(code));
  });
  socket.accept();
  return {
    closed,
    send: (frame) => socket.send(JSON.stringify(frame)),
    close: () => socket.close(1000),
    async next(type) {
      const until = Date.now() + PATIENCE_MS;
      for (;;) {
        const frame = frames.shift();
        if (frame?.type === type) return frame;
        if (frame !== undefined) continue;
        const waitMs = until - Date.now();
        if (waitMs <= 0) throw new Error(`No frame "${type}" came.`);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, waitMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    },
  };
}
