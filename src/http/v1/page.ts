// Cursors on the wire: opaque to whoever holds one, checked like everything that comes in. Knows no list.

import { z } from '@hono/zod-openapi';
import type { Page, PageWish, Place } from '../../accounts/page.ts';

const LIMIT_MAX_COUNT = 100;
const CURSOR_MAX_LENGTH = 1_000;

const place = z.tuple([z.union([z.int(), z.string()]), z.string()]);

/** A cursor that this service has made, read; anything else is refused. */
const cursor = z
  .string()
  .max(CURSOR_MAX_LENGTH, 'must be a nextCursor as it was given')
  .transform((text, context): Place => {
    const read = place.safeParse(parsed(text));
    if (read.success && cursorOf(read.data) === text) return read.data;
    context.addIssue({ code: 'custom', message: 'must be a nextCursor as it was given' });
    return z.NEVER;
  })
  .optional()
  .openapi({ type: 'string', description: 'The `nextCursor` of the page before. Opaque; only good for the same list.' });

const limit = z
  .string()
  .regex(/^\d{1,3}$/, `must be 1 to ${LIMIT_MAX_COUNT}`)
  .transform(Number)
  .refine((count) => count >= 1 && count <= LIMIT_MAX_COUNT, `must be 1 to ${LIMIT_MAX_COUNT}`)
  .optional()
  .openapi({ type: 'integer', minimum: 1, maximum: LIMIT_MAX_COUNT, default: LIMIT_MAX_COUNT, description: 'Items on a page.' });

/** The query of every list. */
export const pageQuery = z.object({ cursor, limit });

/** What the query asks for. */
export function wishOf(query: z.output<typeof pageQuery>): PageWish {
  return { after: query.cursor ?? null, limit: query.limit ?? LIMIT_MAX_COUNT };
}

/** The answer to a list. */
export function pageAnswer<T>({ items, next }: Page<T>): { items: T[]; nextCursor: string | null } {
  return { items, nextCursor: next === null ? null : cursorOf(next) };
}

function cursorOf(at: Place): string {
  const bytes = new TextEncoder().encode(JSON.stringify(at));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function parsed(text: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    return value;
  } catch {
    // Decoding says "not ours" by throwing only.
    return null;
  }
}
