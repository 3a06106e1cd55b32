// What the service answers about statistics, read as what it should be, and the address that asks for it. Pure.

import {
  COUNTS,
  type CountName,
  type DurationFigures,
  type Figures,
  STATISTICS_INTERVALS,
  type Statistics,
  type StatisticsInterval,
} from '../../shared/statistics.ts';
import { listOf, maybe, number, oneOf, type Reader, shapeOf, text } from '../settings/state/shape.ts';

/** The ranges that can be chosen, in days that end today, and what each is cut into. */
export const RANGES = [
  { days: 7, interval: 'day' },
  { days: 30, interval: 'day' },
  { days: 90, interval: 'week' },
] as const;
export type Range = (typeof RANGES)[number];

const DAY_MS = 86_400_000;

/** The ISO date that lies so many days before another. */
export function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * DAY_MS).toISOString().slice(0, 10);
}

/** Where the statistics from this day on are; the last day is today, as the service sees it, unless `more` says otherwise. */
export function pathOf(chatflowId: string, from: string, interval: StatisticsInterval, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({ from, interval, ...more });
  return `/v1/chatflows/${encodeURIComponent(chatflowId)}/statistics?${query}`;
}

const duration: Reader<DurationFigures> = shapeOf<DurationFigures>({
  count: number,
  medianMs: maybe(number),
  p90Ms: maybe(number),
  p95Ms: maybe(number),
  targetSeconds: number,
  withinCount: number,
  outOfCount: number,
  withinShare: maybe(number),
});

const counts = Object.fromEntries(COUNTS.map((name) => [name, number])) as Record<CountName, Reader<number>>;
const figures = { ...counts, response: duration, queueWait: duration, focus: duration };

export const statistics: Reader<Statistics> = shapeOf<Statistics>({
  chatflowId: text,
  timeZone: text,
  from: text,
  to: text,
  interval: oneOf(...STATISTICS_INTERVALS),
  targets: shapeOf({ response: number, queueWait: number, focus: number }),
  total: shapeOf<Figures>(figures),
  intervals: listOf(shapeOf<Figures & { from: string; to: string }>({ ...figures, from: text, to: text })),
  editors: listOf(shapeOf({ editorId: text, name: maybe(text), arrivals: number, misses: number, response: duration })),
});
