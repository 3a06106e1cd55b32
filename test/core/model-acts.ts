// Random acts of random people on one desk, as numbers that fast-check makes and shrinks. An act that makes no sense at the moment is
// left out; nothing is judged here.

import * as fc from 'fast-check';
import type { Event } from '../../src/core/event.ts';
import type { Settings } from '../../src/shared/settings.ts';
import { Customer, Editor } from './people.ts';
import { Story } from './story.ts';

/** `act` picks from {@link ACTS} by weight; `who`, `what` and `number` mean what the act makes of them. */
export interface Act {
  act: string;
  who: number;
  what: number;
  number: number;
}

const CUSTOMER_COUNT = 7;
const EDITOR_COUNT = 4;

export class World {
  readonly story: Story;
  readonly customers: Customer[];
  readonly editors: Editor[];
  /** Commands that were sent, for repeats. */
  readonly commands: Event[] = [];

  constructor(settings: Partial<Settings>) {
    this.story = new Story(settings);
    this.customers = Array.from({ length: CUSTOMER_COUNT }, (_, index) => new Customer(this.story, `c${index}`));
    this.editors = Array.from({ length: EDITOR_COUNT }, (_, index) => new Editor(this.story, `e${index}`));
    for (const [index, { id }] of this.editors.entries()) {
      this.story.run({ type: 'editor.put', editorId: id, name: `Editor ${id}`, maxChats: 1 + (index % 3) });
    }
  }

  /** Any chat, the youngest first; undefined while there is none. */
  chatId(what: number): string | undefined {
    const chats = this.story.desk.allChats();
    return chats[chats.length - 1 - (what % Math.max(1, Math.min(chats.length, 12)))]?.chatId;
  }
}

type Play = (world: World, act: Act) => void;

function pick<T>(list: readonly T[], number: number): T {
  const item = list[number % list.length];
  if (item === undefined) throw new Error('Nothing to pick from.');
  return item;
}

/** The customer of the act, heard of again and with a socket. */
function customerOf({ customers, story }: World, { who }: Act): Customer {
  const customer = pick(customers, who);
  if (story.socketsOf(customer.person).length === 0) customer.connect();
  customer.beat();
  return customer;
}

/** The editor of the act, heard of again and with a socket; undefined if removed. */
function editorOf({ editors, story }: World, { who }: Act): Editor | undefined {
  const editor = pick(editors, who);
  if (!story.desk.editor(editor.id)) return undefined;
  if (story.socketsOf(editor.person).length === 0) editor.connect();
  editor.beat();
  return editor;
}

function byCustomer(play: (customer: Customer, act: Act, world: World) => void): Play {
  return (world, act) => play(customerOf(world, act), act, world);
}

function byEditor(play: (editor: Editor, act: Act, world: World) => void): Play {
  return (world, act) => {
    const editor = editorOf(world, act);
    if (editor) play(editor, act, world);
  };
}

/** By an editor about a chat: one of the own windows, or now and then any chat. */
function aboutChat(play: (editor: Editor, chatId: string, act: Act, world: World) => void): Play {
  return byEditor((editor, act, world) => {
    const { windows } = editor;
    const chatId = windows.length > 0 && act.number % 8 !== 0 ? pick(windows, act.what) : world.chatId(act.what);
    if (chatId !== undefined) play(editor, chatId, act, world);
  });
}

const SETTING_CHANGES: Partial<Settings>[] = [
  { allowQueue: true },
  { allowQueue: false },
  { transferAfterSeconds: 10 },
  { transferAfterSeconds: 60 },
  { silentStartSeconds: 0 },
  { silentStartSeconds: 60 },
  { idleEndSeconds: 0 },
  { idleEndSeconds: 180 },
  { busyAfterMisses: 0 },
  { busyAfterMisses: 2 },
  { maxQueueLength: 2 },
  { maxQueueLength: 200 },
  { showPlace: false },
  { showPlace: true },
  { wrapUpSeconds: 5 },
  { editorGraceSeconds: 10 },
  { name: 'Växel' },
  { texts: { sv: { inQueue: 'Strax' } } },
];

