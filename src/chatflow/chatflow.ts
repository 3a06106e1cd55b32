// The Durable Object of one chatflow. It only translates: callbacks of the platform and calls of the service become events of the desk.
// It knows no rule, no row and no frame.

import { DurableObject } from 'cloudflare:workers';
import type { DeskEvent } from '../core/event.ts';
import type { Parcel } from '../core/move.ts';
import { deskView, publicStatus } from '../core/views.ts';
import type { Env } from '../env.ts';
import type { Actor } from '../shared/audit.ts';
import { refuse } from '../shared/errors.ts';
import { SECOND_MS, TICKET_MS } from '../shared/limits.ts';
import { describe, log } from '../shared/log.ts';
import type { Language } from '../shared/model.ts';
import { type Desk, PING, PONG, type PublicStatus } from '../shared/protocol.ts';
import type { Settings } from '../shared/settings.ts';
import type { Statistics, StatisticsQuestion } from '../shared/statistics.ts';
import { Conversation } from './conversation.ts';
import type { ChatflowRpc, Outcome, SettingsWithRevision } from './rpc.ts';
import { type DeskInit, RunningDesk } from './running-desk.ts';
import { StatisticsReader } from './statistics.ts';
import { StatisticsLog } from './store/statistics-log.ts';
import { problem, upgrade } from './upgrade.ts';

/** After an alarm that broke, when the next one stands: soon, then ever later, up to a minute. */
const ALARM_RETRY_MAX_MS = 60 * SECOND_MS;

export class Chatflow extends DurableObject<Env> implements ChatflowRpc {
  readonly #desk: RunningDesk;
  readonly #conversation: Conversation;
  readonly #statistics: StatisticsReader;
  #alarmsBrokenCount = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#desk = new RunningDesk(ctx, env);
    this.#conversation = new Conversation(this.#desk);
    this.#statistics = new StatisticsReader(this.#desk, new StatisticsLog(ctx.storage.sql));
    // Heartbeats are answered by the platform, so that a sleeping desk stays asleep.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
    void ctx.blockConcurrencyWhile(() => this.#desk.wake());
  }

  // ---- the platform's callbacks ----

  /** Sockets only: paths that end in `/customer` and `/editor`. */
  override async fetch(request: Request): Promise<Response> {
    if (!this.#desk.exists) return problem('not_found');
    try {
      return await upgrade(request, this.#desk);
    } catch (thrown) {
      // The desk may have been removed while a credential was checked.
      if (!this.#desk.exists) return problem('not_found');
      throw thrown;
    }
  }

  override webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): void {
    this.#conversation.hear(socket, data);
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    this.#conversation.closed(socket, code);
  }

  override webSocketError(socket: WebSocket): void {
    this.#conversation.closed(socket, 1011);
  }

  /** Never throws: the platform drops an alarm that keeps failing. */
  override async alarm(): Promise<void> {
    this.#desk.alarm.fired();
    if (!this.#desk.exists) return;
    try {
      this.#desk.happen({ type: 'clock' });
      this.#alarmsBrokenCount = 0;
    } catch (thrown) {
      log('alarm_failed', describe(thrown));
      const delayMs = Math.min(ALARM_RETRY_MAX_MS, SECOND_MS * 2 ** this.#alarmsBrokenCount++);
      this.#desk.alarm.settle(this.#desk.alarm.arm(Date.now() + delayMs));
    }
  }

  // ---- what the service asks for (rpc.ts) ----

  async create(init: DeskInit): Promise<Outcome<SettingsWithRevision>> {
    this.#desk.create(init);
    return this.readSettings();
  }

  async readSettings(): Promise<Outcome<SettingsWithRevision>> {
    if (!this.#desk.exists) return refuse('not_found');
    const { settings, settingsRevision } = this.#desk.rows.desk();
    return { ok: true, value: { settings, revision: settingsRevision } };
  }

  async changeSettings(settings: Settings, expectedRevision: number, by: Actor): Promise<Outcome<SettingsWithRevision>> {
    const outcome = this.#happen({ type: 'settings.change', settings, expectedRevision, by });
    return outcome.ok ? this.readSettings() : outcome;
  }

  async grantQueue(granted: boolean, revision: number): Promise<Outcome<null>> {
    return this.#happen({ type: 'feature.queue', granted, revision });
  }

  async putEditor(editor: { editorId: string; name: string; maxChats: number }): Promise<Outcome<null>> {
    return this.#happen({ type: 'editor.put', ...editor });
  }

  async removeEditor(editorId: string): Promise<Outcome<null>> {
    return this.#happen({ type: 'editor.remove', editorId });
  }

  async revokeTickets(editorId: string, at: number): Promise<Outcome<null>> {
    return this.#happen({ type: 'editor.revoke', editorId, at });
  }

  async setEditorBusy(editorId: string): Promise<Outcome<null>> {
    return this.#happen({ type: 'editor.set_busy', editorId });
  }

  async ticket(editorId: string): Promise<Outcome<{ ticket: string; until: number }>> {
    if (!this.#desk.exists || !this.#desk.rows.editor(editorId)) return refuse('not_found');
    const issuedAt = Date.now();
    const until = issuedAt + TICKET_MS;
    return { ok: true, value: { ticket: await this.#desk.credentials.ticket({ editorId, issuedAt, until }), until } };
  }

  async desk(): Promise<Outcome<Desk>> {
    const outcome = this.#happen({ type: 'clock' });
    return outcome.ok ? { ok: true, value: deskView(this.#desk.rows, Date.now()) } : outcome;
  }

  async status(language: Language | null): Promise<Outcome<PublicStatus & { origins: string[] }>> {
    const outcome = this.#happen({ type: 'clock' });
    if (!outcome.ok) return outcome;
    const { origins } = this.#desk.rows.desk().settings;
    return { ok: true, value: { ...publicStatus(this.#desk.rows, language, Date.now()), origins } };
  }

  async statistics(question: StatisticsQuestion): Promise<Outcome<Statistics>> {
    const outcome = this.#happen({ type: 'clock' });
    return outcome.ok ? this.#statistics.answer(question) : outcome;
  }

  async receiveChat(parcel: Parcel): Promise<Outcome<{ token: string; chatId: string }>> {
    const reply = this.#desk.exists ? this.#desk.happen({ type: 'chat.receive', parcel }) : refuse('not_found');
    if (!reply?.ok) return reply ?? refuse('internal');
    const token = await this.#desk.credentials.token(parcel.chat.customerId);
    return { ok: true, value: { token, chatId: reply.chatId ?? '' } };
  }

  async remove(): Promise<Outcome<null>> {
    const outcome = this.#happen({ type: 'chatflow.remove' });
    if (outcome.ok) await this.#desk.destroy();
    return outcome;
  }

  #happen(event: DeskEvent): Outcome<null> {
    if (!this.#desk.exists) return refuse('not_found');
    const reply = this.#desk.happen(event);
    return reply === null || reply.ok ? { ok: true, value: null } : reply;
  }
}
