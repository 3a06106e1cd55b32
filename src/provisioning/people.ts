// The people of an account: another role, and leaving it. Rights are read at every request, so a new role counts at once; who leaves is
// taken off every desk of the account, and those desks hear it at once, or by the cron.

import { auditStatement } from '../accounts/audit.ts';
import { markEditorRemoved } from '../accounts/editors.ts';
import { dropMember, forgetStranger, isLastAdmin, type Member, memberById, setRole } from '../accounts/members.ts';
import { markPending, type Pending } from '../accounts/pending.ts';
import type { Outcome } from '../chatflow/rpc.ts';
import type { Actor } from '../shared/audit.ts';
import { refuse } from '../shared/errors.ts';
import type { Role } from '../shared/http.ts';
import { deliver } from './deliver.ts';
import type { Stores } from './desk.ts';

/** Gives somebody another role. `not_found`, `last_admin`. */
export async function changeRole(
  { DB: db }: Pick<Stores, 'DB'>,
  { accountId, personId, role }: { accountId: string; personId: string; role: Role },
  by: Actor,
): Promise<Outcome<Member>> {
  const before = await memberById(db, accountId, personId);
  if (before === null) return refuse('not_found');
  if (before.role === role) return { ok: true, value: before };
  const told = auditStatement(db, {
    ...{ accountId, chatflowId: null, at: Date.now(), actor: by, act: 'person.role_changed' },
    before: { personId, role: before.role },
    after: { personId, role },
  });
  const done = await unlessLastAdmin(db, [setRole(db, accountId, personId, role), told]);
  return done.ok ? { ok: true, value: { ...before, role } } : done;
}

/**
 * L5. Takes somebody out of the account and off all its desks: sockets close within a second, chats go to colleagues. Who belongs nowhere
 * any more is forgotten, sessions included. `not_found`, `last_admin`.
 */
export async function removePerson(stores: Stores, accountId: string, personId: string, by: Actor): Promise<Outcome<null>> {
  const { DB: db } = stores;
  const member = await memberById(db, accountId, personId);
  if (member === null) return refuse('not_found');
  const at = Date.now();
  const pending = member.chatflows.map(({ chatflowId }): Pending => ({ chatflowId, fact: 'editor', subjectId: personId }));
  const done = await unlessLastAdmin(db, [
    dropMember(db, accountId, personId),
    ...pending.flatMap((fact) => [markEditorRemoved(db, fact.chatflowId, personId), markPending(db, fact, at)]),
    forgetStranger(db, personId),
    auditStatement(db, {
      ...{ accountId, chatflowId: null, at, actor: by, act: 'person.removed', after: null },
      before: { personId, role: member.role, chatflows: member.chatflows },
    }),
  ]);
  if (!done.ok) return done;
  await Promise.all(pending.map((fact) => deliver(stores, fact)));
  return done;
}

async function unlessLastAdmin(db: D1Database, statements: D1PreparedStatement[]): Promise<Outcome<null>> {
  try {
    await db.batch(statements);
    return { ok: true, value: null };
  } catch (thrown) {
    if (isLastAdmin(thrown)) return refuse('last_admin');
    throw thrown;
  }
}
