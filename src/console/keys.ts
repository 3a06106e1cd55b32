// The console's shortcuts. Alt with the digit's place on the keyboard, never a letter: AltGr and dead keys of Nordic keyboards stay free.

import { tinykeys } from 'tinykeys';
import { places } from './desk/desks.ts';
import { goToPlace } from './going.ts';

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Listens until the returned function is called. */
export function followKeys(): () => void {
  return tinykeys(
    window,
    Object.fromEntries(
      DIGITS.map((number) => [
        `Alt+Digit${number}`,
        (event: KeyboardEvent) => {
          if (places.peek().length < number) return;
          event.preventDefault();
          goToPlace(number);
        },
      ]),
    ),
    { ignore: (event) => event.isComposing || event.getModifierState('AltGraph') || document.querySelector('dialog[open]') !== null },
  );
}
