// A desk of its own for each test, and real sockets to its object: what a browser would hold, with every frame kept in order.

import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import type { Chatflow } from '../../src/chatflow/chatflow.ts';
import {
  type CustomerHello,
  type CustomerIn,
  type CustomerOut,
  type EditorHello,
  type EditorIn,
  type EditorOut,
  PING,
  PONG,
} from '../../src/shared/protocol.ts';
import { defaultSettings, type Settings } from '../../src/shared/settings.ts';

export const CUSTOMER_ORIGIN = 'https://kund.example';
export const OWN_ORIGIN = 'https://nasta.example';
/** Far in the future, so that no alarm fires by itself: the platform's alarms run on the real clock. */
export const START_AT = Date.UTC(2040, 0, 2, 9, 0, 0);
const SECOND_MS = 1_000;
const PATIENCE_MS = 4_000;

type Frame<Out, Type> = Extract<Out, { type: Type }>;
type Answer = Extract<CustomerOut, { type: 'ok' | 'error' }>;
type Commands<In> = In extends { id: string } ? Omit<In, 'id'> & { id?: string } : never;

/** One socket; `Out` is what it hears. */
export class Client<In, Out extends { type: string }> {
  readonly socket: WebSocket;
  readonly heard: Out[] = [];
  /** Heartbeats that were answered. */
  pongsCount = 0;
  /** How the socket ended, once it has. */
  closedWith: { code: number; reason: string } | undefined;
  #listeners: (() => void)[] = [];
  #readCount = 0;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.addEventListener('message', ({ data }) => {
      if (data === PONG) this.pongsCount += 1;
      else this.heard.push(JSON.parse(String(data)) as Out);
      this.#wakeListeners();
    });
    socket.addEventListener('close', ({ code, reason }) => {
      this.closedWith = { code, reason };
      this.#wakeListeners();
    });
    socket.accept();
  }

  send(frame: In): void {
    this.socket.send(JSON.stringify(frame));
  }

  /** Sends a command and waits for its one answer. */
  async ask(command: Commands<In>): Promise<Answer> {
    const id = 'id' in command && typeof command.id === 'string' ? command.id : crypto.randomUUID();
    const from = this.heard.length;
    this.socket.send(JSON.stringify({ ...command, id }));
    await this.#until(() => this.answersTo(id, from).length > 0, `an answer to ${JSON.stringify(command)}`);
    return this.answersTo(id, from)[0] as Answer;
  }

  answersTo(id: string | null, from = 0): Answer[] {
    const frames = this.heard.slice(from) as unknown as Answer[];
    return frames.filter((frame) => (frame.type === 'ok' || frame.type === 'error') && frame.id === id);
  }

  /** The next frame of this type that has not been read yet, in order; what lies before it counts as read. */
  async next<Type extends Out['type']>(type: Type, test: (frame: Frame<Out, Type>) => boolean = () => true): Promise<Frame<Out, Type>> {
    const fits = (frame: Out): frame is Frame<Out, Type> => frame.type === type && test(frame as Frame<Out, Type>);
    let index = -1;
    await this.#until(() => {
      index = this.heard.findIndex((frame, at) => at >= this.#readCount && fits(frame));
      return index >= 0;
    }, `a frame "${type}"`);
    this.#readCount = index + 1;
    return this.heard[index] as Frame<Out, Type>;
  }

  /** All frames of this type so far. */
  all<Type extends Out['type']>(type: Type): Frame<Out, Type>[] {
    return this.heard.filter((frame): frame is Frame<Out, Type> => frame.type === type);
  }

  /** Waits until everything that was sent to this socket before now has arrived. */
  async settled(): Promise<void> {
    const id = crypto.randomUUID();
    this.socket.send(JSON.stringify({ type: 'end', id, chatId: 'no-such-chat' }));
    await this.#until(() => this.answersTo(id).length > 0 || this.closedWith !== undefined, 'the barrier');
  }

  /** One heartbeat, there and back. */
  async beat(): Promise<void> {
    const before = this.pongsCount;
    this.socket.send(PING);
    await this.#until(() => this.pongsCount > before, 'a pong');
  }

  async closed(): Promise<{ code: number; reason: string }> {
    await this.#until(() => this.closedWith !== undefined, 'the close');
    return this.closedWith as { code: number; reason: string };
  }

  async #until(test: () => boolean, what: string): Promise<void> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    while (!test()) {
      const leftMs = giveUpAt - performance.now();
      if (leftMs <= 0) throw new Error(`Waited for ${what}; heard: ${JSON.stringify(this.heard.slice(this.#readCount)).slice(0, 2_000)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs);
        this.#listeners.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  #wakeListeners(): void {
    for (const listener of this.#listeners.splice(0)) listener();
  }
}

export type Customer = Client<CustomerIn, CustomerOut> & { welcome: Frame<CustomerOut, 'welcome'> };
export type Editor = Client<EditorIn, EditorOut> & { welcome: Frame<EditorOut, 'welcome'> };

export class TestDesk {
  readonly stub: DurableObjectStub<Chatflow>;

  /** `id`: an object that exists already. */
  constructor(id: DurableObjectId = env.CHATFLOW.newUniqueId()) {
    this.stub = env.CHATFLOW.get(id);
  }

  /** A created desk; editors `e1`, `e2` … with so many slots each, busy and not connected. */
  static async create(settings: Partial<Settings> = {}, slots: number[] = [1]): Promise<TestDesk> {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(START_AT);
    const desk = new TestDesk();
    await desk.stub.create({
      chatflowId: desk.stub.id.toString(),
      settings: { ...defaultSettings('Kundservice'), origins: [CUSTOMER_ORIGIN], ...settings },
      queueFeature: true,
      accountId: 'account-1',
      featureRevision: 1,
    });
    for (const [index, maxChats] of slots.entries())
      await desk.stub.putEditor({ editorId: `e${index + 1}`, name: `Editor ${index + 1}`, maxChats });
    return desk;
  }

  /** An upgrade request as the Worker forwards it. */
  upgrade(role: 'customer' | 'editor', headers: Record<string, string> = {}): Promise<Response> {
    return this.stub.fetch(`https://desk/${role}`, {
      headers: {
        Upgrade: 'websocket',
        Origin: role === 'customer' ? CUSTOMER_ORIGIN : OWN_ORIGIN,
        'x-nasta-own-origin': OWN_ORIGIN,
        'Sec-WebSocket-Protocol': 'nasta.v1',
        ...headers,
      },
    });
  }

  /** An open socket that has not said hello. */
  async open<In, Out extends { type: string }>(role: 'customer' | 'editor', credential?: string): Promise<Client<In, Out>> {
    const protocols = credential === undefined ? 'nasta.v1' : `nasta.v1, ${credential}`;
    const { webSocket, status } = await this.upgrade(role, { 'Sec-WebSocket-Protocol': protocols });
    if (!webSocket) throw new Error(`No socket: ${status}`);
    return new Client<In, Out>(webSocket);
  }

  /** A customer who has been welcomed; with a token, the one who came before. */
  async customer(token?: string, hello: Omit<CustomerHello, 'type'> = {}): Promise<Customer> {
    const client = await this.open<CustomerIn, CustomerOut>('customer', token);
    client.send({ type: 'hello', ...hello });
    return Object.assign(client, { welcome: await client.next('welcome') });
  }

  /** An editor's socket that has been welcomed. */
  async editor(editorId: string, hello: Omit<EditorHello, 'type'> = {}): Promise<Editor> {
    const issued = await this.stub.ticket(editorId);
    if (!issued.ok) throw new Error(issued.code);
    const client = await this.open<EditorIn, EditorOut>('editor', issued.value.ticket);
    client.send({ type: 'hello', ...hello });
    return Object.assign(client, { welcome: await client.next('welcome') });
  }

  /** As {@link editor}, and available. */
  async available(editorId: string): Promise<Editor> {
    const editor = await this.editor(editorId);
    await editor.ask({ type: 'status', status: 'available' });
    return editor;
  }

  /** A customer who has started a chat. */
  async started(join = false): Promise<Customer & { chatId: string }> {
    const customer = await this.customer();
    const answer = await customer.ask({ type: 'start', join });
    if (answer.type !== 'ok' || !answer.chatId) throw new Error(`Not started: ${JSON.stringify(answer)}`);
    return Object.assign(customer, { chatId: answer.chatId });
  }

  /** Lets time pass for Worker and object alike; nothing fires by itself. */
  pass(seconds: number): void {
    vi.setSystemTime(Date.now() + seconds * SECOND_MS);
  }

  /** Fires the alarm now; false: none stands. */
  alarm(): Promise<boolean> {
    return runDurableObjectAlarm(this.stub);
  }

  /** When the alarm stands, ms since 1970, or null. */
  alarmAt(): Promise<number | null> {
    return runInDurableObject(this.stub, (_object, state) => state.storage.getAlarm());
  }

  /** What the object's own SQL says. */
  query(statement: string, ...bindings: SqlStorageValue[]): Promise<Record<string, SqlStorageValue>[]> {
    return runInDurableObject(this.stub, (_object, state) => state.storage.sql.exec(statement, ...bindings).toArray());
  }
}
