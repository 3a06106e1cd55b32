// What the demo consists of, and the file in which its keys and passwords outlive a restart. That file is ignored by git.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordIn, textIn } from './api.ts';
import { ROOT } from './run.ts';
import { newAuthSecret, newOperatorKey, newPassword } from './secrets.ts';
import type { DeskSeed, EditorSeed, PersonSeed } from './seed.ts';

/** Everything that the demo stores. */
export const DEMO_FOLDER = join(ROOT, '.local', 'demo');
const FILE = join(DEMO_FOLDER, 'demo.json');

/** `chatflowId` null: the seeding has not come to its end. */
export interface Demo {
  authSecret: string;
  operatorKey: string;
  admin: PersonSeed;
  editors: EditorSeed[];
  chatflowId: string | null;
}

/** The demo of an earlier start, or null if there is none that is whole. */
export function readDemo(): Demo | null {
  if (!existsSync(FILE)) return null;
  const stored = recordIn(JSON.parse(readFileSync(FILE, 'utf8')));
  if (typeof stored.chatflowId !== 'string' || !Array.isArray(stored.editors)) return null;
  return {
    authSecret: textIn(stored, 'authSecret'),
    operatorKey: textIn(stored, 'operatorKey'),
    admin: personIn(stored.admin),
    editors: stored.editors.map((editor: unknown) => ({ ...personIn(editor), maxChats: Number(recordIn(editor).maxChats) })),
    chatflowId: stored.chatflowId,
  };
}

export function writeDemo(demo: Demo): void {
  writeFileSync(FILE, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
}

/** A demo with fresh secrets, not seeded yet. */
export function newDemo(): Demo {
  const editor = (name: string, maxChats: number): EditorSeed => ({ ...person(name), maxChats });
  return {
    authSecret: newAuthSecret(),
    operatorKey: newOperatorKey(),
    admin: person('Admin'),
    editors: [editor('Anna', 3), editor('Björn', 2), editor('Cecilia', 2)],
    chatflowId: null,
  };
}

/** The desk that the demo is seeded with. */
export function demoDesk(demo: Demo, origins: string[]): DeskSeed {
  return {
    account: 'Demo kommun',
    chatflow: 'Kundservice',
    queue: true,
    settings: { allowQueue: true, origins },
    admins: [demo.admin],
    editors: demo.editors,
  };
}

function person(name: string): PersonSeed {
  const email = `${name.toLowerCase().replace('ö', 'o')}@demo.example`;
  return { name, email, password: newPassword() };
}

function personIn(stored: unknown): PersonSeed {
  return { name: textIn(stored, 'name'), email: textIn(stored, 'email'), password: textIn(stored, 'password') };
}
