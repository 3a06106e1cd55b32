// The second hand of the screen: only what reads it is drawn again.

import { signal } from '@preact/signals';

const STEP_MS = 250;
const beat = signal(0);

setInterval(() => {
  beat.value += 1;
}, STEP_MS);

/** The desk's time, ms since 1970; a component that asks is drawn again four times a second. */
export function nowAt(desk: { serverNow(): number }): number {
  beat.value;
  return desk.serverNow();
}
