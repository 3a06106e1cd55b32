// Invitations from making to joining. Joining stores the person, the membership and the seats in one batch, which a link that has been spent
// a moment before breaks; then the desks hear of their new editor.

import { auditStatement } from '../accounts/audit.ts';
import { chatflowById } from '../accounts/chatflows.ts';
import { editorCountOf, upsertEditor } from '../accounts/editors.ts';
import {
  acceptInvitation,
  type Invitation,
  insertInvitation,
  invitationById,
  invitationByLink,
  isInvitedAlready,
  isSpentAlready,
  type LinkedInvitation,
  renewInvitation,
  revokeInvitation,
  type Seat,
} from '../accounts/invitations.ts';
import { hashOfLink, makeLinkSecret } from '../accounts/links.ts';
import { addMember, memberById } from '../accounts/members.ts';
import { passwordFault } from '../accounts/password-rule.ts';
import { markEmailProven } from '../accounts/passwords.ts';
import { markPending, type Pending } from '../accounts/pending.ts';
import { isEmailTaken, newPerson, type Person, personByEmail } from '../accounts/people.ts';
import type { Outcome } from '../chatflow/rpc.ts';
import type { Actor } from '../shared/audit.ts';
import { type Refusal, refuse } from '../shared/errors.ts';
import type { Role } from '../shared/http.ts';
import { EDITORS_MAX_COUNT, INVITATION_MS } from '../shared/limits.ts';
import { deliver } from './deliver.ts';
import type { Stores } from './desk.ts';

type Db = Pick<Stores, 'DB'>;

export interface InvitationWish {
  email: string;
  name: string;
  role: Role;
  chatflows: Seat[];
}

/** An invitation, and the secret part of its link: send it and forget it. */
export interface FreshInvitation {
  invitation: Invitation;
  secret: string;
}

/** Invites somebody. `mailed`: the link goes to the address and nowhere else. `invited_already`, `member_already`, `invalid`. */
export async function invite(
  { DB: db }: Db,
  accountId: string,
  wish: InvitationWish,
  { mailed, by }: { mailed: boolean; by: Actor },
): Promise<Outcome<FreshInvitation>> {
  const fault = await seatFault(db, accountId, wish.chatflows);
  if (fault !== null) return fault;
  const known = await personByEmail(db, wish.email);
  if (known !== null && (await memberById(db, accountId, known.id)) !== null) return refuse('member_already', { pointer: '/email' });
  const at = Date.now();
  const invitation = { ...wish, invitationId: crypto.randomUUID(), accountId, createdAt: at, expiresAt: at + INVITATION_MS };
  const { secret, linkHash } = await freshLink();
  const { invitationId, role, chatflows } = invitation;
  const told = auditStatement(db, {
    ...{ accountId, chatflowId: null, at, actor: by, act: 'invitation.created', before: null },
    after: { invitationId, role, chatflows },
  });
  try {
    await db.batch([...insertInvitation(db, invitation, { linkHash, mailed }), told]);
  } catch (thrown) {
    if (isInvitedAlready(thrown)) return refuse('invited_already', { pointer: '/email' });
    throw thrown;
  }
  return { ok: true, value: { invitation, secret } };
}

/** The first seat that cannot be offered: at a desk of another account, or twice at one. */
async function seatFault(db: D1Database, accountId: string, seats: readonly Seat[]): Promise<Refusal | null> {
  const own = new Set<string>();
  for (const { chatflowId } of seats) if ((await chatflowById(db, chatflowId))?.accountId === accountId) own.add(chatflowId);
  const wrong = seats.findIndex(
    ({ chatflowId }, index) => !own.has(chatflowId) || seats.findIndex((seat) => seat.chatflowId === chatflowId) < index,
  );
  if (wrong < 0) return null;
  return refuse('invalid', { pointer: `/chatflows/${wrong}/chatflowId`, reason: 'must be a chatflow of the account, named once' });
}

/** A new link and another seven days; the link before it is void. `not_found`. */
export async function inviteAgain(
  { DB: db }: Db,
  accountId: string,
  invitationId: string,
  mailed: boolean,
): Promise<Outcome<FreshInvitation>> {
  const { secret, linkHash } = await freshLink();
  await renewInvitation(db, { accountId, invitationId }, { linkHash, mailed }, Date.now()).run();
  const invitation = await invitationById(db, accountId, invitationId);
  return invitation === null ? refuse('not_found') : { ok: true, value: { invitation, secret } };
}

