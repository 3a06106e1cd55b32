// Days, weeks and months of a time zone: borders where the zone has them, and nothing lost or counted twice between them.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateAt, type Interval, intervalsOf, startOfDay } from '../../src/core/intervals.ts';
import type { StatisticsInterval } from '../../src/shared/statistics.ts';

const HOUR_MS = 3_600_000;
const STOCKHOLM = 'Europe/Stockholm';

function cut(from: string, to: string, interval: StatisticsInterval, timeZone = STOCKHOLM): Interval[] {
  const cut = intervalsOf({ from, to, interval }, timeZone);
  if (!cut.ok) throw new Error(`Refused: ${cut.code}`);
  return cut.intervals;
}

const hours = ({ fromAt, toAt }: Interval) => (toAt - fromAt) / HOUR_MS;
const labels = (intervals: Interval[]) => intervals.map(({ from, to }) => `${from}…${to}`);

describe('I19: days of a time zone', () => {
  test('a day in Stockholm has 24 hours, and 23 or 25 when the clocks are changed', () => {
    const spring = cut('2026-03-28', '2026-03-30', 'day');
    expect(spring.map(hours)).toEqual([24, 23, 24]);
    expect(spring[1]?.fromAt).toBe(Date.UTC(2026, 2, 28, 23));
    expect(spring[1]?.toAt).toBe(Date.UTC(2026, 2, 29, 22));
    const autumn = cut('2026-10-24', '2026-10-26', 'day');
    expect(autumn.map(hours)).toEqual([24, 25, 24]);
    expect(autumn[1]?.fromAt).toBe(Date.UTC(2026, 9, 24, 22));
    expect(autumn[1]?.toAt).toBe(Date.UTC(2026, 9, 25, 23));
  });

  test('the last millisecond of a day is in it, the next one is not', () => {
    for (const date of ['2026-03-29', '2026-07-01', '2026-10-25', '2028-02-29', '2026-12-31']) {
      const at = startOfDay(date, STOCKHOLM);
      expect([dateAt(at, STOCKHOLM), dateAt(at - 1, STOCKHOLM) < date]).toEqual([date, true]);
    }
  });

  test('a day begins later where the clock skips midnight, and with the first midnight of its own where the hour before comes twice', () => {
    const beirut = 'Asia/Beirut';
    expect(startOfDay('2025-03-30', beirut)).toBe(Date.UTC(2025, 2, 29, 22));
    expect(startOfDay('2025-10-26', beirut)).toBe(Date.UTC(2025, 9, 25, 22));
    expect(cut('2025-03-29', '2025-03-30', 'day', beirut).map(hours)).toEqual([24, 23]);
    expect(cut('2025-10-25', '2025-10-26', 'day', beirut).map(hours)).toEqual([25, 24]);
  });

  test('a day that the zone left out is empty', () => {
    expect(cut('2011-12-29', '2011-12-31', 'day', 'Pacific/Apia').map(hours)).toEqual([24, 0, 24]);
  });

  test('dates and times of the calendar are those of the platform', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2999, 11) }), (at) => {
        const date = new Date(at).toISOString().slice(0, 10);
        expect(dateAt(at, 'UTC')).toBe(date);
        expect(startOfDay(date, 'UTC')).toBe(Date.parse(date));
      }),
    );
  });
});

describe('I19: a range cut into intervals', () => {
  test('weeks begin on Mondays; the first and the last may be short', () => {
    expect(labels(cut('2026-03-05', '2026-03-17', 'week'))).toEqual([
      '2026-03-05…2026-03-08',
      '2026-03-09…2026-03-15',
      '2026-03-16…2026-03-17',
    ]);
    expect(labels(cut('2025-12-29', '2026-01-04', 'week'))).toEqual(['2025-12-29…2026-01-04']);
  });

  test('months begin on their first, also over a new year and in a leap year', () => {
    expect(labels(cut('2027-12-15', '2028-03-01', 'month'))).toEqual([
      '2027-12-15…2027-12-31',
      '2028-01-01…2028-01-31',
      '2028-02-01…2028-02-29',
      '2028-03-01…2028-03-01',
    ]);
  });

  test('intervals of any range follow upon each other without gap or overlap', () => {
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2029-01-01'), noInvalidDate: true });
    const zones = fc.constantFrom(
      STOCKHOLM,
      'UTC',
      'America/St_Johns',
      'Asia/Kathmandu',
      'Pacific/Kiritimati',
      'Asia/Beirut',
      'Africa/Cairo',
    );
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom('day', 'week', 'month'),
        zones,
        (first, dayCount, interval, zone) => {
          const from = first.toISOString().slice(0, 10);
          const to = new Date(Date.parse(from) + dayCount * 24 * HOUR_MS).toISOString().slice(0, 10);
          const intervals = cut(from, to, interval, zone);
          expect([intervals[0]?.from, intervals.at(-1)?.to]).toEqual([from, to]);
          for (const [index, { fromAt, toAt }] of intervals.entries()) {
            expect(toAt).toBeGreaterThan(fromAt);
            expect(intervals[index + 1]?.fromAt ?? toAt).toBe(toAt);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a range that ends before it begins, or has too many intervals, is refused', () => {
    const refused = (from: string, to: string, interval: StatisticsInterval) => intervalsOf({ from, to, interval }, STOCKHOLM);
    expect(refused('2026-03-02', '2026-03-01', 'day')).toMatchObject({ ok: false, code: 'invalid', pointer: '/to' });
    expect(cut('2025-01-01', '2026-02-04', 'day')).toHaveLength(400);
    expect(refused('2025-01-01', '2026-02-05', 'day')).toEqual({ ok: false, code: 'range_too_long' });
    expect(refused('2000-01-01', '2999-12-31', 'day')).toEqual({ ok: false, code: 'range_too_long' });
    expect(cut('2025-01-01', '2026-02-05', 'week')).toHaveLength(58);
  });
});
