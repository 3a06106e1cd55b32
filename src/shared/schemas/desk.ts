// The live state of a desk as /v1 documents it. It only goes out, so nothing is checked with it; a type error shows where it leaves `Desk`.

import { z } from 'zod';
import type { Desk } from '../protocol.ts';

const at = z.int().meta({ description: 'Ms since 1970.' });
const count = z.int();

const deskEditor = z.object({
  editorId: z.string(),
  name: z.string(),
  status: z.enum(['available', 'busy']),
  statusSince: at,
  statusCause: z.enum(['self', 'misses', 'lost', 'signed_out', 'admin']),
  connected: z.boolean(),
  missesInARow: count,
  slotsUsed: count,
  maxChats: count,
});

const deskChat = z.object({
  chatId: z.string(),
  editorId: z.string().nullable(),
  state: z.enum(['assigned', 'ownerless']),
  customerName: z.string(),
  startedAt: at,
  overdueSince: at.nullable(),
  movableSince: at.nullable(),
  reservedForId: z.string().nullable(),
});

/** `Desk` of the protocol. */
export const deskSchema: z.ZodType<Desk, Desk> = z
  .object({
    chatflowId: z.string(),
    name: z.string(),
    state: z.enum(['open', 'full', 'closed']),
    queue: z.object({ waiting: count, longestSince: at.nullable(), allowQueue: z.boolean() }),
    editors: z.array(deskEditor),
    chats: z.array(deskChat),
  })
  .meta({ id: 'Desk' });
