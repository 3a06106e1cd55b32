// The object built for production and served alone by plain workerd, with its storage in memory where the machine has such a folder.

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT, start } from './run.ts';
import { anyFreePort } from './service.ts';

/** Files in memory, on Linux: SQLite's own, without a disk below. */
const MEMORY = '/dev/shm';
const READY_WITHIN_MS = 10_000;

export interface PlainService {
  url: string;
  /** Ends the runtime by its process id and removes what was built. */
  stop(): Promise<void>;
}

/** Builds test/bench/worker.ts and serves it on a free port. Throws with workerd's words if it does not come up. */
export async function servePlain(): Promise<PlainService> {
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'nasta-bench-'));
  mkdirSync(join(folder, 'storage'));
  await bundle(folder);
  writeFileSync(join(folder, 'config.capnp'), config());
  const port = await anyFreePort();
  const child = start('workerd', ['serve', 'config.capnp', '--socket-addr', `http=127.0.0.1:${port}`], { cwd: folder, stdio: 'pipe' });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  const until = Date.now() + READY_WITHIN_MS;
  while (child.exitCode === null && Date.now() < until) {
    if (await fetch(url).catch(() => null)) return { url, stop };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await stop();
  throw new Error(`workerd did not start:\n${said}`);
}

async function bundle(folder: string): Promise<void> {
  process.env.NODE_ENV = 'production';
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2024',
      lib: { entry: 'test/bench/worker.ts', formats: ['es'], fileName: () => 'worker.js' },
      rolldownOptions: { external: ['cloudflare:workers'], output: { minify: true } },
    },
  });
}

function config(): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "storage", disk = (path = "storage", writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-10-20",
  bindings = [(name = "CHATFLOW", durableObjectNamespace = "Chatflow")],
  durableObjectNamespaces = [(className = "Chatflow", uniqueKey = "chatflow", enableSql = true)],
  durableObjectStorage = (localDisk = "storage"),
);
`;
}
