// Sign-in with the organisation's identity provider (OpenID Connect), if the deployment names one. Only for people who belong here already:
// nobody can sign up through it. Kept apart from the rest of sign-in, so that a provider that is down keeps nobody out who has a password.

import { betterAuth } from 'better-auth';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { authOptions } from './auth-options.ts';

/** From the deployment's variables; without the first three there is no such sign-in. */
export interface OidcSetting {
  /** The provider's issuer, `https://login.kommun.example`; its discovery document stands below it. */
  OIDC_ISSUER?: string;
  OIDC_CLIENT_ID?: string;
  OIDC_CLIENT_SECRET?: string;
  /** What people call it; shown on the button. */
  OIDC_NAME?: string;
  /** `1`: the provider hands out addresses of its own organisation only, so they count as proven although it does not say `email_verified`. */
  OIDC_EMAILS_PROVEN?: string;
}

export const OIDC_PROVIDER = 'oidc';

/** The name to show, or null when the deployment has no identity provider. */
export function oidcName(setting: OidcSetting): string | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: id, OIDC_CLIENT_SECRET: secret, OIDC_NAME: name } = setting;
  if (!issuer || !id || !secret) return null;
  return name || new URL(issuer).hostname;
}

/** The auth library with the identity provider, for the two requests of such a sign-in; null without a provider. */
export function oidcAuth(setting: OidcSetting & { DB: D1Database; AUTH_SECRET: string }, origin: string) {
  const name = oidcName(setting);
  const { OIDC_ISSUER: issuer = '', OIDC_CLIENT_ID: clientId = '', OIDC_CLIENT_SECRET: clientSecret = '' } = setting;
  if (name === null) return null;
  const trustedProviders = setting.OIDC_EMAILS_PROVEN === '1' ? [OIDC_PROVIDER] : [];
  return betterAuth({
    ...authOptions,
    account: { ...authOptions.account, accountLinking: { ...authOptions.account.accountLinking, trustedProviders } },
    // Attempts are counted before the library is asked.
    rateLimit: { enabled: false },
    baseURL: origin,
    secret: setting.AUTH_SECRET,
    database: setting.DB,
    plugins: [
      genericOAuth({
        config: [
          {
            providerId: OIDC_PROVIDER,
            name,
            discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
            clientId,
            clientSecret,
            scopes: ['openid', 'email', 'profile'],
            pkce: true,
            requireIdTokenVerification: true,
            disableSignUp: true,
          },
        ],
      }),
    ],
  });
}
