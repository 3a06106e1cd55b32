import { beforeAll, describe, expect, it } from 'vitest';
import { asOperator, fieldsOf, migrated, newAdmin, newEditor, newEmail, newOrganisation, refusalOf, send, signedIn, textOf } from './service.ts';

beforeAll(migrated);

describe('S1 accounts', () => {
  it('S1 the operator makes an account, reads it and finds it in the list', async () => {
    const made = await asOperator('POST', '/accounts', { name: '  Kommun  ' });
    expect(made.status).toBe(201);
    const account = await fieldsOf(made);
    expect(account).toMatchObject({ name: 'Kommun', accountId: expect.any(String), createdAt: expect.any(Number) });
    expect(await fieldsOf(await asOperator('GET', `/accounts/${account.accountId}`))).toEqual(account);
    const { items } = await fieldsOf(await asOperator('GET', '/accounts'));
    expect(items).toContainEqual(account);
  });
});
