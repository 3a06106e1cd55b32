// `npm run check`: types, lint and format, house rules. Everything that needs no runtime and no browser.

import { capture } from './run.ts';

/** One step of a layer: how it is called, and the program that decides. */
interface Step {
  name: string;
  command: string;
  args: string[];
}

const STEPS: Step[] = [
  { name: 'types', command: 'tsc', args: ['-b'] },
  { name: 'lint and format', command: 'biome', args: ['check', '--error-on-warnings'] },
];

/** Runs the fast checks side by side and prints what the failing ones say. */
export async function check(): Promise<{ passed: number; failed: number }> {
  const results = await Promise.all(STEPS.map(async (step) => ({ step, ...(await capture(step.command, step.args)) })));
  const failed = results.filter((result) => result.code !== 0);
  for (const { step, output } of failed) console.error(`${step.name}:\n${output.trimEnd()}\n`);
  for (const { step, code } of results) console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${step.name}`);
  return { passed: results.length - failed.length, failed: failed.length };
}

if (import.meta.main) {
  const { failed } = await check();
  const tidy = await capture('vitest', ['run', '--project', 'core', 'test/tidy']);
  console.log(tidy.code === 0 ? 'ok     house rules' : `FAILED house rules\n${tidy.output}`);
  process.exit(failed > 0 || tidy.code !== 0 ? 1 : 0);
}
