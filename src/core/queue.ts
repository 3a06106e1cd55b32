// The line (Q): joining it, and closing it when nobody counts as available. Serving it is settle.ts.

import { somebodyCounts } from './desk.ts';
import type { Draft } from './draft.ts';
import { endBy } from './ending.ts';
import type { Reply } from './reader.ts';
import type { ChatRow } from './rows.ts';

/** Q4, Q5. Puts a new chat at the end of the line. */
export function joinLine(draft: Draft, chat: ChatRow, now: number): Reply {
  const joinSeq = draft.desk().lastJoinSeq + 1;
  draft.setDesk({ lastJoinSeq: joinSeq });
  draft.addChat({ ...chat, state: 'waiting', joinSeq });
  draft.log(now, 'join', { chatId: chat.chatId });
  return { ok: true, chatId: chat.chatId };
}

/** Q9. When nobody counts as available, everybody in line is told once and stays ended. */
export function closeLineIfNobodyCounts(draft: Draft, now: number): void {
  if (draft.waitingCount() === 0 || somebodyCounts(draft)) return;
  draft.log(now, 'queue_closed', { detail: String(draft.waitingCount()) });
  for (const chat of [...draft.waiting()]) endBy(draft, chat, 'queue_close', now);
}
