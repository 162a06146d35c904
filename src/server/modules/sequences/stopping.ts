import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { EndReason } from '../../../contract/sequences.ts'
import type { Tables } from '../../database/tables.ts'
import { type Leaving, leaveChange } from '../../kernel/changes.ts'
import { nowOf } from '../../kernel/job.ts'
import { hasOptedOut } from '../people/index.ts'

/**
 * Why a running enrolment `e` is to end, or null: they were reached or answered, an appointment was made, the deal ended, they
 * asked not to be contacted. Read wherever steps are shown, so that nobody is called after they have replied; what
 * it says is written down regularly (`stopAnswered`).
 */
export const reasonToStop: RawBuilder<EndReason | null> = sql<EndReason | null>`(case
  when ${hasOptedOut('person', 'e.person_id')} then 'opted_out'
  when exists (select from deals d where d.workspace_id = e.workspace_id and d.id = e.deal_id and d.outcome = 'won') then 'won'
  when exists (select from deals d where d.workspace_id = e.workspace_id and d.id = e.deal_id and d.outcome <> 'open')
    then 'deal_ended'
  when exists (select from appointment_people o
    join appointments t on t.workspace_id = o.workspace_id and t.id = o.appointment_id
    where o.workspace_id = e.workspace_id and o.person_id = e.person_id and t.created_at >= e.started_at
      and t.status <> 'cancelled') then 'meeting'
  else (
    select case when t.outcome = 'refused' then 'refused' else 'replied' end
    from touches t
    where t.workspace_id = e.workspace_id and t.occurred_at >= e.started_at
      and (t.direction = 'inbound' or t.outcome in ('reached', 'call_back', 'refused'))
      and (exists (select from touch_people o
          where o.workspace_id = t.workspace_id and o.touch_id = t.id and o.person_id = e.person_id)
        or (t.deal_id = e.deal_id and not exists (select from touch_people o
          where o.workspace_id = t.workspace_id and o.touch_id = t.id)))
      and t.id = any(array(
        select o.touch_id from touch_people o where o.workspace_id = e.workspace_id and o.person_id = e.person_id
        union all select x.id from touches x where x.workspace_id = e.workspace_id and x.deal_id = e.deal_id))
    order by t.occurred_at, t.id limit 1)
  end)`

/** After the last step one waits for a reply until the day that is kept as due; then it was that. */
function waitedOut(now: Date): RawBuilder<EndReason | null> {
  return sql<EndReason | null>`(select 'finished' from sequence_versions v
    where v.workspace_id = e.workspace_id and v.id = e.version_id and e.step > jsonb_array_length(v.steps)
      and e.due_on < (${now}::timestamptz at time zone 'UTC')::date)`
}

/** Ends the enrolments of which a reason says so: all of a workspace, or some. Returns how many ended. */
export async function stopAnswered(ctx: Leaving, which: RawBuilder<unknown> = sql`true`): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update enrolments u set ended_at = ${ctx.now}::timestamptz, end_reason = r.reason
    from (
      select x.id, x.reason from (
        select e.id, coalesce(${reasonToStop}, ${waitedOut(ctx.now)}) as reason from enrolments e
        where e.workspace_id = ${ctx.workspace.id} and e.ended_at is null and ${which}
      ) x where x.reason is not null limit 100000
    ) r
    where u.workspace_id = ${ctx.workspace.id} and u.id = r.id and u.ended_at is null returning u.id`.execute(ctx.tx)
  if (rows.length > 0) await leaveChange(ctx, { kind: 'enrolments', id: null, fields: [] })
  return rows.length
}

const everyMs = 2 * 60_000

/** Writes down now and then what has ended. Returns what ends it. */
export function stopAnsweredRegularly(db: Kysely<Tables>): () => void {
  // The next time tries again: until then nobody is shown a step that is not to be done any more.
  const timer = setInterval(() => void stopEverywhere(db).catch(() => {}), everyMs).unref()
  return () => clearInterval(timer)
}

async function stopEverywhere(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select w.id from workspaces w
    where exists (select from enrolments e where e.workspace_id = w.id and e.ended_at is null) limit 10000`.execute(db)
  for (const workspace of rows) {
    await db.transaction().execute(async (tx) => stopAnswered({ tx, workspace, now: await nowOf(tx) }))
  }
}
