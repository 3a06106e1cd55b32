// Making and removing chatflows. The directory decides; the object follows, now or by the cron.

import { auditStatement } from '../accounts/audit.ts';
import { type ChatflowEntry, insertChatflow, markChatflowRemoved } from '../accounts/chatflows.ts';
import { markPending, type Pending } from '../accounts/pending.ts';
import type { Actor, AuditEntry } from '../shared/audit.ts';
import { deliver } from './deliver.ts';
import { newChatflowId, type Stores } from './desk.ts';

/** Makes a chatflow with default settings. It is in the directory when this returns; its object at the latest with the next cron. */
export async function createChatflow(stores: Stores, accountId: string, name: string, by: Actor): Promise<ChatflowEntry> {
  const { DB: db } = stores;
  const now = Date.now();
  const chatflow = { chatflowId: newChatflowId(stores), accountId, name, createdAt: now };
  const pending: Pending = { chatflowId: chatflow.chatflowId, fact: 'chatflow', subjectId: '' };
  const told = toldOf(chatflow, now, by);
  await db.batch([
    insertChatflow(db, chatflow),
    markPending(db, pending, now),
    auditStatement(db, { ...told, act: 'chatflow.created', before: null, after: { name } }),
  ]);
  await deliver(stores, pending);
  return chatflow;
}

/** Ends a chatflow and everything in it. Idempotent. People stay members of the account. */
export async function removeChatflow(stores: Stores, chatflow: ChatflowEntry, by: Actor): Promise<void> {
  const { DB: db } = stores;
  const { chatflowId, name } = chatflow;
  const now = Date.now();
  const pending: Pending = { chatflowId, fact: 'chatflow', subjectId: '' };
  const told = toldOf(chatflow, now, by);
  await db.batch([
    markChatflowRemoved(db, chatflowId, now),
    markPending(db, pending, now),
    auditStatement(db, { ...told, act: 'chatflow.removed', before: { name }, after: null }),
  ]);
  await deliver(stores, pending);
}

function toldOf(
  { accountId, chatflowId }: ChatflowEntry,
  at: number,
  actor: Actor,
): Pick<AuditEntry, 'accountId' | 'chatflowId' | 'at' | 'actor'> {
  return { accountId, chatflowId, at, actor };
}
