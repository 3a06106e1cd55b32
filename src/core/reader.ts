// What the rules may ask of a desk. Synchronous and narrow: the object answers from SQL, tests and simulation from memory, the draft from
// changes laid over either. No call may cost work for every chat, except those that say so.

import type { Refusal } from '../shared/errors.ts';
import type { Done } from '../shared/protocol.ts';
import type { ChatRow, Deadline, DeadlineKind, DeskRow, EditorRow, MessageRow, NoteRow } from './rows.ts';

export type Reply = Done | Refusal;

/** Somebody who can have sockets. */
export type Person = { kind: 'customer' | 'editor'; id: string };

/** The questions that a draft answers as well as a store does. */
export interface DeskRows {
  desk(): DeskRow;
  chat(chatId: string): ChatRow | undefined;
  /** P9. The customer's chat that is not ended; at most one. */
  liveChatOf(customerId: string): ChatRow | undefined;
  editor(editorId: string): EditorRow | undefined;
  /** All editors, by id. */
  editors(): EditorRow[];
  /** Chats whose window is on that editor's screen, by place. */
  windowsOf(editorId: string): ChatRow[];
  /** Begun chats that need an editor (Q6): ownerless, overdue or movable; by first assignment, then id. */
  seeking(): ChatRow[];
  /** Chats with a reservation, in the order in which they were made. */
  reserved(): ChatRow[];
  /** Everybody in line, present or not, by joinSeq. Costs work for each row that is read. */
  waiting(): Iterable<ChatRow>;
  /** The first in line who is not away. */
  headOfQueue(): ChatRow | undefined;
  waitingCount(): number;
  /** Q5. 1 + those in line who joined before this joinSeq. */
  placeOf(joinSeq: number): number;
  /** Who stands at this place, from 1. */
  waitingAt(place: number): ChatRow | undefined;
  /** Live chats with a customer who is not away, of all states. Costs work for each; for the outage and the sweep only. */
  presentChats(): ChatRow[];
  /** How many chats are not ended. */
  liveCount(): number;
  deadline(kind: DeadlineKind, id: string): number | undefined;
  /** Messages with a higher seq, by seq. */
  messages(chatId: string, afterSeq: number): MessageRow[];
  notes(chatId: string): NoteRow[];
  /** When this person was last heard on any live socket; undefined when there is none. */
  heardAt(person: Person): number | undefined;
}

/** A whole desk, as a store answers it. */
export interface DeskReader extends DeskRows {
  /** Deadlines due at or before `now`, in the order of C1. */
  dueBy(now: number): Deadline[];
  /** The earliest deadline of all, or undefined. */
  nextDueAt(): number | undefined;
  /** The first answer to a command, if it is still kept. */
  reply(personId: string, commandId: string): Reply | undefined;
}
