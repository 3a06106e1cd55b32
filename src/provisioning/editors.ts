// Editors of a chatflow: the directory holds who, with which name and max chats; the object hears of it, now or by the cron.

import type { ChatflowEntry } from '../accounts/chatflows.ts';
import { type EditorEntry, editorCountOf, editorOf, markEditorRemoved, updateEditor, upsertEditor } from '../accounts/editors.ts';
import { addMember, dropIdleEditor, forgetStranger } from '../accounts/members.ts';
import { markPending, type Pending } from '../accounts/pending.ts';
import { personByEmail } from '../accounts/people.ts';
import type { Outcome } from '../chatflow/rpc.ts';
import { refuse } from '../shared/errors.ts';
import { EDITORS_MAX_COUNT } from '../shared/limits.ts';
import { deliver } from './deliver.ts';
import type { Stores } from './desk.ts';
import { type PersonWish, withPerson } from './person.ts';

export type EditorWish = PersonWish & { maxChats: number };

export interface AddedEditor {
  editor: EditorEntry;
  /** False: this person was an editor here already and has been changed. */
  isNew: boolean;
  /** The password that was made for a new person; shown once. */
  password?: string;
}

/** Makes somebody an editor of the chatflow. `conflict` as {@link withPerson} says; `editors_limit`. */
export async function addEditor(stores: Stores, chatflow: ChatflowEntry, wish: EditorWish): Promise<Outcome<AddedEditor>> {
  const { DB: db } = stores;
  const { chatflowId, accountId } = chatflow;
  const known = await personByEmail(db, wish.email);
  const isNew = known === null || (await editorOf(db, chatflowId, known.id)) === null;
  if (isNew && (await editorCountOf(db, chatflowId)) >= EDITORS_MAX_COUNT) return refuse('editors_limit');
  const stored = await withPerson(db, wish, async ({ id: editorId }) => [
    addMember(db, accountId, editorId, 'editor'),
    upsertEditor(db, { chatflowId, editorId, name: wish.name, maxChats: wish.maxChats }),
    markPending(db, pendingOf(chatflowId, editorId), Date.now()),
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
  chatflowId: string,
  editorId: string,
  change: { name?: string | undefined; maxChats?: number | undefined },
): Promise<Outcome<EditorEntry>> {
  const { DB: db } = stores;
  if ((await editorOf(db, chatflowId, editorId)) === null) return refuse('not_found');
  const pending = pendingOf(chatflowId, editorId);
  await db.batch([updateEditor(db, chatflowId, editorId, change), markPending(db, pending, Date.now())]);
  await deliver(stores, pending);
  const editor = await editorOf(db, chatflowId, editorId);
  return editor === null ? refuse('not_found') : { ok: true, value: editor };
}

/** L5. Removes an editor: the desk closes the sockets; one who belongs nowhere any more is forgotten, sessions included. Idempotent. */
export async function removeEditor(stores: Stores, chatflow: ChatflowEntry, editorId: string): Promise<Outcome<null>> {
  const { DB: db } = stores;
  const { chatflowId, accountId } = chatflow;
  if ((await editorOf(db, chatflowId, editorId)) === null) return refuse('not_found');
  const pending = pendingOf(chatflowId, editorId);
  await db.batch([
    markEditorRemoved(db, chatflowId, editorId),
    markPending(db, pending, Date.now()),
    dropIdleEditor(db, accountId, editorId),
    forgetStranger(db, editorId),
  ]);
  await deliver(stores, pending);
  return { ok: true, value: null };
}

function pendingOf(chatflowId: string, editorId: string): Pending {
  return { chatflowId, fact: 'editor', subjectId: editorId };
}
