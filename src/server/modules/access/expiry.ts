import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../database/tables.ts'

// In pieces, so that no deletion holds its locks for long.
const piece = 5_000

const expired = [
  sql`delete from idempotency_keys where ctid = any(array(
    select ctid from idempotency_keys where created_at < now() - interval '24 hours' limit ${piece}))`,
  sql`delete from sessions where ctid = any(array(select ctid from sessions where expires_at < now() limit ${piece}))`,
  sql`delete from verifications where ctid = any(array(
    select ctid from verifications where expires_at < now() limit ${piece}))`,
  sql`delete from sign_in_attempts where ctid = any(array(
    select ctid from sign_in_attempts where window_ends_at < now() limit ${piece}))`,
  // Long enough to notice a slip; after that the words are gone, as whoever deleted them expects.
  sql`delete from notes where ctid = any(array(
    select ctid from notes where deleted_at < now() - interval '30 days' limit ${piece}))`,
  sql`delete from files where ctid = any(array(
    select ctid from files where deleted_at < now() - interval '30 days' limit ${piece}))`,
]

/**
 * Deletes what has served its time: answers kept for repeated requests, sessions that ended, counts of failed sign-ins, and
 * the notes and files that were deleted a month ago.
 */
export async function deleteExpired(db: Kysely<Tables>): Promise<void> {
  for (const statement of expired) {
    for (let deleted = piece; deleted === piece; ) {
      const { numAffectedRows = 0n } = await statement.execute(db)
      deleted = Number(numAffectedRows)
    }
  }
}

const hourMs = 3_600_000

/** Deletes what is expired every hour, beside everything else; returns what ends it. */
export function expireHourly(db: Kysely<Tables>): () => void {
  // The next hour tries again: what is expired counts for nothing while it lies there.
  const timer = setInterval(() => void deleteExpired(db).catch(() => {}), hourMs)
  timer.unref()
  return () => clearInterval(timer)
}
