// E: how chats end, what is kept of them and for how long, and the answers to a command that is repeated.

import { describe, expect, test } from 'vitest';
import { END_REASONS } from '../../src/shared/model.ts';
import { START_AT, Story } from './story.ts';

const DAY_MS = 86_400_000;

/** Two editors with room, one customer who has asked the first. */
function asked(settings = {}) {
  const story = new Story(settings);
  const [a, b] = [story.editor('a'), story.editor('b')];
  const customer = story.asking('c1');
  return { story, a, b, customer, chatId: customer.chatId };
}

describe('E1–E4', () => {
  test('E1 either side can end a chat; the other is told', () => {
    const { story, a, customer, chatId } = asked();
    expect(customer.end()).toEqual({ ok: true, chatId });
    expect(a.toldWindow(chatId)).toMatchObject({ state: 'ended', endReason: 'customer_ended', endedAt: story.now });
    const other = story.asking('c2');
    const owner = other.chat.ownerId === 'a' ? a : story.editor('b');
    expect(owner.end(other.chatId)).toEqual({ ok: true, chatId: other.chatId });
    expect(other.told('chat').at(-1)?.chat).toMatchObject({ state: 'ended', endReason: 'editor_ended', endedAt: story.now });
  });

  test('E1 only by those whose chat it is', () => {
    const { story, b, chatId } = asked();
    const stranger = story.customer('c2');
    expect(stranger.end(chatId)).toEqual({ ok: false, code: 'not_found' });
    expect(stranger.write('Hej', 'other-1', chatId)).toEqual({ ok: false, code: 'not_found' });
    expect(b.end(chatId)).toEqual({ ok: false, code: 'chat_moved' });
    expect(b.end('nothing')).toEqual({ ok: false, code: 'not_found' });
    expect(story.chat(chatId).state).toBe('assigned');
  });

  test('E2 an ended chat accepts nothing and says so', () => {
    const { story, a, b, customer, chatId } = asked();
    customer.end();
    const { lastSeq } = customer.chat;
    for (const reply of [
      customer.write(),
      customer.end(),
      a.write(chatId),
      a.focus(chatId),
      a.end(chatId),
      a.transfer(chatId, b),
      b.take(chatId),
    ]) {
      expect(reply).toEqual({ ok: false, code: 'chat_ended' });
    }
    customer.type();
    expect(a.told('typing')).toEqual([]);
    expect(story.chat(chatId)).toMatchObject({ lastSeq, endReason: 'customer_ended' });
  });

  test('E2, C1: a chat that should have ended by now has ended, before the message is looked at', () => {
    const { story, a, customer, chatId } = asked({ idleEndSeconds: 180 });
    a.focus(chatId);
    story.skip(180_000);
    expect(customer.write()).toEqual({ ok: false, code: 'chat_ended' });
    expect(customer.chat.endedAt).toBe(START_AT + 180_000);
  });

  test('E3 with everybody gone a chat still has a due time and comes to its end', () => {
    const story = new Story({ idleEndSeconds: 0, silentStartSeconds: 0 });
    const a = story.editor('a', 3);
    const chats = ['c1', 'c2', 'c3'].map((id) => story.asking(id));
    a.signOut();
    story.laterSeconds(300);
    expect(chats.map(({ chat }) => chat.endReason)).toEqual(['editor_lost', 'editor_lost', 'editor_lost']);
    story.later(22 * DAY_MS);
    expect(story.desk.nextDueAt()).toBeUndefined();
  });

  test.each([
    [1_799_999, 'assigned'],
    [1_800_000, 'ended'],
  ])('E4 without a message from either side for %i ms the chat is %s, and both were warned', (ms, state) => {
    const { story, a, customer, chatId } = asked();
    a.write(chatId);
    story.later(1_680_000 - 1);
    expect(a.toldWindow(chatId)?.idleEndsAt).toBeNull();
    story.later(1);
    expect(a.toldWindow(chatId)?.idleEndsAt).toBe(START_AT + 1_800_000);
    expect(customer.told('chat').at(-1)?.chat.idleEndsAt).toBe(START_AT + 1_800_000);
    story.later(ms - 1_680_000);
    expect(customer.chat.state).toBe(state);
    if (state === 'ended') expect(customer.chat.endReason).toBe('idle');
  });

  test.each(['customer', 'editor'])('E4 a message from the %s starts the time again, also after the warning; typing does not', (side) => {
    const { story, a, customer, chatId } = asked();
    a.focus(chatId);
    story.laterSeconds(1_700);
    customer.type();
    expect(customer.chat.idleWarned).toBe(true);
    if (side === 'customer') customer.write();
    else a.write(chatId);
    expect(customer.told('chat').at(-1)?.chat.idleEndsAt).toBeUndefined();
    story.laterSeconds(1_679);
    expect(customer.chat.idleWarned).toBe(false);
    story.laterSeconds(1);
    expect(customer.chat.idleWarned).toBe(true);
    story.laterSeconds(120);
    expect(customer.chat).toMatchObject({ endReason: 'idle', endedAt: story.now });
  });

  test('E4 0 means never', () => {
    const { story, a, customer, chatId } = asked({ idleEndSeconds: 0 });
    a.focus(chatId);
    story.later(DAY_MS);
    expect(customer.chat.state).toBe('assigned');
  });
});

