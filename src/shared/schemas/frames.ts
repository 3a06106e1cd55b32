// What clients may send: every frame of protocol.ts checked for shape, size and spelling. Knows no desk, no role and no right.
// Unknown fields are dropped, so that a newer client can talk to an older desk.

import { z } from 'zod';
import { type Refusal, refuse } from '../errors.ts';
import {
  EMAIL_MAX_LENGTH,
  ID_MAX_LENGTH,
  MAX_CHATS_LIMIT,
  MESSAGE_MAX_LENGTH,
  NAME_MAX_LENGTH,
  NOTE_MAX_LENGTH,
  PAGE_MAX_LENGTH,
  PAGE_TITLE_MAX_LENGTH,
} from '../limits.ts';
import { LANGUAGES } from '../model.ts';
import type { CustomerIn, EditorIn } from '../protocol.ts';

/** Controls, direction overrides and invisible marks, with which one line of text can pretend to be another. */
const DECEPTIVE = /[\p{Cc}\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const SOMETHING_TO_READ = /[^\s\p{Cc}\p{Cf}]/u;
const ID = /^[\x21-\x7e]+$/;

const id = z.string().max(ID_MAX_LENGTH).regex(ID, 'must be 1 to 64 printable ASCII characters without spaces');
const language = z.enum(LANGUAGES);
const lastSeq = z.int().min(0);

const written = z.string().refine((text) => text.isWellFormed(), 'must be well-formed Unicode');
const messageText = written
  .max(MESSAGE_MAX_LENGTH, `must have at most ${MESSAGE_MAX_LENGTH} characters`)
  .refine((text) => SOMETHING_TO_READ.test(text), 'must not be empty');
/** Text that need not be there: one with nothing to read counts as none. */
function optionalText(maxLength: number) {
  return written
    .max(maxLength, `must have at most ${maxLength} characters`)
    .transform((text) => (SOMETHING_TO_READ.test(text) ? text : ''));
}

const name = written
  .transform((text) => text.replace(DECEPTIVE, ' ').trim())
  .refine((text) => text.length <= NAME_MAX_LENGTH, `must have at most ${NAME_MAX_LENGTH} characters`);
const email = written
  .trim()
  .max(EMAIL_MAX_LENGTH, `must have at most ${EMAIL_MAX_LENGTH} characters`)
  .refine((text) => text === '' || /^[^\s\p{Cc}\p{Cf}@<>"(),;]+@[^\s\p{Cc}\p{Cf}@<>"(),;]+$/u.test(text), 'must be an e-mail address');
/** A page is context, not a right: what is no address of a page is left out, what is too long is cut. */
const page = written.transform((text) => (URL.canParse(text) ? pageOf(new URL(text)) : ''));
const pageTitle = written.transform((text) => text.replace(DECEPTIVE, ' ').trim().slice(0, PAGE_TITLE_MAX_LENGTH).toWellFormed());

/** Neither the query nor the fragment: people's data stands there. */
function pageOf({ protocol, origin, pathname }: URL): string {
  return protocol === 'https:' || protocol === 'http:' ? `${origin}${pathname}`.slice(0, PAGE_MAX_LENGTH) : '';
}

const message = z.object({ type: z.literal('message'), id, chatId: id, text: messageText });
const end = z.object({ type: z.literal('end'), id, chatId: id });
const tick = z.object({ type: z.literal('tick') });

const customerIn: z.ZodType<CustomerIn> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), language: language.exactOptional(), chatId: id.exactOptional(), lastSeq: lastSeq.exactOptional() }),
  z.object({
    type: z.literal('start'),
    id,
    join: z.boolean(),
    language: language.exactOptional(),
    name: name.exactOptional(),
    email: email.exactOptional(),
    question: optionalText(MESSAGE_MAX_LENGTH).exactOptional(),
    page: page.exactOptional(),
    pageTitle: pageTitle.exactOptional(),
  }),
  message,
  end,
  z.object({ type: z.literal('typing'), chatId: id, on: z.boolean(), text: optionalText(MESSAGE_MAX_LENGTH).exactOptional() }),
  tick,
]);

const editorIn: z.ZodType<EditorIn> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    windows: z
      .array(z.object({ chatId: id, lastSeq }))
      .max(4 * MAX_CHATS_LIMIT, 'has too many entries')
      .exactOptional(),
  }),
  z.object({
    type: z.literal('status'),
    id,
    status: z.enum(['available', 'busy']),
    confirm: z.boolean().exactOptional(),
    stopQueueing: z.boolean().exactOptional(),
  }),
  z.object({ type: z.literal('focus'), id, chatId: id, on: z.boolean() }),
  message,
  end,
  z.object({ type: z.literal('close'), id, chatId: id }),
  z.object({ type: z.literal('transfer'), id, chatId: id, toEditorId: id, note: optionalText(NOTE_MAX_LENGTH).exactOptional() }),
  z.object({ type: z.literal('move'), id, chatId: id, toChatflowId: id, note: optionalText(NOTE_MAX_LENGTH).exactOptional() }),
  z.object({ type: z.literal('take'), id, chatId: id }),
  z.object({ type: z.literal('sign_out'), id, confirm: z.boolean().exactOptional() }),
  z.object({ type: z.literal('typing'), chatId: id, on: z.boolean() }),
  tick,
]);

/** A frame as documented, or why it is none; `id`: the command's, where one could be read. */
export type ParsedFrame<In> = { ok: true; frame: In } | { ok: false; id: string | null; refusal: Refusal };

/** Reads a customer's frame. Never throws. */
export function parseCustomerFrame(text: string): ParsedFrame<CustomerIn> {
  return parseFrame(customerIn, text);
}

/** Reads an editor's frame. Never throws. */
export function parseEditorFrame(text: string): ParsedFrame<EditorIn> {
  return parseFrame(editorIn, text);
}

function parseFrame<In>(schema: z.ZodType<In>, text: string): ParsedFrame<In> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, id: null, refusal: refuse('invalid', { pointer: '', reason: 'must be JSON' }) };
  }
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, frame: result.data };
  const issue = result.error.issues[0];
  const pointer = (issue?.path ?? []).map((part) => `/${String(part)}`).join('');
  return { ok: false, id: idIn(value), refusal: refuse('invalid', { pointer, reason: issue?.message ?? 'is not as documented' }) };
}

function idIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return typeof value.id === 'string' && value.id.length <= ID_MAX_LENGTH && ID.test(value.id) ? value.id : null;
}
