// What a decision's changes look like to those who may see them: the difference between the views before and after, and nothing else.

import type { Language } from '../shared/model.ts';
import type { EditorOut } from '../shared/protocol.ts';
import { deskForCustomer, deskState } from './desk.ts';
import type { Draft } from './draft.ts';
import type { Effect } from './event.ts';
import { placeFrames } from './places.ts';
import type { DeskReader } from './reader.ts';
import type { ChatRow } from './rows.ts';
import { chatflowForCustomer, customerChat, deskChat, deskEditor, deskQueue, message, note, windowOf } from './views.ts';

/** The frames for everybody whom the draft's changes concern. */
export function framesFor(draft: Draft, before: DeskReader, now: number): Effect[] {
  const effects: Effect[] = [];
  for (const { stored, after } of concerned(draft, before)) {
    effects.push(...toCustomer(draft, before, stored, after, now));
    if (after.place !== null && after.ownerId !== null) effects.push(...toOwner(draft, before, stored, after, after.ownerId));
  }
  effects.push(...placeFrames(draft, before));
  effects.push(...toDesk(draft, before, now));
  return effects;
}

/**
 * What is sent along the way, and the frames of the result, as their readers need them: windows close before others take their places,
 * typing comes to a window that is there, and sockets are closed when their owners have heard all.
 */
export function inOrder(sent: Effect[], frames: Effect[], before: DeskReader): Effect[] {
  const closings: Effect[] = [];
  const typing: Effect[] = [];
  const ends: Effect[] = [];
  const closed = new Set<string>();
  for (const effect of sent) {
    if (effect.kind === 'close_editor' || effect.kind === 'close_all') ends.push(effect);
    else if (effect.kind !== 'to_editor' || effect.frame.type !== 'window_closed') typing.push(effect);
    else if (!closed.has(effect.frame.chatId) && hadWindow(before, effect.frame.chatId, effect.editorId)) {
      closed.add(effect.frame.chatId);
      closings.push(effect);
    }
  }
  return [...closings, ...frames, ...typing, ...ends];
}

/** Windows that came and went within the decision, as when the alarm is late, were never seen by their editors. */
function hadWindow(before: DeskReader, chatId: string, editorId: string): boolean {
  const stored = before.chat(chatId);
  return stored?.ownerId === editorId && stored.place !== null;
}

type Concerned = { stored: ChatRow | undefined; after: ChatRow };

/** Changed chats, and the windows of editors whose name or connection changed, because these show in them. */
function concerned(draft: Draft, before: DeskReader): Iterable<Concerned> {
  if (draft.changedEditors.size === 0) return draft.changedChats.values();
  const chats = new Map<string, Concerned>(draft.changedChats);
  for (const [editorId, after] of draft.changedEditors) {
    const stored = before.editor(editorId);
    if (!after || !stored || (stored.connected === after.connected && stored.name === after.name)) continue;
    const shown = [...draft.windowsOf(editorId), ...draft.reserved().filter((chat) => chat.reservedForId === editorId)];
    for (const chat of shown) if (!chats.has(chat.chatId)) chats.set(chat.chatId, { stored: chat, after: chat });
  }
  return chats.values();
}

function toCustomer(draft: Draft, before: DeskReader, stored: ChatRow | undefined, after: ChatRow, now: number): Effect[] {
  // Over is over: what happens to the window of an ended chat is no news to a customer, who may be in another chat by now.
  if (stored?.state === 'ended') return [];
  const { customerId, chatId } = after;
  const was = stored ? customerChat(before, stored) : undefined;
  const is = customerChat(draft, after);
  const effects: Effect[] = [];
  // The place is told by placeFrames, lastSeq by the messages.
  if (!was || !same({ ...was, place: 0, lastSeq: 0 }, { ...is, place: 0, lastSeq: 0 })) {
    effects.push({ kind: 'to_customer', customerId, frame: { type: 'chat', chat: is } });
  }
  for (const row of draft.newMessages) {
    if (row.chatId === chatId)
      effects.push({ kind: 'to_customer', customerId, frame: { type: 'message', chatId, message: message(row, 'customer') } });
  }
  // From now on the customer looks on, and knows nothing of what the desk has become meanwhile (Q10).
  if (stored && after.state === 'ended') {
    effects.push({ kind: 'to_customer', customerId, frame: { type: 'desk', desk: deskForCustomer(draft, now) } });
  }
  return effects;
}

