// Every rule of docs/SPEC.md is cited in the title of at least one test, and no title cites a rule that does not exist.

import { expect, it } from 'vitest';
import { fileAt, filesUnder, titlesIn } from './tidy-files.ts';

const ID = /\b[CPTLRQESI]\d{1,2}\b/;
/** A title opens with its rules: `P1 …`, `T5, T6: …`, `P1–P4 …`. */
const OPENING = new RegExp(`^${ID.source}(?:(?:, ?| and |–|-|…|/)${ID.source})*`);

const titles = filesUnder('test', ['.test.ts', '.test.tsx']).flatMap(titlesIn);
const rules = rulesOf(fileAt('docs/SPEC.md').text);
const cited = new Set(titles.flatMap(citedIn));

it('reads the rules out of the document', () => {
  expect(rules.has('P1')).toBe(true);
  expect(rules.size).toBeGreaterThan(60);
});

it('reads rules out of titles', () => {
  expect(citedIn('T5, T6: the chat moves')).toEqual(['T5', 'T6']);
  expect(citedIn('P1–P4 over real sockets')).toEqual(['P1', 'P2', 'P3', 'P4']);
  expect(citedIn('C1 exactly at the deadline')).toEqual(['C1']);
  expect(citedIn('has nothing to do with P1')).toEqual([]);
});

it('has a test for every rule', () => {
  expect([...rules].filter((rule) => !cited.has(rule))).toEqual([]);
});

it('has a rule for every id that a title cites', () => {
  expect([...cited].filter((rule) => !rules.has(rule))).toEqual([]);
});

/** Ids that the document defines: bold at the start of a paragraph, list item or sentence, as in `- **P1** …` or `**E2 +** …`. */
function rulesOf(text: string): Set<string> {
  return new Set([...text.matchAll(/\*\*([CPTLRQESI]\d{1,2})(?: \+)?\*\*/g)].map((found) => found[1] ?? ''));
}

function citedIn(title: string): string[] {
  const opening = OPENING.exec(title)?.[0] ?? '';
  return [...opening.matchAll(new RegExp(`(${ID.source})(?:[–…-](${ID.source}))?`, 'g'))].flatMap(([, first = '', last = '']) =>
    last ? between(first, last) : [first],
  );
}

function between(first: string, last: string): string[] {
  const from = Number(first.slice(1));
  return Array.from({ length: Number(last.slice(1)) - from + 1 }, (_, index) => `${first[0]}${from + index}`);
}
