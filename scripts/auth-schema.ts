// Prints the SQL that the auth library's options ask for and that committed migrations do not yet give; nothing when they agree.
// Run: node scripts/auth-schema.ts > migrations/NNNN_<what>.sql

import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { getMigrations } from 'better-auth/db/migration';
import { authOptions } from '../src/accounts/auth-options.ts';

const folder = new URL('../migrations/', import.meta.url);
const database = new DatabaseSync(':memory:');
for (const file of readdirSync(folder).sort()) {
  if (file.endsWith('.sql')) database.exec(readFileSync(new URL(file, folder), 'utf8'));
}
const { compileMigrations, toBeCreated, toBeAdded, toBeAddedIndexes } = await getMigrations({ ...authOptions, database });
if (toBeCreated.length + toBeAdded.length + toBeAddedIndexes.length > 0) process.stdout.write(`${await compileMigrations()}\n`);
