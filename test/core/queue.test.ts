// Q1–Q11: the line. What a newcomer meets, who may join, in what order people are served, and how it closes.

import { describe, expect, test } from 'vitest';
import { deskForCustomer, deskState } from '../../src/core/desk.ts';
import { publicStatus } from '../../src/core/views.ts';
import { DEFAULT_TEXTS } from '../../src/shared/texts/defaults.ts';
import { Story } from './story.ts';

/** One editor with one slot, taken and held, and this many customers in line. */
function full(count: number, settings = {}) {
  const story = new Story(settings);
  const a = story.editor('a', 1);
  const first = story.asking('c0');
  a.focus(first.chatId);
  const line = Array.from({ length: count }, (_, index) => story.customer(`c${index + 1}`));
  for (const customer of line) {
    story.later(1);
    customer.join();
  }
  const [one = first, two = first, three = first] = line;
  return { story, a, first, line, one, two, three };
}

describe('Q1–Q4: what a newcomer meets', () => {
  test('Q1 closed, full and open, as everybody sees them', () => {
    const story = new Story();
    const onlooker = story.customer('c9');
    const meets = () => onlooker.told('desk').at(-1)?.desk.state;
    expect(deskState(story.desk)).toBe('closed');
    const a = story.editor('a', 1);
    expect([deskState(story.desk), meets(), a.told('desk').at(-1)?.state]).toEqual(['open', 'open', 'open']);
    const customer = story.asking('c1');
    expect([deskState(story.desk), meets(), a.told('desk').at(-1)?.state]).toEqual(['full', 'full', 'full']);
    a.finish(customer.chatId);
    expect(meets()).toBe('open');
    a.busy();
    expect([deskState(story.desk), meets(), a.told('desk').at(-1)?.state]).toEqual(['closed', 'closed', 'closed']);
  });

  test('Q1, L2: a desk whose last editor is within the grace is full, not closed', () => {
    const story = new Story();
    const a = story.editor('a', 1);
    a.disconnect();
    expect(deskForCustomer(story.desk, story.now)).toEqual({ state: 'full', canQueue: true, nextPlace: 1 });
    expect(story.customer('c1').start()).toMatchObject({ code: 'desk_full', canQueue: true });
  });

  test('Q2 without the feature the queue cannot be switched on, and nobody can join', () => {
    const story = new Story({}, false);
    story.editor('a', 1);
    story.asking('c0');
    expect(story.change({ allowQueue: true })).toMatchObject({ ok: false, code: 'feature_missing', pointer: '/allowQueue' });
    expect(story.customer('c1').join()).toEqual({ ok: false, code: 'desk_full', canQueue: false });
  });

  test('Q2 taking the feature away unticks; granting it again does not tick; older news changes nothing', () => {
    const { story, one } = full(1);
    const grant = (granted: boolean, revision: number) => story.run({ type: 'feature.queue', granted, revision });
    grant(false, 2);
    expect(story.desk.desk()).toMatchObject({ queueFeature: false, settings: { allowQueue: false }, settingsRevision: 2 });
    expect(one.chat.state).toBe('waiting');
    grant(true, 1);
    expect(story.desk.desk().queueFeature).toBe(false);
    grant(true, 3);
    expect(story.desk.desk()).toMatchObject({ queueFeature: true, settings: { allowQueue: false }, settingsRevision: 2 });
    expect(story.change({ allowQueue: true })).toEqual({ ok: true });
  });

  test('Q3 saving the texts alone does not switch the queue on', () => {
    const story = new Story({ allowQueue: false });
    const a = story.editor('a', 1);
    story.asking('c0');
    story.change({ texts: { sv: { queueWelcome: 'Ställ dig i kön', inQueue: 'Du står i kön', queueClosed: 'Kön är stängd' } } });
    expect(story.customer('c1').join()).toEqual({ ok: false, code: 'desk_full', canQueue: false });
    expect(a.told('desk').at(-1)?.queue?.allowQueue ?? false).toBe(false);
  });

  test('Q4 joining is an explicit act: a click on a full desk puts nobody in line', () => {
    const { story } = full(0);
    const customer = story.customer('c1');
    expect(customer.start()).toEqual({ ok: false, code: 'desk_full', canQueue: true });
    expect(story.desk.waitingCount()).toBe(0);
    expect(customer.join()).toMatchObject({ ok: true });
    expect(customer.told('chat').at(-1)?.chat).toMatchObject({ state: 'waiting', place: 1 });
  });

  test('Q4 what counts is the desk at submission: open assigns at once, closed tells', () => {
    const { story, a, first } = full(0);
    a.finish(first.chatId);
    const lucky = story.customer('c1');
    expect(lucky.join()).toMatchObject({ ok: true });
    expect(lucky.chat).toMatchObject({ state: 'assigned', joinSeq: null });
    a.busy(true);
    expect(story.customer('c2').join()).toEqual({ ok: false, code: 'desk_closed' });
  });

  test('Q4 the fields: required ones are asked for, switched-off ones are not kept', () => {
    const story = new Story({ nameField: 'required', emailField: 'required', questionField: 'off' });
    story.editor('a');
    const customer = story.customer('c1');
    expect(customer.start()).toEqual({ ok: false, code: 'field_required', pointer: '/name' });
    expect(customer.start({ name: 'Kund' })).toEqual({ ok: false, code: 'field_required', pointer: '/email' });
    expect(customer.start({ name: 'Kund', email: 'kund@example.com', question: 'Varför?' })).toMatchObject({ ok: true });
    expect(customer.chat).toMatchObject({ name: 'Kund', email: 'kund@example.com', question: '', lastSeq: 1 });
    story.change({ nameField: 'off', emailField: 'off' });
    const other = story.customer('c2');
    other.start({ name: 'Kund', email: 'kund@example.com' });
    expect(other.chat).toMatchObject({ name: '', email: '' });
  });

  test.each(['open', 'full'])(
    'Q4 a question from the form on a desk that is %s becomes seq 2 at assignment and starts the clock',
    (state) => {
      const { story, a, first } = full(0);
      if (state === 'open') a.finish(first.chatId);
      const customer = story.customer('c1');
      customer.join({ question: 'När har ni öppet?' });
      story.laterSeconds(state === 'open' ? 0 : 20);
      if (state === 'full') {
        expect(customer.chat).toMatchObject({ question: 'När har ni öppet?', lastSeq: 0 });
        expect(customer.write()).toEqual({ ok: false, code: 'chat_waiting' });
        a.finish(first.chatId);
      }
      expect(story.desk.messages(customer.chatId, 0).map(({ author, text }) => [author, text])).toEqual([
        ['system', DEFAULT_TEXTS.sv.welcome],
        ['customer', 'När har ni öppet?'],
      ]);
      expect(customer.chat).toMatchObject({
        question: '',
        firstMessageAt: story.now,
        transferDueAt: story.now + 30_000,
        silentDueAt: null,
      });
    },
  );
});

