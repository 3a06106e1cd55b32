// People as rows: finding them, and the statements that make one. The auth library owns the tables; sign-up through it is closed.

import { hashPassword } from 'better-auth/crypto';

export interface Person {
  id: string;
  name: string;
  email: string;
}

/** Without the characters that people mistake for each other. */
const PASSWORD_ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const PASSWORD_LENGTH = 18;

/** The person with this address, whatever its case. */
export async function personByEmail(db: D1Database, email: string): Promise<Person | null> {
  return db.prepare('SELECT id, name, email FROM people WHERE email = ?').bind(email.toLowerCase()).first<Person>();
}

/** A person and the statements that store one; put them into the batch that gives the person something to do. */
export async function newPerson(
  db: D1Database,
  told: Omit<Person, 'id'>,
  password: string,
): Promise<{ person: Person; statements: D1PreparedStatement[] }> {
  const person = { ...told, email: told.email.toLowerCase(), id: crypto.randomUUID() };
  const now = new Date().toISOString();
  const hash = await hashPassword(password);
  return {
    person,
    statements: [
      db
        .prepare('INSERT INTO people (id, name, email, email_verified, created_at, updated_at) VALUES (?1, ?2, ?3, 0, ?4, ?4)')
        .bind(person.id, person.name, person.email, now),
      db
        .prepare(
          `INSERT INTO sign_ins (id, subject_id, provider_id, person_id, password, created_at, updated_at)
           VALUES (?1, ?2, 'credential', ?2, ?3, ?4, ?4)`,
        )
        .bind(crypto.randomUUID(), person.id, hash, now),
    ],
  };
}

/** A password for a person who was given none: about 104 bits. */
export function makePassword(): string {
  let password = '';
  while (password.length < PASSWORD_LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(PASSWORD_LENGTH))) {
      // Bytes beyond a whole multiple of the alphabet are thrown away, so that every character is as likely.
      if (byte < 256 - (256 % PASSWORD_ALPHABET.length)) password += PASSWORD_ALPHABET[byte % PASSWORD_ALPHABET.length];
    }
  }
  return password.slice(0, PASSWORD_LENGTH);
}

/** Whether a batch failed because somebody else stored a person with that address first. */
export function isEmailTaken(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.message.includes('UNIQUE constraint failed: people.email');
}

/** Removes sessions that have run out: nobody can use them, so nobody needs them. */
export async function dropExpiredSessions(db: D1Database, now: number): Promise<void> {
  await db.prepare('DELETE FROM sessions WHERE expires_at < ?').bind(new Date(now).toISOString()).run();
}
