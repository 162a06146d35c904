import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { leaveChange } from '../../kernel/changes.ts'
import { type JobHandler, type JobHandlers, nowOf, workspaceOf } from '../../kernel/job.ts'
import { type Ranking, rankEntries } from './ranking.ts'

const hourMs = 3_600_000
const firstId = '00000000-0000-0000-0000-000000000000'

/**
 * Ranks those anew whose reasons no longer hold: a week or a month has passed since they were listed, or the base has
 * learned a number, an address or a title since.
 */
export async function rankLapsed(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ workspace: Ranking['workspace']; now: Date }>`
    select json_build_object('id', w.id, 'slug', w.slug, 'language', w.language, 'currency', w.currency,
      'timeZone', w.time_zone) as workspace, now() as now
    from workspaces w
    where exists (select 1 from lists l where l.workspace_id = w.id and l.closed_at is null)`.execute(db)
  for (const { workspace, now } of rows) {
    for (let last: string | null = firstId; last !== null; ) {
      const after: string = last
      last = await db
        .transaction()
        .execute((tx) => rankEntries({ tx, workspace, now }, sql`p.id > ${after} and ${lapsed(now)}`))
    }
  }
}

function lapsed(now: Date) {
  const since = (table: 'people' | 'companies' | 'households', key: string) => sql`exists (
    select 1 from ${sql.table(table)} b where b.workspace_id = p.workspace_id and b.id = ${sql.ref(key)}
      and b.updated_at > p.ranked_at)`
  return sql`p.state = 'waiting' and (p.lapses_on <= ${now}::date or ${since('people', 'p.person_id')}
    or ${since('companies', 'p.company_id')} or ${since('households', 'p.household_id')})`
}

/** Ranks anew every hour, beside everything else; returns what ends it. */
export function rankHourly(db: Kysely<Tables>): () => void {
  // The next hour tries again: until then the list stands as it stood.
  const timer = setInterval(() => void rankLapsed(db).catch(() => {}), hourMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** What ranking goes by has changed: everybody who waits is ranked anew. Begun again from the first, it does no harm. */
const rankAll: JobHandler = async ({ workspaceId, db, signal }) => {
  const workspace = await workspaceOf(db, workspaceId)
  if (!workspace) return 'done'
  const now = await nowOf(db)
  for (let last: string | null = firstId; last !== null; ) {
    if (signal.aborted) return 'later'
    const after: string = last
    last = await db.transaction().execute(async (tx) => {
      const ctx = { tx, workspace, now }
      const next = await rankEntries(ctx, sql`p.id > ${after} and p.state in ('waiting', 'set_aside')`)
      if (next === null) await leaveChange(ctx, { kind: 'prospects', id: null, fields: [] })
      return next
    })
  }
  return 'done'
}

export const rankingJobs: JobHandlers = { 'prospects.rank': rankAll }
