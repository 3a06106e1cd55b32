// One desk at work: the one way that every event takes, from the rules through one transaction to what is sent. Nothing waits in between,
// so no other event can come in between. What an event means is the core's business, where it comes from the callers'.

import { decide } from '../core/decide.ts';
import { newDesk } from '../core/desk.ts';
import type { Decision, Effect, Event } from '../core/event.ts';
import type { Reply } from '../core/reader.ts';
import type { Env } from '../env.ts';
import { describe, log } from '../shared/log.ts';
import type { Settings } from '../shared/settings.ts';
import { Alarm } from './alarm.ts';
import { Credentials } from './credentials.ts';
import { perform } from './effects.ts';
import { Moves } from './moves.ts';
import { Onlookers } from './onlookers.ts';
import { Outbox } from './outbox.ts';
import { Sockets } from './sockets.ts';
import { migrate, storedVersion } from './store/migrations.ts';
import { createSecret, secret } from './store/secrets.ts';
import { SqlDesk } from './store/sql-desk.ts';

export interface DeskInit {
  chatflowId: string;
  accountId: string;
  settings: Settings;
  queueFeature: boolean;
  featureRevision: number;
}

export class RunningDesk {
  readonly rows: SqlDesk;
  readonly sockets: Sockets;
  readonly onlookers: Onlookers;
  readonly alarm: Alarm;
  readonly #ctx: DurableObjectState;
  readonly #outbox: Outbox;
  readonly #moves: Moves;
  readonly #storage: DurableObjectStorage;
  #credentials: Credentials | undefined;
  #exists = false;
  /** C3. After a start without a single socket: whoever the rows take for connected has been lost. */
  #socketsLost = false;

  constructor(ctx: DurableObjectState, env: Pick<Env, 'DB' | 'CHATFLOW'>) {
    this.#ctx = ctx;
    this.#outbox = new Outbox(ctx.storage.sql, env.DB);
    this.#storage = ctx.storage;
    this.sockets = new Sockets(ctx);
    this.rows = new SqlDesk(ctx.storage.sql, (person) => this.sockets.heardAt(person));
    this.#moves = new Moves(this.rows, env.CHATFLOW);
    this.onlookers = new Onlookers(this.sockets, this.rows);
    this.alarm = new Alarm(ctx.storage);
  }

  /** Whether there is a desk: created, and not removed since. */
  get exists(): boolean {
    return this.#exists;
  }

  /** Signs and checks with this object's own secret. */
  get credentials(): Credentials {
    this.#credentials ??= new Credentials(secret(this.#storage.sql));
    return this.#credentials;
  }

  /** Once after every start. An object that was never created writes nothing. */
  async wake(): Promise<void> {
    if (storedVersion(this.#storage.sql) === 0) return;
    this.#storage.transactionSync(() => migrate(this.#storage.sql));
    if (this.rows.desk().removed) {
      // The removal was cut off before its end.
      await this.destroy();
      return;
    }
    this.#exists = true;
    this.#socketsLost = this.sockets.count() === 0;
    await this.alarm.read();
  }

  /** Makes the desk, unless there is one. */
  create(init: DeskInit): void {
    if (this.#exists) return;
    this.rows.forget();
    this.#storage.transactionSync(() => {
      migrate(this.#storage.sql);
      createSecret(this.#storage.sql);
      this.rows.apply([{ kind: 'desk', desk: newDesk(init) }]);
    });
    this.#exists = true;
  }

  /**
   * Lets something happen. `answer` is called once the rows are written and before anybody hears of it. Throws what broke, with nothing
   * changed.
   */
  happen(event: Event, answer: (reply: Reply | null) => void = () => {}): Reply | null {
    try {
      this.#findOutage();
      const decision = this.#decideAndStore(event);
      answer(decision.reply);
      this.#perform(decision);
      return decision.reply;
    } catch (thrown) {
      this.rows.forget();
      this.onlookers.forget();
      throw thrown;
    }
  }

  /** Forgets everything for ever; everybody has been told. */
  async destroy(): Promise<void> {
    this.#exists = false;
    this.rows.forget();
    this.#credentials = undefined;
    this.alarm.settle(null);
    await this.#storage.deleteAlarm();
    await this.#storage.deleteAll();
  }

  #findOutage(): void {
    if (!this.#socketsLost) return;
    const somebody = this.rows.editors().some((editor) => editor.connected) || this.rows.presentChats().length > 0;
    if (somebody) this.#perform(this.#decideAndStore({ type: 'outage' }));
    this.#socketsLost = false;
  }

  #decideAndStore(event: Event): Decision {
    const decision = decide(this.rows, event, { now: Date.now(), newId: () => crypto.randomUUID() });
    if (decision.changes.length > 0 || this.alarm.missing) {
      const setAt = this.#storage.transactionSync(() => {
        this.rows.apply(decision.changes);
        return this.alarm.arm(this.rows.nextDueAt());
      });
      this.alarm.settle(setAt);
    }
    return decision;
  }

  /** The rows are written: what breaks from here on must not look like a refusal. */
  #perform({ changes, effects }: Decision): void {
    try {
      this.onlookers.changed(changes);
      perform(effects, this.sockets, this.onlookers, this.rows);
      for (const effect of effects) this.#callOut(effect);
    } catch (thrown) {
      this.onlookers.forget();
      log('effects_failed', describe(thrown));
    }
  }

  /** What has to be asked of others; their answers come back as events, and a deadline asks again where none comes. */
  #callOut(effect: Effect): void {
    if (effect.kind === 'drain_outbox') this.#ctx.waitUntil(this.#hear(this.#outbox.drain(this.rows.desk())));
    if (effect.kind === 'hand_over') this.#ctx.waitUntil(this.#hear(this.#moves.handOver(effect.chatId)));
  }

  async #hear(answer: Promise<Event | null>): Promise<void> {
    const event = await answer;
    if (event === null || !this.#exists) return;
    try {
      this.happen(event);
    } catch (thrown) {
      log('answer_failed', { answer: event.type, ...describe(thrown) });
    }
  }
}
