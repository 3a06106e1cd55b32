// Where each chatflow's widget was last seen on a page: for the install page. An origin of the chatflow's own list, and a time; no visitor.

import { MINUTE_MS } from '../shared/limits.ts';

const WRITTEN_EVERY_MS = 60 * MINUTE_MS;

export interface Sighting {
  seenAt: number;
  seenOrigin: string;
}

export async function lastSighting(db: D1Database, chatflowId: string): Promise<Sighting | null> {
  return db
    .prepare('SELECT at AS seenAt, origin AS seenOrigin FROM widget_sightings WHERE chatflow_id = ?')
    .bind(chatflowId)
    .first<Sighting>();
}

/** Notes that a page of this origin has asked for the status; written at most once an hour, and for chatflows of the directory only. */
export async function noteSighting(db: D1Database, chatflowId: string, origin: string, now: number): Promise<void> {
  await db
    .prepare(
      `INSERT INTO widget_sightings (chatflow_id, origin, at) SELECT chatflow_id, ?2, ?3 FROM chatflows WHERE chatflow_id = ?1
       ON CONFLICT (chatflow_id) DO UPDATE SET origin = ?2, at = ?3 WHERE at <= ?3 - ${WRITTEN_EVERY_MS}`,
    )
    .bind(chatflowId, origin, now)
    .run();
}
