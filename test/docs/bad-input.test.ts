// docs/BAD-INPUT.md names a test for every kind of bad input; the tests are there, under these names.

import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const page = readFileSync(new URL('../../docs/BAD-INPUT.md', import.meta.url), 'utf8');
const rows = page.split('\n').filter((line) => /^\| (?!thrown|advisory|-)/.test(line) && !line.startsWith('|---'));

it('every row of docs/BAD-INPUT.md says what is answered, and names a test that is there', () => {
  expect(rows.length).toBeGreaterThan(45);
  for (const row of rows) {
    const [, path = '', title = ''] = /`(test\/[\w/.-]+)`: (.+?) \|$/.exec(row) ?? [];
    const file = new URL(`../../${path}`, import.meta.url);
    expect(path !== '' && existsSync(file), row).toBe(true);
    const tests = readFileSync(file, 'utf8');
    expect(tests.includes(title), `${path}: ${title}`).toBe(true);
    expect(row.split(' | ').length, row).toBe(3);
  }
});
