// The layers of tests, as vitest projects: `npx vitest run --project core` (or build, workers, browser), with a path to narrow it down.

import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';

/** What runs inside the Workers runtime, and what drives a browser; every other test runs in plain Node. */
const WORKERS = ['chatflow', 'http', 'accounts', 'provisioning', 'security'].map((folder) => `test/${folder}/**/*.test.ts`);
const BROWSER = ['test/browser/**/*.test.ts'];
/** Builds what browsers get, so it runs before those two and beside nothing. */
const BUILD = ['test/build/**/*.test.ts'];

export default defineConfig({
  test: {
    silent: 'passed-only',
    projects: [
      {
        test: {
          name: 'core',
          environment: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...WORKERS, ...BROWSER, ...BUILD],
        },
      },
      { test: { name: 'build', environment: 'node', include: BUILD } },
      {
        plugins: [
          cloudflareTest(async () => ({
            main: './src/index.ts',
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              // AUTH_SECRET and OPERATOR_KEY_HASH are secrets in a real service; here the operator's key is the word "operator".
              bindings: {
                DEMO: '',
                TEST_MIGRATIONS: await readD1Migrations('./migrations'),
                AUTH_SECRET: 'an-auth-secret-for-tests-only-0123456789',
                OPERATOR_KEY_HASH: '06e55b633481f7bb072957eabcf110c972e86691c3cfedabe088024bffe42f23',
              },
            },
          })),
        ],
        test: {
          name: 'workers',
          include: WORKERS,
        },
      },
      {
        test: {
          name: 'browser',
          environment: 'node',
          include: BROWSER,
          globalSetup: ['test/browser/setup.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
