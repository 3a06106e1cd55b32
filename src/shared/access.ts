// Who may do what: the one function that HTTP and sockets ask before anything else. Pure: it knows callers, acts and targets, and no store,
// no request and no socket. What a chat's state allows (whose it is, whether it has ended) is judged by the rules of the desk.

import { type Refusal, refuse } from './errors.ts';
import type { Role } from './http.ts';
import type { CustomerIn, EditorIn } from './protocol.ts';

/** What a key may be allowed, one by one. Writing settings includes reading them. */
export const SCOPES = ['settings:read', 'settings:write', 'desk:read', 'statistics:read', 'editors:write'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who asks, as the service has found out itself: never what a request says of itself. */
export type Caller =
  | { kind: 'nobody' }
  | { kind: 'operator' }
  | { kind: 'key'; keyId: string; accountId: string; scopes: readonly Scope[] }
  /** By session. `chatflows`: those in which this person is an editor. */
  | { kind: 'person'; personId: string; memberships: readonly { accountId: string; role: Role }[]; chatflows: readonly string[] }
  /** By an editor's ticket, which one desk has signed. */
  | { kind: 'ticket'; editorId: string; chatflowId: string }
  /** By a customer's token, which one desk has signed. */
  | { kind: 'customer'; customerId: string; chatflowId: string };

/** What is acted on: the service (both null), an account, or a chatflow and the account that it belongs to (a desk does not know the latter). */
export interface Target {
  accountId: string | null;
  chatflowId: string | null;
}

/** In what capacity a caller stands before a target. */
type Standing = 'operator' | 'person' | 'admin' | 'editor' | 'ticket' | 'customer' | Scope;

const ADMIN = ['operator', 'admin'] as const;
const READER = [...ADMIN, 'settings:read', 'settings:write'] as const;
const WRITER = [...ADMIN, 'settings:write'] as const;
const EDITORS = [...ADMIN, 'editors:write'] as const;
const ANY_KEY = [...ADMIN, ...SCOPES] as const;

/** Acts over HTTP, each with those who may. */
const HTTP_ACTS = {
  'accounts.create': ['operator'],
  /** Shows each caller the own ones. */
  'accounts.list': ['operator', 'person', ...SCOPES],
  'account.read': ANY_KEY,
  'features.read': READER,
  'features.change': ['operator'],
  'admins.add': ADMIN,
  'people.read': ADMIN,
  'people.change': ADMIN,
  'invitations.read': ADMIN,
  'invitations.change': ADMIN,
  /** A key makes no keys: whoever finds one must not be able to outlive its revocation. */
  'keys.read': ADMIN,
  'keys.change': ADMIN,
  'audit.read': ADMIN,
  'chatflows.list': ANY_KEY,
  'chatflows.create': WRITER,
  'chatflow.read': ANY_KEY,
  'chatflow.remove': WRITER,
  'install.read': READER,
  'settings.read': READER,
  'settings.change': WRITER,
  'editors.list': [...EDITORS, 'settings:read', 'settings:write', 'desk:read'],
  'editors.change': EDITORS,
  'desk.read': [...ADMIN, 'desk:read'],
  'statistics.read': [...ADMIN, 'editor', 'statistics:read'],
  'me.read': ['operator', 'person', ...SCOPES],
  'desk.ticket': ['editor'],
  /** Where a chat can be moved to (T11). */
  'desk.siblings': ['editor'],
} as const satisfies Record<string, readonly Standing[]>;

/** Frames, by the side of the desk that they are for; a frame that the protocol gains does not compile without a line here. */
const FRAME_ACTS = {
  'customer.hello': ['customer'],
  'customer.start': ['customer'],
  'customer.message': ['customer'],
  'customer.end': ['customer'],
  'customer.typing': ['customer'],
  'customer.tick': ['customer'],
  'editor.hello': ['ticket'],
  'editor.status': ['ticket'],
  'editor.focus': ['ticket'],
  'editor.message': ['ticket'],
  'editor.end': ['ticket'],
  'editor.close': ['ticket'],
  'editor.transfer': ['ticket'],
  'editor.take': ['ticket'],
  'editor.move': ['ticket'],
  'editor.sign_out': ['ticket'],
  'editor.typing': ['ticket'],
  'editor.tick': ['ticket'],
} as const satisfies Record<`customer.${CustomerIn['type']}` | `editor.${EditorIn['type']}`, readonly Standing[]>;

const ACTS: Record<Act, readonly Standing[]> = { ...HTTP_ACTS, ...FRAME_ACTS };

export type HttpAct = keyof typeof HTTP_ACTS;
export type FrameAct = keyof typeof FRAME_ACTS;
export type Act = HttpAct | FrameAct;

/** Every act there is. */
export const ALL_ACTS = Object.keys(ACTS) as Act[];

/** What a frame of this type asks for on that side of the desk; null if that side knows no such frame. */
export function frameAct(side: 'customer' | 'editor', type: (CustomerIn | EditorIn)['type']): FrameAct | null {
  const act = `${side}.${type}`;
  return isFrameAct(act) ? act : null;
}

function isFrameAct(act: string): act is FrameAct {
  return Object.hasOwn(FRAME_ACTS, act);
}

/**
 * S1, S4. Whether the caller may. Strangers to the target hear `not_found`, as if it did not exist; who belongs there without the right
 * `forbidden`; nobody at all `unauthenticated`.
 */
export function mayAct(caller: Caller, act: Act, target: Target): { ok: true } | Refusal {
  const standings = standingsOf(caller, target);
  if (standings === null) return refuse('not_found');
  if (standings.some((standing) => ACTS[act].includes(standing))) return { ok: true };
  return refuse(caller.kind === 'nobody' ? 'unauthenticated' : 'forbidden');
}

/** Null: a stranger to the target. */
function standingsOf(caller: Caller, target: Target): Standing[] | null {
  switch (caller.kind) {
    case 'nobody':
      return [];
    case 'operator':
      return ['operator'];
    case 'key':
      return isService(target) || target.accountId === caller.accountId ? [...caller.scopes] : null;
    case 'person':
      return standingsOfPerson(caller, target);
    case 'ticket':
      return target.chatflowId === caller.chatflowId ? ['ticket'] : null;
    case 'customer':
      return target.chatflowId === caller.chatflowId ? ['customer'] : null;
    default:
      return caller satisfies never;
  }
}

function isService({ accountId, chatflowId }: Target): boolean {
  return accountId === null && chatflowId === null;
}

function standingsOfPerson(caller: Extract<Caller, { kind: 'person' }>, { accountId, chatflowId }: Target): Standing[] | null {
  const standings: Standing[] = ['person'];
  const edits = chatflowId !== null && caller.chatflows.includes(chatflowId);
  if (edits) standings.push('editor');
  if (accountId === null) return chatflowId === null || edits ? standings : null;
  const role = caller.memberships.find((membership) => membership.accountId === accountId)?.role;
  if (role === undefined) return null;
  if (role === 'admin') standings.push('admin');
  return standings;
}
