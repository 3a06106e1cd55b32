// P: presenting a chat. A click is a window at once; slots, places and max chats; the silent customer; the ended window.

import { describe, expect, test } from 'vitest';
import { DEFAULT_TEXTS } from '../../src/shared/texts/defaults.ts';
import { START_AT, Story } from './story.ts';

describe('P1–P4', () => {
  test('P1 the click is the assignment: the window stands at once, before a word', () => {
    const story = new Story();
    const a = story.editor('a');
    const customer = story.customer('c1');
    a.forget();
    expect(story.desk.allChats()).toEqual([]);
    expect(customer.start()).toMatchObject({ ok: true, chatId: customer.chatId });
    expect(customer.chat).toMatchObject({ state: 'assigned', ownerId: 'a', firstMessageAt: null, arrivedAt: START_AT });
    const [frame] = a.told('window');
    expect(frame?.window).toMatchObject({ chatId: customer.chatId, place: 0, firstMessageAt: null, transferAt: null });
    expect(frame?.messages?.map(({ author }) => author)).toEqual(['system']);
    expect(customer.told('chat')[0]?.chat).toMatchObject({ state: 'assigned', editorName: 'Editor A' });
    expect(story.moments(undefined, customer.chatId).map(({ kind }) => kind)).toEqual(['click', 'assignment']);
  });

  test('P2 a silent chat and an ended one with its window up use a slot; a closed window does not', () => {
    const story = new Story();
    const a = story.editor('a', 3);
    const [silent, ended, closed] = ['c1', 'c2', 'c3'].map((id) => story.asking(id));
    story.customer('c4');
    a.end(ended?.chatId ?? '');
    a.finish(closed?.chatId ?? '');
    expect(a.windows).toEqual([silent?.chatId, ended?.chatId]);
    expect(a.row.slotsUsed).toBe(2);
  });

  test('P2 places never move, and a new window takes the smallest free one', () => {
    const story = new Story();
    const a = story.editor('a', 3);
    const [first, second, third] = ['c1', 'c2', 'c3'].map((id) => story.asking(id).chatId);
    a.finish(second ?? '');
    const fourth = story.asking('c4').chatId;
    expect(a.windows).toEqual([first, fourth, third]);
    expect(story.chat(third ?? '').place).toBe(2);
  });

  test('P3 the click after the last slot is refused, and each of many at one moment is judged by itself', () => {
    const story = new Story({ allowQueue: false });
    story.editor('a', 2);
    story.editor('b', 1);
    const replies = ['c1', 'c2', 'c3', 'c4', 'c5'].map((id) => story.customer(id).start());
    expect(replies.map(({ ok }) => ok)).toEqual([true, true, true, false, false]);
    expect(replies[3]).toEqual({ ok: false, code: 'desk_full', canQueue: false });
    expect(story.desk.editors().map(({ slotsUsed }) => slotsUsed)).toEqual([2, 1]);
  });

  test('P3 lowering max takes no window away and lets none in until it is below again', () => {
    const story = new Story();
    const a = story.editor('a', 3);
    const chats = ['c1', 'c2', 'c3'].map((id) => story.asking(id).chatId);
    const waiting = story.customer('c4');
    waiting.join();
    a.setMax(1);
    expect(a.windows).toEqual(chats);
    for (const chatId of chats.slice(0, 2)) a.finish(chatId);
    expect(waiting.chat.state).toBe('waiting');
    a.finish(chats[2] ?? '');
    expect(waiting.chat).toMatchObject({ state: 'assigned', ownerId: 'a' });
  });

  test('P4 no path brings a window to a busy editor; the chats that are open go on', () => {
    const story = new Story();
    const [a, b] = [story.editor('a', 1), story.editor('b')];
    const mine = story.asking('c1');
    const theirs = story.asking('c2');
    b.busy();
    expect(b.windows).toEqual([theirs.chatId]);
    expect(a.transfer(mine.chatId, b)).toEqual({ ok: false, code: 'target_unavailable' });
    expect(b.take(mine.chatId)).toEqual({ ok: false, code: 'not_overdue' });
    story.laterSeconds(30);
    expect(mine.chat).toMatchObject({ ownerId: 'a', overdueSince: story.now });
    expect(b.take(mine.chatId)).toEqual({ ok: false, code: 'not_available' });
    const waiting = story.customer('c3');
    expect(waiting.start()).toMatchObject({ code: 'desk_full', canQueue: true });
    waiting.join();
    theirs.write('En sak till');
    expect(b.write(theirs.chatId)).toMatchObject({ ok: true });
    expect(b.windows).toEqual([theirs.chatId]);
  });

  test('P4 a customer who started before the editor went busy writes in the window that was there', () => {
    const story = new Story();
    const [a, b] = [story.editor('a'), story.editor('b')];
    const customer = story.customer('c1');
    customer.start();
    a.busy();
    customer.write();
    expect(customer.chat).toMatchObject({ ownerId: 'a', transferDueAt: story.now + 30_000 });
    expect(a.told('message').at(-1)?.message).toMatchObject({ author: 'customer', seq: 2 });
    expect(b.windows).toEqual([]);
  });
});

