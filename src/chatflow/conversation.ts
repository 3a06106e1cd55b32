// What happens on a socket: frames are measured, read, authorised and answered, the first one is hello, and the end is noticed. Every
// command gets one answer, or its socket is closed. What a frame does is the desk's business.

import type { Reply } from '../core/reader.ts';
import { customerWelcome, editorWelcome } from '../core/views.ts';
import { type Caller, frameAct, mayAct } from '../shared/access.ts';
import { ERRORS, type Refusal, refuse } from '../shared/errors.ts';
import { FRAME_MAX_BYTES, START_BURST_COUNT, STARTS_PER_SECOND } from '../shared/limits.ts';
import { describe, log } from '../shared/log.ts';
import type { ByeReason, CustomerHello, CustomerIn, EditorHello, EditorIn } from '../shared/protocol.ts';
import { type ParsedFrame, parseCustomerFrame, parseEditorFrame } from '../shared/schemas/frames.ts';
import { TokenBuckets } from '../shared/token-buckets.ts';
import { Patience } from './patience.ts';
import type { RunningDesk } from './running-desk.ts';
import type { Attachment } from './sockets.ts';
import { customerEvent, editorEvent } from './to-event.ts';
import { ticketRefusal } from './upgrade.ts';

const SAID_ALREADY = refuse('invalid', { pointer: '/type', reason: 'hello has been said already' });

/** A frame that may act; or a refusal, a farewell, or both. `id`: the command's, for the answer. */
type Verdict =
  | { frame: CustomerIn | EditorIn; id: string | null }
  | { frame: null; id: string | null; refusal: Refusal | null; bye: ByeReason | null };

export class Conversation {
  readonly #desk: RunningDesk;
  readonly #patience = new WeakMap<WebSocket, Patience>();
  /** Clicks on *Start chat*, by network: places on a desk are few, and one stranger must not take them all. */
  readonly #clicks = new TokenBuckets(START_BURST_COUNT, STARTS_PER_SECOND);

  constructor(desk: RunningDesk) {
    this.#desk = desk;
  }

  /** A frame has come. Never throws: what breaks is answered with an error frame. */
  hear(socket: WebSocket, data: string | ArrayBuffer): void {
    const attachment = this.#desk.sockets.of(socket);
    if (attachment.gone) return;
    const now = Date.now();
    this.#desk.sockets.heard(socket, now);
    const verdict = this.#judge(socket, attachment, data, now);
    if (verdict.frame !== null) this.#act(socket, attachment, verdict.frame, verdict.id);
    else {
      if (verdict.refusal !== null) this.#refuse(socket, verdict.id, verdict.refusal);
      if (verdict.bye !== null) this.#dismiss(socket, verdict.bye);
    }
  }

