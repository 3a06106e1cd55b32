// L: lost connections of editors and customers, their graces, and what becomes of the chats.

import { describe, expect, test } from 'vitest';
import { DEFAULT_TEXTS } from '../../src/shared/texts/defaults.ts';
import { START_AT, Story } from './story.ts';

describe('L1: who is connected', () => {
  test('L1 available and busy survive a reload, and the chats stay', () => {
    const story = new Story();
    const [a, b] = [story.editor('a'), story.editor('b')];
    const customer = story.asking('c1');
    a.focus(customer.chatId);
    b.busy();
    for (const editor of [a, b]) {
      editor.disconnect();
      story.laterSeconds(3);
      editor.connect();
    }
    expect([a.row.status, b.row.status, a.windows]).toEqual(['available', 'busy', [customer.chatId]]);
  });

  test('L1 tabs and devices of a person are one editor: only the last socket counts', () => {
    const story = new Story();
    const a = story.editor('a');
    a.connect('phone');
    a.disconnect('a-1');
    expect(a.row.connected).toBe(true);
    a.disconnect('phone');
    expect(a.row).toMatchObject({ connected: false, disconnectedAt: story.now });
  });

  test.each([
    [149_999, 'assigned'],
    [150_000, 'waiting'],
  ])('L1 silence is judged at the click: after %i ms the chat is %s', (ms, state) => {
    const story = new Story();
    const a = story.editor('a');
    a.goSilent();
    story.skip(ms);
    const customer = story.customer('c1');
    customer.join();
    expect(customer.chat.state).toBe(state);
    expect(a.row.connected).toBe(state === 'assigned');
  });

  test('L1 silence is judged at a message too', () => {
    const story = new Story();
    const a = story.editor('a');
    const customer = story.asking('c1');
    a.goSilent();
    story.skip(140_000);
    customer.write();
    expect(a.row.connected).toBe(true);
    story.skip(9_999);
    customer.write();
    expect(a.row.connected).toBe(true);
    story.skip(1);
    customer.write();
    expect(a.row.connected).toBe(false);
  });

  test('L1 the sweep finds the silent while a chat is live, and an idle desk sleeps', () => {
    const story = new Story();
    const a = story.editor('a');
    expect(story.desk.nextDueAt()).toBeUndefined();
    const customer = story.asking('c1');
    expect(story.desk.deadline('sweep', '')).toBe(START_AT + 150_000);
    a.focus(customer.chatId);
    a.goSilent();
    customer.goSilent();
    story.laterSeconds(149);
    expect([a.row.connected, customer.chat.customerAwaySince]).toEqual([true, null]);
    story.laterSeconds(1);
    expect([a.row.connected, customer.chat.customerAwaySince]).toEqual([false, story.now]);
    customer.end();
    expect(story.desk.deadline('sweep', '')).toBeUndefined();
  });

  test('L1, L2: one who was silent too long and is heard again on the same socket is back', () => {
    const story = new Story();
    const a = story.editor('a');
    const customer = story.asking('c1');
    a.focus(customer.chatId);
    a.goSilent();
    customer.goSilent();
    story.laterSeconds(160);
    expect([a.row.connected, customer.chat.customerAwaySince === null]).toEqual([false, false]);
    a.beat();
    customer.beat();
    a.write(customer.chatId);
    customer.type();
    expect(a.row).toMatchObject({ connected: true, disconnectedAt: null });
    expect(customer.chat.customerAwaySince).toBeNull();
    story.laterSeconds(300);
    expect(a.row.status).toBe('available');
    expect(customer.chat).toMatchObject({ state: 'assigned', ownerId: 'a', movableSince: null });
  });

  test('L1, L2, L4: beats alone, which wake nobody, save those who are heard again before the grace is over', () => {
    const story = new Story({ customerGraceSeconds: 45 });
    const a = story.editor('a');
    const customer = story.asking('c1');
    a.focus(customer.chatId);
    a.goSilent();
    customer.goSilent();
    story.laterSeconds(160);
    expect([a.row.connected, customer.chat.customerAwaySince === null]).toEqual([false, false]);
    a.beat();
    customer.beat();
    story.laterSeconds(60);
    expect(a.row).toMatchObject({ connected: true, status: 'available' });
    expect(customer.chat).toMatchObject({ state: 'assigned', customerAwaySince: null });
  });

  test('L1, Q9: one who was silent past the grace and chooses available again is really there', () => {
    const story = new Story();
    const a = story.editor('a');
    story.asking('c1');
    a.goSilent();
    story.laterSeconds(200);
    expect(a.row).toMatchObject({ connected: false, status: 'busy', statusCause: 'lost' });
    a.beat();
    a.available();
    expect(a.row).toMatchObject({ connected: true, status: 'available' });
    expect(story.customer('c2').join()).toMatchObject({ ok: true });
    expect(a.windows).toHaveLength(2);
  });
});

