// The statistics of a chatflow: their words, shapes, targets and definitions, shared by the desk that counts, the API and the console.
// How they are counted is src/core/statistics.ts.

/** What a range is cut into. Weeks begin on Mondays. */
export const STATISTICS_INTERVALS = ['day', 'week', 'month'] as const;
export type StatisticsInterval = (typeof STATISTICS_INTERVALS)[number];

/** What is counted of the chats of an interval; {@link DEFINITIONS} says how. */
export const COUNTS = [
  'started',
  'received',
  'answered',
  'unanswered',
  'missed',
  'transferredByClock',
  'transferredByHand',
  'reassigned',
  'misses',
  'abandonedInQueue',
  'closedOutOfQueue',
  'notEnded',
] as const;
export type CountName = (typeof COUNTS)[number];

/** What is measured of them. */
export const DURATIONS = ['response', 'queueWait', 'focus'] as const;
export type DurationName = (typeof DURATIONS)[number];

/** In whole seconds. */
export type Targets = Record<DurationName, number>;

/** Unless others are asked for; for focus it is the chatflow's `transferAfterSeconds`. */
export const DEFAULT_TARGETS = { response: 60, queueWait: 120 } as const satisfies Partial<Targets>;

/** Times that were measured; null while there are none. By nearest rank, so each is a time that really was. */
export interface DurationFigures {
  count: number;
  medianMs: number | null;
  p90Ms: number | null;
  p95Ms: number | null;
  targetSeconds: number;
  /** Of those whose outcome is known ({@link outOfCount}), how many took at most the target. */
  withinCount: number;
  outOfCount: number;
  /** withinCount / outOfCount, from 0 to 1; null where that would be nothing out of nothing. */
  withinShare: number | null;
}

export type Figures = Record<CountName, number> & Record<DurationName, DurationFigures>;

/** `from` and `to`: the first and the last day, as ISO dates of the chatflow's time zone. The first and the last interval may be cut short. */
export interface IntervalFigures extends Figures {
  from: string;
  to: string;
}

/** R4. */
export interface EditorFigures {
  editorId: string;
  /** Null for somebody who is an editor here no more. */
  name: string | null;
  arrivals: number;
  misses: number;
  response: DurationFigures;
}

/** What is asked for: whole days of the chatflow's time zone, both included; `to` null means today. */
export interface StatisticsQuestion {
  from: string;
  to: string | null;
  interval: StatisticsInterval;
  targets: Partial<Targets>;
}

export interface Statistics {
  chatflowId: string;
  timeZone: string;
  from: string;
  to: string;
  interval: StatisticsInterval;
  targets: Targets;
  total: Figures;
  intervals: IntervalFigures[];
  /** By id. */
  editors: EditorFigures[];
}

/** What each figure says: the one place for its words in English. */
export const DEFINITIONS = {
  interval:
    'A chat belongs to the interval in which the customer clicked, by the chatflow’s time zone, whatever happens to it later. It is followed for 48 hours from the click.',
  started: 'Chats that customers started here: by the click on an open desk, or by joining the queue.',
  received:
    'Chats that another chatflow of the account sent on to this one. They belong to the interval in which they came, and are not among those started. What was answered before they came counts where it was answered.',
  answered: 'Chats in which an editor wrote after the customer’s first message.',
  unanswered:
    'Chats that ended without an answer to the customer’s question, and chats that a customer left while any message stood without an answer.',
  missed: 'Chats that ended because nobody was there to take them: the queue closed, or the editor was lost and nobody else came.',
  transferredByClock: 'Chats that went to another editor, at least once, because the clock had run out.',
  transferredByHand:
    'Chats that an editor handed over, that a colleague took after the clock had run out, or that were sent on to another chatflow, at least once.',
  reassigned: 'Chats that another editor got, at least once, because theirs was away, had signed out or was removed.',
  misses: 'How many times the clock ran out at an editor who was connected: at most one per chat and arrival.',
  abandonedInQueue: 'Chats whose customer left the queue, or was away for so long that the place was given up.',
  closedOutOfQueue: 'Chats whose customer was sent away because the queue closed.',
  notEnded: 'Chats that had not ended, as far as they have been followed.',
  response:
    'From the customer’s first message to the editors’ first message after it. The welcome message does not end it, and neither does a transfer; time in the queue is not in it. A question that never got an answer has no time and counts as not within the target.',
  queueWait:
    'From joining the queue to the first editor. Waits that were given up, or that ended when the queue closed, are not dropped: they count until the place was given up or the queue closed, and never as within the target. Customers who still wait are not in it yet.',
  focus:
    'From the customer’s first message until the cursor of the chat’s editor was in it, or the editor answered or handed it over. A question that ended unanswered and that nobody looked at has no time and counts as not within the target.',
  median: 'Half of the times are at most this long. By nearest rank, as are p90 and p95.',
  p90: 'Nine of ten times are at most this long.',
  p95: 'Nineteen of twenty times are at most this long.',
  within: 'The share that took at most the target, out of those whose outcome is known.',
  editors:
    'Per editor: from the chat’s arrival at that editor, or the customer’s first message if that came later, to the editor’s own first answer. After a transfer each editor has a figure of the own.',
} as const;
export type DefinitionName = keyof typeof DEFINITIONS;
