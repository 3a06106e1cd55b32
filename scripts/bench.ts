// `npm run bench`: the object alone under plain workerd, one customer and one editor, and how long a stored and relayed message takes.

import { PROTOCOL } from '../src/shared/protocol.ts';
import { recordIn, textIn } from './api.ts';
import { servePlain } from './workerd.ts';

const MESSAGES_COUNT = 200;
/** Below the rate at which a desk refuses a client's frames. */
const PAUSE_MS = 100;
const PATIENCE_MS = 5_000;

type Frame = Record<string, unknown>;

/** One socket, and whoever waits for a frame of it. */
interface Line {
  send(frame: Frame): void;
  next(fits: (frame: Frame) => boolean): Promise<Frame>;
  close(): void;
}

const service = await servePlain();
try {
  await main();
} finally {
  await service.stop();
}

async function main(): Promise<void> {
  const made = await fetch(`${service.url}/desk`, { method: 'POST' });
  const ticket = textIn(recordIn(recordIn(await made.json()).value), 'ticket');
  const editor = await connect('editor', ticket);
  await ask(editor, { type: 'status', id: 'status', status: 'available' });
  const customer = await connect('customer');
  const windowCame = editor.next((frame) => frame.type === 'window');
  const start = { type: 'start', id: 'start', join: false };
  const chatId = textIn(await ask(customer, start), 'chatId');
  await windowCame;

  const count = process.argv.includes('--quick') ? MESSAGES_COUNT / 10 : MESSAGES_COUNT;
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const relayed = editor.next((frame) => frame.type === 'message');
    const startedAt = performance.now();
    await ask(customer, { type: 'message', id: `message-${index}`, chatId, text: `Fråga ${index}` });
    await relayed;
    times.push(performance.now() - startedAt);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  customer.close();
  editor.close();
  print(times);
}

async function connect(role: 'customer' | 'editor', credential?: string): Promise<Line> {
  const protocols = credential === undefined ? [PROTOCOL] : [PROTOCOL, credential];
  const socket = new WebSocket(`${service.url.replace('http', 'ws')}/${role}`, protocols);
  const waiting = new Set<(frame: Frame) => void>();
  socket.onmessage = ({ data }) => {
    const frame = recordIn(JSON.parse(String(data)));
    for (const hear of waiting) hear(frame);
  };
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error(`The ${role}'s socket was refused.`));
  });
  const line: Line = {
    send: (frame) => socket.send(JSON.stringify(frame)),
    close: () => socket.close(),
    next: (fits) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`The ${role} waited in vain.`)), PATIENCE_MS);
        const hear = (frame: Frame): void => {
          if (!fits(frame)) return;
          waiting.delete(hear);
          clearTimeout(timer);
          resolve(frame);
        };
        waiting.add(hear);
      }),
  };
  const welcome = line.next((frame) => frame.type === 'welcome');
  line.send({ type: 'hello' });
  await welcome;
  return line;
}

/** Sends a command and gives its answer, which must be ok. */
async function ask(line: Line, command: Frame): Promise<Frame> {
  const answered = line.next((frame) => frame.id === command.id && (frame.type === 'ok' || frame.type === 'error'));
  line.send(command);
  const answer = await answered;
  if (answer.type !== 'ok') throw new Error(`${command.type} was refused: ${JSON.stringify(answer)}`);
  return answer;
}

function print(times: number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2);
  console.log('The object alone under plain workerd, one message at a time:');
  console.log(`${times.length} messages stored, answered and relayed: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms`);
}
