// Q12–Q14: texts and max chats that change while people wait, the longest line, and the weekly stop.

import { describe, expect, test } from 'vitest';
import { deskForCustomer } from '../../src/core/desk.ts';
import type { Settings } from '../../src/shared/settings.ts';
import { Story } from './story.ts';

/** A full desk with one customer in line. */
function oneWaiting(settings: Partial<Settings> = {}) {
  const story = new Story(settings);
  const a = story.editor('a', 1);
  story.asking('c0');
  const waiting = story.customer('c1');
  waiting.join();
  return { story, a, waiting };
}

describe('Q12', () => {
  test('Q12 changed texts reach those who wait at once', () => {
    const { story, waiting } = oneWaiting();
    story.change({ texts: { sv: { inQueue: 'Det är din tur om en liten stund' } } });
    expect(waiting.told('chatflow').at(-1)?.chatflow.texts.inQueue).toBe('Det är din tur om en liten stund');
  });

  test('Q12 a text of another language counts as a change too, and numbers do not', () => {
    const { story } = oneWaiting();
    story.change({ texts: { fi: { inQueue: 'Pian on vuorosi' } } });
    expect(story.last.effects.some(({ kind }) => kind === 'chatflow_to_customers')).toBe(true);
    story.change({ orphanSeconds: 60 });
    expect(story.last.effects.map(({ kind }) => kind)).toEqual(['drain_outbox']);
  });

  test('Q12 raising max chats serves the queue', () => {
    const { a, waiting } = oneWaiting();
    a.setMax(2);
    expect(waiting.chat).toMatchObject({ state: 'assigned', ownerId: 'a', place: 1 });
  });
});

describe('Q13, Q14', () => {
  test('Q13 a full queue answers like not allowed', () => {
    const { story, waiting } = oneWaiting({ maxQueueLength: 1 });
    const late = story.customer('c2');
    expect(deskForCustomer(story.desk, story.now)).toEqual({ state: 'full', canQueue: false });
    expect(late.start()).toEqual({ ok: false, code: 'desk_full', canQueue: false });
    expect(late.join()).toEqual({ ok: false, code: 'queue_full' });
    waiting.end();
    expect(late.told('desk').at(-1)?.desk).toMatchObject({ state: 'full', canQueue: true, nextPlace: 1 });
    expect(late.join()).toMatchObject({ ok: true });
  });

  test('Q13 those who are away count for the length', () => {
    const { story, waiting } = oneWaiting({ maxQueueLength: 1 });
    waiting.disconnect();
    expect(story.customer('c2').join()).toEqual({ ok: false, code: 'queue_full' });
  });

  // The story begins on a Monday at 10:00 in Stockholm, which is 11:00 in Helsinki.
  test.each([
    ['one minute before', 'Europe/Stockholm', '10:01', true],
    ['from its minute on', 'Europe/Stockholm', '10:00', false],
    ['after it', 'Europe/Stockholm', '09:59', false],
    ['in the time zone of the chatflow', 'Europe/Helsinki', '10:30', false],
  ])('Q14 the weekly stop of joining: %s', (_title, timeZone, stopAt, canQueue) => {
    const story = new Story({ timeZone, queueStopAt: { monday: stopAt, tuesday: '00:00' } });
    story.editor('a', 1);
    story.asking('c0');
    expect(deskForCustomer(story.desk, story.now).canQueue).toBe(canQueue);
    expect(story.customer('c1').join().ok).toBe(canQueue);
  });

  test('Q14 until midnight, and those in line are served', () => {
    const { story, a, waiting } = oneWaiting({ queueStopAt: { monday: '10:30' }, idleEndSeconds: 0, busyAfterMisses: 0 });
    const owned = story.chat(a.windows[0] ?? '');
    a.focus(owned.chatId);
    story.laterSeconds(30 * 60);
    expect(deskForCustomer(story.desk, story.now).canQueue).toBe(false);
    expect(waiting.chat.state).toBe('waiting');
    a.finish(owned.chatId);
    expect(waiting.chat.state).toBe('assigned');
    waiting.write();
    a.focus(waiting.chatId);
    story.laterSeconds(13 * 3_600 + 30 * 60 - 1);
    expect(deskForCustomer(story.desk, story.now)).toMatchObject({ state: 'full', canQueue: false });
    story.laterSeconds(1);
    expect(deskForCustomer(story.desk, story.now)).toMatchObject({ state: 'full', canQueue: true });
  });
});
