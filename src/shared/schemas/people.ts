// What /v1 takes and gives about the people of an account and their invitations. Times are ms since 1970.

import { z } from 'zod';
import { EMAIL_MAX_LENGTH, MAX_CHATS_LIMIT, NAME_MAX_LENGTH } from '../limits.ts';
import { line } from './line.ts';

const SEATS_MAX_COUNT = 100;

const id = z.string().meta({ description: 'An id of the service’s own making.' });
const at = z.int().meta({ description: 'Ms since 1970.' });
const name = line(NAME_MAX_LENGTH);
const role = z.enum(['admin', 'editor']);
const email = z
  .string()
  .trim()
  .max(EMAIL_MAX_LENGTH, `must have at most ${EMAIL_MAX_LENGTH} characters`)
  .pipe(z.email('must be an e-mail address'))
  .transform((value) => value.toLowerCase());
const seats = z
  .array(
    z.strictObject({
      chatflowId: id,
      maxChats: z
        .int({ error: 'must be a whole number' })
        .min(1, 'must be at least 1')
        .max(MAX_CHATS_LIMIT, `must be at most ${MAX_CHATS_LIMIT}`),
    }),
  )
  .max(SEATS_MAX_COUNT, `must have at most ${SEATS_MAX_COUNT} chatflows`)
  .meta({ description: 'The chatflows in which this person answers chats, and with how many windows.' });

export const memberSchema = z
  .object({
    personId: id,
    name: z.string(),
    email: z.string(),
    role,
    twoStep: z.boolean().meta({ description: 'Signs in with two steps.' }),
    createdAt: at.meta({ description: 'When this person came to the account, in ms since 1970.' }),
    chatflows: seats,
  })
  .meta({ id: 'Member' });
export const changeMemberSchema = z.strictObject({ role });

export const invitationSchema = z
  .object({
    invitationId: id,
    email: z.string(),
    name: z.string(),
    role,
    chatflows: seats,
    createdAt: at,
    expiresAt: at.meta({ description: 'When the link stops working, in ms since 1970; it can be sent again after that.' }),
  })
  .meta({ id: 'Invitation' });
export const newInvitationSchema = invitationSchema
  .extend({
    sent: z.boolean().meta({ description: 'Whether a letter with the link has been taken for delivery.' }),
    link: z
      .string()
      .optional()
      .meta({ description: 'Only where the service sends no mail: hand it over yourself. Shown this once; not in a repeated answer.' }),
  })
  .meta({ id: 'NewInvitation' });
export const createInvitationSchema = z.strictObject({ email, name, role, chatflows: seats.default([]) });
