import { type RawBuilder, sql } from 'kysely'
import type { BodyOf, QueryOf } from '../../../../contract/endpoint.ts'
import * as contract from '../../../../contract/life-cycle.ts'
import { type Context, dayOf, startOfDay } from '../../../kernel/context.ts'
import { newId } from '../../../kernel/id.ts'
import { requireReferences } from '../../../kernel/references.ts'
import { seen } from '../../../kernel/seen.ts'
import { factTypes, standing, standingTypes } from '../../deals/index.ts'
import { figure } from '../figures.ts'
import { type Scope, momentOf, scopeOf } from '../scope.ts'
import type { Discounts, ToldLife } from './figure.ts'

/** Where each product stands: the most sold first. */
export async function showLifeCycle(ctx: Context, query: QueryOf<typeof contract.showLifeCycle>) {
  const scope = scopeOf(ctx, query)
  const names = await productsOf(ctx)
  const productIds = [...names.keys()]
  const { from, lives } = await figure(ctx, 'lifeCycle', {
    scope,
    productIds,
    discounts: await discountsOf(ctx, scope),
  })
  const said = await saidPhases(ctx, scope)
  const items = lives
    .toSorted((one, other) => other.n - one.n)
    .slice(0, contract.mostProducts)
    .map(({ past, ...life }): contract.ProductLife => {
      const override = said.get(life.productId)
      return {
        ...life,
        signs: [...life.signs],
        quarters: [...life.quarters],
        name: names.get(life.productId) ?? '',
        override: override ? judged(ctx, override, past) : null,
      }
    })
  const until = lives[0]?.past.at(-1)?.to ?? scope.asOf
  return { asOf: scope.asOf, knownAt: scope.knownAt.toISOString(), from, until, items }
}

/** How what a manager said did in the quarters that ended since: where the sales said anything. */
function judged(ctx: Context, said: Said, past: ToldLife['past']) {
  const day = dayOf(said.recorded_at, ctx.workspace.timeZone)
  const since = past.filter(({ to, phase }) => to > day && phase !== null)
  return {
    phase: said.phase,
    reason: said.reason,
    recordedAt: said.recorded_at.toISOString(),
    recordedBy: said.recorded_by,
    quarters: since.length,
    agreed: since.filter(({ phase }) => phase === said.phase).length,
  }
}

export async function sayPhase(ctx: Context, { productId, phase, reason }: BodyOf<typeof contract.sayPhase>) {
  await requireReferences(ctx, { productId: 'products' }, { productId })
  await ctx.tx
    .insertInto('product_phases')
    .values({
      workspace_id: ctx.workspace.id,
      id: newId(),
      product_id: productId,
      phase,
      reason,
      recorded_at: ctx.now,
      recorded_by: ctx.actor.kind === 'member' ? ctx.actor.id : null,
    })
    .execute()
  return {}
}

// A catalogue; who has more of them sees those that were made last.
const mostRead = 2_000

async function productsOf(ctx: Context): Promise<Map<string, string>> {
  const rows = await ctx.tx
    .selectFrom('products')
    .select(['id', 'name'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('active', '=', true)
    .orderBy('id', 'desc')
    .limit(mostRead)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

interface Said {
  readonly product_id: string
  readonly phase: contract.ProductLife['phase'] & string
  readonly reason: string
  readonly recorded_at: Date
  readonly recorded_by: string | null
}

/** What managers had said last of each product. */
async function saidPhases(ctx: Context, scope: Scope): Promise<Map<string, Said>> {
  const { rows } = await sql<Said>`
    select p.product_id, p.phase, p.reason, p.recorded_at, m.name as recorded_by
    from (
      select distinct on (product_id) * from product_phases
      where workspace_id = ${ctx.workspace.id} and recorded_at <= ${momentOf(ctx, scope)}
      order by product_id, recorded_at desc, id desc
    ) p
    left join members m on m.workspace_id = ${ctx.workspace.id} and m.id = p.recorded_by
    where p.phase is not null limit ${mostRead}`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.product_id, row]))
}

const yearsRead = 4
// Products by days on which they were sold below or at a list price.
const mostDays = 200_000

/**
 * How far below the list price won lines were sold: the price on the list it came from, else the product's own in the same
 * currency. Lines without any are not read.
 */
async function discountsOf(ctx: Context, scope: Scope): Promise<Discounts[]> {
  const workspace = ctx.workspace.id
  const { timeZone } = ctx.workspace
  const { rows } = await sql<{ product_id: string; day: string; lines: number; sum: number; squares: number }>`
    select product_id, day, count(*)::int as lines, sum(depth)::float8 as sum, sum(depth * depth)::float8 as squares
    from (
      select l.product_id, (d.won_at at time zone ${timeZone})::date as day,
        1 - l.price_minor::float8 / coalesce(p.price_minor, i.price_minor) as depth
      from ${wonDeals(ctx, scope)} d
      join deal_lines l on l.workspace_id = ${workspace} and l.deal_id = d.id
      join products i on i.workspace_id = ${workspace} and i.id = l.product_id
      left join prices p on p.workspace_id = ${workspace} and p.price_list_id = l.price_list_id and p.product_id = l.product_id
      where coalesce(p.price_minor, case when i.currency = d.currency then i.price_minor end) > 0
    ) sold group by product_id, day limit ${mostDays}`.execute(ctx.tx)
  return rows.map((row) => ({
    productId: row.product_id,
    day: row.day,
    lines: row.lines,
    sum: row.sum,
    squares: row.squares,
  }))
}

/** The deals that stood as won, with the moment: as they are, or as their facts had told it by both clocks. */
function wonDeals(ctx: Context, { asOf, knownAt, current }: Scope): RawBuilder<unknown> {
  const { timeZone } = ctx.workspace
  const years = Temporal.PlainDate.from(asOf).subtract({ years: yearsRead + 1 })
  const [from, until] = [startOfDay(years.toString(), timeZone), startOfDay(asOf, timeZone, 1)]
  const moment = { until, knownAt }
  const wins = current
    ? sql`select w.id as deal_id, w.ended_at as won_at from deals w
        where w.workspace_id = ${ctx.workspace.id} and w.outcome = 'won' and w.ended_at >= ${from} and w.ended_at < ${until}`
    : sql`select w.deal_id, w.occurred_at as won_at from facts w
        where w.workspace_id = ${ctx.workspace.id} and w.type = 'deal.won' and w.occurred_at >= ${from}
          and ${standing('w', moment)}
          and not exists (select from facts s where s.workspace_id = w.workspace_id and s.deal_id = w.deal_id
            and s.type in (${factTypes(standingTypes)}) and (s.occurred_at, s.id) > (w.occurred_at, w.id) and ${standing('s', moment)})`
  return sql`(
    select d.id, d.currency, x.won_at from (${wins}) x
    join deals d on d.workspace_id = ${ctx.workspace.id} and d.id = x.deal_id
    where ${seen(ctx.actor, sql.ref('d.owner_id'))})`
}
