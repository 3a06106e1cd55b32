// A draft answers like the desk would with the draft's changes stored, for every question of DeskRows; and those changes bring the desk there.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Draft } from '../../src/core/draft.ts';
import type { Change } from '../../src/core/event.ts';
import type { DeskRows } from '../../src/core/reader.ts';
import { type ChatRow, DEADLINE_KINDS, type DeadlineKind } from '../../src/core/rows.ts';
import { statesAfter } from '../../src/core/table.ts';
import { changeOf, type Step, steps } from '../contract/random-changes.ts';
import { MemoryDesk } from '../support/memory-desk.ts';
import { deskRow } from '../support/rows.ts';

const CUSTOMERS = Array.from({ length: 6 }, (_, index) => `customer-${index}`);
const EDITORS = ['editor-a', 'editor-b', 'editor-c'];

test('a draft answers like the desk with its changes stored', () => {
  fc.assert(
    fc.property(steps, steps, (earlier, later) => {
      const [base, target, guide] = [new MemoryDesk(deskRow()), new MemoryDesk(deskRow()), new MemoryDesk(deskRow())];
      const stored = play(guide, earlier, 1);
      for (const desk of [base, target]) desk.apply(stored);
      const draft = new Draft(base, { now: 0, newId: () => 'none' });
      for (const change of play(guide, later, 1_000)) if (write(draft, target, change)) expect(answers(draft)).toEqual(answers(target));
      base.apply(draft.changes());
      expect(answers(base)).toEqual(answers(target));
    }),
    { numRuns: 150 },
  );
});

test('C1 due deadlines are taken in their order, also those that were set within the draft, and each one once', () => {
  const base = new MemoryDesk(deskRow());
  const deadline = (kind: DeadlineKind, id: string, dueAt: number): Change => ({ kind: 'deadline', deadline: { kind, id, dueAt } });
  base.apply([deadline('idle', 'b', 5), deadline('idle', 'a', 5), deadline('wrap_up', 'a', 7), deadline('idle', 'far', 90)]);
  const draft = new Draft(base, { now: 50, newId: () => 'none' });
  expect(draft.takeDue()).toEqual({ kind: 'idle', id: 'a', dueAt: 5 });
  draft.setDeadline('erase', 'x', 6);
  draft.setDeadline('erase', 'late', 51);
  draft.dropDeadline('wrap_up', 'a');
  draft.setDeadline('idle', 'b', 8);
  expect([draft.takeDue(), draft.takeDue(), draft.takeDue()]).toEqual([
    { kind: 'erase', id: 'x', dueAt: 6 },
    { kind: 'idle', id: 'b', dueAt: 8 },
    undefined,
  ]);
  expect([draft.deadline('erase', 'late'), draft.deadline('idle', 'far')]).toEqual([51, 90]);
});

test('I4 a draft refuses a step that the table does not have', () => {
  const base = new MemoryDesk(deskRow());
  const draft = new Draft(base, { now: 0, newId: () => 'none' });
  expect(() => draft.setChat('none', {})).toThrow();
  for (const change of play(base, [{ act: 0, which: 0, number: 1 }], 1)) expect(change.kind).toBe('chat_new');
  expect(() => draft.setChat('chat-1', { state: 'ownerless' })).toThrow('A chat may not go from waiting to ownerless.');
});

/** Plays the steps on a desk of their own and gives the changes that they were. */
function play(desk: MemoryDesk, list: Step[], firstCount: number): Change[] {
  const changes: Change[] = [];
  for (const [index, step] of list.entries()) {
    const change = changeOf(desk, step, firstCount + index);
    if (!change || (change.kind === 'chat' && !isAllowed(desk.chat(change.chatId), change.set))) continue;
    desk.apply([change]);
    changes.push(change);
  }
  return changes;
}

function isAllowed(before: ChatRow | undefined, set: Partial<ChatRow>): boolean {
  return before !== undefined && (set.state === undefined || statesAfter(before.state).has(set.state));
}

/** Makes the change in the draft and in the desk; replies are no question of DeskRows. */
function write(draft: Draft, desk: MemoryDesk, change: Change): boolean {
  if (change.kind === 'reply') return false;
  desk.apply([change]);
  if (change.kind === 'chat_new') draft.addChat(change.chat);
  if (change.kind === 'chat') draft.setChat(change.chatId, change.set);
  if (change.kind === 'editor') draft.putEditor(change.editor);
  if (change.kind === 'editor_gone') draft.removeEditor(change.editorId);
  if (change.kind === 'message') draft.addMessage(change.message);
  if (change.kind === 'deadline') draft.setDeadline(change.deadline.kind, change.deadline.id, change.deadline.dueAt);
  if (change.kind === 'deadline_gone') draft.dropDeadline(change.deadline.kind, change.deadline.id);
  return true;
}

/** Every question that the rules may ask. The order of present chats and of windows at one place is nobody's business. */
function answers(rows: DeskRows): unknown {
  const ids = (chats: Iterable<ChatRow>) => [...chats].map(({ chatId }) => chatId);
  const chatIds = Array.from({ length: 1_060 }, (_, count) => `chat-${count}`).filter((chatId) => rows.chat(chatId));
  return {
    desk: rows.desk(),
    editors: rows.editors(),
    editor: EDITORS.map((editorId) => rows.editor(editorId)),
    chats: chatIds.map((chatId) => [rows.chat(chatId), rows.messages(chatId, 0), rows.messages(chatId, 500), rows.notes(chatId)]),
    places: chatIds.map((chatId) => rows.placeOf(rows.chat(chatId)?.joinSeq ?? 0)),
    live: CUSTOMERS.map((customerId) => rows.liveChatOf(customerId)?.chatId),
    windows: EDITORS.map((editorId) => ids(rows.windowsOf(editorId)).sort()),
    seeking: ids(rows.seeking()),
    reserved: ids(rows.reserved()),
    waiting: ids(rows.waiting()),
    head: rows.headOfQueue()?.chatId,
    line: Array.from({ length: rows.waitingCount() + 1 }, (_, index) => rows.waitingAt(index + 1)?.chatId),
    present: ids(rows.presentChats()).sort(),
    counts: [rows.liveCount(), rows.waitingCount()],
    deadlines: DEADLINE_KINDS.map((kind) => ['0', '1', '2', '3'].map((id) => rows.deadline(kind, id))),
  };
}
