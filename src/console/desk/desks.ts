// All desks of the person who is signed in (L6): opens them, hears what happens on them, and finds the one that a chat is on.

import { computed, signal } from '@preact/signals';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Answer } from '../../shared/protocol.ts';
import { t } from '../language.ts';
import { createDrafts } from '../state/drafts.ts';
import type { Happening } from '../state/happenings.ts';
import { shortNumber } from '../state/names.ts';
import { placesOf } from '../state/places.ts';
import { wantsAttention } from '../state/standing.ts';
import type { Me } from './account.ts';
import { announce, playNewChat, soundOn } from './attention.ts';
import { connectDesk, type DeskConnection } from './connection.ts';
import { followCursor } from './focus.ts';
import { dismissBusy, notify, reclaim } from './notices.ts';
import { siblingName } from './siblings.ts';

export const desks = signal<readonly DeskConnection[]>([]);
/** Every window place of every desk, in the order of the screen. */
export const places = computed(() =>
  placesOf(
    desks.value.map((desk) => ({
      chatflowId: desk.chatflowId,
      view: desk.view.value,
      online: desk.link.value.state === 'open',
    })),
  ),
);
export const attentionCount = computed(() => places.value.filter(({ window }) => window !== null && wantsAttention(window)).length);
export const drafts = createDrafts(sessionStorage);
/** Chats whose window came while the console was open and that the editor has not turned to: drawn with a mark. */
export const newChats = signal<ReadonlySet<string>>(new Set());

const cursor = followCursor((chatId, on) => {
  if (on) seen(chatId);
  const desk = deskOfChat(chatId);
  // While there is no connection nothing is reported: what stands is said again when the desk is back.
  if (desk?.link.peek().state === 'open') void desk.send({ type: 'focus', chatId, on });
});
/** A window went together with the cursor in it: browsers do not tell. */
export const lookForCursor = (): void => cursor.look();

/** Connects this person to all of them at once. */
export function openDesks({ person, chatflows }: Me): void {
  desks.value = chatflows.map((chatflow) => connectDesk(person.id, chatflow, { happened, opened }));
}

/** Connects to those of them that are not connected yet: the person has become an editor there meanwhile. */
export function openNewDesks({ person, chatflows }: Me): void {
  const held = desks.peek();
  const added = chatflows.filter(({ id }) => !held.some(({ chatflowId }) => chatflowId === id));
  if (added.length > 0) desks.value = [...held, ...added.map((chatflow) => connectDesk(person.id, chatflow, { happened, opened }))];
}

/** Ends all connections; `forget` also the way back without signing in. */
export function closeDesks(forget: boolean): void {
  for (const desk of desks.peek()) desk.close(forget);
  desks.value = [];
  newChats.value = new Set();
}

/** The desk on which this chat has a window. */
export function deskOfChat(chatId: string): DeskConnection | undefined {
  return desks.peek().find((desk) => desk.view.peek()?.windows.some((window) => window.chatId === chatId));
}

/** How a customer is called on the screen. */
export function customerName(chatId: string, name: string): string {
  return name.trim() || t('customerNumber', { number: String(shortNumber(chatId)) });
}

/** The editor has turned to the chat: it is not new any more. */
export function seen(chatId: string): void {
  if (newChats.peek().has(chatId)) newChats.value = new Set([...newChats.peek()].filter((id) => id !== chatId));
}

/** Shows a refusal as a notice; true when the command was done. */
export function doneOrTold(answer: Answer): boolean {
  if (answer.type === 'error' && !QUIET.has(answer.code)) notify({ kind: 'refused', code: answer.code });
  return answer.type === 'ok';
}

/** Refusals that tell the editor nothing new: the screen has changed already, or the session itself says it. */
const QUIET: ReadonlySet<ErrorCode> = new Set(['chat_moved', 'chat_ended', 'not_found']);

function opened(desk: DeskConnection): void {
  queueMicrotask(() => cursor.repeat((chatId) => deskOfChat(chatId) === desk));
}

function happened(happening: Happening, desk: DeskConnection): void {
  switch (happening.kind) {
    case 'set_busy':
      dismissBusy();
      notify({ ...happening, chatflowId: desk.chatflowId, chatflowName: desk.name.peek() });
      break;
    case 'gone':
      gone(happening);
      break;
    case 'arrived':
      restoreDraft(happening.window.chatId);
      newChats.value = new Set([...newChats.peek(), happening.window.chatId]);
      if (soundOn.peek()) playNewChat();
      announce(t('saidArrived', called(happening.window)));
      break;
    case 'customer_wrote':
      announce(t('saidWrote', called(happening.window)));
      break;
    case 'move_refused': {
      const { chatId, customer, lastMoveTo } = happening.window;
      notify({ kind: 'move_refused', name: customerName(chatId, customer.name), to: siblingName(lastMoveTo), code: happening.code });
      break;
    }
    case 'ended':
      announce(t('saidEnded', called(happening.window)));
      break;
    default:
      happening satisfies never;
  }
}

function called(window: { chatId: string; customer: { name: string } }): { name: string; number: number } {
  const place = places.peek().find((candidate) => candidate.window?.chatId === window.chatId);
  return { name: customerName(window.chatId, window.customer.name), number: place?.number ?? 1 };
}

/** A chat that was here before is back, before its input is drawn. */
function restoreDraft(chatId: string): void {
  const draft = reclaim(chatId);
  if (draft !== '') drafts.write(chatId, draft);
}

/** A window went: what had been begun in it is kept where the editor sees it; the editor's own act needs no words otherwise. */
function gone({ window, cause, toName }: Extract<Happening, { kind: 'gone' }>): void {
  const { chatId, transcript } = window;
  const unsent = [...transcript.outgoing.map((outgoing) => outgoing.text), drafts.read(chatId)].filter((text) => text !== '').join('\n\n');
  drafts.write(chatId, '');
  seen(chatId);
  const ownAct = cause === 'closed' || cause === 'wrap_up' || cause === 'handed_over' || cause === 'signed_out';
  const endedBefore = cause === null && window.state === 'ended';
  if (unsent === '' && (ownAct || endedBefore)) return;
  const to = cause === 'moved' ? siblingName(window.lastMoveTo) || t('anotherChat') : toName;
  notify({ kind: 'gone', chatId, name: customerName(chatId, window.customer.name), cause, toName: to, draft: unsent });
}
