// Who is at the screen: sign in and out, and the chatflows that person answers. Plain HTTP on the console's own origin; expected failures are
// values, nothing throws.

import type { Me as SharedMe } from '../../shared/http.ts';

/** Who is signed in and what that person answers: as much of the service's {@link SharedMe} as the console uses. */
export interface Me {
  person: SharedMe['person'];
  memberships: SharedMe['memberships'];
  chatflows: OwnChatflow[];
  /** Signs in with two steps. */
  twoStep: boolean;
}

/** A chatflow that the person is an editor of. */
export type OwnChatflow = SharedMe['chatflows'][number];

export type MeResult = { kind: 'in'; me: Me } | { kind: 'out' } | { kind: 'unreachable' };
/** `code`: the password was right, and a code is asked for now. */
export type SignInResult = 'ok' | 'code' | 'wrong' | 'too_many' | 'unreachable';

const UNREACHABLE = 0;

/** Who is signed in, by the session's cookie. */
export async function whoAmI(): Promise<MeResult> {
  const { status, body } = await call('GET', '/desk/me');
  if (status === 401) return { kind: 'out' };
  const me = status === 200 ? readMe(body) : null;
  return me === null ? { kind: 'unreachable' } : { kind: 'in', me };
}

/** Signs in with e-mail and password; the session is a cookie that scripts cannot read. */
export async function signIn(email: string, password: string): Promise<SignInResult> {
  return signInResult(await call('POST', '/auth/sign-in/email', { email, password }));
}

/** The second step: six digits, or a backup code. */
export async function signInWithCode(code: string): Promise<SignInResult> {
  return signInResult(await call('POST', '/auth/sign-in/two-step', { code }));
}

function signInResult({ status, body }: { status: number; body: unknown }): SignInResult {
  if (status === 200) return isRecord(body) && body.twoStep === true ? 'code' : 'ok';
  if (status === 429) return 'too_many';
  return status >= 400 && status < 500 ? 'wrong' : 'unreachable';
}

/** The name of the organisation's identity provider, or null when there is none to sign in with. */
export async function identityProvider(): Promise<string | null> {
  const { status, body } = await call('GET', '/auth/ways');
  return status === 200 && isRecord(body) && typeof body.oidc === 'string' ? body.oidc : null;
}

/** The page of the identity provider to go to, or null when it cannot be reached. */
export async function identityProviderPage(): Promise<string | null> {
  const { status, body } = await call('POST', '/auth/sign-in/oidc', {});
  return status === 200 && isRecord(body) && typeof body.url === 'string' ? body.url : null;
}

/** Ends the session. False when the service could not be reached: then the session still stands. */
export async function signOut(): Promise<boolean> {
  const { status } = await call('POST', '/auth/sign-out', {});
  return status === 200 || status === 401;
}

/** `until`: ms since 1970. `out`: not signed in any more. `not_here`: no editor of that chatflow any more. `unreachable`: try again later. */
export type TicketResult =
  | { kind: 'ticket'; ticket: string; until: number }
  | { kind: 'out' }
  | { kind: 'not_here' }
  | { kind: 'unreachable' };

/** A signed ticket for the desk's socket. */
export async function fetchTicket(chatflowId: string): Promise<TicketResult> {
  const { status, body } = await call('POST', `/desk/${encodeURIComponent(chatflowId)}/ticket`, {});
  if (status === 401) return { kind: 'out' };
  if (status === 403 || status === 404) return { kind: 'not_here' };
  if (status !== 200 || !isRecord(body) || typeof body.ticket !== 'string' || typeof body.until !== 'number')
    return { kind: 'unreachable' };
  return { kind: 'ticket', ticket: body.ticket, until: body.until };
}

/** One call. Status 0 stands for "could not be reached"; a body that is not JSON is null. */
async function call(method: 'GET' | 'POST', path: string, body?: object): Promise<{ status: number; body: unknown }> {
  try {
    const response = await fetch(path, {
      method,
      headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
      cache: 'no-store',
    });
    const text = await response.text();
    return { status: response.status, body: parseJson(text) };
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return { status: UNREACHABLE, body: null };
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function readMe(body: unknown): Me | null {
  if (!isRecord(body) || !isRecord(body.person) || !Array.isArray(body.chatflows) || !Array.isArray(body.memberships)) return null;
  const { id, name, email } = body.person;
  if (typeof id !== 'string' || typeof name !== 'string' || typeof email !== 'string') return null;
  const chatflows = body.chatflows.map(readChatflow).filter((chatflow) => chatflow !== null);
  const memberships = body.memberships.map(readMembership).filter((membership) => membership !== null);
  return { person: { id, name, email }, memberships, chatflows, twoStep: body.twoStep === true };
}

function readChatflow(value: unknown): OwnChatflow | null {
  if (!isRecord(value) || typeof value.id !== 'string' || typeof value.name !== 'string' || typeof value.accountId !== 'string')
    return null;
  return { id: value.id, name: value.name, accountId: value.accountId };
}

function readMembership(value: unknown): SharedMe['memberships'][number] | null {
  if (!isRecord(value) || typeof value.accountId !== 'string' || typeof value.accountName !== 'string') return null;
  const { accountId, accountName, role } = value;
  return role === 'admin' || role === 'editor' ? { accountId, accountName, role } : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
