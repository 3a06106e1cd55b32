// One act of a page at a time: on its way, done with a word about it, or refused with why.

import { useState } from 'preact/hooks';
import type { Answered, Refused } from './call.ts';

export interface Acts {
  busy: boolean;
  /** What has been done, in words; empty before the first act and after a refusal. */
  said: string;
  refused: Refused | null;
  /** Awaits the call; `words` says what was done. The value, or null when it was refused. */
  run<T>(doing: Promise<Answered<T> | Refused>, words: string): Promise<T | null>;
}

export function useActs(): Acts {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [refused, setRefused] = useState<Refused | null>(null);
  return {
    busy,
    said,
    refused,
    async run(doing, words) {
      setBusy(true);
      const answer = await doing;
      setBusy(false);
      setRefused(answer.ok ? null : answer);
      setSaid(answer.ok ? words : '');
      return answer.ok ? answer.value : null;
    },
  };
}
