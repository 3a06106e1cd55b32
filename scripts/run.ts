// Starting other programs, for the scripts beside this file: with the packaged Node on PATH, ended by process id.

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BIN = join(ROOT, 'node_modules', '.bin');

/** What a program printed and how it ended; `code` null: ended by a signal. */
export interface Ended {
  code: number | null;
  /** What it gave as its result. */
  stdout: string;
  /** That and its complaints, in the order in which they came. */
  output: string;
}

/** The environment in which installed programs find each other and ask nobody anything. */
export function environment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}`,
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_HIDE_BANNER: 'true',
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    ...extra,
  };
}

/** Starts a program in the project's folder. */
export function start(command: string, args: string[], options: SpawnOptions = {}): ChildProcess {
  return spawn(command, args, { cwd: ROOT, env: environment(), ...options });
}

/** Runs a program to its end with its output on the screen; gives its exit code. */
export async function run(command: string, args: string[], options: SpawnOptions = {}): Promise<number> {
  const { code } = await ended(start(command, args, { stdio: 'inherit', ...options }));
  return code ?? 1;
}

/** Runs a program to its end, keeping what it prints; `input` is written to it. */
export async function capture(command: string, args: string[], options: SpawnOptions = {}, input = ''): Promise<Ended> {
  const child = start(command, args, { stdio: 'pipe', ...options });
  child.stdin?.end(input);
  return ended(child);
}

/** Waits for a program to end, gathering what comes through its pipes. A program that cannot be started at all ends with code 127. */
export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    output += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 127, stdout, output: output + error.message }));
    child.once('close', (code) => resolve({ code, stdout, output }));
  });
}
