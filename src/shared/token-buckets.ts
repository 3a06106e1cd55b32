// Token buckets by name, in memory: a brake on what goes wild, not a meter. Knows no clock of its own, and not what is counted.

import { SECOND_MS } from './limits.ts';

const NAMES_MAX_COUNT = 10_000;

interface Bucket {
  tokensCount: number;
  filledAt: number;
}

/** One bucket per name, full at first. The names that were used longest ago are forgotten, and begin anew. */
export class TokenBuckets {
  readonly #burstCount: number;
  readonly #perSecond: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(burstCount: number, perSecond: number) {
    this.#burstCount = burstCount;
    this.#perSecond = perSecond;
  }

  /** Takes one. 0: there was one; else nothing was taken, and there will be one in so many ms. */
  take(name: string, now: number): number {
    const bucket = this.#filled(name, now);
    const waitMs = this.#waitMs(bucket);
    this.#buckets.delete(name);
    this.#buckets.set(name, waitMs > 0 ? bucket : { ...bucket, tokensCount: bucket.tokensCount - 1 });
    const oldest = this.#buckets.size > NAMES_MAX_COUNT ? this.#buckets.keys().next().value : undefined;
    if (oldest !== undefined) this.#buckets.delete(oldest);
    return waitMs;
  }

  /** As {@link take}, taking nothing. */
  waitMs(name: string, now: number): number {
    return this.#waitMs(this.#filled(name, now));
  }

  #waitMs({ tokensCount }: Bucket): number {
    return tokensCount >= 1 ? 0 : Math.ceil(((1 - tokensCount) / this.#perSecond) * SECOND_MS);
  }

  #filled(name: string, now: number): Bucket {
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) return { tokensCount: this.#burstCount, filledAt: now };
    const gainedCount = (Math.max(0, now - bucket.filledAt) / SECOND_MS) * this.#perSecond;
    return { tokensCount: Math.min(this.#burstCount, bucket.tokensCount + gainedCount), filledAt: now };
  }
}
