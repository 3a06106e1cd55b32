// Q1. What state a desk is in, and who counts as what on it.

import { SILENCE_MS } from '../shared/limits.ts';
import type { DeskState } from '../shared/model.ts';
import type { DeskForCustomer } from '../shared/protocol.ts';
import type { Settings } from '../shared/settings.ts';
import { weekdayAndTime } from './calendar.ts';
import type { DeskRows, Person } from './reader.ts';
import type { DeskRow, EditorRow } from './rows.ts';

/** A new chatflow's desk row. */
export function newDesk(init: {
  chatflowId: string;
  accountId: string;
  settings: Settings;
  queueFeature: boolean;
  featureRevision: number;
}): DeskRow {
  return { ...init, settingsRevision: 1, lastJoinSeq: 0, lastReservedSeq: 0, removed: false };
}

/** L1. Whether a live socket of this person has been heard lately enough. */
export function isHeard(rows: DeskRows, person: Person, now: number): boolean {
  const heardAt = rows.heardAt(person);
  return heardAt !== undefined && heardAt > now - SILENCE_MS;
}

/** Counts as available: chose so, and is connected or within the grace (after it, L3 has made the editor busy). */
export function countsAsAvailable(editor: EditorRow): boolean {
  return editor.status === 'available';
}

/** Connected and available: may get a window if a slot is free (P4, L2). */
export function isReady(rows: DeskRows, editor: EditorRow, now: number): boolean {
  return editor.status === 'available' && editor.connected && isHeard(rows, { kind: 'editor', id: editor.editorId }, now);
}

/** P3. */
export function hasFreeSlot(rows: DeskRows, editor: EditorRow, now: number): boolean {
  return editor.slotsUsed < editor.maxChats && isReady(rows, editor, now);
}

/** Whether anybody counts as available (Q1, Q9). */
export function somebodyCounts(rows: DeskRows): boolean {
  return rows.editors().some(countsAsAvailable);
}

/** P3, as the rows alone know it. */
function hasFreeSlotByRows({ status, connected, slotsUsed, maxChats }: EditorRow): boolean {
  return status === 'available' && connected && slotsUsed < maxChats;
}

/**
 * Q1. Right after an event has been settled, a begun chat waits only where no slot is free for it. By the rows alone, which change with an
 * event and are told at once: sockets fall silent without one, and what nobody can be told must not be shown (I17).
 */
export function deskState(rows: DeskRows, isFree: (editor: EditorRow) => boolean = hasFreeSlotByRows): DeskState {
  const editors = rows.editors();
  if (rows.desk().removed || !editors.some(countsAsAvailable)) return 'closed';
  return editors.some(isFree) && rows.headOfQueue() === undefined ? 'open' : 'full';
}

/** Q3, Q8, Q13, Q14: whether a customer who meets a full desk may join the line now. */
export function mayJoin(rows: DeskRows, now: number): boolean {
  const { settings, queueFeature } = rows.desk();
  if (!queueFeature || !settings.allowQueue || rows.waitingCount() >= settings.maxQueueLength) return false;
  const { weekday, time } = weekdayAndTime(now, settings.timeZone);
  const stopAt = settings.queueStopAt[weekday];
  return stopAt === undefined || time < stopAt;
}

/** Q1 and L1: the same for one who looks once and hears of no change; whoever has been silent too long counts for nothing. */
export function deskStateJudged(rows: DeskRows, now: number): DeskState {
  return deskState(rows, (editor) => hasFreeSlot(rows, editor, now));
}

/** What a newcomer with a socket meets. */
export function deskForCustomer(rows: DeskRows, now: number): DeskForCustomer {
  return forCustomer(rows, deskState(rows), now);
}

/** What a page without a socket is told. */
export function deskForPage(rows: DeskRows, now: number): DeskForCustomer {
  return forCustomer(rows, deskStateJudged(rows, now), now);
}

function forCustomer(rows: DeskRows, state: DeskState, now: number): DeskForCustomer {
  if (state !== 'full' || !mayJoin(rows, now)) return { state, canQueue: false };
  return rows.desk().settings.showPlace ? { state, canQueue: true, nextPlace: rows.waitingCount() + 1 } : { state, canQueue: true };
}
