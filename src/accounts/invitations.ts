// Invitations: who is to belong to which account, in which role and at which desks, until the link has been used or has run out.
// A spent one keeps no address and no name.

import type { Role } from '../shared/http.ts';
import { INVITATION_MS } from '../shared/limits.ts';
import { bindingsOf, type Page, type PageWish, pageOf } from './page.ts';

export interface Seat {
  chatflowId: string;
  maxChats: number;
}

export interface Invitation {
  invitationId: string;
  accountId: string;
  email: string;
  name: string;
  role: Role;
  createdAt: number;
  expiresAt: number;
  chatflows: Seat[];
}

/** What a link leads to. `standing` false: used, revoked or run out. */
export interface LinkedInvitation extends Invitation {
  accountName: string;
  /** The link was sent to the address by mail: whoever has it has proven the address. */
  mailed: boolean;
  standing: boolean;
}

type Row = Omit<Invitation, 'chatflows'>;
const COLUMNS =
  'i.invitation_id AS invitationId, i.account_id AS accountId, i.email, i.name, i.role, i.created_at AS createdAt, i.expires_at AS expiresAt';
const KEPT_AFTER_END_MS = INVITATION_MS;

/** The statements that store an invitation. An earlier one that has run out gives way; a standing one for the address breaks the batch. */
export function insertInvitation(
  db: D1Database,
  invitation: Invitation,
  { linkHash, mailed }: { linkHash: string; mailed: boolean },
): D1PreparedStatement[] {
  const { invitationId, accountId, email, name, role, createdAt, expiresAt, chatflows } = invitation;
  return [
    db
      .prepare(
        "UPDATE invitations SET spent = 1, email = '', name = '' WHERE account_id = ? AND email = ? AND spent = 0 AND expires_at <= ?",
      )
      .bind(accountId, email, createdAt),
    db
      .prepare(
        `INSERT INTO invitations (invitation_id, account_id, link_hash, email, name, role, mailed, created_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .bind(invitationId, accountId, linkHash, email, name, role, mailed ? 1 : 0, createdAt, expiresAt),
    ...chatflows.map(({ chatflowId, maxChats }) =>
      db
        .prepare('INSERT INTO invitation_chatflows (invitation_id, chatflow_id, max_chats) VALUES (?, ?, ?)')
        .bind(invitationId, chatflowId, maxChats),
    ),
  ];
}

/** Whether a batch failed because the address has a standing invitation to the account. */
export function isInvitedAlready(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.message.includes('UNIQUE constraint failed: invitations.account_id, invitations.email');
}

/** Whether a batch failed because the invitation had been accepted or revoked a moment before. */
export function isSpentAlready(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.message.includes('CHECK constraint failed: spent');
}

/** A new link for a standing invitation, or one that has run out; the link before it is void. */
export function renewInvitation(
  db: D1Database,
  { accountId, invitationId }: Pick<Invitation, 'accountId' | 'invitationId'>,
  { linkHash, mailed }: { linkHash: string; mailed: boolean },
  now: number,
): D1PreparedStatement {
  return db
    .prepare(
      'UPDATE invitations SET link_hash = ?3, mailed = ?4, expires_at = ?5 WHERE account_id = ?1 AND invitation_id = ?2 AND spent = 0',
    )
    .bind(accountId, invitationId, linkHash, mailed ? 1 : 0, now + INVITATION_MS);
}

/** Accepting: a second time breaks the batch that it stands in ({@link isSpentAlready}). */
export function acceptInvitation(db: D1Database, invitationId: string): D1PreparedStatement {
  return db.prepare("UPDATE invitations SET spent = spent + 1, email = '', name = '' WHERE invitation_id = ?").bind(invitationId);
}

export function revokeInvitation(db: D1Database, invitationId: string): D1PreparedStatement {
  return db.prepare("UPDATE invitations SET spent = 1, email = '', name = '' WHERE invitation_id = ? AND spent = 0").bind(invitationId);
}

/** The account's invitations that have not been used or revoked, oldest first; those that have run out too, for sending again. */
export async function invitationsOf(db: D1Database, accountId: string, wish: PageWish): Promise<Page<Invitation>> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM invitations i
       WHERE i.account_id = ?1 AND i.spent = 0 AND (?2 = 0 OR (i.created_at, i.invitation_id) > (?3, ?4))
       ORDER BY i.created_at, i.invitation_id LIMIT ?5`,
    )
    .bind(accountId, ...bindingsOf(wish))
    .all<Row>();
  return pageOf(await withSeats(db, results), wish, ({ createdAt, invitationId }) => [createdAt, invitationId]);
}

export async function invitationById(db: D1Database, accountId: string, invitationId: string): Promise<Invitation | null> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM invitations i WHERE i.account_id = ? AND i.invitation_id = ? AND i.spent = 0`)
    .bind(accountId, invitationId)
    .all<Row>();
  return (await withSeats(db, results))[0] ?? null;
}

/** What this link leads to; null for one that never was, or was long ago. */
export async function invitationByLink(db: D1Database, linkHash: string, now: number): Promise<LinkedInvitation | null> {
  const row = await db
    .prepare(
      `SELECT ${COLUMNS}, a.name AS accountName, i.mailed, i.spent FROM invitations i JOIN accounts a USING (account_id) WHERE i.link_hash = ?`,
    )
    .bind(linkHash)
    .first<Row & { accountName: string; mailed: number; spent: number }>();
  if (row === null) return null;
  const [invitation] = await withSeats(db, [row]);
  if (invitation === undefined) return null;
  const { mailed, spent, accountName } = row;
  return { ...invitation, accountName, mailed: mailed === 1, standing: spent === 0 && row.expiresAt > now };
}

/** With the desks that are still there. */
async function withSeats(db: D1Database, rows: Row[]): Promise<Invitation[]> {
  if (rows.length === 0) return [];
  const { results } = await db
    .prepare(
      `SELECT s.invitation_id AS invitationId, s.chatflow_id AS chatflowId, s.max_chats AS maxChats
       FROM invitation_chatflows s JOIN chatflows c USING (chatflow_id)
       WHERE s.invitation_id IN (SELECT value FROM json_each(?)) AND c.removed_at IS NULL ORDER BY c.name, c.chatflow_id`,
    )
    .bind(JSON.stringify(rows.map(({ invitationId }) => invitationId)))
    .all<Seat & { invitationId: string }>();
  return rows.map(({ invitationId, accountId, email, name, role, createdAt, expiresAt }) => ({
    ...{ invitationId, accountId, email, name, role, createdAt, expiresAt },
    chatflows: results.filter((seat) => seat.invitationId === invitationId).map(({ chatflowId, maxChats }) => ({ chatflowId, maxChats })),
  }));
}

/** Forgets what is over, a while after it could have been used. */
export async function dropOldInvitations(db: D1Database, now: number): Promise<void> {
  await db
    .prepare('DELETE FROM invitations WHERE expires_at < ?')
    .bind(now - KEPT_AFTER_END_MS)
    .run();
}
