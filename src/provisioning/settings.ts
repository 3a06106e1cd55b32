// Settings are the object's. This reads and changes them, and keeps the directory's copy of the name in step.

import { featuresOf } from '../accounts/accounts.ts';
import type { ChatflowEntry } from '../accounts/chatflows.ts';
import { markPending, type Pending } from '../accounts/pending.ts';
import type { Outcome, SettingsWithRevision } from '../chatflow/rpc.ts';
import type { Actor } from '../shared/audit.ts';
import { type Refusal, refuse } from '../shared/errors.ts';
import type { Settings } from '../shared/settings.ts';
import { deliver } from './deliver.ts';
import { deskOf, type Stores } from './desk.ts';

/** The settings and their revision. `unavailable`: the directory knows the chatflow, but its object has not heard of it yet. */
export async function readSettings(stores: Stores, chatflow: ChatflowEntry): Promise<Outcome<SettingsWithRevision>> {
  const read = await deskOf(stores.CHATFLOW, chatflow.chatflowId)?.readSettings();
  return read === undefined ? refuse('not_found') : notYet(read);
}

/** Q2, S2. Takes effect on the running desk at once. `settings_stale`, `feature_missing`. */
export async function changeSettings(
  stores: Stores,
  chatflow: ChatflowEntry,
  change: { before: SettingsWithRevision; settings: Settings; by: Actor },
): Promise<Outcome<SettingsWithRevision>> {
  const { before, settings, by } = change;
  const desk = deskOf(stores.CHATFLOW, chatflow.chatflowId);
  if (desk === null) return refuse('not_found');
  const switchesOn = settings.allowQueue && !before.settings.allowQueue;
  if (switchesOn && !(await featuresOf(stores.DB, chatflow.accountId)).queue) {
    return refuse('feature_missing', { pointer: '/allowQueue', reason: 'the account does not have the queue feature' });
  }
  if (settings.name === before.settings.name) return notYet(await desk.changeSettings(settings, before.revision, by));

  // Noted before the change: should we fall silent after it, the cron still copies the name.
  const pending: Pending = { chatflowId: chatflow.chatflowId, fact: 'name', subjectId: '' };
  await markPending(stores.DB, pending, Date.now()).run();
  const changed = notYet(await desk.changeSettings(settings, before.revision, by));
  await deliver(stores, pending);
  return changed;
}

/** An object that the directory knows but that does not know itself will do so within a cron's time. */
export function notYet<T>(outcome: Outcome<T>): Outcome<T> {
  return !outcome.ok && outcome.code === 'not_found' ? (refuse('unavailable') satisfies Refusal) : outcome;
}
