// Accounts and what the operator has granted them.

import { bindingsOf, type Page, type PageWish, pageOf } from './page.ts';

export interface Account {
  accountId: string;
  name: string;
  createdAt: number;
}

/** Q2. `revision` grows with every change, so that an object can tell an old delivery from a new one. */
export interface Features {
  queue: boolean;
  revision: number;
}

const COLUMNS = 'account_id AS accountId, name, created_at AS createdAt';

export async function accountById(db: D1Database, accountId: string): Promise<Account | null> {
  return db.prepare(`SELECT ${COLUMNS} FROM accounts WHERE account_id = ?`).bind(accountId).first<Account>();
}

/** Which accounts a caller sees: all (the operator), one (a key), or those that a person administers. */
export type AccountsOf = { kind: 'all' } | { kind: 'one'; accountId: string } | { kind: 'administered'; personId: string };

/** Accounts, oldest first. */
export async function accountsOf(db: D1Database, whose: AccountsOf, wish: PageWish): Promise<Page<Account>> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM accounts WHERE ${WHOSE[whose.kind]} AND (?2 = 0 OR (created_at, account_id) > (?3, ?4))
       ORDER BY created_at, account_id LIMIT ?5`,
    )
    .bind(whose.kind === 'one' ? whose.accountId : whose.kind === 'administered' ? whose.personId : '', ...bindingsOf(wish))
    .all<Account>();
  return pageOf(results, wish, ({ createdAt, accountId }) => [createdAt, accountId]);
}

const WHOSE: Record<AccountsOf['kind'], string> = {
  all: "?1 = ''",
  one: 'account_id = ?1',
  administered: "account_id IN (SELECT account_id FROM memberships WHERE person_id = ?1 AND role = 'admin')",
};

/** The statements that make an account without any feature. */
export function insertAccount(db: D1Database, account: Account): D1PreparedStatement[] {
  return [
    db
      .prepare('INSERT INTO accounts (account_id, name, created_at) VALUES (?, ?, ?)')
      .bind(account.accountId, account.name, account.createdAt),
    db.prepare('INSERT INTO account_features (account_id, queue, revision) VALUES (?, 0, 1)').bind(account.accountId),
  ];
}

/** What the account has been granted; nothing, if there is no such account. */
export async function featuresOf(db: D1Database, accountId: string): Promise<Features> {
  const row = await db
    .prepare('SELECT queue, revision FROM account_features WHERE account_id = ?')
    .bind(accountId)
    .first<{ queue: number; revision: number }>();
  return { queue: row?.queue === 1, revision: row?.revision ?? 0 };
}

/** Grants or withdraws the queue; the revision grows only if that changes anything. */
export function setQueueFeature(db: D1Database, accountId: string, queue: boolean): D1PreparedStatement {
  return db
    .prepare('UPDATE account_features SET queue = ?2, revision = revision + 1 WHERE account_id = ?1 AND queue <> ?2')
    .bind(accountId, queue ? 1 : 0);
}
