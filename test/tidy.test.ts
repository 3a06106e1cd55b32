// The house rules about files: who may import whom, how long a file may be, and what stands in none of them.

import { expect, it } from 'vitest';
import { fileAt, filesUnder, importsOf, lineCount, type SourceFile } from './tidy-files.ts';

/** The rings: folder → folders it may import (itself is understood), those of which only types, and packages. */
interface Ring {
  folders: string[];
  types?: string[];
  packages?: RegExp;
}

const PLATFORM = /^cloudflare:/;
const RINGS: Record<string, Ring> = {
  shared: { folders: [] },
  'shared/schemas': { folders: ['shared'], packages: /^(zod(\/.*)?|@hono\/zod-openapi)$/ },
  core: { folders: ['shared'] },
  chatflow: { folders: ['core', 'shared', 'shared/schemas'], types: ['env.ts'], packages: PLATFORM },
  accounts: {
    folders: ['shared', 'shared/schemas', 'i18n'],
    types: ['env.ts'],
    packages: /^(better-auth(\/.*)?|zod(\/.*)?|cloudflare:.*)$/,
  },
  provisioning: { folders: ['accounts', 'shared', 'shared/schemas'], types: ['chatflow', 'env.ts'], packages: PLATFORM },
  mail: { folders: ['shared', 'i18n'], packages: PLATFORM },
  http: {
    folders: ['accounts', 'mail', 'provisioning', 'shared', 'shared/schemas'],
    types: ['chatflow', 'env.ts'],
    packages: /^(hono(\/.*)?|@hono\/zod-openapi|zod(\/.*)?|cloudflare:.*)$/,
  },
  i18n: { folders: ['shared'] },
  client: { folders: ['shared'] },
  widget: { folders: ['client', 'shared', 'i18n'], packages: /^preact(\/.*)?$/ },
  console: { folders: ['client', 'shared', 'i18n'], packages: /^(preact(\/.*)?|@preact\/signals|tinykeys|linkify-it)$/ },
};

const source = filesUnder('src', ['.ts', '.tsx', '.css']);
const code = source.filter((file) => !file.path.endsWith('.css'));
const tests = filesUnder('test', ['.ts', '.tsx']);

it('finds the files it is to judge', () => {
  expect(code.length).toBeGreaterThan(10);
  expect(tests.length).toBeGreaterThan(2);
});

it('keeps imports pointing inward, as the table of rings says', () => {
  expect(code.filter((file) => file.path.split('/').length > 2).flatMap(wrongImports)).toEqual([]);
});

it('judges imports by the table', () => {
  const judge = (path: string, text: string) => wrongImports({ path, text, code: text });
  expect(judge('src/core/a.ts', "import { b } from '../shared/b.ts';\nimport type { c } from './c.ts';")).toEqual([]);
  expect(judge('src/core/a.ts', "import { b } from '../shared/schemas/b.ts';")).toHaveLength(1);
  expect(judge('src/core/a.ts', "import { b } from '../chatflow/b.ts';")).toHaveLength(1);
  expect(judge('src/core/a.ts', "import 'node:fs';")).toHaveLength(1);
  expect(judge('src/core/a.ts', "export * from 'zod';")).toHaveLength(1);
  expect(judge('src/http/v1/a.ts', "import type { C } from '../../chatflow/rpc.ts';")).toEqual([]);
  expect(judge('src/http/v1/a.ts', "import { C } from '../../chatflow/rpc.ts';")).toHaveLength(1);
  expect(judge('src/widget/a.tsx', "const x = await import('../console/b.tsx');")).toHaveLength(1);
  expect(judge('src/new-folder/a.ts', "import './b.ts';")).toHaveLength(1);
});

it('has no file over 300 lines in src, and the object class under 200', () => {
  expect(source.filter((file) => lineCount(file) > 300).map((file) => `${file.path}: ${lineCount(file)}`)).toEqual([]);
  expect(lineCount(fileAt('src/chatflow/chatflow.ts'))).toBeLessThan(200);
});

it('opens every file with one to five lines that say what it is (a drawing may follow below an empty one)', () => {
  const opening = /^(?:\/\/ [^\n]+\n){1,5}(?!\/\/ )|^\/\*(?:(?!\*\/)[^\n])*(?:\n(?:(?!\*\/)[^\n])*){0,4}\*\//;
  expect(source.filter((file) => !opening.test(file.text)).map((file) => file.path)).toEqual([]);
});

it('leaves clock, chance, waiting, log and platform out of the core', () => {
  const impure =
    /\b(?:Date|Math\.random|crypto|performance|await|async|Promise|console|setTimeout|setInterval|fetch|process)\b|node:|cloudflare:/g;
  expect(found(under('src/core/'), impure)).toEqual([]);
});

it('has no loopholes in src: any, ignored errors, non-null marks, double casts, empty catches, notes to self', () => {
  expect(found(code, /[:<,|(]\s*any\b|\bas any\b|\bas unknown as\b|\w!\.\w|\w!;|catch\s*(?:\([^)]*\))?\s*\{\s*\}/g)).toEqual([]);
  expect(
    source
      .filter((file) => /@ts-(?:ignore|expect-error|nocheck)|biome-ignore(?! lint\/a11y)|\b(?:TODO|FIXME|XXX|HACK)\b/.test(file.text))
      .map((file) => file.path),
  ).toEqual([]);
});

it('skips no test and sleeps in none', () => {
  const shirking =
    /\b(?:it|test|describe)\.(?:skip|only|todo|fails|skipIf|runIf)\b|\bx(?:it|describe)\(|\bwaitForTimeout\b|\bscheduler\.wait\b/g;
  expect(
    found(
      tests.filter((file) => !file.path.startsWith('test/tidy')),
      shirking,
    ),
  ).toEqual([]);
  expect(
    found(
      tests.filter((file) => /(?<!tidy)\.test\.tsx?$/.test(file.path)),
      /\bsetTimeout\(/g,
    ),
  ).toEqual([]);
});

it('records every decision under the same four headings', () => {
  const records = filesUnder('docs/decisions', ['.md']);
  expect(records.length).toBeGreaterThan(0);
  const headings = (file: SourceFile) => [...file.text.matchAll(/^## (.+)$/gm)].map((heading) => heading[1]);
  for (const record of records) expect(headings(record), record.path).toEqual(['Context', 'Options', 'Choice', 'Consequence']);
});

function under(folder: string): SourceFile[] {
  return code.filter((file) => file.path.startsWith(folder));
}

/** `path:line: what` for every match. */
function found(files: SourceFile[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    [...file.code.matchAll(pattern)].map(
      (match) => `${file.path}:${file.code.slice(0, match.index).split('\n').length}: ${match[0].trim()}`,
    ),
  );
}

/** The imports of one file under src/<folder>/ that the table does not allow. */
function wrongImports(file: SourceFile): string[] {
  const home = ringOf(file.path);
  const ring = RINGS[home];
  if (!ring) return [`${file.path}: the folder ${home} stands in no ring`];
  return importsOf(file)
    .filter(({ from, typeOnly }) => {
      if (!from.startsWith('.')) return !ring.packages?.test(from);
      const target = ringOf(new URL(from, `file:///${file.path}`).pathname.slice(1));
      return target !== home && !ring.folders.includes(target) && !(typeOnly && ring.types?.includes(target));
    })
    .map(({ from }) => `${file.path} must not import ${from}`);
}

function ringOf(path: string): string {
  if (path.startsWith('src/shared/schemas/')) return 'shared/schemas';
  return path.split('/')[1] ?? '';
}
