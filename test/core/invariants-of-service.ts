// The other half of the invariants: who is served, when, and by whom (I6–I8, E3, liveness). Folds the moments of one step.

import type { ChatRow, EditorRow, Moment } from '../../src/core/rows.ts';
import { SILENCE_MS } from '../../src/shared/limits.ts';
import { must, type Rows, type Step } from './invariants.ts';

function momentsOf({ decision }: Step): Moment[] {
  return decision.changes.flatMap((change) => (change.kind === 'moment' ? [change.moment] : []));
}

interface Standing {
  status: string;
  connected: boolean;
  slotsUsed: number;
  maxChats: number;
}

/** I6, I7: walks through the moments; every assignment meets an editor who is available, connected, heard and below max chats. */
export function checkCapacity(step: Step, after: Rows): void {
  const standings = new Map<string, Standing>();
  for (const { editorId, status, connected, slotsUsed, maxChats } of step.before.editors.values()) {
    standings.set(editorId, { status, connected, slotsUsed, maxChats });
  }
  const put = step.event.type === 'editor.put' ? step.event : undefined;
  for (const { kind, editorId, detail, at } of momentsOf(step)) {
    const editor = standings.get(editorId ?? '');
    if (!editor || editorId === null) continue;
    if (kind === 'status') editor.status = detail?.split(' ')[0] ?? '';
    if (kind === 'connection') editor.connected = detail === 'connected';
    if (kind === 'window_closed') editor.slotsUsed -= 1;
    if (kind !== 'assignment') continue;
    const max = put?.editorId === editorId ? Math.max(editor.maxChats, put.maxChats) : editor.maxChats;
    must(editor.slotsUsed < max, `I6: ${editorId} got a window at max chats.`);
    must(editor.status === 'available', `I7: ${editorId} got a window while busy.`);
    must(editor.connected, `I7: ${editorId} got a window while lost.`);
    must(isHeard(step, 'editor', editorId, at), `I7: ${editorId} got a window while silent.`);
    editor.slotsUsed += 1;
  }
  for (const editor of after.editors.values()) {
    const was = step.before.editors.get(editor.editorId);
    const grew = editor.slotsUsed > (was?.slotsUsed ?? 0);
    // What was due before max was lowered in this step came first (C1).
    const lowered = put?.editorId === editor.editorId && (was?.maxChats ?? 0) > put.maxChats;
    must(!grew || lowered || editor.slotsUsed <= editor.maxChats, `P3: ${editor.editorId} is above max chats by a new window.`);
  }
}

function isHeard({ desk }: Step, kind: 'customer' | 'editor', id: string, at: number): boolean {
  const heardAt = desk.heardAt({ kind, id });
  return heardAt !== undefined && heardAt > at - SILENCE_MS;
}

/** I8: nobody is served out of the line before one who joined earlier, was there all the time, and waits still. */
export function checkFairness(step: Step, after: Rows): void {
  const served = momentsOf(step).filter(({ kind, chatId }) => kind === 'assignment' && isFirst(step, chatId ?? ''));
  for (const { chatId } of served) {
    const chat = after.chats.get(chatId ?? '');
    for (const other of after.chats.values()) {
      const stood = step.before.chats.get(other.chatId);
      if (stood?.state !== 'waiting' || stood.customerAwaySince !== null) continue;
      const earlier = (stood.joinSeq ?? 0) < (chat?.joinSeq ?? Number.POSITIVE_INFINITY);
      const stillThere = other.state === 'waiting' && other.customerAwaySince === null;
      must(!(earlier && stillThere), `I8: ${chatId} was served before ${other.chatId}, who came first.`);
      const bothServed = served.findIndex((moment) => moment.chatId === other.chatId);
      const inOrder = bothServed === -1 || bothServed <= served.findIndex((moment) => moment.chatId === chatId);
      must(!earlier || inOrder, `I8: ${chatId} was served before ${other.chatId}.`);
    }
  }
}

function isFirst({ before }: Step, chatId: string): boolean {
  return (before.chats.get(chatId)?.firstAssignedAt ?? null) === null;
}

/** Liveness, Q7 and E3: no slot is free beside somebody who could have it, and nobody is stranded. */
export function checkNobodyForgotten(step: Step, after: Rows): void {
  const free = [...after.editors.values()].filter(
    (editor) =>
      editor.status === 'available' &&
      editor.connected &&
      editor.slotsUsed < editor.maxChats &&
      isHeard(step, 'editor', editor.editorId, step.now),
  );
  const counts = [...after.editors.values()].some(({ status }) => status === 'available');
  for (const chat of after.chats.values()) {
    // On its way to another desk: that one may have it already, so nobody here gets it, and it is asked about again (T11).
    if (chat.moving !== null) {
      must(after.deadlines.has(`move ${chat.chatId}`), `E3: ${chat.chatId} is on its way and nobody asks about it.`);
      continue;
    }
    const taker = free.find((editor) => couldHave(step, chat, editor));
    must(taker === undefined, `Q7: ${taker?.editorId} has a free slot and ${chat.chatId} waits.`);
    const unreachable = chat.state === 'ownerless' || (chat.state === 'assigned' && chat.movableSince !== null);
    const orphan = after.deadlines.has(`orphan ${chat.chatId}`);
    must(!unreachable || counts || orphan, `E3: ${chat.chatId} has nobody and no due time.`);
    must(unreachable || !orphan, `E3: ${chat.chatId} is to end as an orphan and is none.`);
    must(!(unreachable && counts && orphan), `L3: ${chat.chatId} is to end as an orphan while somebody counts as available.`);
    if (chat.reservedForId === null) continue;
    must(chat.state === 'assigned', `T9: ${chat.chatId} is ${chat.state} and reserved.`);
    must(after.editors.get(chat.reservedForId)?.status === 'available', `T9: ${chat.chatId} is reserved for one who is busy.`);
  }
  const live = [...after.chats.values()].some(({ state }) => state !== 'ended');
  must(live === after.deadlines.has('sweep '), 'L1: the sweep stands exactly while a chat is live.');
}

function couldHave(step: Step, chat: ChatRow, editor: EditorRow): boolean {
  if (chat.state === 'waiting') return chat.customerAwaySince === null && isHeard(step, 'customer', chat.customerId, step.now);
  if (chat.state === 'ownerless') return true;
  if (chat.state !== 'assigned') return false;
  if (chat.reservedForId === editor.editorId) return true;
  if (chat.movableSince !== null) return chat.ownerId !== editor.editorId;
  const overdue = chat.overdueSince !== null && chat.reservedForId === null;
  return overdue && chat.ownerId !== editor.editorId && !chat.tried.includes(editor.editorId);
}
