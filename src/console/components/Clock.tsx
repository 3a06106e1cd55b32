// How a chat stands, in words with their number, and the thirty seconds as a bar. Never in colour alone.

import type { DeskConnection } from '../desk/connection.ts';
import { siblingName } from '../desk/siblings.ts';
import { t } from '../language.ts';
import { type Standing, secondsUntil } from '../state/standing.ts';
import { nowAt } from '../time.ts';

export function StandingChip({ desk, standing }: { desk: DeskConnection; standing: Standing }) {
  return (
    <span class="chip" data-standing={standing.kind}>
      {wordsFor(desk, standing)}
    </span>
  );
}

function wordsFor(desk: DeskConnection, standing: Standing): string {
  switch (standing.kind) {
    case 'answer':
      return t('answerWithin', { seconds: secondsUntil(standing.atMs, nowAt(desk)) });
    case 'overdue':
      return t('overdue');
    case 'reserved':
      return t('reserved', { name: standing.name });
    case 'moving':
      return t('movingTo', { name: siblingName(standing.chatflowId) || t('anotherChat') });
    case 'customer_away':
      return t('customerAway');
    case 'question_writing':
      return t('questionWriting');
    case 'question_coming':
      return t('questionComing');
    case 'yours':
      return t('yours');
    case 'customers_turn':
      return t('customersTurn');
    case 'ended':
      return standing.atMs === null ? t('ended') : t('closesIn', { seconds: secondsUntil(standing.atMs, nowAt(desk)) });
    default: {
      const unknown: never = standing;
      return unknown;
    }
  }
}

/** T1. The running clock as a bar that grows shorter; an empty track when none runs, so that nothing below moves. */
export function ClockBar({ desk, standing }: { desk: DeskConnection; standing: Standing }) {
  if (standing.kind !== 'answer') return <div class="clock" data-standing={standing.kind} />;
  return <RunningClock desk={desk} atMs={standing.atMs} lengthMs={standing.lengthMs} />;
}

function RunningClock({ desk, atMs, lengthMs }: { desk: DeskConnection; atMs: number; lengthMs: number }) {
  const leftMs = Math.max(0, atMs - nowAt(desk));
  const share = lengthMs > 0 ? Math.min(1, leftMs / lengthMs) : 0;
  return (
    <div class="clock" data-standing="answer" role="img" aria-label={t('clockBar')}>
      <div class="clock-left" style={{ '--share': String(share) }} />
    </div>
  );
}
