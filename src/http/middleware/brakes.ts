// Token buckets for what strangers and keys may ask of this Worker. In memory, per isolate: a brake on what goes wild, not a meter; sign-in,
// where guessing could succeed, is counted in D1. Knows no clock of its own.

import { GUESS_BURST_COUNT, GUESSES_PER_SECOND, KEY_BURST_COUNT, KEY_REQUESTS_PER_SECOND, SECOND_MS } from '../../shared/limits.ts';

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

/** Requests of a key, by its id. */
export const keyUses = new TokenBuckets(KEY_BURST_COUNT, KEY_REQUESTS_PER_SECOND);
/** Keys that were none, by the network they came from. */
export const guesses = new TokenBuckets(GUESS_BURST_COUNT, GUESSES_PER_SECOND);

/**
 * The network that an address stands for: an IPv4 address itself, of IPv6 the half that a provider hands out to one connection. Null where
 * no address is known: only a deployment has one.
 */
export function networkOf(address: string | undefined): string | null {
  if (address === undefined || address === '') return null;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const tailGroups = tail === '' ? [] : tail.split(':');
    while (groups.length + tailGroups.length < 8) groups.push('0');
    groups.push(...tailGroups);
  }
  return groups.slice(0, 4).join(':');
}
