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
