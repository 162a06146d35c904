import { sql } from 'kysely'
import { type Context, startOfDay } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import { converter, rateTable } from '../currencies/index.ts'

/** What somebody won between two days, in minor units of the reporting currency. */
export interface Won {
  readonly ownerId: string | null
  /** The number of the span: from `days[span]` up to the day before `days[span + 1]`. */
  readonly span: number
  /** Of deals: null. Of a product's lines: the product. */
  readonly productId: string | null
  readonly minor: number
  readonly count: number
}

interface Row {
  readonly owner_id: string | null
  readonly product_id: string | null
  readonly span: number
  readonly currency: string
  readonly day: string | null
  readonly minor: number
  readonly count: number
}

/** What was won, by owner and span, as far as the actor sees it. Amounts in currencies without a rate are counted apart. */
export async function wonBy(ctx: Context, days: readonly string[], products: readonly string[] = []) {
  const { timeZone, id: workspaceId, currency } = ctx.workspace
  const instants = days.map((day) => startOfDay(day, timeZone).toISOString())
  const when = sql`d.workspace_id = ${workspaceId} and d.outcome = 'won'
    and d.ended_at >= ${instants[0]}::timestamptz and d.ended_at < ${instants.at(-1)}::timestamptz
    and ${seen(ctx.actor, sql.ref('d.owner_id'))}`
  const grouped = sql`d.owner_id, width_bucket(d.ended_at, ${instants}::timestamptz[]) - 1 as span, d.currency,
    case when d.currency = ${currency} then null else (d.ended_at at time zone ${timeZone})::date::text end as day`
  const { rows: deals } = await sql<Row>`
    select ${grouped}, null as product_id, coalesce(sum(d.amount_minor), 0)::bigint as minor, count(*) as count
    from deals d where ${when} group by 1, 2, 3, 4`.execute(ctx.tx)
  const { rows: lines } =
    products.length === 0
      ? { rows: [] }
      : await sql<Row>`
        select ${grouped}, l.product_id, coalesce(round(sum(l.quantity * l.price_minor)), 0)::bigint as minor, count(*) as count
        from deals d join deal_lines l on l.workspace_id = d.workspace_id and l.deal_id = d.id
        where ${when} and l.product_id = any(${products}::uuid[]) group by 1, 2, 3, 4, 5`.execute(ctx.tx)
  return convert(ctx, [...deals, ...lines], days)
}

async function convert(ctx: Context, rows: readonly Row[], days: readonly string[]) {
  const { currency } = ctx.workspace
  const isForeign = rows.some((row) => row.currency !== currency)
  const inReporting = isForeign ? converter(await rateTable(ctx, ctx.now)) : null
  let withoutRate = 0
  const won = rows.flatMap((row): Won[] => {
    const own = { ownerId: row.owner_id, span: row.span, productId: row.product_id, count: row.count }
    if (row.currency === currency || inReporting === null) return [{ ...own, minor: row.minor }]
    const converted = inReporting(row.minor, row.currency, Date.parse(row.day ?? days[0] ?? '') / 86_400_000)
    if (converted === null) withoutRate += row.product_id === null ? row.count : 0
    return converted === null ? [] : [{ ...own, minor: Math.round(converted.minor) }]
  })
  return { won, withoutRate }
}