const PLAYS: Record<string, { weight: number; play: Play }> = {
  start: { weight: 8, play: byCustomer((customer, { number }) => customer.start({ question: number % 3 === 0 ? 'Fråga' : '' })) },
  join: { weight: 12, play: byCustomer((customer, { number }) => customer.join({ question: number % 3 === 0 ? 'Fråga' : '' })) },
  write: { weight: 14, play: byCustomer((customer, { number }, world) => inChat(world, customer, () => customer.write(`${number}`))) },
  end: { weight: 3, play: byCustomer((customer, _act, world) => inChat(world, customer, () => customer.end())) },
  type: { weight: 3, play: byCustomer((customer, { number }, world) => inChat(world, customer, () => customer.type(number % 2 === 0))) },
  comes: { weight: 5, play: ({ customers }, { who, what }) => pick(customers, who).connect(`c-${what % 3}`) },
  leaves: { weight: 6, play: ({ customers }, { who, what }) => leave(pick(customers, who), what) },
  silent: { weight: 2, play: ({ customers }, { who }) => pick(customers, who).goSilent() },
  heard: { weight: 2, play: ({ customers }, { who }) => pick(customers, who).beat() },
  available: { weight: 12, play: byEditor((editor, { number }) => editor.available(number % 9 === 0)) },
  busy: { weight: 4, play: byEditor((editor, { number }) => editor.busy(number % 2 === 0)) },
  focus: { weight: 7, play: aboutChat((editor, chatId, { number }) => editor.focus(chatId, socketOf(editor, number))) },
  blur: { weight: 3, play: aboutChat((editor, chatId, { number }) => editor.blur(chatId, socketOf(editor, number))) },
  answer: { weight: 8, play: aboutChat((editor, chatId) => editor.write(chatId)) },
  close: { weight: 6, play: aboutChat((editor, chatId) => editor.close(chatId)) },
  finish: { weight: 7, play: aboutChat((editor, chatId) => editor.finish(chatId)) },
  endByEditor: { weight: 3, play: aboutChat((editor, chatId) => editor.end(chatId)) },
  typeByEditor: { weight: 1, play: aboutChat((editor, chatId) => editor.type(chatId)) },
  transfer: {
    weight: 7,
    play: aboutChat((editor, chatId, { number }, { editors }) => editor.transfer(chatId, pick(editors, number), 'Obs')),
  },
  move: { weight: 2, play: aboutChat((editor, chatId) => editor.move(chatId)) },
  moveAnswer: { weight: 4, play: answerMove },
  take: { weight: 6, play: byEditor((editor, { what }, world) => takeAny(world, editor, what)) },
  signOut: { weight: 2, play: byEditor((editor, { number }) => editor.signOut(number % 2 === 0)) },
  editorComes: { weight: 6, play: ({ editors }, { who, what }) => pick(editors, who).connect(`e-${what % 3}`) },
  editorLeaves: { weight: 6, play: ({ editors }, { who, what }) => leave(pick(editors, who), what) },
  editorSilent: { weight: 2, play: ({ editors }, { who }) => pick(editors, who).goSilent() },
  editorHeard: { weight: 2, play: ({ editors }, { who }) => pick(editors, who).beat() },
  putEditor: { weight: 5, play: putEditor },
  removeEditor: { weight: 1, play: ({ editors }, { who }) => pick(editors, who).remove() },
  setBusy: { weight: 1, play: ({ editors }, { who }) => void pick(editors, who).setBusyByAdmin() },
  settings: { weight: 5, play: ({ story }, { what }) => void story.change(pick(SETTING_CHANGES, what)) },
  feature: { weight: 1, play: ({ story }, { number }) => grant(story, number % 3 !== 0) },
  erase: { weight: 1, play: (world, { what }) => void world.story.run({ type: 'chat.erase', chatId: world.chatId(what) ?? 'none' }) },
  tick: { weight: 3, play: ({ story }) => story.clock() },
  step: { weight: 4, play: ({ story }, { number }) => story.skip(number % 2) },
  toDeadline: { weight: 14, play: toDeadline },
  late: { weight: 3, play: ({ story }, { number }) => story.skip((number % 10) * 30_000) },
  pass: { weight: 6, play: ({ story }, { number }) => story.later((number % 40) * 1_000) },
  outage: { weight: 1, play: outage },
};

