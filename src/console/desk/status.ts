// The one switch (L6): sets all desks, knows what each has confirmed, and carries the question that the last available editor is asked (Q9).

import { computed, signal } from '@preact/signals';
import type { EditorStatus } from '../../shared/model.ts';
import { ownEditor } from '../state/standing.ts';
import type { DeskConnection } from './connection.ts';
import { desks, doneOrTold } from './desks.ts';
import { dismissBusy } from './notices.ts';

/** `status` null: the desk has not said yet. */
export interface ConfirmedStatus {
  chatflowId: string;
  name: string;
  status: EditorStatus | null;
}

/** What each desk says the editor's status is. */
export const confirmed = computed<ConfirmedStatus[]>(() =>
  desks.value.map((desk) => {
    const view = desk.view.value;
    return { chatflowId: desk.chatflowId, name: desk.name.value, status: (view && ownEditor(view)?.status) ?? null };
  }),
);
/** The status that all desks agree on, or null when they differ or are not known. */
export const agreed = computed<EditorStatus | null>(() => {
  const [first, ...others] = confirmed.value;
  return first && others.every((other) => other.status === first.status) ? first.status : null;
});
/** What has been asked for and not answered by all desks yet. */
export const wanted = signal<EditorStatus | null>(null);

/** A desk that refused because customers wait there and nobody else is available. */
export interface LastEditorRefusal {
  desk: DeskConnection;
  waiting: number;
}

/** Q9. The question on the screen, or null. `before`: who was available, to go back to on cancel. */
export const lastEditorQuestion = signal<{ refusals: readonly LastEditorRefusal[]; before: readonly DeskConnection[] } | null>(null);

/** Sets the status on all desks. The desks that refuse for the sake of those who wait turn into {@link lastEditorQuestion}. */
export async function setStatus(status: EditorStatus): Promise<void> {
  const all = desks.peek();
  const before = all.filter((desk) => statusAt(desk) === 'available');
  wanted.value = status;
  const refusals = await send(all, { status });
  wanted.value = null;
  if (status === 'available') dismissBusy();
  if (refusals.length > 0) lastEditorQuestion.value = { refusals, before };
}

/** "Close the queue anyway." */
export async function closeQueues(): Promise<void> {
  const question = lastEditorQuestion.peek();
  lastEditorQuestion.value = null;
  if (question === null) return;
  await send(desksOf(question.refusals), { status: 'busy', confirm: true });
}

/** "Take no more and help those who wait": available where somebody waits, and nobody new can join there. */
export async function stopQueueing(): Promise<void> {
  const question = lastEditorQuestion.peek();
  lastEditorQuestion.value = null;
  if (question === null) return;
  await send(desksOf(question.refusals), { status: 'available', stopQueueing: true });
}

/** "Cancel": everything as it was before the question. */
export async function stayAvailable(): Promise<void> {
  const question = lastEditorQuestion.peek();
  lastEditorQuestion.value = null;
  if (question === null) return;
  await send(
    question.before.filter((desk) => statusAt(desk) === 'busy'),
    { status: 'available' },
  );
}

function desksOf(refusals: readonly LastEditorRefusal[]): DeskConnection[] {
  return refusals.map(({ desk }) => desk);
}

/** The `last_editor` refusals among the answers; every other refusal is told as a notice. */
async function send(
  to: readonly DeskConnection[],
  command: { status: EditorStatus; confirm?: boolean; stopQueueing?: boolean },
): Promise<LastEditorRefusal[]> {
  const answers = await Promise.all(to.map(async (desk) => ({ desk, answer: await desk.send({ type: 'status', ...command }) })));
  const refusals: LastEditorRefusal[] = [];
  for (const { desk, answer } of answers) {
    if (answer.type === 'error' && answer.code === 'last_editor') refusals.push({ desk, waiting: answer.waiting ?? 0 });
    else doneOrTold(answer);
  }
  return refusals;
}

function statusAt(desk: DeskConnection): EditorStatus | null {
  const view = desk.view.peek();
  return (view && ownEditor(view)?.status) ?? null;
}
