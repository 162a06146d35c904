import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Tables } from '../../database/tables.ts'

const hourMs = 3_600_000
// In pieces, so that no deletion holds its locks for long.
const piece = 5_000

/** Facts whose last day is over, where the workspace is. */
const expired = sql`
  select f.ctid from dossier_facts f join workspaces w on w.id = f.workspace_id
  where f.expires_on < (now() at time zone w.time_zone)::date limit ${piece}`

/** Facts of private life that no statement covers any more. */
const notStated = sql`
  select f.ctid from dossier_facts f
  where f.is_private and not exists (
    select from (
      select s.kinds from private_statements s where s.workspace_id = f.workspace_id
      order by s.stated_at desc, s.id desc limit 1) s
    where f.kind = any(s.kinds)) limit ${piece}`

/** Erases facts every hour that may not be kept any longer, beside everything else; returns what ends it. */
export function eraseExpiredHourly(db: Kysely<Tables>): () => void {
  // The next hour tries again: what is expired is shown to nobody while it lies there.
  const timer = setInterval(() => void eraseExpired(db).catch(() => {}), hourMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** Goes across workspaces, as nothing but the day and the statement decide. */
export async function eraseExpired(db: Kysely<Tables>): Promise<void> {
  await erase(db, expired)
  await erase(db, notStated)
}

async function erase(db: Kysely<Tables>, which: RawBuilder<unknown>): Promise<void> {
  for (let erased = piece; erased === piece; ) {
    const { numAffectedRows = 0n } = await sql`delete from dossier_facts where ctid = any(array(${which}))`.execute(db)
    erased = Number(numAffectedRows)
  }
}
