// What became of the last act, where every page says it: done, or refused and why.

import type { Acts } from './acts.ts';
import { refusalWords } from './call.ts';

export function Said({ acts }: { acts: Acts }) {
  return (
    <>
      <p role="status" class="said">
        {acts.said}
      </p>
      <p role="alert" class="failure">
        {acts.refused && refusalWords(acts.refused)}
      </p>
    </>
  );
}
