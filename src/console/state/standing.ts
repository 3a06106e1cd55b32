// What a window shows about its chat in two or three words: one closed set, worked out from the window and the time. Pure.

import type { Transcript } from '../../client/transcript.ts';
import type { DeskEditor } from '../../shared/protocol.ts';
import type { DeskView, WindowView } from './desk.ts';

/**
 * How a chat stands with its editor. `atMs` are moments of the server's clock.
 * - `answer`: T1, the clock runs; it moves on at `atMs` unless the cursor is in it
 * - `overdue`: T6, the clock ran out and nobody could take it
 * - `reserved`: T7/T9, it goes to that colleague's next free place
 * - `moving`: T11, it is on its way to that chatflow, and nothing can be done to it
 * - `question_coming`, `question_writing`: P5, P7
 * - `ended`: P11, the window closes by itself at `atMs`
 */
export type Standing =
  | { kind: 'answer'; atMs: number; lengthMs: number }
  | { kind: 'overdue'; sinceMs: number }
  | { kind: 'reserved'; name: string }
  | { kind: 'moving'; chatflowId: string }
  | { kind: 'customer_away'; sinceMs: number }
  | { kind: 'question_writing' }
  | { kind: 'question_coming' }
  | { kind: 'yours' }
  | { kind: 'customers_turn' }
  | { kind: 'ended'; atMs: number | null };

/** The most pressing thing about the window. */
export function standingOf(window: WindowView): Standing {
  if (window.state === 'ended') return { kind: 'ended', atMs: window.closesAt };
  if (window.movingTo !== null) return { kind: 'moving', chatflowId: window.movingTo };
  if (window.reservedForName !== null) return { kind: 'reserved', name: window.reservedForName };
  if (window.overdueSince !== null && !window.held) return { kind: 'overdue', sinceMs: window.overdueSince };
  if (window.transferAt !== null) return { kind: 'answer', atMs: window.transferAt, lengthMs: window.transferMs ?? 0 };
  if (window.customerAwaySince !== null) return { kind: 'customer_away', sinceMs: window.customerAwaySince };
  if (window.firstMessageAt === null) return { kind: window.typing === null ? 'question_coming' : 'question_writing' };
  if (window.held || window.unansweredSince !== null) return { kind: 'yours' };
  return { kind: 'customers_turn' };
}

/** Whole seconds until a moment, never below 0; the last second still counts as one. */
export function secondsUntil(atMs: number, nowMs: number): number {
  return Math.max(0, Math.ceil((atMs - nowMs) / 1_000));
}

/** Whole seconds since a moment, never below 0. */
export function secondsSince(atMs: number, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - atMs) / 1_000));
}

/** R1. Seq of the editors' first message after the customer's first, and the time between them; null until there is one. */
export function responseTime({ messages }: Pick<Transcript, 'messages'>): { seq: number; ms: number } | null {
  const question = messages.find((message) => message.author === 'customer');
  if (question === undefined) return null;
  const answer = messages.find((message) => message.author === 'editor' && message.seq > question.seq);
  return answer === undefined ? null : { seq: answer.seq, ms: answer.at - question.at };
}

/** A window that the editor has not turned to yet; what the page's title counts. */
export function wantsAttention(window: WindowView): boolean {
  return window.state === 'assigned' && !window.held && window.reservedForName === null && window.movingTo === null;
}

/** The moments at which this view changes by time alone: the session asks the service to look at its clock then. */
export function deadlinesOf(view: DeskView): number[] {
  return view.windows.flatMap(({ transferAt, silentEndsAt, idleEndsAt, closesAt }) =>
    [transferAt, silentEndsAt, idleEndsAt, closesAt].filter((at) => at !== null),
  );
}

/** The editor's own line among the desk's editors. */
export function ownEditor(view: DeskView): DeskEditor | undefined {
  return view.desk.editors.find((editor) => editor.editorId === view.editorId);
}
