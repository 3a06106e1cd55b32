// The committed migrations give the auth library the tables that its options ask for, and the directory its limits.

import { env } from 'cloudflare:workers';
import { getMigrations } from 'better-auth/db/migration';
import { beforeAll, describe, expect, it } from 'vitest';
import { authOptions } from '../../src/accounts/auth-options.ts';
import { migrated } from '../http/service.ts';

beforeAll(migrated);

describe('migrations', () => {
  it('leave nothing to create for the auth library', async () => {
    const plan = await getMigrations({ ...authOptions, database: env.DB });
    expect([plan.toBeCreated, plan.toBeAdded, plan.toBeAddedIndexes, plan.schemaProblems]).toEqual([[], [], [], []]);
  });

  it('would notice an option that asks for more', async () => {
    const wider = {
      ...authOptions,
      user: { ...authOptions.user, additionalFields: { phone: { type: 'string' as const, required: false } } },
    };
    const plan = await getMigrations({ ...wider, database: env.DB });
    expect(plan.toBeAdded).toEqual([expect.objectContaining({ table: 'people' })]);
  });

  it('can be applied again without changing anything', async () => {
    await migrated();
    const { results } = await env.DB.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'people'").all();
    expect(results).toHaveLength(1);
  });

  it.each([
    ["INSERT INTO memberships VALUES ('nowhere', 'nobody', 'admin', 0)", 'FOREIGN KEY'],
    ["INSERT INTO account_features VALUES ('nowhere', 2, 1)", 'CHECK'],
    ["INSERT INTO chatflow_editors VALUES ('nowhere', 'nobody', '', 21, 1, 0, NULL, 0)", 'CHECK'],
    ["INSERT INTO invitations VALUES ('i', 'nowhere', 'h', 'e', 'n', 'operator', 0, 0, 0, 0)", 'CHECK'],
    ["INSERT INTO invitations VALUES ('i', 'nowhere', 'h', 'e', 'n', 'editor', 0, 0, 0, 2)", 'CHECK'],
    ["INSERT INTO invitation_chatflows VALUES ('nothing', 'nowhere', 0)", 'CHECK'],
    ["INSERT INTO password_resets VALUES ('nobody', 'h', 0)", 'FOREIGN KEY'],
    ["INSERT INTO pending_deliveries VALUES ('nowhere', 'gossip', '', 0, 0)", 'CHECK'],
  ])('the directory refuses %s', async (sql, reason) => {
    await expect(env.DB.prepare(sql).run()).rejects.toThrow(reason);
  });
});
