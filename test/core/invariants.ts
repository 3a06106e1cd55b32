// What must hold after every step of a desk, whatever happened (I1–I16). Judged from the rows before and after and from the moments
// between; broken ones throw with a sentence. Knows the rules' words, not their code.

import type { Decision, Event } from '../../src/core/event.ts';
import type { ChatRow, Deadline, DeskRow, EditorRow, MessageRow } from '../../src/core/rows.ts';
import { statesAfter } from '../../src/core/table.ts';
import type { MemoryDesk } from '../support/memory-desk.ts';
import { checkCapacity, checkFairness, checkNobodyForgotten } from './invariants-of-service.ts';

export interface Rows {
  desk: DeskRow;
  chats: Map<string, ChatRow>;
  editors: Map<string, EditorRow>;
  messages: Map<string, MessageRow[]>;
  deadlines: Map<string, Deadline>;
}

/** One step: the rows before it, the desk after it. */
export interface Step {
  before: Rows;
  desk: MemoryDesk;
  event: Event;
  decision: Decision;
  now: number;
}

export function rowsOf(desk: MemoryDesk): Rows {
  const chats = desk.allChats();
  return {
    desk: desk.desk(),
    chats: new Map(chats.map((chat) => [chat.chatId, chat])),
    editors: new Map(desk.editors().map((editor) => [editor.editorId, editor])),
    messages: new Map(chats.map(({ chatId }) => [chatId, desk.messages(chatId, 0)])),
    deadlines: new Map(desk.allDeadlines().map((deadline) => [`${deadline.kind} ${deadline.id}`, deadline])),
  };
}

export function must(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(sentence);
}

export function checkStep(step: Step): void {
  const after = rowsOf(step.desk);
  for (const chat of after.chats.values()) {
    checkMessages(step.before, after, chat);
    checkLife(step.before.chats.get(chat.chatId), chat);
    checkOwner(after, chat);
    checkDeadlines(after, chat, step.now);
    checkTransferClock(step, chat);
  }
  checkWindows(step.before, after);
  checkAlarm(step, after);
  checkQueueClosing(step, after);
  checkAddressees(step, after);
  if ('commandId' in step.event) must(step.decision.reply !== null, 'I16: a command got no answer.');
  if (after.desk.removed) return;
  checkCapacity(step, after);
  checkFairness(step, after);
  checkNobodyForgotten(step, after);
}

function checkMessages(before: Rows, after: Rows, chat: ChatRow): void {
  const messages = after.messages.get(chat.chatId) ?? [];
  must(
    messages.every(({ seq }, index) => seq === index + 1),
    `I2: the messages of ${chat.chatId} are not numbered from 1 on.`,
  );
  must(chat.lastSeq === messages.length, `I2: ${chat.chatId} does not know its last message.`);
  for (const [index, known] of (before.messages.get(chat.chatId) ?? []).entries()) {
    const { text: _text, name: _name, ...rest } = known;
    const expected = chat.erasedAt === null ? known : { ...rest, text: '', name: null };
    must(same(messages[index], expected), `I1: message ${index + 1} of ${chat.chatId} changed or vanished.`);
  }
}

function same(a: object | undefined, b: object): boolean {
  if (a === undefined) return false;
  const known = new Map<string, unknown>(Object.entries(a));
  return Object.entries(b).every(([key, value]) => known.get(key) === value);
}

function checkLife(before: ChatRow | undefined, chat: ChatRow): void {
  if (!before || before.state === chat.state) return;
  const reachable = new Set([before.state]);
  for (const state of reachable) for (const next of statesAfter(state)) reachable.add(next);
  must(reachable.has(chat.state), `I4: ${chat.chatId} went from ${before.state} to ${chat.state}.`);
  must(before.joinSeq === chat.joinSeq && before.customerId === chat.customerId, `I4: ${chat.chatId} became another chat.`);
}

