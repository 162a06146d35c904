import type { QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/forecast.ts'
import type { Context } from '../../kernel/context.ts'
import { rateTable } from '../currencies/index.ts'
import { figure, groupNames, groupingOf, scopeOf } from '../measurement/index.ts'
import { fiscalFirstMonth } from '../quotas/index.ts'
import { latestCommit } from './commits.ts'
import { aheadOf, quarterOf } from './periods.ts'
import { slotsOf } from './slots.ts'
import { ownersOf } from './stands.ts'

/** What is expected to be won by a day, with what somebody said it will be. */
export async function showForecast(
  ctx: Context,
  query: QueryOf<typeof contract.showForecast>,
): Promise<contract.Forecast> {
  const { from, until, team, by, most, ...filters } = query
  const scope = scopeOf(ctx, filters)
  const quarter = quarterOf(scope.asOf, await fiscalFirstMonth(ctx, scope.knownAt))
  const days = { from: from ?? quarter.from, until: aheadOf(scope.asOf, until ?? quarter.until) }
  const grouping = by === undefined ? null : await groupingOf(ctx, { by })
  const owners = await ownersOf(ctx, undefined, team)
  const asked = { scope, owners, slots: await slotsOf(ctx), rates: await rateTable(ctx, scope.knownAt), grouping, most }
  const found = await figure(ctx, 'forecast', { ...asked, ...days })
  const names =
    by === undefined
      ? new Map<string, string>()
      : await groupNames(
          ctx,
          by,
          found.groups.map(({ key }) => key),
        )
  return {
    ...found,
    from: days.from,
    groups: found.groups
      .map((group) => ({ ...group, name: names.get(group.key) ?? null }))
      .toSorted((one, other) => other.total.expected - one.total.expected),
    deals: await named(ctx, found.deals),
    commit: await latestCommit(ctx, days, { ownerId: scope.owner ?? null, teamId: team ?? null }, scope.knownAt),
  }
}

type Carrying = Omit<contract.Forecast['deals'][number], 'name'>

async function named(ctx: Context, deals: readonly Carrying[]): Promise<contract.Forecast['deals']> {
  if (deals.length === 0) return []
  const rows = await ctx.tx
    .selectFrom('deals')
    .select(['id', 'name'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where(
      'id',
      'in',
      deals.map(({ id }) => id),
    )
    .limit(100)
    .execute()
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return deals.flatMap((deal) => {
    const name = names.get(deal.id)
    return name === undefined ? [] : [{ ...deal, name }]
  })
}

/** Half a year of weeks whose days are over. */
const usualWeeks = 26
/** Two years of weeks, and no more. */
const mostWeeks = 104

export async function backTest(
  ctx: Context,
  query: QueryOf<typeof contract.backTestForecast>,
): Promise<contract.BackTest> {
  const { first, last, days, ...filters } = query
  const scope = scopeOf(ctx, filters)
  // On Mondays, so that whoever asks on another day is told of the same dates.
  const over = Temporal.PlainDate.from(scope.asOf).subtract({ days })
  const latest = over.subtract({ days: over.dayOfWeek - 1 })
  const asked = last === undefined || last > scope.asOf ? latest : Temporal.PlainDate.from(last)
  const weeks = Math.min(mostWeeks, Math.max(0, first === undefined ? usualWeeks : weeksFrom(first, asked)))
  const begin = asked.subtract({ weeks })
  const rates = await rateTable(ctx, scope.knownAt)
  const range = { first: begin.toString(), last: asked.toString(), horizon: days }
  return figure(ctx, 'backTest', { scope, slots: await slotsOf(ctx), rates, ...range })
}

function weeksFrom(first: string, last: Temporal.PlainDate): number {
  return Math.floor(Temporal.PlainDate.from(first).until(last, { largestUnit: 'days' }).days / 7)
}
