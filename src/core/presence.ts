// Connections that come, go, fall silent and are lost (L, C3). The object says what its sockets do; here is what it means.

import { IDLE_WARNING_MS, SECOND_MS, SILENCE_MS, SWEEP_STEP_MS } from '../shared/limits.ts';
import { RANGES, type RangeName } from '../shared/settings.ts';
import { startClock, stopClock } from './clock.ts';
import { isHeard } from './desk.ts';
import type { Draft } from './draft.ts';
import { endBy } from './ending.ts';
import type { Person } from './reader.ts';
import type { ChatRow, DeadlineKind, EditorRow } from './rows.ts';
import { becomeBusy } from './status.ts';

/** L4, Q11, I12: the customer is back; place, owner and messages are as they were. */
export function customerConnected(draft: Draft, customerId: string): void {
  const chat = draft.liveChatOf(customerId);
  if (!chat || chat.customerAwaySince === null) return;
  draft.setChat(chat.chatId, { customerAwaySince: null });
  draft.dropDeadline('customer_grace', chat.chatId);
  draft.dropDeadline('queue_grace', chat.chatId);
}

/** L4, Q11: the customer has no live socket, or none that was heard lately; the grace begins. */
export function customerLost(draft: Draft, customerId: string, now: number): void {
  const chat = draft.liveChatOf(customerId);
  if (!chat || chat.customerAwaySince !== null) return;
  draft.setChat(chat.chatId, { customerAwaySince: now });
  const { customerGraceSeconds, queueGraceSeconds } = draft.desk().settings;
  if (chat.moving !== null) return;
  if (chat.state === 'waiting') draft.setDeadline('queue_grace', chat.chatId, now + queueGraceSeconds * SECOND_MS);
  else draft.setDeadline('customer_grace', chat.chatId, now + customerGraceSeconds * SECOND_MS);
}

/** L2, L3: the editor is back; what has not moved is kept, and a clock that was put aside starts anew. */
export function editorConnected(draft: Draft, editorId: string, now: number): void {
  const editor = draft.editor(editorId);
  if (!editor || editor.connected) return;
  draft.setEditor(editorId, { connected: true, disconnectedAt: null });
  draft.dropDeadline('editor_grace', editorId);
  draft.log(now, 'connection', { editorId, detail: 'connected' });
  for (const chat of draft.windowsOf(editorId)) {
    if (chat.movableSince === null) continue;
    draft.setChat(chat.chatId, { movableSince: null });
    draft.dropDeadline('orphan', chat.chatId);
    startClock(draft, chat.chatId, now);
  }
}

/** L1. Somebody acts on a socket that was given up as silent: that person is back, without a new connection. */
export function actsAgain(draft: Draft, person: Person, now: number): void {
  if (draft.heardAt(person) === undefined) return;
  if (person.kind === 'customer') customerConnected(draft, person.id);
  else editorConnected(draft, person.id, now);
}

/** L1. Whether sockets that were given up as silent had been heard again by then; what came later says nothing about that moment. */
export function wasHeardAgain(draft: Draft, person: Person, at: number): boolean {
  const heardAt = draft.heardAt(person);
  return heardAt !== undefined && heardAt <= at && heardAt > at - SILENCE_MS;
}

/** A socket of the editor is gone: focus that it reported is gone with it (T4); with the last socket the grace begins (L1, L2). */
export function editorSocketClosed(draft: Draft, editorId: string, socketId: string, now: number): void {
  for (const chat of draft.windowsOf(editorId)) {
    if (chat.focusSocketId === socketId) draft.setChat(chat.chatId, { focusSocketId: null });
  }
  if (draft.heardAt({ kind: 'editor', id: editorId }) === undefined) editorLost(draft, editorId, now);
}

/** L2. From now on no new chat goes there; the grace begins. */
export function editorLost(draft: Draft, editorId: string, now: number): void {
  const editor = draft.editor(editorId);
  if (!editor?.connected) return;
  draft.setEditor(editorId, { connected: false, disconnectedAt: now });
  for (const chat of draft.windowsOf(editorId)) if (chat.focusSocketId !== null) draft.setChat(chat.chatId, { focusSocketId: null });
  draft.setDeadline('editor_grace', editorId, now + draft.desk().settings.editorGraceSeconds * SECOND_MS);
  draft.log(now, 'connection', { editorId, detail: 'lost' });
}

