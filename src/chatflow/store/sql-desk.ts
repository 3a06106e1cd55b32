// The desk's reader over the object's own SQLite. Every question costs work for its answer alone; what the answer means is the core's
// business. Writing is write-changes.ts; both share one cache.

import type { Change } from '../../core/event.ts';
import type { DeskReader, Person, Reply } from '../../core/reader.ts';
import type { ChatRow, Deadline, DeadlineKind, DeskRow, EditorRow, MessageRow, NoteRow } from '../../core/rows.ts';
import { Cache } from './cache.ts';
import { CHATS, DEADLINES, MESSAGES, NOTES } from './tables.ts';
import { writeChange } from './write-changes.ts';

/** Rows of the line that are read at a time; a cursor is never left open between reads. */
const LINE_PAGE_COUNT = 50;

const CHAT = `${CHATS.select} WHERE chat_id = ?`;
const LIVE = `${CHATS.select} INDEXED BY chats_live WHERE customer_id = ? AND state <> 'ended'`;
const RECEIVED = 'SELECT 1 FROM chats INDEXED BY chats_received WHERE customer_id = ? AND received_from IS NOT NULL LIMIT 1';
const WINDOWS = `${CHATS.select} INDEXED BY chats_windows WHERE owner_id = ? AND place IS NOT NULL ORDER BY place`;
const SEEKING = `${CHATS.select} INDEXED BY chats_seeking
  WHERE state = 'ownerless' OR (state = 'assigned' AND (overdue_since IS NOT NULL OR movable_since IS NOT NULL))
  ORDER BY first_assigned_at, chat_id`;
const RESERVED = `${CHATS.select} INDEXED BY chats_reserved WHERE reserved_for_id IS NOT NULL ORDER BY reserved_seq`;
const WAITING = `${CHATS.select} INDEXED BY chats_waiting WHERE state = 'waiting' AND join_seq > ? ORDER BY join_seq LIMIT ${LINE_PAGE_COUNT}`;
const HEAD = `${CHATS.select} INDEXED BY chats_head WHERE state = 'waiting' AND customer_away_since IS NULL ORDER BY join_seq LIMIT 1`;
const PRESENT = `${CHATS.select} INDEXED BY chats_present WHERE state <> 'ended' AND customer_away_since IS NULL ORDER BY chat_id`;
const DEADLINE = `${DEADLINES.select} WHERE kind = ? AND id = ?`;
const DUE = `${DEADLINES.select} INDEXED BY deadlines_due WHERE due_at <= ? ORDER BY due_at, kind, id`;
const NEXT_DUE = 'SELECT MIN(due_at) AS "dueAt" FROM deadlines INDEXED BY deadlines_due';
const REPLY = 'SELECT reply FROM replies WHERE person_id = ? AND command_id = ?';
const AFTER = `${MESSAGES.select} WHERE chat_id = ? AND seq > ? ORDER BY seq`;
const NOTES_OF = `${NOTES.select} WHERE chat_id = ? ORDER BY at, note_id`;

/** When a person was last heard on a live socket; the sockets know. */
export type HeardAt = (person: Person) => number | undefined;

export class SqlDesk implements DeskReader {
  readonly heardAt: HeardAt;
  readonly #sql: SqlStorage;
  readonly #cache: Cache;

  constructor(sql: SqlStorage, heardAt: HeardAt) {
    this.#sql = sql;
    this.heardAt = heardAt;
    this.#cache = new Cache(sql);
  }

