// Reads an answer of the service as what it should be: each reader gives the typed value, or WRONG where the shape is another. Pure.

export const WRONG = Symbol('another shape');
export type Reader<T> = (value: unknown) => T | typeof WRONG;
export type ReadOf<R> = R extends Reader<infer T> ? T : never;

export const text: Reader<string> = (value) => (typeof value === 'string' ? value : WRONG);
export const number: Reader<number> = (value) => (typeof value === 'number' ? value : WRONG);
export const flag: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : WRONG);
/** Whatever stands there. */
export const anything: Reader<unknown> = (value) => value;
/** For answers without a body worth reading. */
export const nothing: Reader<true> = () => true;

/** A value that may be null or missing: null. */
export function maybe<T>(reader: Reader<T>): Reader<T | null> {
  return (value) => (value === null || value === undefined ? null : reader(value));
}

/** One of these words. */
export function oneOf<const Word extends string>(...words: readonly Word[]): Reader<Word> {
  return (value) => words.find((word) => word === value) ?? WRONG;
}

/** A list; one item of another shape makes the whole of another shape. */
export function listOf<T>(reader: Reader<T>): Reader<T[]> {
  return (value) => {
    if (!Array.isArray(value)) return WRONG;
    const read: T[] = [];
    for (const item of value) {
      const one = reader(item);
      if (one === WRONG) return WRONG;
      read.push(one);
    }
    return read;
  };
}

/** An object with at least these fields; the rest is left out. */
export function shapeOf<T extends object>(readers: { readonly [Key in keyof T]: Reader<T[Key]> }): Reader<T> {
  return (value) => {
    if (typeof value !== 'object' || value === null) return WRONG;
    const read: Partial<T> = {};
    for (const key in readers) {
      const field = readers[key](Reflect.get(value, key));
      if (field === WRONG) return WRONG;
      read[key] = field;
    }
    // Every key of T has been read.
    return read as T;
  };
}

/** `{items, nextCursor}`. */
export function pageOf<T>(item: Reader<T>): Reader<{ items: T[]; nextCursor: string | null }> {
  return shapeOf<{ items: T[]; nextCursor: string | null }>({ items: listOf(item), nextCursor: maybe(text) });
}
