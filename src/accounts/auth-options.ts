// How people sign in: the auth library's options that do not depend on a request. Its tables carry this service's words. Must not know HTTP.

import type { BetterAuthOptions } from 'better-auth';

export const PASSWORD_MIN_LENGTH = 10;
export const PASSWORD_MAX_LENGTH = 128;
const DAY_SECONDS = 86_400;
/** Attempts to sign in from one address; an office behind one address signs in at eight in the morning. */
const SIGN_IN_ATTEMPTS = { window: 60, max: 30 };

/** E-mail and password, sign-up closed: people come by an admin's or the operator's act only. */
export const authOptions = {
  appName: 'Nästa',
  basePath: '/auth',
  emailAndPassword: {
    enabled: true,
    disableSignUp: true,
    minPasswordLength: PASSWORD_MIN_LENGTH,
    maxPasswordLength: PASSWORD_MAX_LENGTH,
  },
  user: {
    modelName: 'people',
    fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
  session: {
    modelName: 'sessions',
    fields: {
      userId: 'person_id',
      expiresAt: 'expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
    },
    expiresIn: 7 * DAY_SECONDS,
    updateAge: DAY_SECONDS,
  },
  account: {
    modelName: 'sign_ins',
    fields: {
      userId: 'person_id',
      accountId: 'subject_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  verification: {
    modelName: 'verifications',
    fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
  rateLimit: {
    enabled: true,
    customRules: { '/sign-in/email': SIGN_IN_ATTEMPTS },
  },
  advanced: {
    cookiePrefix: 'nasta',
    ipAddress: { ipAddressHeaders: ['cf-connecting-ip'] },
    // The test compares committed migrations with these options, so that no request has to.
    database: { generateId: 'uuid', validateSchema: false },
  },
  databaseHooks: {
    session: {
      // Nothing reads where from and with what people sign in, so it is not kept.
      create: { before: async (session) => ({ data: { ...session, ipAddress: null, userAgent: null } }) },
    },
  },
  telemetry: { enabled: false },
  logger: { disabled: true },
} as const satisfies BetterAuthOptions;
