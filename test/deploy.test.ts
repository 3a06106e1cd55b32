// Deploying, with an account in memory that keeps what Cloudflare's keeps. The rehearsal with the real program is in test/build.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type Cloud, parseNames } from '../scripts/cloud.ts';
import { deploy } from '../scripts/deploy.ts';
import { ROOT } from '../scripts/run.ts';
import { hashOfKey } from '../scripts/secrets.ts';

/** An account that starts empty. `log` holds the steps in their order. */
function account(): { cloud: Cloud; log: string[]; secrets: Map<string, string> } {
  const log: string[] = [];
  const secrets = new Map<string, string>();
  const cloud: Cloud = {
    async prepareDatabase() {
      log.push('database');
    },
    async migrate() {
      log.push('migrate');
    },
    async secretNames() {
      return [...secrets.keys()];
    },
    async upload(given) {
      log.push('upload');
      for (const [name, value] of Object.entries(given)) secrets.set(name, value);
      return 'https://nasta.example';
    },
  };
  return { cloud, log, secrets };
}

it('sets both secrets and gives one operator key that matches its hash', async () => {
  const { cloud, secrets } = account();
  const { operatorKey } = await deploy(cloud, () => {});
  expect(operatorKey).toMatch(/^nasta_operator_[\w-]{32}$/);
  expect(secrets.get('OPERATOR_KEY_HASH')).toBe(hashOfKey(operatorKey ?? ''));
  expect(secrets.get('AUTH_SECRET')?.length).toBeGreaterThanOrEqual(32);
});

it('changes no secret and gives no key when run again', async () => {
  const { cloud, secrets } = account();
  await deploy(cloud, () => {});
  const before = new Map(secrets);
  const again = await deploy(cloud, () => {});
  expect(again.operatorKey).toBeNull();
  expect(secrets).toEqual(before);
});

it('sets only the one that is missing', async () => {
  const { cloud, secrets } = account();
  secrets.set('AUTH_SECRET', 'already there');
  const { operatorKey } = await deploy(cloud, () => {});
  expect(secrets.get('AUTH_SECRET')).toBe('already there');
  expect(secrets.get('OPERATOR_KEY_HASH')).toBe(hashOfKey(operatorKey ?? ''));
});

it('brings the database up before the code that needs it', async () => {
  const { cloud, log } = account();
  await deploy(cloud, () => {});
  expect(log).toEqual(['database', 'migrate', 'upload']);
});

it('uploads nothing when the secrets cannot be listed, or new ones would replace those that are there', async () => {
  const { cloud, log } = account();
  const broken: Cloud = { ...cloud, secretNames: () => Promise.reject(new Error('network')) };
  await expect(deploy(broken, () => {})).rejects.toThrow('network');
  expect(log).not.toContain('upload');
});

it('reads names from what wrangler lists, and nothing else', () => {
  expect(parseNames('[{"name":"AUTH_SECRET","type":"secret_text"}]')).toEqual(['AUTH_SECRET']);
  expect(parseNames('[]')).toEqual([]);
  expect(() => parseNames('{"error":1}')).toThrow();
  expect(() => parseNames('[{}]')).toThrow();
});

it('keeps the demo and every secret out of what is deployed', () => {
  expect(readFileSync(`${ROOT}/wrangler.toml`, 'utf8')).not.toMatch(/^\s*(?:DEMO|AUTH_SECRET|OPERATOR_KEY_HASH)/m);
});
