// Makes accounts, chatflows and people through the service's own API: for the demo, the browser tests and the pictures.

import type { Settings } from '../src/shared/settings.ts';
import { type Api, recordIn, textIn } from './api.ts';

export interface PersonSeed {
  name: string;
  email: string;
  password: string;
}

export interface EditorSeed extends PersonSeed {
  maxChats: number;
}

export interface ChatflowSeed {
  chatflow: string;
  settings: Partial<Settings>;
  editors: EditorSeed[];
}

export interface DeskSeed extends ChatflowSeed {
  account: string;
  /** Q2. The account gets the queue feature. */
  queue: boolean;
  admins: PersonSeed[];
}

/** The ids of what was made; `editorIds` in the order of the seed. */
export interface SeededDesk {
  accountId: string;
  chatflowId: string;
  editorIds: string[];
}

/** Makes one account with one chatflow and its people. `api` carries the operator's key. */
export async function seedDesk(api: Api, seed: DeskSeed): Promise<SeededDesk> {
  const accountId = textIn((await api.send('POST', '/accounts', { name: seed.account })).body, 'accountId');
  if (seed.queue) await api.send('PUT', `/accounts/${accountId}/features`, { queue: true });
  for (const admin of seed.admins) await api.send('POST', `/accounts/${accountId}/admins`, admin);
  return seedChatflow(api, accountId, seed);
}

/** Makes a chatflow with its editors in an account that is there. */
export async function seedChatflow(api: Api, accountId: string, seed: ChatflowSeed): Promise<SeededDesk> {
  const made = await api.send('POST', `/accounts/${accountId}/chatflows`, { name: seed.chatflow });
  const chatflowId = textIn(made.body, 'chatflowId');
  await changeSettings(api, chatflowId, seed.settings);
  const editorIds = [];
  for (const editor of seed.editors) {
    editorIds.push(textIn((await api.send('POST', `/chatflows/${chatflowId}/editors`, editor)).body, 'editorId'));
  }
  return { accountId, chatflowId, editorIds };
}

/** Reads the settings, lays `change` over them, and writes them back under the ETag that was read. */
export async function changeSettings(api: Api, chatflowId: string, change: Partial<Settings>): Promise<void> {
  const { body, etag } = await api.send('GET', `/chatflows/${chatflowId}/settings`);
  if (etag === null) throw new Error('The settings came without an ETag.');
  await api.send('PUT', `/chatflows/${chatflowId}/settings`, { ...recordIn(body), ...change }, { 'if-match': etag });
}
