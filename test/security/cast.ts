// Everybody who may come to the door, with the credential each carries: two organisations that must not see each other, and strangers.

import { env } from 'cloudflare:workers';
import { SCOPES, type Scope } from '../../src/shared/access.ts';
import {
  asOperator,
  fieldsOf,
  newAdmin,
  newEditor,
  newOrganisation,
  OPERATOR,
  type Organisation,
  send,
  signedIn,
  textOf,
} from '../http/service.ts';
import { open } from '../http/socket.ts';

/** What somebody is, seen from the organisation that `own` objects belong to. */
export const ROLES = [
  'nobody',
  'operator',
  'admin',
  'editor',
  'colleague',
  ...SCOPES,
  'every scope',
  'foreign admin',
  'foreign editor',
  'foreign key',
  'revoked key',
  'expired key',
  'made-up key',
  'ticket as key',
  'token as key',
] as const;
export type RoleName = (typeof ROLES)[number];

export interface House extends Organisation {
  editor: { editorId: string; email: string; password: string };
  ticket: string;
  customerToken: string;
}

export interface Cast {
  own: House;
  foreign: House;
  /** The headers with which each role asks. */
  headers: Record<RoleName, Record<string, string>>;
}

/** An organisation with an editor, who has a ticket, and a customer, who has a token. */
async function newHouse(): Promise<House> {
  const organisation = await newOrganisation({ queue: true });
  const editor = await newEditor(organisation.chatflowId);
  const session = await signedIn(editor);
  const ticket = await textOf(await send('POST', `/desk/${organisation.chatflowId}/ticket`, { headers: session, body: {} }), 'ticket');
  const customer = await open(`/chat/${organisation.chatflowId}/socket`, ['nasta.v1']);
  customer.send({ type: 'hello' });
  const { token } = await customer.next('welcome');
  customer.close();
  return { ...organisation, editor, ticket, customerToken: String(token) };
}

/** A key of the account with these scopes. */
export async function newKey(accountId: string, scopes: readonly Scope[], expiresAt: number | null = null) {
  const made = await fieldsOf(await asOperator('POST', `/accounts/${accountId}/keys`, { name: 'Nyckel', scopes, expiresAt }));
  if (typeof made.keyId !== 'string' || typeof made.key !== 'string') throw new Error(JSON.stringify(made));
  return { keyId: made.keyId, headers: bearer(made.key) };
}

function bearer(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}` };
}

/** An editor of another chatflow of the same account. */
async function newColleague({ accountId }: House): Promise<Record<string, string>> {
  const chatflowId = await textOf(await asOperator('POST', `/accounts/${accountId}/chatflows`, { name: 'Bygglov' }), 'chatflowId');
  return signedIn(await newEditor(chatflowId));
}

async function revokedKey({ accountId }: House): Promise<Record<string, string>> {
  const { keyId, headers } = await newKey(accountId, SCOPES);
  await asOperator('DELETE', `/accounts/${accountId}/keys/${keyId}`);
  return headers;
}

/** A key that ran out a moment ago. */
async function expiredKey({ accountId }: House): Promise<Record<string, string>> {
  const { keyId, headers } = await newKey(accountId, SCOPES, Date.now() + 60_000);
  await env.DB.prepare('UPDATE api_keys SET expires_at = ? WHERE key_id = ?').bind(Date.now(), keyId).run();
  return headers;
}

export async function newCast(): Promise<Cast> {
  const [own, foreign] = [await newHouse(), await newHouse()];
  const scoped = async (scope: Scope) => (await newKey(own.accountId, [scope])).headers;
  return {
    own,
    foreign,
    headers: {
      nobody: {},
      operator: OPERATOR,
      admin: await signedIn(await newAdmin(own.accountId)),
      editor: await signedIn(own.editor),
      colleague: await newColleague(own),
      'settings:read': await scoped('settings:read'),
      'settings:write': await scoped('settings:write'),
      'desk:read': await scoped('desk:read'),
      'statistics:read': await scoped('statistics:read'),
      'editors:write': await scoped('editors:write'),
      'every scope': own.key,
      'foreign admin': await signedIn(await newAdmin(foreign.accountId)),
      'foreign editor': await signedIn(foreign.editor),
      'foreign key': foreign.key,
      'revoked key': await revokedKey(own),
      'expired key': await expiredKey(own),
      'made-up key': bearer(`nasta_${'0'.repeat(43)}`),
      'ticket as key': bearer(own.ticket),
      'token as key': bearer(own.customerToken),
    },
  };
}
