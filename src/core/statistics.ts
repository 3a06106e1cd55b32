// Statistics of a chatflow: a fold over the event log, moment by moment, with one small record for each chat that has not ended (I19). What
// is counted is said in src/shared/statistics.ts. Knows neither where the log is kept nor how it is read.

import { CHAT_FOLLOWED_MS, SECOND_MS } from '../shared/limits.ts';
import { COUNTS, type CountName, type DurationFigures, type EditorFigures, type Figures, type Targets } from '../shared/statistics.ts';
import type { Interval } from './intervals.ts';
import { type ChatCourse, follow, isReceipt, newCourse } from './measures.ts';
import { compareText, type Moment } from './rows.ts';

/** Times of one kind so far; `outOfCount` also counts what was never measured and never will be. */
interface Sample {
  ms: number[];
  withinCount: number;
  outOfCount: number;
}

interface Tally {
  counts: Record<CountName, number>;
  response: Sample;
  queueWait: Sample;
  focus: Sample;
}

interface EditorTally {
  arrivals: number;
  misses: number;
  response: Sample;
}

/** Adds up the chats that were started or received in these intervals, which follow upon each other without gaps. */
export class StatisticsFold {
  readonly #intervals: readonly Interval[];
  readonly #targets: Targets;
  readonly #total = newTally();
  readonly #tallies: Tally[];
  readonly #editors = new Map<string, EditorTally>();
  /** Chats that have begun and not ended, and the interval that each belongs to. */
  readonly #followed = new Map<string, { course: ChatCourse; index: number; untilAt: number }>();

  constructor(intervals: readonly Interval[], targets: Targets) {
    this.#intervals = intervals;
    this.#targets = targets;
    this.#tallies = intervals.map(newTally);
  }

  /** Takes the log's next moment in. A chat that neither began nor was received in the intervals is passed over. */
  take(moment: Moment): void {
    const { chatId, at } = moment;
    if (chatId === null) return;
    if (moment.kind === 'click' || isReceipt(moment)) this.#begin(chatId, at);
    const chat = this.#followed.get(chatId);
    if (chat === undefined) return;
    if (at < chat.untilAt) follow(chat.course, moment);
    if (at >= chat.untilAt || chat.course.endedAt !== null) this.#finish(chatId);
  }

  /** Whether a moment at this time or later could still change the figures, given that all clicks of the intervals have been taken in. */
  awaits(at: number): boolean {
    const last = this.#intervals.at(-1);
    return this.#followed.size > 0 && last !== undefined && at < last.toAt + CHAT_FOLLOWED_MS;
  }

