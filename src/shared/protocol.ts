// The frames between browsers and a desk: types and constants, no parsing. docs/PROTOCOL.md is the prose; schemas/frames.ts checks what comes in.

import type { Desk, DeskChat, DeskEditor, DeskQueue, Note, Window, WindowWithMessages } from './desk.ts';
import type { ErrorCode, ErrorDetails } from './errors.ts';
import type { Author, DeskState, EditorStatus, EndReason, Language, WindowCloseCause } from './model.ts';
import type { FieldMode, TextName } from './settings.ts';

export type { Desk, DeskChat, DeskEditor, DeskQueue, Note, Window, WindowWithMessages };

/** The WebSocket sub-protocol; the credential, if any, follows as a second entry: `nasta.v1, <token>`. */
export const PROTOCOL = 'nasta.v1';
/** The heartbeat that the platform answers without waking the desk. */
export const PING = 'ping';
export const PONG = 'pong';

/** Close codes of the service's own making; `bye` says the same before the close. */
export const CLOSE_CODES = {
  /** Come back at once or after a jittered while: deploy, limits of a moment. */
  restart: 4000,
  /** The credential is wrong, expired or revoked: get a new one, do not retry with this one. */
  unauthenticated: 4001,
  /** Not allowed here: origin, removed editor, removed chatflow. Do not come back. */
  forbidden: 4003,
  not_found: 4004,
  /** Broken frames or no hello. Do not come back with the same client. */
  protocol: 4008,
  too_large: 4009,
  /** Signed out, by the editor's own wish. */
  signed_out: 4010,
  rate_limited: 4029,
  /** The desk carries no more sockets. Come back later. */
  crowded: 4013,
} as const;
export type ByeReason = keyof typeof CLOSE_CODES;

/** Times everywhere: milliseconds since 1970, by the server's clock. `seq` is dense from 1 per chat. */
export interface Message {
  seq: number;
  author: Author;
  /** The name of the editor who wrote it, when an editor did. */
  name?: string;
  text: string;
  at: number;
  /** The client-made id of the command that brought it; lets its sender match it. */
  commandId?: string;
}

// ---- customer ----

/** A customer's own chat, as the customer sees it. */
export interface CustomerChat {
  chatId: string;
  state: 'waiting' | 'assigned' | 'ownerless' | 'ended';
  startedAt: number;
  lastSeq: number;
  /** Waiting only, and only if the desk shows places: 1 is next. */
  place?: number;
  /** The editor who has the chat. */
  editorName?: string;
  /** The editor's connection is lost (L2, L3); somebody will take over. */
  editorAway?: boolean;
  /** When the chat ends unless somebody writes (E4); present from the warning on. */
  idleEndsAt?: number;
  endReason?: EndReason;
  endedAt?: number;
  /** T11, with the reason `moved`: where it goes on. Connect there with this token, and name the chat by the id that it has there. */
  movedTo?: { chatflowId: string; token: string; chatId: string };
}

/** What a newcomer meets, and what the forms ask. */
export interface DeskForCustomer {
  state: DeskState;
  /** FULL and joining the queue is offered. */
  canQueue: boolean;
  /** With {@link canQueue}: the place that a customer who joins now would get. */
  nextPlace?: number;
}

export interface ChatflowForCustomer {
  name: string;
  language: Language;
  color: string;
  contactLink: string;
  privacyLink: string;
  retentionDays: number;
  fields: { name: FieldMode; email: FieldMode; question: 'off' | 'optional' };
  typingPreview: boolean;
  texts: Record<TextName, string>;
}

/** The public status: one GET, cached, for a page that has no socket. */
export interface PublicStatus {
  chatflow: ChatflowForCustomer;
  desk: DeskForCustomer;
}

export type CustomerSignal =
  | { type: 'typing'; chatId: string; on: boolean; text?: string }
  /** A deadline that the client knows of should have passed: look at the clock. */
  | { type: 'tick' };

export type CustomerCommand =
  | {
      type: 'start';
      id: string;
      /** True: join the queue if the desk is full (Q4). False: only if a place is free. */
      join: boolean;
      language?: Language;
      name?: string;
      email?: string;
      question?: string;
      /** Address of the page, without its query. */
      page?: string;
      pageTitle?: string;
    }
  | { type: 'message'; id: string; chatId: string; text: string }
  /** Ends the chat, or leaves the line. */
  | { type: 'end'; id: string; chatId: string };

