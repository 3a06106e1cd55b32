// Statistics of the desk: reads the event log a stretch at a time, and lets the desk work in between. What is counted is the core's business.

import { dateAt, intervalsOf } from '../core/intervals.ts';
import type { Moment } from '../core/rows.ts';
import { StatisticsFold } from '../core/statistics.ts';
import { refuse } from '../shared/errors.ts';
import { STATISTICS_MOMENTS_MAX_COUNT, STATISTICS_PAGE_COUNT } from '../shared/limits.ts';
import { DEFAULT_TARGETS, type Statistics, type StatisticsQuestion, type Targets } from '../shared/statistics.ts';
import type { Outcome } from './rpc.ts';
import type { RunningDesk } from './running-desk.ts';
import type { StatisticsLog } from './store/statistics-log.ts';

/** Readings at the same time; one more is refused, so that statistics never crowd out the desk itself. */
const READINGS_MAX_COUNT = 2;

export class StatisticsReader {
  readonly #desk: RunningDesk;
  readonly #log: StatisticsLog;
  #readingCount = 0;

  constructor(desk: RunningDesk, log: StatisticsLog) {
    this.#desk = desk;
    this.#log = log;
  }

  /** `invalid`, `range_too_long`; `rate_limited` while others are being read; `not_found` once the desk is gone. */
  async answer(question: StatisticsQuestion): Promise<Outcome<Statistics>> {
    if (!this.#desk.exists) return refuse('not_found');
    if (this.#readingCount >= READINGS_MAX_COUNT) return refuse('rate_limited');
    this.#readingCount += 1;
    try {
      return await this.#read(question);
    } finally {
      this.#readingCount -= 1;
    }
  }

  async #read({ from, to: asked, interval, targets: wished }: StatisticsQuestion): Promise<Outcome<Statistics>> {
    const { chatflowId, settings } = this.#desk.rows.desk();
    const { timeZone } = settings;
    const to = asked ?? dateAt(Date.now(), timeZone);
    const cut = intervalsOf({ from, to, interval }, timeZone);
    if (!cut.ok) return cut;
    const { intervals } = cut;
    const targets: Targets = { ...DEFAULT_TARGETS, focus: settings.transferAfterSeconds, ...wished };
    const fold = new StatisticsFold(intervals, targets);
    const taken = await this.#take(fold, intervals[0]?.fromAt ?? 0, intervals.at(-1)?.toAt ?? 0);
    if (!taken.ok) return taken;

    const { total, intervals: figures, editors } = fold.figures();
    return {
      ok: true,
      value: {
        ...{ chatflowId, timeZone, from, to, interval, targets, total },
        intervals: figures.map((each, index) => ({ from: intervals[index]?.from ?? '', to: intervals[index]?.to ?? '', ...each })),
        editors: editors.map((editor) => ({ ...editor, name: this.#desk.rows.editor(editor.editorId)?.name ?? null })),
      },
    };
  }

  /** From the range's first beginning of a chat to its last, and on until what became of these chats is known. */
  async #take(fold: StatisticsFold, fromAt: number, toAt: number): Promise<Outcome<null>> {
    const span = this.#log.span(fromAt, toAt);
    if (span === null) return { ok: true, value: null };
    const { first, lastBeginning, last } = span;
    if (lastBeginning - first >= STATISTICS_MOMENTS_MAX_COUNT) return refuse('range_too_long');
    let latest: Moment | undefined;
    for (let next = first; next <= last; next += STATISTICS_PAGE_COUNT) {
      if (next > lastBeginning && latest !== undefined && !fold.awaits(latest.at)) break;
      if (next - first >= STATISTICS_MOMENTS_MAX_COUNT) return refuse('range_too_long');
      const page = this.#log.page(next, Math.min(last, next + STATISTICS_PAGE_COUNT - 1));
      for (const moment of page) fold.take(moment);
      latest = page.at(-1) ?? latest;
      await scheduler.wait(0);
      if (!this.#desk.exists) return refuse('not_found');
    }
    return { ok: true, value: null };
  }
}
