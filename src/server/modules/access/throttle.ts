import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { fail } from '../../kernel/fail.ts'
import { sha256 } from '../../kernel/key.ts'

const windowMinutes = 15
// One person mistyping is let through; a list of passwords is not. An account is slowed as a whole only far above what one address may try, so that a stranger cannot lock its owner out with a few guesses.
const limits = { pair: 10, account: 100, address: 100 }

interface Attempt {
  readonly key: string
  readonly limit: number
}

function attempts(email: string, address: string): Attempt[] {
  const from = network(address)
  return [
    { key: sha256(`pair ${email} ${from}`).toString('hex'), limit: limits.pair },
    { key: sha256(`account ${email}`).toString('hex'), limit: limits.account },
    { key: sha256(`address ${from}`).toString('hex'), limit: limits.address },
  ]
}

/**
 * Counts a sign-in before it is tried, so that many at the same moment are counted too, and refuses it when there were too
 * many failed ones, whether the account exists or not. What is refused is not counted.
 */
export async function countAttempt(db: Kysely<Tables>, email: string, address: string): Promise<void> {
  const tried = attempts(email, address)
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ key: string; failures: number; seconds: number }>`
      insert into sign_in_attempts as a (key, failures, window_ends_at)
      select key, 1, now() + make_interval(mins => ${windowMinutes})
      from unnest(${tried.map(({ key }) => key)}::text[]) as key order by key
      on conflict (key) do update set
        failures = case when a.window_ends_at > now() then a.failures + 1 else 1 end,
        window_ends_at = case when a.window_ends_at > now() then a.window_ends_at else excluded.window_ends_at end
      returning key, failures, ceil(extract(epoch from window_ends_at - now()))::int as seconds`.execute(tx)
    const over = rows.filter((row) => tried.some(({ key, limit }) => key === row.key && row.failures > limit))
    if (over.length > 0)
      fail('too_many_requests', { retryAfterSeconds: Math.max(1, ...over.map(({ seconds }) => seconds)) })
  })
}

/** A sign-in that succeeded was no guess, and forgives the failed ones of this pair. */
export async function forgive(db: Kysely<Tables>, email: string, address: string): Promise<void> {
  const keys = attempts(email, address).map(({ key }) => key)
  // Locked in the order in which they are counted: else two of them could wait for each other.
  await sql`
    with mine as (select key from sign_in_attempts where key = any(${keys}::text[]) order by key for update)
    update sign_in_attempts a set failures = case when a.key = ${keys[0]} then 0 else a.failures - 1 end
    from mine where mine.key = a.key`.execute(db)
}

/** Who rents an IPv6 network has 2^64 addresses: they count as one. */
function network(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address
  const groups = (address.split('::')[0] ?? '').split(':')
  return Array.from({ length: 4 }, (_, at) => groups[at] || '0').join(':')
}
