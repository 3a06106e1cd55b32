// I18. A desk that is made anew from the rows of another decides the same: nothing lives outside the rows.

import { isDeepStrictEqual } from 'node:util';
import type { Change, Decision } from '../../src/core/event.ts';
import type { Reply } from '../../src/core/reader.ts';
import { MemoryDesk } from '../support/memory-desk.ts';

/** Asks a desk made of copies of these rows for the same decision and compares. */
export function checkRebuilt(
  desk: MemoryDesk,
  replies: readonly { personId: string; commandId: string; reply: Reply }[],
  decideAnew: (desk: MemoryDesk) => Decision,
  decision: Decision,
): void {
  const again = decideAnew(rebuilt(desk, replies));
  if (!isDeepStrictEqual(again, decision)) throw new Error('I18: a desk made anew from the rows decided otherwise.');
}

function rebuilt(desk: MemoryDesk, replies: readonly { personId: string; commandId: string; reply: Reply }[]): MemoryDesk {
  const chats = desk.allChats();
  const changes: Change[] = [
    ...chats.map((chat): Change => ({ kind: 'chat_new', chat })),
    ...desk.editors().map((editor): Change => ({ kind: 'editor', editor })),
    ...chats.flatMap(({ chatId }) => desk.messages(chatId, 0)).map((message): Change => ({ kind: 'message', message })),
    ...chats.flatMap(({ chatId }) => desk.notes(chatId)).map((note): Change => ({ kind: 'note', note })),
    ...desk.allDeadlines().map((deadline): Change => ({ kind: 'deadline', deadline })),
    ...replies.map((reply): Change => ({ kind: 'reply', ...reply, at: 0 })),
  ];
  const copy = new MemoryDesk(structuredClone(desk.desk()), desk.heardAt);
  copy.apply(structuredClone(changes));
  return copy;
}
