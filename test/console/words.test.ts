import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { en } from '../../src/i18n/console/en.ts';
import { sv } from '../../src/i18n/console/sv.ts';

const FOLDER = fileURLToPath(new URL('../../src/console/', import.meta.url));
const code = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(FOLDER + name, 'utf8'))
  .join('\n');

test('every sentence of the console is used', () => {
  expect(Object.keys(sv).filter((key) => !code.includes(`'${key}'`))).toEqual([]);
});

test('no sentence is empty in any language', () => {
  for (const catalogue of [sv, en]) {
    const empty = Object.entries(catalogue).filter(([, entry]) => (typeof entry === 'string' ? entry : entry.other).trim() === '');
    expect(empty).toEqual([]);
  }
});
