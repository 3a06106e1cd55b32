// Keeps the public status of chatflows for STATUS_CACHE_SECONDS in all: a copy in this isolate, and one at the edge that isolates share.
// So page views of a busy site reach the object a few times a minute. What is not there is kept as well.

import { STATUS_CACHE_SECONDS } from '../../shared/limits.ts';
import type { PublicStatus } from '../../shared/protocol.ts';

/** `found` null: no such chatflow. `freshUntil`: ms since 1970; nobody may show it later. */
export interface KeptStatus {
  found: (PublicStatus & { origins: string[] }) | null;
  freshUntil: number;
}

const COPIES_MAX_COUNT = 500;
/** A name that no request can carry, so that nobody reads the kept form with its origins. */
const EDGE_ADDRESS = 'https://status.invalid/';

const copies = new Map<string, KeptStatus>();

/** The status under this key, from here, from the edge, or by `look`. */
export async function keptStatus(key: string, now: number, look: () => Promise<KeptStatus['found']>): Promise<KeptStatus> {
  const copy = copies.get(key);
  if (copy !== undefined && copy.freshUntil > now) return copy;
  const atEdge = await readEdge(key, now);
  if (atEdge !== null) return keepHere(key, atEdge);
  const kept = { found: await look(), freshUntil: now + STATUS_CACHE_SECONDS * 1_000 };
  await writeEdge(key, kept);
  return keepHere(key, kept);
}

function keepHere(key: string, kept: KeptStatus): KeptStatus {
  copies.delete(key);
  copies.set(key, kept);
  const oldest = copies.size > COPIES_MAX_COUNT ? copies.keys().next().value : undefined;
  if (oldest !== undefined) copies.delete(oldest);
  return kept;
}

async function readEdge(key: string, now: number): Promise<KeptStatus | null> {
  const response = await caches.default.match(EDGE_ADDRESS + key);
  const kept = response === undefined ? null : await response.json<KeptStatus>();
  return kept !== null && kept.freshUntil > now ? kept : null;
}

async function writeEdge(key: string, kept: KeptStatus): Promise<void> {
  const headers = { 'cache-control': `max-age=${STATUS_CACHE_SECONDS}`, 'content-type': 'application/json' };
  await caches.default.put(EDGE_ADDRESS + key, new Response(JSON.stringify(kept), { headers }));
}
