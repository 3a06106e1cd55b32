// What can happen to a desk, and what comes of it: the two ends of `decide`. Data only.

import type { Actor } from '../shared/audit.ts';
import type { ErrorCode } from '../shared/errors.ts';
import type { Language } from '../shared/model.ts';
import type { ByeReason, CustomerOut, EditorOut } from '../shared/protocol.ts';
import type { Settings } from '../shared/settings.ts';
import type { Parcel } from './move.ts';
import type { Reply } from './reader.ts';
import type { ChatRow, Deadline, DeskRow, EditorRow, MessageRow, Moment, NoteRow, OutboxRow } from './rows.ts';

/** What the shell lends the rules: the time, and ids that nobody can guess. */
export interface Context {
  /** Ms since 1970. */
  now: number;
  newId(): string;
}

/** `commandId`: client-made; a repeat by the same person gets the first answer and changes nothing. */
export type CustomerEvent =
  | { type: 'customer.connected'; customerId: string; socketId: string }
  | { type: 'customer.disconnected'; customerId: string; socketId: string }
  | {
      type: 'customer.start';
      customerId: string;
      commandId: string;
      join: boolean;
      language: Language;
      name: string;
      email: string;
      question: string;
      page: string;
      pageTitle: string;
    }
  | { type: 'customer.message'; customerId: string; commandId: string; chatId: string; text: string }
  | { type: 'customer.end'; customerId: string; commandId: string; chatId: string }
  | { type: 'customer.typing'; customerId: string; chatId: string; on: boolean; text: string };

export type EditorEvent =
  | { type: 'editor.connected'; editorId: string; socketId: string }
  | { type: 'editor.disconnected'; editorId: string; socketId: string }
  | { type: 'editor.status'; editorId: string; commandId: string; status: 'available' | 'busy'; confirm: boolean; stopQueueing: boolean }
  | { type: 'editor.focus'; editorId: string; commandId: string; socketId: string; chatId: string; on: boolean }
  | { type: 'editor.message'; editorId: string; commandId: string; chatId: string; text: string }
  | { type: 'editor.end'; editorId: string; commandId: string; chatId: string }
  | { type: 'editor.close'; editorId: string; commandId: string; chatId: string }
  | { type: 'editor.transfer'; editorId: string; commandId: string; chatId: string; toEditorId: string; note: string }
  /** T11. */
  | { type: 'editor.move'; editorId: string; commandId: string; chatId: string; toChatflowId: string; note: string }
  | { type: 'editor.take'; editorId: string; commandId: string; chatId: string }
  | { type: 'editor.sign_out'; editorId: string; commandId: string; confirm: boolean }
  | { type: 'editor.typing'; editorId: string; chatId: string; on: boolean };

/** From the service itself: settings API, directory, alarm, start-up. They carry no command id. */
export type DeskEvent =
  /** A client's tick or the alarm: nothing but the clock. */
  | { type: 'clock' }
  /** The object ran again and found no socket at all, though rows say otherwise (C3). */
  | { type: 'outage' }
  /** `expectedRevision` null: whatever is there (the service's own changes). */
  | { type: 'settings.change'; settings: Settings; expectedRevision: number | null; by: Actor }
  | { type: 'feature.queue'; granted: boolean; revision: number }
  /** Adds an editor or changes name and max chats. */
  | { type: 'editor.put'; editorId: string; name: string; maxChats: number }
  | { type: 'editor.remove'; editorId: string }
  /** L5. The person's sign-ins until `at` (ms since 1970) are over: password changed, signed out. An `at` that was heard of changes nothing. */
  | { type: 'editor.revoke'; editorId: string; at: number }
  /** S1. An admin sets an editor busy. */
  | { type: 'editor.set_busy'; editorId: string }
  /** E6. */
  | { type: 'chat.erase'; chatId: string }
  | { type: 'chatflow.remove' }
  /** T11. Another desk hands a chat over; the same `moveId` again gets the first answer. */
  | { type: 'chat.receive'; parcel: Parcel }
  /** T11. The other desk has the chat; `token`: the customer's credential there, `toChatId`: the chat's id there. */
  | { type: 'move.accepted'; chatId: string; moveId: string; token: string; toChatId: string }
  | { type: 'move.refused'; chatId: string; moveId: string; code: ErrorCode }
  /** The account's log has these entries; `more`: others wait. */
  | { type: 'outbox.delivered'; outboxIds: string[]; more: boolean };

export type Event = CustomerEvent | EditorEvent | DeskEvent;

/** Rows to write, in this order, in one transaction. */
export type Change =
  | { kind: 'desk'; desk: DeskRow }
  | { kind: 'chat_new'; chat: ChatRow }
  /** Only what differs. */
  | { kind: 'chat'; chatId: string; set: Partial<ChatRow> }
  | { kind: 'editor'; editor: EditorRow }
  | { kind: 'editor_gone'; editorId: string }
  | { kind: 'message'; message: MessageRow }
  | { kind: 'note'; note: NoteRow }
  | { kind: 'deadline'; deadline: Deadline }
  | { kind: 'deadline_gone'; deadline: Omit<Deadline, 'dueAt'> }
  | { kind: 'reply'; personId: string; commandId: string; reply: Reply; at: number }
  | { kind: 'outbox'; entry: OutboxRow }
  | { kind: 'outbox_gone'; outboxId: string }
  | { kind: 'moment'; moment: Moment }
  /** Removes texts of messages and notes of the chat; the chat's own row is changed beside it. */
  | { kind: 'erase'; chatId: string };

/** What leaves after the rows are safe. To a person: to all of that person's sockets that have said hello. */
export type Effect =
  | { kind: 'to_customer'; customerId: string; frame: CustomerOut }
  /** Every customer socket whose customer has no live chat: open panels. */
  | { kind: 'to_onlookers'; frame: CustomerOut }
  | { kind: 'to_editor'; editorId: string; frame: EditorOut }
  | { kind: 'to_editors'; frame: EditorOut }
  /** Every customer socket, in its own language: the chatflow's texts or looks changed. */
  | { kind: 'chatflow_to_customers' }
  | { kind: 'close_editor'; editorId: string; reason: ByeReason }
  | { kind: 'close_all'; reason: ByeReason }
  /** Not a frame: take what stands in the outbox to the account's log, and let the desk know with `outbox.delivered`. */
  | { kind: 'drain_outbox' }
  /** T11. Not a frame: hand this chat over, and let the desk know with `move.accepted` or `move.refused`. */
  | { kind: 'hand_over'; chatId: string };

export interface Decision {
  /** The answer to a command; null for events that carry none. */
  reply: Reply | null;
  changes: Change[];
  effects: Effect[];
}