describe('P5–P7', () => {
  test('P5 the owner sees that the customer writes, without the text unless the setting says so', () => {
    const story = new Story();
    const [a, b] = [story.editor('a'), story.editor('b')];
    const customer = story.customer('c1');
    customer.start();
    customer.type(true, 'Hemligt utkast');
    expect(a.told('typing')).toEqual([{ type: 'typing', chatId: customer.chatId, on: true }]);
    story.change({ typingPreview: true });
    expect(customer.told('chatflow').at(-1)?.chatflow.typingPreview).toBe(true);
    customer.type(true, 'Mitt utkast');
    customer.type(false, 'Mitt utkast');
    expect(a.told('typing').slice(1)).toEqual([
      { type: 'typing', chatId: customer.chatId, on: true, text: 'Mitt utkast' },
      { type: 'typing', chatId: customer.chatId, on: false },
    ]);
    expect(b.told('typing')).toEqual([]);
    expect(story.last.changes).toEqual([]);
  });

  test('P6 the welcome text of the own language is seq 1, and the organisation’s own text comes before the default', () => {
    const story = new Story({ texts: { sv: { welcome: 'Välkommen till kommunen' }, fi: { welcome: '' } } });
    story.editor('a', 3);
    const texts = (['sv', 'fi', 'nb'] as const).map((language, index) => {
      const customer = story.customer(`c${index}`);
      customer.start({ language });
      return story.desk.messages(customer.chatId, 0);
    });
    expect(texts.map(([message]) => message?.text)).toEqual([
      'Välkommen till kommunen',
      DEFAULT_TEXTS.fi.welcome,
      DEFAULT_TEXTS.nb.welcome,
    ]);
    expect(texts[0]?.[0]).toMatchObject({ seq: 1, author: 'system', editorId: null });
  });

  test('P6 the welcome message is no answer', () => {
    const story = new Story();
    story.editor('a');
    const customer = story.asking('c1');
    expect(customer.chat).toMatchObject({ firstAnswerAt: null, unansweredSince: story.now });
  });

  test('P7 an editor who writes first has not answered, and the clock starts with the question', () => {
    const story = new Story();
    const a = story.editor('a');
    const customer = story.customer('c1');
    customer.start();
    expect(a.write(customer.chatId, 'Hej! Vad kan jag hjälpa till med?')).toMatchObject({ ok: true, seq: 2 });
    expect(customer.told('message').at(-1)?.message).toMatchObject({ author: 'editor', name: 'Editor A' });
    expect(customer.chat).toMatchObject({ firstAnswerAt: null, ownAnswerAt: null, heldAt: null, transferDueAt: null });
    story.laterSeconds(10);
    customer.write();
    expect(customer.chat.transferDueAt).toBe(story.now + 30_000);
  });
});

describe('P8', () => {
  test('P8 fewest misses in a row comes first, even before fewest slots', () => {
    const story = new Story();
    const [a, b, c] = [story.editor('a', 5), story.editor('b', 5), story.busyEditor('c', 5)];
    const chatId = story.asking('c1').chatId;
    story.laterSeconds(30);
    b.focus(chatId);
    expect([a.row.missesInARow, b.row.missesInARow]).toEqual([1, 0]);
    for (const id of ['c2', 'c3']) expect(story.asking(id).chat.ownerId).toBe('b');
    c.available();
    expect(story.asking('c4').chat.ownerId).toBe('c');
  });

  test('P8 then fewest slots used, then the one whose last window is longest ago, never first, then the smallest id', () => {
    const story = new Story({ transferAfterSeconds: 600 });
    const [a, b] = [story.editor('b', 5), story.editor('a', 5)];
    const owners = [1, 2, 3].map((number) => {
      story.later(1);
      return story.asking(`c${number}`).chat;
    });
    expect(owners.map(({ ownerId }) => ownerId)).toEqual(['a', 'b', 'a']);
    story.later(1);
    story.editor('z', 5);
    expect(story.asking('c4').chat.ownerId).toBe('z');
    b.finish(owners[2]?.chatId ?? '');
    story.later(1);
    expect([a.row.slotsUsed, b.row.slotsUsed]).toEqual([1, 1]);
    expect(story.asking('c5').chat.ownerId).toBe('b');
  });
});

