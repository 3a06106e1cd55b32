// How chats end (E): whose act or which deadline may end them is in table.ts; here is what an end does, and the erasure after it (E6).

import { type Refusal, refuse } from '../shared/errors.ts';
import { DAY_MS, SECOND_MS } from '../shared/limits.ts';
import type { EndReason } from '../shared/model.ts';
import { textFor } from '../shared/texts/defaults.ts';
import { closeWindow } from './assignment.ts';
import type { Draft } from './draft.ts';
import type { CustomerEvent, EditorEvent } from './event.ts';
import { append } from './messages.ts';
import type { Reply } from './reader.ts';
import type { ChatRow } from './rows.ts';
import { type ChatEvent, LIFE } from './table.ts';

/** What the table says about this event in the chat's state, as a refusal or nothing. */
export function refusalFor(chat: ChatRow, event: ChatEvent): Refusal | undefined {
  if (chat.moving !== null && event !== 'focus') return refuse('chat_moving');
  const cell = LIFE[chat.state][event];
  return 'refuse' in cell ? refuse(cell.refuse) : undefined;
}

/** The editor's own chat, or why it is not (S5, T8). */
export function ownedChat(
  draft: Draft,
  event: { chatId: string; editorId: string },
  act: ChatEvent,
): { ok: true; chat: ChatRow } | Refusal {
  const chat = draft.chat(event.chatId);
  if (!chat) return refuse('not_found');
  if (chat.ownerId !== event.editorId) {
    const hadIt = chat.firstAssignedAt !== null && chat.state !== 'ended';
    return refuse(hadIt ? 'chat_moved' : 'not_found');
  }
  return refusalFor(chat, act) ?? { ok: true, chat };
}

/** The customer's own chat, or `not_found` (S4: nobody learns of another's). */
export function customersChat(draft: Draft, event: { chatId: string; customerId: string }): ChatRow | undefined {
  const chat = draft.chat(event.chatId);
  return chat?.customerId === event.customerId ? chat : undefined;
}

/** E1 and Q11: the customer ends the chat or leaves the line. */
export function customerEnd(draft: Draft, event: Extract<CustomerEvent, { type: 'customer.end' }>, now: number): Reply {
  const chat = customersChat(draft, event);
  if (!chat) return refuse('not_found');
  return endBy(draft, chat, 'customer_end', now) ?? { ok: true, chatId: chat.chatId };
}

/** E1. */
export function editorEnd(draft: Draft, event: Extract<EditorEvent, { type: 'editor.end' }>, now: number): Reply {
  const owned = ownedChat(draft, event, 'editor_end');
  if (!owned.ok) return owned;
  return endBy(draft, owned.chat, 'editor_end', now) ?? { ok: true, chatId: event.chatId };
}

/** P11. The editor closes the window of an ended chat. */
export function editorClose(draft: Draft, event: Extract<EditorEvent, { type: 'editor.close' }>, now: number): Reply {
  const owned = ownedChat(draft, event, 'close_window');
  if (!owned.ok) return owned;
  closeWindow(draft, event.chatId, 'closed', now);
  return { ok: true, chatId: event.chatId };
}

/** Ends the chat as the table says for this event, or gives its refusal; nothing where the table says that it stays. */
export function endBy(draft: Draft, chat: ChatRow, event: ChatEvent, now: number): Reply | undefined {
  // T11: the other desk may have it already.
  if (chat.moving !== null && event !== 'chatflow_remove') return refuse('chat_moving');
  const cell = LIFE[chat.state][event];
  if ('refuse' in cell) return refuse(cell.refuse);
  if ('end' in cell) end(draft, chat.chatId, cell.end, now);
  return undefined;
}

/** Ends a chat: clocks stop, the reason is kept, an editor's window stays for the wrap-up (P11). */
function end(draft: Draft, chatId: string, reason: EndReason, now: number): void {
  const chat = draft.chat(chatId);
  if (!chat) return;
  const { settings } = draft.desk();
  if (reason === 'queue_closed' || reason === 'editor_lost') {
    append(
      draft,
      chatId,
      { author: 'system', text: textFor(settings, chat.language, reason === 'queue_closed' ? 'queueClosed' : 'closed') },
      now,
    );
  }
  for (const kind of ['transfer', 'silent', 'idle', 'customer_grace', 'queue_grace', 'orphan'] as const) draft.dropDeadline(kind, chatId);
  const windowClosesAt = chat.place === null ? null : now + settings.wrapUpSeconds * SECOND_MS;
  draft.setChat(chatId, {
    state: 'ended',
    endReason: reason,
    endedAt: now,
    windowClosesAt,
    silentDueAt: null,
    idleDueAt: null,
    idleWarned: false,
    transferDueAt: null,
    transferMs: null,
    focusSocketId: null,
    overdueSince: null,
    movableSince: null,
    reservedForId: null,
    reservedSeq: null,
    question: '',
  });
  if (windowClosesAt !== null) draft.setDeadline('wrap_up', chatId, windowClosesAt);
  draft.setDeadline('erase', chatId, now + settings.retentionDays * DAY_MS);
  const stands = chat.unansweredSince === null ? '' : ' unanswered';
  draft.log(now, 'end', { chatId, editorId: chat.ownerId, detail: `${reason}${stands}` });
}

/** E6. Removes what is personal; a live chat ends first, its window closes at once. */
export function erase(draft: Draft, chatId: string, now: number): Reply {
  const chat = draft.chat(chatId);
  if (!chat) return refuse('not_found');
  if (chat.erasedAt !== null) return { ok: true, chatId };
  const refusal = endBy(draft, chat, 'erase', now);
  if (refusal) return refusal;
  closeWindow(draft, chatId, 'erased', now);
  draft.setChat(chatId, { name: '', email: '', page: '', pageTitle: '', question: '', erasedAt: now });
  draft.eraseTexts(chatId);
  draft.dropDeadline('erase', chatId);
  draft.log(now, 'erased', { chatId });
  return { ok: true, chatId };
}
