import { sql } from 'kysely'
import type { QueryOf } from '../../../../contract/endpoint.ts'
import {
  type HoursFigure,
  type WorkKind,
  type showHours,
  sellingGroups,
  workKinds,
  works,
} from '../../../../contract/hours.ts'
import { type Context, startOfDay } from '../../../kernel/context.ts'
import { groupNames } from '../grouping.ts'
import { type Cell, figureOfHours } from './figure.ts'
import { lengthJoined, lengthTaken, lengthsOf, usualLengths } from './lengths.ts'
import { pieces, workingOf } from './pieces.ts'
import { slotsOf } from './slots.ts'

/** Where the recorded hours go. */
export async function hoursWorked(ctx: Context, query: QueryOf<typeof showHours>): Promise<HoursFigure> {
  const working = workingOf(ctx, query)
  const { from, to, asOf, knownAt } = working
  const slots = slotsOf(from, to, query.months)
  const lengths = await lengthsOf(ctx, working)
  const starts = slots.map((slot) => startOfDay(slot.from, ctx.workspace.timeZone).toISOString())
  const whole = { ...working, from: slots[0]?.from ?? from }
  const { rows } = await sql<Cell>`
    select q.slot - 1 as slot, q.kind, q.member_id as "memberId", sum(q.n)::int as n, sum(q.timed)::int as timed,
      sum(q.logged)::float8 as logged, sum(q.minutes)::float8 as minutes,
      coalesce(sum(q.minutes) filter (where q.kind = any(${sellingKinds}::text[])), 0)::float8 as selling
    from (
      select p.slot, p.kind, p.member_id, p.n, p.timed, p.logged, p.logged + (p.n - p.timed) * ${lengthTaken} as minutes
      from (
        select width_bucket(p.at, ${starts}::timestamptz[]) as slot, p.kind, p.member_id, count(*) as n,
          count(p.minutes) as timed, coalesce(sum(p.minutes), 0) as logged
        from ${pieces(ctx, whole, { isWhole: false })} p group by 1, 2, 3) p
      ${lengthJoined(lengths)}) q
    group by grouping sets ((q.slot, q.kind), (q.slot, q.member_id))
    order by 1, 2, 3 limit 1000000`.execute(ctx.tx)
  const found = figureOfHours({ from, to, slots, usual: usualLengths(lengths), cells: rows })
  const names = await groupNames(
    ctx,
    'owner',
    found.sellers.map(({ id }) => id),
  )
  return {
    from,
    to,
    asOf,
    knownAt: knownAt.toISOString(),
    ...found,
    sellers: found.sellers.map((seller) => ({ ...seller, name: names.get(seller.id) ?? '' })),
  }
}

export const sellingKinds: readonly WorkKind[] = workKinds.filter((kind) => sellingGroups.includes(works[kind].group))
