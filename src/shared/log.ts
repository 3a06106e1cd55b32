// The service's log: one line of JSON per outcome. Facts are ids, words of closed sets and numbers; never a text, name, address or token.

export type Facts = Record<string, string | number | boolean | null>;

/** Writes one line. `event` names what came out, such as `request` or `delivery_failed`. */
export function log(event: string, facts: Facts): void {
  console.log(JSON.stringify({ event, ...facts }));
}

/**
 * What may be told of something that was thrown: its class and where, without its message, which can quote what people sent.
 */
export function describe(thrown: unknown): Facts {
  if (!(thrown instanceof Error)) return { error: typeof thrown };
  const place = thrown.stack?.split('\n').find((line) => line.trimStart().startsWith('at ')) ?? '';
  return { error: thrown.name, at: place.trim().slice(0, 200) };
}