function inChat({ story }: World, customer: Customer, play: () => void): void {
  if (story.desk.allChats().some(({ customerId }) => customerId === customer.id)) play();
}

function socketOf(editor: Editor, number: number): string {
  return pick(editor.story.socketsOf(editor.person), number);
}

function leave(person: Customer | Editor, what: number): void {
  const sockets = person.story.socketsOf(person.person);
  if (sockets.length > 0) person.disconnect(what % 2 === 0 ? undefined : pick(sockets, what));
}

function takeAny({ story, chatId }: World, editor: Editor, what: number): void {
  const overdue = story.desk.seeking().filter((chat) => chat.overdueSince !== null);
  const id = overdue.length > 0 ? pick(overdue, what).chatId : story.desk.allChats().at(-1)?.chatId;
  if (id !== undefined && chatId !== undefined) editor.take(id);
}

/** The other desk says yes or no, or says once more what it has said. */
function answerMove({ story }: World, { what, number }: Act): void {
  const moving = story.desk.allChats().flatMap(({ chatId, moving: on }) => (on === null ? [] : [{ chatId, moveId: on.moveId }]));
  if (moving.length === 0) return;
  const move = pick(moving, what);
  if (number % 3 === 0) story.run({ type: 'move.refused', ...move, code: 'desk_closed' });
  else story.run({ type: 'move.accepted', ...move, token: 'token', toChatId: 'there' });
  if (number % 5 === 0) story.run({ type: 'move.accepted', ...move, token: 'token', toChatId: 'there' });
}

function putEditor({ story, editors }: World, { who, number }: Act): void {
  story.run({ type: 'editor.put', editorId: pick(editors, who).id, name: `Editor ${number % 2}`, maxChats: 1 + (number % 3) });
}

function grant(story: Story, granted: boolean): void {
  story.run({ type: 'feature.queue', granted, revision: story.desk.desk().featureRevision + 1 });
  if (granted) story.change({ allowQueue: true });
}

/** One ms before the next deadline, exactly at it, or one after; with the alarm, or with whatever event comes next. */
function toDeadline({ story }: World, { number }: Act): void {
  const dueAt = story.desk.nextDueAt();
  if (dueAt === undefined || dueAt - story.now > 86_400_000) return;
  story.skip(Math.max(0, dueAt - story.now - 1 + (number % 3)));
  if (number % 2 === 0) story.clock();
}

function outage({ story }: World, { number }: Act): void {
  story.skip((number % 20) * 30_000);
  story.outage();
}

const NAMES = Object.keys(PLAYS);

/** Acts with these left out. */
export function acts(maxLength: number, without: string[] = []): fc.Arbitrary<Act[]> {
  const weighted = NAMES.filter((name) => !without.includes(name)).map((name) => ({
    weight: PLAYS[name]?.weight ?? 1,
    arbitrary: fc.constant(name),
  }));
  const act = fc.record({ act: fc.oneof(...weighted), who: fc.nat(20), what: fc.nat(20), number: fc.nat(1_000) });
  return fc.array(act, { minLength: 1, maxLength, size: 'max' });
}

/** Plays one act; every event in it is checked by the story. */
export function play(world: World, act: Act): void {
  PLAYS[act.act]?.play(world, act);
}

/** What the runs begin with. */
export const beginnings: fc.Arbitrary<Partial<Settings>> = fc.record({
  allowQueue: fc.constantFrom(true, true, false),
  transferAfterSeconds: fc.constantFrom(10, 30),
  busyAfterMisses: fc.constantFrom(0, 1, 3),
  silentStartSeconds: fc.constantFrom(0, 30, 180),
  idleEndSeconds: fc.constantFrom(0, 180, 1_800),
  editorGraceSeconds: fc.constantFrom(5, 45),
  orphanSeconds: fc.constantFrom(30, 300),
  queueGraceSeconds: fc.constantFrom(10, 120),
  customerGraceSeconds: fc.constantFrom(10, 300),
  showPlace: fc.boolean(),
});
