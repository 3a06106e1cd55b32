// What people write stays text: no screen has a way from a text to markup or code, and every page's policy would stop it if one had.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { filesUnder } from './tidy-files.ts';

const WAYS_TO_MARKUP =
  /\b(?:innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|createContextualFragment|DOMParser|srcdoc|setHTMLUnsafe)\b|\beval\(|\bnew Function\(/;

it('S4 no screen turns a text into markup or code', () => {
  const screens = filesUnder('src', ['.ts', '.tsx']).filter(({ path }) => /^src\/(widget|console|client)\//.test(path));
  expect(screens.length).toBeGreaterThan(50);
  expect(screens.filter(({ code }) => WAYS_TO_MARKUP.test(code)).map(({ path }) => path)).toEqual([]);
});

it('S4 every page’s policy runs no script and no style but our own files', () => {
  const table = readFileSync(new URL('../public/_headers', import.meta.url), 'utf8');
  const policies = [...table.matchAll(/^\s+Content-Security-Policy: (.+)$/gm)].map((found) => found[1] ?? '');
  expect(policies.length).toBeGreaterThan(0);
  for (const policy of policies) {
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/script-src 'self'/);
    expect(policy).not.toMatch(/unsafe-|script-src[^;]*(?:\*|https?:|data:|blob:)/);
  }
});