describe('Q5–Q8: the order', () => {
  test('Q5 the place is 1 + those who joined earlier, it never grows, and can be switched off', () => {
    const { story, one, two, three } = full(3);
    const place = (customer: typeof one) => customer.told('chat').at(-1)?.chat.place;
    expect([one, two, three].map(place)).toEqual([1, 2, 3]);
    one.disconnect();
    two.end();
    expect([place(three), story.desk.placeOf(three.chat.joinSeq ?? 0)]).toEqual([2, 2]);
    story.change({ showPlace: false });
    expect(place(three)).toBeUndefined();
    story.change({ showPlace: true });
    expect(place(three)).toBe(2);
  });

  test('Q5 further back the place is told now and then, never too low', () => {
    const { story, line } = full(40);
    const last = line.at(-1);
    const told = () => last?.told('chat').at(-1)?.chat.place ?? 0;
    expect(told()).toBe(40);
    let frameCount = 0;
    for (const customer of line.slice(0, 39)) {
      customer.end();
      expect(told()).toBeGreaterThanOrEqual(story.desk.placeOf(last?.chat.joinSeq ?? 0));
      frameCount += story.last.effects.filter(({ kind }) => kind === 'to_customer').length;
    }
    expect(told()).toBe(1);
    expect(last?.told('chat').length).toBeLessThan(25);
    expect(frameCount).toBeLessThan(39 * 25);
  });

  test('Q6 first in, first out, whoever asks meanwhile', () => {
    const { story, a, first, one, two } = full(2);
    a.finish(first.chatId);
    expect([one.chat.state, two.chat.state]).toEqual(['assigned', 'waiting']);
    const late = story.customer('late');
    expect(late.start()).toMatchObject({ code: 'desk_full' });
    a.finish(one.chatId);
    expect(two.chat.state).toBe('assigned');
  });

  test('Q6 ahead of the queue: reservations, then begun chats by first assignment, passing over those the editor may not have', () => {
    const story = new Story({ transferAfterSeconds: 10 });
    const [, b, c] = [story.editor('a', 1), story.editor('b', 1), story.editor('c', 1)];
    const [oldest, held, reserved] = ['c1', 'c2', 'c3'].map((id) => {
      story.later(1);
      return story.asking(id);
    });
    if (!oldest || !held || !reserved) throw new Error('Three customers were to be there.');
    b.focus(held.chatId);
    c.transfer(reserved.chatId, b);
    const waiting = story.customer('c4');
    waiting.join();
    story.laterSeconds(10);
    expect(oldest.chat).toMatchObject({ ownerId: 'a', overdueSince: expect.any(Number) });
    b.finish(held.chatId);
    expect([reserved.chat.ownerId, oldest.chat.ownerId]).toEqual(['b', 'c']);
    expect(waiting.chat).toMatchObject({ state: 'assigned', ownerId: 'a' });
  });

  test('Q7 a slot that becomes free goes at once: close, wrap-up, raised max, a new editor, coming back', () => {
    const { story, a, first, line } = full(5, { wrapUpSeconds: 10 });
    const states = () => line.filter(({ chat }) => chat.state === 'assigned').length;
    first.end();
    expect(states()).toBe(0);
    story.laterSeconds(10);
    expect(states()).toBe(1);
    a.setMax(2);
    expect(states()).toBe(2);
    const b = story.editor('b', 1);
    expect(states()).toBe(3);
    b.disconnect();
    b.setMax(2);
    expect(states()).toBe(3);
    b.connect();
    expect(states()).toBe(4);
  });

  test('Q8 unticking drains: those in line are served, nobody new can join', () => {
    const { story, a, first, one } = full(1);
    const onlooker = story.customer('c8');
    story.change({ allowQueue: false });
    expect(onlooker.told('desk').at(-1)?.desk).toEqual({ state: 'full', canQueue: false });
    expect(onlooker.join()).toEqual({ ok: false, code: 'desk_full', canQueue: false });
    expect(one.chat.state).toBe('waiting');
    a.finish(first.chatId);
    expect(one.chat.state).toBe('assigned');
  });
});

