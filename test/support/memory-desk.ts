// The desk's reader in plain memory, for the rules' own tests and for simulation: the same answers as the object's SQL, held equal by the
// contract suite. Rows that are handed out are never changed afterwards.

import type { Change } from '../../src/core/event.ts';
import type { DeskReader, Person, Reply } from '../../src/core/reader.ts';
import {
  type ChatRow,
  compareDeadlines,
  compareText,
  type Deadline,
  type DeadlineKind,
  type DeskRow,
  type EditorRow,
  type MessageRow,
  type Moment,
  type NoteRow,
  type OutboxRow,
} from '../../src/core/rows.ts';

export class MemoryDesk implements DeskReader {
  heardAt: (person: Person) => number | undefined;
  /** R5. The event log so far. */
  readonly moments: Moment[] = [];
  /** S2. What the account's log has not heard yet. */
  readonly outbox = new Map<string, OutboxRow>();
  readonly #chats = new Map<string, ChatRow>();
  /** Chats that can still matter to a question: not ended, or with a window up. */
  readonly #active = new Map<string, ChatRow>();
  readonly #editors = new Map<string, EditorRow>();
  readonly #messages = new Map<string, MessageRow[]>();
  readonly #notes = new Map<string, NoteRow[]>();
  readonly #deadlines = new Map<string, Deadline>();
  readonly #replies = new Map<string, Reply>();
  #desk: DeskRow;

  /** `heardAt`: what the sockets would say; without one, nobody has a socket. */
  constructor(desk: DeskRow, heardAt: (person: Person) => number | undefined = () => undefined) {
    this.#desk = desk;
    this.heardAt = heardAt;
  }

  apply(changes: readonly Change[]): void {
    for (const change of changes) this.#write(change);
  }

