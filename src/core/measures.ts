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

/** Folds a chat's moments, which come in the order of the log. */
export function measure(moments: Iterable<Moment>): ChatMeasures {
  const measures: ChatMeasures = {
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
  };
  let joinedAt: number | null = null;
  let arrivedAt: number | null = null;
  let firstMessageAt: number | null = null;
  for (const { at, kind, editorId, detail } of moments) {
    switch (kind) {
      case 'click':
        measures.startedAt = at;
        break;
      case 'join':
        joinedAt = at;
        break;
      case 'assignment':
        if (arrivedAt === null && joinedAt !== null) measures.queueMs = at - joinedAt;
        arrivedAt = at;
        break;
      case 'first_message':
        firstMessageAt = at;
        break;
      case 'focus':
        if (firstMessageAt !== null) measures.focusMs ??= at - firstMessageAt;
        break;
      case 'first_answer':
        if (firstMessageAt !== null) measures.responseMs = at - firstMessageAt;
        break;
      case 'own_first_answer':
        if (editorId !== null) measures.ownResponseMs.push({ editorId, ms: at - Math.max(arrivedAt ?? at, firstMessageAt ?? 0) });
        break;
      case 'miss':
        measures.missCount += 1;
        break;
      case 'move':
        measures.moveCount += 1;
        break;
      case 'end':
        countEnd(measures, detail ?? '', firstMessageAt !== null && measures.responseMs === null);
        break;
      default:
        break;
    }
  }
  return measures;
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
