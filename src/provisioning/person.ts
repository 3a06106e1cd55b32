// Gives a person something to do: finds or makes the person, and stores both in one batch. Touches D1 only.

import { roleOf } from '../accounts/members.ts';
import { markEmailProven } from '../accounts/passwords.ts';
import { isEmailTaken, makePassword, newPerson, type Person, personByEmail } from '../accounts/people.ts';
import type { Outcome } from '../chatflow/rpc.ts';
import type { Actor } from '../shared/audit.ts';
import { refuse } from '../shared/errors.ts';

export interface PersonWish {
  email: string;
  name: string;
  /** For a new person; one is made when it is missing. */
  password?: string | undefined;
}

/**
 * Stores the person, if new, together with what `acts` returns. `password` in the answer: the one that was made, to be shown once.
 * `not_a_member`: only the operator brings somebody into an account this way; others hear the same of every address that is not the
 * account's own, known elsewhere or not, and invite. `conflict`: the address is known, and a password was given that would have had to
 * replace the person's own.
 */
export async function withPerson(
  db: D1Database,
  wish: PersonWish,
  { accountId, by }: { accountId: string; by: Actor },
  acts: (person: Person) => Promise<D1PreparedStatement[]>,
): Promise<Outcome<{ person: Person; password?: string }>> {
  const known = await personByEmail(db, wish.email);
  const belongs = known !== null && (await roleOf(db, accountId, known.id)) !== null;
  if (!belongs && by.kind !== 'operator') return refuse('not_a_member', { pointer: '/email', reason: 'is not in the account' });
  if (known !== null) {
    if (wish.password !== undefined) {
      return refuse('conflict', { pointer: '/password', reason: 'this person exists and has a password; leave it out' });
    }
    await db.batch(await acts(known));
    return { ok: true, value: { person: known } };
  }
  const password = wish.password ?? makePassword();
  const { person, statements } = await newPerson(db, { name: wish.name, email: wish.email }, password);
  try {
    // The operator vouches for the address.
    await db.batch([...statements, markEmailProven(db, person.id), ...(await acts(person))]);
  } catch (thrown) {
    if (isEmailTaken(thrown)) return refuse('conflict', { pointer: '/email', reason: 'somebody has just been added with this address' });
    throw thrown;
  }
  return { ok: true, value: wish.password === undefined ? { person, password } : { person } };
}
