// R: response time and the moments that it is counted from.

import { describe, expect, test } from 'vitest';
import { measure } from '../../src/core/measures.ts';
import { START_AT, Story } from './story.ts';

describe('R', () => {
  test('R1 response time runs from the customer’s first message to the editors’ first message after it', () => {
    const story = new Story();
    const a = story.editor('a');
    const customer = story.asking('c1');
    a.focus(customer.chatId);
    story.laterSeconds(40);
    customer.write('Och en sak till');
    story.laterSeconds(2);
    a.write(customer.chatId);
    story.laterSeconds(50);
    customer.write('Tack');
    a.write(customer.chatId);
    expect(story.measures(customer.chatId)).toMatchObject({ responseMs: 42_000, focusMs: 0 });
    expect(customer.chat).toMatchObject({ firstMessageAt: START_AT, firstAnswerAt: START_AT + 42_000 });
  });

  test('R2 the time before the first message and the time in line are not in it', () => {
    const story = new Story();
    const a = story.editor('a', 1);
    const first = story.asking('c1');
    a.focus(first.chatId);
    const customer = story.customer('c2');
    customer.join();
    story.laterSeconds(100);
    a.finish(first.chatId);
    story.laterSeconds(25);
    customer.write();
    story.laterSeconds(7);
    a.write(customer.chatId);
    expect(story.measures(customer.chatId)).toMatchObject({ queueMs: 100_000, responseMs: 7_000 });
  });

  test('R2, Q4: a question from the form counts from the assignment', () => {
    const story = new Story();
    const a = story.editor('a', 1);
    const first = story.asking('c1');
    a.focus(first.chatId);
    const customer = story.customer('c2');
    customer.join({ question: 'När har ni öppet?' });
    story.laterSeconds(60);
    a.finish(first.chatId);
    story.laterSeconds(9);
    a.write(customer.chatId);
    expect(story.measures(customer.chatId)).toMatchObject({ queueMs: 60_000, responseMs: 9_000 });
  });

  test('R3 the welcome message, an editor’s word before the question, and focus do not end it', () => {
    const story = new Story();
    const a = story.editor('a');
    const customer = story.customer('c1');
    customer.start();
    a.write(customer.chatId, 'Hej!');
    customer.write();
    a.focus(customer.chatId);
    story.laterSeconds(11);
    expect(story.measures(customer.chatId).responseMs).toBeNull();
    a.write(customer.chatId);
    expect(story.measures(customer.chatId)).toMatchObject({
      responseMs: 11_000,
      focusMs: 0,
      ownResponseMs: [{ editorId: 'a', ms: 11_000 }],
    });
  });

  test('R4 after a transfer the chat’s clock goes on, and each editor has an own figure', () => {
    const story = new Story();
    const [a, b] = [story.editor('a'), story.editor('b')];
    const customer = story.asking('c1');
    story.laterSeconds(30);
    story.laterSeconds(12);
    b.write(customer.chatId);
    story.laterSeconds(8);
    b.transfer(customer.chatId, a);
    story.laterSeconds(5);
    a.write(customer.chatId);
    a.write(customer.chatId);
    expect(story.measures(customer.chatId)).toMatchObject({
      responseMs: 42_000,
      ownResponseMs: [
        { editorId: 'b', ms: 12_000 },
        { editorId: 'a', ms: 5_000 },
      ],
      missCount: 1,
      moveCount: 2,
    });
  });

  test('R5 every moment is stored, in order, with its time and its editor', () => {
    const story = new Story();
    const [a, b] = [story.editor('a', 1), story.editor('b', 1)];
    const customer = story.customer('c1');
    customer.start();
    story.laterSeconds(4);
    customer.write();
    story.laterSeconds(30);
    b.focus(customer.chatId);
    story.laterSeconds(3);
    b.write(customer.chatId);
    b.transfer(customer.chatId, a);
    a.end(customer.chatId);
    a.close(customer.chatId);
    const log = story
      .moments(undefined, customer.chatId)
      .map(({ at, kind, editorId, detail }) => [(at - START_AT) / 1_000, kind, editorId, detail]);
    expect(log).toEqual([
      [0, 'click', null, null],
      [0, 'assignment', 'a', null],
      [4, 'first_message', null, null],
      [34, 'miss', 'a', null],
      [34, 'window_closed', 'a', 'transferred'],
      [34, 'move', 'b', 'transferred'],
      [34, 'assignment', 'b', null],
      [34, 'focus', 'b', null],
      [37, 'first_answer', 'b', null],
      [37, 'own_first_answer', 'b', null],
      [37, 'window_closed', 'b', 'handed_over'],
      [37, 'move', 'a', 'handed_over'],
      [37, 'assignment', 'a', null],
      [37, 'end', 'a', 'editor_ended'],
      [37, 'window_closed', 'a', 'closed'],
    ]);
  });

  test('R5, Q4: joining the line is a moment of its own', () => {
    const story = new Story();
    story.editor('a', 1);
    story.asking('c1');
    const customer = story.customer('c2');
    customer.join();
    expect(story.moments(undefined, customer.chatId).map(({ kind }) => kind)).toEqual(['click', 'join']);
    customer.end();
    expect(measure(story.moments(undefined, customer.chatId))).toMatchObject({ endReason: 'queue_left', queueMs: null, responseMs: null });
  });
});
