import { sql } from 'kysely'
import type * as contract from '../../../contract/appointment-figures.ts'
import type { QueryOf } from '../../../contract/endpoint.ts'
import { type CountedValue, newcombeDifference, quantile, wilson } from '../../../statistics/index.ts'
import type { Context } from '../../kernel/context.ts'
import { type Counting, countedAppointments, countingOf, firstHeld } from './counted.ts'

interface Counts {
  readonly status: contract.CountedAppointment['status']
  readonly reminded: boolean
  readonly count: number
  readonly moved: number
  readonly without_decider: number
}

/** How appointments of a period went, and how soon the first one came. Counted by the day they were to be on. */
export async function appointmentFigures(
  ctx: Context,
  query: QueryOf<typeof contract.showAppointmentFigures>,
): Promise<contract.AppointmentFigure> {
  const counting = countingOf(ctx, query)
  const rows = await countsOf(ctx, counting)
  const sum = (status: Counts['status'], reminded?: boolean) =>
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
  const lead = await leadTimes(ctx, counting)
  const { from, to, asOf, knownAt } = counting
  return {
    from,
    to,
    asOf,
    knownAt: knownAt.toISOString(),
    n: rows.reduce((total, { count }) => total + count, 0),
    held: sum('held'),
    missed: sum('no_show'),
    cancelled: sum('cancelled'),
    unsettled: sum(null),
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

async function countsOf(ctx: Context, counting: Counting): Promise<readonly Counts[]> {
  const { rows } = await sql<Counts>`
    select c.status, c.reminded, count(*)::int as count, count(*) filter (where c.was_moved)::int as moved,
      count(*) filter (where c.without_decider)::int as without_decider
    from ${countedAppointments(ctx, counting)} c group by c.status, c.reminded limit 100`.execute(ctx.tx)
  return rows
}

/** Days from the first touch of a deal to its first appointment held, where that was in the period, and how many took so long. */
async function leadTimes(ctx: Context, counting: Counting): Promise<readonly CountedValue[]> {
  const zone = ctx.workspace.timeZone
  const { rows } = await sql<CountedValue>`
    select x.value, count(*)::int as count from (
      select (c.starts_at at time zone ${zone})::date - (c.touched_at at time zone ${zone})::date as value
      from ${firstHeld(ctx, counting)} c) x
    group by x.value order by x.value limit 10000`.execute(ctx.tx)
  return rows
}
