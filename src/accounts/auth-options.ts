// How people sign in: the auth library's options that do not depend on a request. Its tables carry this service's words. Must not know HTTP.

import type { BetterAuthOptions } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../shared/limits.ts';

const DAY_SECONDS = 86_400;
/** A session that is not used this long is over; `auth.ts` ends it at the latest 30 days after it began. */
const SESSION_IDLE_SECONDS = 7 * DAY_SECONDS;
const APP_NAME = 'Nästa';

/** One-time passwords by an authenticator app, with ten backup codes, both stored encrypted. Ten wrong codes lock the second step for 15 minutes. */
const twoStep = twoFactor({
  issuer: APP_NAME,
  twoFactorTable: 'two_steps',
  totpOptions: { digits: 6, period: 30 },
  backupCodeOptions: { storeBackupCodes: 'encrypted' },
  accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 },
  schema: {
    user: { fields: { twoFactorEnabled: 'two_step' } },
    twoFactor: {
      fields: {
        userId: 'person_id',
        backupCodes: 'backup_codes',
        failedVerificationCount: 'failed_count',
        lockedUntil: 'locked_until',
      },
    },
  },
});

/** E-mail and password, sign-up closed: people come by an admin's or the operator's act only. */
export const authOptions = {
  appName: APP_NAME,
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
    expiresIn: SESSION_IDLE_SECONDS,
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
    // A sign-in by the organisation's identity provider finds its person by address: proven here by a mailed link or the operator's word, and
    // there by the provider's.
    accountLinking: { enabled: true, requireLocalEmailVerified: true },
    encryptOAuthTokens: true,
  },
  verification: {
    modelName: 'verifications',
    storeIdentifier: 'hashed',
    fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
  rateLimit: { enabled: true },
  plugins: [twoStep],
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
} satisfies BetterAuthOptions;