  /** Whether a frame may act, or what is said instead. */
  #judge(socket: WebSocket, attachment: Attachment, data: string | ArrayBuffer, now: number): Verdict {
    if (attachment.refusal !== null) return { frame: null, id: null, refusal: null, bye: attachment.refusal };
    if (isTooLarge(data)) return { frame: null, id: null, refusal: null, bye: 'too_large' };
    const parsed = read(attachment, data);
    const id = !parsed.ok ? parsed.id : 'id' in parsed.frame ? parsed.frame.id : null;
    const patience = this.#patienceWith(socket, now);
    const allowance = patience.take(now);
    if (allowance !== 'taken') {
      return { frame: null, id, refusal: refuse('rate_limited'), bye: allowance === 'exhausted' ? 'rate_limited' : null };
    }
    const isHello = parsed.ok && parsed.frame.type === 'hello';
    if (!attachment.greeted && !isHello) return { frame: null, id, refusal: refuse('hello_expected'), bye: 'protocol' };
    if (!parsed.ok) return { frame: null, id, refusal: parsed.refusal, bye: patience.puzzled() ? null : 'protocol' };
    if (attachment.greeted && isHello) return { frame: null, id, refusal: SAID_ALREADY, bye: patience.puzzled() ? null : 'protocol' };
    patience.understood();
    return { frame: parsed.frame, id };
  }

  /** Why this person may not ask that of this desk, or not just now; or null. */
  #refusalOf({ person, network }: Attachment, frame: CustomerIn | EditorIn, now: number): Refusal | null {
    const { chatflowId } = this.#desk.rows.desk();
    const act = frameAct(person.kind, frame.type);
    const caller: Caller =
      person.kind === 'customer'
        ? { kind: 'customer', customerId: person.id, chatflowId }
        : { kind: 'ticket', editorId: person.id, chatflowId };
    const allowed = act === null ? refuse('forbidden') : mayAct(caller, act, { accountId: null, chatflowId });
    if (!allowed.ok) return allowed;
    const tooMany = frame.type === 'start' && this.#clicks.take(network || person.id, now) > 0;
    return tooMany ? refuse('rate_limited') : null;
  }

  /** The other end has closed, or is gone. Never throws. */
  closed(socket: WebSocket, code: number): void {
    const { gone } = this.#desk.sockets.of(socket);
    this.#desk.sockets.close(socket, code);
    if (!gone) this.#lost(socket);
  }

  #act(socket: WebSocket, attachment: Attachment, frame: CustomerIn | EditorIn, id: string | null): void {
    try {
      const refusal = this.#refusalOf(attachment, frame, Date.now());
      if (refusal !== null) this.#refuse(socket, id, refusal);
      else if (frame.type === 'hello') this.#hello(socket, attachment, frame);
      else {
        const event = this.#eventOf(attachment, frame);
        this.#desk.happen(event, (reply) => reply !== null && id !== null && this.#answer(socket, id, reply));
      }
    } catch (thrown) {
      log('frame_failed', { frame: frame.type, ...describe(thrown) });
      this.#refuse(socket, id, refuse('internal'));
      if (!this.#desk.sockets.of(socket).greeted) this.#dismiss(socket, 'restart');
    }
  }

  #eventOf({ person, language, socketId }: Attachment, frame: Exclude<CustomerIn | EditorIn, CustomerHello | EditorHello>) {
    // The schema that read the frame was the role's own, so the frame is one of the role's.
    return person.kind === 'customer'
      ? customerEvent(frame as Exclude<CustomerIn, CustomerHello>, person.id, language ?? this.#desk.rows.desk().settings.language)
      : editorEvent(frame as Exclude<EditorIn, EditorHello>, person.id, socketId);
  }

  /** The first frame: from here on the person is there, and gets the state of the desk. */
  #hello(socket: WebSocket, attachment: Attachment, hello: CustomerHello | EditorHello): void {
    const { person, socketId } = attachment;
    const refusal = person.kind === 'editor' ? ticketRefusal(this.#desk.rows, person.id, attachment.issuedAt) : null;
    if (refusal !== null) {
      this.#dismiss(socket, refusal);
      return;
    }
    const language = 'language' in hello ? (hello.language ?? null) : null;
    this.#desk.sockets.beginGreeting(socket, language);
    this.#desk.happen(
      person.kind === 'customer'
        ? { type: 'customer.connected', customerId: person.id, socketId }
        : { type: 'editor.connected', editorId: person.id, socketId },
    );
    this.#welcome(socket, attachment, hello);
    this.#desk.sockets.endGreeting(socket);
    if (person.kind === 'customer') this.#desk.onlookers.greeted(person.id);
  }

  #welcome(socket: WebSocket, { person, credential, until }: Attachment, hello: CustomerHello | EditorHello): void {
    const now = Date.now();
    const { rows, sockets } = this.#desk;
    if (person.kind === 'customer') {
      const { language, chatId, lastSeq } = hello as CustomerHello;
      const snapshot = customerWelcome(rows, person.id, language ?? rows.desk().settings.language, now, { chatId, lastSeq });
      sockets.send(socket, { type: 'welcome', now, token: credential, ...snapshot });
    } else {
      const snapshot = editorWelcome(rows, person.id, now, (hello as EditorHello).windows ?? []);
      sockets.send(socket, { type: 'welcome', now, ticket: credential, ticketUntil: until, editorId: person.id, ...snapshot });
    }
  }

  /** From our side: says why, closes, and lets the desk know at once that the person's socket is gone. */
  #dismiss(socket: WebSocket, reason: ByeReason): void {
    log('socket_dismissed', { reason, role: this.#desk.sockets.of(socket).person.kind });
    this.#desk.sockets.bye(socket, reason);
    this.#lost(socket);
  }

  #lost(socket: WebSocket): void {
    const { person, socketId, greeted } = this.#desk.sockets.of(socket);
    if (!greeted || !this.#desk.exists) return;
    try {
      this.#desk.happen(
        person.kind === 'customer'
          ? { type: 'customer.disconnected', customerId: person.id, socketId }
          : { type: 'editor.disconnected', editorId: person.id, socketId },
      );
    } catch (thrown) {
      // The rows still say "connected"; the sweep finds out (L1).
      log('disconnect_failed', describe(thrown));
    }
    if (person.kind === 'customer' && this.#desk.sockets.heardAt(person) === undefined) this.#desk.onlookers.left(person.id);
  }

  #patienceWith(socket: WebSocket, now: number): Patience {
    const known = this.#patience.get(socket) ?? new Patience(now);
    this.#patience.set(socket, known);
    return known;
  }

  #refuse(socket: WebSocket, id: string | null, { ok: _, ...refusal }: Refusal): void {
    this.#desk.sockets.send(socket, { type: 'error', id, ...refusal, message: ERRORS[refusal.code][1] });
  }

  #answer(socket: WebSocket, id: string, reply: Reply): void {
    if (!reply.ok) this.#refuse(socket, id, reply);
    else {
      const { ok: _, ...done } = reply;
      this.#desk.sockets.send(socket, { type: 'ok', id, now: Date.now(), ...done });
    }
  }
}

function read({ person }: Attachment, data: string | ArrayBuffer): ParsedFrame<CustomerIn | EditorIn> {
  if (typeof data !== 'string') return { ok: false, id: null, refusal: refuse('invalid', { pointer: '', reason: 'must be text' }) };
  return person.kind === 'customer' ? parseCustomerFrame(data) : parseEditorFrame(data);
}

/** A UTF-16 unit takes one to three bytes of UTF-8: most frames need no counting. */
function isTooLarge(data: string | ArrayBuffer): boolean {
  if (typeof data !== 'string') return data.byteLength > FRAME_MAX_BYTES;
  if (data.length > FRAME_MAX_BYTES) return true;
  return data.length * 3 > FRAME_MAX_BYTES && new TextEncoder().encode(data).byteLength > FRAME_MAX_BYTES;
}
