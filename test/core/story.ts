// A desk in memory with people around it and a clock that the test turns. Every event is decided, stored, delivered and checked against
// the invariants; ids are deterministic. Knows nothing of any single rule.

import { decide } from '../../src/core/decide.ts';
import { newDesk } from '../../src/core/desk.ts';
import type { Decision, Effect, Event } from '../../src/core/event.ts';
import { type ChatMeasures, measure } from '../../src/core/measures.ts';
import type { Person, Reply } from '../../src/core/reader.ts';
import type { ChatRow, Moment } from '../../src/core/rows.ts';
import { chatflowForCustomer } from '../../src/core/views.ts';
import type { MomentKind } from '../../src/shared/model.ts';
import type { CustomerOut, EditorOut } from '../../src/shared/protocol.ts';
import { defaultSettings, type Settings } from '../../src/shared/settings.ts';
import { MemoryDesk } from '../support/memory-desk.ts';
import { checkStep, type Rows, rowsOf } from './invariants.ts';
import { CustomerMirror, EditorMirror } from './mirror.ts';
import { Customer, Editor } from './people.ts';
import { checkRebuilt } from './rebuilt.ts';

/** A Monday, 10:00 in Stockholm. */
export const START_AT = Date.UTC(2026, 2, 2, 9);
const SECOND_MS = 1_000;
/** Who changes settings in a story. */
export const ADMIN = { kind: 'person', id: 'admin' } as const;

export interface Told {
  at: number;
  frame: CustomerOut | EditorOut;
}

/** A person's sockets by id: when each was last heard, or `beats` for one that is heard all the time. */
type Sockets = Map<string, number | 'beats'>;

export class Story {
  now = START_AT;
  readonly desk: MemoryDesk;
  /** What was decided last. */
  last: Decision = { reply: null, changes: [], effects: [] };
  /** Everything that happened. */
  readonly events: Event[] = [];
  /** I18. Whether every decision is made a second time, by a desk made anew from the stored rows. */
  rebuild = true;
  readonly #sockets = new Map<string, Sockets>();
  readonly #told = new Map<string, Told[]>();
  readonly #mirrors = new Map<string, CustomerMirror | EditorMirror>();
  readonly #replies: { personId: string; commandId: string; reply: Reply }[] = [];
  #idCount = 0;
  #commandCount = 0;

  /** The queue is granted and allowed unless the settings say otherwise. */
  constructor(settings: Partial<Settings> = {}, queueFeature = true, chatflowId = 'flow') {
    const whole = { ...defaultSettings('Kundservice'), allowQueue: queueFeature, ...settings };
    this.desk = new MemoryDesk(newDesk({ chatflowId, accountId: 'account', settings: whole, queueFeature, featureRevision: 1 }), (person) =>
      this.heardAt(person),
    );
  }

  /** An editor who is connected and available. */
  editor(id: string, maxChats = 2): Editor {
    const editor = this.busyEditor(id, maxChats);
    editor.available();
    return editor;
  }

  /** An editor who is connected and busy. */
  busyEditor(id: string, maxChats = 2): Editor {
    this.run({ type: 'editor.put', editorId: id, name: `Editor ${id.toUpperCase()}`, maxChats });
    const editor = new Editor(this, id);
    editor.connect();
    return editor;
  }

  /** A customer with the panel open. */
  customer(id: string): Customer {
    const customer = new Customer(this, id);
    customer.connect();
    return customer;
  }

  /** A customer who is in a chat and has written. */
  asking(id: string): Customer {
    const customer = this.customer(id);
    customer.start();
    customer.write();
    return customer;
  }

