// The catalogues of the settings pages: nothing in them is unused, empty, or stands in two of them.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { accountEn } from '../../src/i18n/console/account.en.ts';
import { accountSv } from '../../src/i18n/console/account.sv.ts';
import { settingsEn } from '../../src/i18n/console/settings.en.ts';
import { settingsSv } from '../../src/i18n/console/settings.sv.ts';
import { sv } from '../../src/i18n/console/sv.ts';

const FOLDER = fileURLToPath(new URL('../../src/console/', import.meta.url));
const code = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(FOLDER + name, 'utf8'))
  .join('\n');

test('every sentence of the settings pages is used', () => {
  const keys = [...Object.keys(settingsSv), ...Object.keys(accountSv)];
  expect(keys.filter((key) => !code.includes(`'${key}'`) && !code.includes(`"${key}"`))).toEqual([]);
});

test('no sentence is empty in any language', () => {
  for (const catalogue of [settingsSv, settingsEn, accountSv, accountEn]) {
    const empty = Object.entries(catalogue).filter(([, entry]) => (typeof entry === 'string' ? entry : entry.other).trim() === '');
    expect(empty).toEqual([]);
  }
});

test('no key stands in two catalogues, where one would hide the other', () => {
  const keys = [sv, settingsSv, accountSv].flatMap((catalogue) => Object.keys(catalogue));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});
