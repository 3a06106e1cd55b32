// R. The figures of one chat, as a fold over its moments in the event log: statistics add these up and nothing else (I19).

import { END_REASONS, type EndReason } from '../shared/model.ts';
import type { Moment } from './rows.ts';

/** Times in ms; null where the moments for it have not come. */
export interface ChatMeasures {
  startedAt: number | null;
  /** R2. From joining the line to the first assignment. */
  queueMs: number | null;
  /** From the customer's first message to the focus that held the chat. */
  focusMs: number | null;
  /** R1. From the customer's first message to the editors' first message after it. */
  responseMs: number | null;
  /** R4. Per editor: from arrival, or the first message if later, to the own first answer. */
  ownResponseMs: { editorId: string; ms: number }[];
  missCount: number;
  moveCount: number;
  endReason: EndReason | null;
  /** E5. */
  missed: boolean;
  unanswered: boolean;
}

/** A chat as far as its moments have been read: its figures, and what they are counted from. Times are ms since 1970. */
export interface ChatCourse {
  readonly measures: ChatMeasures;
  joinedAt: number | null;
  /** At the owner of the moment. */
  arrivedAt: number | null;
  firstMessageAt: number | null;
  endedAt: number | null;
  /** T11. When it came from another chatflow. */
  receivedAt: number | null;
  answeredAt: number | null;
  /** Editors that it arrived at, and those whose clock ran out on it, in order. */
  readonly arrivedAtIds: string[];
  readonly missedByIds: string[];
  /** Why it went from one editor to another: the causes of its moves, and `left` where it stood without an owner before (L5). */
  readonly moveCauses: Set<string>;
  /** Of the move whose assignment comes next. */
  nextCause: string | null;
}

/** A chat of which nothing has been read. */
export function newCourse(): ChatCourse {
  return {
    measures: {
      startedAt: null,
      queueMs: null,
      focusMs: null,
      responseMs: null,
      ownResponseMs: [],
      missCount: 0,
      moveCount: 0,
      endReason: null,
      missed: false,
      unanswered: false,
    },
    joinedAt: null,
    arrivedAt: null,
    firstMessageAt: null,
    endedAt: null,
    receivedAt: null,
    answeredAt: null,
    arrivedAtIds: [],
    missedByIds: [],
    moveCauses: new Set(),
    nextCause: null,
  };
}

/** Folds a chat's moments, which come in the order of the log. */
export function measure(moments: Iterable<Moment>): ChatMeasures {
  const course = newCourse();
  for (const moment of moments) follow(course, moment);
  return course.measures;
}

/** Takes the chat's next moment in. */
export function follow(course: ChatCourse, moment: Moment): void {
  const { at, kind, editorId, detail } = moment;
  const { measures } = course;
  switch (kind) {
    case 'click':
      measures.startedAt = at;
      break;
    case 'join':
      course.joinedAt = at;
      break;
    case 'assignment':
      arrive(course, moment);
      break;
    case 'first_message':
      course.firstMessageAt = at;
      break;
    case 'focus':
      if (course.firstMessageAt !== null) measures.focusMs ??= at - course.firstMessageAt;
      break;
    case 'first_answer':
      course.answeredAt = at;
      if (course.firstMessageAt !== null) measures.responseMs = at - course.firstMessageAt;
      break;
    case 'own_first_answer':
      if (editorId !== null)
        measures.ownResponseMs.push({ editorId, ms: at - Math.max(course.arrivedAt ?? at, course.firstMessageAt ?? 0) });
      break;
    case 'miss':
      measures.missCount += 1;
      if (editorId !== null) course.missedByIds.push(editorId);
      break;
    case 'move':
      measures.moveCount += 1;
      course.nextCause = detail;
      if (isReceipt(moment)) course.receivedAt = at;
      break;
    case 'end':
      course.endedAt = at;
      countEnd(measures, detail ?? '', course.firstMessageAt !== null && measures.responseMs === null);
      break;
    default:
      break;
  }
}

/** T11. The first that a desk logs of a chat that another chatflow has sent on; moments from there may follow, with their own times. */
export function isReceipt({ kind, detail }: Moment): boolean {
  return kind === 'move' && detail === 'received';
}

function arrive(course: ChatCourse, { at, editorId }: Moment): void {
  const { measures, joinedAt, arrivedAt, nextCause } = course;
  if (arrivedAt !== null) course.moveCauses.add(nextCause ?? 'left');
  else if (joinedAt !== null) measures.queueMs = at - joinedAt;
  course.arrivedAt = at;
  course.nextCause = null;
  if (editorId !== null) course.arrivedAtIds.push(editorId);
}

/** `detail` is the reason, followed by the word "unanswered" if a message stood without an answer. */
function countEnd(measures: ChatMeasures, detail: string, neverAnswered: boolean): void {
  const [reason = '', stands] = detail.split(' ');
  if (!isEndReason(reason)) return;
  const counts = END_REASONS[reason];
  measures.endReason = reason;
  measures.missed = counts.missed;
  measures.unanswered =
    counts.unanswered === 'if_message_stands' ? stands === 'unanswered' : counts.unanswered === 'if_never_answered' && neverAnswered;
}

function isEndReason(word: string): word is EndReason {
  return word in END_REASONS;
}
