// A client of /v1 for the seeding of demo and tests: the same requests that any operator's own script would send.

/** One answer: `body` is what came, unchecked; read it with `textIn` and `recordIn`. */
export interface Answer {
  status: number;
  etag: string | null;
  body: unknown;
}

export interface Api {
  /** Sends a request; throws, with the problem's own words, unless the answer is a success. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

/** `url`: the service's origin. `key`: the operator's or an account's. */
export function apiOf(url: string, key: string): Api {
  return {
    async send(method, path, body, headers = {}) {
      const response = await fetch(`${url}/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} /v1${path} was answered with ${response.status}: ${text}`);
      return { status: response.status, etag: response.headers.get('etag'), body: text === '' ? null : JSON.parse(text) };
    },
  };
}

/** A field of an answer that has to be a text. */
export function textIn(body: unknown, field: string): string {
  const value = recordIn(body)[field];
  if (typeof value !== 'string') throw new Error(`The answer has no ${field}: ${JSON.stringify(body)}`);
  return value;
}

/** An answer that has to be an object. */
export function recordIn(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Error(`Not an object: ${JSON.stringify(body)}`);
  return { ...body };
}
