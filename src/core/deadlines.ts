// C1: before anything else happens, everything that is due takes effect, in order, each as of its own due time.

import { IDLE_WARNING_MS, MOVE_RETRY_MS, OUTBOX_RETRY_MS } from '../shared/limits.ts';
import { closeWindow } from './assignment.ts';
import type { Draft } from './draft.ts';
import { endBy, erase } from './ending.ts';
import { customerGraceOver, editorGraceOver, sweep } from './presence.ts';
import type { ChatRow, Deadline } from './rows.ts';
import { settle } from './settle.ts';
import { clockRanOut } from './transfer.ts';

/** Expires what is due within the draft's time. */
export function expire(draft: Draft): void {
  for (let due = draft.takeDue(); due; due = draft.takeDue()) {
    takeEffect(draft, due);
    settle(draft, due.dueAt);
  }
}

function takeEffect(draft: Draft, { kind, id, dueAt }: Deadline): void {
  const chat = draft.chat(id);
  switch (kind) {
    case 'sweep':
      sweep(draft, dueAt);
      break;
    case 'editor_grace':
      editorGraceOver(draft, id, dueAt);
      break;
    case 'move':
      draft.setDeadline('move', id, dueAt + MOVE_RETRY_MS);
      draft.send({ kind: 'hand_over', chatId: id });
      break;
    case 'outbox':
      draft.setDeadline('outbox', '', dueAt + OUTBOX_RETRY_MS);
      draft.send({ kind: 'drain_outbox' });
      break;
    case 'wrap_up':
      closeWindow(draft, id, 'wrap_up', dueAt);
      break;
    case 'erase':
      erase(draft, id, dueAt);
      break;
    case 'transfer':
      if (chat) clockRanOut(draft, chat, dueAt);
      break;
    case 'customer_grace':
    case 'queue_grace':
      if (chat) customerGraceOver(draft, chat, `${kind}_due`, dueAt);
      break;
    case 'idle':
      if (chat) idleDue(draft, chat, dueAt);
      break;
    default:
      if (chat) endBy(draft, chat, `${kind}_due`, dueAt);
  }
}

/** E4. The row may stand early, because messages do not move it: look at the chat for what is true, warn, then end. */
function idleDue(draft: Draft, chat: ChatRow, dueAt: number): void {
  if (chat.idleDueAt === null) return;
  const warnAt = chat.idleDueAt - IDLE_WARNING_MS;
  if (dueAt >= chat.idleDueAt) endBy(draft, chat, 'idle_due', dueAt);
  else if (dueAt < warnAt) draft.setDeadline('idle', chat.chatId, warnAt);
  else {
    draft.setChat(chat.chatId, { idleWarned: true });
    draft.setDeadline('idle', chat.chatId, chat.idleDueAt);
  }
}
