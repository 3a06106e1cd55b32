// A table that scrolls by itself where the screen is narrower, also by keyboard, so that the page never does.

import type { ComponentChildren } from 'preact';

/** `labelId`: of the heading that names the table. */
export function WideTable({ labelId, children }: { labelId: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section class="statistics-scroll" aria-labelledby={labelId} tabIndex={0}>
      <table>{children}</table>
    </section>
  );
}
