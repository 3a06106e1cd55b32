// The three layers of tests, as vitest projects: `npx vitest run --project core` (or workers, or browser), with a path to narrow it down.

import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'core',
          environment: 'node',
          include: [
            'test/core/**/*.test.ts',
            'test/shared/**/*.test.ts',
            'test/client/**/*.test.ts',
            'test/i18n/**/*.test.ts',
            'test/*.test.ts',
          ],
        },
      },
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
          include: [
            'test/chatflow/**/*.test.ts',
            'test/http/**/*.test.ts',
            'test/accounts/**/*.test.ts',
            'test/provisioning/**/*.test.ts',
            'test/workers/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/setup.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