function checkOwner(after: Rows, chat: ChatRow): void {
  const { chatId, state, ownerId, place } = chat;
  if (state === 'waiting' || state === 'ownerless') must(ownerId === null && place === null, `I5: ${chatId} is ${state} and has an owner.`);
  if (state === 'assigned') must(ownerId !== null && place !== null && after.editors.has(ownerId), `I5: ${chatId} has no owner.`);
  must((state === 'ended') === (chat.endReason !== null && chat.endedAt !== null), `E5: ${chatId} ended without a reason, or has one.`);
  must((state === 'waiting') === (chat.firstAssignedAt === null && state !== 'ended'), `I4: ${chatId} is ${state} and begun or not.`);
}

/** I10: what the chat's row says is due has its row among the deadlines, and what is over has none. */
function checkDeadlines(after: Rows, chat: ChatRow, now: number): void {
  const { chatId, state } = chat;
  const dueAt = (kind: string) => after.deadlines.get(`${kind} ${chatId}`)?.dueAt ?? null;
  must(dueAt('transfer') === chat.transferDueAt, `I10: the clock of ${chatId} and its deadline differ.`);
  must(dueAt('silent') === chat.silentDueAt, `I10: the silent time of ${chatId} and its deadline differ.`);
  must(dueAt('wrap_up') === chat.windowClosesAt, `I10: the wrap-up of ${chatId} and its deadline differ.`);
  const idleRow = dueAt('idle');
  must((idleRow === null) === (chat.idleDueAt === null), `I10: the idle time of ${chatId} and its deadline differ.`);
  must(idleRow === null || idleRow <= (chat.idleDueAt ?? 0), `I10: the idle deadline of ${chatId} comes too late.`);
  // A chat on its way to another desk is frozen: nothing but the handing over is due (T11).
  must((dueAt('move') !== null) === (chat.moving !== null), `T11: the handing over of ${chatId} and its deadline differ.`);
  const away = state !== 'ended' && chat.customerAwaySince !== null && chat.moving === null;
  must((dueAt('queue_grace') !== null) === (away && state === 'waiting'), `I10: the grace of ${chatId} in line is not right.`);
  must((dueAt('customer_grace') !== null) === (away && state !== 'waiting'), `I10: the grace of ${chatId} is not right.`);
  must((dueAt('erase') !== null) === (state === 'ended' && chat.erasedAt === null), `E6: the erasure of ${chatId} is not planned.`);
  must(chat.transferDueAt === null || state === 'assigned', `T1: a clock runs in ${chatId}, which is ${state}.`);
  must(chat.transferDueAt === null || chat.firstMessageAt !== null, `T3: a clock runs in ${chatId} before the question.`);
  must(chat.heldAt === null || chat.transferDueAt === null, `T2: a clock runs in ${chatId}, which is held.`);
  for (const { kind, dueAt: at } of after.deadlines.values()) must(at > now || after.desk.removed, `C1: ${kind} is due and still there.`);
}

/** I9: a miss happens exactly when a clock ran out, once per arrival. */
function checkTransferClock({ before, desk, decision, now }: Step, chat: ChatRow): void {
  const misses = decision.changes.flatMap((change) => (change.kind === 'moment' && change.moment.kind === 'miss' ? [change.moment] : []));
  for (const miss of misses.filter(({ chatId }) => chatId === chat.chatId)) {
    const clocks = [before.chats.get(chat.chatId)?.transferDueAt];
    for (const change of decision.changes) {
      if (change.kind !== 'moment' || change.moment.chatId !== chat.chatId || change.moment.kind !== 'assignment') continue;
      clocks.push(change.moment.at + before.desk.settings.transferAfterSeconds * 1_000);
    }
    must(miss.at <= now && clocks.includes(miss.at), `I9: ${chat.chatId} was missed at ${miss.at}, when no clock ran out.`);
    let sinceArrival = 0;
    for (const { kind, chatId } of desk.moments) {
      if (chatId === chat.chatId && kind === 'assignment') sinceArrival = 0;
      if (chatId === chat.chatId && kind === 'miss') sinceArrival += 1;
      must(sinceArrival <= 1, `T6: ${chat.chatId} was missed twice at one owner.`);
    }
  }
}

