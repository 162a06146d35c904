import type { BetterAuthOptions } from 'better-auth'
import type { Kysely } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { hashedSessionTokens } from './session-adapter.ts'

export interface SignedIn {
  readonly userId: string
  readonly token: string
  readonly expiresAt: Date
}

export const sessionSeconds = 30 * 24 * 3600

// Loading the library costs half a second and 40 MB: a server that only answers keys and sessions never needs it.
const loaded = new WeakMap<Kysely<Tables>, ReturnType<typeof load>>()

function authOf(db: Kysely<Tables>): ReturnType<typeof load> {
  const known = loaded.get(db) ?? load(db)
  loaded.set(db, known)
  return known
}

async function load(db: Kysely<Tables>) {
  const [{ betterAuth }, { kyselyAdapter }] = await Promise.all([
    import('better-auth'),
    import('@better-auth/kysely-adapter'),
  ])
  const adapter = kyselyAdapter(db, { type: 'postgres' })
  return betterAuth({
    baseURL: 'http://rondo.internal',
    // Nothing is signed with it: the session cookie is ours and carries the random token alone.
    secret: crypto.randomUUID() + crypto.randomUUID(),
    database: (options: BetterAuthOptions) => hashedSessionTokens(adapter(options)),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 1, maxPasswordLength: 200 },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    telemetry: { enabled: false },
    user: {
      modelName: 'users',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'sessions',
      expiresIn: sessionSeconds,
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    account: {
      modelName: 'accounts',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
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
  })
}

/** Checks an address and a password, and begins a session. Null when they do not belong together, in the same time. */
export async function beginSession(
  db: Kysely<Tables>,
  email: string,
  password: string,
  from: { address: string; userAgent: string },
): Promise<SignedIn | null> {
  const auth = await authOf(db)
  const headers = new Headers({ 'user-agent': from.userAgent, 'x-forwarded-for': from.address })
  try {
    const { token, user } = await auth.api.signInEmail({ body: { email, password }, headers })
    return { userId: user.id, token, expiresAt: new Date(Date.now() + sessionSeconds * 1000) }
  } catch (thrown) {
    // The library answers a wrong password and an unknown address with this status, and takes the same time for both.
    if (thrown instanceof Error && 'statusCode' in thrown && thrown.statusCode === 401) return null
    throw thrown
  }
}

/** The hash of a password, as the library stores it. */
export async function hashPassword(password: string): Promise<string> {
  const crypto = await import('better-auth/crypto')
  return crypto.hashPassword(password)
}

/** Whether a password belongs to a stored hash. */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const crypto = await import('better-auth/crypto')
  return crypto.verifyPassword({ hash, password })
}