  /** Every chat that was ever stored. */
  allChats(): ChatRow[] {
    return [...this.#chats.values()];
  }

  /** Every deadline, in the order of C1. */
  allDeadlines(): Deadline[] {
    return [...this.#deadlines.values()].sort(compareDeadlines);
  }

  desk(): DeskRow {
    return this.#desk;
  }

  chat(chatId: string): ChatRow | undefined {
    return this.#chats.get(chatId);
  }

  liveChatOf(customerId: string): ChatRow | undefined {
    return this.#live().find((chat) => chat.customerId === customerId);
  }

  editor(editorId: string): EditorRow | undefined {
    return this.#editors.get(editorId);
  }

  editors(): EditorRow[] {
    return [...this.#editors.values()].sort((a, b) => compareText(a.editorId, b.editorId));
  }

  windowsOf(editorId: string): ChatRow[] {
    return this.#where((chat) => chat.ownerId === editorId && chat.place !== null).sort(by((chat) => chat.place));
  }

  seeking(): ChatRow[] {
    return this.#where(isSeeking).sort((a, b) => (a.firstAssignedAt ?? -1) - (b.firstAssignedAt ?? -1) || compareText(a.chatId, b.chatId));
  }

  reserved(): ChatRow[] {
    return [...this.#chats.values()].filter((chat) => chat.reservedForId !== null).sort(by((chat) => chat.reservedSeq));
  }

  waiting(): ChatRow[] {
    return this.#where((chat) => chat.state === 'waiting').sort(by((chat) => chat.joinSeq));
  }

  headOfQueue(): ChatRow | undefined {
    return this.waiting().find((chat) => chat.customerAwaySince === null);
  }

  waitingCount(): number {
    return this.#where((chat) => chat.state === 'waiting').length;
  }

  placeOf(joinSeq: number): number {
    return 1 + this.#where((chat) => chat.state === 'waiting' && (chat.joinSeq ?? 0) < joinSeq).length;
  }

  waitingAt(place: number): ChatRow | undefined {
    return this.waiting()[place - 1];
  }

  presentChats(): ChatRow[] {
    return this.#live()
      .filter((chat) => chat.customerAwaySince === null)
      .sort((a, b) => compareText(a.chatId, b.chatId));
  }

  liveCount(): number {
    return this.#live().length;
  }

  deadline(kind: DeadlineKind, id: string): number | undefined {
    return this.#deadlines.get(`${kind} ${id}`)?.dueAt;
  }

  dueBy(now: number): Deadline[] {
    return [...this.#deadlines.values()].filter((deadline) => deadline.dueAt <= now).sort(compareDeadlines);
  }

  nextDueAt(): number | undefined {
    let next: number | undefined;
    for (const { dueAt } of this.#deadlines.values()) if (next === undefined || dueAt < next) next = dueAt;
    return next;
  }

  reply(personId: string, commandId: string): Reply | undefined {
    return this.#replies.get(JSON.stringify([personId, commandId]));
  }

  messages(chatId: string, afterSeq: number): MessageRow[] {
    return (this.#messages.get(chatId) ?? []).filter((message) => message.seq > afterSeq).sort((a, b) => a.seq - b.seq);
  }

  notes(chatId: string): NoteRow[] {
    return [...(this.#notes.get(chatId) ?? [])].sort((a, b) => a.at - b.at || compareText(a.noteId, b.noteId));
  }

  #live(): ChatRow[] {
    return this.#where((chat) => chat.state !== 'ended');
  }

  #where(test: (chat: ChatRow) => boolean): ChatRow[] {
    const found: ChatRow[] = [];
    for (const chat of this.#active.values()) if (test(chat)) found.push(chat);
    return found;
  }

  #write(change: Change): void {
    switch (change.kind) {
      case 'desk':
        this.#desk = change.desk;
        return;
      case 'chat_new':
        if (this.#chats.has(change.chat.chatId)) throw new Error('A chat was made twice.');
        if (change.chat.state !== 'ended' && this.liveChatOf(change.chat.customerId)) throw new Error('P9: a second live chat was made.');
        this.#putChat(change.chat);
        return;
      case 'chat': {
        const before = this.#chats.get(change.chatId);
        if (before === undefined) throw new Error('A chat was changed that is not in the store.');
        this.#putChat({ ...before, ...change.set });
        return;
      }
      case 'editor':
        this.#editors.set(change.editor.editorId, change.editor);
        return;
      case 'editor_gone':
        this.#editors.delete(change.editorId);
        return;
      case 'message':
        this.#addMessage(change.message);
        return;
      case 'note':
        this.#notes.set(change.note.chatId, [...(this.#notes.get(change.note.chatId) ?? []), change.note]);
        return;
      case 'deadline':
        this.#deadlines.set(`${change.deadline.kind} ${change.deadline.id}`, change.deadline);
        return;
      case 'deadline_gone':
        this.#deadlines.delete(`${change.deadline.kind} ${change.deadline.id}`);
        return;
      case 'reply':
        this.#replies.set(JSON.stringify([change.personId, change.commandId]), change.reply);
        return;
      case 'outbox':
        this.outbox.set(change.entry.outboxId, change.entry);
        return;
      case 'outbox_gone':
        this.outbox.delete(change.outboxId);
        return;
      case 'moment':
        this.moments.push(change.moment);
        return;
      case 'erase':
        this.#erase(change.chatId);
        return;
      default:
        change satisfies never;
    }
  }

  #putChat(chat: ChatRow): void {
    this.#chats.set(chat.chatId, chat);
    if (chat.state !== 'ended' || chat.place !== null) this.#active.set(chat.chatId, chat);
    else this.#active.delete(chat.chatId);
  }

  #addMessage(message: MessageRow): void {
    const messages = this.#messages.get(message.chatId) ?? [];
    if (messages.some((known) => known.seq === message.seq)) throw new Error('I2: a seq was given twice.');
    messages.push(message);
    this.#messages.set(message.chatId, messages);
  }

  #erase(chatId: string): void {
    this.#messages.set(
      chatId,
      this.messages(chatId, 0).map((message) => ({ ...message, text: '', name: null })),
    );
    this.#notes.delete(chatId);
  }
}

function isSeeking(chat: ChatRow): boolean {
  return chat.state === 'ownerless' || (chat.state === 'assigned' && (chat.overdueSince !== null || chat.movableSince !== null));
}

function by(number: (chat: ChatRow) => number | null): (a: ChatRow, b: ChatRow) => number {
  return (a, b) => (number(a) ?? 0) - (number(b) ?? 0);
}
