// The desk's own entries for the audit log: stored with the change, and in D1 once, whatever happens in between.

import { applyD1Migrations, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, expect, it, vi } from 'vitest';
import { START_AT, TestDesk } from '../support/desk-client.ts';

const BY = { kind: 'person', id: 'admin-1' } as const;

beforeAll(async () => {
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  await env.DB.exec("INSERT INTO accounts (account_id, name, created_at) VALUES ('account-1', 'Demo kommun', 1)");
});

async function entriesOf(desk: TestDesk) {
  const rows = env.DB.prepare('SELECT actor_kind, actor_id, act, before, after FROM audit_entries WHERE chatflow_id = ?');
  return (await rows.bind(desk.stub.id.toString()).all()).results;
}

async function change(desk: TestDesk, name: string): Promise<void> {
  const read = await desk.stub.readSettings();
  if (!read.ok) throw new Error('The desk has no settings.');
  expect(await desk.stub.changeSettings({ ...read.value.settings, name }, read.value.revision, BY)).toMatchObject({ ok: true });
}

function waiting(desk: TestDesk): Promise<number> {
  return runInDurableObject(desk.stub, (_, state) => state.storage.sql.exec('SELECT * FROM outbox').toArray().length);
}

it('S2 a change of settings stands in the account’s log with who, before and after', async () => {
  const desk = await TestDesk.create();
  await change(desk, 'Växeln');
  await vi.waitFor(async () => expect(await entriesOf(desk)).toHaveLength(1));
  const [entry] = await entriesOf(desk);
  expect(entry).toEqual({
    actor_kind: 'person',
    actor_id: 'admin-1',
    act: 'settings.changed',
    before: JSON.stringify({ name: 'Kundservice' }),
    after: JSON.stringify({ name: 'Växeln' }),
  });
  await vi.waitFor(async () => expect(await waiting(desk)).toBe(0));
});

it('S2 with D1 out of reach the change holds and its entry waits; the next alarm brings it there once', async () => {
  const desk = await TestDesk.create();
  await env.DB.exec('ALTER TABLE audit_entries RENAME TO audit_entries_away');
  await change(desk, 'Växeln');
  await change(desk, 'Kontaktcenter');
  await env.DB.exec('ALTER TABLE audit_entries_away RENAME TO audit_entries');
  expect(await waiting(desk)).toBe(2);
  vi.setSystemTime(START_AT + 30_000);
  expect(await desk.alarm()).toBe(true);
  await vi.waitFor(async () => expect(await waiting(desk)).toBe(0));
  expect(await entriesOf(desk)).toHaveLength(2);
  vi.setSystemTime(START_AT + 60_000);
  await desk.alarm();
  expect(await entriesOf(desk)).toHaveLength(2);
});
