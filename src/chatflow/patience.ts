// How much a socket may ask for: a token bucket, and an end to the patience with those who go on. In memory only: a desk that sleeps has
// nothing to fear. Knows no clock of its own.

import { FRAME_BURST_COUNT, FRAMES_PER_SECOND, SECOND_MS } from '../shared/limits.ts';

/** Broken frames in a row, and refused ones since the last pause, after which the socket is sent away. */
const MALFORMED_MAX_COUNT = 10;
const REFUSED_MAX_COUNT = 2 * FRAME_BURST_COUNT;

export class Patience {
  #tokensCount = FRAME_BURST_COUNT;
  #filledAt: number;
  #malformedCount = 0;
  #refusedCount = 0;

  constructor(now: number) {
    this.#filledAt = now;
  }

  /** Counts a frame: taken, refused, or one refusal too many. */
  take(now: number): 'taken' | 'refused' | 'exhausted' {
    const gainedCount = (Math.max(0, now - this.#filledAt) / SECOND_MS) * FRAMES_PER_SECOND;
    this.#tokensCount = Math.min(FRAME_BURST_COUNT, this.#tokensCount + gainedCount);
    this.#filledAt = now;
    if (this.#tokensCount === FRAME_BURST_COUNT) this.#refusedCount = 0;
    if (this.#tokensCount < 1) return ++this.#refusedCount > REFUSED_MAX_COUNT ? 'exhausted' : 'refused';
    this.#tokensCount -= 1;
    return 'taken';
  }

  /** Counts a frame that could be read. */
  understood(): void {
    this.#malformedCount = 0;
  }

  /** Counts one that could not; false: it was one too many. */
  puzzled(): boolean {
    return ++this.#malformedCount < MALFORMED_MAX_COUNT;
  }
}
