// The reading half of a draft: answers every question of DeskRows from changes laid over a stored desk. Keep it in step with the
// store's own answers; one contract suite holds all of them equal.

import type { DeskReader, DeskRows, Person } from './reader.ts';
import {
  type ChatRow,
  compareDeadlines,
  compareText,
  type Deadline,
  type DeadlineKind,
  type DeskRow,
  type EditorRow,
  type MessageRow,
  type NoteRow,
} from './rows.ts';

type LaidDeadline = Omit<Deadline, 'dueAt'> & { dueAt: number | null };

/** Begun, not ended, and in need of an editor (Q6). */
export function isSeeking(chat: ChatRow): boolean {
  return chat.state === 'ownerless' || (chat.state === 'assigned' && (chat.overdueSince !== null || chat.movableSince !== null));
}

/** By first assignment, then id (Q6). */
export function compareSeeking(a: ChatRow, b: ChatRow): number {
  return (a.firstAssignedAt ?? 0) - (b.firstAssignedAt ?? 0) || compareText(a.chatId, b.chatId);
}

export abstract class Overlay implements DeskRows {
  protected readonly base: DeskReader;
  protected changedDesk: DeskRow | undefined;
  /** `stored`: as the base has it, undefined for a new one. */
  readonly changedChats = new Map<string, { stored: ChatRow | undefined; after: ChatRow }>();
  readonly changedEditors = new Map<string, EditorRow | null>();
  readonly newMessages: MessageRow[] = [];
  readonly newNotes: NoteRow[] = [];
  protected readonly changedDeadlines = new Map<string, LaidDeadline>();
  /** What the base held as due when the draft began, and what became due within it; both in the order of C1. */
  readonly #stillDue: Deadline[];
  readonly #freshDue: Deadline[] = [];
  readonly #horizon: number;
  #waitingDelta = 0;
  #liveDelta = 0;

  constructor(base: DeskReader, horizon: number) {
    this.base = base;
    this.#horizon = horizon;
    this.#stillDue = base.dueBy(horizon).reverse();
  }

  desk(): DeskRow {
    return this.changedDesk ?? this.base.desk();
  }

  chat(chatId: string): ChatRow | undefined {
    return this.changedChats.get(chatId)?.after ?? this.base.chat(chatId);
  }

  liveChatOf(customerId: string): ChatRow | undefined {
    for (const { after } of this.changedChats.values()) if (after.customerId === customerId && after.state !== 'ended') return after;
    const stored = this.base.liveChatOf(customerId);
    return stored && !this.changedChats.has(stored.chatId) ? stored : undefined;
  }

  editor(editorId: string): EditorRow | undefined {
    const changed = this.changedEditors.get(editorId);
    return changed === undefined ? this.base.editor(editorId) : (changed ?? undefined);
  }

  editors(): EditorRow[] {
    if (this.changedEditors.size === 0) return this.base.editors();
    const editors = this.base.editors().filter(({ editorId }) => !this.changedEditors.has(editorId));
    for (const editor of this.changedEditors.values()) if (editor) editors.push(editor);
    return editors.sort((a, b) => compareText(a.editorId, b.editorId));
  }

  windowsOf(editorId: string): ChatRow[] {
    const windows = this.#laidOver(this.base.windowsOf(editorId), (chat) => chat.ownerId === editorId && chat.place !== null);
    return windows.sort((a, b) => (a.place ?? 0) - (b.place ?? 0));
  }

  seeking(): ChatRow[] {
    return this.#laidOver(this.base.seeking(), isSeeking).sort(compareSeeking);
  }

  reserved(): ChatRow[] {
    const reserved = this.#laidOver(this.base.reserved(), (chat) => chat.reservedForId !== null);
    return reserved.sort((a, b) => (a.reservedSeq ?? 0) - (b.reservedSeq ?? 0));
  }

  *waiting(): Iterable<ChatRow> {
    for (const stored of this.base.waiting()) {
      const now = this.changedChats.get(stored.chatId)?.after ?? stored;
      if (now.state === 'waiting') yield now;
    }
    // New ones joined last: joinSeq only grows, and nobody comes back into the line.
    for (const { stored, after } of this.changedChats.values()) if (!stored && after.state === 'waiting') yield after;
  }

  headOfQueue(): ChatRow | undefined {
    if (this.waitingCount() === 0) return undefined;
    const stored = this.base.headOfQueue();
    if (this.changedChats.size === 0) return stored;
    if (stored && !this.changedChats.has(stored.chatId) && !this.#changedHead(stored)) return stored;
    for (const chat of this.waiting()) if (chat.customerAwaySince === null) return chat;
    return undefined;
  }

  /** Whether a changed chat stands, present, before this one. */
  #changedHead(stored: ChatRow): boolean {
    for (const { after } of this.changedChats.values()) {
      if (after.state === 'waiting' && after.customerAwaySince === null && (after.joinSeq ?? 0) < (stored.joinSeq ?? 0)) return true;
    }
    return false;
  }

