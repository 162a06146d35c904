import { sql } from 'kysely'
import { type Context, today } from '../../kernel/context.ts'
import { addCommissionPlan, closeCommission, putOnCommissionPlan } from '../commission/index.ts'
import type { World } from './world.ts'

/** Months before this one in which the plan holds; the first of them are closed. */
const months = 3

/** Their tables, none before what it points to. */
const tables = [
  'commission_plans',
  'commission_terms',
  'commission_members',
  'commission_statements',
  'commission_lines',
] as const

/**
 * How sellers are paid for what they win, for three months, and their statements of the month before this one closed. None
 * where somebody has a plan already. Answers with all of it, as rows by table.
 */
export async function payCommission(
  ctx: Context,
  { say, price, currency, calendar }: World,
  sellers: readonly string[],
): Promise<{ table: string; rows: { id: string }[] }[]> {
  const there = await rowsOf(ctx, 'commission_plans')
  if (there.length > 0) return []
  const thisMonth = Temporal.PlainDate.from(today(ctx)).with({ day: 1 })
  const from = thisMonth.subtract({ months }).toString()
  const then = { ...ctx, now: calendar.at(-31 * months - 10, 9 * 60) }
  const { id } = await addCommissionPlan(then, {
    name: say('commission.plan'),
    validFrom: from,
    terms: {
      currency,
      period: 'month',
      tiersBy: 'amount',
      tiers: [
        { from: 0, rate: 200 },
        { from: price(60_000), rate: 300 },
        { from: price(120_000), rate: 400 },
      ],
      accelerators: [],
      capMinor: null,
      clawBackDays: 90,
      bonuses: [{ name: say('commission.bonus'), goal: 'wins', reach: 3, minor: price(400) }],
    },
  })
  await putOnCommissionPlan(then, id, { memberIds: [...sellers], from, off: false })
  const on = thisMonth.subtract({ months: 1 }).toString()
  for (const seller of sellers) await closeCommission(ctx, seller, on)
  const kept: { table: string; rows: { id: string }[] }[] = []
  for (const table of tables) kept.push({ table, rows: await rowsOf(ctx, table) })
  return kept
}

async function rowsOf(ctx: Context, table: string): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    select t.id from ${sql.table(table)} t where t.workspace_id = ${ctx.workspace.id} limit 1000`.execute(ctx.tx)
  return rows
}
