// What every desk reader must answer, whatever it is made of: cases that both the memory desk and the object's SQL run.

import { expect } from 'vitest';
import type { Change } from '../../src/core/event.ts';
import type { DeskReader } from '../../src/core/reader.ts';
import type { ChatRow, MessageRow } from '../../src/core/rows.ts';
import { chatRow, deskRow, editorRow } from '../support/rows.ts';

/** A reader that can be written to. */
export interface StoredDesk extends DeskReader {
  apply(changes: readonly Change[]): void;
}

/** A case begins with a desk that holds {@link deskRow} and nothing else. */
export interface ReaderCase {
  title: string;
  run(desk: StoredDesk): void;
}

const ids = (chats: Iterable<ChatRow>) => [...chats].map((chat) => chat.chatId);
const made = (...chats: ChatRow[]): Change[] => chats.map((chat) => ({ kind: 'chat_new', chat }));
const message = (chatId: string, seq: number, over: Partial<MessageRow> = {}): Change => ({
  kind: 'message',
  message: { chatId, seq, author: 'customer', editorId: null, name: null, text: `text ${seq}`, at: 1_000 + seq, commandId: null, ...over },
});

export const READER_CASES: ReaderCase[] = [
  {
    title: 'an empty desk answers with nothing',
    run(desk) {
      expect(desk.desk()).toEqual(deskRow());
      expect([desk.editors(), ids(desk.waiting()), desk.seeking(), desk.reserved(), desk.presentChats(), desk.dueBy(1e15)]).toEqual([
        [],
        [],
        [],
        [],
        [],
        [],
      ]);
      expect([desk.chat('a'), desk.liveChatOf('a'), desk.editor('a'), desk.headOfQueue(), desk.waitingAt(1)]).toEqual(
        Array(5).fill(undefined),
      );
      expect([desk.nextDueAt(), desk.deadline('idle', 'a'), desk.reply('a', 'b')]).toEqual([undefined, undefined, undefined]);
      expect([desk.waitingCount(), desk.liveCount(), desk.placeOf(1)]).toEqual([0, 0, 1]);
      expect([desk.windowsOf('a'), desk.messages('a', 0), desk.notes('a')]).toEqual([[], [], []]);
    },
  },
  {
    title: 'S3 the desk row comes back whole after a change of settings and after a change of a counter alone',
    run(desk) {
      const settings = {
        ...deskRow().settings,
        name: 'Växel',
        texts: { nb: { busy: 'Opptatt – "nå"' } },
        queueStopAt: { friday: '15:00' },
      };
      const changed = deskRow({ settings, settingsRevision: 2, queueFeature: false });
      desk.apply([{ kind: 'desk', desk: changed }]);
      expect(desk.desk()).toEqual(changed);
      desk.apply([{ kind: 'desk', desk: { ...changed, lastJoinSeq: 7, removed: true } }]);
      expect(desk.desk()).toEqual({ ...changed, lastJoinSeq: 7, removed: true });
    },
  },
  {
    title: 'editors come by id, change, and go',
    run(desk) {
      desk.apply(['c', 'a', 'b'].map((id) => ({ kind: 'editor', editor: editorRow(id) })));
      const changed = editorRow('b', {
        connected: false,
        disconnectedAt: 5,
        status: 'busy',
        statusCause: 'lost',
        slotsUsed: 2,
        lastWindowAt: 9,
      });
      desk.apply([
        { kind: 'editor', editor: changed },
        { kind: 'editor_gone', editorId: 'a' },
      ]);
      expect(desk.editors()).toEqual([changed, editorRow('c')]);
      expect(desk.editor('b')).toEqual(changed);
      expect(desk.editor('a')).toBeUndefined();
    },
  },
  {
    title: 'a chat comes back field by field, and a change touches only what it names',
    run(desk) {
      const full = chatRow('a', {
        state: 'assigned',
        joinSeq: 3,
        firstAssignedAt: 10,
        ownerId: 'e',
        arrivedAt: 10,
        place: 0,
        tried: ['x', 'y'],
        idleWarned: true,
        language: 'fi',
        question: 'Är ni öppna? \u{1F600} \u0000 "',
        pageTitle: "O'Neil",
        transferDueAt: 4_102_444_800_123,
        transferMs: 30_000,
      });
      desk.apply(made(full));
      expect(desk.chat('a')).toEqual(full);
      desk.apply([{ kind: 'chat', chatId: 'a', set: { tried: [], idleWarned: false, transferDueAt: null, lastSeq: 4 } }]);
      expect(desk.chat('a')).toEqual({ ...full, tried: [], idleWarned: false, transferDueAt: null, lastSeq: 4 });
      desk.apply([{ kind: 'chat', chatId: 'a', set: {} }]);
      expect(desk.chat('a')?.lastSeq).toBe(4);
    },
  },
  {
    title: 'changing a chat that is not there is a broken invariant',
    run(desk) {
      expect(() => desk.apply([{ kind: 'chat', chatId: 'nobody', set: { lastSeq: 1 } }])).toThrow();
    },
  },
  {
    title: 'P9 a customer has one live chat: the ended one does not count, a second one is refused',
    run(desk) {
      desk.apply(made(chatRow('old', { customerId: 'c', state: 'ended' }), chatRow('new', { customerId: 'c', joinSeq: 1 })));
      expect(desk.liveChatOf('c')?.chatId).toBe('new');
      expect(desk.liveCount()).toBe(1);
      expect(() => desk.apply(made(chatRow('third', { customerId: 'c', state: 'ownerless' })))).toThrow();
    },
  },
  {
    title: 'P2 windows are what stands on the screen, by place, ended or not',
    run(desk) {
      desk.apply(
        made(
          chatRow('b', { state: 'assigned', ownerId: 'e', place: 2 }),
          chatRow('a', { state: 'ended', ownerId: 'e', place: 0 }),
          chatRow('gone', { state: 'ended', ownerId: 'e', place: null }),
          chatRow('other', { state: 'assigned', ownerId: 'f', place: 1 }),
        ),
      );
      expect(ids(desk.windowsOf('e'))).toEqual(['a', 'b']);
      desk.apply([{ kind: 'chat', chatId: 'a', set: { place: null } }]);
      expect(ids(desk.windowsOf('e'))).toEqual(['b']);
    },
  },
  {
    title: 'Q6 begun chats that need an editor come by first assignment, then id',
    run(desk) {
      desk.apply(
        made(
          chatRow('overdue', { state: 'assigned', firstAssignedAt: 30, overdueSince: 60 }),
          chatRow('b', { state: 'ownerless', firstAssignedAt: 20 }),
          chatRow('a', { state: 'ownerless', firstAssignedAt: 20 }),
          chatRow('movable', { state: 'assigned', firstAssignedAt: 10, movableSince: 50 }),
          chatRow('fine', { state: 'assigned', firstAssignedAt: 5 }),
          chatRow('over', { state: 'ended', firstAssignedAt: 1, overdueSince: 2 }),
          chatRow('line', { state: 'waiting', joinSeq: 1 }),
        ),
      );
      expect(ids(desk.seeking())).toEqual(['movable', 'a', 'b', 'overdue']);
      desk.apply([{ kind: 'chat', chatId: 'overdue', set: { overdueSince: null } }]);
      expect(ids(desk.seeking())).toEqual(['movable', 'a', 'b']);
    },
  },
  {
    title: 'T7 reservations come in the order in which they were made',
    run(desk) {
      desk.apply(
        made(
          chatRow('b', { reservedForId: 'e', reservedSeq: 2, state: 'assigned' }),
          chatRow('a', { reservedForId: 'f', reservedSeq: 1, state: 'assigned' }),
        ),
      );
      expect(ids(desk.reserved())).toEqual(['a', 'b']);
      desk.apply([{ kind: 'chat', chatId: 'a', set: { reservedForId: null, reservedSeq: null } }]);
      expect(ids(desk.reserved())).toEqual(['b']);
    },
  },
  {
    title: 'Q5 and Q6 the line: order, head, count and places, while people join, go away, leave and are served',
    run(desk) {
      desk.apply(made(chatRow('a', { joinSeq: 1, customerAwaySince: 9 }), chatRow('b', { joinSeq: 2 }), chatRow('c', { joinSeq: 5 })));
      expect(ids(desk.waiting())).toEqual(['a', 'b', 'c']);
      expect(desk.headOfQueue()?.chatId).toBe('b');
      expect([desk.placeOf(1), desk.placeOf(2), desk.placeOf(3), desk.placeOf(5), desk.placeOf(6)]).toEqual([1, 2, 3, 3, 4]);
      desk.apply([
        { kind: 'chat', chatId: 'b', set: { state: 'assigned', ownerId: 'e', place: 0, firstAssignedAt: 9 } },
        ...made(chatRow('d', { joinSeq: 6 })),
      ]);
      expect([desk.waitingCount(), desk.liveCount()]).toEqual([3, 4]);
      expect([1, 2, 3, 4].map((place) => desk.waitingAt(place)?.chatId)).toEqual(['a', 'c', 'd', undefined]);
      desk.apply([{ kind: 'chat', chatId: 'c', set: { state: 'ended', endReason: 'queue_left', endedAt: 20 } }]);
      desk.apply([{ kind: 'chat', chatId: 'a', set: { customerAwaySince: null } }]);
      expect(desk.headOfQueue()?.chatId).toBe('a');
      expect([desk.placeOf(6), desk.waitingCount(), desk.liveCount()]).toEqual([2, 2, 3]);
    },
  },
  {
    title: 'Q13 a line longer than one page is read to its end, in order',
    run(desk) {
      const line = Array.from({ length: 120 }, (_, index) => chatRow(`c${index}`, { joinSeq: 1_000 - index }));
      desk.apply(made(...line));
      expect(ids(desk.waiting())).toEqual(line.map((chat) => chat.chatId).reverse());
    },
  },
  {
    title: 'C3 present customers are those with a live chat who are not away',
    run(desk) {
      desk.apply(
        made(
          chatRow('b', { joinSeq: 1 }),
          chatRow('a', { state: 'ownerless' }),
          chatRow('away', { state: 'assigned', customerAwaySince: 5 }),
          chatRow('over', { state: 'ended' }),
        ),
      );
      expect(ids(desk.presentChats())).toEqual(['a', 'b']);
    },
  },
  {
    title: 'C1 deadlines come by time, kind and id; exactly at the deadline counts as due',
    run(desk) {
      desk.apply([
        { kind: 'deadline', deadline: { kind: 'transfer', id: 'a', dueAt: 50 } },
        { kind: 'deadline', deadline: { kind: 'idle', id: 'b', dueAt: 50 } },
        { kind: 'deadline', deadline: { kind: 'idle', id: 'a', dueAt: 50 } },
        { kind: 'deadline', deadline: { kind: 'sweep', id: '', dueAt: 40 } },
        { kind: 'deadline', deadline: { kind: 'erase', id: 'z', dueAt: 51 } },
      ]);
      expect(desk.nextDueAt()).toBe(40);
      expect(desk.dueBy(50).map(({ kind, id }) => `${kind}:${id}`)).toEqual(['sweep:', 'idle:a', 'idle:b', 'transfer:a']);
      expect(desk.dueBy(39)).toEqual([]);
    },
  },
  {
    title: 'a deadline is one per kind and id: setting it again moves it, and it can go',
    run(desk) {
      desk.apply([
        { kind: 'deadline', deadline: { kind: 'transfer', id: 'a', dueAt: 50 } },
        { kind: 'deadline', deadline: { kind: 'transfer', id: 'a', dueAt: 70 } },
        { kind: 'deadline', deadline: { kind: 'idle', id: 'a', dueAt: 90 } },
      ]);
      expect([desk.deadline('transfer', 'a'), desk.nextDueAt(), desk.dueBy(80).length]).toEqual([70, 70, 1]);
      desk.apply([
        { kind: 'deadline_gone', deadline: { kind: 'transfer', id: 'a' } },
        { kind: 'deadline_gone', deadline: { kind: 'silent', id: 'never there' } },
      ]);
      expect([desk.deadline('transfer', 'a'), desk.nextDueAt()]).toEqual([undefined, 90]);
    },
  },
  {
    title: 'I3 the first answer to a command is kept per person',
    run(desk) {
      desk.apply([
        { kind: 'reply', personId: 'p', commandId: '1', reply: { ok: true, chatId: 'a', seq: 2, at: 5 }, at: 5 },
        { kind: 'reply', personId: 'p', commandId: '2', reply: { ok: false, code: 'desk_full', canQueue: true }, at: 16 },
      ]);
      expect(desk.reply('p', '1')).toEqual({ ok: true, chatId: 'a', seq: 2, at: 5 });
      expect(desk.reply('p', '2')).toEqual({ ok: false, code: 'desk_full', canQueue: true });
      expect([desk.reply('q', '1'), desk.reply('p', '3')]).toEqual([undefined, undefined]);
    },
  },
  {
    title: 'I2 messages come by seq after the one that is known; a seq is given once',
    run(desk) {
      desk.apply([
        message('a', 2, { author: 'editor', editorId: 'e', name: 'Editor e', commandId: 'k' }),
        message('a', 1),
        message('b', 1),
      ]);
      expect(desk.messages('a', 0).map(({ seq }) => seq)).toEqual([1, 2]);
      expect(desk.messages('a', 1)).toEqual([
        { chatId: 'a', seq: 2, author: 'editor', editorId: 'e', name: 'Editor e', text: 'text 2', at: 1_002, commandId: 'k' },
      ]);
      expect([desk.messages('a', 2), desk.messages('a', -5).length, desk.messages('a', 1e15)]).toEqual([[], 2, []]);
      expect(() => desk.apply([message('a', 2)])).toThrow();
    },
  },
  {
    title: 'E6 erasing takes the texts and the notes of one chat and leaves its numbers',
    run(desk) {
      desk.apply([
        message('a', 1),
        message('b', 1),
        message('a', 2, { author: 'editor', editorId: 'e', name: 'Editor e' }),
        { kind: 'note', note: { noteId: 'n2', chatId: 'a', at: 4, fromName: 'Editor e', text: 'note' } },
        { kind: 'note', note: { noteId: 'n1', chatId: 'a', at: 4, fromName: 'Editor e', text: 'note' } },
      ]);
      expect(desk.notes('a').map(({ noteId }) => noteId)).toEqual(['n1', 'n2']);
      desk.apply([{ kind: 'erase', chatId: 'a' }]);
      expect(desk.messages('a', 0).map(({ seq, text, name, editorId }) => [seq, text, name, editorId])).toEqual([
        [1, '', null, null],
        [2, '', null, 'e'],
      ]);
      expect(desk.notes('a')).toEqual([]);
      expect(desk.messages('b', 0)[0]?.text).toBe('text 1');
    },
  },
];
