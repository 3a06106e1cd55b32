// The shape that routes of /v1 share: JSON in, JSON out, problems for every refusal.

import { OpenAPIHono, z } from '@hono/zod-openapi';
import { problemSchema } from '../../shared/schemas/http.ts';
import type { AppEnv } from '../app-env.ts';
import { invalid } from '../problem.ts';

const problemContent = { 'application/problem+json': { schema: problemSchema } };

/** What every route may answer when it does not do what it was asked. */
export const refusals = {
  '4XX': { description: 'Refused; nothing has changed.', content: problemContent },
  '5XX': { description: 'Not done, by no fault of the request.', content: problemContent },
} as const;

/** A JSON answer. */
export function json<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** A JSON body that must be there. */
export function body<T extends z.ZodType>(schema: T) {
  return { required: true, content: { 'application/json': { schema } } } as const;
}

export const inAccount = z.object({ accountId: z.string() });
export const inChatflow = z.object({ chatflowId: z.string() });
export const inKey = z.object({ accountId: z.string(), keyId: z.string() });
export const inEditor = z.object({ chatflowId: z.string(), editorId: z.string() });

/** A group of routes; what does not fit its schema answers `invalid` with pointers. */
export function routes() {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) => (result.success ? undefined : invalid(c, result.error.issues)),
  });
}
