// Who gets a chat (P8), and the coming and going of windows: the only place where slots are used and freed (P2, P3).

import { SECOND_MS, SILENT_START_MAX_MS } from '../shared/limits.ts';
import type { WindowCloseCause } from '../shared/model.ts';
import { textFor } from '../shared/texts/defaults.ts';
import { startClock } from './clock.ts';
import { hasFreeSlot } from './desk.ts';
import type { Draft } from './draft.ts';
import { append, startIdleTime } from './messages.ts';
import { type ChatRow, compareText, type EditorRow } from './rows.ts';

/** P8: fewest misses in a row, fewest slots used, last new window longest ago (never = first), smallest id. */
export function compareForAssignment(a: EditorRow, b: EditorRow): number {
  return (
    a.missesInARow - b.missesInARow ||
    a.slotsUsed - b.slotsUsed ||
    (a.lastWindowAt ?? Number.NEGATIVE_INFINITY) - (b.lastWindowAt ?? Number.NEGATIVE_INFINITY) ||
    compareText(a.editorId, b.editorId)
  );
}

/** Editors with a free slot, the one to be chosen first in front. */
export function freeEditors(draft: Draft, now: number): EditorRow[] {
  const free = draft.editors().filter((editor) => hasFreeSlot(draft, editor, now));
  return free.sort(compareForAssignment);
}

/** Gives the chat to this editor, who must have a free slot: the window stands there from now on (P1). */
export function assign(draft: Draft, chat: ChatRow, editorId: string, now: number): void {
  const editor = draft.editor(editorId);
  if (!editor || editor.slotsUsed >= editor.maxChats) throw new Error('A window was to be added at or above max chats (P3).');
  const firstTime = chat.firstAssignedAt === null;
  const assigned = draft.setChat(chat.chatId, {
    state: 'assigned',
    ownerId: editorId,
    arrivedAt: now,
    place: freePlace(draft, editorId),
    firstAssignedAt: chat.firstAssignedAt ?? now,
    ownAnswerAt: null,
    heldAt: null,
    focusSocketId: null,
    overdueSince: null,
    movableSince: null,
    reservedForId: null,
    reservedSeq: null,
  });
  draft.setEditor(editorId, { slotsUsed: editor.slotsUsed + 1, lastWindowAt: now });
  draft.dropDeadline('orphan', chat.chatId);
  draft.log(now, 'assignment', { chatId: chat.chatId, editorId });
  if (firstTime) begin(draft, assigned, now);
  if (assigned.firstMessageAt === null) startSilentTime(draft, chat.chatId, now);
  startClock(draft, chat.chatId, now);
}

/** The smallest place on the editor's screen that no window stands at; a window keeps its place for as long as it is up. */
function freePlace(draft: Draft, editorId: string): number {
  const taken = new Set(draft.windowsOf(editorId).map((chat) => chat.place));
  let place = 0;
  while (taken.has(place)) place += 1;
  return place;
}

/** P6, Q4: the welcome message is seq 1; a question from the form is seq 2 and starts T1 like any first message. */
function begin(draft: Draft, chat: ChatRow, now: number): void {
  const { settings } = draft.desk();
  append(draft, chat.chatId, { author: 'system', text: textFor(settings, chat.language, 'welcome') }, now);
  if (chat.question !== '') {
    draft.setChat(chat.chatId, { question: '', firstMessageAt: now, unansweredSince: now });
    append(draft, chat.chatId, { author: 'customer', text: chat.question }, now);
    draft.log(now, 'first_message', { chatId: chat.chatId });
  }
  startIdleTime(draft, chat.chatId, now);
}

/** P10. Starts the time in which the customer has to begin writing; never past the longest time in all. */
export function startSilentTime(draft: Draft, chatId: string, now: number): void {
  const chat = draft.chat(chatId);
  const seconds = draft.desk().settings.silentStartSeconds;
  if (!chat || chat.firstMessageAt !== null || chat.firstAssignedAt === null || seconds === 0) return;
  const longest = Math.max(chat.silentDueAt ?? 0, chat.firstAssignedAt + SILENT_START_MAX_MS);
  const silentDueAt = Math.min(now + seconds * SECOND_MS, longest);
  // The longest time may be over without ever having run, where the setting was 0 until now: none begins any more.
  if (silentDueAt === chat.silentDueAt || silentDueAt <= now) return;
  draft.setChat(chatId, { silentDueAt });
  draft.setDeadline('silent', chatId, silentDueAt);
}

/** P10. Somebody has written, or the chat is over. */
export function stopSilentTime(draft: Draft, chatId: string): void {
  draft.setChat(chatId, { silentDueAt: null });
  draft.dropDeadline('silent', chatId);
}

/** Takes the window off its editor's screen and frees the slot. The chat's owner stays as it is. */
export function closeWindow(draft: Draft, chatId: string, cause: WindowCloseCause, now: number, toName?: string): void {
  const chat = draft.chat(chatId);
  if (!chat || chat.place === null || chat.ownerId === null) return;
  draft.setChat(chatId, { place: null, windowClosesAt: null });
  draft.dropDeadline('wrap_up', chatId);
  const editor = draft.editor(chat.ownerId);
  if (editor) draft.setEditor(editor.editorId, { slotsUsed: editor.slotsUsed - 1 });
  draft.log(now, 'window_closed', { chatId, editorId: chat.ownerId, detail: cause });
  const frame = toName === undefined ? { chatId, cause } : { chatId, cause, toName };
  draft.send({ kind: 'to_editor', editorId: chat.ownerId, frame: { type: 'window_closed', ...frame } });
}

/** Moves a begun chat to another editor, who must have a free slot: the old window goes, the new one opens (T5). */
export function moveTo(draft: Draft, chat: ChatRow, editor: EditorRow, cause: WindowCloseCause, now: number): void {
  closeWindow(draft, chat.chatId, cause, now, editor.name);
  draft.log(now, 'move', { chatId: chat.chatId, editorId: editor.editorId, detail: cause });
  const moved = draft.chat(chat.chatId);
  if (moved) assign(draft, moved, editor.editorId, now);
}

/** L5. Takes the chat from its owner at once: it stands ownerless ahead of the queue. */
export function release(draft: Draft, chatId: string, cause: WindowCloseCause, now: number): void {
  closeWindow(draft, chatId, cause, now);
  draft.setChat(chatId, {
    state: 'ownerless',
    ownerId: null,
    arrivedAt: null,
    heldAt: null,
    focusSocketId: null,
    transferDueAt: null,
    transferMs: null,
    overdueSince: null,
    movableSince: null,
    reservedForId: null,
    reservedSeq: null,
  });
  draft.dropDeadline('transfer', chatId);
}
