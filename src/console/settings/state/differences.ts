// What an entry of the audit log changed, as a flat list of fields with their values before and after. Pure.

/** `pointer`: a JSON pointer into what was changed; null: it was not there. */
export interface Difference {
  pointer: string;
  before: string | null;
  after: string | null;
}

const DEPTH_MAX = 4;

/** The fields that differ between two records (or null: nothing there), nested ones by their pointer. */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const old = new Map(leavesOf(before));
  const fresh = new Map(leavesOf(after));
  const pointers = [...new Set([...old.keys(), ...fresh.keys()])];
  return pointers
    .map((pointer) => ({ pointer, before: old.get(pointer) ?? null, after: fresh.get(pointer) ?? null }))
    .filter((difference) => difference.before !== difference.after);
}

function leavesOf(value: unknown, pointer = '', depth = 0): [string, string][] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return [[pointer, value.map(plain).join(', ')]];
  if (typeof value !== 'object' || depth >= DEPTH_MAX) return [[pointer, plain(value)]];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${pointer}/${key}`, depth + 1));
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
