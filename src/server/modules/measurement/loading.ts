import { type RawBuilder, sql } from 'kysely'
import {
  type MarketMaturity,
  disqualifyReasons,
  lostReasons,
  marketMaturities,
  reversalReasons,
  signals,
} from '../../../contract/facts.ts'
import type { Context } from '../../kernel/context.ts'
import { expectAll } from '../../kernel/expect-all.ts'
import {
  type History,
  type KeptFact,
  dayNumber,
  daysIn,
  emptyHistory,
  encode,
  factNumbers,
  makeRoom,
  noDay,
} from './history.ts'

// So many deals with their facts are some MB on their way.
const dealsAtOnce = 5_000

/** Reads the whole history of a workspace, a piece at a time. */
export async function loadHistory(ctx: Context): Promise<History> {
  const history = emptyHistory(ctx.workspace.timeZone)
  await expectAll(ctx)
  await loadStages(ctx, history)
  let after: string | null = null
  do {
    const { rows } = await dealRows(ctx, sql`d.id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')`)
    after = rows.length < dealsAtOnce ? null : (rows.at(-1)?.id ?? null)
    await putDeals(ctx, history, rows)
  } while (after !== null)
  return history
}

/** Reads some deals anew. */
export async function reloadDeals(ctx: Context, history: History, ids: readonly string[]): Promise<void> {
  const { rows } = await dealRows(ctx, sql`d.id = any(${ids}::uuid[])`)
  const found = new Set(rows.map(({ id }) => id))
  for (const id of ids) {
    const place = history.deals.places.get(id)
    if (place !== undefined && !found.has(id)) history.deals.facts[place] = 0
  }
  await putDeals(ctx, history, rows)
}

async function loadStages(ctx: Context, { codes, stages }: History): Promise<void> {
  const rows = await ctx.tx
    .selectFrom('stages')
    .select(['id', 'version_id', 'process_id'])
    .where('workspace_id', '=', ctx.workspace.id)
    .execute()
  for (const { id, version_id, process_id } of rows) {
    stages.set(encode(codes, id), { version: encode(codes, version_id), process: encode(codes, process_id) })
  }
}

const reasons: Partial<Record<KeptFact, readonly string[]>> = {
  'deal.won': signals,
  'deal.lost': lostReasons,
  'deal.disqualified': disqualifyReasons,
  'deal.win_reversed': reversalReasons,
}

interface DealRow {
  readonly id: string
  readonly opened: number
  readonly opened_dated: boolean
  readonly observed_from: string | null
  readonly owner_id: string | null
  readonly source_id: string | null
  readonly amount_minor: number | null
  readonly currency: string
  readonly company_id: string | null
  readonly customer_id: string | null
  readonly payment_terms_id: string | null
  readonly market_maturity: MarketMaturity | null
  readonly stakeholders: number | null
  readonly products: readonly string[] | null
  readonly margin_minor: number | null
}

function dealRows(ctx: Context, which: RawBuilder<unknown>) {
  const workspace = ctx.workspace.id
  return sql<DealRow>`
    with chosen as (
      select d.* from deals d where d.workspace_id = ${workspace} and ${which} order by d.id limit ${dealsAtOnce}
    )
    select d.id, (extract(epoch from d.opened_at) * 1000)::float8 as opened, d.opened_dated,
      greatest(d.observed_from, s.observed_from) as observed_from, d.owner_id, d.source_id, d.amount_minor, d.currency,
      d.company_id, coalesce(d.company_id, d.person_id, d.household_id) as customer_id, d.payment_terms_id, d.market_maturity, c.stakeholders, n.products, n.margin_minor
    from chosen d
    left join sources s on s.workspace_id = ${workspace} and s.id = d.source_id
    left join (
      select deal_id, count(distinct person_id) as stakeholders from stakeholders
      where workspace_id = ${workspace} and deal_id in (select id from chosen) group by deal_id
    ) c on c.deal_id = d.id
    left join (
      select deal_id, array_agg(product_id) as products,
        case when bool_and(cost_minor is not null) then sum(quantity * (price_minor - cost_minor))::float8 end as margin_minor
      from deal_lines where workspace_id = ${workspace} and deal_id in (select id from chosen) group by deal_id
    ) n on n.deal_id = d.id
    order by d.id`.execute(ctx.tx)
}

interface FactRow {
  readonly deal_id: string
  readonly type: KeptFact
  readonly occurred: number
  readonly dated: boolean
  readonly recorded: number
  readonly stage_id: string | null
  readonly owner_id: string | null
  readonly source_id: string | null
  readonly reason: string | null
  readonly undone: number | null
}

