import type { BodyOf } from '../../../contract/endpoint.ts'
import type { setFiscalCalendar as contract } from '../../../contract/quotas.ts'
import { type Context, memberOf, today } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'

/** The month that the fiscal year begins with, 1 to 12, as it was known at an instant; January until somebody says otherwise. */
export async function fiscalFirstMonth(ctx: Context, knownAt: Date = ctx.now): Promise<number> {
  const row = await ctx.tx
    .selectFrom('fiscal_calendars')
    .select('first_month')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('recorded_at', '<=', knownAt)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.first_month ?? 1
}

export async function showFiscalCalendar(ctx: Context) {
  return { firstMonth: await fiscalFirstMonth(ctx), today: today(ctx) }
}

export async function setFiscalCalendar(ctx: Context, { firstMonth }: BodyOf<typeof contract>) {
  await ctx.tx
    .insertInto('fiscal_calendars')
    .values({
      workspace_id: ctx.workspace.id,
      id: newId(),
      first_month: firstMonth,
      recorded_at: ctx.now,
      recorded_by: memberOf(ctx) ?? ctx.actor.id,
    })
    .execute()
  return { firstMonth, today: today(ctx) }
}
