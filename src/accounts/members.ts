// Who belongs to which account, and in which role. An admin who also answers chats stays an admin.

import type { Role } from '../shared/http.ts';
import { bindingsOf, type Page, type PageWish, pageOf } from './page.ts';

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

/** Somebody who belongs to an account, as its admins see it. */
export interface Member {
  personId: string;
  name: string;
  email: string;
  role: Role;
  /** Signs in with two steps. */
  twoStep: boolean;
  createdAt: number;
  /** The account's desks at which this person is an editor. */
  chatflows: { chatflowId: string; maxChats: number }[];
}

type MemberRow = Omit<Member, 'twoStep' | 'chatflows'> & { twoStep: number; seats: string };

/** Seats come along as JSON, so that a list costs one question. */
const MEMBERS = `SELECT p.id AS personId, p.name, p.email, m.role, coalesce(p.two_step, 0) AS twoStep, m.created_at AS createdAt,
  (SELECT json_group_array(json_object('chatflowId', e.chatflow_id, 'maxChats', e.max_chats)) FROM chatflow_editors e
   JOIN chatflows c USING (chatflow_id)
   WHERE e.person_id = p.id AND e.removed_at IS NULL AND c.account_id = m.account_id AND c.removed_at IS NULL) AS seats
  FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.account_id = ?1`;

/** The account's people, by name. */
export async function membersOf(db: D1Database, accountId: string, wish: PageWish): Promise<Page<Member>> {
  const { results } = await db
    .prepare(`${MEMBERS} AND (?2 = 0 OR (p.name, p.id) > (?3, ?4)) ORDER BY p.name, p.id LIMIT ?5`)
    .bind(accountId, ...bindingsOf(wish))
    .all<MemberRow>();
  return pageOf(results.map(memberOf), wish, ({ name, personId }) => [name, personId]);
}

export async function memberById(db: D1Database, accountId: string, personId: string): Promise<Member | null> {
  const row = await db.prepare(`${MEMBERS} AND p.id = ?2`).bind(accountId, personId).first<MemberRow>();
  return row === null ? null : memberOf(row);
}

function memberOf({ twoStep, seats, ...row }: MemberRow): Member {
  // Made by the statement above, of columns whose types the table keeps.
  const chatflows: Member['chatflows'] = JSON.parse(seats);
  return { ...row, twoStep: twoStep === 1, chatflows };
}

/** Gives a member another role; the last admin's breaks the batch ({@link isLastAdmin}). */
export function setRole(db: D1Database, accountId: string, personId: string, role: Role): D1PreparedStatement {
  return db.prepare('UPDATE memberships SET role = ?3 WHERE account_id = ?1 AND person_id = ?2').bind(accountId, personId, role);
}

/** Ends a membership; the last admin's breaks the batch ({@link isLastAdmin}). */
export function dropMember(db: D1Database, accountId: string, personId: string): D1PreparedStatement {
  return db.prepare('DELETE FROM memberships WHERE account_id = ? AND person_id = ?').bind(accountId, personId);
}

/** Whether a batch failed because it would have left the account without an admin. */
export function isLastAdmin(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.message.includes('last admin');
}
