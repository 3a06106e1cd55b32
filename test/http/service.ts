// The whole Worker as tests reach it: requests as the operator, as an admin, as a browser with cookies; and the setting-up they share.

import { applyD1Migrations } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { SCOPES } from '../../src/shared/access.ts';

export const ORIGIN = 'https://nasta.example';
export const OPERATOR: Record<string, string> = { authorization: 'Bearer operator' };

export interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
}

/** Brings D1 up to the last migration; call in `beforeAll`. */
export async function migrated(): Promise<void> {
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
}

/** Sends a request to the Worker; a body is sent as JSON. */
export async function send(method: string, path: string, { body, headers }: Sent = {}): Promise<Response> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const sent = body === undefined ? null : JSON.stringify(body);
  return exports.default.fetch(new Request(ORIGIN + path, { method, headers: { ...json, ...headers }, body: sent, redirect: 'manual' }));
}

/** Sends as the operator. */
export async function asOperator(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return send(method, `/v1${path}`, { ...(body === undefined ? {} : { body }), headers: { ...OPERATOR, ...headers } });
}

/** The fields of a JSON answer. */
export async function fieldsOf(response: Response): Promise<Record<string, unknown>> {
  const body: unknown = await response.json();
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Error('The answer is no object.');
  return { ...body };
}

/** A field that has to be a text. */
export async function textOf(response: Response, field: string): Promise<string> {
  const fields = await fieldsOf(response);
  const value = fields[field];
  if (typeof value !== 'string') throw new Error(`No ${field} in ${JSON.stringify(fields)}`);
  return value;
}

/** Status and code of a refusal. */
export async function refusalOf(response: Response): Promise<[number, unknown]> {
  if (response.headers.get('content-type') !== 'application/problem+json') {
    throw new Error(`${response.status} is no problem: ${await response.text()}`);
  }
  return [response.status, (await fieldsOf(response)).code];
}

let count = 0;

/** An address that no other test uses. */
export function newEmail(): string {
  count += 1;
  return `person${count}.${crypto.randomUUID().slice(0, 8)}@nasta.example`;
}

export interface Organisation {
  accountId: string;
  chatflowId: string;
  /** A key of the account, as headers. */
  key: Record<string, string>;
}

/** A new account with one chatflow and a key with every scope. */
export async function newOrganisation({ queue = false } = {}): Promise<Organisation> {
  const accountId = await textOf(await asOperator('POST', '/accounts', { name: 'Kommun' }), 'accountId');
  if (queue) await asOperator('PUT', `/accounts/${accountId}/features`, { queue });
  const chatflowId = await textOf(await asOperator('POST', `/accounts/${accountId}/chatflows`, { name: 'Kundservice' }), 'chatflowId');
  const key = await textOf(await asOperator('POST', `/accounts/${accountId}/keys`, { name: 'Nyckel', scopes: SCOPES }), 'key');
  return { accountId, chatflowId, key: { authorization: `Bearer ${key}` } };
}

export interface SignInWish {
  email: string;
  password: string;
}

/** A new editor of the chatflow. */
export async function newEditor(chatflowId: string, maxChats = 2): Promise<SignInWish & { editorId: string }> {
  const email = newEmail();
  const added = await fieldsOf(await asOperator('POST', `/chatflows/${chatflowId}/editors`, { email, name: 'Redaktör', maxChats }));
  if (typeof added.editorId !== 'string' || typeof added.password !== 'string') throw new Error(JSON.stringify(added));
  return { email, password: added.password, editorId: added.editorId };
}

/** A new admin of the account. */
export async function newAdmin(accountId: string): Promise<SignInWish> {
  const email = newEmail();
  const password = await textOf(await asOperator('POST', `/accounts/${accountId}/admins`, { email, name: 'Admin' }), 'password');
  return { email, password };
}

let address = 0;

/** Signs in from an address of its own and answers with the headers that a page of the console sends. */
export async function signedIn({ email, password }: SignInWish): Promise<Record<string, string>> {
  address += 1;
  const headers = { origin: ORIGIN, 'cf-connecting-ip': `10.0.${address >> 8}.${address & 255}` };
  const answer = await send('POST', '/auth/sign-in/email', { body: { email, password }, headers });
  if (answer.status !== 200) throw new Error(`Sign-in was answered with ${answer.status}.`);
  await answer.text();
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return { cookie, origin: ORIGIN };
}
