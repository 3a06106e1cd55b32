// The form over the settings, without a screen: fields and patches, two people at once, ranges, addresses, answers read, the log's differences.

import { describe, expect, test } from 'vitest';
import { originOf, wrongIn, wrongWith } from '../../src/console/settings/state/checks.ts';
import { differencesOf } from '../../src/console/settings/state/differences.ts';
import { changedIn, fieldsOf, patchOf, rebase } from '../../src/console/settings/state/fields.ts';
import { hashOf, type Route, routeOf } from '../../src/console/settings/state/route.ts';
import { flag, listOf, maybe, number, oneOf, pageOf, shapeOf, text, WRONG } from '../../src/console/settings/state/shape.ts';
import { defaultSettings, RANGES, type RangeName } from '../../src/shared/settings.ts';

const BASE = fieldsOf({ ...defaultSettings('Kundservice'), texts: { sv: { closed: 'Stängt' } }, queueStopAt: { friday: '15:00' } });

describe('fields and patches', () => {
  test('S2 every setting has a field: nothing that the service knows is out of reach', () => {
    const names = new Set(Object.keys(BASE).map((pointer) => pointer.split('/')[1]));
    expect([...names].sort()).toEqual(Object.keys(defaultSettings('x')).sort());
  });

  test('only what was changed is sent; numbers are numbers, emptied texts and times are taken out', () => {
    const after = {
      ...BASE,
      '/transferAfterSeconds': '45',
      '/texts/sv/closed': '',
      '/texts/nb/busy': 'Opptatt',
      '/queueStopAt/friday': '',
      '/allowQueue': true,
      '/origins': ['https://www.kommun.example'],
    };
    expect(patchOf(BASE, after)).toEqual({
      transferAfterSeconds: 45,
      texts: { sv: { closed: null }, nb: { busy: 'Opptatt' } },
      queueStopAt: { friday: null },
      allowQueue: true,
      origins: ['https://www.kommun.example'],
    });
    expect(patchOf(BASE, { ...BASE, '/origins': [] })).toEqual({});
  });

  test('S2 two at once: mine stays, theirs alone is taken, and what both changed differently is asked about', () => {
    const mine = { ...BASE, '/name': 'Min', '/color': '#111111', '/contactLink': 'https://samma.example' };
    const theirs = { ...BASE, '/name': 'Deras', '/wrapUpSeconds': '90', '/contactLink': 'https://samma.example' };
    const met = rebase(BASE, mine, theirs);
    expect(met.clashes).toEqual([{ pointer: '/name', mine: 'Min', theirs: 'Deras' }]);
    expect(met.taken).toEqual(['/wrapUpSeconds']);
    expect(changedIn(theirs, met.draft)).toEqual(['/name', '/color']);
    expect(met.draft['/wrapUpSeconds']).toBe('90');
  });
});

