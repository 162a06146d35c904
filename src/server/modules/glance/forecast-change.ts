import { sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/glance.ts'
import { forecastParts } from '../../../contract/glance.ts'
import { type Context, today } from '../../kernel/context.ts'
import { type Named, namedBy } from '../../kernel/named.ts'
import { seen } from '../../kernel/seen.ts'
import { rateTable } from '../currencies/index.ts'
import { aheadOf, ownersOf, quarterOf, slotsOf } from '../forecast/index.ts'
import { type StagePlace, figure, scopeOf } from '../measurement/index.ts'
import { fiscalFirstMonth } from '../quotas/index.ts'
import { sinceOf } from './clocks.ts'

const mostDeals = 100

type Query = QueryOf<typeof contract.showForecastChange>

/** Why what is expected of this quarter is another sum than at the end of an earlier day, or of the last one before the quarter. */
export async function showForecastChange(ctx: Context, query: Query): Promise<contract.ForecastChange> {
  const { found, since, days } = await changeOf(ctx, query, null)
  const { isEnough, beforeMinor, nowMinor } = found
  const parts = found.parts.toSorted(
    (one, other) => forecastParts.indexOf(one.part) - forecastParts.indexOf(other.part),
  )
  const { currency } = ctx.workspace
  return { asOf: today(ctx), since: since.day, ...days, currency, isEnough, beforeMinor, nowMinor, parts }
}

/** The deals of one part, those first that changed it most. */
export async function listForecastChange(ctx: Context, query: QueryOf<typeof contract.listForecastChange>) {
  const { found } = await changeOf(ctx, query, query.part)
  const deals = await dealsNamed(
    ctx,
    found.deals.map(({ id }) => id),
  )
  return {
    currency: ctx.workspace.currency,
    count: found.parts.find(({ part }) => part === query.part)?.deals ?? 0,
    items: found.deals.flatMap(({ id, ...change }) => {
      const deal = deals.get(id)
      return deal ? [{ deal, ...change }] : []
    }),
  }
}

async function changeOf(ctx: Context, query: Query, part: contract.ForecastPart | null) {
  const scope = scopeOf(ctx, {})
  const quarter = quarterOf(scope.asOf, await fiscalFirstMonth(ctx, scope.knownAt))
  const days = { from: quarter.from, until: aheadOf(scope.asOf, quarter.until) }
  const eve = Temporal.PlainDate.from(days.from).subtract({ days: 1 }).toString()
  const since = sinceOf(ctx, query, eve)
  const owners = await ownersOf(ctx, query.owner, query.team)
  const stages = { slots: await slotsOf(ctx), order: await orderOf(ctx) }
  const asked = { scope, ...stages, rates: await rateTable(ctx, scope.knownAt), owners, ...days }
  const before = scopeOf(ctx, { as_of: since.day, known_at: since.knownAt.toISOString() })
  const ratesBefore = await rateTable(ctx, before.knownAt)
  const found = await figure(ctx, 'forecastChange', { ...asked, before, ratesBefore, part, most: mostDeals })
  return { found, since, days }
}

/** Where each stage stands in its version. */
async function orderOf(ctx: Context): Promise<StagePlace[]> {
  const { rows } = await sql<StagePlace>`
    select id, version_id as "versionId", key, position from stages
    where workspace_id = ${ctx.workspace.id} limit 5000`.execute(ctx.tx)
  return rows
}

interface DealRow {
  readonly id: string
  readonly name: string
  readonly owner: Named | null
  readonly currency: string
  readonly amountMinor: number | null
}

async function dealsNamed(ctx: Context, ids: readonly string[]): Promise<ReadonlyMap<string, DealRow>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<DealRow>`
    select d.id, d.name, d.currency, d.amount_minor as "amountMinor", ${namedBy('members', 'd.owner_id')} as owner from deals d
    where d.workspace_id = ${ctx.workspace.id} and d.id = any(${ids}::uuid[]) and ${seen(ctx.actor, sql.ref('d.owner_id'))}
    limit ${mostDeals}`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.id, row]))
}
