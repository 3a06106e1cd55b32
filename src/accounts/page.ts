// Lists a page at a time: after which row, and how many. A row's place is what the list is sorted by, and its id. Knows no table.

/** What a row is sorted by (a time in ms, or a text), then its id. */
export type Place = readonly [number | string, string];

export interface PageWish {
  /** Only rows beyond this place; null: from the first. */
  after: Place | null;
  limit: number;
}

export interface Page<T> {
  items: T[];
  /** The place of the last item if there are more, else null. */
  next: Place | null;
}

/** A page of rows, of which one more than `limit` was asked for. */
export function pageOf<T>(rows: readonly T[], { limit }: PageWish, placeOf: (row: T) => Place): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? placeOf(last) : null };
}

/** What the statements of lists bind: whether there is a place (0, 1), its two parts, and how many rows. */
export function bindingsOf({ after, limit }: PageWish): [number, number | string, string, number] {
  return after === null ? [0, 0, '', limit + 1] : [1, after[0], after[1], limit + 1];
}
