// T11. The account's other chatflows: where a chat can be moved to, and what they are called. Fetched when somebody wants to know.

import { signal } from '@preact/signals';
import type { Sibling } from '../../shared/http.ts';
import { call } from '../settings/call.ts';
import { listOf, oneOf, shapeOf, text } from '../settings/state/shape.ts';

const answer = shapeOf<{ items: Sibling[] }>({
  items: listOf(shapeOf<Sibling>({ chatflowId: text, name: text, state: oneOf('open', 'full', 'closed') })),
});

/** Names of chatflows by id, as far as they have been heard. */
const names = signal<ReadonlyMap<string, string>>(new Map());

/** The siblings of a chatflow as they are now; null when they cannot be asked. */
export async function siblingsOf(chatflowId: string): Promise<readonly Sibling[] | null> {
  const found = await call('GET', `/desk/${encodeURIComponent(chatflowId)}/siblings`, answer);
  if (!found.ok) return null;
  names.value = new Map([...names.peek(), ...found.value.items.map(({ chatflowId: id, name }) => [id, name] as const)]);
  return found.value.items;
}

/** What a chatflow is called; empty if that was not heard. */
export function siblingName(chatflowId: string | null): string {
  return (chatflowId !== null && names.value.get(chatflowId)) || '';
}
