import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { instant, nothing } from './primitives.ts'

export const userSession = z.strictObject({
  id: z.string(),
  /** What the browser said of itself. */
  userAgent: z.nullable(z.string()),
  /** The address it signed in from. */
  address: z.nullable(z.string()),
  signedInAt: instant,
  /** Kept at most hourly. */
  lastUsedAt: instant,
  expiresAt: instant,
  /** Whether it is the one that asks. */
  isCurrent: z.boolean(),
})
export type UserSession = z.infer<typeof userSession>

export const listSessions = endpoint({
  name: 'listSessions',
  method: 'GET',
  path: '/sessions',
  permission: 'user',
  summary: 'Where you are signed in, the latest first; the hundred latest.',
  output: z.strictObject({ items: z.array(userSession) }),
})

export const endSession = endpoint({
  name: 'endSession',
  method: 'DELETE',
  path: '/sessions/{id}',
  permission: 'user',
  summary: 'Signs you out somewhere else.',
  params: z.strictObject({ id: z.string().check(z.minLength(1), z.maxLength(100)) }),
  output: nothing,
})

export const endOtherSessions = endpoint({
  name: 'endOtherSessions',
  method: 'DELETE',
  path: '/sessions',
  permission: 'user',
  summary: 'Signs you out everywhere but here.',
  output: z.strictObject({ ended: z.int() }),
})
