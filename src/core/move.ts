// T11. A chat that goes to another chatflow of the account: the one act across two desks. The old desk keeps the chat, frozen, until the new one
// says that it has it; the new one says the same to a question that is asked twice. So a crash anywhere neither loses nor doubles it.
//
//   old desk:  assigned ──wish──► moving ──has it──► ended (moved)
//                 ▲                  │
//                 └──────refused─────┘        new desk:  ──receive──► ownerless, ahead of the queue

import { refuse } from '../shared/errors.ts';
import { MOVE_RETRY_MS, SECOND_MS } from '../shared/limits.ts';
import { closeWindow, startSilentTime } from './assignment.ts';
import { blankChat } from './blank-chat.ts';
import { hold } from './clock.ts';
import { deskStateJudged } from './desk.ts';
import type { Draft } from './draft.ts';
import { endBy, ownedChat } from './ending.ts';
import type { DeskEvent, EditorEvent } from './event.ts';
import { startIdleTime } from './messages.ts';
import type { DeskRows, Reply } from './reader.ts';
import type { ChatRow, MessageRow, NoteRow } from './rows.ts';

type Of<T extends DeskEvent['type']> = Extract<DeskEvent, { type: T }>;

/** What of a chat goes along: everything that a colleague needs and the figures go on from, nothing of the old desk's own. */
export type MovedChat = Pick<
  ChatRow,
  | 'customerId'
  | 'startedAt'
  | 'firstAssignedAt'
  | 'lastSeq'
  | 'firstMessageAt'
  | 'firstAnswerAt'
  | 'unansweredSince'
  | 'lastMessageAt'
  | 'language'
  | 'name'
  | 'email'
  | 'page'
  | 'pageTitle'
>;

/** The parcel that one desk hands to another; `moveId` is the same however often it is handed over. */
export interface Parcel {
  moveId: string;
  fromChatflowId: string;
  accountId: string;
  chat: MovedChat;
  messages: MessageRow[];
  notes: NoteRow[];
}

/** The owner wishes it: the chat is frozen here and handed over. */
export function moveOut(draft: Draft, event: Extract<EditorEvent, { type: 'editor.move' }>, now: number): Reply {
  const owned = ownedChat(draft, event, 'move_out');
  if (!owned.ok) return owned;
  const { chatId } = owned.chat;
  if (event.toChatflowId === draft.desk().chatflowId) return refuse('not_found', { pointer: '/toChatflowId' });
  const fromName = draft.editor(event.editorId)?.name ?? '';
  if (event.note !== '') draft.addNote({ noteId: draft.newId(), chatId, at: now, fromName, text: event.note });
  hold(draft, chatId, now);
  const moving = { moveId: draft.newId(), chatflowId: event.toChatflowId };
  const stopped = { silentDueAt: null, idleDueAt: null, idleWarned: false, reservedForId: null, reservedSeq: null };
  draft.setChat(chatId, { moving, ...stopped });
  // Nothing may end the chat here while the other desk may have it already.
  for (const kind of ['silent', 'idle', 'customer_grace', 'orphan'] as const) draft.dropDeadline(kind, chatId);
  draft.setDeadline('move', chatId, now + MOVE_RETRY_MS);
  draft.send({ kind: 'hand_over', chatId });
  return { ok: true, chatId };
}

/** What is handed over; the chat must be on its way. */
export function parcelOf(rows: DeskRows, chat: ChatRow): Parcel {
  if (chat.moving === null) throw new Error('A chat that is not on its way was to be handed over.');
  const { chatflowId, accountId } = rows.desk();
  const { customerId, startedAt, firstAssignedAt, lastSeq, firstMessageAt, firstAnswerAt, unansweredSince, lastMessageAt } = chat;
  const { language, name, email, page, pageTitle } = chat;
  const times = { startedAt, firstAssignedAt, lastSeq, firstMessageAt, firstAnswerAt, unansweredSince, lastMessageAt };
  return {
    moveId: chat.moving.moveId,
    fromChatflowId: chatflowId,
    accountId,
    chat: { customerId, ...times, language, name, email, page, pageTitle },
    messages: rows.messages(chat.chatId, 0),
    notes: rows.notes(chat.chatId),
  };
}

/** The new desk takes the chat, ahead of its queue and whatever its settings say of queueing; a closed desk and a customer who is here already do not. */
export function receive(draft: Draft, { parcel }: Of<'chat.receive'>, now: number): Reply {
  const { accountId, chatflowId, settings } = draft.desk();
  if (parcel.accountId !== accountId || parcel.fromChatflowId === chatflowId) return refuse('not_found');
  if (deskStateJudged(draft, now) === 'closed') return refuse('desk_closed');
  if (draft.liveChatOf(parcel.chat.customerId)) return refuse('conflict');
  const chatId = draft.newId();
  const awayUntil = now + settings.customerGraceSeconds * SECOND_MS;
  draft.addChat({
    ...blankChat(chatId, now),
    ...parcel.chat,
    state: 'ownerless',
    customerAwaySince: now,
    receivedFrom: parcel.fromChatflowId,
  });
  draft.setDeadline('customer_grace', chatId, awayUntil);
  for (const message of parcel.messages) draft.addMessage({ ...message, chatId });
  for (const note of parcel.notes) draft.addNote({ ...note, chatId });
  startIdleTime(draft, chatId, now);
  logReceived(draft, chatId, parcel.chat, now);
  return { ok: true, chatId };
}

/** R4: the clock of the chat goes on, so its moments come along with their own times. */
function logReceived(draft: Draft, chatId: string, { firstMessageAt, firstAnswerAt }: MovedChat, now: number): void {
  draft.log(now, 'move', { chatId, detail: 'received' });
  if (firstMessageAt !== null) draft.log(firstMessageAt, 'first_message', { chatId });
  if (firstAnswerAt !== null) draft.log(firstAnswerAt, 'first_answer', { chatId });
}

/** The new desk has it: here the chat ends, and the customer is sent on with the credential that the new desk made. */
export function moveAccepted(draft: Draft, event: Of<'move.accepted'>, now: number): void {
  const chat = movingChat(draft, event);
  if (!chat?.moving) return;
  const movedTo = { chatflowId: chat.moving.chatflowId, token: event.token, chatId: event.toChatId };
  draft.setChat(event.chatId, { moving: null, movedTo });
  draft.dropDeadline('move', event.chatId);
  endBy(draft, { ...chat, moving: null }, 'move_accepted', now);
  closeWindow(draft, event.chatId, 'moved', now);
}

/** The new desk will not have it: here the chat goes on, with its times begun anew. */
export function moveRefused(draft: Draft, event: Of<'move.refused'>, now: number): void {
  const chat = movingChat(draft, event);
  if (!chat) return;
  const { chatId } = chat;
  draft.setChat(chatId, { moving: null });
  draft.dropDeadline('move', chatId);
  startIdleTime(draft, chatId, now);
  startSilentTime(draft, chatId, now);
  const graceMs = draft.desk().settings.customerGraceSeconds * SECOND_MS;
  if (chat.customerAwaySince !== null) draft.setDeadline('customer_grace', chatId, now + graceMs);
  if (chat.ownerId !== null) {
    draft.send({ kind: 'to_editor', editorId: chat.ownerId, frame: { type: 'move_refused', chatId, code: event.code } });
  }
}

function movingChat(draft: Draft, { chatId, moveId }: { chatId: string; moveId: string }): ChatRow | undefined {
  const chat = draft.chat(chatId);
  return chat?.moving?.moveId === moveId ? chat : undefined;
}
