// The statistics of a story, counted a second time and in another way: each interval for itself, each figure for itself, from the chats' rows
// and messages, and from the windows that went. Shares no code with what it is compared to.

import { END_REASONS, type EndReason, type MomentKind } from '../../src/shared/model.ts';
import type { DurationFigures, Figures, Targets } from '../../src/shared/statistics.ts';
import type { Story } from './story.ts';

const FOLLOWED_MS = 48 * 3_600_000;

/** What became of one chat within the time for which it is followed. */
export interface Fate {
  chatId: string;
  startedAt: number;
  endReason: EndReason | null;
  unanswered: boolean;
  responseMs: number | null;
  focusMs: number | null;
  /** Null for one who never stood in line, or still does. */
  waitedMs: number | null;
  served: boolean;
  missCount: number;
  /** Causes of its windows' closing, with whether it came to an editor afterwards. */
  closings: { cause: string | null; cameOn: boolean }[];
}

export function fatesOf(story: Story): Fate[] {
  return story.desk.allChats().map(({ chatId }) => fateOf(story, chatId));
}

function fateOf(story: Story, chatId: string): Fate {
  const chat = story.chat(chatId);
  const isSeen = (at: number | null): at is number => at !== null && at < chat.startedAt + FOLLOWED_MS;
  const moments = (kind: MomentKind) => story.moments(kind, chatId).filter(({ at }) => isSeen(at));
  const messages = story.desk.messages(chatId, 0).filter(({ at }) => isSeen(at));
  const asked = messages.find(({ author }) => author === 'customer');
  const answer = asked && messages.find(({ author, seq }) => author === 'editor' && seq > asked.seq);
  const isEnded = isSeen(chat.endedAt);
  const reason = isEnded ? chat.endReason : null;
  const lastByEditor = messages.findLast(({ author }) => author === 'editor')?.seq ?? 0;
  const stands = messages.some(({ author, seq }) => author === 'customer' && seq > lastByEditor);
  const rule = reason === null ? 'never' : END_REASONS[reason].unanswered;
  const served = isSeen(chat.firstAssignedAt);
  const waitEndedAt = served ? chat.firstAssignedAt : isEnded ? chat.endedAt : null;
  const focus = moments('focus')[0];
  const lastArrival = moments('assignment').at(-1);
  const log = story.moments(undefined, chatId);
  return {
    chatId,
    startedAt: chat.startedAt,
    endReason: reason,
    unanswered: (rule === 'if_message_stands' && stands) || (rule === 'if_never_answered' && asked !== undefined && !answer),
    responseMs: asked && answer ? answer.at - asked.at : null,
    focusMs: asked && focus ? focus.at - asked.at : null,
    waitedMs: chat.joinSeq !== null && waitEndedAt !== null ? waitEndedAt - chat.startedAt : null,
    served,
    missCount: moments('miss').length,
    closings: moments('window_closed').map((closed) => ({
      cause: closed.detail,
      cameOn: lastArrival !== undefined && log.indexOf(lastArrival) > log.indexOf(closed),
    })),
  };
}

/** The figures of the chats whose click was in the interval. */
export function keptFigures(fates: Fate[], interval: { fromAt: number; toAt: number }, targets: Targets): Figures {
  const chats = fates.filter(({ startedAt }) => startedAt >= interval.fromAt && startedAt < interval.toAt);
  const number = (holds: (fate: Fate) => boolean) => chats.filter(holds).length;
  const lost = number(({ unanswered, responseMs }) => unanswered && responseMs === null);
  const notSeen = number(({ unanswered, focusMs }) => unanswered && focusMs === null);
  const waits = chats.filter(({ waitedMs }) => waitedMs !== null);
  const served = waits.filter((chat) => chat.served);
  return {
    started: chats.length,
    received: 0,
    answered: number(({ responseMs }) => responseMs !== null),
    unanswered: number(({ unanswered }) => unanswered),
    missed: number(({ endReason }) => endReason === 'queue_closed' || endReason === 'editor_lost'),
    transferredByClock: number((fate) => cameOnAfter(fate, 'transferred')),
    transferredByHand: number((fate) => fate.endReason === 'moved' || cameOnAfter(fate, 'handed_over', 'taken')),
    reassigned: number((fate) => cameOnAfter(fate, 'editor_away', 'signed_out', 'removed')),
    misses: chats.reduce((sum, { missCount }) => sum + missCount, 0),
    abandonedInQueue: number(({ endReason }) => endReason === 'queue_left' || endReason === 'queue_abandoned'),
    closedOutOfQueue: number(({ endReason }) => endReason === 'queue_closed'),
    notEnded: number(({ endReason }) => endReason === null),
    response: durations(timesOf(chats, 'responseMs'), lost, targets.response),
    focus: durations(timesOf(chats, 'focusMs'), notSeen, targets.focus),
    queueWait: {
      ...durations(timesOf(waits, 'waitedMs'), 0, targets.queueWait),
      ...within(timesOf(served, 'waitedMs'), waits.length, targets.queueWait),
    },
  };
}

/** Whether a window of the chat went for one of these causes, and the chat came to an editor again. */
function cameOnAfter({ closings }: Fate, ...causes: string[]): boolean {
  return closings.some(({ cause, cameOn }) => cameOn && cause !== null && causes.includes(cause));
}

function timesOf(chats: Fate[], field: 'responseMs' | 'focusMs' | 'waitedMs'): number[] {
  return chats.map((chat) => chat[field]).filter((ms) => ms !== null);
}

/** The least time that so many percent of the times do not exceed, found by trying. */
function percentile(times: number[], percent: number): number | null {
  const enough = (limit: number) => times.filter((ms) => ms <= limit).length * 100 >= times.length * percent;
  const reached = times.filter(enough);
  return reached.length === 0 ? null : Math.min(...reached);
}

export function durations(times: number[], neverMeasuredCount: number, targetSeconds: number): DurationFigures {
  return {
    count: times.length,
    medianMs: percentile(times, 50),
    p90Ms: percentile(times, 90),
    p95Ms: percentile(times, 95),
    targetSeconds,
    ...within(times, times.length + neverMeasuredCount, targetSeconds),
  };
}

function within(times: number[], outOfCount: number, targetSeconds: number) {
  const withinCount = times.filter((ms) => ms <= targetSeconds * 1_000).length;
  return { withinCount, outOfCount, withinShare: outOfCount === 0 ? null : withinCount / outOfCount };
}
