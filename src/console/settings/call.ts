// Calls to /v1 and the console's own addresses, with the session's cookie. Every outcome is a value; nothing throws for what can be expected.

import { ERRORS, type ErrorCode } from '../../shared/errors.ts';
import { t, type Words } from '../language.ts';
import { type Reader, WRONG } from './state/shape.ts';

/** What was refused, and at which fields. `unreachable`: no answer, or none that can be read. */
export interface Refused {
  ok: false;
  code: ErrorCode | 'unreachable';
  errors: { pointer: string; reason: string }[];
}

export interface Answered<T> {
  ok: true;
  value: T;
  etag: string | null;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
const UNREACHABLE: Refused = { ok: false, code: 'unreachable', errors: [] };

/** One call; `read` makes a typed value of the answer's body. */
export async function call<T>(
  method: Method,
  path: string,
  read: Reader<T>,
  send: { body?: object; etag?: string } = {},
): Promise<Answered<T> | Refused> {
  try {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (send.body !== undefined) headers['content-type'] = 'application/json';
    if (send.etag !== undefined) headers['if-match'] = send.etag;
    if (method === 'POST') headers['idempotency-key'] = crypto.randomUUID();
    const response = await fetch(path, {
      method,
      headers,
      ...(send.body === undefined ? {} : { body: JSON.stringify(send.body) }),
      cache: 'no-store',
    });
    const body = parsed(await response.text());
    if (!response.ok) return refusalIn(body);
    const value = read(body);
    return value === WRONG ? UNREACHABLE : { ok: true, value, etag: response.headers.get('etag') };
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return UNREACHABLE;
    throw error;
  }
}

/** Why it did not work, in words for the person. */
export function refusalWords({ code }: Refused): string {
  return t(REFUSALS[code] ?? 'setRefusedOther');
}

const REFUSALS: Partial<Record<Refused['code'], keyof Words & `setRefused${string}`>> = {
  unreachable: 'setRefusedUnreachable',
  unauthenticated: 'setRefusedOut',
  forbidden: 'setRefusedForbidden',
  not_found: 'setRefusedGone',
  conflict: 'setRefusedConflict',
  invalid: 'setRefusedInvalid',
  feature_missing: 'setRefusedFeature',
  rate_limited: 'setRefusedRate',
  too_large: 'setRefusedInvalid',
  editors_limit: 'setRefusedEditors',
  last_admin: 'setRefusedLastAdmin',
  invited_already: 'setRefusedInvited',
  member_already: 'setRefusedMember',
};

function refusalIn(body: unknown): Refused {
  if (typeof body !== 'object' || body === null || !('code' in body) || !isErrorCode(body.code)) return UNREACHABLE;
  const errors = 'errors' in body && Array.isArray(body.errors) ? body.errors.filter(isFieldError) : [];
  return { ok: false, code: body.code, errors };
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERRORS, code);
}

function isFieldError(error: unknown): error is { pointer: string; reason: string } {
  if (typeof error !== 'object' || error === null || !('pointer' in error) || !('reason' in error)) return false;
  return typeof error.pointer === 'string' && typeof error.reason === 'string';
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