describe('checks before sending', () => {
  test.each(Object.keys(RANGES) as RangeName[])('S2 %s: its range, its edges, whole numbers only', (name) => {
    const { min, max, orZero } = RANGES[name];
    const range = { kind: 'range', min, max, orZero };
    const judge = (value: string) => wrongWith(`/${name}`, value);
    expect([judge(String(min)), judge(` ${max} `)]).toEqual([null, null]);
    expect([judge(String(min - 1)), judge(String(max + 1)), judge('-1')]).toEqual([min - 1 === 0 && orZero ? null : range, range, range]);
    expect(judge('0')).toEqual(orZero ? null : range);
    expect([judge(''), judge('1.5'), judge('tre')]).toEqual([{ kind: 'empty' }, { kind: 'whole' }, { kind: 'whole' }]);
  });

  test('texts, links, colours, times and names', () => {
    expect(wrongWith('/texts/sv/busy', 'x'.repeat(501))).toEqual({ kind: 'length', max: 500 });
    expect(wrongWith('/contactLink', 'mailto:a@b.example')).toBeNull();
    expect(wrongWith('/contactLink', 'javascript:alert(1)')).toEqual({ kind: 'link', mailto: true });
    expect(wrongWith('/privacyLink', 'mailto:a@b.example')).toEqual({ kind: 'link', mailto: false });
    expect(wrongWith('/color', 'blå')).toEqual({ kind: 'color' });
    expect(wrongWith('/queueStopAt/monday', '25:00')).toEqual({ kind: 'time' });
    expect(wrongIn({ ...BASE, '/name': ' ' }, ['/name', '/color'])).toEqual({ '/name': { kind: 'empty' } });
  });

  test('an origin is read out of whatever address was pasted', () => {
    expect(originOf('www.kommun.example')).toBe('https://www.kommun.example');
    expect(originOf(' https://www.Kommun.example/kontakt?a=1#b ')).toBe('https://www.kommun.example');
    expect(originOf('http://localhost:8080/x')).toBe('http://localhost:8080');
    for (const none of ['', 'http://www.kommun.example', 'https://*.kommun.example', 'kommun', 'två ord.se', 'javascript:alert(1)']) {
      expect(originOf(none), none).toBeNull();
    }
  });
});

describe('addresses of the screens', () => {
  const ROUTES: [string, Route][] = [
    ['#/', { kind: 'desk' }],
    ['#/chatflows/ab%2Fc/texts', { kind: 'chatflow', chatflowId: 'ab/c', page: 'texts' }],
    ['#/account/a1/audit', { kind: 'account', accountId: 'a1', page: 'audit' }],
    ['#/me', { kind: 'me' }],
    ['#/invite/t0k', { kind: 'invite', token: 't0k' }],
    ['#/reset', { kind: 'reset', token: null }],
    ['#/reset/t0k', { kind: 'reset', token: 't0k' }],
  ];
  test.each(ROUTES)('%s there and back', (hash, route) => {
    expect(routeOf(hash)).toEqual(route);
    expect(hashOf(route)).toBe(hash);
  });
  test('whatever else is there leads to the desk', () => {
    for (const hash of ['', '#', '#/chatflows/a', '#/chatflows/a/secrets', '#/account//people', '#/invite/', '#/invite/%E0%A4%A', '#x']) {
      expect(routeOf(hash), hash).toEqual({ kind: 'desk' });
    }
  });
});

describe('answers of the service', () => {
  const shape = shapeOf({ id: text, at: maybe(number), on: flag, role: oneOf('admin', 'editor'), names: listOf(text) });
  const answer = { id: 'a', at: null, on: false, role: 'editor', names: ['x'], more: 1 };

  test('what fits is read, the rest left out', () => {
    expect(shape(answer)).toEqual({ id: 'a', at: null, on: false, role: 'editor', names: ['x'] });
    expect(pageOf(text)({ items: ['a'] })).toEqual({ items: ['a'], nextCursor: null });
  });

  test('what does not fit is no answer', () => {
    for (const other of [null, 'x', [], { ...answer, id: 1 }, { ...answer, role: 'owner' }, { ...answer, names: ['x', 2] }, { id: 'a' }]) {
      expect(shape(other)).toBe(WRONG);
    }
  });
});

test('the log’s differences are flat, by pointer, and without what is the same', () => {
  const before = { texts: { sv: { busy: 'Upptaget' } }, origins: ['a', 'b'], queue: true, same: 1 };
  const after = { texts: { sv: { busy: 'Fullt', closed: '' } }, origins: ['b'], queue: false, same: 1 };
  expect(differencesOf(before, after)).toEqual([
    { pointer: '/texts/sv/busy', before: 'Upptaget', after: 'Fullt' },
    { pointer: '/origins', before: 'a, b', after: 'b' },
    { pointer: '/queue', before: 'true', after: 'false' },
    { pointer: '/texts/sv/closed', before: null, after: '' },
  ]);
  expect(differencesOf(null, null)).toEqual([]);
});
