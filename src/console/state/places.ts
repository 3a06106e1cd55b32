// The window places of all desks side by side, each fixed for good: place n of a desk stands where it stood. Pure.

import type { DeskView, WindowView } from './desk.ts';
import { ownEditor } from './standing.ts';

/**
 * What an empty place says. `free`: the next customer comes here. `busy`: the editor takes no new chats. `surplus`: max chats was lowered,
 * and the place stays only so that the windows after it need not move. `offline`: the desk does not know whether the editor is here.
 */
export type Vacancy = 'free' | 'busy' | 'surplus' | 'offline';

/** One place on the screen. `key` never changes for a place; `number` is what Alt+number goes to, from 1. */
export interface Place {
  key: string;
  number: number;
  chatflowId: string;
  window: WindowView | null;
  vacancy: Vacancy;
}

/** A desk as far as the places need it; `online` is the console's own connection to it. */
export interface PlacedDesk {
  chatflowId: string;
  view: DeskView | null;
  online: boolean;
}

/** All places, desk by desk in the given order. P3: windows above a lowered max stay until they are closed. */
export function placesOf(desks: readonly PlacedDesk[]): Place[] {
  const places: Place[] = [];
  for (const { chatflowId, view, online } of desks) {
    if (view === null) continue;
    const maxChats = ownEditor(view)?.maxChats ?? 0;
    const count = Math.max(maxChats, (view.windows.at(-1)?.place ?? -1) + 1);
    for (let place = 0; place < count; place += 1) {
      places.push({
        key: `${chatflowId}:${place}`,
        number: places.length + 1,
        chatflowId,
        window: view.windows.find((window) => window.place === place) ?? null,
        vacancy: vacancyOf(view, online, place >= maxChats || view.windows.length >= maxChats),
      });
    }
  }
  return places;
}

function vacancyOf(view: DeskView, online: boolean, beyondMax: boolean): Vacancy {
  if (!online) return 'offline';
  if (beyondMax) return 'surplus';
  return ownEditor(view)?.status === 'available' ? 'free' : 'busy';
}
