// The rows of a desk: what the store keeps and the rules decide upon. Times are ms since 1970; null means "not so".

import type { Actor, AuditAct, AuditFields } from '../shared/audit.ts';
import type { Author, ChatState, EditorStatus, EndReason, Language, MomentKind, StatusCause } from '../shared/model.ts';
import type { Settings } from '../shared/settings.ts';

/** The one row about the desk itself. */
export interface DeskRow {
  chatflowId: string;
  /** S4. Whose chatflow it is; chats move within an account only (T11). */
  accountId: string;
  settings: Settings;
  /** Grows by one with every change of {@link settings}; the ETag. */
  settingsRevision: number;
  /** Q2. The account's queue feature, a copy of what the directory says. */
  queueFeature: boolean;
  featureRevision: number;
  /** Counter behind `joinSeq`. */
  lastJoinSeq: number;
  /** Counter behind `reservedSeq`. */
  lastReservedSeq: number;
  removed: boolean;
}

/** One chat, from click to erasure. */
export interface ChatRow {
  chatId: string;
  customerId: string;
  state: ChatState;
  /** The click, or the joining of the line. */
  startedAt: number;
  /** Order in line (Q6), also after the turn came; null for one who never waited. */
  joinSeq: number | null;
  /** Begun: when it was first assigned, else null. */
  firstAssignedAt: number | null;
  /** Who has it; for an ended chat, on whose screen the window still is or was. */
  ownerId: string | null;
  arrivedAt: number | null;
  /** P2. The window's place on the owner's screen; null when no window is up. Not null = a slot is used. */
  place: number | null;
  /** P1…P4. Seq of the last message, 0 before any. */
  lastSeq: number;
  firstMessageAt: number | null;
  /** R1. The editors' first message after the customer's first. */
  firstAnswerAt: number | null;
  /** R4. This owner's own first answer. */
  ownAnswerAt: number | null;
  unansweredSince: number | null;
  lastMessageAt: number | null;
  /** E4. When it ends for lack of messages. The stored deadline may stand earlier and is moved when it comes. */
  idleDueAt: number | null;
  idleWarned: boolean;
  /** P10. */
  silentDueAt: number | null;
  /** T1. The running clock's end and length. */
  transferDueAt: number | null;
  transferMs: number | null;
  /** T2, T4. Since when this owner holds it: the clock is over for good here. */
  heldAt: number | null;
  /** Focus that stands now, and the socket that reported it. */
  focusSocketId: string | null;
  /** T5. Editors whose clock ran out since the chat was last focused or answered; ids. */
  tried: string[];
  /** T6. */
  overdueSince: number | null;
  /** L3. */
  movableSince: number | null;
  /** T7, T9. Whose next free slot it goes to, and the order among reservations. */
  reservedForId: string | null;
  reservedSeq: number | null;
  /** Null: present. */
  customerAwaySince: number | null;
  language: Language;
  name: string;
  email: string;
  /** Q4. Waits here until it becomes the first message. */
  question: string;
  page: string;
  pageTitle: string;
  endReason: EndReason | null;
  endedAt: number | null;
  /** P11. */
  windowClosesAt: number | null;
  erasedAt: number | null;
  /** T11. On its way to another chatflow, and frozen here until that one has it or will not have it. */
  moving: { moveId: string; chatflowId: string } | null;
  /** T11. Where it went on, with the customer's credential and its own id there. */
  movedTo: { chatflowId: string; token: string; chatId: string } | null;
  /** T11. The chatflow that it came from. */
  receivedFrom: string | null;
}

export interface EditorRow {
  editorId: string;
  name: string;
  maxChats: number;
  status: EditorStatus;
  statusSince: number;
  statusCause: StatusCause;
  /** Has a live socket, as far as has been found out. */
  connected: boolean;
  disconnectedAt: number | null;
  /** P8, T10. */
  missesInARow: number;
  /** Windows on screen; equals the number of chats with this owner and a place. */
  slotsUsed: number;
  /** P8. Null: never had a window. */
  lastWindowAt: number | null;
  /** Tickets signed at or before this moment are refused. */
  ticketsAfter: number;
}

export interface MessageRow {
  chatId: string;
  seq: number;
  author: Author;
  editorId: string | null;
  /** The editor's name when it was written. */
  name: string | null;
  text: string;
  at: number;
  commandId: string | null;
}

export interface NoteRow {
  noteId: string;
  chatId: string;
  at: number;
  fromName: string;
  text: string;
}

/** S2. A change that the account's audit log has to hear of; it waits here until it has. */
export interface OutboxRow {
  outboxId: string;
  at: number;
  actor: Actor;
  act: AuditAct;
  /** The changed fields, before and after. */
  before: AuditFields | null;
  after: AuditFields | null;
}

/** R5. One moment of the event log. */
export interface Moment {
  at: number;
  kind: MomentKind;
  chatId: string | null;
  editorId: string | null;
  /** What belongs to the kind: a reason, a status, the other editor; ids and words of closed sets only. */
  detail: string | null;
}

/** The kinds of deadlines, in alphabetical order, which is the order at equal times (C1). */
export const DEADLINE_KINDS = [
  'customer_grace',
  'editor_grace',
  'erase',
  'idle',
  'move',
  'orphan',
  'outbox',
  'queue_grace',
  'silent',
  'sweep',
  'transfer',
  'wrap_up',
] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

/** `id` is a chat's, an editor's (`editor_grace`) or empty (`sweep`, `outbox`). One per kind and id. */
export interface Deadline {
  kind: DeadlineKind;
  id: string;
  dueAt: number;
}

/** C1: earlier first, then kind, then id. */
export function compareDeadlines(a: Deadline, b: Deadline): number {
  return a.dueAt - b.dueAt || compareText(a.kind, b.kind) || compareText(a.id, b.id);
}

/** By code point, as SQLite's BINARY collation orders. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
