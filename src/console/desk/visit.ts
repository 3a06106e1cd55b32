// A visit to the console, from "who is there" to signing out: which of the few large screens is up.

import { effect, signal } from '@preact/signals';
import { type Me, type SignInResult, signIn, signInWithCode, signOut, whoAmI } from './account.ts';
import type { DeskConnection } from './connection.ts';
import { closeDesks, desks, openDesks, openNewDesks } from './desks.ts';
import { notify } from './notices.ts';
import type { LastEditorRefusal } from './status.ts';

export type Visit =
  | { kind: 'checking' }
  | { kind: 'unreachable' }
  /** `expired`: the session ended by itself while somebody was working. */
  | { kind: 'out'; why: 'not_in' | 'signed_out' | 'expired' }
  | { kind: 'in'; me: Me };

export const visit = signal<Visit>({ kind: 'checking' });
/** Desks that close one after the other on the way out are no expired session. */
let leaving = false;
/** The question before signing out, or null: open chats (L5), and those who wait where nobody else is available (Q9). */
export const signOutQuestion = signal<{ openCount: number; refusals: readonly LastEditorRefusal[] } | null>(null);

/** Finds out who is there and opens that person's desks. */
export async function begin(): Promise<void> {
  visit.value = { kind: 'checking' };
  const found = await whoAmI();
  if (found.kind !== 'in') {
    visit.value = found.kind === 'out' ? { kind: 'out', why: 'not_in' } : { kind: 'unreachable' };
    return;
  }
  visit.value = found;
  openDesks(found.me);
}

/** Looks again who one is here, after having become an editor somewhere: opens what is new and leaves the rest alone. */
export async function lookAgain(): Promise<void> {
  const found = await whoAmI();
  if (found.kind !== 'in') return;
  visit.value = found;
  openNewDesks(found.me);
}

/** Signs in and begins. */
export async function enter(email: string, password: string): Promise<SignInResult> {
  const result = await signIn(email, password);
  if (result === 'ok') await begin();
  return result;
}

/** The second step of signing in, and begins. */
export async function enterWithCode(code: string): Promise<SignInResult> {
  const result = await signInWithCode(code);
  if (result === 'ok') await begin();
  return result;
}

/** Signs out, or asks first when chats are open. */
export function askToLeave(): void {
  const openCount = desks.peek().reduce((sum, desk) => sum + openChats(desk), 0);
  if (openCount > 0) signOutQuestion.value = { openCount, refusals: [] };
  else void leave(false);
}

/** L5. Tells every desk, ends the session, and closes. A desk where others wait refuses unless `confirm`: then the question says so. */
export async function leave(confirm: boolean): Promise<void> {
  const openCount = signOutQuestion.peek()?.openCount ?? 0;
  signOutQuestion.value = null;
  leaving = true;
  const refusals = await tellDesks(confirm);
  if (refusals.length > 0) {
    signOutQuestion.value = { openCount, refusals };
  } else if (await signOut()) {
    closeDesks(true);
    visit.value = { kind: 'out', why: 'signed_out' };
    leaving = false;
  } else {
    notify({ kind: 'refused', code: 'unavailable' });
    stay();
  }
}

/** Not signing out after all: comes back to the desks that had closed already. */
export function stay(): void {
  signOutQuestion.value = null;
  const now = visit.peek();
  if (leaving && now.kind === 'in') {
    closeDesks(false);
    openDesks(now.me);
  }
  leaving = false;
}

async function tellDesks(confirm: boolean): Promise<LastEditorRefusal[]> {
  const refusals: LastEditorRefusal[] = [];
  for (const desk of desks.peek().filter((candidate) => candidate.link.peek().state === 'open')) {
    const answer = await desk.send({ type: 'sign_out', confirm });
    if (answer.type === 'error' && answer.code === 'last_editor') refusals.push({ desk, waiting: answer.waiting ?? 0 });
  }
  return refusals;
}

/** Leaves the desks when their tickets are refused: the person must sign in again. Drafts stay in the tab. */
export function watchForExpiry(): void {
  effect(() => {
    const expired = desks.value.some((desk) => desk.link.value.bye === 'unauthenticated' || desk.link.value.bye === 'signed_out');
    if (!expired || leaving || visit.peek().kind !== 'in') return;
    queueMicrotask(() => {
      closeDesks(true);
      visit.value = { kind: 'out', why: 'expired' };
    });
  });
}

function openChats(desk: DeskConnection): number {
  return desk.view.peek()?.windows.filter((window) => window.state === 'assigned').length ?? 0;
}
