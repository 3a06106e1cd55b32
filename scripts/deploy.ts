// `npm run deploy`: builds, applies the remote migrations, sets the secrets that are missing, uploads. Run again, it changes no secret.
// `-- --dry-run` rehearses everything but the upload; `-- --jurisdiction none` lifts the restriction of data to the EU.

import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { type Cloud, cloudflare, rehearsal } from './cloud.ts';
import { hashOfKey, newAuthSecret, newOperatorKey } from './secrets.ts';

/** What a deployment leaves a person with: the operator's key, only if this deployment made it. */
export interface Deployed {
  operatorKey: string | null;
  /** Where the service is, in wrangler's words. */
  report: string;
}

/** The steps after the build, in an order in which a failure at any point leaves a running service running. */
export async function deploy(cloud: Cloud, say: (line: string) => void): Promise<Deployed> {
  say('Database …');
  await cloud.prepareDatabase();
  await cloud.migrate();
  const { secrets, operatorKey } = missingSecrets(await cloud.secretNames());
  const names = Object.keys(secrets);
  say(names.length > 0 ? `Secrets: ${names.join(' and ')} will be set.` : 'Secrets: all there, none is touched.');
  say('Upload …');
  const report = await cloud.upload(secrets);
  return { operatorKey, report };
}

/** Makes the secrets that are not among these names; one that is there is never replaced. */
export function missingSecrets(present: string[]): { secrets: Record<string, string>; operatorKey: string | null } {
  const secrets: Record<string, string> = {};
  if (!present.includes('AUTH_SECRET')) secrets.AUTH_SECRET = newAuthSecret();
  const operatorKey = present.includes('OPERATOR_KEY_HASH') ? null : newOperatorKey();
  if (operatorKey) secrets.OPERATOR_KEY_HASH = hashOfKey(operatorKey);
  return { secrets, operatorKey };
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean' }, jurisdiction: { type: 'string', default: 'eu' } } });
  const jurisdiction = values.jurisdiction === 'none' ? '' : values.jurisdiction;
  const dryRun = values['dry-run'] === true;
  if (!(await build())) process.exit(1);
  const { operatorKey, report } = await deploy(dryRun ? rehearsal(jurisdiction) : cloudflare(jurisdiction), console.log);
  console.log(report.trim());
  if (dryRun) console.log('\nRehearsed: nothing was uploaded, and the key that was made is thrown away.');
  else if (operatorKey)
    console.log(`\nThe operator's key, shown this once. Keep it safe; with it accounts are created:\n\n  ${operatorKey}\n`);
}

if (import.meta.main) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
