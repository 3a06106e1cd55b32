// Editors of a chatflow: the directory holds who, with which name and max chats; the object hears of it, now or by the cron.

import { auditStatement } from '../accounts/audit.ts';
import type { ChatflowEntry } from '../accounts/chatflows.ts';
import { type EditorEntry, editorCountOf, editorOf, markEditorRemoved, updateEditor, upsertEditor } from '../accounts/editors.ts';
import { addMember, dropIdleEditor, forgetStranger } from '../accounts/members.ts';
import { markPending, type Pending } from '../accounts/pending.ts';
import { personByEmail } from '../accounts/people.ts';
import type { Outcome } from '../chatflow/rpc.ts';
import type { Actor, AuditAct, AuditFields } from '../shared/audit.ts';
import { refuse } from '../shared/errors.ts';
import { EDITORS_MAX_COUNT } from '../shared/limits.ts';
import { deliver } from './deliver.ts';
import { deskOf, type Stores } from './desk.ts';
import { type PersonWish, withPerson } from './person.ts';
import { notYet } from './settings.ts';

export type EditorWish = PersonWish & { maxChats: number };

export interface AddedEditor {
  editor: EditorEntry;
  /** False: this person was an editor here already and has been changed. */
  isNew: boolean;
  /** The password that was made for a new person; shown once. */
  password?: string;
}

/** Makes somebody an editor of the chatflow. `conflict` and `not_a_member` as {@link withPerson} says; `editors_limit`. */
export async function addEditor(stores: Stores, chatflow: ChatflowEntry, wish: EditorWish, by: Actor): Promise<Outcome<AddedEditor>> {
  const { DB: db } = stores;
  const { chatflowId, accountId } = chatflow;
  const known = await personByEmail(db, wish.email);
  const before = known === null ? null : await editorOf(db, chatflowId, known.id);
  const isNew = before === null;
  if (isNew && (await editorCountOf(db, chatflowId)) >= EDITORS_MAX_COUNT) return refuse('editors_limit');
  const stored = await withPerson(db, wish, { accountId, by }, async ({ id: editorId }) => [
    addMember(db, accountId, editorId, 'editor'),
    upsertEditor(db, { chatflowId, editorId, name: wish.name, maxChats: wish.maxChats }),
    markPending(db, pendingOf(chatflowId, editorId), Date.now()),
    told(db, chatflow, by, isNew ? 'editor.added' : 'editor.changed', before && factsOf(before), {
      editorId,
      name: wish.name,
      maxChats: wish.maxChats,
    }),
  ]);
  if (!stored.ok) return stored;
  const { person, ...made } = stored.value;
  await deliver(stores, pendingOf(chatflowId, person.id));
  const editor = await editorOf(db, chatflowId, person.id);
  return editor === null ? refuse('not_found') : { ok: true, value: { editor, isNew, ...made } };
}

/** Changes the name or max chats of an editor. `not_found` if there is no such editor here. */
export async function changeEditor(
  stores: Stores,
  chatflow: ChatflowEntry,
  editorId: string,
  change: { name?: string | undefined; maxChats?: number | undefined },
  by: Actor,
): Promise<Outcome<EditorEntry>> {
  const { DB: db } = stores;
  const { chatflowId } = chatflow;
  const before = await editorOf(db, chatflowId, editorId);
  if (before === null) return refuse('not_found');
  const after = { name: change.name ?? before.name, maxChats: change.maxChats ?? before.maxChats };
  const pending = pendingOf(chatflowId, editorId);
  await db.batch([
    updateEditor(db, chatflowId, editorId, change),
    markPending(db, pending, Date.now()),
    told(db, chatflow, by, 'editor.changed', factsOf(before), { editorId, ...after }),
  ]);
  await deliver(stores, pending);
  const editor = await editorOf(db, chatflowId, editorId);
  return editor === null ? refuse('not_found') : { ok: true, value: editor };
}

/** L5. Removes an editor: the desk closes the sockets; one who belongs nowhere any more is forgotten, sessions included. Idempotent. */
export async function removeEditor(stores: Stores, chatflow: ChatflowEntry, editorId: string, by: Actor): Promise<Outcome<null>> {
  const { DB: db } = stores;
  const { chatflowId, accountId } = chatflow;
  const before = await editorOf(db, chatflowId, editorId);
  if (before === null) return refuse('not_found');
  const pending = pendingOf(chatflowId, editorId);
  await db.batch([
    markEditorRemoved(db, chatflowId, editorId),
    markPending(db, pending, Date.now()),
    dropIdleEditor(db, accountId, editorId),
    forgetStranger(db, editorId),
    told(db, chatflow, by, 'editor.removed', factsOf(before), null),
  ]);
  await deliver(stores, pending);
  return { ok: true, value: null };
}

/** S1. Sets an editor busy. `not_found` if there is no such editor here. */
export async function setEditorBusy(stores: Stores, chatflow: ChatflowEntry, editorId: string, by: Actor): Promise<Outcome<null>> {
  const desk = deskOf(stores.CHATFLOW, chatflow.chatflowId);
  if (desk === null || (await editorOf(stores.DB, chatflow.chatflowId, editorId)) === null) return refuse('not_found');
  const set = notYet(await desk.setEditorBusy(editorId));
  if (set.ok) await told(stores.DB, chatflow, by, 'editor.set_busy', null, { editorId }).run();
  return set;
}

function told(
  db: D1Database,
  { accountId, chatflowId }: ChatflowEntry,
  actor: Actor,
  act: AuditAct,
  before: AuditFields | null,
  after: AuditFields | null,
): D1PreparedStatement {
  return auditStatement(db, { accountId, chatflowId, at: Date.now(), actor, act, before, after });
}

/** What the log tells of an editor: who, and what an admin can change. */
function factsOf({ editorId, name, maxChats }: EditorEntry): AuditFields {
  return { editorId, name, maxChats };
}

function pendingOf(chatflowId: string, editorId: string): Pending {
  return { chatflowId, fact: 'editor', subjectId: editorId };
}