describe('L2, L3: an editor is lost', () => {
  test('L2 from disconnection no new chat goes there, the desk is full rather than closed, and nobody is sent away', () => {
    const story = new Story();
    const a = story.editor('a', 3);
    story.asking('c1');
    const onlooker = story.customer('c2');
    a.disconnect();
    expect(onlooker.told('desk').at(-1)?.desk).toMatchObject({ state: 'full', canQueue: true });
    onlooker.join();
    story.later(44_999);
    expect(onlooker.chat.state).toBe('waiting');
    a.connect();
    expect(onlooker.chat).toMatchObject({ state: 'assigned', ownerId: 'a' });
    expect(story.moments('queue_closed')).toEqual([]);
  });

  test('L2 in the grace a clock that runs out moves the chat but counts no miss', () => {
    const story = new Story();
    const [a, b] = [story.editor('a'), story.editor('b')];
    const customer = story.asking('c1');
    a.disconnect();
    story.laterSeconds(30);
    expect([customer.chat.ownerId, a.row.missesInARow, b.windows.length]).toEqual(['b', 0, 1]);
    expect(story.moments('miss')).toEqual([]);
  });

  test.each([
    [44_999, 'available', null],
    [45_000, 'busy', START_AT + 45_000],
  ])('L2, L3: back %i ms after the loss the editor is %s', (ms, status, movableSince) => {
    const story = new Story();
    const a = story.editor('a');
    const customer = story.asking('c1');
    a.focus(customer.chatId);
    a.disconnect();
    expect(customer.told('chat').at(-1)?.chat).toMatchObject({ editorAway: true, state: 'assigned' });
    story.skip(ms);
    story.clock();
    expect(a.row.status).toBe(status);
    expect(customer.chat).toMatchObject({ ownerId: 'a', movableSince });
    a.connect();
    expect(customer.chat).toMatchObject({ ownerId: 'a', movableSince: null, place: 0 });
    expect(customer.told('chat').at(-1)?.chat.editorAway).toBeUndefined();
  });

  test('L3 after the grace the chats go to the first who can take them, by P8, ahead of the queue, without a miss', () => {
    const story = new Story({ wrapUpSeconds: 5 });
    const [a, b] = [story.editor('a', 2), story.editor('b', 1)];
    const chats = ['c1', 'c2', 'c3'].map((id) => story.asking(id));
    for (const { chat } of chats) (chat.ownerId === 'a' ? a : b).focus(chat.chatId);
    const waiting = story.customer('c4');
    waiting.join();
    a.disconnect();
    story.laterSeconds(45);
    expect(a.row).toMatchObject({ status: 'busy', statusCause: 'lost', slotsUsed: 2 });
    expect(
      b
        .told('desk')
        .at(-1)
        ?.chats?.map(({ movableSince }) => movableSince),
    ).toEqual([story.now, story.now]);
    b.finish(chats[1]?.chatId ?? '');
    expect(chats[0]?.chat).toMatchObject({ ownerId: 'b', movableSince: null });
    expect(waiting.chat.state).toBe('waiting');
    expect(story.moments('move').at(-1)?.detail).toBe('editor_away');
    expect([story.moments('miss'), a.row.slotsUsed]).toEqual([[], 1]);
    b.finish(chats[0]?.chatId ?? '');
    b.finish(chats[2]?.chatId ?? '');
    expect(waiting.chat).toMatchObject({ ownerId: 'b' });
  });

  test('L3 coming back keeps what has not moved, with a new clock for a question that stands', () => {
    const story = new Story();
    const a = story.editor('a');
    const customer = story.asking('c1');
    story.laterSeconds(20);
    a.disconnect();
    story.laterSeconds(5);
    customer.write('Finns ni kvar?');
    story.laterSeconds(40);
    expect(customer.chat).toMatchObject({ transferDueAt: null, movableSince: story.now, overdueSince: START_AT + 30_000 });
    const other = story.editor('b', 1);
    expect(customer.chat.ownerId).toBe('b');
    other.busy();
    other.disconnect();
    story.laterSeconds(10);
    expect(customer.chat.transferDueAt).toBe((customer.chat.arrivedAt ?? 0) + 30_000);
    other.connect();
    expect(customer.chat.ownerId).toBe('b');
  });

  test.each([
    [299_999, 'assigned'],
    [300_000, 'ended'],
  ])('L3 if nobody counts as available, %i ms after the grace the chat is %s', (ms, state) => {
    const story = new Story();
    const a = story.editor('a');
    const customer = story.asking('c1');
    a.focus(customer.chatId);
    a.disconnect();
    story.laterSeconds(45);
    story.later(ms);
    expect(customer.chat.state).toBe(state);
    if (state !== 'ended') return;
    expect(customer.chat.endReason).toBe('editor_lost');
    expect(customer.told('message').at(-1)?.message).toMatchObject({ author: 'system', text: DEFAULT_TEXTS.sv.closed });
    expect(story.measures(customer.chatId)).toMatchObject({ missed: true, unanswered: true });
  });

  test('L3 the orphan’s time is lifted when somebody counts as available, and starts anew when nobody does', () => {
    const story = new Story();
    const [a, b] = [story.editor('a'), story.busyEditor('b', 1)];
    const customer = story.asking('c1');
    a.focus(customer.chatId);
    a.disconnect();
    story.laterSeconds(45 + 200);
    expect(story.desk.deadline('orphan', customer.chatId)).toBe(story.now + 100_000);
    b.available();
    expect(customer.chat.ownerId).toBe('b');
    expect(story.desk.deadline('orphan', customer.chatId)).toBeUndefined();
  });
});
