// What /v1 takes and gives, beside settings: the one source of checks and of the OpenAPI document. Times are ms since 1970.

import { z } from 'zod';
import { SCOPES } from '../access.ts';
import { ACTOR_KINDS } from '../audit.ts';
import { ERRORS, type ErrorCode } from '../errors.ts';
import { EMAIL_MAX_LENGTH, MAX_CHATS_LIMIT, NAME_MAX_LENGTH } from '../limits.ts';
import { line } from './line.ts';

const codes = Object.keys(ERRORS) as ErrorCode[];

/** Every refusal, by RFC 9457. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(codes),
    detail: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string(), reason: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'A refusal. `code` and `type` are stable; `errors` points at fields of the body.' });

const name = line(NAME_MAX_LENGTH);
const id = z.string().meta({ description: 'An id of the service’s own making.' });
const at = z.int().meta({ description: 'Ms since 1970.' });
const email = z
  .string()
  .trim()
  .max(EMAIL_MAX_LENGTH, `must have at most ${EMAIL_MAX_LENGTH} characters`)
  .pipe(z.email('must be an e-mail address'))
  .transform((value) => value.toLowerCase());
const password = z.string().min(10, 'must have at least 10 characters').max(128, 'must have at most 128 characters');
const maxChats = z
  .int({ error: 'must be a whole number' })
  .min(1, 'must be at least 1')
  .max(MAX_CHATS_LIMIT, `must be at most ${MAX_CHATS_LIMIT}`)
  .meta({ description: 'How many windows the editor has at the same time.' });

export const accountSchema = z.object({ accountId: id, name, createdAt: at }).meta({ id: 'Account' });
export const featuresSchema = z
  .strictObject({ queue: z.boolean() })
  .meta({ id: 'Features', description: 'What the operator has granted.' });
export const chatflowSchema = z.object({ chatflowId: id, accountId: id, name, createdAt: at }).meta({ id: 'Chatflow' });
export const editorSchema = z.object({ editorId: id, name, email: z.string(), maxChats, createdAt: at }).meta({ id: 'Editor' });

const onceShown = z.string().optional().meta({ description: 'Made for a new person when none was given. Shown this once.' });
export const newEditorSchema = editorSchema.extend({ password: onceShown }).meta({ id: 'NewEditor' });
/** Without a name: that of somebody who is known from elsewhere is not this account's to read. */
export const newAdminSchema = z.object({ personId: id, email: z.string(), password: onceShown }).meta({ id: 'NewAdmin' });
const scopes = z
  .array(z.enum(SCOPES))
  .min(1, 'must name at least one scope')
  .max(SCOPES.length, 'must name each scope once')
  .meta({ description: 'What the key may do. `settings:write` includes reading them.' });

export const keySchema = z
  .object({
    keyId: id,
    name,
    prefix: z.string().meta({ description: 'How the key begins.' }),
    scopes,
    createdAt: at,
    expiresAt: at.nullable(),
    lastUsedOn: z.string().nullable().meta({ description: 'The day, in UTC, such as 2026-03-01.' }),
  })
  .meta({ id: 'Key' });
export const newKeySchema = keySchema
  .extend({ key: z.string().optional().meta({ description: 'Shown this once; not in a repeated answer.' }) })
  .meta({ id: 'NewKey' });
export const createKeySchema = z.strictObject({
  name,
  scopes,
  expiresAt: z
    .int({ error: 'must be a time in ms since 1970, or null' })
    .nullable()
    .default(null)
    .meta({ description: 'Ms since 1970, in the future; null or missing: until it is revoked.' }),
});

const fields = z.record(z.string(), z.unknown()).nullable();
export const auditLineSchema = z
  .object({
    id,
    at,
    actor: z.object({
      kind: z.enum(ACTOR_KINDS),
      id: z.string(),
      name: z.string().meta({ description: 'As it is now; empty for the operator and for whoever is not known any more.' }),
    }),
    act: z.string().meta({ description: 'Such as `settings.changed`.' }),
    chatflowId: z.string().nullable(),
    before: fields,
    after: fields,
  })
  .meta({ id: 'AuditLine', description: 'Who did what, when. `before` and `after` hold the fields that changed, never a secret.' });

export const callerSchema = z
  .object({
    kind: z.enum(['operator', 'key', 'person']),
    accountId: z.string().optional().meta({ description: 'Keys: the account.' }),
    scopes: z.array(z.enum(SCOPES)).optional().meta({ description: 'Keys.' }),
    person: z.object({ id, name: z.string(), email: z.string() }).optional(),
    memberships: z.array(z.object({ accountId: id, accountName: z.string(), role: z.enum(['admin', 'editor']) })).optional(),
  })
  .meta({ id: 'Caller', description: 'Whom the service takes the caller for.' });

export const installSchema = z
  .object({
    snippet: z.string().meta({ description: 'The tag for the page.' }),
    csp: z.array(z.string()).meta({ description: 'What a content security policy of the page has to allow.' }),
    seenAt: at.nullable().meta({ description: 'When a page of a listed origin last showed interest; to the hour. Null: never yet.' }),
    seenOrigin: z.string().nullable(),
  })
  .meta({ id: 'Install' });

/** A page of a list. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().meta({ description: 'For the next page; null: that was all.' }),
  });
}

export const createNamedSchema = z.strictObject({ name });
export const createPersonSchema = z.strictObject({ email, name, password: password.optional() });
export const createEditorSchema = z.strictObject({ email, name, password: password.optional(), maxChats });
export const changeEditorSchema = z.strictObject({ name: name.optional(), maxChats: maxChats.optional() });
export const setBusySchema = z.strictObject({ status: z.literal('busy') });
