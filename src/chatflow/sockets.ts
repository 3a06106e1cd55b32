// The desk's sockets: who is at the other end, when they were last heard, and how to reach them. What is known of a socket lies in its
// attachment and survives sleep. Knows no rule and no row.

import type { Person } from '../core/reader.ts';
import { SECOND_MS } from '../shared/limits.ts';
import { describe, log } from '../shared/log.ts';
import type { Language } from '../shared/model.ts';
import { type Bye, type ByeReason, CLOSE_CODES, type CustomerOut, type EditorOut, PROTOCOL } from '../shared/protocol.ts';

/** How old the stored moment of the last frame may be: storing costs more than a frame does. */
const HEARD_STEP_MS = 30 * SECOND_MS;
/** Reasons after which the same client may try again. */
const COMES_BACK: ReadonlySet<ByeReason> = new Set(['restart', 'rate_limited', 'crowded']);

/** What is known of a socket. Times are ms since 1970. */
export interface Attachment {
  person: Person;
  socketId: string;
  /** What the welcome hands out to come back with, when it was made, and until when it holds (tickets). */
  credential: string;
  issuedAt: number;
  until: number;
  /** Why this socket is sent away after its first frame, or null. */
  refusal: ByeReason | null;
  /** Has said hello and has been told the state of the desk: frames go there from now on. */
  greeted: boolean;
  language: Language | null;
  /** Which network the socket came from, as the Worker told it, unreadable; empty where none is known. */
  network: string;
  heardAt: number;
  /** The farewell is under way; the platform may list the socket for a while yet. */
  gone: boolean;
}

export class Sockets {
  readonly #ctx: DurableObjectState;
  readonly #known = new WeakMap<WebSocket, Attachment>();
  /** When a frame last came, more exactly than the attachment says. */
  readonly #lately = new WeakMap<WebSocket, number>();
  /** Sockets whose hello is being worked on: they count as there, and hear of nothing before their welcome. */
  readonly #greeting = new WeakSet<WebSocket>();

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
  }

  /** Makes a socket of an upgrade request. */
  accept(attachment: Attachment): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.#ctx.acceptWebSocket(server, [attachment.person.kind, tagOf(attachment.person)]);
    this.#store(server, attachment);
    return new Response(null, { status: 101, webSocket: client, headers: { 'Sec-WebSocket-Protocol': PROTOCOL } });
  }

  count(): number {
    return this.#ctx.getWebSockets().length;
  }

  of(socket: WebSocket): Attachment {
    const known = this.#known.get(socket);
    if (known) return known;
    const attachment = socket.deserializeAttachment() as Attachment;
    this.#known.set(socket, attachment);
    return attachment;
  }

  /** A frame has come. */
  heard(socket: WebSocket, now: number): void {
    const attachment = this.of(socket);
    const storedLongAgo = now - attachment.heardAt >= HEARD_STEP_MS;
    if (storedLongAgo) this.#store(socket, { ...attachment, heardAt: now });
    this.#lately.set(socket, now);
  }

  beginGreeting(socket: WebSocket, language: Language | null): void {
    this.#greeting.add(socket);
    this.#store(socket, { ...this.of(socket), language });
  }

  endGreeting(socket: WebSocket): void {
    this.#greeting.delete(socket);
    this.#store(socket, { ...this.of(socket), greeted: true });
  }

  /** When the person was last heard, on any socket that has said hello and is still there. */
  heardAt(person: Person): number | undefined {
    let latest: number | undefined;
    for (const socket of this.#ctx.getWebSockets(tagOf(person))) {
      const { gone, greeted, heardAt } = this.of(socket);
      if (gone || !(greeted || this.#greeting.has(socket))) continue;
      const beatAt = this.#ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? 0;
      latest = Math.max(latest ?? 0, heardAt, beatAt, this.#lately.get(socket) ?? 0);
    }
    return latest;
  }

  /** The sockets that frames may go to: of one person, of a role, or all. */
  listening(whose: Person | Person['kind']): WebSocket[] {
    const tag = typeof whose === 'string' ? whose : tagOf(whose);
    return this.#ctx.getWebSockets(tag).filter((socket) => {
      const { greeted, gone } = this.of(socket);
      return greeted && !gone;
    });
  }

  /** Every socket that is still there, greeted or not: of one person, or all. */
  present(person?: Person): WebSocket[] {
    const sockets = person ? this.#ctx.getWebSockets(tagOf(person)) : this.#ctx.getWebSockets();
    return sockets.filter((socket) => !this.of(socket).gone);
  }

  send(socket: WebSocket, frame: CustomerOut | EditorOut): void {
    this.sendText(socket, JSON.stringify(frame));
  }

  sendText(socket: WebSocket, text: string): void {
    if (socket.readyState !== WebSocket.OPEN) return;
    try {
      socket.send(text);
    } catch (thrown) {
      // The other end has gone in this moment; the platform will report the close, and that is when it counts.
      log('send_failed', describe(thrown));
    }
  }

  /** Makes room: sends away those who were accepted before this moment and have never said hello. */
  dropUngreeted(acceptedBefore: number): void {
    for (const socket of this.present()) {
      const { greeted, heardAt } = this.of(socket);
      if (!greeted && heardAt < acceptedBefore) this.bye(socket, 'crowded');
    }
  }

  /** Says why, and closes. What this means to the desk is the caller's business. */
  bye(socket: WebSocket, reason: ByeReason): void {
    const bye: Bye = { type: 'bye', reason, reconnect: COMES_BACK.has(reason) };
    this.send(socket, bye);
    this.close(socket, CLOSE_CODES[reason]);
  }

  /** Closes from this side, also in answer to the other: the platform leaves that to us. */
  close(socket: WebSocket, code: number): void {
    this.#store(socket, { ...this.of(socket), gone: true });
    try {
      // Codes such as 1005 and 1006 only report; they cannot be sent.
      socket.close(code === 1000 || (code >= 3000 && code < 5000) ? code : 1000);
    } catch (thrown) {
      log('close_failed', describe(thrown));
    }
  }

  #store(socket: WebSocket, attachment: Attachment): void {
    this.#known.set(socket, attachment);
    socket.serializeAttachment(attachment);
  }
}

function tagOf(person: Person): string {
  return `${person.kind}:${person.id}`;
}
