// The deployment as a person rehearses it, which builds everything, and then what has been built.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { capture, type Ended, ROOT } from '../../scripts/run.ts';

const PUBLIC = join(ROOT, 'public');
let rehearsal: Ended;

beforeAll(async () => {
  rehearsal = await capture('node', ['scripts/deploy.ts', '--dry-run']);
}, 120_000);

it('rehearses build, migrations, secrets and bundle with --dry-run, and uploads nothing', () => {
  expect(rehearsal.output).toContain('AUTH_SECRET and OPERATOR_KEY_HASH will be set');
  expect(rehearsal.output).toMatch(/env\.CHATFLOW \(Chatflow\)/);
  expect(rehearsal.output).toContain('nothing was uploaded');
  expect(rehearsal.code).toBe(0);
});

it('shows no key and no secret while rehearsing', () => {
  expect(rehearsal.output).not.toMatch(/nasta_operator_/);
  expect(rehearsal.output).not.toMatch(/env\.(?:AUTH_SECRET|OPERATOR_KEY_HASH) \("(?!\(hidden\)")/);
});

it('builds one classic script for the page, which leads to the panel that was built with it', () => {
  const loader = readFileSync(join(PUBLIC, 'widget.js'), 'utf8');
  const panels = readdirSync(join(PUBLIC, 'build/widget')).filter((name) => name.startsWith('panel-'));
  expect(panels).toHaveLength(1);
  expect(loader).toContain(`/build/widget/${panels[0]}`);
  expect(loader).not.toMatch(/^\s*(?:import|export)\b|;(?:import|export)[ {*]/);
});

it('leaves the development half of libraries and every schema out of what browsers get', () => {
  const built = readdirSync(join(PUBLIC, 'build'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
  expect(built).not.toMatch(/jsxDEV|ZodError|process\.env/);
});

it('leaves the files that people wrote where they are', () => {
  expect(readdirSync(PUBLIC)).toEqual(expect.arrayContaining(['_headers', 'console', 'demo']));
});
