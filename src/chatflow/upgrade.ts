// From an HTTP request to a socket of the desk: path, sub-protocol, origin, credential. Refusals that a browser should understand are told
// over the socket after its first frame; the others are plain HTTP.

import { ERRORS, type ErrorCode } from '../shared/errors.ts';
import type { Problem } from '../shared/http.ts';
import { SECOND_MS, SOCKETS_MAX_COUNT, TICKET_MS } from '../shared/limits.ts';
import { type ByeReason, PROTOCOL } from '../shared/protocol.ts';
import type { Credentials } from './credentials.ts';
import type { RunningDesk } from './running-desk.ts';
import type { Attachment } from './sockets.ts';
import type { SqlDesk } from './store/sql-desk.ts';

/** The service's own origin, told by the Worker, which lets no such header through from outside. */
const OWN_ORIGIN = 'x-nasta-own-origin';
/** Which network the socket comes from, unreadable; told by the Worker as well. */
const NETWORK = 'x-nasta-network';
/** Sockets beyond the limit that are still told why; more are refused without a word. */
const TOLD_BEYOND_COUNT = 100;
/** How long a socket may keep a place without having said hello, once places are scarce. */
const HELLO_WAIT_MS = 10 * SECOND_MS;

/** Answers an upgrade request for the customer's or the editor's side. */
export async function upgrade(request: Request, { rows, credentials, sockets }: RunningDesk): Promise<Response> {
  const role = /\/(customer|editor)$/.exec(new URL(request.url).pathname)?.[1];
  if (role === undefined) return problem('not_found');
  if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') return problem('upgrade_required');
  const [protocol, credential] = offered(request.headers);
  const origins = role === 'customer' ? rows.desk().settings.origins : [];
  const allowed = originAllowed(request.headers, origins) || (role === 'customer' && (await wasSentOn(credential, credentials, rows)));
  if (!allowed) return problem('origin_not_allowed');
  if (protocol !== PROTOCOL) return problem('invalid', `The sub-protocol ${PROTOCOL} must be offered first.`);
  if (sockets.count() >= SOCKETS_MAX_COUNT) sockets.dropUngreeted(Date.now() - HELLO_WAIT_MS);
  if (sockets.count() >= SOCKETS_MAX_COUNT + TOLD_BEYOND_COUNT) return problem('unavailable');
  const who = role === 'customer' ? await customer(credential, credentials) : await editor(credential, credentials, rows);
  const refusal = who.refusal ?? (sockets.count() >= SOCKETS_MAX_COUNT ? 'crowded' : null);
  const socketId = crypto.randomUUID();
  const network = request.headers.get(NETWORK) ?? '';
  return sockets.accept({ ...who, socketId, refusal, greeted: false, language: null, network, heardAt: Date.now(), gone: false });
}

/** Exactly as browsers write it; a request without one comes from no page and is not asked for here. */
function originAllowed(headers: Headers, allowed: readonly string[]): boolean {
  const origin = headers.get('origin');
  return origin !== null && origin !== 'null' && (origin === headers.get(OWN_ORIGIN) || allowed.includes(origin));
}

/** T11: a customer whose chat came from another chatflow is on one of that one's pages. */
async function wasSentOn(token: string | undefined, credentials: Credentials, rows: SqlDesk): Promise<boolean> {
  const customerId = token === undefined ? null : await credentials.customerOf(token);
  return customerId !== null && rows.wasReceived(customerId);
}

function offered(headers: Headers): string[] {
  return (headers.get('sec-websocket-protocol') ?? '').split(',').map((entry) => entry.trim());
}

type Identity = Pick<Attachment, 'person' | 'credential' | 'issuedAt' | 'until' | 'refusal'>;

/** Without a token: somebody new. With one that was not made here: sent away, so that nobody loses a chat without noticing. */
async function customer(token: string | undefined, credentials: Credentials): Promise<Identity> {
  const customerId = token === undefined ? crypto.randomUUID() : await credentials.customerOf(token);
  if (customerId === null) return stranger('customer', 'unauthenticated');
  const credential = token ?? (await credentials.token(customerId));
  return { person: { kind: 'customer', id: customerId }, credential, issuedAt: 0, until: 0, refusal: null };
}

/** An editor comes with a ticket that still holds, and gets a fresh one. */
async function editor(text: string | undefined, credentials: Credentials, desk: SqlDesk): Promise<Identity> {
  const now = Date.now();
  const ticket = text === undefined ? null : await credentials.ticketOf(text);
  if (ticket === null || ticket.until <= now) return stranger('editor', 'unauthenticated');
  const fresh = { editorId: ticket.editorId, issuedAt: now, until: now + TICKET_MS };
  const credential = await credentials.ticket(fresh);
  const refusal = ticketRefusal(desk, ticket.editorId, ticket.issuedAt);
  return { person: { kind: 'editor', id: ticket.editorId }, credential, issuedAt: ticket.issuedAt, until: fresh.until, refusal };
}

/** L5. Why an editor whose ticket was made then may not come in, or null. Also asked at hello: the desk may have changed since. */
export function ticketRefusal(desk: SqlDesk, editorId: string, issuedAt: number): ByeReason | null {
  const row = desk.editor(editorId);
  if (!row) return 'forbidden';
  return issuedAt <= row.ticketsAfter ? 'unauthenticated' : null;
}

function stranger(kind: 'customer' | 'editor', refusal: ByeReason): Identity {
  return { person: { kind, id: `stranger-${crypto.randomUUID()}` }, credential: '', issuedAt: 0, until: 0, refusal };
}

/** A refusal over HTTP (RFC 9457). */
export function problem(code: ErrorCode, detail?: string): Response {
  const [status, title] = ERRORS[code];
  const body: Problem = { type: `/problems/${code}`, title, status, code, ...(detail === undefined ? {} : { detail }) };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
  });
}
