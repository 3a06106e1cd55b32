// Refusals on the wire: application/problem+json (RFC 9457), the one form in which HTTP says no.

import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import type { $ZodIssue } from 'zod/v4/core';
import { ERRORS, type ErrorCode, type Refusal, refuse } from '../shared/errors.ts';
import type { Problem } from '../shared/http.ts';
import { describe, log } from '../shared/log.ts';
import type { AppEnv } from './app-env.ts';

const ERRORS_MAX_COUNT = 20;
const POINTER_MAX_LENGTH = 200;
const CONTENT_TYPE = { 'content-type': 'application/problem+json' };

type FieldError = { pointer: string; reason: string };

/** Answers with a refusal. */
export function problem(c: Context<AppEnv>, refusal: Refusal, errors: FieldError[] = fieldErrors(refusal)) {
  const [status, sentence] = ERRORS[refusal.code];
  const body: Problem = { type: `/problems/${refusal.code}`, title: sentence, status, code: refusal.code };
  if (errors.length > 0) body.errors = errors;
  return c.json(body, status, CONTENT_TYPE);
}

function fieldErrors({ pointer, reason }: Refusal): FieldError[] {
  return pointer === undefined ? [] : [{ pointer, reason: reason ?? 'is not accepted' }];
}

/** Answers `invalid`, with a pointer to each field that is wrong. */
export function invalid(c: Context<AppEnv>, issues: readonly $ZodIssue[]) {
  return problem(c, refuse('invalid'), issues.flatMap(pointed).slice(0, ERRORS_MAX_COUNT));
}

/** Reasons are ours alone: a schema library's own words may quote what was sent. */
function pointed(issue: $ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerOf([...issue.path, key]), reason: 'is not a known field' }));
  }
  return [{ pointer: pointerOf(issue.path), reason: reasonOf(issue) }];
}

function reasonOf(issue: $ZodIssue): string {
  if (issue.message.startsWith('must ')) return issue.message;
  if (issue.code === 'invalid_type')
    return issue.message.endsWith('received undefined') ? 'is missing' : `must be of type ${issue.expected}`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  return 'is not accepted';
}

/** A JSON pointer (RFC 6901). */
function pointerOf(path: readonly PropertyKey[]): string {
  const pointer = path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return pointer.slice(0, POINTER_MAX_LENGTH).toWellFormed();
}

const CODE_OF_STATUS: Partial<Record<number, ErrorCode>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  413: 'too_large',
  415: 'unsupported_media_type',
  422: 'invalid',
  429: 'rate_limited',
};

/** The code that stands for a status that somebody else's code answered with. */
export function codeOfStatus(status: number): ErrorCode {
  return CODE_OF_STATUS[status] ?? (status < 500 ? 'invalid' : 'internal');
}

/** What was thrown, as an answer. Nothing of it but its class and place is told, and that to the log only. */
export function answerThrown(thrown: Error, c: Context<AppEnv>) {
  if (thrown instanceof HTTPException) return problem(c, refuse(codeOfStatus(thrown.status)));
  log('request_broke', { requestId: c.get('requestId'), route: routePath(c, -1), ...describe(thrown) });
  return problem(c, refuse(isPassing(thrown) ? 'unavailable' : 'internal'));
}

/** The platform marks what another attempt may mend, and what is too much just now. */
function isPassing(thrown: Error): boolean {
  return ('retryable' in thrown && thrown.retryable === true) || ('overloaded' in thrown && thrown.overloaded === true);
}