describe('Q9–Q11: closing and leaving', () => {
  test('Q9 the last one who goes busy is asked first, with the number waiting', () => {
    const { story, a, one, two } = full(2);
    expect(a.busy()).toEqual({ ok: false, code: 'last_editor', waiting: 2 });
    expect(a.row.status).toBe('available');
    expect(a.available(true)).toEqual({ ok: true });
    expect(story.desk.desk().settings.allowQueue).toBe(false);
    expect([one.chat.state, two.chat.state]).toEqual(['waiting', 'waiting']);
  });

  test('Q9 not asked: one who is not the last, and when nobody waits; a colleague within the grace does not count', () => {
    const { story, a } = full(1);
    const b = story.editor('b', 1);
    story.customer('c9').join();
    b.disconnect();
    expect(a.busy()).toMatchObject({ code: 'last_editor' });
    b.connect();
    expect(a.busy()).toEqual({ ok: true });
    const quiet = new Story();
    expect(quiet.editor('a').busy()).toEqual({ ok: true });
  });

  test('Q9 when nobody counts as available, everybody in line is told once, stored as the last message, and chats go on', () => {
    const { story, a, first, one, two } = full(2);
    two.disconnect();
    one.forget();
    a.busy(true);
    expect(one.told('chat').map(({ chat }) => [chat.state, chat.endReason])).toEqual([['ended', 'queue_closed']]);
    expect(one.told('message').map(({ message }) => [message.seq, message.author, message.text])).toEqual([
      [1, 'system', DEFAULT_TEXTS.sv.queueClosed],
    ]);
    expect(one.told('desk').at(-1)?.desk).toEqual({ state: 'closed', canQueue: false });
    expect(story.desk.messages(two.chatId, 0).map(({ text }) => text)).toEqual([DEFAULT_TEXTS.sv.queueClosed]);
    expect(story.moments('queue_closed')).toMatchObject([{ detail: '2' }]);
    expect(first.chat.state).toBe('assigned');
    expect(first.write()).toMatchObject({ ok: true });
    a.available();
    expect([one.chat.state, two.chat.state]).toEqual(['ended', 'ended']);
    expect([one, two].map(({ chatId }) => story.measures(chatId).missed)).toEqual([true, true]);
  });

  test.each([
    ['an admin sets the last one busy', 'set_busy'],
    ['the last one is removed', 'remove'],
    ['the last one misses too often', 'misses'],
    ['the grace of the last one is over', 'grace'],
  ])('Q9 it closes too when %s', (_title, how) => {
    const story = new Story({ busyAfterMisses: 1 });
    const a = story.editor('a', 1);
    story.asking('c0');
    const one = story.customer('c1');
    one.join();
    if (how === 'set_busy') a.setBusyByAdmin();
    if (how === 'remove') a.remove();
    if (how === 'misses') story.laterSeconds(30);
    if (how === 'grace') {
      a.disconnect();
      story.laterSeconds(45);
    }
    expect(one.chat.endReason).toBe('queue_closed');
    expect(story.moments('queue_closed')).toHaveLength(1);
  });

  test('Q10 closed, or full and not allowed: no chat can be started, and open panels know at once', () => {
    const { story, a } = full(0, { allowQueue: false });
    const onlooker = story.customer('c1');
    expect(onlooker.start()).toEqual({ ok: false, code: 'desk_full', canQueue: false });
    a.busy();
    expect(onlooker.told('desk').at(-1)?.desk).toEqual({ state: 'closed', canQueue: false });
    expect(onlooker.start()).toEqual({ ok: false, code: 'desk_closed' });
    expect(onlooker.join()).toEqual({ ok: false, code: 'desk_closed' });
    expect(publicStatus(story.desk, 'fi', story.now)).toMatchObject({
      desk: { state: 'closed' },
      chatflow: { language: 'fi', texts: { closed: DEFAULT_TEXTS.fi.closed } },
    });
  });

  test('Q10 a customer whose chat has ended meets the desk as it has become', () => {
    const { a, first } = full(0, { allowQueue: false });
    a.busy();
    first.end();
    expect(first.told('desk').at(-1)?.desk).toEqual({ state: 'closed', canQueue: false });
  });

  test('Q11 a waiting customer can leave, and those behind move up', () => {
    const { story, one, two } = full(2);
    expect(one.end()).toMatchObject({ ok: true });
    expect(one.chat).toMatchObject({ state: 'ended', endReason: 'queue_left' });
    expect(two.told('chat').at(-1)?.chat.place).toBe(1);
    expect(story.measures(one.chatId)).toMatchObject({ missed: false, unanswered: false });
  });

  test.each([
    [119_999, 'waiting'],
    [120_000, 'ended'],
  ])('Q11 one who is away is passed over, keeps the place, and after %i ms is %s', (ms, state) => {
    const { story, a, first, one, two } = full(2);
    one.disconnect();
    a.finish(first.chatId);
    expect([one.chat.state, two.chat.state]).toEqual(['waiting', 'assigned']);
    story.later(ms);
    expect(one.chat.state).toBe(state);
    if (state === 'ended') expect(one.chat.endReason).toBe('queue_abandoned');
    one.connect();
    a.finish(two.chatId);
    expect(one.chat.state).toBe(state === 'ended' ? 'ended' : 'assigned');
  });

  test('Q11 one who has fallen silent blocks nobody: found out when the turn comes', () => {
    const { story, a, first, one, two } = full(2);
    one.goSilent();
    story.skip(150_000);
    a.finish(first.chatId);
    expect([one.chat.state, two.chat.state]).toEqual(['waiting', 'assigned']);
    expect(one.chat.customerAwaySince).toBe(story.now);
  });

  test('Q11, Q6: a slot that is free beside one who is away goes to a newcomer, and to the one who comes back first', () => {
    const { story, a, first, one } = full(1);
    one.disconnect();
    a.finish(first.chatId);
    expect(deskState(story.desk)).toBe('open');
    one.connect();
    expect(one.chat).toMatchObject({ state: 'assigned', ownerId: 'a' });
  });
});