function checkWindows(before: Rows, after: Rows): void {
  for (const { editorId, slotsUsed } of after.editors.values()) {
    const windows = [...after.chats.values()].filter((chat) => chat.ownerId === editorId && chat.place !== null);
    must(windows.length === slotsUsed, `P2: ${editorId} has ${windows.length} windows and ${slotsUsed} slots used.`);
    must(new Set(windows.map(({ place }) => place)).size === windows.length, `P2: two windows of ${editorId} stand at one place.`);
    for (const window of windows) {
      const was = before.chats.get(window.chatId);
      const stays = was && was.ownerId === editorId && was.place !== null && was.arrivedAt === window.arrivedAt;
      must(!stays || was.place === window.place, `P2: the window of ${window.chatId} moved on the screen.`);
    }
  }
}

function checkAlarm({ desk }: Step, after: Rows): void {
  const earliest = Math.min(...[...after.deadlines.values()].map(({ dueAt }) => dueAt));
  must((desk.nextDueAt() ?? Number.POSITIVE_INFINITY) === earliest, 'I10: the alarm does not stand at the earliest deadline.');
  for (const editor of after.editors.values()) {
    const grace = after.deadlines.get(`editor_grace ${editor.editorId}`);
    must(editor.connected || editor.status === 'busy' || grace !== undefined, `L3: ${editor.editorId} is lost and no grace runs.`);
    must(!editor.connected || grace === undefined, `L2: the grace of ${editor.editorId} runs on after coming back.`);
  }
}

/** I11: exactly those who waited are told, exactly once, and only when nobody counts as available. */
function checkQueueClosing({ before, decision }: Step, after: Rows): void {
  const counts = [...after.editors.values()].some(({ status }) => status === 'available');
  const waiting = [...after.chats.values()].filter(({ state }) => state === 'waiting');
  must(counts || waiting.length === 0, 'Q9: somebody waits and nobody counts as available.');
  const closings = decision.changes.filter((change) => change.kind === 'moment' && change.moment.kind === 'queue_closed');
  for (const chat of after.chats.values()) {
    if (chat.endReason !== 'queue_closed') continue;
    const messages = after.messages.get(chat.chatId) ?? [];
    must(messages.length === 1 && messages[0]?.author === 'system', `I11: ${chat.chatId} was not told once that the queue is closed.`);
    const now = before.chats.get(chat.chatId)?.state !== 'ended';
    must(!now || closings.length > 0, `I11: ${chat.chatId} was closed out without a closing.`);
  }
}

/** I15: frames about a chat go to its customer and to editors who have or had its window in this step. */
function checkAddressees({ before, decision }: Step, after: Rows): void {
  const arrivals = decision.changes.flatMap((change) =>
    change.kind === 'moment' && change.moment.kind === 'assignment' ? [change.moment] : [],
  );
  for (const effect of decision.effects) {
    if (effect.kind === 'to_customer' && 'chatId' in effect.frame) {
      const { chatId } = effect.frame;
      must(after.chats.get(chatId ?? '')?.customerId === effect.customerId, `I15: a frame of ${chatId} went to ${effect.customerId}.`);
    }
    if (effect.kind === 'to_customer' && effect.frame.type === 'chat') {
      const chat = after.chats.get(effect.frame.chat.chatId);
      must(chat?.customerId === effect.customerId, `I15: a chat was shown to ${effect.customerId}, whose it is not.`);
    }
    if (effect.kind !== 'to_editor' || effect.frame.type === 'desk') continue;
    const chatId = 'chatId' in effect.frame ? effect.frame.chatId : effect.frame.type === 'window' ? effect.frame.window.chatId : undefined;
    if (chatId === undefined) continue;
    const had = before.chats.get(chatId);
    const owners = [had?.place === null ? null : had?.ownerId, after.chats.get(chatId)?.ownerId];
    for (const { chatId: arrived, editorId } of arrivals) if (arrived === chatId) owners.push(editorId);
    must(owners.includes(effect.editorId), `I15: a frame of ${chatId} went to ${effect.editorId}, who does not have it.`);
  }
}
