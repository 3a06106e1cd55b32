// The headers that every answer of the Worker carries. public/_headers is the same table for static files, with the policies that pages need.

/** For answers that are no page: nothing may be loaded, framed or guessed from them. */
export const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const satisfies Record<string, string>;

/** What an answer says about caching when it says nothing itself. */
export const DEFAULT_CACHE_CONTROL = 'no-store';
