// Addresses and places on earth, checked: origins of pages, time zones. Knows no schema library.

/** Hosts that may be reached without encryption: the own machine, under every name that is reserved for it (RFC 6761). */
const OWN_MACHINE = /^(([a-z0-9-]+\.)*localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * An origin as browsers write it: `https://www.kommun.example`, `http://localhost:8080`. Null if it is none, has a path, a user, a wildcard,
 * or is neither `https:` nor of the own machine.
 */
export function normaliseOrigin(value: string): string | null {
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) return null;
  const url = new URL(value);
  const bare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if (!bare || /[\s*\\?#@]/.test(value) || url.hostname.includes('%')) return null;
  if (url.protocol === 'https:') return url.origin;
  return url.protocol === 'http:' && OWN_MACHINE.test(url.hostname) ? url.origin : null;
}

/** Whether the runtime knows a time zone of that name. Offsets such as `+02:00` are none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    // The platform says "no such zone" by throwing only.
    return false;
  }
}
