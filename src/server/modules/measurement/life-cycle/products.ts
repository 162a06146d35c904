import { sql } from 'kysely'
import type { BodyOf, QueryOf } from '../../../../contract/endpoint.ts'
import * as contract from '../../../../contract/life-cycle.ts'
import { type Context, dayOf } from '../../../kernel/context.ts'
import { newId } from '../../../kernel/id.ts'
import { requireReferences } from '../../../kernel/references.ts'
import { figure } from '../figures.ts'
import { type Scope, momentOf, scopeOf } from '../scope.ts'
import type { ListPrice, ToldLife } from './figure.ts'

/** Where each product stands: the most sold first. */
export async function showLifeCycle(ctx: Context, query: QueryOf<typeof contract.showLifeCycle>) {
  const scope = scopeOf(ctx, query)
  const names = await productsOf(ctx)
  const productIds = [...names.keys()]
  const { from, lives } = await figure(ctx, 'lifeCycle', {
    scope,
    productIds,
    prices: await listPrices(ctx, productIds),
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

// As many as a catalogue in some lists has.
const mostPrices = 100_000

/** What these products cost today, by themselves and by each list. */
async function listPrices(ctx: Context, productIds: readonly string[]): Promise<ListPrice[]> {
  const workspace = ctx.workspace.id
  const { rows } = await sql<ListPrice>`
    select i.id as "productId", null as "priceListId", i.currency, i.price_minor as minor
    from products i
    where i.workspace_id = ${workspace} and i.id = any(${productIds}::uuid[]) and i.price_minor is not null
    union all
    select p.product_id, p.price_list_id, null, p.price_minor
    from prices p where p.workspace_id = ${workspace} and p.product_id = any(${productIds}::uuid[])
    order by 1, 2 limit ${mostPrices}`.execute(ctx.tx)
  return rows
}
