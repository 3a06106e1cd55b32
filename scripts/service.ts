// One real local service: migrations, wrangler's local runtime, ready when it answers. The demo, the browser tests and the pictures use it.
// Knows nothing of what is in the service.

import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { capture, environment, start } from './run.ts';

const READY_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 100;
const STOP_WITHIN_MS = 5_000;

/** What the Worker gets beside its bindings: secrets, and what only a local service has. */
export interface ServiceVars {
  AUTH_SECRET: string;
  OPERATOR_KEY_HASH: string;
  DEMO?: string;
  DEMO_SIGN_INS?: string;
}

export interface ServiceOptions {
  port: number;
  /** Everything that the service stores, and its variables. Made if it does not exist. */
  folder: string;
  vars: ServiceVars;
  /** Gets what the runtime prints. */
  onOutput?: (text: string) => void;
}

export interface Service {
  /** Origin of the service, such as `http://127.0.0.1:8787`. */
  url: string;
  /** Resolves with the exit code once the runtime has ended, for whatever reason. */
  ended: Promise<number | null>;
  /** Ends the runtime by its process id. */
  stop(): Promise<void>;
}

/** Brings the local database up to the latest migration. Throws with wrangler's words if it cannot. */
export async function migrate(folder: string): Promise<void> {
  const args = ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', join(folder, 'state')];
  const { code, output } = await capture('wrangler', args, { env: environment({ CI: '1' }) });
  if (code !== 0) throw new Error(`The database migrations could not be applied:\n${output}`);
}

/** Starts the service on 127.0.0.1 and waits until it answers. The files under public/ have to be built. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { port, folder, vars } = options;
  mkdirSync(folder, { recursive: true });
  const varsFile = join(folder, 'service.env');
  writeFileSync(varsFile, envFile({ ...vars }), { mode: 0o600 });
  await migrate(folder);
  const child = start('wrangler', wranglerArgs(port, folder, varsFile), { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const keep = (chunk: Buffer): void => {
    printed = (printed + chunk).slice(-20_000);
    options.onOutput?.(chunk.toString());
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const service: Service = { url: `http://127.0.0.1:${port}`, ended, stop: () => stop(child, ended) };
  if (await answers(service)) return service;
  await service.stop();
  throw new Error(`The local runtime did not start:\n${printed}`);
}

/** True if nothing listens on this port of 127.0.0.1. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** A port that nothing listens on just now. */
export function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

function wranglerArgs(port: number, folder: string, varsFile: string): string[] {
  const where = ['--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0'];
  const what = ['--persist-to', join(folder, 'state'), '--env-file', varsFile];
  return ['dev', '--local', ...where, ...what, '--show-interactive-dev-session=false', '--log-level', 'log'];
}

function envFile(vars: Record<string, string>): string {
  return Object.entries(vars)
    .map(([name, value]) => `${name}='${value}'\n`)
    .join('');
}

/** Looks until somebody answers; false if the runtime ended or took too long. */
async function answers(service: Service): Promise<boolean> {
  const until = Date.now() + READY_WITHIN_MS;
  let running = true;
  service.ended.then(() => {
    running = false;
  });
  while (running && Date.now() < until) {
    const status = await fetch(`${service.url}/console`, { redirect: 'manual' }).then(
      (response) => response.status,
      () => 0,
    );
    if (status > 0 && status < 500) return true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return false;
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await ended;
  clearTimeout(force);
}
