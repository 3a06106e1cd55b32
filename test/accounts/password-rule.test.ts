// What passwords are taken, and what is told of those that are not.

import { describe, expect, it } from 'vitest';
import { passwordFault } from '../../src/accounts/password-rule.ts';

const EMAIL = 'Kim.Berg@kommun.example';

describe('passwords', () => {
  it.each(['a long password', 'korrekt häst batteri', 'xK4mT9pLwQ', 'åäö är inte svårt', 'sommar är fint i Visby'])(
    'S1 "%s" is taken',
    (password) => {
      expect(passwordFault(password, EMAIL)).toBeNull();
    },
  );

  it.each([
    ['short', 'must have at least 10 characters'],
    ['x'.repeat(129), 'must have at most 128 characters'],
    ['kim.berg@kommun.example', 'must not be the e-mail address'],
    ['KIM.BERG@KOMMUN.EXAMPLE', 'must not be the e-mail address'],
    ['password12', 'must not be one of the commonest passwords'],
    ['P@ssw0rd2026!', 'must not be one of the commonest passwords'],
    ['Lösenord123', 'must not be one of the commonest passwords'],
    ['Sommaren26!', 'must not be one of the commonest passwords'],
    ['1234567890', 'must not be one of the commonest passwords'],
    ['qwertyuiop', 'must not be one of the commonest passwords'],
    ['aaaaabbbbb', 'must not be one of the commonest passwords'],
    ['Göteborg2026', 'must not be one of the commonest passwords'],
  ])('S1 "%s" %s', (password, reason) => {
    expect(passwordFault(password, EMAIL)).toBe(reason);
  });
});
