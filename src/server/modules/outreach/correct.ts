import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/outreach.ts'
import { leaveChange } from '../../kernel/changes.ts'
import { changedFields } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { has } from '../../kernel/rights.ts'
import { standing, tellDeal } from '../deals/index.ts'
import { touchFact } from './told.ts'
import { findTouch, showTouch, showTouchRow, type TouchRow } from './touches.ts'

/** Corrects a touch. What the log says of it is taken back and told anew, unless only the words are others. */
export async function changeTouch(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeTouch>,
): Promise<contract.Touch> {
  const row = await findTouch(ctx, id, true)
  const current = showTouchRow(row)
  requireVersion(ctx, row, current)
  requireOwn(ctx, row)
  const changed = changedFields(current, input)
  if (changed.length === 0) return current
  await ctx.tx
    .updateTable('touches')
    .set({ ...input, edited_at: ctx.now, ...nextVersion(row, changed) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  const after = await showTouch(ctx, id)
  if (changed.some((field) => field !== 'words')) await tellAnew(ctx, row, after)
  return after
}

export async function withdrawTouch(ctx: Context, id: string): Promise<Record<string, never>> {
  const row = await findTouch(ctx, id, true)
  requireOwn(ctx, row)
  await tellAnew(ctx, row, null)
  await ctx.tx.deleteFrom('touches').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  await leaveChange(ctx, { kind: 'touches', id, fields: [] })
  return {}
}

async function tellAnew(ctx: Context, row: TouchRow, touch: contract.Touch | null): Promise<void> {
  const { rows } = await sql<{ id: string; deal_id: string; is_primary: boolean }>`
    select f.id, f.deal_id, (f.data ->> 'primary')::boolean as is_primary from facts f
    where f.workspace_id = ${ctx.workspace.id} and f.type = 'deal.touched' and f.data ->> 'touchId' = ${row.id}
      and f.deal_id in (select t.deal_id from touches t where t.workspace_id = f.workspace_id and t.id = ${row.id}
        union all
        select o.deal_id from touch_deals o where o.workspace_id = f.workspace_id and o.touch_id = ${row.id})
      and ${standing('f')}
    order by f.deal_id`.execute(ctx.tx)
  for (const fact of rows) {
    const anew = touch ? [touchFact({ ...touch, occurredAt: new Date(touch.occurredAt) }, fact.is_primary)] : []
    const withdrawn = { type: 'deal.touch_withdrawn', data: { touchId: row.id }, undoes: fact.id } as const
    await tellDeal(ctx, fact.deal_id, { facts: [withdrawn, ...anew] })
  }
}

function requireOwn(ctx: Context, row: TouchRow): void {
  if (row.author_kind === ctx.actor.kind && row.author_id === ctx.actor.id) return
  if (!has(ctx.actor, 'base.delete')) fail('forbidden', { permission: 'base.delete' })
}