  waitingCount(): number {
    return this.base.waitingCount() + this.#waitingDelta;
  }

  placeOf(joinSeq: number): number {
    let place = this.base.placeOf(joinSeq);
    for (const { stored, after } of this.changedChats.values()) {
      if ((after.joinSeq ?? Number.POSITIVE_INFINITY) >= joinSeq) continue;
      if (stored?.state === 'waiting' && after.state !== 'waiting') place -= 1;
      if (!stored && after.state === 'waiting') place += 1;
    }
    return place;
  }

  waitingAt(place: number): ChatRow | undefined {
    const gone = [...this.goneFromLine()].sort((a, b) => a - b);
    let storedPlace = place;
    for (const gonePlace of gone) if (gonePlace <= storedPlace) storedPlace += 1;
    const stored = this.base.waitingAt(storedPlace);
    if (stored) return this.chat(stored.chatId);
    const joined = [...this.changedChats.values()].filter(({ stored: before, after }) => !before && after.state === 'waiting');
    return joined[storedPlace - this.base.waitingCount() - 1]?.after;
  }

  /** The places, as the base counts them, of those who left the line within the draft. */
  goneFromLine(): number[] {
    if (this.#waitingDelta === 0 && this.changedChats.size === 0) return [];
    const gone: number[] = [];
    for (const { stored, after } of this.changedChats.values()) {
      if (stored?.state === 'waiting' && after.state !== 'waiting') gone.push(this.base.placeOf(stored.joinSeq ?? 0));
    }
    return gone;
  }

  presentChats(): ChatRow[] {
    return this.#laidOver(this.base.presentChats(), (chat) => chat.state !== 'ended' && chat.customerAwaySince === null);
  }

  liveCount(): number {
    return this.base.liveCount() + this.#liveDelta;
  }

  deadline(kind: DeadlineKind, id: string): number | undefined {
    const laid = this.changedDeadlines.get(`${kind} ${id}`);
    return laid ? (laid.dueAt ?? undefined) : this.base.deadline(kind, id);
  }

  messages(chatId: string, afterSeq: number): MessageRow[] {
    const added = this.newMessages.filter((message) => message.chatId === chatId && message.seq > afterSeq);
    return [...this.base.messages(chatId, afterSeq), ...added];
  }

  notes(chatId: string): NoteRow[] {
    return [...this.base.notes(chatId), ...this.newNotes.filter((note) => note.chatId === chatId)];
  }

  heardAt(person: Person): number | undefined {
    return this.base.heardAt(person);
  }

  /** Deadlines of the base up to this time; for the start of a draft, before it has changed any. */
  dueWithin(until: number): Deadline[] {
    return this.base.dueBy(until);
  }

  /** C1. Takes the next deadline that is due within the draft's time off the desk, or undefined when there is none. */
  takeDue(): Deadline | undefined {
    for (;;) {
      const stored = this.#stillDue.at(-1);
      const fresh = this.#freshDue[0];
      const next = stored && (!fresh || compareDeadlines(stored, fresh) <= 0) ? this.#stillDue.pop() : this.#freshDue.shift();
      if (!next) return undefined;
      if (this.deadline(next.kind, next.id) !== next.dueAt) continue;
      this.putDeadline({ ...next, dueAt: null });
      return next;
    }
  }

  protected putDeadline(laid: LaidDeadline): void {
    this.changedDeadlines.set(`${laid.kind} ${laid.id}`, laid);
    if (laid.dueAt === null || laid.dueAt > this.#horizon) return;
    this.#freshDue.push({ kind: laid.kind, id: laid.id, dueAt: laid.dueAt });
    this.#freshDue.sort(compareDeadlines);
  }

  protected putChat(before: ChatRow | undefined, after: ChatRow): void {
    const stored = this.changedChats.has(after.chatId) ? this.changedChats.get(after.chatId)?.stored : before;
    this.changedChats.set(after.chatId, { stored, after });
    this.#waitingDelta += Number(after.state === 'waiting') - Number(before?.state === 'waiting');
    this.#liveDelta += Number(after.state !== 'ended') - Number(before !== undefined && before.state !== 'ended');
  }

  #laidOver(stored: ChatRow[], belongs: (chat: ChatRow) => boolean): ChatRow[] {
    if (this.changedChats.size === 0) return [...stored];
    const rows = stored.filter((chat) => !this.changedChats.has(chat.chatId));
    for (const { after } of this.changedChats.values()) if (belongs(after)) rows.push(after);
    return rows;
  }
}
