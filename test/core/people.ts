// Customers and editors of a story: each act is one event. Says what they do, not what comes of it.

import type { Event } from '../../src/core/event.ts';
import type { Person, Reply } from '../../src/core/reader.ts';
import type { ChatRow, EditorRow } from '../../src/core/rows.ts';
import type { CustomerOut, EditorOut, Window } from '../../src/shared/protocol.ts';
import type { Story } from './story.ts';

type Start = Extract<Event, { type: 'customer.start' }>;
type FrameOf<Out, T> = Extract<Out, { type: T }>;

/** A socket owner in a story. `Out`: the frames that this role gets. */
abstract class Somebody<Out extends CustomerOut | EditorOut> {
  readonly story: Story;
  readonly id: string;
  abstract readonly person: Person;
  #told = 0;

  constructor(story: Story, id: string) {
    this.story = story;
    this.id = id;
  }

  /** Frames of one type, or of all, since the last {@link forget}. */
  told(): Out[];
  told<T extends Out['type']>(type: T): FrameOf<Out, T>[];
  told(type?: string): (CustomerOut | EditorOut)[] {
    const frames = this.story.told(this.person).slice(this.#told);
    return frames.map(({ frame }) => frame).filter((frame) => type === undefined || frame.type === type);
  }

  /** What was told so far is no longer of interest. */
  forget(): void {
    this.#told = this.story.told(this.person).length;
  }

  connect(socketId = `${this.id}-1`): void {
    this.story.open(this.person, socketId);
    this.story.run(this.connection('connected', socketId));
    this.story.welcome(this.person);
  }

  /** Closes one socket, or all. */
  disconnect(socketId?: string): void {
    for (const id of socketId ? [socketId] : this.story.socketsOf(this.person)) {
      this.story.close(this.person, id);
      this.story.run(this.connection('disconnected', id));
    }
  }

  goSilent(): void {
    this.story.silence(this.person);
  }

  /** The sockets are heard again; the platform answers the beat without waking the desk. */
  beat(): void {
    this.story.beat(this.person);
  }

  protected abstract connection(what: 'connected' | 'disconnected', socketId: string): Event;

  protected command(event: Event): Reply {
    const reply = this.story.run(event);
    if (reply === null) throw new Error('I16: a command got no answer.');
    return reply;
  }

  protected nextCommand(): string {
    return this.story.nextCommand();
  }
}

export class Customer extends Somebody<CustomerOut> {
  get person(): Person {
    return { kind: 'customer', id: this.id };
  }

  /** The live chat, or the last one. */
  get chat(): ChatRow {
    const chats = this.story.desk.allChats().filter((chat) => chat.customerId === this.id);
    const chat = this.story.desk.liveChatOf(this.id) ?? chats.at(-1);
    if (!chat) throw new Error(`${this.id} has no chat.`);
    return chat;
  }

  get chatId(): string {
    return this.chat.chatId;
  }

  /** Starts a chat if a place is free. */
  start(over: Partial<Start> = {}): Reply {
    const form = { join: false, language: 'sv', name: '', email: '', question: '', page: '', pageTitle: '' } as const;
    return this.command({ type: 'customer.start', customerId: this.id, commandId: this.nextCommand(), ...form, ...over });
  }

  /** Starts a chat, or joins the line. */
  join(over: Partial<Start> = {}): Reply {
    return this.start({ join: true, ...over });
  }

  write(text = 'Hej, jag har en fråga', commandId = this.nextCommand(), chatId = this.chatId): Reply {
    return this.command({ type: 'customer.message', customerId: this.id, commandId, chatId, text });
  }

  end(chatId = this.chatId): Reply {
    return this.command({ type: 'customer.end', customerId: this.id, commandId: this.nextCommand(), chatId });
  }

  type(on = true, text = ''): void {
    this.story.run({ type: 'customer.typing', customerId: this.id, chatId: this.chatId, on, text });
  }

  protected connection(what: 'connected' | 'disconnected', socketId: string): Event {
    return { type: `customer.${what}`, customerId: this.id, socketId };
  }
}

export class Editor extends Somebody<EditorOut> {
  get person(): Person {
    return { kind: 'editor', id: this.id };
  }

  get row(): EditorRow {
    const row = this.story.desk.editor(this.id);
    if (!row) throw new Error(`${this.id} is not an editor here.`);
    return row;
  }

  /** Chats on the screen, by place. */
  get windows(): string[] {
    return this.story.desk.windowsOf(this.id).map(({ chatId }) => chatId);
  }

  /** The window of this chat as last told. */
  toldWindow(chatId: string): Window | undefined {
    return this.told('window')
      .map(({ window }) => window)
      .findLast((window) => window.chatId === chatId);
  }

  available(stopQueueing = false): Reply {
    return this.command({ type: 'editor.status', ...this.#id(), status: 'available', confirm: false, stopQueueing });
  }

  busy(confirm = false): Reply {
    return this.command({ type: 'editor.status', ...this.#id(), status: 'busy', confirm, stopQueueing: false });
  }

  focus(chatId: string, socketId = `${this.id}-1`): Reply {
    return this.command({ type: 'editor.focus', ...this.#id(), socketId, chatId, on: true });
  }

  blur(chatId: string, socketId = `${this.id}-1`): Reply {
    return this.command({ type: 'editor.focus', ...this.#id(), socketId, chatId, on: false });
  }

  write(chatId: string, text = 'Hej, vad gäller det?', commandId = this.nextCommand()): Reply {
    return this.command({ type: 'editor.message', editorId: this.id, commandId, chatId, text });
  }

  end(chatId: string): Reply {
    return this.command({ type: 'editor.end', ...this.#id(), chatId });
  }

  close(chatId: string): Reply {
    return this.command({ type: 'editor.close', ...this.#id(), chatId });
  }

  /** Ends the chat and closes its window: the slot is free. */
  finish(chatId: string): void {
    this.end(chatId);
    this.close(chatId);
  }

  transfer(chatId: string, to: Editor, note = ''): Reply {
    return this.command({ type: 'editor.transfer', ...this.#id(), chatId, toEditorId: to.id, note });
  }

  /** T11. To a desk of which the story knows nothing. */
  move(chatId: string, note = ''): Reply {
    return this.command({ type: 'editor.move', ...this.#id(), chatId, toChatflowId: 'elsewhere', note });
  }

  take(chatId: string): Reply {
    return this.command({ type: 'editor.take', ...this.#id(), chatId });
  }

  signOut(confirm = false): Reply {
    return this.command({ type: 'editor.sign_out', ...this.#id(), confirm });
  }

  type(chatId: string, on = true): void {
    this.story.run({ type: 'editor.typing', editorId: this.id, chatId, on });
  }

  /** An admin changes max chats. */
  setMax(maxChats: number): void {
    this.story.run({ type: 'editor.put', editorId: this.id, name: this.row.name, maxChats });
  }

  remove(): void {
    this.story.run({ type: 'editor.remove', editorId: this.id });
  }

  /** The sign-ins until `at` are over. */
  revoke(at = this.story.now): Reply | null {
    return this.story.run({ type: 'editor.revoke', editorId: this.id, at });
  }

  setBusyByAdmin(): Reply | null {
    return this.story.run({ type: 'editor.set_busy', editorId: this.id });
  }

  protected connection(what: 'connected' | 'disconnected', socketId: string): Event {
    return { type: `editor.${what}`, editorId: this.id, socketId };
  }

  #id(): { editorId: string; commandId: string } {
    return { editorId: this.id, commandId: this.nextCommand() };
  }
}
