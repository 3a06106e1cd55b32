// Who may use each route: written down by hand, beside the code that decides it, so that the two can disagree. A route without an entry here
// makes the matrix fail.

import type { House, RoleName } from './cast.ts';

/** Somebody who has a session, whatever for. */
const SESSIONS: RoleName[] = ['admin', 'editor', 'colleague', 'foreign admin', 'foreign editor'];
const EVERY_KEY: RoleName[] = ['settings:read', 'settings:write', 'desk:read', 'statistics:read', 'editors:write', 'every scope'];
const ADMIN: RoleName[] = ['operator', 'admin'];
const READ_SETTINGS: RoleName[] = [...ADMIN, 'settings:read', 'settings:write', 'every scope'];
const WRITE_SETTINGS: RoleName[] = [...ADMIN, 'settings:write', 'every scope'];
const EDITORS: RoleName[] = [...ADMIN, 'editors:write', 'every scope'];

export interface RouteEntry {
  /** What the address names: nothing that anybody owns, an account, or a chatflow. */
  of: 'service' | 'account' | 'chatflow';
  may: readonly RoleName[];
  /** What those who may are answered; writing routes get a body that is refused after the gate, so that nothing changes. */
  answered: number;
  /** What those who are somebody, but may not, are answered; without it 403 within the account and 404 outside. */
  refused?: number;
  body?: unknown;
  /** Its refusals must not touch anything that it would remove: made anew for each who may. */
  removes?: 'key' | 'editor' | 'chatflow' | 'invitation' | 'person';
  /** Part of the address after `?`. */
  query?: string;
}

const BROKEN_BODY = { nothing: 'that is known' };

function read(of: RouteEntry['of'], may: readonly RoleName[], query?: string): RouteEntry {
  return { of, may, answered: 200, ...(query === undefined ? {} : { query }) };
}

function write(of: RouteEntry['of'], may: readonly RoleName[]): RouteEntry {
  return { of, may, answered: 400, body: BROKEN_BODY };
}

function remove(removes: NonNullable<RouteEntry['removes']>, may: readonly RoleName[]): RouteEntry {
  return { of: removes === 'chatflow' || removes === 'editor' ? 'chatflow' : 'account', may, answered: 204, removes };
}

/** Routes of /v1: identity first (401), then the gate. */
export const V1_ROUTES: Record<string, RouteEntry> = {
  'GET /v1/me': read('service', ['operator', ...SESSIONS, ...EVERY_KEY, 'foreign key']),
  'POST /v1/accounts': write('service', ['operator']),
  'GET /v1/accounts': read('service', ['operator', ...SESSIONS, ...EVERY_KEY, 'foreign key']),
  'GET /v1/accounts/:accountId': read('account', [...ADMIN, ...EVERY_KEY]),
  'GET /v1/accounts/:accountId/features': read('account', READ_SETTINGS),
  'PUT /v1/accounts/:accountId/features': write('account', ['operator']),
  'POST /v1/accounts/:accountId/admins': write('account', ADMIN),
  'GET /v1/accounts/:accountId/keys': read('account', ADMIN),
  'POST /v1/accounts/:accountId/keys': write('account', ADMIN),
  'DELETE /v1/accounts/:accountId/keys/:keyId': remove('key', ADMIN),
  'GET /v1/accounts/:accountId/audit': read('account', ADMIN),
  'GET /v1/accounts/:accountId/people': read('account', ADMIN),
  'PATCH /v1/accounts/:accountId/people/:personId': write('account', ADMIN),
  'DELETE /v1/accounts/:accountId/people/:personId': remove('person', ADMIN),
  'GET /v1/accounts/:accountId/invitations': read('account', ADMIN),
  'POST /v1/accounts/:accountId/invitations': write('account', ADMIN),
  'POST /v1/accounts/:accountId/invitations/:invitationId/send': { ...remove('invitation', ADMIN), answered: 200 },
  'DELETE /v1/accounts/:accountId/invitations/:invitationId': remove('invitation', ADMIN),
  'GET /v1/accounts/:accountId/chatflows': read('account', [...ADMIN, ...EVERY_KEY]),
  'POST /v1/accounts/:accountId/chatflows': write('account', WRITE_SETTINGS),
  'GET /v1/chatflows/:chatflowId': read('chatflow', [...ADMIN, ...EVERY_KEY]),
  'DELETE /v1/chatflows/:chatflowId': remove('chatflow', WRITE_SETTINGS),
  'GET /v1/chatflows/:chatflowId/install': read('chatflow', READ_SETTINGS),
  'GET /v1/chatflows/:chatflowId/desk': read('chatflow', [...ADMIN, 'desk:read', 'every scope']),
  'GET /v1/chatflows/:chatflowId/statistics': read(
    'chatflow',
    [...ADMIN, 'editor', 'statistics:read', 'every scope'],
    'from=2026-01-01&to=2026-01-31&interval=day',
  ),
  'GET /v1/chatflows/:chatflowId/settings': read('chatflow', READ_SETTINGS),
  'PUT /v1/chatflows/:chatflowId/settings': write('chatflow', WRITE_SETTINGS),
  'PATCH /v1/chatflows/:chatflowId/settings': { ...write('chatflow', WRITE_SETTINGS), answered: 428 },
  'GET /v1/chatflows/:chatflowId/texts': read('chatflow', READ_SETTINGS),
  'PUT /v1/chatflows/:chatflowId/texts': write('chatflow', WRITE_SETTINGS),
  'GET /v1/chatflows/:chatflowId/editors': read('chatflow', [...EDITORS, 'settings:read', 'settings:write', 'desk:read']),
  'POST /v1/chatflows/:chatflowId/editors': write('chatflow', EDITORS),
  'PATCH /v1/chatflows/:chatflowId/editors/:editorId': write('chatflow', EDITORS),
  'DELETE /v1/chatflows/:chatflowId/editors/:editorId': remove('editor', EDITORS),
  'PUT /v1/chatflows/:chatflowId/editors/:editorId/status': write('chatflow', EDITORS),
};

