import { sql } from 'kysely'
import * as z from 'zod/mini'
import type * as contract from '../../../contract/currencies.ts'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import { currency, day } from '../../../contract/primitives.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { exponentOf, requireCurrency } from '../../kernel/money.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import type { RateTable } from './convert.ts'

const cursor = z.tuple([day, currency])

interface Row {
  readonly id: string
  readonly currency: string
  readonly on_day: string
  readonly rate: number
  readonly recorded_at: Date
  readonly recorded_by: string | null
}

/** The rates that hold, latest day first. */
export async function listRates(ctx: Context, query: QueryOf<typeof contract.listRates>) {
  const after = decodeCursor(query.after, cursor)
  const { rows } = await sql<Row>`
    select r.id, r.currency, r.on_day, r.rate, r.recorded_at, m.name as recorded_by
    from (${latest(ctx, ctx.now)}) r
    left join members m on m.workspace_id = ${ctx.workspace.id} and m.id = r.recorded_by
    where r.rate is not null
      and ${query.currency === undefined ? sql`true` : sql`r.currency = ${query.currency}`}
      and ${after === null ? sql`true` : sql`(r.on_day, r.currency) < (${after[0]}::date, ${after[1]})`}
    order by r.on_day desc, r.currency desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(
    rows,
    query.limit,
    (row): [string, string] => [row.on_day, row.currency],
    (row): contract.ExchangeRate => ({
      id: row.id,
      currency: row.currency,
      day: row.on_day,
      rate: row.rate,
      recordedAt: row.recorded_at.toISOString(),
      recordedBy: row.recorded_by,
    }),
  )
}

/** Sets the rates of some days. A day named twice has the rate that is named last. */
export async function setRates(ctx: Context, { rates }: BodyOf<typeof contract.setRates>) {
  const reporting = ctx.workspace.currency
  const byDay = new Map(rates.map((each) => [`${each.currency} ${each.day}`, each]))
  for (const each of byDay.values()) {
    requireCurrency(each.currency)
    if (each.currency === reporting) fail('rate_of_reporting_currency', { currency: reporting })
  }
  await ctx.tx
    .insertInto('exchange_rates')
    .values(
      [...byDay.values()].map((each) => ({
        workspace_id: ctx.workspace.id,
        id: newId(),
        currency: each.currency,
        reporting,
        on_day: each.day,
        rate: each.rate,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.kind === 'member' ? ctx.actor.id : null,
      })),
    )
    .execute()
  return { set: byDay.size }
}

// A rate a day of some currencies for decades; more would not be rates of days.
const mostRates = 100_000

/** The rates as they were known at an instant. */
export async function rateTable(ctx: Context, knownAt: Date): Promise<RateTable> {
  const { rows } = await sql<Row>`
    select r.currency, r.on_day, r.rate from (${latest(ctx, knownAt)}) r
    where r.rate is not null order by r.on_day, r.currency limit ${mostRates}`.execute(ctx.tx)
  const reporting = ctx.workspace.currency
  const currencies = new Set([reporting, ...rows.map((row) => row.currency)])
  return {
    reporting,
    rates: rows.map((row) => ({ currency: row.currency, day: Date.parse(row.on_day) / 86_400_000, rate: row.rate })),
    digits: Object.fromEntries([...currencies].map((each) => [each, exponentOf(each)])),
  }
}

/** What was said last, up to an instant, of each day. */
function latest(ctx: Context, knownAt: Date) {
  return sql`
    select distinct on (currency, on_day) * from exchange_rates
    where workspace_id = ${ctx.workspace.id} and reporting = ${ctx.workspace.currency} and recorded_at <= ${knownAt}
    order by currency, on_day, recorded_at desc, id desc`
}
