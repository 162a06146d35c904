import { sql } from 'kysely'
import type * as contract from '../../../contract/dashboards.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { Context } from '../../kernel/context.ts'

type Pinned = BodyOf<typeof contract.pinToToday>

/** The figures on the actor's own Today. */
export async function showTodayFigures(ctx: Context): Promise<Pinned> {
  const row = await ctx.tx
    .selectFrom('today_figures')
    .select('figures')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', ctx.actor.id)
    .executeTakeFirst()
  return { figures: [...(row?.figures ?? [])] }
}

export async function pinToToday(ctx: Context, { figures }: Pinned): Promise<Pinned> {
  await ctx.tx
    .insertInto('today_figures')
    .values({ workspace_id: ctx.workspace.id, id: ctx.actor.id, figures: JSON.stringify(figures) })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doUpdateSet({ figures: sql`excluded.figures` }))
    .execute()
  return { figures }
}
