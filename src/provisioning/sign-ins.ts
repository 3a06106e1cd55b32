// The end of sign-ins: sessions in D1, tickets and sockets at the person's desks. D1 decides in one batch; the desks hear it at once, or
// by the cron.

import { passwordFault } from '../accounts/password-rule.ts';
import { isPasswordOf, markEmailProven, personOfReset, setPassword, spendReset } from '../accounts/passwords.ts';
import type { Person } from '../accounts/people.ts';
import { desksOf, voidTickets } from '../accounts/tickets.ts';
import type { Outcome } from '../chatflow/rpc.ts';
import { refuse } from '../shared/errors.ts';
import { deliver } from './deliver.ts';
import type { Stores } from './desk.ts';

/** L5. Voids the person's tickets together with what else ends; sockets at every desk close within a second. */
export async function endTickets(stores: Stores, personId: string, also: D1PreparedStatement[] = []): Promise<void> {
  const { DB: db } = stores;
  const now = Date.now();
  const desks = await desksOf(db, personId);
  if (desks.length + also.length > 0) await db.batch([...also, ...voidTickets(db, personId, desks, now)]);
  await Promise.all(desks.map((desk) => deliver(stores, desk)));
}

/** Sets another password and ends every session, on this device too. `invalid` with a pointer to `/current` or `/next`. */
export async function changePassword(
  stores: Stores,
  person: Person,
  { current, next }: { current: string; next: string },
): Promise<Outcome<null>> {
  const fault = passwordFault(next, person.email);
  if (fault !== null) return refuse('invalid', { pointer: '/next', reason: fault });
  if (!(await isPasswordOf(stores.DB, person.id, current))) {
    return refuse('invalid', { pointer: '/current', reason: 'is not the present password' });
  }
  await endTickets(stores, person.id, await setPassword(stores.DB, person.id, next, Date.now()));
  return { ok: true, value: null };
}

/** Sets a password by a link that was mailed, once. `link_spent`; `invalid` with a pointer to `/password`, and the link still stands. */
export async function resetPassword(stores: Stores, linkHash: string, password: string): Promise<Outcome<Person>> {
  const { DB: db } = stores;
  const now = Date.now();
  const person = await personOfReset(db, linkHash, now);
  if (person === null) return refuse('link_spent');
  const fault = passwordFault(password, person.email);
  if (fault !== null) return refuse('invalid', { pointer: '/password', reason: fault });
  const statements = await setPassword(db, person.id, password, now);
  if (!(await spendReset(db, linkHash, now))) return refuse('link_spent');
  await endTickets(stores, person.id, [...statements, markEmailProven(db, person.id)]);
  return { ok: true, value: person };
}
