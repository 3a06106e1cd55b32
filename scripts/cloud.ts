// What a deployment asks of the Cloudflare account, each as one wrangler command. `rehearsal` does as much as is possible without one.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture, type Ended, environment, ROOT } from './run.ts';
import { migrate } from './service.ts';

/** The account as the deployment sees it. Every method throws with wrangler's own words when wrangler fails. */
export interface Cloud {
  /** Makes sure that the database exists. */
  prepareDatabase(): Promise<void>;
  /** Applies the migrations that the database does not have yet. */
  migrate(): Promise<void>;
  /** Names of the secrets that the service has; none before the first upload. */
  secretNames(): Promise<string[]>;
  /** Uploads code and static files, and these secrets in the same step. Gives what wrangler says about where it is. */
  upload(secrets: Record<string, string>): Promise<string>;
}

/** `jurisdiction`: where data is kept, such as `eu`; empty for no restriction. It is fixed once the database exists. */
export function cloudflare(jurisdiction: string): Cloud {
  const name = databaseName();
  return {
    async prepareDatabase() {
      const databases = parseNames((await wrangler(['d1', 'list', '--json'])).stdout);
      if (databases.includes(name)) return;
      await wrangler(['d1', 'create', name, '--update-config=false', ...(jurisdiction ? ['--jurisdiction', jurisdiction] : [])]);
    },
    async migrate() {
      await wrangler(['d1', 'migrations', 'apply', 'DB', '--remote']);
    },
    async secretNames() {
      const listed = await tryWrangler(['secret', 'list', '--format', 'json']);
      if (listed.code === 0) return parseNames(listed.stdout);
      // Only this one failure means "none yet". Any other must stop the deployment, or it would replace secrets that are there.
      if (/Worker "[^"]+"[^\n]* not found/.test(listed.output)) return [];
      throw new Error(listed.output);
    },
    upload: (secrets) => deploy(secrets, jurisdiction, []),
  };
}

/** Everything but the account: the migrations on an empty database, and the whole bundle with its checks. */
export function rehearsal(jurisdiction: string): Cloud {
  return {
    async prepareDatabase() {},
    async migrate() {
      const folder = mkdtempSync(join(tmpdir(), 'nasta-rehearsal-'));
      await migrate(folder).finally(() => rmSync(folder, { recursive: true, force: true }));
    },
    async secretNames() {
      return [];
    },
    async upload(secrets) {
      const folder = mkdtempSync(join(tmpdir(), 'nasta-bundle-'));
      return deploy(secrets, jurisdiction, ['--dry-run', '--outdir', folder]).finally(() =>
        rmSync(folder, { recursive: true, force: true }),
      );
    },
  };
}

/** Names in a JSON list of things with names, as wrangler prints it. */
export function parseNames(json: string): string[] {
  const list: unknown = JSON.parse(json);
  if (!Array.isArray(list)) throw new Error(`wrangler printed something else than a list: ${json}`);
  return list.map((entry: unknown) => {
    if (typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string') return entry.name;
    throw new Error(`wrangler listed something without a name: ${json}`);
  });
}

async function deploy(secrets: Record<string, string>, jurisdiction: string, more: string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'nasta-secrets-'));
  const file = join(folder, 'secrets.json');
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  const vars = jurisdiction ? ['--var', `JURISDICTION:${jurisdiction}`] : [];
  try {
    return (await wrangler(['deploy', '--secrets-file', file, ...vars, ...more])).output;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function wrangler(args: string[]): Promise<Ended> {
  const ended = await tryWrangler(args);
  if (ended.code !== 0) throw new Error(`wrangler ${args.slice(0, 3).join(' ')}:\n${ended.output}`);
  return ended;
}

/** `CI`: wrangler asks nothing and writes nothing into wrangler.toml. */
function tryWrangler(args: string[]): Promise<Ended> {
  return capture('wrangler', args, { env: environment({ CI: '1' }) });
}

function databaseName(): string {
  const name = /^database_name = "([^"]+)"$/m.exec(readFileSync(join(ROOT, 'wrangler.toml'), 'utf8'))?.[1];
  if (!name) throw new Error('wrangler.toml names no database.');
  return name;
}