/** L3. The grace is over: busy, and the open chats may go to the first who can take them. */
export function editorGraceOver(draft: Draft, editorId: string, now: number): void {
  const editor = draft.editor(editorId);
  if (!editor || editor.connected) return;
  if (wasHeardAgain(draft, { kind: 'editor', id: editorId }, now)) {
    editorConnected(draft, editorId, now);
    return;
  }
  becomeBusy(draft, editorId, 'lost', now);
  for (const chat of draft.windowsOf(editorId)) {
    if (chat.state !== 'assigned') continue;
    stopClock(draft, chat.chatId);
    draft.setChat(chat.chatId, { movableSince: now });
  }
}

/** L4, Q11. The grace is over: the chat ends, or the place in line is given up. */
export function customerGraceOver(draft: Draft, chat: ChatRow, event: 'customer_grace_due' | 'queue_grace_due', now: number): void {
  if (wasHeardAgain(draft, { kind: 'customer', id: chat.customerId }, now)) customerConnected(draft, chat.customerId);
  else endBy(draft, chat, event, now);
}

/** L1. Judged when it matters: everybody connected by the rows but not heard lately counts as lost from now on. */
export function loseSilentEditors(draft: Draft, now: number): void {
  for (const editor of draft.editors()) loseIfSilent(draft, editor, now);
}

export function loseIfSilent(draft: Draft, editor: EditorRow | undefined, now: number): void {
  if (editor?.connected && !isHeard(draft, { kind: 'editor', id: editor.editorId }, now)) editorLost(draft, editor.editorId, now);
}

/** L1. The sweep while somebody is being served or waits: finds the silent among all, and says when to look again. */
export function sweep(draft: Draft, now: number): void {
  loseSilentEditors(draft, now);
  for (const { customerId } of draft.presentChats()) {
    if (!isHeard(draft, { kind: 'customer', id: customerId }, now)) customerLost(draft, customerId, now);
  }
}

/** Keeps a sweep planned while a chat is live, for when the first could be silent; none on an idle desk, which sleeps. */
export function planSweep(draft: Draft, now: number): void {
  if (draft.liveCount() === 0) {
    draft.dropDeadline('sweep', '');
    return;
  }
  if (draft.deadline('sweep', '') !== undefined) return;
  const editors = draft.editors().filter(({ connected }) => connected);
  const people: Person[] = editors.map(({ editorId }) => ({ kind: 'editor', id: editorId }));
  for (const { customerId } of draft.presentChats()) people.push({ kind: 'customer', id: customerId });
  const heardAt = people.reduce((earliest, person) => Math.min(earliest, draft.heardAt(person) ?? now), now);
  draft.setDeadline('sweep', '', Math.max(heardAt + SILENCE_MS, now + SWEEP_STEP_MS));
}

/** Times of people, which ran while nobody could reach the desk: what each begins anew with (C3); 0 where the setting is off by now. */
const PEOPLES_TIMES: Partial<Record<DeadlineKind, RangeName>> = {
  customer_grace: 'customerGraceSeconds',
  queue_grace: 'queueGraceSeconds',
  editor_grace: 'editorGraceSeconds',
  orphan: 'orphanSeconds',
  silent: 'silentStartSeconds',
  idle: 'idleEndSeconds',
};
const LONGEST_MS = Math.max(...Object.values(PEOPLES_TIMES).map((name) => RANGES[name].max)) * SECOND_MS;

/**
 * C3. The object ran again and all sockets are gone: everybody is lost from now on, and an outage of ours makes nobody late: every time of
 * people begins anew, due or not, because it ran while they could not come.
 */
export function outage(draft: Draft, now: number): void {
  for (const { kind, id } of draft.dueWithin(now + LONGEST_MS)) {
    const name = PEOPLES_TIMES[kind];
    if (name !== undefined) beginAnew(draft, kind, id, now, draft.desk().settings[name] * SECOND_MS);
  }
  for (const editor of draft.editors()) editorLost(draft, editor.editorId, now);
  for (const { customerId } of draft.presentChats()) customerLost(draft, customerId, now);
}

/** P10, E4: in these times a customer might have written, had the desk been there; a time that is off by now is dropped. */
function beginAnew(draft: Draft, kind: DeadlineKind, id: string, now: number, lengthMs: number): void {
  const dueAt = lengthMs > 0 ? now + lengthMs : null;
  if (kind === 'silent') draft.setChat(id, { silentDueAt: dueAt });
  if (kind === 'idle') draft.setChat(id, { idleDueAt: dueAt, idleWarned: false });
  if (dueAt === null) draft.dropDeadline(kind, id);
  else draft.setDeadline(kind, id, kind === 'idle' ? dueAt - IDLE_WARNING_MS : dueAt);
}
