// After every change: free slots go at once to those whose turn it is (Q6, Q7), and what nobody can serve gets its due time (Q9, L3, E3).

import { SECOND_MS } from '../shared/limits.ts';
import { assign, freeEditors, moveTo } from './assignment.ts';
import { isHeard, somebodyCounts } from './desk.ts';
import type { Draft } from './draft.ts';
import { customerLost } from './presence.ts';
import { closeLineIfNobodyCounts } from './queue.ts';
import type { ChatRow, EditorRow } from './rows.ts';
import { untried } from './transfer.ts';

/** Brings the desk to rest as of `now`. Cheap when nothing waits. */
export function settle(draft: Draft, now: number): void {
  while (serveOne(draft, now));
  closeLineIfNobodyCounts(draft, now);
  watchOrphans(draft, now);
}

/** Q6: reservations, then begun chats by first assignment, then the line. Whether somebody was served. */
function serveOne(draft: Draft, now: number): boolean {
  const reserved = draft.reserved();
  const seeking = draft.seeking();
  if (reserved.length === 0 && seeking.length === 0 && draft.waitingCount() === 0) return false;
  const free = freeEditors(draft, now);
  if (free.length === 0) return false;
  return serveReserved(draft, reserved, free, now) || serveSeeking(draft, seeking, free, now) || serveLine(draft, free, now);
}

function serveReserved(draft: Draft, reserved: ChatRow[], free: EditorRow[], now: number): boolean {
  for (const chat of reserved) {
    const editor = free.find(({ editorId }) => editorId === chat.reservedForId);
    if (!editor) continue;
    moveTo(draft, chat, editor, chat.overdueSince === null ? 'handed_over' : 'taken', now);
    return true;
  }
  return false;
}

function serveSeeking(draft: Draft, seeking: ChatRow[], free: EditorRow[], now: number): boolean {
  for (const chat of seeking) {
    const [editor] = whoMayHave(chat, free);
    if (!editor) continue;
    if (chat.state === 'ownerless') assign(draft, chat, editor.editorId, now);
    else moveTo(draft, chat, editor, chat.movableSince === null ? 'transferred' : 'editor_away', now);
    return true;
  }
  return false;
}

/** T6: an overdue chat goes to the untried only. L3, L5: one without a reachable owner goes to anybody else. */
function whoMayHave(chat: ChatRow, free: EditorRow[]): EditorRow[] {
  if (chat.moving !== null) return [];
  if (chat.state === 'ownerless' || chat.movableSince !== null) return free.filter(({ editorId }) => editorId !== chat.ownerId);
  return chat.reservedForId === null ? untried(free, chat) : [];
}

/** Q11: one who is away, also silently, is passed over and blocks nobody. */
function serveLine(draft: Draft, free: EditorRow[], now: number): boolean {
  const [editor] = free;
  for (let head = draft.headOfQueue(); head && editor; head = draft.headOfQueue()) {
    if (isHeard(draft, { kind: 'customer', id: head.customerId }, now)) {
      assign(draft, head, editor.editorId, now);
      return true;
    }
    customerLost(draft, head.customerId, now);
  }
  return false;
}

/** L3. While nobody counts as available, a chat without a reachable owner gets a due time; it is lifted when somebody does. */
function watchOrphans(draft: Draft, now: number): void {
  const orphans = draft.seeking().filter((chat) => chat.moving === null && (chat.state === 'ownerless' || chat.movableSince !== null));
  if (orphans.length === 0) return;
  const nobody = !somebodyCounts(draft);
  const dueAt = now + draft.desk().settings.orphanSeconds * SECOND_MS;
  for (const { chatId } of orphans) {
    if (!nobody) draft.dropDeadline('orphan', chatId);
    else if (draft.deadline('orphan', chatId) === undefined) draft.setDeadline('orphan', chatId, dueAt);
  }
}
