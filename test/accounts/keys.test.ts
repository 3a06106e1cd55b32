// Keys and passwords: random, hashed, compared without telling how close a guess was.

import { describe, expect, it } from 'vitest';
import { hashOfKey, sameHash } from '../../src/accounts/keys.ts';
import { makePassword } from '../../src/accounts/people.ts';

describe('hashes', () => {
  it('S1 are SHA-256 in hex', async () => {
    expect(await hashOfKey('operator')).toBe('06e55b633481f7bb072957eabcf110c972e86691c3cfedabe088024bffe42f23');
  });

  it('S1 are equal only as a whole', async () => {
    const hash = await hashOfKey('operator');
    expect(sameHash(hash, hash)).toBe(true);
    for (const other of ['', hash.slice(1), `${hash}0`, hash.replace('0', '1'), hash.toUpperCase()])
      expect(sameHash(hash, other)).toBe(false);
  });
});

describe('passwords that are made', () => {
  it('S1 are long, different, and without characters that look alike', () => {
    const passwords = Array.from({ length: 200 }, makePassword);
    expect(new Set(passwords).size).toBe(200);
    for (const password of passwords) expect(password).toMatch(/^[a-km-np-zA-HJ-NP-Z2-9]{18}$/);
    // Every character of the alphabet turns up in 3,600 draws; one missing has a chance below 10^-26.
    expect(new Set(passwords.join('')).size).toBe(56);
  });
});