  /** The figures; chats that have not ended are in them with what is known. To be called once, at the end. */
  figures(): { total: Figures; intervals: Figures[]; editors: Omit<EditorFigures, 'name'>[] } {
    for (const chatId of [...this.#followed.keys()]) this.#finish(chatId);
    const editors = [...this.#editors].sort(([a], [b]) => compareText(a, b));
    return {
      total: figuresOf(this.#total, this.#targets),
      intervals: this.#tallies.map((tally) => figuresOf(tally, this.#targets)),
      editors: editors.map(([editorId, { arrivals, misses, response }]) => ({
        editorId,
        arrivals,
        misses,
        response: durationOf(response, this.#targets.response),
      })),
    };
  }

  #begin(chatId: string, at: number): void {
    const index = this.#indexAt(at);
    if (index !== null) this.#followed.set(chatId, { course: newCourse(), index, untilAt: at + CHAT_FOLLOWED_MS });
  }

  /** Which interval an instant is in, or null. */
  #indexAt(at: number): number | null {
    let [low, high] = [0, this.#intervals.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#intervals[middle]?.toAt ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const interval = this.#intervals[low];
    return interval !== undefined && interval.fromAt <= at ? low : null;
  }

  #finish(chatId: string): void {
    const chat = this.#followed.get(chatId);
    if (chat === undefined) return;
    this.#followed.delete(chatId);
    const tally = this.#tallies[chat.index];
    if (tally) count(tally, chat.course, this.#targets);
    count(this.#total, chat.course, this.#targets);
    for (const editorId of chat.course.arrivedAtIds) this.#editor(editorId).arrivals += 1;
    for (const editorId of chat.course.missedByIds) this.#editor(editorId).misses += 1;
    for (const { editorId, ms } of chat.course.measures.ownResponseMs)
      measured(this.#editor(editorId).response, ms, this.#targets.response);
  }

  #editor(editorId: string): EditorTally {
    const known = this.#editors.get(editorId) ?? { arrivals: 0, misses: 0, response: newSample() };
    this.#editors.set(editorId, known);
    return known;
  }
}

function newTally(): Tally {
  const counts = Object.fromEntries(COUNTS.map((name) => [name, 0])) as Record<CountName, number>;
  return { counts, response: newSample(), queueWait: newSample(), focus: newSample() };
}

function newSample(): Sample {
  return { ms: [], withinCount: 0, outOfCount: 0 };
}

function count(tally: Tally, course: ChatCourse, targets: Targets): void {
  for (const name of COUNTS) tally.counts[name] += countOf(name, course);
  const { measures, joinedAt, endedAt } = course;
  if (isAnsweredHere(course)) measured(tally.response, measures.responseMs ?? 0, targets.response);
  else if (measures.unanswered) tally.response.outOfCount += 1;
  if (isAskedHere(course)) {
    if (measures.focusMs !== null) measured(tally.focus, measures.focusMs, targets.focus);
    else if (measures.unanswered) tally.focus.outOfCount += 1;
  }
  if (measures.queueMs !== null) measured(tally.queueWait, measures.queueMs, targets.queueWait);
  else if (joinedAt !== null && endedAt !== null) {
    // A wait that nobody ended counts for as long as it was, however short: leaving early is not having been served in time.
    tally.queueWait.ms.push(endedAt - joinedAt);
    tally.queueWait.outOfCount += 1;
  }
}

/** T11. What was answered or asked before the chat came from another chatflow has been counted there. */
function isAnsweredHere({ answeredAt, receivedAt }: ChatCourse): boolean {
  return answeredAt !== null && (receivedAt === null || answeredAt > receivedAt);
}

function isAskedHere({ firstMessageAt, receivedAt }: ChatCourse): boolean {
  return firstMessageAt !== null && (receivedAt === null || firstMessageAt > receivedAt);
}

/** What one chat adds to a count: for `misses` how many, else 1 or 0. */
function countOf(name: CountName, course: ChatCourse): number {
  const { measures, moveCauses, endedAt, receivedAt } = course;
  const { endReason } = measures;
  switch (name) {
    case 'started':
      return Number(receivedAt === null);
    case 'received':
      return Number(receivedAt !== null);
    case 'answered':
      return Number(isAnsweredHere(course));
    case 'unanswered':
      return Number(measures.unanswered);
    case 'missed':
      return Number(measures.missed);
    case 'transferredByClock':
      return Number(moveCauses.has('transferred'));
    case 'transferredByHand':
      return Number(moveCauses.has('handed_over') || moveCauses.has('taken') || endReason === 'moved');
    case 'reassigned':
      return Number(moveCauses.has('editor_away') || moveCauses.has('left'));
    case 'misses':
      return measures.missCount;
    case 'abandonedInQueue':
      return Number(endReason === 'queue_left' || endReason === 'queue_abandoned');
    case 'closedOutOfQueue':
      return Number(endReason === 'queue_closed');
    case 'notEnded':
      return Number(endedAt === null);
    default:
      return name satisfies never;
  }
}

function measured(sample: Sample, ms: number, targetSeconds: number): void {
  sample.ms.push(ms);
  sample.outOfCount += 1;
  if (ms <= targetSeconds * SECOND_MS) sample.withinCount += 1;
}

function figuresOf({ counts, ...samples }: Tally, targets: Targets): Figures {
  return {
    ...counts,
    response: durationOf(samples.response, targets.response),
    queueWait: durationOf(samples.queueWait, targets.queueWait),
    focus: durationOf(samples.focus, targets.focus),
  };
}

function durationOf({ ms, withinCount, outOfCount }: Sample, targetSeconds: number): DurationFigures {
  const ranked = Float64Array.from(ms).sort();
  // Percents in whole numbers: 0.9 × 10 is not always 9.
  const rank = (percent: number) => ranked[Math.ceil((ranked.length * percent) / 100) - 1] ?? null;
  return {
    count: ranked.length,
    medianMs: rank(50),
    p90Ms: rank(90),
    p95Ms: rank(95),
    targetSeconds,
    withinCount,
    outOfCount,
    withinShare: outOfCount === 0 ? null : withinCount / outOfCount,
  };
}
