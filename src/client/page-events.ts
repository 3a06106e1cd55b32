// What a page tells about its own life, and what a connection makes of it. Does nothing where there is no page (tests, load generator).

export interface PageLife {
  /** The network is back or the page is looked at again: do not wait any longer. */
  awake(): void;
  /** The page goes, perhaps into the back/forward cache, where a socket would look open and be dead. */
  hide(): void;
  /** The page is back from there. */
  show(): void;
}

/** Follows the page's life until the returned function is called. */
export function followPage(life: PageLife): () => void {
  if (typeof document === 'undefined') return () => undefined;
  const stop = new AbortController();
  const { signal } = stop;
  addEventListener('online', life.awake, { signal });
  addEventListener('pagehide', life.hide, { signal });
  addEventListener('pageshow', life.show, { signal });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && life.awake(), { signal });
  return () => stop.abort();
}
