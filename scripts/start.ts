// `npm start`: the whole service on this machine, with a demo in it. `-- --fresh` begins anew, `-- --port N` chooses the port.

import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { apiOf } from './api.ts';
import { build } from './build.ts';
import { DEMO_FOLDER, type Demo, demoDesk, newDemo, readDemo, writeDemo } from './demo.ts';
import { hashOfKey } from './secrets.ts';
import { seedDesk } from './seed.ts';
import { isFree, type Service, startService } from './service.ts';

const DEFAULT_PORT = 8787;
const PORTS_TRIED = 20;
/** What the running service says goes here, so that the passwords stay on the screen. */
const LOG = join(DEMO_FOLDER, 'service.log');

const { values } = parseArgs({ options: { fresh: { type: 'boolean' }, port: { type: 'string' } } });
await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

async function main(): Promise<void> {
  const port = await choosePort(values.port);
  console.log('Building the widget and the console …');
  if (!(await build())) process.exit(1);
  const earlier = values.fresh ? null : readDemo();
  if (!earlier) rmSync(DEMO_FOLDER, { recursive: true, force: true });
  mkdirSync(DEMO_FOLDER, { recursive: true });
  const demo = earlier ?? newDemo();
  console.log('Starting the local runtime …');
  const service = await startService({ port, folder: DEMO_FOLDER, vars: varsOf(demo), onOutput: (text) => appendFileSync(LOG, text) });
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      stopping = true;
      void service.stop();
    });
  }
  await seed(service, demo).catch(async (error: unknown) => {
    await service.stop();
    throw error;
  });
  announce(service, demo);
  const code = await service.ended;
  if (stopping) return;
  console.error(`The local runtime has ended by itself with code ${code}; see ${LOG}.`);
  process.exitCode = 1;
}

/** The wished port, which must be free; else the first free one from the usual one on. */
async function choosePort(wish: string | undefined): Promise<number> {
  if (wish !== undefined) {
    const port = Number(wish);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`--port takes a number from 1 to 65535, not "${wish}".`);
    if (await isFree(port)) return port;
    throw new Error(`Port ${port} is taken by another program. Choose another one: npm start -- --port ${port + 1}`);
  }
  for (let port = DEFAULT_PORT; port < DEFAULT_PORT + PORTS_TRIED; port++) {
    if (!(await isFree(port))) continue;
    if (port !== DEFAULT_PORT) console.log(`Port ${DEFAULT_PORT} is taken by another program; using ${port}.`);
    return port;
  }
  throw new Error(
    `The ports ${DEFAULT_PORT} to ${DEFAULT_PORT + PORTS_TRIED - 1} are all taken. Choose another one: npm start -- --port N`,
  );
}

function varsOf(demo: Demo): Parameters<typeof startService>[0]['vars'] {
  const people = [demo.admin, ...demo.editors].map(({ name, email, password }) => [name, { email, password }] as const);
  return {
    AUTH_SECRET: demo.authSecret,
    OPERATOR_KEY_HASH: hashOfKey(demo.operatorKey),
    DEMO: '1',
    DEMO_SIGN_INS: JSON.stringify(Object.fromEntries(people)),
  };
}

/** Seeds a demo that has not been seeded yet. The service's own pages may always carry the widget, at whatever port. */
async function seed(service: Service, demo: Demo): Promise<void> {
  if (demo.chatflowId) return;
  const { chatflowId } = await seedDesk(apiOf(service.url, demo.operatorKey), demoDesk(demo, [service.url]));
  writeDemo({ ...demo, chatflowId });
}

function announce(service: Service, demo: Demo): void {
  const row = ({ name, email, password }: Demo['admin'], what: string): string =>
    `  ${what.padEnd(8)} ${name.padEnd(9)} ${email.padEnd(22)} ${password}`;
  console.log(`
Nästa is running.

  Demo      ${service.url}/
  Console   ${service.url}/console
  API       ${service.url}/v1

${row(demo.admin, 'admin')}
${demo.editors.map((editor) => row(editor, 'editor')).join('\n')}

  operator's key for /v1   ${demo.operatorKey}

Everything is kept in .local/demo, the log in .local/demo/service.log. Begin anew: npm start -- --fresh. Stop: Ctrl-C.
`);
}
