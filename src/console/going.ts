// Going to a window by the editor's own wish: the only way by which the console itself moves the cursor (T2).

import { signal } from '@preact/signals';
import { places } from './desk/desks.ts';
import type { Place } from './state/places.ts';

/** The place that narrow screens show; wide ones show all. Null: the first. */
export const shownPlace = signal<string | null>(null);

/** Shows place number n (from 1) and puts the cursor in its input; an ended or empty place gets the focus itself. */
export function goToPlace(number: number): void {
  const place = places.peek()[number - 1];
  if (place !== undefined) goTo(place);
}

/** The same for the window of a chat. */
export function goToChat(chatId: string): void {
  const place = places.peek().find(({ window }) => window?.chatId === chatId);
  if (place !== undefined) goTo(place);
}

/** The id of a place's element. */
export function placeElementId(key: string): string {
  return `place-${key}`;
}

function goTo(place: Place): void {
  shownPlace.value = place.key;
  // On narrow screens the place is drawn only now.
  requestAnimationFrame(() => {
    const element = document.getElementById(placeElementId(place.key));
    const field = element?.querySelector<HTMLElement>('textarea:not([readonly]), .close-window') ?? element;
    field?.focus();
  });
}
