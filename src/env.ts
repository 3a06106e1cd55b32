// What a deployment gives the Worker: bindings, secrets, variables. Types only; wrangler.toml and .dev.vars hold the values.

import type { Chatflow } from './chatflow/chatflow.ts';

export interface Env {
  CHATFLOW: DurableObjectNamespace<Chatflow>;
  DB: D1Database;
  ASSETS: Fetcher;
  /** Signs session cookies; at least 32 characters. */
  AUTH_SECRET: string;
  /** SHA-256 of the operator's key, in hex. The key itself is stored nowhere. */
  OPERATOR_KEY_HASH: string;
  /** Where new chatflows' objects live, such as `eu`; unset locally, where the runtime knows no jurisdictions. */
  JURISDICTION?: string;
  /** The platform's mail binding, and the sender's address. Without them links are handed over by whoever makes them. */
  EMAIL?: SendEmail;
  MAIL_FROM?: string;
  /** The organisation's identity provider: issuer, this service's id and secret there, the name on the button; see src/accounts/oidc.ts. */
  OIDC_ISSUER?: string;
  OIDC_CLIENT_ID?: string;
  OIDC_CLIENT_SECRET?: string;
  OIDC_NAME?: string;
  OIDC_EMAILS_PROVEN?: string;
  /** `1` in local mode only: the demo page at `/`. */
  DEMO?: string;
  /** Local mode only: JSON, name → `{ email, password }` of the people whom the demo page signs in. */
  DEMO_SIGN_INS?: string;
}