describe('P9–P11', () => {
  test('P9 a second click, tab or reload resumes the chat and makes nothing new', () => {
    const story = new Story();
    const a = story.editor('a');
    const customer = story.customer('c1');
    customer.start();
    customer.connect('second-tab');
    expect(customer.start()).toEqual({ ok: true, chatId: customer.chatId });
    customer.disconnect();
    customer.connect('after-reload');
    expect(customer.start({ question: 'Ny fråga' })).toEqual({ ok: true, chatId: customer.chatId });
    expect([story.desk.allChats().length, a.windows.length, story.moments('click').length]).toEqual([1, 1, 1]);
  });

  test('P9 after the end a click is a new chat', () => {
    const story = new Story();
    story.editor('a', 3);
    const customer = story.asking('c1');
    const { chatId } = customer;
    customer.end();
    customer.start();
    expect(customer.chatId).not.toBe(chatId);
    expect(customer.told('chat').at(-1)?.chat).toMatchObject({ chatId: customer.chatId, state: 'assigned' });
  });

  test.each([
    [179_999, 'assigned'],
    [180_000, 'ended'],
  ])('P10 a customer who never writes: %i ms after arrival the chat is %s', (ms, state) => {
    const story = new Story();
    const a = story.editor('a');
    const customer = story.customer('c1');
    customer.start();
    story.later(ms);
    expect(customer.chat.state).toBe(state);
    if (state !== 'ended') return;
    expect(customer.told('chat').at(-1)?.chat).toMatchObject({ endReason: 'silent' });
    expect(a.toldWindow(customer.chatId)).toMatchObject({ state: 'ended', endReason: 'silent' });
    expect(story.measures(customer.chatId)).toMatchObject({ missed: false, unanswered: false, missCount: 0 });
  });

  test('P10 typing starts the time again, at most every ten seconds, and up to 15 minutes in all', () => {
    const story = new Story();
    story.editor('a');
    const customer = story.customer('c1');
    customer.start();
    story.later(9_999);
    customer.type();
    expect(story.last.changes).toEqual([]);
    story.later(1);
    customer.type(false);
    expect(customer.chat.silentDueAt).toBe(START_AT + 180_000);
    customer.type();
    expect(customer.chat.silentDueAt).toBe(story.now + 180_000);
    for (let minute = 0; minute < 14; minute += 1) {
      story.laterSeconds(60);
      customer.type();
    }
    expect(customer.chat.silentDueAt).toBe(START_AT + 900_000);
    story.later(START_AT + 899_999 - story.now);
    customer.type();
    expect(customer.chat.state).toBe('assigned');
    story.later(1);
    expect(customer.chat.endReason).toBe('silent');
  });

  test('P10 an editor who writes first starts the time again; the question ends it; 0 means never', () => {
    const story = new Story();
    const a = story.editor('a');
    const customer = story.customer('c1');
    customer.start();
    story.laterSeconds(100);
    a.write(customer.chatId);
    expect(a.toldWindow(customer.chatId)?.silentEndsAt).toBe(story.now + 180_000);
    customer.write();
    expect(customer.chat.silentDueAt).toBeNull();
    story.change({ silentStartSeconds: 0, idleEndSeconds: 0 });
    const other = story.customer('c2');
    other.start();
    story.laterSeconds(3_600);
    expect(other.chat.state).toBe('assigned');
  });

  test('P10 switched on after 15 minutes it ends nothing at once when the editor writes first', () => {
    const story = new Story({ silentStartSeconds: 0 });
    const a = story.editor('a');
    const customer = story.customer('c1');
    customer.start();
    story.laterSeconds(901);
    story.change({ silentStartSeconds: 60 });
    a.write(customer.chatId, 'Är du kvar?');
    story.laterSeconds(10);
    expect(customer.chat).toMatchObject({ state: 'assigned', silentDueAt: null });
  });

  test('P11 the ended window stays for the wrap-up at most, with the time shown, and the editor may close it before', () => {
    const story = new Story({ wrapUpSeconds: 20 });
    const a = story.editor('a');
    const [first, second] = [story.asking('c1'), story.asking('c2')];
    expect(a.close(first.chatId)).toEqual({ ok: false, code: 'window_live' });
    first.end();
    second.end();
    expect(a.toldWindow(first.chatId)?.closesAt).toBe(story.now + 20_000);
    expect(a.close(second.chatId)).toEqual({ ok: true, chatId: second.chatId });
    expect(a.told('window_closed')).toEqual([{ type: 'window_closed', chatId: second.chatId, cause: 'closed' }]);
    story.later(19_999);
    expect(a.windows).toEqual([first.chatId]);
    story.later(1);
    expect(a.windows).toEqual([]);
    expect(a.told('window_closed').at(-1)?.cause).toBe('wrap_up');
    expect(a.close(first.chatId)).toMatchObject({ ok: true });
    expect(story.moments('window_closed').map(({ detail }) => detail)).toEqual(['closed', 'wrap_up']);
  });
});
