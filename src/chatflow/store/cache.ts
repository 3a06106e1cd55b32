// What the store remembers between events: few rows, read often. All of it can be read again, and all of it is dropped when a transaction
// is rolled back.

import { type ChatRow, compareText, type DeskRow, type EditorRow } from '../../core/rows.ts';
import { RememberedChats } from './remembered-chats.ts';
import { DESK, EDITORS } from './tables.ts';
import { WaitingLine } from './waiting-line.ts';

/** What a change of a chat may do to the counts. */
export type Standing = Pick<ChatRow, 'chatId' | 'state' | 'joinSeq'>;

/** Fields that decide whether a chat seeks an editor or has a reservation. */
const SEEKS = ['state', 'firstAssignedAt', 'overdueSince', 'movableSince'] as const satisfies (keyof ChatRow)[];
const RESERVES = ['reservedForId', 'reservedSeq'] as const satisfies (keyof ChatRow)[];

export class Cache {
  readonly chats = new RememberedChats();
  /** Known to be so; false: unknown. */
  nobodySeeks = false;
  nobodyReserved = false;
  /** The earliest deadline; null: there is none; undefined: unknown. */
  nextDueAt: number | null | undefined;
  readonly #sql: SqlStorage;
  #desk: DeskRow | undefined;
  #editors: Map<string, EditorRow> | undefined;
  #editorsById: EditorRow[] | undefined;
  #line: WaitingLine | undefined;
  #waitingCount: number | undefined;
  #liveCount: number | undefined;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  drop(): void {
    this.chats.drop();
    this.nobodySeeks = false;
    this.nobodyReserved = false;
    this.nextDueAt = undefined;
    this.#desk = undefined;
    this.#editors = undefined;
    this.#editorsById = undefined;
    this.#line = undefined;
    this.#waitingCount = undefined;
    this.#liveCount = undefined;
  }

  get desk(): DeskRow | undefined {
    this.#desk ??= this.#sql.exec(DESK.select).toArray().map(DESK.decode, DESK)[0];
    return this.#desk;
  }

  set desk(desk: DeskRow) {
    this.#desk = desk;
  }

  /** All editors: a desk has few (limits.ts). */
  get editors(): Map<string, EditorRow> {
    this.#editors ??= new Map(
      this.#sql
        .exec(EDITORS.select)
        .toArray()
        .map((stored) => EDITORS.decode(stored))
        .map((editor) => [editor.editorId, editor]),
    );
    return this.#editors;
  }

  get editorsById(): EditorRow[] {
    this.#editorsById ??= [...this.editors.values()].sort((a, b) => compareText(a.editorId, b.editorId));
    return this.#editorsById;
  }

  putEditor(editor: EditorRow): void {
    this.editors.set(editor.editorId, editor);
    this.#editorsById = undefined;
  }

  removeEditor(editorId: string): void {
    this.editors.delete(editorId);
    this.#editorsById = undefined;
  }

  /** Read once after a start, on the first question about places; kept up from then on. */
  get line(): WaitingLine {
    this.#line ??= new WaitingLine(
      this.#sql
        .exec<{ joinSeq: number; chatId: string }>(
          `SELECT join_seq AS "joinSeq", chat_id AS "chatId" FROM chats INDEXED BY chats_waiting WHERE state = 'waiting' ORDER BY join_seq`,
        )
        .toArray(),
    );
    return this.#line;
  }

  /** Counted without reading the line: a desk that wakes for one frame needs no place of anybody. */
  get waitingCount(): number {
    this.#waitingCount ??= this.#count("chats_waiting WHERE state = 'waiting'");
    return this.#waitingCount;
  }

  get liveCount(): number {
    this.#liveCount ??= this.#count("chats_live WHERE state <> 'ended'");
    return this.#liveCount;
  }

  #count(indexAndCondition: string): number {
    return this.#sql.exec<{ count: number }>(`SELECT COUNT(*) AS count FROM chats INDEXED BY ${indexAndCondition}`).one().count;
  }

  /** Some fields of a chat have been written, or all of a new one. */
  chatWritten(set: Partial<ChatRow>): void {
    if (SEEKS.some((field) => set[field] !== undefined)) this.nobodySeeks = false;
    if (RESERVES.some((field) => set[field] !== undefined)) this.nobodyReserved = false;
  }

  /** Keeps line and counts up; what has not been read yet will be read as it then stands. */
  chatMoved(before: Standing | undefined, after: Standing): void {
    const waited = before?.state === 'waiting';
    const waits = after.state === 'waiting';
    if (this.#waitingCount !== undefined) this.#waitingCount += Number(waits) - Number(waited);
    const lived = before !== undefined && before.state !== 'ended';
    if (this.#liveCount !== undefined) this.#liveCount += Number(after.state !== 'ended') - Number(lived);
    if (this.#line === undefined) return;
    if (waited && before.joinSeq !== null) this.#line.remove(before.joinSeq);
    if (waits && after.joinSeq !== null) this.#line.add({ joinSeq: after.joinSeq, chatId: after.chatId });
  }
}
