// What an editor sees of a desk: windows, colleagues, chats, the line. Types only; protocol.ts carries them in frames.

import type { DeskState, EditorStatus, EndReason, Language, StatusCause } from './model.ts';
import type { Message } from './protocol.ts';

/** A window: a chat's box on its owner's screen. */
export interface Window {
  chatId: string;
  /** Which place on the screen, from 0; it never changes while the window is up. */
  place: number;
  state: 'assigned' | 'ended';
  customer: { name: string; email: string; language: Language; page: string; pageTitle: string };
  /** The customer's click or joining. */
  startedAt: number;
  /** When this editor got it. */
  arrivedAt: number;
  /** How long the customer stood in line, in ms. */
  queuedMs: number;
  lastSeq: number;
  /** Null until the customer's question is there (P7). */
  firstMessageAt: number | null;
  /** The earliest customer message after the editors' last, or null. */
  unansweredSince: number | null;
  /** T1. When the chat moves on unless the cursor is in it, or null when no clock runs. */
  transferAt: number | null;
  /** The first clock's length, so that the bar can be drawn. */
  transferMs: number | null;
  /** T2. This editor has had the cursor in it, or has written: it stays. */
  held: boolean;
  /** T6. The clock ran out and nobody could take it. */
  overdueSince: number | null;
  /** T7, T9. Name of the editor whose next free slot it goes to. */
  reservedForName: string | null;
  /** T11. Id of the chatflow that it is on its way to: nothing can be done to it meanwhile. */
  movingTo: string | null;
  customerAwaySince: number | null;
  /** P10. When a chat in which the customer writes nothing ends. */
  silentEndsAt: number | null;
  /** E4. When it ends for lack of messages; present from the warning on. */
  idleEndsAt: number | null;
  endReason: EndReason | null;
  endedAt: number | null;
  /** P11. When the window of an ended chat closes by itself. */
  closesAt: number | null;
}

/** An editor as the whole desk sees it. */
export interface DeskEditor {
  editorId: string;
  name: string;
  status: EditorStatus;
  statusSince: number;
  statusCause: StatusCause;
  connected: boolean;
  missesInARow: number;
  slotsUsed: number;
  maxChats: number;
}

/** A begun, live chat as the whole desk sees it (S5): who, since when, which state; never a text. */
export interface DeskChat {
  chatId: string;
  editorId: string | null;
  state: 'assigned' | 'ownerless';
  customerName: string;
  startedAt: number;
  /** T7. Overdue: anybody who is available may take it. */
  overdueSince: number | null;
  /** L3. The owner's connection is gone and the chat goes to the first who can take it. */
  movableSince: number | null;
  reservedForId: string | null;
}

export interface DeskQueue {
  waiting: number;
  /** When the one who has waited longest joined, or null. */
  longestSince: number | null;
  /** Q3 and Q8: whether new customers may join. */
  allowQueue: boolean;
}

/** The live state of a desk, for its editors and for `GET /v1/chatflows/{id}/desk`. */
export interface Desk {
  chatflowId: string;
  name: string;
  state: DeskState;
  queue: DeskQueue;
  editors: DeskEditor[];
  chats: DeskChat[];
}

/** A window with what has been written in it; notes are for editors only and stand outside `seq` (S5). */
export interface WindowWithMessages extends Window {
  messages: Message[];
  notes: Note[];
}

export interface Note {
  noteId: string;
  at: number;
  fromName: string;
  text: string;
}
