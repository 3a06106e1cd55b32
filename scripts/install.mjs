// Runs before every npm script, under whatever Node the machine has (20 or newer): installs from the lock file, but only if something is
// missing. Plain JavaScript without dependencies, because nothing is installed yet when it runs for the first time.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PACKAGED_NODE = join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

if (outdated()) {
  console.log('Installing the dependencies from the lock file …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) process.exit(npm.status ?? 1);
  if (!existsSync(PACKAGED_NODE)) {
    console.error('npm ran no install scripts, so the packaged Node is missing. Run: npm ci --ignore-scripts=false');
    process.exit(1);
  }
}

/** True when a package of the lock file is missing here or has another version. Packages for other platforms may be missing. */
function outdated() {
  const installed = packagesIn(join(ROOT, 'node_modules', '.package-lock.json'));
  const wanted = packagesIn(join(ROOT, 'package-lock.json'));
  if (!wanted) throw new Error('package-lock.json is missing: this is not a whole copy of the project.');
  if (!installed || !existsSync(PACKAGED_NODE)) return true;
  return Object.entries(wanted).some(([path, entry]) => {
    if (path === '') return false;
    const here = installed[path];
    return here ? here.version !== entry.version : !entry.optional && !entry.devOptional;
  });
}

function packagesIn(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}
