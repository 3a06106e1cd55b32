// A small OpenID provider for tests, by the standard: discovery, authorisation code with PKCE, signed ID tokens, published keys. It answers
// fetches to its own origin; everything else goes where it went.

import { vi } from 'vitest';

export const ISSUER = 'https://login.kommun.example';
export const CLIENT = {
  OIDC_ISSUER: ISSUER,
  OIDC_CLIENT_ID: 'nasta',
  OIDC_CLIENT_SECRET: 'a-secret-of-the-client',
  OIDC_NAME: 'Kommunens inloggning',
};

export interface Citizen {
  sub: string;
  email: string;
  email_verified?: boolean;
}

interface Grant {
  citizen: Citizen;
  nonce: string | null;
  challenge: string;
  redirectUri: string;
}

function base64url(bytes: ArrayBuffer | Uint8Array): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function part(value: object): string {
  return base64url(new TextEncoder().encode(JSON.stringify(value)));
}

export class IdentityProvider {
  /** Does not answer. */
  down = false;
  /** Changes the claims of the next ID tokens. */
  claims: Record<string, unknown> = {};
  /** Signs with a key that is not published. */
  forges = false;
  readonly #keys: CryptoKeyPair;
  readonly #others: CryptoKeyPair;
  readonly #grants = new Map<string, Grant>();

  private constructor(keys: CryptoKeyPair, others: CryptoKeyPair) {
    this.#keys = keys;
    this.#others = others;
  }

  /** Listens from now on. */
  static async start(): Promise<IdentityProvider> {
    const provider = new IdentityProvider(await newKeys(), await newKeys());
    const elsewhere = globalThis.fetch;
    vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
      const request = new Request(input, init);
      return new URL(request.url).origin === ISSUER ? provider.#answer(request) : elsewhere(request);
    });
    return provider;
  }

  /** The person signs in on the provider's page: where the browser is sent back to. */
  signIn(address: string, citizen: Citizen): URL {
    const { searchParams } = new URL(address);
    if (searchParams.get('client_id') !== CLIENT.OIDC_CLIENT_ID || searchParams.get('response_type') !== 'code')
      throw new Error('invalid_request');
    if (!(searchParams.get('scope') ?? '').split(' ').includes('openid') || searchParams.get('code_challenge_method') !== 'S256') {
      throw new Error('invalid_request');
    }
    const code = crypto.randomUUID();
    const redirectUri = searchParams.get('redirect_uri') ?? '';
    this.#grants.set(code, { citizen, nonce: searchParams.get('nonce'), challenge: searchParams.get('code_challenge') ?? '', redirectUri });
    const back = new URL(redirectUri);
    back.search = new URLSearchParams({ code, state: searchParams.get('state') ?? '', iss: ISSUER }).toString();
    return back;
  }

  async #answer(request: Request): Promise<Response> {
    if (this.down) return new Response(null, { status: 502 });
    switch (new URL(request.url).pathname) {
      case '/.well-known/openid-configuration':
        return Response.json({
          ...{
            issuer: ISSUER,
            authorization_endpoint: `${ISSUER}/authorize`,
            token_endpoint: `${ISSUER}/token`,
            jwks_uri: `${ISSUER}/jwks`,
          },
          ...{ response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] },
        });
      case '/jwks': {
        const jwk = await crypto.subtle.exportKey('jwk', this.#keys.publicKey);
        return Response.json({ keys: [{ ...jwk, kid: '1', alg: 'RS256', use: 'sig' }] });
      }
      case '/token':
        return this.#token(
          new URLSearchParams(new TextDecoder().decode(await request.arrayBuffer())),
          request.headers.get('authorization'),
        );
      default:
        return new Response(null, { status: 404 });
    }
  }

  async #token(form: URLSearchParams, authorization: string | null): Promise<Response> {
    const code = form.get('code') ?? '';
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    const secret = `${CLIENT.OIDC_CLIENT_ID}:${CLIENT.OIDC_CLIENT_SECRET}`;
    const known = form.get('client_secret') === CLIENT.OIDC_CLIENT_SECRET || authorization === `Basic ${btoa(secret)}`;
    if (!known) return Response.json({ error: 'invalid_client' }, { status: 401 });
    const proof = base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(form.get('code_verifier') ?? '')));
    if (grant === undefined || grant.challenge !== proof || grant.redirectUri !== form.get('redirect_uri')) {
      return Response.json({ error: 'invalid_grant' }, { status: 400 });
    }
    const now = Math.floor(Date.now() / 1_000);
    const own = { iss: ISSUER, aud: CLIENT.OIDC_CLIENT_ID, iat: now, exp: now + 300, nonce: grant.nonce ?? undefined };
    const signed = `${part({ alg: 'RS256', kid: '1' })}.${part({ ...own, ...grant.citizen, ...this.claims })}`;
    const { privateKey } = this.forges ? this.#others : this.#keys;
    const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', privateKey, new TextEncoder().encode(signed));
    return Response.json({ access_token: crypto.randomUUID(), token_type: 'Bearer', id_token: `${signed}.${base64url(signature)}` });
  }
}

async function newKeys(): Promise<CryptoKeyPair> {
  const rsa = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2_048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
  if (!('privateKey' in keys)) throw new Error('RSA keys come in pairs.');
  return keys;
}
