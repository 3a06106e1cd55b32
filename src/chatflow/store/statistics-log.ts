// The event log as statistics read it: found by the clicks of a time range, read forward by number. Entries are only ever added, so a
// reading that lets other things happen in between misses and doubles nothing. Knows nothing of what is counted.

import type { Moment } from '../../core/rows.ts';
import { STATISTICS_MOMENTS_MAX_COUNT } from '../../shared/limits.ts';
import { MOMENTS } from './tables.ts';

/** Numbers of log entries: the first and the last click, and the last entry of all. */
export interface Span {
  first: number;
  lastClick: number;
  last: number;
}

/** Clicks are counted no further than an answer may hold, so that a range of years costs no more than a refusal. */
const CLICKS = `SELECT MIN(number) AS "first", MAX(number) AS "lastClick" FROM (
  SELECT number FROM moments INDEXED BY moments_clicks WHERE kind = 'click' AND at >= ? AND at < ? LIMIT ${STATISTICS_MOMENTS_MAX_COUNT + 1})`;
const LAST = 'SELECT MAX(number) AS "last" FROM moments';
const PAGE = `${MOMENTS.select} WHERE number BETWEEN ? AND ? ORDER BY number`;

export class StatisticsLog {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Where the clicks between two instants stand, the latter not included; null if there are none. */
  span(fromAt: number, toAt: number): Span | null {
    const { first, lastClick } = this.#sql.exec<{ first: number | null; lastClick: number | null }>(CLICKS, fromAt, toAt).one();
    const { last } = this.#sql.exec<{ last: number | null }>(LAST).one();
    return first === null || lastClick === null || last === null ? null : { first, lastClick, last };
  }

  /** Entries with these numbers, both included, in the order of the log. */
  page(first: number, last: number): Moment[] {
    return this.#sql
      .exec(PAGE, first, last)
      .toArray()
      .map((stored) => MOMENTS.decode(stored));
  }
}
