import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { JobHandlers } from '../../kernel/job.ts'
import { newId } from '../../kernel/id.ts'
import { mergeJob, runMerge } from './merge-run.ts'
import { undoableDays } from './merge-store.ts'
import { runScan, scanJob } from './scan.ts'

export const duplicateJobs: JobHandlers = { [scanJob]: runScan, [mergeJob]: runMerge }

const pauseMs = 5 * 60_000

/** Every few minutes looks at what was changed, in the workspaces where something was; returns what ends it. */
export function scanRegularly(db: Kysely<Tables>): () => void {
  // The next time tries again: until then the list stands as it stood.
  const timer = setInterval(
    () =>
      void askForScans(db)
        .then(() => forgetMerges(db))
        .catch(() => {}),
    pauseMs,
  )
  timer.unref()
  return () => clearInterval(timer)
}

/** Asks for a scan wherever rows were changed since the last one, or in one workspace, unless one is asked for already. */
export async function askForScans(db: Kysely<Tables>, workspaceId: string | null = null): Promise<void> {
  const isNew = (table: 'companies' | 'people' | 'households', kind: string) => sql`exists (
    select 1 from ${sql.table(table)} t where t.workspace_id = w.id and t.updated_at > coalesce((
      select s.reached_at from likeness_scans s where s.workspace_id = w.id and s.kind = ${kind}), '-infinity'))`
  const { rows } = await sql<{ id: string }>`
    select w.id from workspaces w
    where ${workspaceId === null ? sql`true` : sql`w.id = ${workspaceId}`}
      and not exists (select 1 from outbox o where o.workspace_id = w.id and o.kind = ${scanJob} and o.done_at is null)
      and (${isNew('companies', 'company')} or ${isNew('people', 'person')} or ${isNew('households', 'household')})
    limit 1000`.execute(db)
  if (rows.length === 0) return
  await sql`
    insert into outbox (workspace_id, id, kind, payload, created_at)
    select a.workspace_id, a.id, ${scanJob}, '{}', now()
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(() => newId())}::uuid[]) as a (workspace_id, id)`.execute(
    db,
  )
}

/** What merges kept to be taken back goes when they cannot be any more: it holds what rows said before. */
export async function forgetMerges(db: Kysely<Tables>): Promise<void> {
  await sql`
    delete from merge_parts p using merges m
    where m.workspace_id = p.workspace_id and m.id = p.merge_id and m.created_at < now() - make_interval(days => ${undoableDays})`.execute(
    db,
  )
}
