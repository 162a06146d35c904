import { sql } from 'kysely'
import { type Context, startOfDay, today } from '../../kernel/context.ts'
import { type Outlook, outlookOf } from '../measurement/index.ts'

/** More processes than this nobody sells by at once. */
const mostProcesses = 20

/** A stage in which deals count as stalled that have been in it since before a day. */
export interface StallingStage {
  readonly processId: string
  readonly stage: string
  readonly before: string
}

/** Where open deals of a seller ask for a look. */
export interface Neglected {
  readonly stalled: number
  readonly withoutNextStep: number
  readonly overdue: number
}

/** The stages of all processes with the day that tells which deals in them have stayed longer than nine of ten do. */
export async function stallingStages(ctx: Context): Promise<StallingStage[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from processes p where p.workspace_id = ${ctx.workspace.id}
    order by p.is_default desc, p.id limit ${mostProcesses}`.execute(ctx.tx)
  const now = Temporal.PlainDate.from(today(ctx))
  const found: StallingStage[] = []
  for (const { id } of rows) found.push(...stalledBefore(id, await outlookOf(ctx, id), now))
  return found
}

function stalledBefore(processId: string, outlook: Outlook | null, now: Temporal.PlainDate): StallingStage[] {
  return (outlook?.stages ?? []).flatMap(({ key, stalledAfter }) =>
    stalledAfter === null
      ? []
      : [{ processId, stage: key, before: now.subtract({ days: Math.floor(stalledAfter) }).toString() }],
  )
}

/** What there is to look at among the open deals of some sellers: one walk through the index of open deals by owner. */
export async function neglectedOf(
  ctx: Context,
  owners: readonly string[],
  stages: readonly StallingStage[],
): Promise<ReadonlyMap<string, Neglected>> {
  const { timeZone, id: workspace } = ctx.workspace
  const limits = stages.map(({ before, ...stage }) => ({ ...stage, before: startOfDay(before, timeZone) }))
  const { rows } = await sql<Neglected & { ownerId: string }>`
    with limits as materialized (
      select s.id as stage_id, l.before
      from jsonb_to_recordset(${JSON.stringify(limits)}::jsonb) as l ("processId" uuid, stage text, before timestamptz)
      join process_versions v on v.workspace_id = ${workspace} and v.process_id = l."processId"
      join stages s on s.workspace_id = v.workspace_id and s.version_id = v.id and s.key = l.stage
    )
    select d.owner_id as "ownerId", count(*) filter (where d.stage_entered_at < l.before) as stalled,
      count(*) filter (where d.next_step_on is null) as "withoutNextStep",
      count(*) filter (where d.next_step_on < ${today(ctx)}::date) as overdue
    from deals d left join limits l on l.stage_id = d.stage_id
    where d.workspace_id = ${workspace} and d.outcome = 'open' and d.owner_id = any(${owners}::uuid[])
    group by 1 limit ${owners.length + 1}`.execute(ctx.tx)
  return new Map(rows.map(({ ownerId, ...counts }) => [ownerId, counts]))
}
