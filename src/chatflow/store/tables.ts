// The tables' fields, one by one. A field that a row gains without a line here does not compile.

import type { ChatRow, Deadline, DeskRow, EditorRow, MessageRow, Moment, NoteRow, OutboxRow } from '../../core/rows.ts';
import { Table } from './table.ts';

export const DESK = new Table<DeskRow>('desk', ['chatflowId'], {
  chatflowId: 'plain',
  accountId: 'plain',
  settings: 'json',
  settingsRevision: 'plain',
  queueFeature: 'flag',
  featureRevision: 'plain',
  lastJoinSeq: 'plain',
  lastReservedSeq: 'plain',
  removed: 'flag',
});

export const EDITORS = new Table<EditorRow>('editors', ['editorId'], {
  editorId: 'plain',
  name: 'plain',
  maxChats: 'plain',
  status: 'plain',
  statusSince: 'plain',
  statusCause: 'plain',
  connected: 'flag',
  disconnectedAt: 'plain',
  missesInARow: 'plain',
  slotsUsed: 'plain',
  lastWindowAt: 'plain',
  ticketsAfter: 'plain',
});

export const CHATS = new Table<ChatRow>('chats', ['chatId'], {
  chatId: 'plain',
  customerId: 'plain',
  state: 'plain',
  startedAt: 'plain',
  joinSeq: 'plain',
  firstAssignedAt: 'plain',
  ownerId: 'plain',
  arrivedAt: 'plain',
  place: 'plain',
  lastSeq: 'plain',
  firstMessageAt: 'plain',
  firstAnswerAt: 'plain',
  ownAnswerAt: 'plain',
  unansweredSince: 'plain',
  lastMessageAt: 'plain',
  idleDueAt: 'plain',
  idleWarned: 'flag',
  silentDueAt: 'plain',
  transferDueAt: 'plain',
  transferMs: 'plain',
  heldAt: 'plain',
  focusSocketId: 'plain',
  tried: 'json',
  overdueSince: 'plain',
  movableSince: 'plain',
  reservedForId: 'plain',
  reservedSeq: 'plain',
  customerAwaySince: 'plain',
  language: 'plain',
  name: 'plain',
  email: 'plain',
  question: 'plain',
  page: 'plain',
  pageTitle: 'plain',
  endReason: 'plain',
  endedAt: 'plain',
  windowClosesAt: 'plain',
  erasedAt: 'plain',
  moving: 'json',
  movedTo: 'json',
  receivedFrom: 'plain',
});

export const MESSAGES = new Table<MessageRow>('messages', ['chatId', 'seq'], {
  chatId: 'plain',
  seq: 'plain',
  author: 'plain',
  editorId: 'plain',
  name: 'plain',
  text: 'plain',
  at: 'plain',
  commandId: 'plain',
});

export const NOTES = new Table<NoteRow>('notes', ['chatId', 'at', 'noteId'], {
  chatId: 'plain',
  at: 'plain',
  noteId: 'plain',
  fromName: 'plain',
  text: 'plain',
});

export const DEADLINES = new Table<Deadline>('deadlines', ['kind', 'id'], { kind: 'plain', id: 'plain', dueAt: 'plain' });

export const OUTBOX = new Table<OutboxRow>('outbox', ['outboxId'], {
  outboxId: 'plain',
  at: 'plain',
  actor: 'json',
  act: 'plain',
  before: 'json',
  after: 'json',
});

export const MOMENTS = new Table<Moment>('moments', [], {
  at: 'plain',
  kind: 'plain',
  chatId: 'plain',
  editorId: 'plain',
  detail: 'plain',
});
