// Accounts and what the operator has granted them.

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

/** Every account, oldest first: for the operator. */
export async function allAccounts(db: D1Database): Promise<Account[]> {
  return (await db.prepare(`SELECT ${COLUMNS} FROM accounts ORDER BY created_at, account_id`).all<Account>()).results;
}

/** The accounts of which the person is an admin, oldest first. */
export async function accountsAdministeredBy(db: D1Database, personId: string): Promise<Account[]> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM accounts WHERE account_id IN (SELECT account_id FROM memberships WHERE person_id = ? AND role = 'admin')
       ORDER BY created_at, account_id`,
    )
    .bind(personId)
    .all<Account>();
  return results;
}

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
