// What admins and the operator do to a desk through the API (S, Q2, Q3, Q8, Q12, L5). Who may, has been judged outside.

import type { AuditFields } from '../shared/audit.ts';
import { refuse } from '../shared/errors.ts';
import { EDITORS_MAX_COUNT } from '../shared/limits.ts';
import type { Settings } from '../shared/settings.ts';
import { closeWindow } from './assignment.ts';
import type { Draft } from './draft.ts';
import { endBy, erase } from './ending.ts';
import type { DeskEvent } from './event.ts';
import { editorLost } from './presence.ts';
import type { Reply } from './reader.ts';
import { becomeBusy, leave } from './status.ts';

type Of<T extends DeskEvent['type']> = Extract<DeskEvent, { type: T }>;

/** S2, S3. The whole settings, if nobody has changed them since (the ETag is compared within the transaction). Running clocks go on (C4). */
export function changeSettings(draft: Draft, event: Of<'settings.change'>, now: number): Reply {
  const { settings, settingsRevision, queueFeature } = draft.desk();
  if (event.expectedRevision !== null && event.expectedRevision !== settingsRevision) return refuse('settings_stale');
  if (event.settings.allowQueue && !queueFeature) return refuse('feature_missing', { pointer: '/allowQueue' });
  if (JSON.stringify(settings) === JSON.stringify(event.settings)) return { ok: true };
  draft.setDesk({ settings: event.settings, settingsRevision: settingsRevision + 1 });
  draft.log(now, 'settings', {});
  draft.audit(now, event.by, 'settings.changed', changedFields(event.settings, settings), changedFields(settings, event.settings));
  return { ok: true };
}

/** The fields of `after` whose value is another than in `before`: stored settings are new objects at every reading. */
function changedFields(before: Settings, after: Settings): AuditFields {
  const known = new Map<string, unknown>(Object.entries(before));
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => JSON.stringify(known.get(name)) !== JSON.stringify(value)));
}

/** Q2: taking the feature away unticks "Allow customers to queue"; granting it again does not tick. Older news changes nothing. */
export function grantQueue(draft: Draft, event: Of<'feature.queue'>, now: number): Reply {
  const { featureRevision, settings, settingsRevision } = draft.desk();
  if (event.revision <= featureRevision) return { ok: true };
  draft.setDesk({ queueFeature: event.granted, featureRevision: event.revision });
  if (!event.granted && settings.allowQueue) {
    draft.setDesk({ settings: { ...settings, allowQueue: false }, settingsRevision: settingsRevision + 1 });
    draft.log(now, 'settings', { detail: 'allowQueue' });
    draft.audit(now, { kind: 'desk', id: draft.desk().chatflowId }, 'settings.changed', { allowQueue: true }, { allowQueue: false });
  }
  return { ok: true };
}

/** A new editor begins as busy. Lowering max chats takes no window away (P3); raising it serves the queue (Q12). */
export function putEditor(draft: Draft, event: Of<'editor.put'>, now: number): Reply {
  const { editorId, name, maxChats } = event;
  if (draft.editor(editorId)) {
    draft.setEditor(editorId, { name, maxChats });
    return { ok: true };
  }
  if (draft.editors().length >= EDITORS_MAX_COUNT) return refuse('editors_limit');
  draft.putEditor({
    editorId,
    name,
    maxChats,
    status: 'busy',
    statusSince: now,
    statusCause: 'self',
    connected: false,
    disconnectedAt: null,
    missesInARow: 0,
    slotsUsed: 0,
    lastWindowAt: null,
    // Tickets of an earlier time here, before a removal, do not open the desk again.
    ticketsAfter: now - 1,
  });
  return { ok: true };
}

/** L5. Again: nothing more. */
export function removeEditor(draft: Draft, editorId: string, now: number): Reply {
  if (!draft.editor(editorId)) return { ok: true };
  leave(draft, editorId, 'removed', now);
  draft.send({ kind: 'close_editor', editorId, reason: 'forbidden' });
  draft.removeEditor(editorId);
  return { ok: true };
}

/**
 * L5. Tickets made until now open nothing any more, and sockets close. The editor counts as lost (L2), not as gone: whoever signs in again
 * within the grace finds every chat.
 */
export function revokeTickets(draft: Draft, { editorId, at }: Of<'editor.revoke'>, now: number): Reply {
  const editor = draft.editor(editorId);
  if (!editor) return refuse('not_found');
  if (at <= editor.ticketsAfter) return { ok: true };
  editorLost(draft, editorId, now);
  // The desk's own time, if it is later: a ticket that was made between the act and the news of it is void as well.
  draft.setEditor(editorId, { ticketsAfter: Math.max(at, now) });
  draft.send({ kind: 'close_editor', editorId, reason: 'unauthenticated' });
  return { ok: true };
}

/** S1. */
export function setBusy(draft: Draft, editorId: string, now: number): Reply {
  if (!draft.editor(editorId)) return refuse('not_found');
  becomeBusy(draft, editorId, 'admin', now);
  return { ok: true };
}

/** E6. */
export function eraseChat(draft: Draft, chatId: string, now: number): Reply {
  return erase(draft, chatId, now);
}

/** Ends everything that is live; everybody is told and sent away. */
export function removeChatflow(draft: Draft, now: number): Reply {
  for (const chat of [...draft.waiting()]) endBy(draft, chat, 'chatflow_remove', now);
  for (const chat of draft.seeking()) endBy(draft, chat, 'chatflow_remove', now);
  for (const editor of draft.editors()) {
    for (const chat of draft.windowsOf(editor.editorId)) {
      endBy(draft, chat, 'chatflow_remove', now);
      closeWindow(draft, chat.chatId, 'removed', now);
    }
  }
  draft.setDesk({ removed: true });
  draft.send({ kind: 'close_all', reason: 'not_found' });
  return { ok: true };
}

/** The account's log has heard of these changes. */
export function outboxDelivered(draft: Draft, event: Of<'outbox.delivered'>): void {
  for (const outboxId of event.outboxIds) draft.dropOutbox(outboxId);
  if (event.more) draft.send({ kind: 'drain_outbox' });
  else draft.dropDeadline('outbox', '');
}
