// Random changes of a desk, every one of them allowed, and everything a reader can be asked about what came of them.

import * as fc from 'fast-check';
import type { Change } from '../../src/core/event.ts';
import type { DeskReader } from '../../src/core/reader.ts';
import { type ChatRow, DEADLINE_KINDS } from '../../src/core/rows.ts';
import type { MemoryDesk } from '../support/memory-desk.ts';
import { chatRow, editorRow } from '../support/rows.ts';

/** What to do, in numbers; `changeOf` makes it a change that fits the desk as it stands. */
export interface Step {
  act: number;
  which: number;
  number: number;
}

const ACT_COUNT = 12;
export const steps = fc.array(fc.record({ act: fc.nat(ACT_COUNT - 1), which: fc.nat(30), number: fc.nat(1_000) }), {
  minLength: 5,
  maxLength: 60,
});

const CUSTOMERS = Array.from({ length: 6 }, (_, index) => `customer-${index}`);
const EDITORS = ['editor-a', 'editor-b', 'editor-c'];

function pick<T>(list: readonly T[], which: number): T | undefined {
  return list[which % Math.max(1, list.length)];
}

/** A change for this step, or null where there is nothing to change. `number` counts the steps, so that ids are new. */
export function changeOf(desk: MemoryDesk, step: Step, count: number): Change | null {
  const { act, which, number } = step;
  const chat = pick(desk.allChats(), which);
  const editorId = pick(EDITORS, which) ?? 'editor-a';
  switch (act) {
    case 0:
    case 1:
      return newChat(desk, which, number, count);
    case 2:
      return chat ? { kind: 'chat', chatId: chat.chatId, set: movedOn(chat, editorId, number) } : null;
    case 3:
      return chat ? { kind: 'chat', chatId: chat.chatId, set: { customerAwaySince: number % 2 ? number : null } } : null;
    case 4:
      return chat
        ? { kind: 'chat', chatId: chat.chatId, set: { overdueSince: number % 2 ? number : null, movableSince: number % 3 ? null : number } }
        : null;
    case 5:
      return chat
        ? {
            kind: 'chat',
            chatId: chat.chatId,
            set: number % 2 ? { reservedForId: editorId, reservedSeq: count } : { reservedForId: null, reservedSeq: null },
          }
        : null;
    case 6:
      return { kind: 'editor', editor: editorRow(editorId, { slotsUsed: number % 4, connected: number % 2 === 0 }) };
    case 7:
      return number % 4 ? null : { kind: 'editor_gone', editorId };
    case 8:
      return { kind: 'deadline', deadline: { kind: pick(DEADLINE_KINDS, which) ?? 'idle', id: `${number % 4}`, dueAt: number } };
    case 9:
      return { kind: 'deadline_gone', deadline: { kind: pick(DEADLINE_KINDS, which) ?? 'idle', id: `${number % 4}` } };
    case 10:
      return { kind: 'reply', personId: editorId, commandId: `${number % 8}`, reply: { ok: true, seq: count }, at: 1_000_000 + number };
    default:
      return chat
        ? {
            kind: 'message',
            message: {
              chatId: chat.chatId,
              seq: count,
              author: 'customer',
              editorId: null,
              name: null,
              text: `${number}`,
              at: number,
              commandId: null,
            },
          }
        : null;
  }
}

function newChat(desk: MemoryDesk, which: number, number: number, count: number): Change | null {
  const customerId = pick(CUSTOMERS, which) ?? 'customer-0';
  if (desk.liveChatOf(customerId)) return null;
  const waits = number % 3 > 0;
  const begun = { state: 'assigned', firstAssignedAt: number, ownerId: pick(EDITORS, number) ?? null, place: number % 4 } as const;
  return { kind: 'chat_new', chat: chatRow(`chat-${count}`, { customerId, startedAt: number, ...(waits ? { joinSeq: count } : begun) }) };
}

/** A step along the life of a chat; an ended one only loses its window. */
function movedOn(chat: ChatRow, editorId: string, number: number): Partial<ChatRow> {
  if (chat.state === 'ended') return { place: null };
  if (number % 4 === 0) return { state: 'ended', endReason: 'idle', endedAt: number };
  if (chat.state === 'assigned' && number % 4 === 1) return { state: 'ownerless', ownerId: null, place: null };
  return { state: 'assigned', ownerId: editorId, place: number % 5, firstAssignedAt: chat.firstAssignedAt ?? number };
}

/** All answers of a reader, as data. */
export function answers(desk: DeskReader, chatIds: string[]): unknown {
  const ids = (chats: Iterable<ChatRow>) => [...chats].map(({ chatId }) => chatId);
  const line = Array.from({ length: desk.waitingCount() + 1 }, (_, index) => desk.waitingAt(index + 1)?.chatId);
  return {
    editors: desk.editors(),
    chats: chatIds.map((chatId) => [desk.chat(chatId), desk.messages(chatId, 0), desk.placeOf(desk.chat(chatId)?.joinSeq ?? 0)]),
    live: CUSTOMERS.map((customerId) => desk.liveChatOf(customerId)?.chatId),
    windows: EDITORS.map((editorId) => ids(desk.windowsOf(editorId)).sort()),
    seeking: ids(desk.seeking()),
    reserved: ids(desk.reserved()),
    waiting: ids(desk.waiting()),
    head: desk.headOfQueue()?.chatId,
    line,
    present: ids(desk.presentChats()),
    counts: [desk.liveCount(), desk.waitingCount()],
    due: [desk.dueBy(500), desk.dueBy(1_000), desk.nextDueAt()],
    deadlines: DEADLINE_KINDS.map((kind) => ['0', '1', '2', '3'].map((id) => desk.deadline(kind, id))),
    replies: EDITORS.map((editorId) => Array.from({ length: 8 }, (_, index) => desk.reply(editorId, `${index}`))),
  };
}