export type CustomerHello = { type: 'hello'; language?: Language; chatId?: string; lastSeq?: number };
export type CustomerIn = CustomerHello | CustomerCommand | CustomerSignal;

export type CustomerOut =
  | {
      type: 'welcome';
      now: number;
      /** The customer's credential from now on; keep it, never show it. */
      token: string;
      chatflow: ChatflowForCustomer;
      desk: DeskForCustomer;
      /** The live chat, or the last ended one if hello named it. */
      chat: CustomerChat | null;
      /** Its messages after hello's `lastSeq` (all of them, if hello named another chat or none). */
      messages: Message[];
    }
  | { type: 'desk'; desk: DeskForCustomer }
  | { type: 'chatflow'; chatflow: ChatflowForCustomer }
  | { type: 'chat'; chat: CustomerChat }
  | { type: 'message'; chatId: string; message: Message }
  /** An editor is writing. */
  | { type: 'typing'; chatId: string; on: boolean }
  | Answer
  | Bye;

// ---- editor ----

export type EditorSignal = { type: 'typing'; chatId: string; on: boolean } | { type: 'tick' };

export type EditorCommand =
  | {
      type: 'status';
      id: string;
      status: EditorStatus /** Q9. "Yes, close the queue." */;
      confirm?: boolean /** Q9. Stay available, but let nobody new join. */;
      stopQueueing?: boolean;
    }
  | { type: 'focus'; id: string; chatId: string; on: boolean }
  | { type: 'message'; id: string; chatId: string; text: string }
  | { type: 'end'; id: string; chatId: string }
  /** Closes the window of an ended chat. */
  | { type: 'close'; id: string; chatId: string }
  | { type: 'transfer'; id: string; chatId: string; toEditorId: string; note?: string }
  /** T11. To another chatflow of the account. `ok` means that it is on its way. */
  | { type: 'move'; id: string; chatId: string; toChatflowId: string; note?: string }
  | { type: 'take'; id: string; chatId: string }
  | { type: 'sign_out'; id: string; confirm?: boolean };

/** `windows`: what the client still holds, so that only what is missing is sent. */
export type EditorHello = { type: 'hello'; windows?: { chatId: string; lastSeq: number }[] };
export type EditorIn = EditorHello | EditorCommand | EditorSignal;

export type EditorOut =
  | {
      type: 'welcome';
      now: number;
      /** A fresh signed ticket to come back with, and until when it holds. */
      ticket: string;
      ticketUntil: number;
      editorId: string;
      /** Stands in for what the client held: windows that are not here are gone. `messages` start after the `lastSeq` that hello named. */
      windows: WindowWithMessages[];
      desk: Desk;
    }
  /** A window came or changed. The first one for a chat brings the whole transcript along. */
  | { type: 'window'; window: Window; messages?: Message[]; notes?: Note[] }
  | { type: 'window_closed'; chatId: string; cause: WindowCloseCause /** Who has it now, if an editor does. */; toName?: string }
  /** T11. The other chatflow did not take it; it goes on here. */
  | { type: 'move_refused'; chatId: string; code: ErrorCode }
  | { type: 'message'; chatId: string; message: Message }
  | { type: 'note'; chatId: string; note: Note }
  /** The customer is writing; `text` only with the preview setting (P5). */
  | { type: 'typing'; chatId: string; on: boolean; text?: string }
  /** What changed on the desk: upserts by id, removals, and whole values. */
  | {
      type: 'desk';
      chatflowId: string;
      name?: string;
      state?: DeskState;
      queue?: DeskQueue;
      editors?: DeskEditor[];
      editorsGone?: string[];
      chats?: DeskChat[];
      chatsGone?: string[];
    }
  | Answer
  | Bye;

// ---- both ----

/** What a command's success brings along. */
export interface Done {
  ok: true;
  chatId?: string;
  seq?: number;
  at?: number;
}

/** Exactly one per command, with its id (I16). A repeat of the id gets the first answer. */
export type Answer =
  | ({ type: 'ok'; id: string; now: number } & Omit<Done, 'ok'>)
  /** `id` is null when the frame could not be read well enough to have one. */
  | ({ type: 'error'; id: string | null; code: ErrorCode; message: string } & ErrorDetails);

/** Said before the server closes. */
export type Bye = { type: 'bye'; reason: ByeReason; reconnect: boolean };
