// What HTTP answers to browsers, beside the frames and the public status: types only. docs/PROTOCOL.md and openapi.json are the prose.

import type { ErrorCode } from './errors.ts';
import type { DeskState } from './model.ts';

/** The body of every refusal (RFC 9457), with the content type `application/problem+json`. */
export interface Problem {
  /** `/problems/<code>`, stable. */
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail?: string;
  /** Which fields, as JSON pointers into the body, and what is wrong with each, in English, without the value. */
  errors?: { pointer: string; reason: string }[];
}

export type Role = 'admin' | 'editor';

/** `GET /desk/me`: who is signed in, and what this person may open. 401 when nobody is. */
export interface Me {
  person: { id: string; name: string; email: string };
  memberships: { accountId: string; accountName: string; role: Role }[];
  /** The chatflows in which this person is an editor, by name (L6). */
  chatflows: { id: string; name: string; accountId: string }[];
  /** Signs in with two steps. */
  twoStep: boolean;
}

// Acts of the signed-in person, each with `{ ok: true }` unless said otherwise. A wrong password or code is `invalid` with a pointer to the
// field; ten of each in 15 minutes are `rate_limited`.
//   POST /desk/me/password { current, next }: ends every session and ticket, and begins a new session here.
//   POST /desk/me/two-step { password }: TwoStepStart; `conflict` when it is on. Then POST /desk/me/two-step/confirm { code } switches it on.
//   POST /desk/me/two-step/backup-codes { password }: BackupCodes; those before are void. `not_found` when two-step sign-in is off.
//   POST /desk/me/two-step/end { password }.

/** What an authenticator app needs, as address (for a QR code) and as text, and the backup codes. Shown once. */
export interface TwoStepStart extends BackupCodes {
  /** `otpauth://totp/…` */
  uri: string;
  /** The secret in base32, for typing in. */
  secret: string;
}

/** Each opens the second step once, in place of a code. Shown once. */
export interface BackupCodes {
  backupCodes: string[];
}

// Signing in. A refusal is `unauthenticated` (whatever was wrong), or `rate_limited` with Retry-After.
//   POST /auth/sign-in/email { email, password }: SignInAnswer
//   POST /auth/sign-in/two-step { code }: SignInAnswer, after a `twoStep`; six digits or a backup code; ten minutes, five wrong codes
//   POST /auth/sign-in/oidc: { url } of the identity provider's page; it leads back to /console, with `?error=` if it did not work
//   POST /auth/sign-out
//   POST /auth/reset { email }: always { ok: true }; the mail links to /console/#/reset/{token}
//   POST /auth/reset/confirm { token, password }: { ok: true }, and nobody is signed in yet; `link_spent`, `invalid` at /password

/** `twoStep`: the password was right, and a code is asked for now. Without it: signed in. */
export interface SignInAnswer {
  ok: true;
  twoStep?: true;
}

/** `GET /auth/ways`: the name of the organisation's identity provider, if one can be signed in with. */
export interface SignInWays {
  oidc: string | null;
}

/**
 * `POST /invite/look {token}`: whom the link /console/#/invite/{token} is for. `not_found`, `link_spent`. Then
 * `POST /invite/accept {token, name, password}` for `set_password`, which also signs in; `{token}` alone for `join`; for `sign_in` it
 * answers `sign_in_first`. Both from our own pages only.
 */
export interface InviteAnswer {
  accountName: string;
  email: string;
  name: string;
  role: Role;
  /** `sign_in`: the address is known; `join`: and signed in here. */
  step: 'set_password' | 'sign_in' | 'join';
}

/** `POST /desk/{chatflowId}/ticket`: what opens the editor's socket; `until`: ms since 1970. */
export interface TicketAnswer {
  ticket: string;
  until: number;
}

/** `GET /desk/{chatflowId}/siblings`, for its editors: the account's other chatflows, to which a chat can be moved (T11). */
export interface SiblingsAnswer {
  items: Sibling[];
}

/** `full`: a chat that is moved there waits ahead of the queue; `closed`: it would be refused. */
export interface Sibling {
  chatflowId: string;
  name: string;
  state: DeskState;
}
