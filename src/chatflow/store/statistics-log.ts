// The event log as statistics read it: found by the beginnings of chats in a time range, read forward by number. Entries are only ever added, so a
// reading that lets other things happen in between misses and doubles nothing. Knows nothing of what is counted.

import type { Moment } from '../../core/rows.ts';
import { STATISTICS_MOMENTS_MAX_COUNT } from '../../shared/limits.ts';
import { MOMENTS } from './tables.ts';

/** Numbers of log entries: the first and the last with which a chat began or was received (T11), and the last entry of all. */
export interface Span {
  first: number;
  lastBeginning: number;
  last: number;
}

/** Beginnings are counted no further than an answer may hold, so that a range of years costs no more than a refusal. */
const BEGINNINGS = `SELECT MIN(number) AS "first", MAX(number) AS "lastBeginning" FROM (
  SELECT number FROM (
    SELECT number FROM moments INDEXED BY moments_clicks WHERE kind = 'click' AND at >= ?1 AND at < ?2
    UNION ALL
    SELECT number FROM moments INDEXED BY moments_received WHERE kind = 'move' AND detail = 'received' AND at >= ?1 AND at < ?2
  ) LIMIT ${STATISTICS_MOMENTS_MAX_COUNT + 1})`;
const LAST = 'SELECT MAX(number) AS "last" FROM moments';
const PAGE = `${MOMENTS.select} WHERE number BETWEEN ? AND ? ORDER BY number`;

type Nullable<T> = { [Name in keyof T]: T[Name] | null };

export class StatisticsLog {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Where the beginnings between two instants stand, the latter not included; null if there are none. */
  span(fromAt: number, toAt: number): Span | null {
    const { first, lastBeginning } = this.#sql.exec<Nullable<Span>>(BEGINNINGS, fromAt, toAt).one();
    const { last } = this.#sql.exec<Nullable<Pick<Span, 'last'>>>(LAST).one();
    return first === null || lastBeginning === null || last === null ? null : { first, lastBeginning, last };
  }

  /** Entries with these numbers, both included, in the order of the log. */
  page(first: number, last: number): Moment[] {
    return this.#sql
      .exec(PAGE, first, last)
      .toArray()
      .map((stored) => MOMENTS.decode(stored));
  }
}
