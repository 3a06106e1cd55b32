// One decision in the making: changes laid over a desk, so that later steps of the same decision read what earlier ones wrote.
// Collects rows, moments and effects; writes nothing anywhere.

import type { Actor, AuditAct, AuditFields } from '../shared/audit.ts';
import { OUTBOX_RETRY_MS } from '../shared/limits.ts';
import type { MomentKind } from '../shared/model.ts';
import type { Change, Context, Effect } from './event.ts';
import { Overlay } from './overlay.ts';
import type { DeskReader, Reply } from './reader.ts';
import type { ChatRow, DeadlineKind, DeskRow, EditorRow, MessageRow, Moment, NoteRow } from './rows.ts';
import { statesAfter } from './table.ts';

export class Draft extends Overlay {
  readonly effects: Effect[] = [];
  readonly newId: () => string;
  readonly #moments: Moment[] = [];
  readonly #replies: Extract<Change, { kind: 'reply' }>[] = [];
  readonly #erased: string[] = [];
  readonly #outbox: Extract<Change, { kind: 'outbox' | 'outbox_gone' }>[] = [];

  constructor(base: DeskReader, context: Context) {
    super(base, context.now);
    this.newId = context.newId;
  }

  setDesk(set: Partial<DeskRow>): void {
    this.changedDesk = { ...this.desk(), ...set };
  }

  addChat(chat: ChatRow): void {
    this.putChat(undefined, chat);
  }

  /** Changes a chat that exists. A state may change along the table only (I4). */
  setChat(chatId: string, set: Partial<ChatRow>): ChatRow {
    const before = this.chat(chatId);
    if (!before) throw new Error('A chat that does not exist was to be changed.');
    if (set.state && !statesAfter(before.state).has(set.state)) throw new Error(`A chat may not go from ${before.state} to ${set.state}.`);
    const after = { ...before, ...set };
    this.putChat(before, after);
    return after;
  }

  putEditor(editor: EditorRow): void {
    this.changedEditors.set(editor.editorId, editor);
  }

  setEditor(editorId: string, set: Partial<EditorRow>): EditorRow {
    const before = this.editor(editorId);
    if (!before) throw new Error('An editor who does not exist was to be changed.');
    const after = { ...before, ...set };
    this.changedEditors.set(editorId, after);
    return after;
  }

  removeEditor(editorId: string): void {
    this.changedEditors.set(editorId, null);
  }

  addMessage(message: MessageRow): void {
    this.newMessages.push(message);
  }

  addNote(note: NoteRow): void {
    this.newNotes.push(note);
  }

  setDeadline(kind: DeadlineKind, id: string, dueAt: number): void {
    if (this.deadline(kind, id) !== dueAt) this.putDeadline({ kind, id, dueAt });
  }

  dropDeadline(kind: DeadlineKind, id: string): void {
    if (this.deadline(kind, id) !== undefined) this.putDeadline({ kind, id, dueAt: null });
  }

  /** R5. */
  log(at: number, kind: MomentKind, about: { chatId?: string; editorId?: string | null; detail?: string | null }): void {
    this.#moments.push({ at, kind, chatId: about.chatId ?? null, editorId: about.editorId ?? null, detail: about.detail ?? null });
  }

  send(effect: Effect): void {
    this.effects.push(effect);
  }

  keepReply(personId: string, commandId: string, reply: Reply, at: number): void {
    this.#replies.push({ kind: 'reply', personId, commandId, reply, at });
  }

  /** S2. Tells the account's audit log, now if it can be reached, else later. */
  audit(at: number, actor: Actor, act: AuditAct, before: AuditFields | null, after: AuditFields | null): void {
    this.#outbox.push({ kind: 'outbox', entry: { outboxId: this.newId(), at, actor, act, before, after } });
    if (this.deadline('outbox', '') === undefined) this.setDeadline('outbox', '', at + OUTBOX_RETRY_MS);
    this.send({ kind: 'drain_outbox' });
  }

  dropOutbox(outboxId: string): void {
    this.#outbox.push({ kind: 'outbox_gone', outboxId });
  }

  /** E6. The chat's own row is cleared by whoever asks for this. */
  eraseTexts(chatId: string): void {
    this.#erased.push(chatId);
  }

  /** The rows to write. Chats that changed come before new ones, so that a customer's ended chat makes room for the next. */
  changes(): Change[] {
    const changes: Change[] = [];
    if (this.changedDesk) changes.push({ kind: 'desk', desk: this.changedDesk });
    const fresh: Change[] = [];
    for (const [chatId, { stored, after }] of this.changedChats) {
      if (!stored) fresh.push({ kind: 'chat_new', chat: after });
      else {
        const set = difference(stored, after);
        if (Object.keys(set).length > 0) changes.push({ kind: 'chat', chatId, set });
      }
    }
    changes.push(...fresh);
    for (const [editorId, editor] of this.changedEditors) {
      const stored = this.base.editor(editorId);
      if (!editor) {
        if (stored) changes.push({ kind: 'editor_gone', editorId });
      } else if (!stored || Object.keys(difference(stored, editor)).length > 0) changes.push({ kind: 'editor', editor });
    }
    for (const message of this.newMessages) changes.push({ kind: 'message', message });
    for (const note of this.newNotes) changes.push({ kind: 'note', note });
    for (const { kind, id, dueAt } of this.changedDeadlines.values()) {
      const stored = this.base.deadline(kind, id);
      if (dueAt !== null && stored !== dueAt) changes.push({ kind: 'deadline', deadline: { kind, id, dueAt } });
      if (dueAt === null && stored !== undefined) changes.push({ kind: 'deadline_gone', deadline: { kind, id } });
    }
    changes.push(...this.#erased.map((chatId): Change => ({ kind: 'erase', chatId })));
    changes.push(...this.#outbox, ...this.#replies);
    changes.push(...this.#moments.map((moment): Change => ({ kind: 'moment', moment })));
    return changes;
  }
}

/** The fields of `after` that are not the same as in `before`. */
export function difference<T extends object>(before: T, after: T): Partial<T> {
  const set: Partial<T> = {};
  for (const key in after) if (after[key] !== before[key]) set[key] = after[key];
  return set;
}