// Written out, not passed as a parameter: only then does the planner see that the index facts_of_history has them all.
const keptTypes = sql.raw(
  Object.keys(factNumbers)
    .map((type) => `'${type}'`)
    .join(', '),
)

function factRows(ctx: Context, ids: readonly string[]) {
  return sql<FactRow>`
    select f.deal_id, f.type, (extract(epoch from f.occurred_at) * 1000)::float8 as occurred, f.dated,
      (extract(epoch from f.recorded_at) * 1000)::float8 as recorded, f.stage_id,
      case f.type when 'deal.opened' then f.data ->> 'ownerId' when 'deal.assigned' then f.data ->> 'to' end as owner_id,
      case f.type when 'deal.opened' then f.data ->> 'sourceId' when 'deal.source_changed' then f.data ->> 'to' end as source_id,
      coalesce(f.data ->> 'signal', f.data ->> 'reason') as reason, (extract(epoch from u.undone_at) * 1000)::float8 as undone
    from facts f
    left join (
      select undoes, min(recorded_at) as undone_at from facts
      where workspace_id = ${ctx.workspace.id} and undoes is not null group by undoes
    ) u on u.undoes = f.id
    where f.workspace_id = ${ctx.workspace.id} and f.deal_id = any(${ids}::uuid[]) and f.type in (${keptTypes})
    order by f.deal_id, f.occurred_at, f.id`.execute(ctx.tx)
}

async function putDeals(ctx: Context, history: History, rows: readonly DealRow[]): Promise<void> {
  const dayOf = daysIn(history.timeZone)
  const { rows: facts } = await factRows(
    ctx,
    rows.map(({ id }) => id),
  )
  for (const row of rows) putDeal(history, row, dayOf)
  for (const fact of facts) putFact(history, fact, dayOf)
}

/** Puts a deal at its place, old or new, without any fact yet. */
function putDeal({ codes, deals, facts }: History, row: DealRow, dayOf: (instant: number) => number): void {
  let place = deals.places.get(row.id)
  if (place === undefined) {
    makeRoom(deals)
    place = deals.length++
    deals.ids.push(row.id)
    deals.places.set(row.id, place)
  }
  facts.stale += deals.facts[place] ?? 0
  deals.facts[place] = 0
  deals.firstFact[place] = facts.length
  deals.opened[place] = dayOf(row.opened)
  deals.openedDated[place] = Number(row.opened_dated)
  deals.observedFrom[place] = row.observed_from === null ? noDay : dayNumber(row.observed_from)
  deals.owner[place] = encode(codes, row.owner_id)
  deals.source[place] = encode(codes, row.source_id)
  deals.firstOwner[place] = 0
  deals.firstSource[place] = 0
  deals.amountMinor[place] = row.amount_minor ?? Number.NaN
  deals.currency[place] = encode(codes, row.currency)
  deals.marginMinor[place] = row.margin_minor ?? Number.NaN
  deals.company[place] = encode(codes, row.company_id)
  deals.customer[place] = encode(codes, row.customer_id)
  deals.terms[place] = encode(codes, row.payment_terms_id)
  deals.maturity[place] = row.market_maturity === null ? 0 : marketMaturities.indexOf(row.market_maturity) + 1
  deals.stakeholders[place] = Math.min(row.stakeholders ?? 0, 255)
  if (row.products)
    deals.products.set(
      place,
      row.products.map((id) => encode(codes, id)),
    )
  else deals.products.delete(place)
}

function putFact({ codes, deals, facts }: History, row: FactRow, dayOf: (instant: number) => number): void {
  const place = deals.places.get(row.deal_id)
  if (place === undefined) return
  makeRoom(facts)
  const fact = facts.length++
  if (deals.facts[place] === 0) deals.firstFact[place] = fact
  deals.facts[place] = (deals.facts[place] ?? 0) + 1
  facts.type[fact] = factNumbers[row.type]
  facts.dated[fact] = Number(row.dated)
  facts.day[fact] = dayOf(row.occurred)
  facts.recorded[fact] = row.recorded
  facts.reason[fact] = row.reason === null ? 0 : (reasons[row.type]?.indexOf(row.reason) ?? -1) + 1
  if (row.undone !== null) facts.undone.set(fact, row.undone)
  facts.value[fact] = encode(codes, row.stage_id ?? row.owner_id ?? row.source_id)
  if (row.type !== 'deal.opened') return
  deals.firstOwner[place] = encode(codes, row.owner_id)
  deals.firstSource[place] = encode(codes, row.source_id)
}
