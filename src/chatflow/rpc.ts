// What the rest of the service may ask of a desk's object, beside sockets. Types only: the class implements it, HTTP calls it.

import type { Parcel } from '../core/move.ts';
import type { Actor } from '../shared/audit.ts';
import type { Refusal } from '../shared/errors.ts';
import type { Language } from '../shared/model.ts';
import type { Desk, PublicStatus } from '../shared/protocol.ts';
import type { Settings } from '../shared/settings.ts';
import type { Statistics, StatisticsQuestion } from '../shared/statistics.ts';

/** A value, or the refusal that stands in for it. Refusals cross the border as data; a throw means that something broke. */
export type Outcome<T> = { ok: true; value: T } | Refusal;

export interface SettingsWithRevision {
  settings: Settings;
  /** The ETag's number; grows by one with each change. */
  revision: number;
}

export interface ChatflowRpc {
  /** Makes the desk. Again with the same id: changes nothing, same answer. */
  create(init: {
    chatflowId: string;
    accountId: string;
    settings: Settings;
    queueFeature: boolean;
    featureRevision: number;
  }): Promise<Outcome<SettingsWithRevision>>;
  readSettings(): Promise<Outcome<SettingsWithRevision>>;
  /** `settings_stale` if the revision has moved on; `feature_missing` if it switches the queue on without the feature (Q2). */
  changeSettings(settings: Settings, expectedRevision: number, by: Actor): Promise<Outcome<SettingsWithRevision>>;
  /** Q2. Idempotent by revision: an older or equal one changes nothing. */
  grantQueue(granted: boolean, revision: number): Promise<Outcome<null>>;
  /** Adds an editor, or changes name and max chats (integer 1–20). Idempotent. */
  putEditor(editor: { editorId: string; name: string; maxChats: number }): Promise<Outcome<null>>;
  /** L5. Idempotent. */
  removeEditor(editorId: string): Promise<Outcome<null>>;
  /** L5. The person's sign-ins until `at` are over: tickets are void, sockets close. Idempotent by `at`; `not_found` if not an editor here. */
  revokeTickets(editorId: string, at: number): Promise<Outcome<null>>;
  /** S1. */
  setEditorBusy(editorId: string): Promise<Outcome<null>>;
  /** A signed ticket for the editor's socket; `not_found` if not an editor here. `until`: ms since 1970. */
  ticket(editorId: string): Promise<Outcome<{ ticket: string; until: number }>>;
  /** The live state, for editors and admins. */
  desk(): Promise<Outcome<Desk>>;
  /** For pages without a socket; `origins` lets HTTP answer CORS. `language` null: the chatflow's own. */
  status(language: Language | null): Promise<Outcome<PublicStatus & { origins: string[] }>>;
  /** R5. A fold over the event log. `invalid`, `range_too_long`; `rate_limited` while too many others ask. */
  statistics(question: StatisticsQuestion): Promise<Outcome<Statistics>>;
  /** T11. Another desk of the account hands a chat over; `token`: the customer's credential here, `chatId`: the chat's id here. The same parcel again: the same answer. */
  receiveChat(parcel: Parcel): Promise<Outcome<{ token: string; chatId: string }>>;
  /** Ends everything; afterwards every call answers `not_found`. Idempotent. */
  remove(): Promise<Outcome<null>>;
}
