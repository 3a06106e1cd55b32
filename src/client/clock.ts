// The desk's clock as a client knows it: how far it is from the machine's own, and when to ask the desk to look at it. Knows no frames.

/** How long after a deadline the desk is asked, so that a clock that runs a little fast does not ask in vain. */
const TICK_SLACK_MS = 300;
const TICK_JITTER_MS = 400;
/** Longest delay that a timer takes. */
const TIMER_MAX_MS = 2_147_483_647;

export interface DeskClock {
  /** Takes in a time that the desk just sent (ms since 1970). `first` forgets what was learnt before. */
  learn(serverMs: number, first: boolean): void;
  /** The desk's time now. */
  now(): number;
  /** Calls `tick` shortly after this moment of the desk's clock; replaces the moment set before; null: none. */
  tickAt(serverMs: number | null): void;
  stop(): void;
}

export function createDeskClock(tick: () => void): DeskClock {
  let offsetMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = () => Date.now() + offsetMs;
  return {
    learn(serverMs, first) {
      // A time is as old as its way here was long, so the greatest offset is the nearest to the truth.
      const seenMs = serverMs - Date.now();
      offsetMs = first ? seenMs : Math.max(offsetMs, seenMs);
    },
    now,
    tickAt(serverMs) {
      clearTimeout(timer);
      if (serverMs === null) return;
      const delayMs = Math.max(0, serverMs - now()) + TICK_SLACK_MS + Math.random() * TICK_JITTER_MS;
      timer = setTimeout(tick, Math.min(delayMs, TIMER_MAX_MS));
    },
    stop: () => clearTimeout(timer),
  };
}
