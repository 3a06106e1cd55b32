// What each role may see of the rows (S5, I15). Snapshots and deltas are both made of these, so that snapshot + deltas = fresh snapshot (I17).

import type { Language } from '../shared/model.ts';
import type {
  ChatflowForCustomer,
  CustomerChat,
  Desk,
  DeskChat,
  DeskEditor,
  DeskForCustomer,
  DeskQueue,
  Message,
  Note,
  PublicStatus,
  Window,
  WindowWithMessages,
} from '../shared/protocol.ts';
import type { Settings } from '../shared/settings.ts';
import { textsFor } from '../shared/texts/defaults.ts';
import { deskForCustomer, deskForPage, deskState, deskStateJudged } from './desk.ts';
import type { DeskRows } from './reader.ts';
import type { ChatRow, EditorRow, MessageRow, NoteRow } from './rows.ts';

/** The chatflow as a customer with this language meets it. */
export function chatflowForCustomer(settings: Settings, language: Language): ChatflowForCustomer {
  const { name, color, contactLink, privacyLink, retentionDays, typingPreview } = settings;
  const fields = { name: settings.nameField, email: settings.emailField, question: settings.questionField };
  return { name, language, color, contactLink, privacyLink, retentionDays, fields, typingPreview, texts: textsFor(settings, language) };
}

/** Public status; `language` null: the chatflow's own. */
export function publicStatus(rows: DeskRows, language: Language | null, now: number): PublicStatus {
  const { settings } = rows.desk();
  return { chatflow: chatflowForCustomer(settings, language ?? settings.language), desk: deskForPage(rows, now) };
}

/** A customer's own chat. */
export function customerChat(rows: DeskRows, chat: ChatRow): CustomerChat {
  const view: CustomerChat = { chatId: chat.chatId, state: chat.state, startedAt: chat.startedAt, lastSeq: chat.lastSeq };
  if (chat.state === 'waiting') {
    if (rows.desk().settings.showPlace) view.place = rows.placeOf(chat.joinSeq ?? 0);
    return view;
  }
  const owner = chat.ownerId === null ? undefined : rows.editor(chat.ownerId);
  if (owner) view.editorName = owner.name;
  if (chat.state === 'ownerless' || (chat.state === 'assigned' && owner && !owner.connected)) view.editorAway = true;
  if (chat.idleWarned && chat.idleDueAt !== null) view.idleEndsAt = chat.idleDueAt;
  if (chat.endReason !== null) view.endReason = chat.endReason;
  if (chat.endedAt !== null) view.endedAt = chat.endedAt;
  if (chat.movedTo !== null) view.movedTo = chat.movedTo;
  return view;
}

/** A message; the command's id goes back to the side that sent it only. */
export function message(row: MessageRow, reader: 'customer' | 'editor'): Message {
  const view: Message = { seq: row.seq, author: row.author, text: row.text, at: row.at };
  if (row.name !== null) view.name = row.name;
  if (row.commandId !== null && row.author === reader) view.commandId = row.commandId;
  return view;
}

export function note({ noteId, at, fromName, text }: NoteRow): Note {
  return { noteId, at, fromName, text };
}

/** A window on its owner's screen; the chat must have a place. */
export function windowOf(rows: DeskRows, chat: ChatRow): Window {
  if (chat.place === null || (chat.state !== 'assigned' && chat.state !== 'ended'))
    throw new Error('A chat without a window was to be shown as one.');
  const { name, email, language, page, pageTitle } = chat;
  const reservedFor = chat.reservedForId === null ? undefined : rows.editor(chat.reservedForId);
  return {
    chatId: chat.chatId,
    place: chat.place,
    state: chat.state,
    customer: { name, email, language, page, pageTitle },
    startedAt: chat.startedAt,
    arrivedAt: chat.arrivedAt ?? chat.startedAt,
    queuedMs: chat.joinSeq === null ? 0 : (chat.firstAssignedAt ?? chat.startedAt) - chat.startedAt,
    lastSeq: chat.lastSeq,
    firstMessageAt: chat.firstMessageAt,
    unansweredSince: chat.unansweredSince,
    transferAt: chat.transferDueAt,
    transferMs: chat.transferMs,
    held: chat.heldAt !== null,
    overdueSince: chat.overdueSince,
    reservedForName: reservedFor?.name ?? null,
    movingTo: chat.moving?.chatflowId ?? null,
    customerAwaySince: chat.state === 'assigned' ? chat.customerAwaySince : null,
    silentEndsAt: chat.silentDueAt,
    idleEndsAt: chat.idleWarned ? chat.idleDueAt : null,
    endReason: chat.endReason,
    endedAt: chat.endedAt,
    closesAt: chat.windowClosesAt,
  };
}

