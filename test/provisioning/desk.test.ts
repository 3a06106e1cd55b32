// Ids of chatflows: where they lead, and where their objects live.

import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { deskOf, newChatflowId } from '../../src/provisioning/desk.ts';

describe('ids', () => {
  it('S4 are unguessable, lead to their object without a look-up, and are refused when forged', () => {
    const id = newChatflowId(env);
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(deskOf(env.CHATFLOW, id)).not.toBeNull();
    const bent = id.slice(0, 10) + (id[10] === '0' ? '1' : '0') + id.slice(11);
    for (const forged of [bent, id.toUpperCase(), id.slice(1), `${id}0`, '', 'x'.repeat(64)])
      expect(deskOf(env.CHATFLOW, forged)).toBeNull();
  });

  it.each(['', undefined])('with JURISDICTION %j are made anywhere', (value) => {
    const stores = value === undefined ? { DB: env.DB, CHATFLOW: env.CHATFLOW } : { ...env, JURISDICTION: value };
    expect(newChatflowId(stores)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('with JURISDICTION "eu" are asked for in the EU', () => {
    const asked: unknown[] = [];
    const CHATFLOW = new Proxy(env.CHATFLOW, {
      get: (namespace, name) => (name === 'newUniqueId' ? (options: unknown) => asked.push(options) && namespace.newUniqueId() : undefined),
    });
    newChatflowId({ DB: env.DB, CHATFLOW, JURISDICTION: 'eu' });
    expect(asked).toEqual([{ jurisdiction: 'eu' }]);
  });

  it('with a jurisdiction that nobody knows are not made at all', () => {
    expect(() => newChatflowId({ ...env, JURISDICTION: 'mars' })).toThrow('JURISDICTION');
  });
});
