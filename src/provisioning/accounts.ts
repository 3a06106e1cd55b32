// Accounts, their admins, and what the operator grants them. A grant reaches every chatflow's object, now or by the cron.

import { type Account, type Features, featuresOf, insertAccount, setQueueFeature } from '../accounts/accounts.ts';
import { auditStatement } from '../accounts/audit.ts';
import { addMember } from '../accounts/members.ts';
import { markQueuePending, pendingQueueOf } from '../accounts/pending.ts';
import type { Person } from '../accounts/people.ts';
import type { Outcome } from '../chatflow/rpc.ts';
import type { Actor } from '../shared/audit.ts';
import { deliver } from './deliver.ts';
import type { Stores } from './desk.ts';
import { type PersonWish, withPerson } from './person.ts';

/** Makes an account without any feature. */
export async function createAccount({ DB: db }: Pick<Stores, 'DB'>, name: string, by: Actor): Promise<Account> {
  const at = Date.now();
  const account = { accountId: crypto.randomUUID(), name, createdAt: at };
  const { accountId } = account;
  const told = { accountId, chatflowId: null, at, actor: by, act: 'account.created', before: null, after: { name } } as const;
  await db.batch([...insertAccount(db, account), auditStatement(db, told)]);
  return account;
}

/** Q2. Grants or withdraws the queue, and lets the account's desks know. */
export async function grantFeatures(stores: Stores, accountId: string, { queue }: { queue: boolean }, by: Actor): Promise<Features> {
  const { DB: db } = stores;
  const at = Date.now();
  const statements = [setQueueFeature(db, accountId, queue), markQueuePending(db, accountId, at)];
  const before = { queue: (await featuresOf(db, accountId)).queue };
  const told = { accountId, chatflowId: null, at, actor: by, act: 'features.changed', before, after: { queue } } as const;
  await db.batch(before.queue === queue ? statements : [...statements, auditStatement(db, told)]);
  for (const pending of await pendingQueueOf(db, accountId)) await deliver(stores, pending);
  return featuresOf(db, accountId);
}

/**
 * Makes somebody an admin of the account: a new person, or one who is known already. `conflict` and `not_a_member` as
 * {@link withPerson} says.
 */
export async function addAdmin(
  { DB: db }: Pick<Stores, 'DB'>,
  accountId: string,
  wish: PersonWish,
  by: Actor,
): Promise<Outcome<{ person: Person; password?: string }>> {
  return withPerson(db, wish, { accountId, by }, async ({ id: personId, email }) => [
    addMember(db, accountId, personId, 'admin'),
    auditStatement(db, {
      ...{ accountId, chatflowId: null, at: Date.now(), actor: by, act: 'admin.added', before: null },
      after: { personId, email },
    }),
  ]);
}
