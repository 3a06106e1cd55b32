import { describe, expect, test } from 'vitest';
import { EMPTY_TRANSCRIPT, withMessages } from '../../src/client/transcript.ts';
import {
  deadlinesOf,
  responseTime,
  type Standing,
  secondsSince,
  secondsUntil,
  standingOf,
  wantsAttention,
} from '../../src/console/state/standing.ts';
import type { Message, Window } from '../../src/shared/protocol.ts';
import { message, NOW, viewAfter, welcome, window } from './frames.ts';

function viewed(set: Partial<Window>, typing: { text: string } | null = null) {
  return { ...window(set), transcript: EMPTY_TRANSCRIPT, notes: [], typing, lastMoveTo: null };
}

const asked = { firstMessageAt: NOW, unansweredSince: NOW };
const CASES: [string, Partial<Window>, { text: string } | null, Standing][] = [
  ['P7 before the question', {}, null, { kind: 'question_coming' }],
  ['P5 while the question is being written', {}, { text: '' }, { kind: 'question_writing' }],
  ['P7 also when the editor has looked in already', { held: true }, null, { kind: 'question_coming' }],
  [
    'T1 while the clock runs',
    { ...asked, transferAt: NOW + 30_000, transferMs: 30_000 },
    null,
    { kind: 'answer', atMs: NOW + 30_000, lengthMs: 30_000 },
  ],
  ['T2 once it is held', { ...asked, held: true }, null, { kind: 'yours' }],
  ['T6 when nobody could take it', { ...asked, overdueSince: NOW }, null, { kind: 'overdue', sinceMs: NOW }],
  ['T6 focus keeps an overdue chat', { ...asked, overdueSince: NOW, held: true }, null, { kind: 'yours' }],
  [
    'T9 when it goes to a colleague’s next place',
    { ...asked, held: true, reservedForName: 'Redaktör 2' },
    null,
    { kind: 'reserved', name: 'Redaktör 2' },
  ],
  [
    'T11 when it is on its way to another chatflow, whoever else waits for it',
    { ...asked, held: true, movingTo: 'flow-2', customerAwaySince: NOW },
    null,
    { kind: 'moving', chatflowId: 'flow-2' },
  ],
  [
    'L4 when the customer is away',
    { firstMessageAt: NOW, held: true, customerAwaySince: NOW },
    null,
    { kind: 'customer_away', sinceMs: NOW },
  ],
  [
    'T1 the clock goes before an away customer',
    { ...asked, customerAwaySince: NOW, transferAt: NOW + 9, transferMs: 10 },
    null,
    { kind: 'answer', atMs: NOW + 9, lengthMs: 10 },
  ],
  ['R4 taken over after an answer', { firstMessageAt: NOW }, null, { kind: 'customers_turn' }],
  ['P11 ended', { ...asked, state: 'ended', closesAt: NOW + 60_000, overdueSince: NOW }, null, { kind: 'ended', atMs: NOW + 60_000 }],
];

describe('how a chat stands', () => {
  test.each(CASES)('%s', (_title, set, typing, standing) => {
    expect(standingOf(viewed(set, typing))).toEqual(standing);
  });

  test('T2 the title counts the live windows that nobody has turned to', () => {
    expect(wantsAttention(viewed({}))).toBe(true);
    expect(wantsAttention(viewed({ held: true }))).toBe(false);
    expect(wantsAttention(viewed({ state: 'ended' }))).toBe(false);
    expect(wantsAttention(viewed({ reservedForName: 'Redaktör 2' }))).toBe(false);
    expect(wantsAttention(viewed({ movingTo: 'flow-2' }))).toBe(false);
  });

  test('C1 seconds count down to the deadline itself and never below 0', () => {
    expect(secondsUntil(NOW + 18_000, NOW)).toBe(18);
    expect(secondsUntil(NOW + 1, NOW)).toBe(1);
    expect(secondsUntil(NOW, NOW)).toBe(0);
    expect(secondsUntil(NOW, NOW + 5_000)).toBe(0);
    expect(secondsSince(NOW, NOW + 1_999)).toBe(1);
    expect(secondsSince(NOW + 5_000, NOW)).toBe(0);
  });

  test('C1 the moments that change a window by time alone', () => {
    const view = viewAfter(
      welcome([
        { ...window({ transferAt: 5, idleEndsAt: 9 }), messages: [], notes: [] },
        { ...window({ chatId: 'chat-2', place: 1, closesAt: 7 }), messages: [], notes: [] },
      ]),
    );
    expect(deadlinesOf(view).sort()).toEqual([5, 7, 9]);
  });
});

describe('R1 response time', () => {
  const at = (messages: Message[]) => responseTime(withMessages(EMPTY_TRANSCRIPT, messages));
  test('runs from the customer’s first message to the editors’ first after it', () => {
    const talk = [message(1, 'system'), message(2, 'customer'), message(3, 'customer'), message(4, 'editor'), message(5, 'editor')];
    expect(at(talk)).toEqual({ seq: 4, ms: 2_000 });
  });
  test('R3 is not ended by the welcome text or by an editor who wrote first', () => {
    expect(at([message(1, 'system'), message(2, 'editor'), message(3, 'customer')])).toBeNull();
    expect(at([message(1, 'system'), message(2, 'editor'), message(3, 'customer'), message(4, 'editor')])).toEqual({ seq: 4, ms: 1_000 });
  });
  test('there is none before the question', () => {
    expect(at([message(1, 'system')])).toBeNull();
  });
});
