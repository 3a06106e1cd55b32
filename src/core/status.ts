// The editor's own choice, available or busy, and what follows from it (P4, Q9, T10, L5, S1).

import { refuse } from '../shared/errors.ts';
import type { StatusCause, WindowCloseCause } from '../shared/model.ts';
import { closeWindow, release } from './assignment.ts';
import { isReady } from './desk.ts';
import type { Draft } from './draft.ts';
import type { EditorEvent } from './event.ts';
import type { Reply } from './reader.ts';

/** The editor chooses. As the last one with customers waiting: refused unless confirmed (Q9). */
export function chooseStatus(draft: Draft, event: Extract<EditorEvent, { type: 'editor.status' }>, now: number): Reply {
  const editor = draft.editor(event.editorId);
  if (!editor) return refuse('not_found');
  if (event.status === 'busy') {
    const refusal = event.confirm ? undefined : lastEditorRefusal(draft, event.editorId, now);
    if (refusal) return refusal;
    becomeBusy(draft, event.editorId, 'self', now);
    return { ok: true };
  }
  if (event.stopQueueing) stopQueueing(draft, event.editorId, now);
  if (editor.status !== 'available') {
    draft.setEditor(event.editorId, { status: 'available', statusSince: now, statusCause: 'self' });
    draft.log(now, 'status', { editorId: event.editorId, detail: 'available' });
  }
  return { ok: true };
}

/** Q8, Q9. Nobody new can join; those who wait are served. */
function stopQueueing(draft: Draft, editorId: string, now: number): void {
  const { settings, settingsRevision } = draft.desk();
  if (!settings.allowQueue) return;
  draft.setDesk({ settings: { ...settings, allowQueue: false }, settingsRevision: settingsRevision + 1 });
  draft.log(now, 'settings', { detail: 'allowQueue' });
  draft.audit(now, { kind: 'person', id: editorId }, 'settings.changed', { allowQueue: true }, { allowQueue: false });
}

function lastEditorRefusal(draft: Draft, editorId: string, now: number): Exclude<Reply, { ok: true }> | undefined {
  const waiting = draft.waitingCount();
  const editors = draft.editors();
  const self = editors.find((editor) => editor.editorId === editorId);
  if (waiting === 0 || self?.status !== 'available') return undefined;
  const others = editors.some((editor) => editor.editorId !== editorId && isReady(draft, editor, now));
  return others ? undefined : refuse('last_editor', { waiting });
}

/** P4: from here on no new window. Reservations for this editor lapse (T9). Does nothing to one who is busy already. */
export function becomeBusy(draft: Draft, editorId: string, cause: StatusCause, now: number): void {
  const editor = draft.editor(editorId);
  if (!editor || editor.status === 'busy') return;
  draft.setEditor(editorId, { status: 'busy', statusSince: now, statusCause: cause });
  draft.log(now, 'status', { editorId, detail: `busy ${cause}` });
  for (const chat of draft.reserved()) {
    if (chat.reservedForId === editorId) draft.setChat(chat.chatId, { reservedForId: null, reservedSeq: null });
  }
}

/** L5. The editor leaves by own wish; as the last one with customers waiting only when confirmed. */
export function signOut(draft: Draft, event: Extract<EditorEvent, { type: 'editor.sign_out' }>, now: number): Reply {
  const refusal = event.confirm ? undefined : lastEditorRefusal(draft, event.editorId, now);
  if (refusal) return refusal;
  leave(draft, event.editorId, 'signed_out', now);
  draft.send({ kind: 'close_editor', editorId: event.editorId, reason: 'signed_out' });
  return { ok: true };
}

/** L5. Gone at once: busy, disconnected, windows closed, tickets revoked; live chats stand ownerless, ahead of the queue. */
export function leave(draft: Draft, editorId: string, cause: WindowCloseCause & ('signed_out' | 'removed'), now: number): void {
  becomeBusy(draft, editorId, cause === 'signed_out' ? 'signed_out' : 'admin', now);
  for (const chat of draft.windowsOf(editorId)) {
    if (chat.state === 'ended') closeWindow(draft, chat.chatId, cause, now);
    else release(draft, chat.chatId, cause, now);
  }
  draft.dropDeadline('editor_grace', editorId);
  draft.setEditor(editorId, { connected: false, disconnectedAt: now, ticketsAfter: now });
}
