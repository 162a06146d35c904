import { type Kysely, sql } from 'kysely'
import type { Distribution } from '../../../contract/distribution.ts'
import type { Tables } from '../../database/tables.ts'
import { closedDaysOf } from '../../kernel/closed-days.ts'
import type { Workspace } from '../../kernel/context.ts'
import { workingDaysBefore } from '../../kernel/working-days.ts'
import { countryOfWorkspace } from '../people/index.ts'
import { type Running, runDistribution } from './run.ts'
import { type Handed, tellSellers } from './told.ts'

const minuteMs = 60_000

interface Due {
  readonly workspace: Workspace
  readonly list_id: string
  readonly now: Date
}

/** Takes back what was not worked in time and hands out what is new, on every list whose rules say so. */
export async function distributeDue(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<Due>`
    select json_build_object('id', w.id, 'slug', w.slug, 'language', w.language, 'currency', w.currency,
      'timeZone', w.time_zone) as workspace, l.id as list_id, now() as now
    from lists l join workspaces w on w.id = l.workspace_id
    where l.distribution is not null and l.closed_at is null
      and (l.distribution -> 'automatic' = 'true' or l.distribution -> 'takeBackDays' <> 'null')`.execute(db)
  for (const { workspace, list_id, now } of rows) {
    await db.transaction().execute((tx) => keepDistributed({ tx, workspace, now }, list_id))
  }
}

/** The same every minute, beside everything else; returns what ends it. */
export function distributeRegularly(db: Kysely<Tables>): () => void {
  // The next minute tries again: until then the list stands as it stood.
  const timer = setInterval(() => void distributeDue(db).catch(() => {}), minuteMs)
  timer.unref()
  return () => clearInterval(timer)
}

async function keepDistributed(ctx: Running, listId: string): Promise<void> {
  // Of two processes that come at once, one goes on.
  const { rows } = await sql<{ distribution: Distribution }>`
    select l.distribution from lists l where l.workspace_id = ${ctx.workspace.id} and l.id = ${listId}
      and l.distribution is not null for update skip locked`.execute(ctx.tx)
  const [list] = rows
  if (!list) return
  if (list.distribution.takeBackDays !== null) await takeBackIdle(ctx, listId, list.distribution.takeBackDays)
  if (list.distribution.automatic) await runDistribution(ctx, listId, list.distribution)
}

async function takeBackIdle(ctx: Running, listId: string, workingDays: number): Promise<void> {
  const { timeZone } = ctx.workspace
  const country = countryOfWorkspace(ctx.workspace)
  const since = workingDaysBefore(ctx.now, workingDays, timeZone, country, await closedDaysOf(ctx))
  const { rows } = await sql<Handed>`
    with idle as (
      select p.id, p.owner_id from prospects p
      where p.workspace_id = ${ctx.workspace.id} and p.list_id = ${listId} and p.state = 'waiting'
        and p.owner_id is not null and p.handed_at <= ${since} and (p.worked_at is null or p.worked_at < p.handed_at)
        and (p.held_until is null or p.held_until <= ${ctx.now})
      for update of p skip locked),
    back as (
      update prospects p set owner_id = null, handed_at = null, taken_from = i.owner_id, version = p.version + 1
      from idle i where p.workspace_id = ${ctx.workspace.id} and p.id = i.id)
    select i.owner_id as "memberId", count(*) as count from idle i group by i.owner_id`.execute(ctx.tx)
  await tellSellers(ctx, listId, 'taken_back', rows)
}
