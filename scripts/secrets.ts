// Makes the secrets of a service. The operator's key is shown to a person once; the service keeps its hash.

import { createHash, randomBytes } from 'node:crypto';

/** A secret with which session cookies are signed. */
export function newAuthSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** A key for the operator; it looks like no other credential, so that a leaked one is recognised. */
export function newOperatorKey(): string {
  return `nasta_operator_${randomBytes(24).toString('base64url')}`;
}

/** What a service is told of an operator's key: hex SHA-256. */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** A password that a person can copy from a screen: 16 characters without look-alikes, about 79 bits. */
export function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const fair = [...randomBytes(64)].filter((byte) => byte < 256 - (256 % letters.length));
  return fair
    .slice(0, 16)
    .map((byte) => letters[byte % letters.length])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');
}
