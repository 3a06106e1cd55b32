// Messages of a chat: dense seq, and the idle time that every one of them starts anew (I2, E4).

import { IDLE_WARNING_MS, SECOND_MS } from '../shared/limits.ts';
import type { Author } from '../shared/model.ts';
import type { Draft } from './draft.ts';

/** Adds a message with the next seq (I2) and starts the idle time again (E4). */
export function append(
  draft: Draft,
  chatId: string,
  message: { author: Author; text: string; editorId?: string; name?: string; commandId?: string },
  now: number,
): number {
  const chat = draft.chat(chatId);
  if (!chat) throw new Error('A message was to be added to a chat that does not exist.');
  const seq = chat.lastSeq + 1;
  const { author, text, editorId = null, name = null, commandId = null } = message;
  draft.addMessage({ chatId, seq, author, editorId, name, text, at: now, commandId });
  draft.setChat(chatId, { lastSeq: seq });
  if (author !== 'system') {
    draft.setChat(chatId, { lastMessageAt: now });
    startIdleTime(draft, chatId, now);
  }
  return seq;
}

/** E4. Starts the idle time anew. The deadline's own row is moved only when it comes due, so that a message does not write it. */
export function startIdleTime(draft: Draft, chatId: string, now: number): void {
  const seconds = draft.desk().settings.idleEndSeconds;
  const idleDueAt = seconds > 0 ? now + seconds * SECOND_MS : null;
  draft.setChat(chatId, { idleDueAt, idleWarned: false });
  if (idleDueAt === null) draft.dropDeadline('idle', chatId);
  else {
    const stands = draft.deadline('idle', chatId);
    if (stands === undefined || stands > idleDueAt - IDLE_WARNING_MS) draft.setDeadline('idle', chatId, idleDueAt - IDLE_WARNING_MS);
  }
}
