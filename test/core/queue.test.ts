// Q1–Q8: the line. What a newcomer meets, who may join, and in what order people are served.

import { describe, expect, test } from 'vitest';
import { deskForCustomer, deskState } from '../../src/core/desk.ts';
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
