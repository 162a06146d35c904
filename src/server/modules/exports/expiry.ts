import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../database/tables.ts'

const hourMs = 3_600_000

/** Deletes files whose day is over, and archives that were taken in or refused a day ago, every hour; returns what ends it. */
export function expireExportsHourly(db: Kysely<Tables>): () => void {
  // The next hour tries again: what is expired is shown to nobody while it lies there.
  const timer = setInterval(() => void deleteExpiredExports(db).catch(() => {}), hourMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** Goes across workspaces, as nothing but the hour decides. */
export async function deleteExpiredExports(db: Kysely<Tables>): Promise<void> {
  await sql`delete from exports where expires_at < now()`.execute(db)
  await sql`
    delete from restore_pieces p using restores r
    where r.workspace_id = p.workspace_id and r.id = p.restore_id and r.status in ('done', 'failed')
      and r.finished_at < now() - interval '1 day'`.execute(db)
}
