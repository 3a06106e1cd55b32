// The JSON body of a request outside /v1, read and checked by a schema.

import type { Context } from 'hono';
import type { z } from 'zod';
import { refuse } from '../shared/errors.ts';
import type { AppEnv } from './app-env.ts';
import { invalid, problem } from './problem.ts';

/** The body, or the answer `invalid` with pointers to what is wrong. */
export async function readBody<T extends z.ZodType>(
  c: Context<AppEnv>,
  schema: T,
): Promise<{ ok: true; value: z.output<T> } | { ok: false; answer: Response }> {
  let sent: unknown;
  try {
    sent = await c.req.json();
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return { ok: false, answer: problem(c, refuse('invalid')) };
    throw thrown;
  }
  const parsed = schema.safeParse(sent);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, answer: invalid(c, parsed.error.issues) };
}