/** A window with what was written after `afterSeq`. */
export function windowWithMessages(rows: DeskRows, chat: ChatRow, afterSeq: number): WindowWithMessages {
  const messages = rows.messages(chat.chatId, afterSeq).map((row) => message(row, 'editor'));
  return { ...windowOf(rows, chat), messages, notes: rows.notes(chat.chatId).map(note) };
}

export function deskEditor(editor: EditorRow): DeskEditor {
  const { editorId, name, status, statusSince, statusCause, connected, missesInARow, slotsUsed, maxChats } = editor;
  return { editorId, name, status, statusSince, statusCause, connected, missesInARow, slotsUsed, maxChats };
}

/** A begun, live chat as the desk sees it; undefined for all others. */
export function deskChat(chat: ChatRow | undefined): DeskChat | undefined {
  if (chat?.state !== 'assigned' && chat?.state !== 'ownerless') return undefined;
  const { chatId, state, startedAt, overdueSince, movableSince, reservedForId } = chat;
  return {
    chatId,
    editorId: chat.ownerId,
    state,
    customerName: chat.name,
    startedAt,
    overdueSince,
    movableSince,
    reservedForId,
  };
}

export function deskQueue(rows: DeskRows): DeskQueue {
  const waiting = rows.waitingCount();
  const [first] = waiting === 0 ? [] : rows.waiting();
  return { waiting, longestSince: first?.startedAt ?? null, allowQueue: rows.desk().settings.allowQueue };
}

/**
 * The live state of the desk. Costs work for each editor and each begun live chat. Silence is `judged` for those who look once (L1);
 * with a socket one sees it `as_told`, because the frames after it build on that (I17).
 */
export function deskView(rows: DeskRows, now: number, silence: 'judged' | 'as_told' = 'judged'): Desk {
  const { chatflowId, settings } = rows.desk();
  const editors = rows.editors();
  const chats = new Map<string, DeskChat>();
  for (const chat of [...editors.flatMap(({ editorId }) => rows.windowsOf(editorId)), ...rows.seeking()]) {
    const view = deskChat(chat);
    if (view) chats.set(view.chatId, view);
  }
  return {
    chatflowId,
    name: settings.name,
    state: silence === 'judged' ? deskStateJudged(rows, now) : deskState(rows),
    queue: deskQueue(rows),
    editors: editors.map(deskEditor),
    chats: [...chats.values()],
  };
}

/** A customer's snapshot; `have`: the chat and the last seq that the client still holds. */
export function customerWelcome(
  rows: DeskRows,
  customerId: string,
  language: Language,
  now: number,
  have: { chatId?: string | undefined; lastSeq?: number | undefined },
): { chatflow: ChatflowForCustomer; desk: DeskForCustomer; chat: CustomerChat | null; messages: Message[] } {
  const named = have.chatId === undefined ? undefined : rows.chat(have.chatId);
  const chat = rows.liveChatOf(customerId) ?? (named?.customerId === customerId ? named : undefined);
  const afterSeq = chat && chat.chatId === have.chatId ? (have.lastSeq ?? 0) : 0;
  return {
    chatflow: chatflowForCustomer(rows.desk().settings, language),
    desk: deskForCustomer(rows, now),
    chat: chat ? customerChat(rows, chat) : null,
    messages: chat ? rows.messages(chat.chatId, afterSeq).map((row) => message(row, 'customer')) : [],
  };
}

/** An editor's snapshot; `have`: the windows that the client still holds. */
export function editorWelcome(
  rows: DeskRows,
  editorId: string,
  now: number,
  have: { chatId: string; lastSeq: number }[],
): { windows: WindowWithMessages[]; desk: Desk } {
  const lastSeqOf = new Map(have.map(({ chatId, lastSeq }) => [chatId, lastSeq]));
  const windows = rows.windowsOf(editorId).map((chat) => windowWithMessages(rows, chat, lastSeqOf.get(chat.chatId) ?? 0));
  return { windows, desk: deskView(rows, now, 'as_told') };
}
