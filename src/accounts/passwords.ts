// Passwords as rows: checking one, setting one, and the links by which a forgotten one is replaced. Must not keep or log a password.

import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { PASSWORD_RESET_MS } from '../shared/limits.ts';
import type { Person } from './people.ts';

/** Whether this is the person's password; never for one who has none. */
export async function isPasswordOf(db: D1Database, personId: string, password: string): Promise<boolean> {
  const hash = await db
    .prepare("SELECT password FROM sign_ins WHERE person_id = ? AND provider_id = 'credential'")
    .bind(personId)
    .first<string | null>('password');
  return hash !== null && verifyPassword({ hash, password });
}

/** The statements that set the password and end every session, standing link and half-done sign-in of the person. */
export async function setPassword(db: D1Database, personId: string, password: string, now: number): Promise<D1PreparedStatement[]> {
  const hash = await hashPassword(password);
  const at = new Date(now).toISOString();
  return [
    db
      .prepare("UPDATE sign_ins SET password = ?2, updated_at = ?3 WHERE person_id = ?1 AND provider_id = 'credential'")
      .bind(personId, hash, at),
    db
      .prepare(
        `INSERT INTO sign_ins (id, subject_id, provider_id, person_id, password, created_at, updated_at)
         SELECT ?4, ?1, 'credential', ?1, ?2, ?3, ?3
         WHERE NOT EXISTS (SELECT 1 FROM sign_ins WHERE person_id = ?1 AND provider_id = 'credential')`,
      )
      .bind(personId, hash, at, crypto.randomUUID()),
    db.prepare('DELETE FROM sessions WHERE person_id = ?').bind(personId),
    db.prepare('DELETE FROM password_resets WHERE person_id = ?').bind(personId),
    db.prepare('DELETE FROM verifications WHERE value = ?').bind(personId),
  ];
}

/** Keeps the link by which the person may set a new password; an earlier one is void. */
export async function keepReset(db: D1Database, personId: string, linkHash: string, now: number): Promise<void> {
  await db
    .prepare(
      `INSERT INTO password_resets (person_id, link_hash, expires_at) VALUES (?1, ?2, ?3)
       ON CONFLICT (person_id) DO UPDATE SET link_hash = ?2, expires_at = ?3`,
    )
    .bind(personId, linkHash, now + PASSWORD_RESET_MS)
    .run();
}

/** Whose link this is, while it stands. */
export async function personOfReset(db: D1Database, linkHash: string, now: number): Promise<Person | null> {
  return db
    .prepare(
      `SELECT p.id, p.name, p.email FROM password_resets r JOIN people p ON p.id = r.person_id WHERE r.link_hash = ?1 AND r.expires_at > ?2`,
    )
    .bind(linkHash, now)
    .first<Person>();
}

/** Spends the link. False: somebody was faster. */
export async function spendReset(db: D1Database, linkHash: string, now: number): Promise<boolean> {
  const { meta } = await db.prepare('DELETE FROM password_resets WHERE link_hash = ?1 AND expires_at > ?2').bind(linkHash, now).run();
  return meta.changes === 1;
}

/** The address has been proven: its owner came by a link that only it was sent, or the operator vouches for it. */
export function markEmailProven(db: D1Database, personId: string): D1PreparedStatement {
  return db.prepare('UPDATE people SET email_verified = 1 WHERE id = ?').bind(personId);
}

/** Removes links that have run out. */
export async function dropExpiredResets(db: D1Database, now: number): Promise<void> {
  await db.prepare('DELETE FROM password_resets WHERE expires_at < ?').bind(now).run();
}
