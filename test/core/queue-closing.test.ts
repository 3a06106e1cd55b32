// Q9–Q11: how the line closes, and how people leave it.

import { describe, expect, test } from 'vitest';
import { deskState } from '../../src/core/desk.ts';
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
