// How a chat changes hands while it is live: by the clock (T5, T6), by an owner's wish (T9), by a colleague who takes it (T7). The clock
// itself is clock.ts.

import { refuse } from '../shared/errors.ts';
import { freeEditors, moveTo } from './assignment.ts';
import { hold } from './clock.ts';
import { countsAsAvailable, hasFreeSlot, isReady } from './desk.ts';
import type { Draft } from './draft.ts';
import { ownedChat, refusalFor } from './ending.ts';
import type { EditorEvent } from './event.ts';
import type { Reply } from './reader.ts';
import type { ChatRow, EditorRow } from './rows.ts';
import { becomeBusy } from './status.ts';

/** T2, T4. The cursor is in the chat's input, or no longer, as this socket reports; leaving one tab says nothing about another. */
export function focus(draft: Draft, event: Extract<EditorEvent, { type: 'editor.focus' }>, now: number): Reply {
  const owned = ownedChat(draft, event, 'focus');
  if (!owned.ok) return owned;
  if (event.on) draft.setChat(event.chatId, { focusSocketId: event.socketId });
  else if (owned.chat.focusSocketId === event.socketId) draft.setChat(event.chatId, { focusSocketId: null });
  if (event.on) hold(draft, event.chatId, now);
  return { ok: true, chatId: event.chatId };
}

/** T5, T6, T10, L2. The clock has run out. */
export function clockRanOut(draft: Draft, chat: ChatRow, now: number): void {
  if (chat.state !== 'assigned' || chat.ownerId === null || chat.transferDueAt === null) return;
  const owner = draft.editor(chat.ownerId);
  const tried = chat.tried.includes(chat.ownerId) ? chat.tried : [...chat.tried, chat.ownerId];
  const ranOut = draft.setChat(chat.chatId, { transferDueAt: null, transferMs: null, tried });
  const missed = owner?.connected === true;
  if (missed) {
    draft.setEditor(owner.editorId, { missesInARow: owner.missesInARow + 1 });
    draft.log(now, 'miss', { chatId: chat.chatId, editorId: owner.editorId });
  }
  const [colleague] = untried(freeEditors(draft, now), ranOut);
  if (colleague) moveTo(draft, ranOut, colleague, 'transferred', now);
  else draft.setChat(chat.chatId, { overdueSince: now });
  if (missed) busyByMisses(draft, owner.editorId, now);
}

/** T5. Those among these who may still be given the chat by the clock. */
export function untried(editors: EditorRow[], chat: ChatRow): EditorRow[] {
  return editors.filter(({ editorId }) => editorId !== chat.ownerId && !chat.tried.includes(editorId));
}

/** T10. At every `busyAfterMisses`-th miss in a row. */
function busyByMisses(draft: Draft, editorId: string, now: number): void {
  const editor = draft.editor(editorId);
  const { busyAfterMisses } = draft.desk().settings;
  if (!editor || busyAfterMisses === 0 || editor.missesInARow % busyAfterMisses !== 0) return;
  becomeBusy(draft, editorId, 'misses', now);
}

/** T9. The owner gives the chat to a colleague, who gets it now or with the next free slot. */
export function transfer(draft: Draft, event: Extract<EditorEvent, { type: 'editor.transfer' }>, now: number): Reply {
  const owned = ownedChat(draft, event, 'manual_transfer');
  if (!owned.ok) return owned;
  const { chat } = owned;
  const target = draft.editor(event.toEditorId);
  if (!target || target.editorId === event.editorId) return refuse('not_found', { pointer: '/toEditorId' });
  if (!countsAsAvailable(target)) return refuse('target_unavailable');
  const fromName = draft.editor(event.editorId)?.name ?? '';
  if (event.note !== '') draft.addNote({ noteId: draft.newId(), chatId: chat.chatId, at: now, fromName, text: event.note });
  hold(draft, chat.chatId, now);
  // Handing over is the owner's act: no clock starts here any more, also while the chat waits for the colleague's slot.
  const given = draft.setChat(chat.chatId, { tried: [], heldAt: chat.heldAt ?? now });
  if (hasFreeSlot(draft, target, now)) moveTo(draft, given, target, 'handed_over', now);
  else reserve(draft, chat.chatId, target.editorId);
  return { ok: true, chatId: chat.chatId };
}

/** T7. Anybody who is available takes an overdue chat; one who is full reserves the own next free slot. First commit wins. */
export function take(draft: Draft, event: Extract<EditorEvent, { type: 'editor.take' }>, now: number): Reply {
  const chat = draft.chat(event.chatId);
  const taker = draft.editor(event.editorId);
  if (!chat || !taker) return refuse('not_found');
  if (chat.state !== 'assigned') return refusalFor(chat, 'take') ?? refuse('not_overdue');
  if (chat.overdueSince === null || chat.reservedForId !== null) return refuse(wasTaken(chat) ? 'already_taken' : 'not_overdue');
  if (chat.ownerId === taker.editorId) {
    hold(draft, chat.chatId, now);
    return { ok: true, chatId: chat.chatId };
  }
  if (!isReady(draft, taker, now)) return refuse('not_available');
  if (hasFreeSlot(draft, taker, now)) moveTo(draft, chat, taker, 'taken', now);
  else reserve(draft, chat.chatId, taker.editorId);
  return { ok: true, chatId: chat.chatId };
}

/** Whether somebody has the chat in hand: reserved, held, or arrived at anew after a clock ran out. */
function wasTaken(chat: ChatRow): boolean {
  return chat.reservedForId !== null || chat.heldAt !== null || chat.tried.length > 0;
}

/** T7, T9. The chat stays where it is until the editor's next free slot. */
function reserve(draft: Draft, chatId: string, editorId: string): void {
  const reservedSeq = draft.desk().lastReservedSeq + 1;
  draft.setDesk({ lastReservedSeq: reservedSeq });
  draft.setChat(chatId, { reservedForId: editorId, reservedSeq });
}
