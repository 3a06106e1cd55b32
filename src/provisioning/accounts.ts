// Accounts, their admins, and what the operator grants them. A grant reaches every chatflow's object, now or by the cron.

import { type Account, type Features, featuresOf, insertAccount, setQueueFeature } from '../accounts/accounts.ts';
import { addMember } from '../accounts/members.ts';
import { markQueuePending, pendingQueueOf } from '../accounts/pending.ts';
import type { Person } from '../accounts/people.ts';
import type { Outcome } from '../chatflow/rpc.ts';
import { deliver } from './deliver.ts';
import type { Stores } from './desk.ts';
import { type PersonWish, withPerson } from './person.ts';

/** Makes an account without any feature. */
export async function createAccount({ DB: db }: Pick<Stores, 'DB'>, name: string): Promise<Account> {
  const account = { accountId: crypto.randomUUID(), name, createdAt: Date.now() };
  await db.batch(insertAccount(db, account));
  return account;
}

/** Q2. Grants or withdraws the queue, and lets the account's desks know. */
export async function grantFeatures(stores: Stores, accountId: string, wanted: { queue: boolean }): Promise<Features> {
  const { DB: db } = stores;
  await db.batch([setQueueFeature(db, accountId, wanted.queue), markQueuePending(db, accountId, Date.now())]);
  for (const pending of await pendingQueueOf(db, accountId)) await deliver(stores, pending);
  return featuresOf(db, accountId);
}

/** Makes somebody an admin of the account: a new person, or one who is known already. `conflict`: known, and a password was given. */
export async function addAdmin(
  { DB: db }: Pick<Stores, 'DB'>,
  accountId: string,
  wish: PersonWish,
): Promise<Outcome<{ person: Person; password?: string }>> {
  return withPerson(db, wish, async (person) => [addMember(db, accountId, person.id, 'admin')]);
}
