// Attempts are counted in windows that end, whether or not anybody goes on trying.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { attempt, dropOldAttempts } from '../../src/accounts/attempts.ts';
import { migrated } from '../http/service.ts';

beforeAll(migrated);

const LIMIT = { window: 60, max: 3 };
const START = Date.UTC(2040, 0, 1);

function tryAt(key: string, seconds: number) {
  return attempt(env.DB, key, LIMIT, START + seconds * 1_000);
}

describe('attempts', () => {
  it('S1 are allowed up to the limit, then refused until the window ends', async () => {
    const key = crypto.randomUUID();
    for (const seconds of [0, 10, 20]) expect(await tryAt(key, seconds)).toEqual({ allowed: true, retryAfter: null });
    expect(await tryAt(key, 30)).toEqual({ allowed: false, retryAfter: 30 });
    expect(await tryAt(key, 59.5)).toEqual({ allowed: false, retryAfter: 1 });
    expect(await tryAt(key, 60)).toEqual({ allowed: true, retryAfter: null });
  });

  it('S1 an office that signs in one after the other for an hour is not shut out', async () => {
    const key = crypto.randomUUID();
    for (let seconds = 0; seconds < 3_600; seconds += 25) expect(await tryAt(key, seconds)).toMatchObject({ allowed: true });
  });

  it('S1 many at once do not slip through', async () => {
    const key = crypto.randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => tryAt(key, 0)));
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(LIMIT.max);
  });

  it('S1 old windows are forgotten, running ones are not', async () => {
    const [old, running] = [crypto.randomUUID(), crypto.randomUUID()];
    await tryAt(old, 0);
    await tryAt(running, 3_600);
    await dropOldAttempts(env.DB, START + 3_601_000);
    const { results } = await env.DB.prepare('SELECT key FROM attempts WHERE key IN (?, ?)').bind(old, running).all();
    expect(results).toEqual([{ key: running }]);
  });
});
