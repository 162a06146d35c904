import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { expectAll } from '../../kernel/expect-all.ts'
import { type DealRow, type FactRow, emptyDeal, putDeal, putFacts } from './filling.ts'
import { emptyHistory } from './columns.ts'
import { type History, dayNumber, daysIn, encode, factNumbers } from './history.ts'
import { placeOf } from './packed-ids.ts'

/** What reading a history needs of a context. */
export type Reading = Pick<Context, 'tx' | 'workspace' | 'now'>

// So many deals with their facts are some MB on their way.
const dealsAtOnce = 5_000

/** Reads the whole history of a workspace, a piece at a time. */
export async function loadHistory(ctx: Reading): Promise<History> {
  const history = emptyHistory(ctx.workspace.timeZone)
  await expectAll(ctx)
  await loadStages(ctx, history)
  await loadSources(ctx, history)
  let after: string | null = null
  do {
    const { rows } = await dealRows(ctx, sql`d.id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')`)
    after = rows.length < dealsAtOnce ? null : (rows.at(-1)?.id ?? null)
    await putDeals(ctx, history, rows)
  } while (after !== null)
  return history
}

/** Reads some deals anew; those that are gone have no facts any more. */
export async function reloadDeals(ctx: Reading, history: History, ids: readonly string[]): Promise<void> {
  const { deals } = history
  for (let from = 0; from < ids.length; from += dealsAtOnce) {
    const some = ids.slice(from, from + dealsAtOnce)
    const { rows } = await dealRows(ctx, sql`d.id = any(${some}::uuid[])`)
    const found = new Set(rows.map(({ id }) => id))
    for (const id of some) {
      const place = found.has(id) ? -1 : placeOf(deals.ids, id)
      if (place >= 0) emptyDeal(history, place)
    }
    await putDeals(ctx, history, rows)
  }
}

export async function loadStages(ctx: Reading, { codes, stages }: History): Promise<void> {
  const rows = await ctx.tx
    .selectFrom('stages')
    .select(['id', 'version_id', 'process_id', 'key'])
    .where('workspace_id', '=', ctx.workspace.id)
    .execute()
  stages.clear()
  for (const { id, version_id, process_id, key } of rows) {
    stages.set(encode(codes, id), { version: encode(codes, version_id), process: encode(codes, process_id), key })
  }
}

export async function loadSources(ctx: Reading, { codes, sources }: History): Promise<void> {
  const rows = await ctx.tx
    .selectFrom('sources')
    .select(['id', 'observed_from'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('observed_from', 'is not', null)
    .execute()
  sources.clear()
  for (const { id, observed_from } of rows)
    if (observed_from !== null) sources.set(encode(codes, id), dayNumber(observed_from))
}

function dealRows(ctx: Reading, which: RawBuilder<unknown>) {
  const workspace = ctx.workspace.id
  return sql<DealRow>`
    with chosen as (
      select d.* from deals d where d.workspace_id = ${workspace} and ${which} order by d.id limit ${dealsAtOnce}
    )
    select d.id, (extract(epoch from d.opened_at) * 1000)::float8 as opened, d.opened_dated, d.length_days,
      d.observed_from, d.owner_id, d.source_id, d.amount_minor, d.currency,
      d.company_id, coalesce(d.company_id, d.person_id, d.household_id) as customer_id, d.payment_terms_id, d.market_maturity, c.stakeholders, n.lines, n.margin_minor
    from chosen d
    left join (
      select deal_id, count(distinct person_id) as stakeholders from stakeholders
      where workspace_id = ${workspace} and deal_id in (select id from chosen) group by deal_id
    ) c on c.deal_id = d.id
    left join (
      select deal_id, json_agg(json_build_array(product_id, price_list_id, price_minor, list_minor) order by product_id, id) as lines,
        case when bool_and(cost_minor is not null) then sum(quantity * (price_minor - cost_minor))::float8 end as margin_minor
      from deal_lines where workspace_id = ${workspace} and deal_id in (select id from chosen) group by deal_id
    ) n on n.deal_id = d.id
    order by d.id`.execute(ctx.tx)
}

// Written out: there are few, and they are always the same.
const keptTypes = sql.raw(
  Object.keys(factNumbers)
    .map((type) => `'${type}'`)
    .join(', '),
)

/** The kind of the objection that the fact `f` settles, as it was told when it was raised. */
const settledKind = sql`(select coalesce(r.data ->> 'ownKindId', r.data ->> 'kind') from facts r
  where r.workspace_id = f.workspace_id and r.deal_id = f.deal_id and r.type = 'deal.objection_raised'
    and r.data ->> 'objectionId' = f.data ->> 'objectionId' order by r.recorded_at desc limit 1)`

function factRows(ctx: Reading, ids: readonly string[]) {
  return sql<FactRow>`
    select f.deal_id, f.type, (extract(epoch from f.occurred_at) * 1000)::float8 as occurred, f.dated,
      (extract(epoch from f.recorded_at) * 1000)::float8 as recorded, f.stage_id,
      case f.type when 'deal.opened' then f.data ->> 'ownerId' when 'deal.assigned' then f.data ->> 'to' end as owner_id,
      case f.type when 'deal.opened' then f.data ->> 'sourceId' when 'deal.source_changed' then f.data ->> 'to' end as source_id,
      coalesce(case f.type when 'deal.close_asked' then f.data ->> 'answer' end, f.data ->> 'signal', f.data ->> 'reason', (f.data ->> 'direction') || '/' || (f.data ->> 'outcome'),
        case f.type when 'deal.objection_settled' then f.data ->> 'outcome' end) as reason,
      case f.type when 'deal.objection_raised' then coalesce(f.data ->> 'ownKindId', f.data ->> 'kind')
        when 'deal.objection_settled' then ${settledKind} || '/' || coalesce(f.data ->> 'answerId', '')
        when 'deal.trial_started' then f.data ->> 'kind'
        when 'deal.question_asked' then (f.data ->> 'stage') || '/' || (f.data ->> 'question')
        when 'deal.touched' then f.data ->> 'approach'
        when 'deal.close_asked' then (f.data ->> 'technique') || '/' || coalesce(f.data ->> 'techniqueId', '') end as about,
      case f.type when 'deal.touched' then (f.data ->> 'minutes')::integer end as minutes,
      case f.type when 'deal.amount_changed' then (f.data ->> 'from')::float8 end as amount_before, (extract(epoch from u.undone_at) * 1000)::float8 as undone
    from facts f
    left join (
      select undoes, min(recorded_at) as undone_at from facts
      where workspace_id = ${ctx.workspace.id} and undoes is not null group by undoes
    ) u on u.undoes = f.id
    where f.workspace_id = ${ctx.workspace.id} and f.deal_id = any(${ids}::uuid[]) and f.type in (${keptTypes})
      and (f.type <> 'deal.touched' or (f.data ->> 'primary')::boolean)
      and (f.type <> 'deal.criterion_confirmed' or (f.data ->> 'met')::boolean)
    order by f.deal_id, f.occurred_at, f.id`.execute(ctx.tx)
}

async function putDeals(ctx: Reading, history: History, rows: readonly DealRow[]): Promise<void> {
  const dayOf = daysIn(history.timeZone)
  const { rows: facts } = await factRows(
    ctx,
    rows.map(({ id }) => id),
  )
  for (const row of rows) putDeal(history, row, dayOf)
  for (const own of Map.groupBy(facts, ({ deal_id }) => deal_id).values()) putFacts(history, own, dayOf)
}
