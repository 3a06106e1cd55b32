// JSON merge patch (RFC 7396) on plain data.

/** No settings are nested deeper; what is goes through unmerged and is refused by the schema. */
const DEPTH_MAX = 8;

type Fields = Record<string, unknown>;

/** The target with the patch laid over: objects are merged, null removes, everything else replaces. Neither is changed. */
export function mergePatch(target: unknown, patch: unknown, depth = 0): unknown {
  if (!isFields(patch) || depth > DEPTH_MAX) return patch;
  const merged = new Map(isFields(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value, depth + 1));
  }
  // Entries become own fields, `__proto__` too, which the schema then refuses as unknown.
  return Object.fromEntries(merged);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
