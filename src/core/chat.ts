// A chat that lives: the customer's start, what both sides write, and that they write (P1, P5, P9, P10, Q4, R).

import { refuse } from '../shared/errors.ts';
import { SECOND_MS, SILENT_EXTEND_STEP_MS } from '../shared/limits.ts';
import { assign, freeEditors, startSilentTime, stopSilentTime } from './assignment.ts';
import { blankChat } from './blank-chat.ts';
import { customerWroteToOwner, hold } from './clock.ts';
import { deskForCustomer } from './desk.ts';
import type { Draft } from './draft.ts';
import { customersChat, ownedChat, refusalFor } from './ending.ts';
import type { CustomerEvent, EditorEvent } from './event.ts';
import { append } from './messages.ts';
import { joinLine } from './queue.ts';
import type { Reply } from './reader.ts';
import type { ChatRow } from './rows.ts';

type Start = Extract<CustomerEvent, { type: 'customer.start' }>;

/** P1, P9, Q4, Q10: the customer starts a chat, or joins the line if the desk is full and `join` is set. */
export function start(draft: Draft, event: Start, now: number): Reply {
  const live = draft.liveChatOf(event.customerId);
  if (live) return { ok: true, chatId: live.chatId };
  const meets = deskForCustomer(draft, now);
  if (meets.state === 'closed') return refuse('desk_closed');
  if (meets.state === 'full' && !(event.join && meets.canQueue)) {
    const { settings } = draft.desk();
    const filled = settings.allowQueue && draft.waitingCount() >= settings.maxQueueLength;
    return event.join && filled ? refuse('queue_full') : refuse('desk_full', { canQueue: meets.canQueue });
  }
  const { nameField, emailField } = draft.desk().settings;
  if (nameField === 'required' && event.name === '') return refuse('field_required', { pointer: '/name' });
  if (emailField === 'required' && event.email === '') return refuse('field_required', { pointer: '/email' });
  const chat = newChat(draft, event, now);
  draft.log(now, 'click', { chatId: chat.chatId });
  const [editor] = meets.state === 'open' ? freeEditors(draft, now) : [];
  if (!editor) return joinLine(draft, chat, now);
  draft.addChat(chat);
  assign(draft, chat, editor.editorId, now);
  return { ok: true, chatId: chat.chatId };
}

function newChat(draft: Draft, event: Start, now: number): ChatRow {
  const { nameField, emailField, questionField } = draft.desk().settings;
  return {
    ...blankChat(draft.newId(), now),
    customerId: event.customerId,
    language: event.language,
    name: nameField === 'off' ? '' : event.name,
    email: emailField === 'off' ? '' : event.email,
    question: questionField === 'off' ? '' : event.question,
    page: event.page,
    pageTitle: event.pageTitle,
  };
}

/** A customer's message; the first one starts T1 and R1. */
export function customerMessage(draft: Draft, event: Extract<CustomerEvent, { type: 'customer.message' }>, now: number): Reply {
  const chat = customersChat(draft, event);
  if (!chat) return refuse('not_found');
  const refusal = refusalFor(chat, 'customer_message');
  if (refusal) return refusal;
  if (chat.firstMessageAt === null) {
    draft.log(now, 'first_message', { chatId: chat.chatId });
    stopSilentTime(draft, chat.chatId);
  }
  draft.setChat(chat.chatId, { firstMessageAt: chat.firstMessageAt ?? now, unansweredSince: chat.unansweredSince ?? now });
  const seq = append(draft, chat.chatId, { author: 'customer', text: event.text, commandId: event.commandId }, now);
  customerWroteToOwner(draft, chat.chatId, now);
  return { ok: true, chatId: chat.chatId, seq, at: now };
}

/** An editor's message: an answer once the customer's question is there (R1, R3, R4), and as good as focus (T2). */
export function editorMessage(draft: Draft, event: Extract<EditorEvent, { type: 'editor.message' }>, now: number): Reply {
  const owned = ownedChat(draft, event, 'editor_message');
  if (!owned.ok) return owned;
  const { chat } = owned;
  const name = draft.editor(event.editorId)?.name ?? '';
  const asked = chat.firstMessageAt !== null;
  if (asked && chat.firstAnswerAt === null) draft.log(now, 'first_answer', { chatId: chat.chatId, editorId: event.editorId });
  if (asked && chat.ownAnswerAt === null) draft.log(now, 'own_first_answer', { chatId: chat.chatId, editorId: event.editorId });
  hold(draft, chat.chatId, now);
  if (asked) {
    draft.setChat(chat.chatId, { firstAnswerAt: chat.firstAnswerAt ?? now, ownAnswerAt: chat.ownAnswerAt ?? now, unansweredSince: null });
  }
  const { text, commandId, editorId } = event;
  const seq = append(draft, chat.chatId, { author: 'editor', text, commandId, editorId, name }, now);
  startSilentTime(draft, chat.chatId, now);
  return { ok: true, chatId: chat.chatId, seq, at: now };
}

/** P5, P10: the owner sees that the customer writes; the text only with the preview setting. */
export function customerTyping(draft: Draft, event: Extract<CustomerEvent, { type: 'customer.typing' }>, now: number): void {
  const chat = customersChat(draft, event);
  if (chat?.state !== 'assigned' || !chat.ownerId) return;
  const preview = draft.desk().settings.typingPreview && event.on && event.text !== '';
  const frame = { type: 'typing', chatId: chat.chatId, on: event.on, ...(preview ? { text: event.text } : {}) } as const;
  draft.send({ kind: 'to_editor', editorId: chat.ownerId, frame });
  const runsSince = (chat.silentDueAt ?? 0) - draft.desk().settings.silentStartSeconds * SECOND_MS;
  if (event.on && chat.silentDueAt !== null && now - runsSince >= SILENT_EXTEND_STEP_MS) startSilentTime(draft, chat.chatId, now);
}

/** The customer sees that the editor writes. */
export function editorTyping(draft: Draft, event: Extract<EditorEvent, { type: 'editor.typing' }>): void {
  const chat = draft.chat(event.chatId);
  if (chat?.state !== 'assigned' || chat.ownerId !== event.editorId) return;
  const frame = { type: 'typing', chatId: chat.chatId, on: event.on } as const;
  draft.send({ kind: 'to_customer', customerId: chat.customerId, frame });
}