function toOwner(draft: Draft, before: DeskReader, stored: ChatRow | undefined, after: ChatRow, editorId: string): Effect[] {
  const { chatId } = after;
  const to = (frame: EditorOut): Effect => ({ kind: 'to_editor', editorId, frame });
  const is = windowOf(draft, after);
  if (!stored || stored.place === null || stored.ownerId !== editorId || stored.arrivedAt !== after.arrivedAt) {
    const messages = draft.messages(chatId, 0).map((row) => message(row, 'editor'));
    return [to({ type: 'window', window: is, messages, notes: draft.notes(chatId).map(note) })];
  }
  const effects: Effect[] = [];
  for (const row of draft.newMessages) {
    if (row.chatId === chatId) effects.push(to({ type: 'message', chatId, message: message(row, 'editor') }));
  }
  for (const row of draft.newNotes) if (row.chatId === chatId) effects.push(to({ type: 'note', chatId, note: note(row) }));
  if (!same({ ...windowOf(before, stored), lastSeq: 0 }, { ...is, lastSeq: 0 })) effects.push(to({ type: 'window', window: is }));
  return effects;
}

/** The desk's own delta for all editors, and the desk state for customers who look on. */
function toDesk(draft: Draft, before: DeskReader, now: number): Effect[] {
  const frame: Extract<EditorOut, { type: 'desk' }> = { type: 'desk', chatflowId: draft.desk().chatflowId };
  const effects: Effect[] = [];
  chatsDelta(draft, frame);
  editorsDelta(draft, before, frame);
  const wasDesk = before.desk();
  const isDesk = draft.desk();
  if (wasDesk.settings.name !== isDesk.settings.name) frame.name = isDesk.settings.name;
  const lineTouched = [...draft.changedChats.values()].some(
    ({ stored, after }) => stored?.state === 'waiting' || after.state === 'waiting',
  );
  if (lineTouched || draft.changedEditors.size > 0 || wasDesk !== isDesk) {
    const queue = deskQueue(draft);
    if (!same(deskQueue(before), queue)) frame.queue = queue;
    const state = deskState(draft);
    if (deskState(before) !== state) frame.state = state;
    const meets = deskForCustomer(draft, now);
    const met = deskForCustomer(before, now);
    if (met.state !== meets.state || met.canQueue !== meets.canQueue)
      effects.push({ kind: 'to_onlookers', frame: { type: 'desk', desk: meets } });
    if (looksDiffer(before, draft)) effects.push({ kind: 'chatflow_to_customers' });
  }
  if (Object.keys(frame).length > 2) effects.push({ kind: 'to_editors', frame });
  return effects;
}

function chatsDelta(draft: Draft, frame: Extract<EditorOut, { type: 'desk' }>): void {
  for (const { stored, after } of draft.changedChats.values()) {
    const was = deskChat(stored);
    const is = deskChat(after);
    if (is && !(was && same(was, is))) frame.chats = [...(frame.chats ?? []), is];
    if (was && !is) frame.chatsGone = [...(frame.chatsGone ?? []), after.chatId];
  }
}

function editorsDelta(draft: Draft, before: DeskReader, frame: Extract<EditorOut, { type: 'desk' }>): void {
  for (const [editorId, after] of draft.changedEditors) {
    const stored = before.editor(editorId);
    if (after && !(stored && same(deskEditor(stored), deskEditor(after)))) frame.editors = [...(frame.editors ?? []), deskEditor(after)];
    if (!after && stored) frame.editorsGone = [...(frame.editorsGone ?? []), editorId];
  }
}

/** Q12: whether what customers read or fill in has changed, in the language of any of them. */
function looksDiffer(before: DeskReader, draft: Draft): boolean {
  const was = before.desk().settings;
  const is = draft.desk().settings;
  if (was === is) return false;
  const looks = (settings: typeof was, language: Language): string => JSON.stringify(chatflowForCustomer(settings, language));
  return JSON.stringify(was.texts) !== JSON.stringify(is.texts) || looks(was, was.language) !== looks(is, is.language);
}

/** Equal field by field; views are flat but for one level. */
function same(a: object, b: object): boolean {
  const x = new Map<string, unknown>(Object.entries(a));
  const y = Object.entries(b);
  if (x.size !== y.length) return false;
  return y.every(([key, value]) => {
    const other = x.get(key);
    if (typeof value === 'object' && value !== null && typeof other === 'object' && other !== null) return same(other, value);
    return value === other;
  });
}