/** Withdraws an invitation; its link leads nowhere any more. `not_found`. */
export async function withdrawInvitation({ DB: db }: Db, accountId: string, invitationId: string, by: Actor): Promise<Outcome<null>> {
  const invitation = await invitationById(db, accountId, invitationId);
  if (invitation === null) return refuse('not_found');
  const { role, chatflows } = invitation;
  const told = auditStatement(db, {
    ...{ accountId, chatflowId: null, at: Date.now(), actor: by, act: 'invitation.revoked', after: null },
    before: { invitationId, role, chatflows },
  });
  await db.batch([revokeInvitation(db, invitationId), told]);
  return { ok: true, value: null };
}

/** What a link leads to. `not_found`: no link of ours. `link_spent`: used, withdrawn or run out. */
export async function readLink({ DB: db }: Db, secret: string): Promise<Outcome<LinkedInvitation>> {
  const linkHash = await hashOfLink(secret);
  const invitation = linkHash === null ? null : await invitationByLink(db, linkHash, Date.now());
  if (invitation === null) return refuse('not_found');
  return invitation.standing ? { ok: true, value: invitation } : refuse('link_spent');
}

/**
 * Joins by a link: `self`, if somebody with the invited address is signed in, else somebody new with name and password. `sign_in_first`: the
 * address is known. `field_required`, `invalid` with a pointer; `editors_limit`, `link_spent`.
 */
export async function join(
  stores: Stores,
  invitation: LinkedInvitation,
  self: Person | null,
  given: { name?: string | undefined; password?: string | undefined },
): Promise<Outcome<Person>> {
  const { DB: db } = stores;
  const { email } = invitation;
  if (self?.email === email) return store(stores, invitation, self, []);
  if ((await personByEmail(db, email)) !== null) return refuse('sign_in_first');
  const name = given.name ?? invitation.name;
  if (given.password === undefined) return refuse('field_required', { pointer: '/password', reason: 'is missing' });
  const fault = passwordFault(given.password, email);
  if (fault !== null) return refuse('invalid', { pointer: '/password', reason: fault });
  const { person, statements } = await newPerson(db, { name, email }, given.password);
  return store(stores, invitation, person, statements);
}

async function store(stores: Stores, invitation: LinkedInvitation, person: Person, first: D1PreparedStatement[]): Promise<Outcome<Person>> {
  const { DB: db } = stores;
  const { invitationId, accountId, role, chatflows, mailed } = invitation;
  const at = Date.now();
  for (const { chatflowId } of chatflows) {
    if ((await editorCountOf(db, chatflowId)) >= EDITORS_MAX_COUNT) return refuse('editors_limit');
  }
  const { id: personId, name } = person;
  const pending = chatflows.map(({ chatflowId }): Pending => ({ chatflowId, fact: 'editor', subjectId: personId }));
  const statements = [
    acceptInvitation(db, invitationId),
    ...first,
    ...(mailed ? [markEmailProven(db, personId)] : []),
    addMember(db, accountId, personId, role),
    ...chatflows.map(({ chatflowId, maxChats }) => upsertEditor(db, { chatflowId, editorId: personId, name, maxChats })),
    ...pending.map((fact) => markPending(db, fact, at)),
    auditStatement(db, {
      ...{ accountId, chatflowId: null, at, actor: { kind: 'person', id: personId }, act: 'invitation.accepted', before: null },
      after: { invitationId, personId, role, chatflows },
    }),
  ];
  try {
    await db.batch(statements);
  } catch (thrown) {
    if (isSpentAlready(thrown)) return refuse('link_spent');
    if (isEmailTaken(thrown)) return refuse('sign_in_first');
    throw thrown;
  }
  await Promise.all(pending.map((fact) => deliver(stores, fact)));
  return { ok: true, value: person };
}

async function freshLink(): Promise<{ secret: string; linkHash: string }> {
  const secret = makeLinkSecret();
  const linkHash = await hashOfLink(secret);
  if (linkHash === null) throw new Error('A link of our own making does not have the form of one.');
  return { secret, linkHash };
}
