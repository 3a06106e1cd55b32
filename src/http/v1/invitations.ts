// /v1/accounts/{id}/invitations: how people come. The link goes out by mail; where the service sends none, it is answered to whoever invites.

import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { invitationsOf } from '../../accounts/invitations.ts';
import { invitationLetter, letterLanguage } from '../../mail/letters.ts';
import { printLink, sendMail, sendsMail } from '../../mail/mail.ts';
import { type FreshInvitation, invite, inviteAgain, withdrawInvitation } from '../../provisioning/invitations.ts';
import { listOf } from '../../shared/schemas/http.ts';
import { createInvitationSchema, invitationSchema, newInvitationSchema } from '../../shared/schemas/people.ts';
import type { AppEnv } from '../app-env.ts';
import { ownOrigin } from '../middleware/same-origin.ts';
import { problem } from '../problem.ts';
import { onAccount } from './access.ts';
import { actorOf } from './caller.ts';
import { idempotencyKey, idempotent } from './idempotent.ts';
import { pageAnswer, pageQuery, wishOf } from './page.ts';
import { body, inAccount, json, refusals, routes } from './route.ts';

const tags = ['Invitations'];
const path = '/accounts/{accountId}/invitations' as const;
const inInvitation = z.object({ accountId: z.string(), invitationId: z.string() });

const list = createRoute({
  method: 'get',
  path,
  tags,
  summary: 'The account’s invitations',
  description:
    'Those that have been neither accepted nor withdrawn; also those whose link has run out, which can be sent again for a while.',
  middleware: [onAccount('invitations.read')],
  request: { params: inAccount, query: pageQuery },
  responses: { 200: json(listOf(invitationSchema), 'Oldest first.'), ...refusals },
});

const create = createRoute({
  method: 'post',
  path,
  tags,
  summary: 'Invite somebody',
  description:
    'The link works once, for seven days. `invited_already`: the address has a standing invitation; `member_already`: it belongs to the ' +
    'account. Whether the address is known elsewhere is not told.',
  middleware: [onAccount('invitations.change'), idempotent()],
  request: { params: inAccount, headers: idempotencyKey, body: body(createInvitationSchema) },
  responses: { 201: json(newInvitationSchema, 'The invitation.'), ...refusals },
});

const sendAgain = createRoute({
  method: 'post',
  path: `${path}/{invitationId}/send`,
  tags,
  summary: 'Send an invitation again',
  description: 'With a new link, for another seven days; the link before it stops working.',
  middleware: [onAccount('invitations.change')],
  request: { params: inInvitation },
  responses: { 200: json(newInvitationSchema, 'The invitation.'), ...refusals },
});

const withdraw = createRoute({
  method: 'delete',
  path: `${path}/{invitationId}`,
  tags,
  summary: 'Withdraw an invitation',
  middleware: [onAccount('invitations.change')],
  request: { params: inInvitation },
  responses: { 204: { description: 'Withdrawn; the link leads nowhere any more.' }, ...refusals },
});

/** Sends the link, or puts it into the answer. */
async function sent(c: Context<AppEnv>, { invitation, secret }: FreshInvitation) {
  const { email: to, name } = invitation;
  const link = `${ownOrigin(c)}/console/#/invite/${secret}`;
  printLink(c.env, link);
  if (!sendsMail(c.env)) return { ...invitation, sent: false, link };
  const letter = invitationLetter(letterLanguage(c.req.header('accept-language')), { to, name, account: c.get('account').name, link });
  return { ...invitation, sent: await sendMail(c.env, letter) };
}

export const invitationRoutes = routes()
  .openapi(list, async (c) =>
    c.json(pageAnswer(await invitationsOf(c.env.DB, c.get('account').accountId, wishOf(c.req.valid('query')))), 200),
  )
  .openapi(create, async (c) => {
    const wish = c.req.valid('json');
    const how = { mailed: sendsMail(c.env), by: actorOf(c.get('caller')) };
    const made = await invite(c.env, c.get('account').accountId, wish, how);
    return made.ok ? c.json(await sent(c, made.value), 201) : problem(c, made);
  })
  .openapi(sendAgain, async (c) => {
    const made = await inviteAgain(c.env, c.get('account').accountId, c.req.valid('param').invitationId, sendsMail(c.env));
    return made.ok ? c.json(await sent(c, made.value), 200) : problem(c, made);
  })
  .openapi(withdraw, async (c) => {
    const { invitationId } = c.req.valid('param');
    const withdrawn = await withdrawInvitation(c.env, c.get('account').accountId, invitationId, actorOf(c.get('caller')));
    return withdrawn.ok ? c.body(null, 204) : problem(c, withdrawn);
  });
