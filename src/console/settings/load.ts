// Something read from the service for a page: on its way, refused, or there; and read again on wish.

import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type Answered, call, type Refused } from './call.ts';
import { pageOf, type Reader } from './state/shape.ts';

export type Loaded<T> = { kind: 'loading' } | { kind: 'failed'; refused: Refused } | { kind: 'ready'; value: T };

/** Reads when the page opens, when `key` changes, and each time `again` is called; what was there stays until the new is. */
export function useLoaded<T>(key: string, load: () => Promise<Answered<T> | Refused>): { now: Loaded<T>; again(): Promise<void> } {
  const [now, setNow] = useState<Loaded<T>>({ kind: 'loading' });
  const latest = useRef(load);
  latest.current = load;
  const again = useCallback(async () => {
    const answer = await latest.current();
    setNow(answer.ok ? { kind: 'ready', value: answer.value } : { kind: 'failed', refused: answer });
  }, []);
  useEffect(() => void again(), [again, key]);
  return { now, again };
}

const PAGES_MAX_COUNT = 50;

/** All items of a list, page by page. */
export async function callList<T>(path: string, item: Reader<T>): Promise<Answered<T[]> | Refused> {
  const items: T[] = [];
  let cursor = '';
  for (let page = 0; page < PAGES_MAX_COUNT; page += 1) {
    const answer = await call('GET', `${path}?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`, pageOf(item));
    if (!answer.ok) return answer;
    items.push(...answer.value.items);
    if (answer.value.nextCursor === null) break;
    cursor = answer.value.nextCursor;
  }
  return { ok: true, value: items, etag: null };
}
