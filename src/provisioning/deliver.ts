// Makes an object hear what D1 says (and the directory what the object says): the row of the fact is read anew, told, and settled.
// Idempotent, in any order, any number of times: what is told is the present state of the fact, never the act that changed it.

import { featuresOf } from '../accounts/accounts.ts';
import { chatflowFact, copyName } from '../accounts/chatflows.ts';
import { editorFact } from '../accounts/editors.ts';
import { duePending, type Pending, postpone, settle } from '../accounts/pending.ts';
import { ticketsAfterOf } from '../accounts/tickets.ts';
import type { ChatflowRpc, Outcome } from '../chatflow/rpc.ts';
import { describe, log } from '../shared/log.ts';
import { defaultSettings } from '../shared/settings.ts';
import { deskOf, type Stores } from './desk.ts';

/** How often a fact may change under a delivery before the rest is left to the cron. */
const ROUNDS_MAX_COUNT = 4;
const DUE_MAX_COUNT = 100;

/** Tells one fact. True: both stores agree. False: the row stays and the cron tries again; nothing is thrown. */
export async function deliver(stores: Stores, pending: Pending): Promise<boolean> {
  try {
    for (let round = 0; round < ROUNDS_MAX_COUNT; round++) {
      const revision = await tell(stores, pending);
      if (revision === null) break;
      if (await settle(stores.DB, pending, revision)) return true;
    }
    log('delivery_refused', { fact: pending.fact, chatflowId: pending.chatflowId });
  } catch (thrown) {
    log('delivery_failed', { fact: pending.fact, chatflowId: pending.chatflowId, ...describe(thrown) });
  }
  try {
    await postpone(stores.DB, pending, Date.now());
  } catch (thrown) {
    // D1 is out of reach as well: the row keeps its time, and the cron comes back to it.
    log('postpone_failed', { fact: pending.fact, chatflowId: pending.chatflowId, ...describe(thrown) });
  }
  return false;
}

/** The cron's work: everything whose time has come. Answers how many facts were settled and how many were not. */
export async function deliverDue(stores: Stores, now: number): Promise<{ settledCount: number; failedCount: number }> {
  let settledCount = 0;
  const due = await duePending(stores.DB, now, DUE_MAX_COUNT);
  for (const pending of due) if (await deliver(stores, pending)) settledCount++;
  return { settledCount, failedCount: due.length - settledCount };
}

/** Tells the fact as it is now and answers its revision; null if the object refuses it for now. */
async function tell(stores: Stores, pending: Pending): Promise<number | null> {
  const { DB: db } = stores;
  const { chatflowId, fact, subjectId } = pending;
  const chatflow = await chatflowFact(db, chatflowId);
  const desk = deskOf(stores.CHATFLOW, chatflowId);
  if (chatflow === null || desk === null) throw new Error('A pending delivery names a chatflow that never was.');
  switch (fact) {
    case 'chatflow': {
      const told = chatflow.removed ? await desk.remove() : await createDesk(db, desk, chatflow);
      return told.ok || (chatflow.removed && told.code === 'not_found') ? (chatflow.removed ? 2 : 1) : null;
    }
    case 'queue': {
      const { queue, revision } = await featuresOf(db, chatflow.accountId);
      return accepted(await desk.grantQueue(queue, revision), chatflow.removed) ? revision : null;
    }
    case 'editor': {
      const { name, maxChats, removed, revision } = await editorFact(db, chatflowId, subjectId);
      const told = removed ? await desk.removeEditor(subjectId) : await desk.putEditor({ editorId: subjectId, name, maxChats });
      const after = removed ? 0 : await ticketsAfterOf(db, chatflowId, subjectId);
      if (told.ok && after > 0) await desk.revokeTickets(subjectId, after);
      return accepted(told, chatflow.removed) ? revision : null;
    }
    case 'name': {
      const read = await desk.readSettings();
      if (read.ok) await copyName(db, chatflowId, read.value.settings.name, read.value.revision);
      return accepted(read, chatflow.removed) ? 0 : null;
    }
    default:
      return fact satisfies never;
  }
}

/** A desk that has been removed need not hear anything any more. */
function accepted(told: Outcome<unknown>, removed: boolean): boolean {
  return told.ok || (removed && told.code === 'not_found');
}

async function createDesk(db: D1Database, desk: ChatflowRpc, chatflow: { chatflowId: string; accountId: string; name: string }) {
  const { queue, revision } = await featuresOf(db, chatflow.accountId);
  const settings = defaultSettings(chatflow.name);
  const { chatflowId, accountId } = chatflow;
  return desk.create({ chatflowId, accountId, settings, queueFeature: queue, featureRevision: revision });
}