describe('E5, E6', () => {
  test('E5 a question that never got an answer is unanswered, whoever ended the chat; one that did is not', () => {
    for (const answers of [true, false]) {
      for (const by of ['customer', 'editor'] as const) {
        const { story, a, customer, chatId } = asked();
        if (answers) a.write(chatId);
        if (by === 'customer') customer.end();
        else a.end(chatId);
        expect(story.measures(chatId)).toMatchObject({ endReason: `${by}_ended`, unanswered: !answers, missed: false });
      }
    }
  });

  test('E5 every reason has its two figures, and only these are missed', () => {
    const missed = Object.entries(END_REASONS).filter(([, counts]) => counts.missed);
    expect(missed.map(([reason]) => reason)).toEqual(['queue_closed', 'editor_lost']);
  });

  test('E6 retention: text, name, e-mail and page go, moments and numbers stay', () => {
    const story = new Story({ retentionDays: 21 });
    const [a, b] = [story.editor('a'), story.editor('b')];
    const customer = story.customer('c1');
    customer.start({
      name: 'Kund 7',
      email: 'kund@example.com',
      question: 'Hemligt',
      page: 'https://kommun.example/x',
      pageTitle: 'Bygglov',
    });
    const { chatId } = customer;
    a.transfer(chatId, b, 'Intern anteckning');
    b.write(chatId, 'Svar');
    customer.end();
    const moments = story.moments(undefined, chatId);
    story.later(21 * DAY_MS - 1);
    expect(customer.chat.erasedAt).toBeNull();
    story.later(1);
    expect(customer.chat).toMatchObject({ name: '', email: '', page: '', pageTitle: '', question: '', erasedAt: story.now, lastSeq: 3 });
    expect(story.desk.messages(chatId, 0).map(({ seq, text, name }) => [seq, text, name])).toEqual([
      [1, '', null],
      [2, '', null],
      [3, '', null],
    ]);
    expect(story.desk.notes(chatId)).toEqual([]);
    expect(story.moments(undefined, chatId).slice(0, moments.length)).toEqual(moments);
    expect(JSON.stringify(story.desk.moments)).not.toMatch(/Kund 7|example|Hemligt|Bygglov|Intern|Svar/);
  });

  test('E6 erasing a chat that goes on ends it, closes its window at once, and tells both sides; again changes nothing', () => {
    const { story, a, customer, chatId } = asked();
    expect(story.run({ type: 'chat.erase', chatId })).toEqual({ ok: true, chatId });
    expect(customer.told('chat').at(-1)?.chat).toMatchObject({ state: 'ended', endReason: 'erased' });
    expect(a.told('window_closed').at(-1)).toEqual({ type: 'window_closed', chatId, cause: 'erased' });
    expect(a.row.slotsUsed).toBe(0);
    expect(story.run({ type: 'chat.erase', chatId })).toEqual({ ok: true, chatId });
    expect(story.last.changes).toEqual([]);
    expect(story.run({ type: 'chat.erase', chatId: 'nothing' })).toEqual({ ok: false, code: 'not_found' });
  });

  test('E6 erasing one who waits makes room in line', () => {
    const story = new Story();
    story.editor('a', 1);
    story.asking('c0');
    const [one, two] = [story.customer('c1'), story.customer('c2')];
    one.join({ question: 'Hemligt' });
    two.join();
    story.run({ type: 'chat.erase', chatId: one.chatId });
    expect(one.chat).toMatchObject({ state: 'ended', endReason: 'erased', question: '' });
    expect(two.told('chat').at(-1)?.chat.place).toBe(1);
  });
});

describe('I3: repeated commands', () => {
  test('I3 the same id again: the same answer, no new row, no frame', () => {
    const { story, a, customer, chatId } = asked();
    const first = customer.write('En gång', 'same-id');
    a.forget();
    story.later(5);
    expect(customer.write('Något annat', 'same-id')).toEqual(first);
    expect([story.last.changes, story.last.effects]).toEqual([[], []]);
    expect(a.told()).toEqual([]);
    const answer = a.write(chatId, 'Svar', 'same-id');
    expect(answer).toMatchObject({ ok: true, seq: 4 });
    expect(a.write(chatId, 'Svar', 'same-id')).toEqual(answer);
    expect(story.desk.messages(chatId, 0)).toHaveLength(4);
  });

  test('I3 a refusal is kept as the first answer too', () => {
    const story = new Story();
    const customer = story.customer('c1');
    const refused = customer.start({ commandId: 'start-1' });
    expect(refused).toEqual({ ok: false, code: 'desk_closed' });
    story.editor('a');
    expect(customer.start({ commandId: 'start-1' })).toEqual(refused);
    expect(story.desk.allChats()).toEqual([]);
    expect(customer.start({ commandId: 'start-2' })).toMatchObject({ ok: true });
  });

  test('I3, C1: a repeat still lets the clock take effect', () => {
    const { story, a, customer, chatId } = asked();
    const first = customer.write('Hallå?', 'again');
    story.skip(30_000);
    expect(customer.write('Hallå?', 'again')).toEqual(first);
    expect(story.chat(chatId).ownerId).toBe('b');
    expect(a.windows).toEqual([]);
  });
});
