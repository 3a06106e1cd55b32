// Figures in words: their names, what they say, and times, shares and days as the language writes them.

import type { CountName, DefinitionName, DurationName } from '../../shared/statistics.ts';
import { language, t, type Words } from '../language.ts';

type StatisticsWord = keyof Words & `stat${string}`;

export const NAMES = {
  started: 'statStarted',
  received: 'statReceived',
  answered: 'statAnswered',
  unanswered: 'statUnanswered',
  missed: 'statMissed',
  transferredByClock: 'statTransferredByClock',
  transferredByHand: 'statTransferredByHand',
  reassigned: 'statReassigned',
  misses: 'statMisses',
  abandonedInQueue: 'statAbandonedInQueue',
  closedOutOfQueue: 'statClosedOutOfQueue',
  notEnded: 'statNotEnded',
  response: 'statResponse',
  queueWait: 'statQueueWait',
  focus: 'statFocus',
} as const satisfies Record<CountName | DurationName, StatisticsWord>;

export const MEANINGS = {
  interval: 'statDefInterval',
  started: 'statDefStarted',
  received: 'statDefReceived',
  answered: 'statDefAnswered',
  unanswered: 'statDefUnanswered',
  missed: 'statDefMissed',
  transferredByClock: 'statDefTransferredByClock',
  transferredByHand: 'statDefTransferredByHand',
  reassigned: 'statDefReassigned',
  misses: 'statDefMisses',
  abandonedInQueue: 'statDefAbandonedInQueue',
  closedOutOfQueue: 'statDefClosedOutOfQueue',
  notEnded: 'statDefNotEnded',
  response: 'statDefResponse',
  queueWait: 'statDefQueueWait',
  focus: 'statDefFocus',
  median: 'statDefMedian',
  p90: 'statDefP90',
  p95: 'statDefP95',
  within: 'statDefWithin',
  editors: 'statDefEditors',
} as const satisfies Record<DefinitionName, StatisticsWord>;

const SECOND_MS = 1_000;
const NOTHING = '–';

/** A length of time: `42 s`, `3 min 20 s`, `1 h 5 min`; a dash for none. */
export function timeWords(ms: number | null): string {
  if (ms === null) return NOTHING;
  const seconds = Math.round(ms / SECOND_MS);
  if (seconds < 60) return t('seconds', { count: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return t('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  return seconds % 60 === 0 ? t('minutes', { count: minutes }) : t('statMinutes', { minutes, seconds: seconds % 60 });
}

/** `87 %`; a dash for none. */
export function shareWords(share: number | null): string {
  return share === null ? NOTHING : new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

export function numberWords(count: number): string {
  return new Intl.NumberFormat(locale()).format(count);
}

/** Days of the chatflow's time zone: `mån 2 mars`, `2–8 mars`. ISO dates come in. */
export function daysWords(from: string, to: string): string {
  const weekday = from === to ? ({ weekday: 'short' } as const) : {};
  const format = new Intl.DateTimeFormat(locale(), { ...weekday, day: 'numeric', month: 'short', timeZone: 'UTC' });
  return format.formatRange(Date.parse(from), Date.parse(to));
}

/** The whole range, with its year. */
export function rangeWords(from: string, to: string): string {
  const format = new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeZone: 'UTC' });
  return format.formatRange(Date.parse(from), Date.parse(to));
}

/** Today by this browser's clock, as an ISO date. */
export function todayHere(): string {
  return new Intl.DateTimeFormat('sv-SE').format();
}

function locale(): string {
  return language.value === 'en' ? 'en-GB' : language.value;
}
