// What strangers and keys may ask of this Worker, and which network they come from. In memory, per isolate; sign-in, where guessing could
// succeed, is counted in D1 instead.

import { GUESS_BURST_COUNT, GUESSES_PER_SECOND, KEY_BURST_COUNT, KEY_REQUESTS_PER_SECOND } from '../../shared/limits.ts';
import { TokenBuckets } from '../../shared/token-buckets.ts';

/** Requests of a key, by its id. */
export const keyUses = new TokenBuckets(KEY_BURST_COUNT, KEY_REQUESTS_PER_SECOND);
/** Keys that were none, by the network they came from. */
export const guesses = new TokenBuckets(GUESS_BURST_COUNT, GUESSES_PER_SECOND);

/** Addresses of the own machine: local runs and tests, where everybody comes from the same one. */
const OWN_MACHINE = /^(127\.|::1$)/;

/**
 * The network that an address stands for: an IPv4 address itself (also in the clothes of IPv6), of IPv6 the half that a provider hands out to one connection. Null where
 * no address is known: only a deployment has one.
 */
export function networkOf(address: string | undefined): string | null {
  if (address === undefined || address === '' || OWN_MACHINE.test(address)) return null;
  const ipv4 = /(?:^|:)(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (ipv4 !== undefined) return ipv4;
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const groups = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  while (groups.length + after.length < 8) groups.push('0');
  return [...groups, ...after].slice(0, 4).join(':');
}
