// Whole days of a time zone, and a range of them cut into days, weeks or months. A day has 23, 24 or 25 hours, as the zone has it. Pure: the
// instant and the zone come in.

import { type Refusal, refuse } from '../shared/errors.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS, STATISTICS_INTERVALS_MAX_COUNT } from '../shared/limits.ts';
import type { StatisticsInterval } from '../shared/statistics.ts';

/** `from` and `to`: first and last day, as ISO dates; `fromAt` and `toAt`: its borders, ms since 1970, the latter not in it. */
export interface Interval {
  from: string;
  to: string;
  fromAt: number;
  toAt: number;
}

/**
 * Cuts the days from `from` to `to`, both included, at each midnight, Monday or first of a month in the zone. `invalid` for a range that ends
 * before it begins, `range_too_long` for more intervals than one answer carries.
 */
export function intervalsOf(
  range: { from: string; to: string; interval: StatisticsInterval },
  timeZone: string,
): { ok: true; intervals: Interval[] } | Refusal {
  const lastDay = dayNumber(range.to);
  if (lastDay < dayNumber(range.from)) return refuse('invalid', { pointer: '/to', reason: 'must not be before from' });
  const intervals: Interval[] = [];
  let fromAt = startOfDay(range.from, timeZone);
  for (let day = dayNumber(range.from); day <= lastDay; ) {
    if (intervals.length === STATISTICS_INTERVALS_MAX_COUNT) return refuse('range_too_long');
    const next = Math.min(nextBorder(day, range.interval), lastDay + 1);
    const toAt = startOfDay(dateOfDay(next), timeZone);
    intervals.push({ from: dateOfDay(day), to: dateOfDay(next - 1), fromAt, toAt });
    [day, fromAt] = [next, toAt];
  }
  return { ok: true, intervals };
}

/** The day that an instant is in, as an ISO date. */
export function dateAt(at: number, timeZone: string): string {
  return dateAndTime(at, timeZone).date;
}

/** The first instant of a day. Where the clock skips midnight, the day begins later; where midnight comes twice, with the first. */
export function startOfDay(date: string, timeZone: string): number {
  const midnight = dayNumber(date) * DAY_MS;
  const candidates = [midnight - DAY_MS, midnight + DAY_MS].map((at) => midnight - offsetAt(at, timeZone));
  const earliest = Math.min(...candidates);
  return dateAt(earliest, timeZone) >= date ? earliest : Math.max(...candidates);
}

/** The first day after this one with which another interval begins. */
function nextBorder(day: number, interval: StatisticsInterval): number {
  switch (interval) {
    case 'day':
      return day + 1;
    case 'week':
      return day + 7 - weekdayOf(day);
    case 'month': {
      const [year, month] = partsOf(dateOfDay(day));
      return month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
    }
    default:
      return interval satisfies never;
  }
}

/** 0 is Monday; 1970 began on a Thursday. */
function weekdayOf(day: number): number {
  return (day + 3) % 7;
}

/** Days since 1970-01-01. */
function dayNumber(date: string): number {
  return dayOf(...partsOf(date));
}

/** The year is taken to begin in March, so that the leap day comes last and the months before it are of fixed lengths. */
function dayOf(year: number, month: number, day: number): number {
  const years = month > 2 ? year : year - 1;
  const months = (month + 9) % 12;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  const DAYS_TO_1970 = 719_468;
  return years * 365 + leapDays + Math.floor((153 * months + 2) / 5) + day - 1 - DAYS_TO_1970;
}

function dateOfDay(day: number): string {
  return dateAt(day * DAY_MS, 'UTC');
}

function partsOf(date: string): [year: number, month: number, day: number] {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return [year, month, day];
}

/** How far the zone's clocks are ahead of UTC, in ms. */
function offsetAt(at: number, timeZone: string): number {
  const { date, timeMs } = dateAndTime(at, timeZone);
  return dayNumber(date) * DAY_MS + timeMs - at;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What calendar and clock show in the zone; `timeMs` since midnight by the clock, whole seconds. `timeZone`: an IANA name that was checked. */
function dateAndTime(at: number, timeZone: string): { date: string; timeMs: number } {
  let format = formats.get(timeZone);
  if (!format) {
    const fields = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
    format = new Intl.DateTimeFormat('en-GB', { timeZone, calendar: 'gregory', hourCycle: 'h23', ...fields });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(at).map((part) => [part.type, part.value]));
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  const date = `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
  return { date, timeMs: number('hour') * 60 * MINUTE_MS + number('minute') * MINUTE_MS + number('second') * SECOND_MS };
}
