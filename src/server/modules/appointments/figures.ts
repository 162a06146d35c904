import { sql } from 'kysely'
import type * as contract from '../../../contract/appointments.ts'
import type { OutputOf, QueryOf } from '../../../contract/endpoint.ts'
import { type CountedValue, newcombeDifference, quantile, wilson } from '../../../statistics/index.ts'
import { type Context, startOfDay, today } from '../../kernel/context.ts'
import { appointmentSeen, wasReminded } from './appointments.ts'

interface Counts {
  readonly status: string
  readonly reminded: boolean
  readonly count: number
  readonly moved: number
  readonly without_decider: number
}

const usualDays = 365

/** How appointments of a period went, and how soon the first one came. Counted by the day they were to be on. */
export async function appointmentFigures(
  ctx: Context,
  query: QueryOf<typeof contract.showAppointmentFigures>,
): Promise<OutputOf<typeof contract.showAppointmentFigures>> {
  const to = query.to ?? today(ctx)
  const from = query.from ?? Temporal.PlainDate.from(to).subtract({ days: usualDays }).toString()
  const period = { from, to, member: query.member }
  const rows = await countsIn(ctx, period)
  const sum = (status: string, reminded?: boolean) =>
    rows
      .filter((row) => row.status === status && (reminded === undefined || row.reminded === reminded))
      .reduce((total, { count }) => total + count, 0)
  const trials = (reminded?: boolean) => ({
    successes: sum('no_show', reminded),
    trials: sum('no_show', reminded) + sum('held', reminded),
  })
  const share = (reminded?: boolean) => {
    const { successes, trials: n } = trials(reminded)
    return { n, missed: successes, ...wilson(successes, n) }
  }
  const lead = await leadTimes(ctx, period)
  return {
    from,
    to,
    held: sum('held'),
    missed: sum('no_show'),
    cancelled: sum('cancelled'),
    unsettled: sum('proposed') + sum('confirmed'),
    moved: rows.reduce((total, { moved }) => total + moved, 0),
    withoutDecider: rows.reduce((total, { without_decider }) => total + without_decider, 0),
    all: share(),
    reminded: share(true),
    notReminded: share(false),
    difference: newcombeDifference(trials(true), trials(false)),
    leadTime: {
      n: lead.reduce((total, { count }) => total + count, 0),
      lower: quantile(lead, 0.25),
      median: quantile(lead, 0.5),
      upper: quantile(lead, 0.75),
    },
  }
}

interface Period {
  readonly from: string
  readonly to: string
  readonly member: string | undefined
}

function inPeriod(ctx: Context, { from, to, member }: Period) {
  const { timeZone } = ctx.workspace
  return sql`t.workspace_id = ${ctx.workspace.id} and t.starts_at >= ${startOfDay(from, timeZone)}
    and t.starts_at < least(${startOfDay(to, timeZone, 1)}::timestamptz, ${ctx.now}::timestamptz)
    ${member === undefined ? sql`` : sql`and t.owner_id = ${member}`} and ${appointmentSeen(ctx)}`
}

async function countsIn(ctx: Context, period: Period): Promise<readonly Counts[]> {
  const { rows } = await sql<Counts>`
    select x.status, x.reminded, count(*)::int as count, count(*) filter (where x.moved_times > 0)::int as moved,
      count(*) filter (where x.without_decider is not null)::int as without_decider
    from (select t.status, t.moved_times, t.without_decider, ${wasReminded} as reminded
      from appointments t where ${inPeriod(ctx, period)}) x
    group by x.status, x.reminded limit 100`.execute(ctx.tx)
  return rows
}

/** Days from the first touch of a deal to its first appointment held in the period, and how many took so long. */
async function leadTimes(ctx: Context, period: Period): Promise<readonly CountedValue[]> {
  const zone = ctx.workspace.timeZone
  const { rows } = await sql<CountedValue>`
    select x.value, count(*)::int as count from (
      select ((h.first at time zone ${zone})::date - (f.first at time zone ${zone})::date) as value
      from (select t.deal_id, min(t.starts_at) as first from appointments t
        where ${inPeriod(ctx, period)} and t.status = 'held' and t.deal_id is not null group by t.deal_id) h
      cross join lateral (select min(o.occurred_at) as first from touches o
        where o.workspace_id = ${ctx.workspace.id} and o.deal_id = h.deal_id) f
      where f.first <= h.first
        and not exists (select from appointments e where e.workspace_id = ${ctx.workspace.id} and e.deal_id = h.deal_id
          and e.status = 'held' and e.starts_at < h.first)) x
    group by x.value order by x.value limit 10000`.execute(ctx.tx)
  return rows
}
