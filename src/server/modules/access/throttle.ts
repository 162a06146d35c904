import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { fail } from '../../kernel/fail.ts'

const windowMinutes = 15
// One person mistyping is let through; a list of passwords is not. An account is slowed as a whole only far above what one address may try, so that a stranger cannot lock its owner out with a few guesses.
const limits = { pair: 10, account: 100, address: 100 }

interface Attempt {
  readonly key: string
  readonly limit: number
}

function attempts(email: string, address: string): Attempt[] {
  return [
    { key: hashed(`pair ${email} ${address}`), limit: limits.pair },
    { key: hashed(`account ${email}`), limit: limits.account },
    { key: hashed(`address ${address}`), limit: limits.address },
  ]
}

/** Refuses a sign-in that comes after too many failed ones, whether the account exists or not. */
export async function requireNotThrottled(db: Kysely<Tables>, email: string, address: string): Promise<void> {
  const tried = attempts(email, address)
  const rows = await db
    .selectFrom('sign_in_attempts')
    .select(['key', 'failures', sql<number>`ceil(extract(epoch from window_ends_at - now()))::int`.as('seconds')])
    .where('key', '=', (make) => make.fn.any(make.val(tried.map((attempt) => attempt.key))))
    .where('window_ends_at', '>', sql<Date>`now()`)
    .execute()
  const over = rows.filter((row) => tried.some((attempt) => attempt.key === row.key && row.failures >= attempt.limit))
  if (over.length > 0) fail('too_many_requests', { retryAfterSeconds: Math.max(1, ...over.map((row) => row.seconds)) })
}

/** Counts a failed sign-in. */
export async function noteFailure(db: Kysely<Tables>, email: string, address: string): Promise<void> {
  const keys = attempts(email, address).map((attempt) => attempt.key)
  await sql`
    insert into sign_in_attempts (key, failures, window_ends_at)
    select key, 1, now() + make_interval(mins => ${windowMinutes}) from unnest(${keys}::text[]) as key order by key
    on conflict (key) do update set
      failures = case when sign_in_attempts.window_ends_at > now() then sign_in_attempts.failures + 1 else 1 end,
      window_ends_at = case when sign_in_attempts.window_ends_at > now() then sign_in_attempts.window_ends_at else excluded.window_ends_at end`.execute(
    db,
  )
}

/** A sign-in that succeeded forgives the failed ones of this pair. */
export async function forgive(db: Kysely<Tables>, email: string, address: string): Promise<void> {
  await db
    .deleteFrom('sign_in_attempts')
    .where('key', '=', hashed(`pair ${email} ${address}`))
    .execute()
}

function hashed(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
