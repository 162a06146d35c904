import { sql } from 'kysely'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { holdDeal } from './hold.ts'

/**
 * Takes the opening of a deal back that was a slip of the hand: a deal to which nothing has happened since was none, and
 * goes with its one fact, so that no figure ever counts it. Whatever else hangs on it makes it a deal that stays.
 * @param version the one it had when it was opened
 */
export async function withdrawOpening(ctx: Context, id: string, version = 1): Promise<void> {
  const held = await holdDeal(ctx, id)
  const { rows } = await sql`
    select 1 from facts f
    where f.workspace_id = ${ctx.workspace.id} and f.deal_id = ${id} and f.recorded_at > ${held.created_at}
    union all select 1 from notes n where n.workspace_id = ${ctx.workspace.id} and n.deal_id = ${id}
    union all select 1 from files a where a.workspace_id = ${ctx.workspace.id} and a.deal_id = ${id}
    limit 1`.execute(ctx.tx)
  if (rows.length > 0 || held.previous_deal_id !== null || held.version !== version) fail('nothing_to_undo')
  await ctx.tx.deleteFrom('deals').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  await leaveChange(ctx, { kind: 'deals', id, fields: [] })
}
