// `npm run build`: the browser code, and what each file weighs on the wire.

import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build as viteBuild } from 'vite';
import { configOf, ENTRIES, MODES, type Mode } from '../vite.config.ts';
import { ROOT } from './run.ts';

const WIDGET_FOLDER = join(ROOT, 'public/build/widget');
const CONSOLE_FOLDER = join(ROOT, 'public/build/console');

/** Builds everything; false if a build failed, which has then been said. */
export async function build(): Promise<boolean> {
  rmSync(WIDGET_FOLDER, { recursive: true, force: true });
  rmSync(CONSOLE_FOLDER, { recursive: true, force: true });
  try {
    for (const mode of MODES) await buildOne(mode);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
  printSizes();
  return true;
}

async function buildOne(mode: Mode): Promise<void> {
  if (!existsSync(join(ROOT, ENTRIES[mode]))) {
    console.warn(`${ENTRIES[mode]} does not exist: ${mode} is not built.`);
    return;
  }
  await viteBuild({ root: ROOT, configFile: false, ...configOf(mode, mode === 'loader' ? panelFile() : undefined) });
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
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

if (import.meta.main && !(await build())) process.exit(1);
