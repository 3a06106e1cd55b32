// Starts the one real service that all browser tests of a run share, with a folder and a port of its own, and ends it afterwards.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { hashOfKey, newAuthSecret, newOperatorKey } from '../../scripts/secrets.ts';
import { anyFreePort, startService } from '../../scripts/service.ts';

declare module 'vitest' {
  interface ProvidedContext {
    serviceUrl: string;
    operatorKey: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'nasta-browser-'));
  const operatorKey = newOperatorKey();
  const vars = { AUTH_SECRET: newAuthSecret(), OPERATOR_KEY_HASH: hashOfKey(operatorKey) };
  const service = await startService({ port: await anyFreePort(), folder, vars });
  project.provide('serviceUrl', service.url);
  project.provide('operatorKey', operatorKey);
  return async () => {
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
