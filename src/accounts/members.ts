// Who belongs to which account, and in which role. An admin who also answers chats stays an admin.

import type { Role } from '../shared/http.ts';

/** The person's role in the account, or null. */
export async function roleOf(db: D1Database, accountId: string, personId: string): Promise<Role | null> {
  return db.prepare('SELECT role FROM memberships WHERE account_id = ? AND person_id = ?').bind(accountId, personId).first<Role>('role');
}

/** Makes somebody a member; an editor can become an admin this way, never the reverse. */
export function addMember(db: D1Database, accountId: string, personId: string, role: Role): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO memberships (account_id, person_id, role, created_at) VALUES (?1, ?2, ?3, ?4)
       ON CONFLICT (account_id, person_id) DO UPDATE SET role = ?3 WHERE ?3 = 'admin'`,
    )
    .bind(accountId, personId, role, Date.now());
}

/** Ends the membership of an editor who edits nothing in the account any more. */
export function dropIdleEditor(db: D1Database, accountId: string, personId: string): D1PreparedStatement {
  return db
    .prepare(
      `DELETE FROM memberships WHERE account_id = ?1 AND person_id = ?2 AND role = 'editor' AND NOT EXISTS (
         SELECT 1 FROM chatflow_editors e JOIN chatflows c USING (chatflow_id)
         WHERE e.person_id = ?2 AND e.removed_at IS NULL AND c.account_id = ?1 AND c.removed_at IS NULL)`,
    )
    .bind(accountId, personId);
}

/** Forgets somebody who belongs nowhere any more: name, address, password and every session. */
export function forgetStranger(db: D1Database, personId: string): D1PreparedStatement {
  return db.prepare('DELETE FROM people WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM memberships WHERE person_id = ?1)').bind(personId);
}

export interface MembershipRow {
  accountId: string;
  accountName: string;
  role: Role;
}

/** All memberships of a person, by the account's name. */
export async function membershipsOf(db: D1Database, personId: string): Promise<MembershipRow[]> {
  const { results } = await db
    .prepare(
      `SELECT m.account_id AS accountId, a.name AS accountName, m.role FROM memberships m JOIN accounts a USING (account_id)
       WHERE m.person_id = ? ORDER BY a.name, a.account_id`,
    )
    .bind(personId)
    .all<MembershipRow>();
  return results;
}
