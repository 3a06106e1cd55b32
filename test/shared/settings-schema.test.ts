// S2, S3. The schema of settings, field by field: what passes, what comes out, and what is refused.

import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../../src/shared/schemas/settings.ts';
import { defaultSettings, RANGES, type RangeName, type Settings } from '../../src/shared/settings.ts';

const whole = defaultSettings('Kundservice');

function pathsOf(change: object): string[] {
  const parsed = settingsSchema.safeParse({ ...whole, ...change });
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'));
}

function parsed(change: object): Settings {
  return settingsSchema.parse({ ...whole, ...change });
}

describe('S2 numbers', () => {
  const names = Object.keys(RANGES) as RangeName[];

  it.each(names)('S2 %s: its range, whole numbers only', (name) => {
    const { min, max, orZero, default: byDefault } = RANGES[name];
    for (const value of [min, max, byDefault, ...(orZero ? [0] : [])]) expect([value, pathsOf({ [name]: value })]).toEqual([value, []]);
    const wrong = [min - 1 === 0 && orZero ? -1 : min - 1, max + 1, -1, min + 0.5, 1e9, Number.NaN, Number.POSITIVE_INFINITY];
    const wrongTypes = [String(min), null, undefined, true, [min], { min }];
    for (const value of [...wrong, ...wrongTypes, ...(orZero ? [] : [0])])
      expect([value, new Set(pathsOf({ [name]: value }))]).toEqual([value, new Set([name])]);
  });

  it('C4 every default lies in its own range', () => {
    expect(settingsSchema.parse(whole)).toEqual(whole);
  });
});

describe('S2 fields', () => {
  it('S2 none is missing, none is unknown', () => {
    for (const name of Object.keys(whole)) expect([name, pathsOf({ [name]: undefined })]).toEqual([name, [name]]);
    expect(settingsSchema.safeParse({ ...whole, extra: 1 }).success).toBe(false);
    for (const value of [null, [], 'x', 1, true]) expect(settingsSchema.safeParse(value).success).toBe(false);
  });

  it.each<[keyof Settings, unknown[], unknown[]]>([
    ['language', ['sv', 'fi'], ['SV', 'de', '', null]],
    [
      'timeZone',
      ['Europe/Oslo', 'UTC', 'America/Argentina/Ushuaia'],
      ['', 'Oslo', 'Europe/Oslo/x', '+01:00', 'UTC\u0000', 'x'.repeat(100), 1],
    ],
    [
      'contactLink',
      ['', 'https://a.example/x?y#z', 'mailto:a@b.example'],
      [
        'http://a.example',
        'javascript:alert(1)',
        'data:,x',
        '//a.example',
        ' https://a.example',
        'https://a.example/\n',
        `https://a.example/${'x'.repeat(500)}`,
      ],
    ],
    ['privacyLink', ['', 'https://a.example'], ['mailto:a@b.example', 'ftp://a.example']],
    ['nameField', ['off', 'optional', 'required'], ['maybe', true]],
    ['questionField', ['off', 'optional'], ['required']],
    ['allowQueue', [true, false], ['true', 1, 0, null]],
    ['name', ['Kundservice', '客服', 'a'.repeat(80)], ['', '   ', 'a'.repeat(81), 'a\nb', 'a\u0000', 'a\u202eb', '\ud800']],
    [
      'queueStopAt',
      [{}, { monday: '00:00', sunday: '23:59' }],
      [{ monday: '24:00' }, { monday: '9:00' }, { monday: '09:60' }, { mon: '09:00' }, [], { monday: null }],
    ],
    [
      'texts',
      [{}, { sv: {} }, { sv: { busy: '' }, fi: { closed: 'x\ny'.repeat(100) } }],
      [
        { de: {} },
        { sv: { hello: 'x' } },
        { sv: { busy: 'x'.repeat(501) } },
        { sv: { busy: '\u001b[31m' } },
        { sv: { busy: '\udc00' } },
        { sv: null },
        [],
      ],
    ],
  ])('S3 %s', (name, right, wrong) => {
    for (const value of right) expect([value, pathsOf({ [name]: value })]).toEqual([value, []]);
    for (const value of wrong) expect([value, new Set(pathsOf({ [name]: value })).size]).toEqual([value, 1]);
  });

  it('S2 a name is trimmed, a colour made lower case', () => {
    expect(parsed({ name: '  Bygglov ', color: '#ABCdef' })).toMatchObject({ name: 'Bygglov', color: '#abcdef' });
    for (const color of ['red', '#fff', '#ggg000', '#12345', '#1234567', '#123456 ', 'rgb(0,0,0)', null])
      expect(pathsOf({ color })).toEqual(['color']);
  });
});

describe('S2 origins', () => {
  it('S2 come out as browsers write them, each once', () => {
    const origins = [
      'HTTPS://WWW.Kommun.example/',
      'https://www.kommun.example:443',
      'https://www.kommun.example:8443',
      'http://localhost:8080',
      'http://127.0.0.1',
      'http://[::1]:3000',
      'http://kund1.localhost:8787',
      'https://åäö.example',
    ];
    expect(parsed({ origins }).origins).toEqual([
      'https://www.kommun.example',
      'https://www.kommun.example:8443',
      'http://localhost:8080',
      'http://127.0.0.1',
      'http://[::1]:3000',
      'http://kund1.localhost:8787',
      'https://xn--4cab6c.example',
    ]);
  });

  it.each([
    '*',
    'https://*',
    'https://*.kommun.example',
    'null',
    '',
    'www.kommun.example',
    '//www.kommun.example',
    'https:www.kommun.example',
    'https:\\\\www.kommun.example',
    'http://www.kommun.example',
    'http://localhost.evil.example',
    'http://evillocalhost',
    'http://127.0.0.2',
    'https://a.example/path',
    'https://a.example?x',
    'https://a.example#x',
    'https://user@a.example',
    'https://a.example:99999',
    ' https://a.example',
    'https://a.example\n',
    'https://',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'wss://a.example',
  ])('S2 refuses %j', (origin) => {
    expect(pathsOf({ origins: [origin] })).toEqual(['origins.0']);
  });

  it('S2 are at most 50', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `https://www${index}.kommun.example`);
    expect(pathsOf({ origins: many(50) })).toEqual([]);
    expect(pathsOf({ origins: many(51) })).toEqual(['origins']);
  });
});
