// Where the person is: the address behind the `#`, as a signal. Leaving a page with unsaved changes is asked about first.

import { signal } from '@preact/signals';
import { hashOf, type Route, routeOf } from './settings/state/route.ts';

export const route = signal<Route>(routeOf(location.hash));
/** Where the person wanted to go from a page with unsaved changes, until that is answered; null: no question. */
export const leaveQuestion = signal<string | null>(null);

/** Says whether something would be lost by leaving; the page that is up sets it. */
let isUnsaved: () => boolean = () => false;
let shownHash = location.hash;

/** Follows the address from now on. */
export function followAddress(): void {
  addEventListener('hashchange', hashChanged);
  addEventListener('beforeunload', (event) => isUnsaved() && event.preventDefault());
}

/** Asks before leaving as long as `unsaved` says so, until the returned function is called. */
export function guardLeaving(unsaved: () => boolean): () => void {
  isUnsaved = unsaved;
  return () => {
    if (isUnsaved === unsaved) isUnsaved = () => false;
  };
}

/** Goes to a screen, as a link there would. */
export function goToRoute(to: Route): void {
  location.hash = hashOf(to);
}

/** "Leave without saving." */
export function leaveAnyway(): void {
  const to = leaveQuestion.peek();
  leaveQuestion.value = null;
  if (to === null) return;
  isUnsaved = () => false;
  location.hash = to;
}

/** "Stay here." */
export function stayHere(): void {
  leaveQuestion.value = null;
}

function hashChanged(): void {
  if (location.hash === shownHash) return;
  if (isUnsaved()) {
    leaveQuestion.value = location.hash;
    // The address says again what is on the screen; this makes no hashchange of its own.
    history.replaceState(null, '', shownHash || '#/');
    return;
  }
  shownHash = location.hash;
  route.value = routeOf(shownHash);
}
