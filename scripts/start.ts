// `npm start`: the whole service on this machine, with a demo in it. `-- --fresh` begins anew, `-- --port N` chooses the port.

import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { apiOf } from './api.ts';
import { build } from './build.ts';
import { DEMO_FOLDER, type Demo, demoDesk, newDemo, readDemo, writeDemo } from './demo.ts';
import { hashOfKey } from './secrets.ts';
import { changeSettings, seedDesk } from './seed.ts';
import { isFree, type Service, startService } from './service.ts';

const DEFAULT_PORT = 8787;
const PORTS_TRIED = 20;
/** What the running service says goes here, so that the passwords stay on the screen. */
const LOG = join(DEMO_FOLDER, 'service.log');
/** The demo page shows this many customers, each at an address of its own so that their chats stay apart. */
const CUSTOMERS_COUNT = 6;

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
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void service.stop());
  await seed(service, demo).catch(async (error: unknown) => {
    await service.stop();
    throw error;
  });
  announce(service, demo);
  const code = await service.ended;
  if (code) console.error(`The local runtime has ended with code ${code}; see ${LOG}.`);
  process.exitCode = code ?? 0;
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

/** Seeds a new demo; tells an earlier one under which addresses it is reached today. */
async function seed(service: Service, demo: Demo): Promise<void> {
  const api = apiOf(service.url, demo.operatorKey);
  const origins = originsOf(service.url);
  if (demo.chatflowId) return changeSettings(api, demo.chatflowId, { origins });
  const { chatflowId } = await seedDesk(api, demoDesk(demo, origins));
  writeDemo({ ...demo, chatflowId });
}

/** Addresses under which a browser on this machine reaches the service: names under localhost lead to the machine itself. */
function originsOf(url: string): string[] {
  const { port } = new URL(url);
  const more = Array.from({ length: CUSTOMERS_COUNT }, (_, index) => `http://kund${index + 1}.localhost:${port}`);
  return [url, `http://localhost:${port}`, ...more];
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
