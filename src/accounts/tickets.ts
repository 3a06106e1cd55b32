// Since when an editor's tickets hold. Every desk of the person hears it as part of the fact "editor" (pending.ts).

import { markPending, type Pending } from './pending.ts';

/** The person's desks, as facts to be delivered. */
export async function desksOf(db: D1Database, personId: string): Promise<Pending[]> {
  const { results } = await db
    .prepare(`SELECT chatflow_id AS chatflowId, 'editor' AS fact, person_id AS subjectId FROM chatflow_editors
              WHERE person_id = ? AND removed_at IS NULL`)
    .bind(personId)
    .all<Pending>();
  return results;
}

/** L5. Makes the person's tickets void at these desks; put it into the batch that ends the sign-ins, then deliver. */
export function voidTickets(db: D1Database, personId: string, desks: readonly Pending[], now: number): D1PreparedStatement[] {
  return [
    db
      .prepare('UPDATE chatflow_editors SET tickets_after = ?2, revision = revision + 1 WHERE person_id = ?1 AND removed_at IS NULL')
      .bind(personId, now),
    ...desks.map((desk) => markPending(db, desk, now)),
  ];
}

/** Since when the editor's tickets at this desk hold; 0: they always have. */
export async function ticketsAfterOf(db: D1Database, chatflowId: string, editorId: string): Promise<number> {
  const after = await db
    .prepare('SELECT tickets_after FROM chatflow_editors WHERE chatflow_id = ? AND person_id = ? AND removed_at IS NULL')
    .bind(chatflowId, editorId)
    .first<number>('tickets_after');
  return after ?? 0;
}
