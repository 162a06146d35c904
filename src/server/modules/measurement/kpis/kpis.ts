import { sql } from 'kysely'
import type { QueryOf } from '../../../../contract/endpoint.ts'
import * as contract from '../../../../contract/kpis.ts'
import type { Context } from '../../../kernel/context.ts'
import { newId } from '../../../kernel/id.ts'
import { decodeCursor, idCursor, pageOf } from '../../../kernel/page.ts'
import { rateTable } from '../../currencies/index.ts'
import { itemColumns, type ItemRow, showItem } from '../../deals/index.ts'
import { costsKnownAt } from '../../people/index.ts'
import { figure } from '../figures.ts'
import { type Scope, scopeOf } from '../scope.ts'
import type { Cost } from './acquisition.ts'
import type { Asked } from './figure.ts'

export async function showKpis(ctx: Context, query: QueryOf<typeof contract.showKpis>): Promise<contract.Kpis> {
  return figure(ctx, 'kpis', await askedOf(ctx, query))
}

/** The deals behind a key figure, as they are now. */
export async function listKpiDeals(ctx: Context, query: QueryOf<typeof contract.listKpiDeals>) {
  const { code, period, part, limit, after: cursor, ...filters } = query
  const after = decodeCursor(cursor, idCursor)?.[0]
  const asked = await askedOf(ctx, filters)
  const found = await figure(ctx, 'kpiDeals', { ...asked, code, period, part, after, most: limit + 1 })
  const wonOn = new Map(found.map((deal) => [deal.id, deal.wonOn]))
  const { rows } = await sql<ItemRow>`
    select ${itemColumns} from deals d
    where d.workspace_id = ${ctx.workspace.id} and d.id = any(${[...wonOn.keys()]}::uuid[])
    order by d.id desc limit ${limit + 1}`.execute(ctx.tx)
  return pageOf(
    rows,
    limit,
    (row) => [row.id],
    (row) => ({ ...showItem(row), wonOn: wonOn.get(row.id) ?? null }),
  )
}

async function askedOf(ctx: Context, { grain, ...filters }: QueryOf<typeof contract.showKpis>): Promise<Asked> {
  const scope = scopeOf(ctx, filters)
  return {
    scope,
    grain,
    options: await optionsAt(ctx, scope.knownAt),
    rates: await rateTable(ctx, scope.knownAt),
    costs: await costsOf(ctx, scope),
  }
}

// What a company enters by hand, or a month a campaign by import: decades of it.
const mostCosts = 20_000

async function costsOf(ctx: Context, { source, knownAt }: Scope): Promise<Cost[]> {
  const rows = await costsKnownAt(ctx, { source, knownAt }, mostCosts)
  return rows.map((row) => ({
    from: row.from_on,
    to: row.to_on,
    amountMinor: row.amount_minor,
    currency: row.currency,
  }))
}

/** What was chosen in the definitions, as it was known at an instant. */
async function optionsAt(ctx: Context, knownAt: Date): Promise<contract.KpiOptions> {
  const row = await choices(ctx).where('c.recorded_at', '<=', knownAt).limit(1).executeTakeFirst()
  return row?.options ?? contract.usualKpiOptions
}

const mostChoices = 100

export async function listKpiChoices(ctx: Context): Promise<{ items: contract.KpiChoice[] }> {
  const rows = await choices(ctx).limit(mostChoices).execute()
  return { items: rows.map(showChoice) }
}

export async function chooseKpiOptions(ctx: Context, options: contract.KpiOptions): Promise<contract.KpiChoice> {
  await ctx.tx
    .insertInto('kpi_choices')
    .values({
      workspace_id: ctx.workspace.id,
      id: newId(),
      options: JSON.stringify(options),
      recorded_at: ctx.now,
      recorded_by: ctx.actor.kind === 'member' ? ctx.actor.id : null,
    })
    .execute()
  return showChoice(await choices(ctx).limit(1).executeTakeFirstOrThrow())
}

function choices(ctx: Context) {
  return ctx.tx
    .selectFrom('kpi_choices as c')
    .leftJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 'c.workspace_id').onRef('m.id', '=', 'c.recorded_by'),
    )
    .where('c.workspace_id', '=', ctx.workspace.id)
    .select(['c.id', 'c.options', 'c.recorded_at', 'm.name as recorded_by'])
    .orderBy('c.recorded_at', 'desc')
    .orderBy('c.id', 'desc')
}

function showChoice(row: Awaited<ReturnType<ReturnType<typeof choices>['executeTakeFirstOrThrow']>>) {
  return { id: row.id, options: row.options, recordedAt: row.recorded_at.toISOString(), recordedBy: row.recorded_by }
}
