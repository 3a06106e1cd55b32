// What one customer knows of a desk, as a value that frames and answers change. Pure: no socket, clock, storage or screen.

import type { ErrorCode } from '../shared/errors.ts';
import type { Answer, ByeReason, ChatflowForCustomer, CustomerChat, CustomerOut, DeskForCustomer } from '../shared/protocol.ts';
import type { SessionState } from './session.ts';
import { EMPTY_TRANSCRIPT, type Transcript, withAnswer, withMessages, withNothingOnItsWay } from './transcript.ts';

/** The fields of the form; kept through every refusal. */
export interface StartFields {
  name: string;
  email: string;
  question: string;
}
export type FieldName = keyof StartFields;

export interface CustomerDesk {
  readonly connection: SessionState;
  /** Why the desk said goodbye for good, if it did. */
  readonly bye: ByeReason | null;
  /** Null until the first welcome. */
  readonly chatflow: ChatflowForCustomer | null;
  readonly desk: DeskForCustomer | null;
  /** The live chat, or the one that ended while the customer looked on. With `movedTo`: it goes on there (T11), and is live. */
  readonly chat: CustomerChat | null;
  readonly transcript: Transcript;
  readonly editorTyping: boolean;
  readonly fields: StartFields;
  /** A start command is on its way. */
  readonly starting: boolean;
  /** Why the last start was refused, and at which field if it is one field's fault. */
  readonly refused: { code: ErrorCode; field: FieldName | null } | null;
}

export const NEW_CUSTOMER: CustomerDesk = {
  connection: 'closed',
  bye: null,
  chatflow: null,
  desk: null,
  chat: null,
  transcript: EMPTY_TRANSCRIPT,
  editorTyping: false,
  fields: { name: '', email: '', question: '' },
  starting: false,
  refused: null,
};

/** A frame from the desk. Answers go to {@link afterStart} or to the transcript instead; unknown frames change nothing. */
export function afterFrame(known: CustomerDesk, frame: CustomerOut): CustomerDesk {
  switch (frame.type) {
    case 'welcome': {
      const next = frame.chat ? withChat(known, frame.chat) : withoutLive(known);
      const { chatflow, desk } = frame;
      return { ...next, chatflow, desk, bye: null, transcript: withMessages(next.transcript, frame.messages) };
    }
    case 'desk':
      return { ...known, desk: frame.desk };
    case 'chatflow':
      return { ...known, chatflow: frame.chatflow };
    case 'chat':
      return withChat(known, frame.chat);
    case 'message': {
      if (frame.chatId !== known.chat?.chatId) return known;
      const editorTyping = known.editorTyping && frame.message.author !== 'editor';
      return { ...known, editorTyping, transcript: withMessages(known.transcript, [frame.message]) };
    }
    case 'typing':
      return frame.chatId === known.chat?.chatId ? { ...known, editorTyping: frame.on } : known;
    default:
      return known;
  }
}

const NO_CHAT = { chat: null, transcript: EMPTY_TRANSCRIPT, editorTyping: false } as const;

/** The chat came or changed; another chat than before begins with an empty transcript. */
function withChat(known: CustomerDesk, came: CustomerChat): CustomerDesk {
  const chat = came.movedTo ? onItsWay(known, came) : came;
  const editorTyping = known.editorTyping && chat.state === 'assigned';
  if (known.chat?.chatId === chat.chatId) return { ...known, chat, editorTyping };
  // The same chat at another desk has another id, and what was on its way to it still is.
  const outgoing = known.chat?.movedTo ? known.transcript.outgoing : [];
  const transcript = { ...EMPTY_TRANSCRIPT, outgoing };
  return { ...known, ...NO_CHAT, chat, transcript, starting: false, refused: null, fields: { ...known.fields, question: '' } };
}

/** T11. To the customer a chat that was moved has not ended: it stands as it stood until the other desk brings it. */
function onItsWay(known: CustomerDesk, came: CustomerChat): CustomerChat {
  const { endReason: _ended, endedAt: _at, ...rest } = came;
  const before: CustomerChat = known.chat?.chatId === came.chatId ? known.chat : { ...rest, state: 'assigned' };
  return came.movedTo ? { ...before, movedTo: came.movedTo } : before;
}

/** The desk knows of no chat. One that ended earlier stays on the screen until the customer puts it away; so does one that was moved. */
function withoutLive(known: CustomerDesk): CustomerDesk {
  if (known.chat?.movedTo) return afterEndElsewhere(known);
  return known.chat?.state === 'ended' ? known : { ...known, ...NO_CHAT };
}

/** T11. The chat that was moved is over, and nobody can say any more why: what is on the screen stays to be read. No desk here knows its id. */
export function afterEndElsewhere(known: CustomerDesk): CustomerDesk {
  if (!known.chat) return known;
  const { startedAt, lastSeq } = known.chat;
  const chat: CustomerChat = { chatId: '', state: 'ended', startedAt, lastSeq };
  return { ...known, chat, editorTyping: false, transcript: withNothingOnItsWay(known.transcript) };
}

/** The first field that the desk would refuse: required and empty, or no address. */
export function wrongField(known: CustomerDesk): CustomerDesk['refused'] {
  const { fields, chatflow } = known;
  const names = ['name', 'email', 'question'] as const;
  const missing = names.find((name) => chatflow?.fields[name] === 'required' && !fields[name].trim());
  if (missing) return { field: missing, code: 'field_required' };
  const wrong = chatflow?.fields.email !== 'off' && fields.email !== '' && !/^\S+@\S+\.\S+$/.test(fields.email.trim());
  return wrong ? { field: 'email', code: 'invalid' } : null;
}

/** The answer to a start. A refusal says what the desk is like now; nothing of what was filled in is lost (Q4). */
export function afterStart(known: CustomerDesk, answer: Answer): CustomerDesk {
  if (answer.type === 'ok') return { ...known, starting: false, refused: null };
  const desk = deskAfter(answer) ?? known.desk;
  return { ...known, starting: false, desk, refused: { code: answer.code, field: fieldAt(answer.pointer) } };
}

function deskAfter(answer: Extract<Answer, { type: 'error' }>): DeskForCustomer | null {
  if (answer.code === 'desk_closed') return { state: 'closed', canQueue: false };
  if (answer.code === 'queue_full') return { state: 'full', canQueue: false };
  if (answer.code === 'desk_full') return { state: 'full', canQueue: answer.canQueue === true };
  return null;
}

function fieldAt(pointer: string | undefined): FieldName | null {
  const name = pointer?.slice(1);
  return name === 'name' || name === 'email' || name === 'question' ? name : null;
}

/** The answer to a message of the customer's own. */
export function afterMessageAnswer(known: CustomerDesk, answer: Answer): CustomerDesk {
  return { ...known, transcript: withAnswer(known.transcript, answer, 'customer') };
}

/** Puts an ended chat away. */
export function withoutChat(known: CustomerDesk): CustomerDesk {
  return known.chat?.state === 'ended' ? { ...known, ...NO_CHAT } : known;
}

/** Whether there is a chat that goes on: waiting or in conversation. */
export function isLive(known: CustomerDesk): boolean {
  return known.chat !== null && known.chat.state !== 'ended';
}