  /** Writes rows, in this order. To be called inside a transaction; if that is rolled back, {@link forget} must follow. */
  apply(changes: readonly Change[]): void {
    for (const change of changes) writeChange(this.#sql, this.#cache, change);
  }

  /** Drops everything remembered: the rows may not be what they seemed. */
  forget(): void {
    this.#cache.drop();
  }

  desk(): DeskRow {
    const desk = this.#cache.desk;
    if (desk === undefined) throw new Error('The desk row is missing: the object was never created.');
    return desk;
  }

  editor(editorId: string): EditorRow | undefined {
    return this.#cache.editors.get(editorId);
  }

  editors(): EditorRow[] {
    return this.#cache.editorsById;
  }

  chat(chatId: string): ChatRow | undefined {
    return this.#cache.chats.chat(chatId) ?? this.#remembered(this.#chats(CHAT, chatId)[0]);
  }

  liveChatOf(customerId: string): ChatRow | undefined {
    return this.#cache.chats.liveOf(customerId) ?? this.#remembered(this.#chats(LIVE, customerId)[0]);
  }

  /** T11. Whether a chat of this customer, live or ended, came from another chatflow. */
  wasReceived(customerId: string): boolean {
    return this.#sql.exec(RECEIVED, customerId).toArray().length > 0;
  }

  windowsOf(editorId: string): ChatRow[] {
    return this.#chats(WINDOWS, editorId);
  }

  seeking(): ChatRow[] {
    if (this.#cache.nobodySeeks) return [];
    const seeking = this.#chats(SEEKING);
    this.#cache.nobodySeeks = seeking.length === 0;
    return seeking;
  }

  reserved(): ChatRow[] {
    if (this.#cache.nobodyReserved) return [];
    const reserved = this.#chats(RESERVED);
    this.#cache.nobodyReserved = reserved.length === 0;
    return reserved;
  }

  presentChats(): ChatRow[] {
    return this.#chats(PRESENT);
  }

  *waiting(): Iterable<ChatRow> {
    let after: number | null = 0;
    while (after !== null) {
      const page = this.#chats(WAITING, after);
      yield* page;
      after = page.length < LINE_PAGE_COUNT ? null : (page.at(-1)?.joinSeq ?? null);
    }
  }

  headOfQueue(): ChatRow | undefined {
    return this.#chats(HEAD)[0];
  }

  waitingCount(): number {
    return this.#cache.waitingCount;
  }

  placeOf(joinSeq: number): number {
    return this.#cache.line.placeOf(joinSeq);
  }

  waitingAt(place: number): ChatRow | undefined {
    const chatId = this.#cache.line.chatIdAt(place);
    return chatId === undefined ? undefined : this.chat(chatId);
  }

  liveCount(): number {
    return this.#cache.liveCount;
  }

  deadline(kind: DeadlineKind, id: string): number | undefined {
    return this.#deadlines(DEADLINE, kind, id)[0]?.dueAt;
  }

  dueBy(now: number): Deadline[] {
    const nextDueAt = this.nextDueAt();
    return nextDueAt === undefined || nextDueAt > now ? [] : this.#deadlines(DUE, now);
  }

  nextDueAt(): number | undefined {
    if (this.#cache.nextDueAt === undefined) this.#cache.nextDueAt = this.#sql.exec<{ dueAt: number | null }>(NEXT_DUE).one().dueAt;
    return this.#cache.nextDueAt ?? undefined;
  }

  reply(personId: string, commandId: string): Reply | undefined {
    const stored = this.#sql.exec<{ reply: string }>(REPLY, personId, commandId).toArray()[0];
    return stored === undefined ? undefined : (JSON.parse(stored.reply) as Reply);
  }

  messages(chatId: string, afterSeq: number): MessageRow[] {
    return this.#sql
      .exec(AFTER, chatId, afterSeq)
      .toArray()
      .map((stored) => MESSAGES.decode(stored));
  }

  notes(chatId: string): NoteRow[] {
    return this.#sql
      .exec(NOTES_OF, chatId)
      .toArray()
      .map((stored) => NOTES.decode(stored));
  }

  #remembered(chat: ChatRow | undefined): ChatRow | undefined {
    if (chat !== undefined) this.#cache.chats.keep(chat);
    return chat;
  }

  #chats(query: string, ...bindings: SqlStorageValue[]): ChatRow[] {
    return this.#sql
      .exec(query, ...bindings)
      .toArray()
      .map((stored) => CHATS.decode(stored));
  }

  #deadlines(query: string, ...bindings: SqlStorageValue[]): Deadline[] {
    return this.#sql
      .exec(query, ...bindings)
      .toArray()
      .map((stored) => DEADLINES.decode(stored));
  }
}
