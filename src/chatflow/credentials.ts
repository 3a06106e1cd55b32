// What proves who is at the other end of a socket: a customer's token and an editor's ticket, signed with a secret that never leaves this
// object. Knows no socket and no rule; whether an editor still belongs here is judged elsewhere.
//
//   c.<customerId>.<signature>        e.<editorId>.<issuedAt>.<until>.<signature>

const HMAC = { name: 'HMAC', hash: 'SHA-256' };
const TOKEN = /^(c\.([A-Za-z0-9-]{1,64}))\.([A-Za-z0-9_-]{43})$/;
const TICKET = /^(e\.([A-Za-z0-9_-]{1,64})\.(\d{1,16})\.(\d{1,16}))\.([A-Za-z0-9_-]{43})$/;

/** A ticket that was truly signed here; times in ms since 1970. */
export interface Ticket {
  editorId: string;
  issuedAt: number;
  until: number;
}

export class Credentials {
  readonly #key: Promise<CryptoKey>;

  constructor(secret: ArrayBuffer) {
    this.#key = crypto.subtle.importKey('raw', secret, HMAC, false, ['sign', 'verify']);
  }

  /** The customer's credential; it does not expire. */
  token(customerId: string): Promise<string> {
    return this.#signed(`c.${customerId}`);
  }

  /** The editor's credential. The id must be one that fits into a sub-protocol. */
  ticket({ editorId, issuedAt, until }: Ticket): Promise<string> {
    return this.#signed(`e.${editorId}.${issuedAt}.${until}`);
  }

  /** Whose token this is, or null if it was not made here. */
  async customerOf(token: string): Promise<string | null> {
    const [, body, customerId, signature] = TOKEN.exec(token) ?? [];
    return body && customerId && signature && (await this.#verified(body, signature)) ? customerId : null;
  }

  /** The ticket, or null if it was not made here. Its times are the caller's to judge. */
  async ticketOf(text: string): Promise<Ticket | null> {
    const [, body, editorId, issuedAt, until, signature] = TICKET.exec(text) ?? [];
    if (!body || !editorId || !signature || !(await this.#verified(body, signature))) return null;
    return { editorId, issuedAt: Number(issuedAt), until: Number(until) };
  }

  async #signed(body: string): Promise<string> {
    const signature = await crypto.subtle.sign(HMAC, await this.#key, new TextEncoder().encode(body));
    return `${body}.${base64url(new Uint8Array(signature))}`;
  }

  async #verified(body: string, signature: string): Promise<boolean> {
    // One spelling only: the last character of 32 bytes in base64url carries bits that decoding would ignore.
    const bytes = fromBase64url(signature);
    if (base64url(bytes) !== signature) return false;
    return crypto.subtle.verify(HMAC, await this.#key, bytes, new TextEncoder().encode(body));
  }
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

function fromBase64url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}
