// The 30-second clock (T): it starts with an unanswered message, focus or an answer ends it for good at this owner, and when it runs
// out the chat moves to a colleague or is marked overdue.
//
//   no clock ──unanswered message──► running ──focus, answer──► held
//      ▲                               │
//      └──────── new owner ◄──moved────┴──nobody can take it──► overdue ──focus, answer──► held

import { SECOND_MS } from '../shared/limits.ts';
import type { Draft } from './draft.ts';

/** T1. Starts the clock at this owner if an unanswered message is there and nothing has ended or replaced it. `from`: arrival or message. */
export function startClock(draft: Draft, chatId: string, from: number): void {
  const chat = draft.chat(chatId);
  if (chat?.state !== 'assigned' || chat.unansweredSince === null || chat.heldAt !== null) return;
  if (chat.overdueSince !== null || chat.movableSince !== null || chat.transferDueAt !== null) return;
  const transferMs = draft.desk().settings.transferAfterSeconds * SECOND_MS;
  draft.setChat(chatId, { transferDueAt: from + transferMs, transferMs });
  draft.setDeadline('transfer', chatId, from + transferMs);
}

/** Stops a running clock without saying who won. */
export function stopClock(draft: Draft, chatId: string): void {
  draft.setChat(chatId, { transferDueAt: null, transferMs: null });
  draft.dropDeadline('transfer', chatId);
}

/** A customer's message has come: focus that stands holds the chat (T4), else the clock starts (T1). */
export function customerWroteToOwner(draft: Draft, chatId: string, now: number): void {
  const chat = draft.chat(chatId);
  if (chat?.state !== 'assigned' || chat.heldAt !== null) return;
  if (chat.focusSocketId !== null) hold(draft, chatId, now);
  else startClock(draft, chatId, now);
}

/**
 * T2, T6, T10. The owner is there: ends the clock for good at this owner, clears who was tried, resets the misses if it was in time.
 * Does nothing while no question is unanswered: focus or a word before it does not count (T4).
 */
export function hold(draft: Draft, chatId: string, now: number): void {
  const chat = draft.chat(chatId);
  if (chat?.state !== 'assigned' || chat.ownerId === null || chat.heldAt !== null || chat.unansweredSince === null) return;
  const inTime = chat.overdueSince === null;
  // A colleague's pending "take" falls away; a transfer that this owner has asked for stands.
  const taken = inTime ? {} : { reservedForId: null, reservedSeq: null };
  stopClock(draft, chatId);
  draft.setChat(chatId, { heldAt: now, tried: [], overdueSince: null, ...taken });
  draft.log(now, 'focus', { chatId, editorId: chat.ownerId });
  const owner = draft.editor(chat.ownerId);
  if (inTime && owner && owner.missesInARow > 0) draft.setEditor(owner.editorId, { missesInARow: 0 });
}
