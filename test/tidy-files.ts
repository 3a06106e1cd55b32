// Reads the project's own files for the house rules beside it. Knows nothing of the rules.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** One file: its path from the project's folder, its text, and the text with comments blanked out (same length, same lines). */
export interface SourceFile {
  path: string;
  text: string;
  code: string;
}

/** One import of a file. `typeOnly`: nothing of it is left at run time. */
export interface Import {
  from: string;
  typeOnly: boolean;
}

/** All files under a folder whose name ends with one of the endings. */
export function filesUnder(folder: string, endings: string[]): SourceFile[] {
  const top = join(ROOT, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => fileAt(relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/')))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** One file by its path from the project's folder. */
export function fileAt(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return { path, text, code: withoutComments(text) };
}

/** Every import, re-export and dynamic import of a file. */
export function importsOf(file: SourceFile): Import[] {
  const statements = /\b(import|export)(\s+type)?\b(?:[^'";]*?\bfrom)?\s*\(?\s*(['"])([^'"\n]+)\3/g;
  return [...file.code.matchAll(statements)].map((found) => ({ from: found[4] ?? '', typeOnly: found[2] !== undefined }));
}

/** Titles given to `it`, `test` and `describe`, also behind `.each(…)`. */
export function titlesIn(file: SourceFile): string[] {
  const titles = /(?:\b(?:it|test|describe)(?:\.\w+)*|\))\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`)\s*,/g;
  return [...file.code.matchAll(titles)].map((found) => found[1] ?? found[2] ?? found[3] ?? '');
}

/** How many lines a file has. */
export function lineCount(file: SourceFile): number {
  return file.text.trimEnd().split('\n').length;
}

/** Blanks comments and leaves strings and templates alone, so that `https://…` stays. */
function withoutComments(text: string): string {
  const tokens = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
  return text.replace(tokens, (token) => (token.startsWith('/') ? token.replace(/[^\n]/g, ' ') : token));
}
