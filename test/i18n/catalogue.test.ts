// The catalogue mechanism: plurals and numbers as the language has them, and mistakes that do not compile.

import { describe, expect, it } from 'vitest';
import { translationOf, translator } from '../../src/i18n/catalogue.ts';

const sv = {
  hello: 'Hej {name}!',
  plain: 'Skicka',
  waiting: { one: '{count} väntar på {name}', other: '{count} väntar på dem i {name}' },
} as const;

const en = translationOf<typeof sv>()({
  hello: 'Hello {name}!',
  plain: 'Send',
  waiting: { one: 'one waits for {name}', other: '{count} wait for {name}' },
});

describe('catalogue', () => {
  it('fills in and chooses the plural form of the language', () => {
    const t = translator<typeof sv>(en, 'en');
    expect(t('plain')).toBe('Send');
    expect(t('hello', { name: '{plain}' })).toBe('Hello {plain}!');
    expect(t('waiting', { count: 1, name: 'Kim' })).toBe('one waits for Kim');
    expect(t('waiting', { count: 1200, name: 'Kim' })).toBe('1,200 wait for Kim');
    expect(translator<typeof sv>(sv, 'sv')('waiting', { count: 1200, name: 'Kim' })).toBe('1\u00a0200 väntar på dem i Kim');
  });

  it('mistakes do not compile', () => {
    const t = translator<typeof sv>(sv, 'sv');
    // @ts-expect-error a placeholder is missing
    expect(t('hello')).toBe('Hej !');
    // @ts-expect-error no such key
    expect(() => t('goodbye')).toThrow();
    // @ts-expect-error another placeholder than the first language's
    translationOf<typeof sv>()({ hello: 'Hi {nmae}', plain: 'x', waiting: { other: '{count} {name}' } });
    // @ts-expect-error a key is missing
    translationOf<typeof sv>()({ hello: 'Hi {name}', plain: 'x' });
    // @ts-expect-error a key too many
    translationOf<typeof sv>()({ hello: 'Hi {name}', plain: 'x', waiting: { other: '{count} {name}' }, more: 'y' });
  });
});
