// Notes that a page with the widget has shown interest, for the install page: the origin and the hour, never who.

import type { Context } from 'hono';
import { noteSighting } from '../../accounts/sightings.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/limits.ts';
import { describe, log } from '../../shared/log.ts';
import { TokenBuckets } from '../../shared/token-buckets.ts';
import type { AppEnv } from '../app-env.ts';

/** Once an hour per chatflow this isolate asks D1 to write; D1 itself keeps to an hour across isolates. */
const sightings = new TokenBuckets(1, SECOND_MS / (60 * MINUTE_MS));

/** Answers nothing and delays nobody; `origin` is one of the chatflow's own list. */
export function noteSeen(c: Context<AppEnv>, chatflowId: string, origin: string, now: number): void {
  if (sightings.take(chatflowId, now) > 0) return;
  c.executionCtx.waitUntil(
    noteSighting(c.env.DB, chatflowId, origin, now).catch((thrown: unknown) => log('sighting_failed', { chatflowId, ...describe(thrown) })),
  );
}