/** Everything else. `everybody`: the same answer for all; otherwise by role, for the own chatflow and the other organisation's. */
export type PublicEntry =
  | { everybody: number; body?: unknown }
  | { answer: (role: RoleName, where: 'own' | 'foreign') => number; body?: unknown };

/** A session, or 401. */
function bySession(status: number) {
  return (role: RoleName) => (SESSIONS.includes(role) ? status : 401);
}

export const PUBLIC_ROUTES: Record<string, PublicEntry> = {
  'GET /': { everybody: 302 },
  'GET /demo/config': { everybody: 404 },
  'GET /demo/sign-in': { everybody: 404 },
  'GET /demo/*': { everybody: 404 },
  'GET /v1/openapi.json': { everybody: 200 },
  'GET /chat/:chatflowId/status': { everybody: 200 },
  // Sockets: who may is asked by the object, of the credential in the sub-protocol; see frames.test.ts.
  'GET /chat/:chatflowId/socket': { everybody: 426 },
  'GET /desk/:chatflowId/socket': { everybody: 426 },
  'GET /desk/me': { answer: bySession(200) },
  // Acts upon oneself: a body that is refused after the gate, so that nothing changes.
  'POST /desk/me/password': { body: BROKEN_BODY, answer: bySession(400) },
  'POST /desk/me/two-step': { body: BROKEN_BODY, answer: bySession(400) },
  'POST /desk/me/two-step/confirm': { body: BROKEN_BODY, answer: bySession(400) },
  'POST /desk/me/two-step/backup-codes': { body: BROKEN_BODY, answer: bySession(400) },
  'POST /desk/me/two-step/end': { body: BROKEN_BODY, answer: bySession(400) },
  'GET /auth/ways': { everybody: 200 },
  'GET /auth/callback/oidc': { everybody: 404 },
  // Whoever has the link may, from a page of ours; this one is none.
  'POST /invite/look': { body: { token: 'none' }, answer: (role) => (SESSIONS.includes(role) ? 404 : 403) },
  'POST /invite/accept': { body: { token: 'none' }, answer: (role) => (SESSIONS.includes(role) ? 404 : 403) },
  'GET /desk/:chatflowId/siblings': {
    answer: (role, where) => {
      if (!SESSIONS.includes(role)) return 401;
      if (role === (where === 'own' ? 'editor' : 'foreign editor')) return 200;
      const atHome = where === 'own' ? ['admin', 'colleague'] : ['foreign admin'];
      return atHome.includes(role) ? 403 : 404;
    },
  },
  'POST /desk/:chatflowId/ticket': {
    body: {},
    answer: (role, where) => {
      if (role === (where === 'own' ? 'editor' : 'foreign editor')) return 200;
      return SESSIONS.includes(role) ? 404 : 401;
    },
  },
};

/** Where people sign in and out, with no role yet: the matrix asks them for one thing only, that the request comes from a page of ours. */
export const SIGN_IN_ROUTES = /^POST \/auth\//;

/** The address of a route, for one organisation's objects. */
export function addressOf(path: string, house: House, subjectId: string): string {
  return path
    .replace(':accountId', house.accountId)
    .replace(':chatflowId', house.chatflowId)
    .replace(/:(keyId|editorId|invitationId|personId|token)/, subjectId)
    .replace('*', 'index.html');
}
