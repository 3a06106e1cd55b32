// `npm test`: every layer in turn, each with its time, and one line of totals at the end.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from './check.ts';
import { ensureChromium } from './chromium.ts';
import { run } from './run.ts';

interface Counts {
  passed: number;
  failed: number;
}

/** The part of vitest's JSON report that is read here. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
  numPendingTests: number;
  testResults: { assertionResults: { title: string; status: string }[] }[];
}

/** Titles that carry a figure worth reading in every run. */
const FIGURE = /\d questions in all$/;

const reports = mkdtempSync(join(tmpdir(), 'nasta-test-'));
const totals: Counts = { passed: 0, failed: 0 };

await layer('check', check);
await layer('core', () => vitest('core'));
await layer('build', () => vitest('build'));
await layer('Workers runtime', () => vitest('workers'));
await layer('browser', async () => {
  const missing = ensureChromium();
  if (missing) console.error(missing);
  return missing ? outcome(false) : vitest('browser');
});

rmSync(reports, { recursive: true, force: true });
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed > 0 ? 1 : 0);

/** Runs one layer, prints its time, and adds what came of it. A layer in which nothing ran has failed. */
async function layer(name: string, work: () => Promise<Counts>): Promise<void> {
  const startedAt = performance.now();
  console.log(`\n── ${name}`);
  const { passed, failed } = await work();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`── ${name}: ${passed} passed, ${failed} failed, ${seconds} s`);
  totals.passed += passed;
  totals.failed += failed;
}

function outcome(ok: boolean): Counts {
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs one vitest project and reads its report. Crashes, files that do not load and skipped tests count as failures. */
async function vitest(project: string): Promise<Counts> {
  const file = join(reports, `${project}.json`);
  const args = ['run', '--project', project, '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run('vitest', args);
  if (!existsSync(file)) return outcome(false);
  const report: Report = JSON.parse(readFileSync(file, 'utf8'));
  for (const { title, status } of report.testResults.flatMap(({ assertionResults }) => assertionResults)) {
    if (FIGURE.test(title)) console.log(`${title}: ${status}`);
  }
  const skipped = report.numPendingTests;
  if (skipped > 0) console.error(`${skipped} tests were skipped.`);
  const failed = report.numFailedTests + skipped;
  const brokenWithoutTest = failed === 0 && (code !== 0 || report.numPassedTests === 0) ? 1 : 0;
  return { passed: report.numPassedTests, failed: failed + brokenWithoutTest };
}
