// `npm run build`: the browser code, the API reference, and what each file weighs on the wire.

import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build as viteBuild } from 'vite';
import { configOf, MODES, type Mode } from '../vite.config.ts';
import { writeReference } from './reference.ts';
import { ROOT } from './run.ts';

const WIDGET_FOLDER = join(ROOT, 'public/build/widget');
const CONSOLE_FOLDER = join(ROOT, 'public/build/console');

/** Builds everything; false if a build failed, which has then been said. */
export async function build(): Promise<boolean> {
  rmSync(WIDGET_FOLDER, { recursive: true, force: true });
  rmSync(CONSOLE_FOLDER, { recursive: true, force: true });
  // Whoever builds, a test runner included: this is for people.
  process.env.NODE_ENV = 'production';
  let ok = true;
  for (const mode of MODES) ok = (await buildOne(mode)) && ok;
  writeReference();
  printSizes();
  return ok;
}

async function buildOne(mode: Mode): Promise<boolean> {
  try {
    await viteBuild({ root: ROOT, configFile: false, ...configOf(mode, mode === 'loader' ? panelFile() : undefined) });
    return true;
  } catch (error) {
    console.error(`${mode}: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}

function panelFile(): string {
  const file = existsSync(WIDGET_FOLDER) && readdirSync(WIDGET_FOLDER).find((name) => /^panel-.*\.js$/.test(name));
  return file || 'panel.js';
}

/** Prints the size after gzip, in the order in which a page loads the files. */
function printSizes(): void {
  const files = [join(ROOT, 'public/widget.js'), ...filesIn(WIDGET_FOLDER), ...filesIn(CONSOLE_FOLDER)].filter((file) => existsSync(file));
  for (const file of files) {
    const bytes = gzipSync(readFileSync(file), { level: 9 }).length;
    console.log(`${String(bytes).padStart(8)} bytes gzip  ${file.slice(join(ROOT, 'public').length)}`);
  }
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

if (import.meta.main && !(await build())) process.exit(1);
