// Secrets that travel in a link: made here, sent once, stored as a hash. Must not log or keep one.

import { hashOfKey } from './keys.ts';

const SECRET_BYTES = 32;
const FORM = /^[\w-]{43}$/;

/** What stands at the end of a link: 256 random bits, fit for an address. */
export function makeLinkSecret(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(SECRET_BYTES))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The hash under which a link's secret is stored; null for what is no secret of our making. */
export async function hashOfLink(secret: string): Promise<string | null> {
  return FORM.test(secret) ? hashOfKey(secret) : null;
}