  /** Decides, stores, delivers, checks. Expiry comes first, as in every event. */
  run(event: Event): Reply | null {
    this.events.push(event);
    const before = rowsOf(this.desk);
    const firstId = this.#idCount;
    const context = () => {
      this.#idCount = firstId;
      return { now: this.now, newId: () => `id-${(++this.#idCount).toString().padStart(4, '0')}` };
    };
    const decision = decide(this.desk, event, context());
    if (this.rebuild) checkRebuilt(this.desk, this.#replies, (desk) => decide(desk, event, context()), decision);
    for (const change of decision.changes) if (change.kind === 'reply') this.#replies.push(change);
    this.desk.apply(decision.changes);
    this.#deliver(decision.effects);
    this.last = decision;
    this.#check(before, event, decision);
    for (const following of this.#following(decision.effects)) this.run(following);
    this.last = decision;
    return decision.reply;
  }

  /** Lets time pass with a punctual alarm. */
  later(ms: number): void {
    const until = this.now + ms;
    for (let due = this.desk.nextDueAt(); due !== undefined && due <= until; due = this.desk.nextDueAt()) {
      this.now = Math.max(this.now, due);
      this.run({ type: 'clock' });
    }
    this.now = until;
  }

  laterSeconds(seconds: number): void {
    this.later(seconds * SECOND_MS);
  }

  /** Lets time pass without the alarm: it is late, or the object is away. */
  skip(ms: number): void {
    this.now += ms;
  }

  /** An alarm or a client's tick. */
  clock(): void {
    this.run({ type: 'clock' });
  }

  /** The object was away and comes back without any socket. */
  outage(): void {
    this.#sockets.clear();
    this.#mirrors.clear();
    this.run({ type: 'outage' });
  }

  nextCommand(): string {
    this.#commandCount += 1;
    return `command-${this.#commandCount}`;
  }

  change(settings: Partial<Settings>): Reply | null {
    return this.run({
      type: 'settings.change',
      settings: { ...this.desk.desk().settings, ...settings },
      expectedRevision: null,
      by: ADMIN,
    });
  }

  chat(chatId: string): ChatRow {
    const chat = this.desk.chat(chatId);
    if (!chat) throw new Error(`There is no chat ${chatId}.`);
    return chat;
  }

  /** The event log of one chat, or of all. */
  moments(kind?: MomentKind, chatId?: string): Moment[] {
    return this.desk.moments.filter((moment) => (!kind || moment.kind === kind) && (!chatId || moment.chatId === chatId));
  }

  measures(chatId: string): ChatMeasures {
    return measure(this.moments(undefined, chatId));
  }

  // ---- sockets ----

  open(person: Person, socketId: string): void {
    const key = `${person.kind} ${person.id}`;
    const sockets = this.#sockets.get(key) ?? new Map();
    sockets.set(socketId, 'beats');
    this.#sockets.set(key, sockets);
  }

  /** After the decision about the new socket: its hello is answered with a snapshot. */
  welcome(person: Person): void {
    const key = `${person.kind} ${person.id}`;
    if (this.#mirrors.has(key)) return;
    const mirror = person.kind === 'customer' ? CustomerMirror : EditorMirror;
    this.#mirrors.set(key, new mirror(this.desk, person.id, this.now));
  }

  close(person: Person, socketId: string): void {
    const sockets = this.#sockets.get(`${person.kind} ${person.id}`);
    sockets?.delete(socketId);
    if (sockets?.size === 0) this.#forget(person);
  }

  /** From now on nothing is heard of this person's sockets, which stay open. */
  silence(person: Person): void {
    const sockets = this.#sockets.get(`${person.kind} ${person.id}`);
    for (const socketId of sockets?.keys() ?? []) sockets?.set(socketId, this.now);
  }

  /** The person's sockets are heard again. */
  beat(person: Person): void {
    const sockets = this.#sockets.get(`${person.kind} ${person.id}`);
    for (const socketId of sockets?.keys() ?? []) sockets?.set(socketId, 'beats');
  }

  socketsOf(person: Person): string[] {
    return [...(this.#sockets.get(`${person.kind} ${person.id}`)?.keys() ?? [])];
  }

  heardAt(person: Person): number | undefined {
    const heard = [...(this.#sockets.get(`${person.kind} ${person.id}`)?.values() ?? [])];
    return heard.length === 0 ? undefined : Math.max(...heard.map((at) => (at === 'beats' ? this.now : at)));
  }

  told(person: Person): Told[] {
    return this.#told.get(`${person.kind} ${person.id}`) ?? [];
  }

  #forget(person: Person): void {
    this.#sockets.delete(`${person.kind} ${person.id}`);
    this.#mirrors.delete(`${person.kind} ${person.id}`);
  }

  // ---- delivery ----

  #deliver(effects: Effect[]): void {
    for (const effect of effects) {
      if (effect.kind === 'close_editor' || effect.kind === 'close_all' || effect.kind === 'drain_outbox' || effect.kind === 'hand_over')
        continue;
      for (const [key, frame] of this.#addressed(effect)) this.#tell(key, frame);
    }
  }

  /** Closes the sockets that the desk wants closed, empties its outbox; gives the events that come of it. */
  #following(effects: Effect[]): Event[] {
    if (effects.some(({ kind }) => kind === 'close_all')) this.#sockets.clear();
    const drains = effects.some(({ kind }) => kind === 'drain_outbox');
    const delivered: Event[] = drains ? [{ type: 'outbox.delivered', outboxIds: [...this.desk.outbox.keys()], more: false }] : [];
    const lost = effects.flatMap((effect) => (effect.kind === 'close_editor' ? this.#closeEditor(effect.editorId) : []));
    return [...delivered, ...lost];
  }

  #closeEditor(editorId: string): Event[] {
    const person: Person = { kind: 'editor', id: editorId };
    const events = this.socketsOf(person).map((socketId): Event => ({ type: 'editor.disconnected', editorId, socketId }));
    this.#forget(person);
    return events;
  }

  #addressed(
    effect: Exclude<Effect, { kind: 'close_editor' | 'close_all' | 'drain_outbox' | 'hand_over' }>,
  ): [string, CustomerOut | EditorOut][] {
    const keys = [...this.#sockets.keys()];
    const customers = keys.filter((key) => key.startsWith('customer '));
    switch (effect.kind) {
      case 'to_customer':
        return [[`customer ${effect.customerId}`, effect.frame]];
      case 'to_editor':
        return [[`editor ${effect.editorId}`, effect.frame]];
      case 'to_editors':
        return keys.filter((key) => key.startsWith('editor ')).map((key) => [key, effect.frame]);
      case 'to_onlookers':
        return customers.filter((key) => !this.desk.liveChatOf(key.slice(9))).map((key) => [key, effect.frame]);
      case 'chatflow_to_customers': {
        const chatflow = chatflowForCustomer(this.desk.desk().settings, 'sv');
        return customers.map((key) => [key, { type: 'chatflow', chatflow }]);
      }
      default:
        return effect satisfies never;
    }
  }

  #tell(key: string, frame: CustomerOut | EditorOut): void {
    if (!this.#sockets.has(key)) return;
    this.#told.set(key, [...(this.#told.get(key) ?? []), { at: this.now, frame }]);
    this.#mirrors.get(key)?.hear(frame);
  }

  #check(before: Rows, event: Event, decision: Decision): void {
    checkStep({ before, desk: this.desk, event, decision, now: this.now });
    if (!this.desk.desk().removed) for (const mirror of this.#mirrors.values()) mirror.check(this.desk, this.now);
  }
}
