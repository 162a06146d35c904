import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { insertFacts } from './bulk-facts.ts'

/** The deals that somebody must take over when their owner goes: those at work, and those to come back to. */
export const unfinished = sql<boolean>`d.outcome in ('open', 'not_now')`

/**
 * Gives some of a member's unfinished deals to another owner, or to nobody, each with its fact. Returns how many: fewer than
 * `most` when there are no more.
 */
export async function handOverDeals(ctx: Context, from: string, to: string | null, most: number): Promise<number> {
  const { rows } = await sql<{ id: string; last_at: Date }>`
    select d.id, (
      select f.occurred_at from facts f where f.workspace_id = d.workspace_id and f.deal_id = d.id
      order by f.occurred_at desc, f.id desc limit 1) as last_at
    from deals d where d.workspace_id = ${ctx.workspace.id} and d.owner_id = ${from} and ${unfinished}
    order by d.id limit ${most} for update of d`.execute(ctx.tx)
  if (rows.length === 0) return 0
  await sql`
    update deals d set owner_id = ${to}, version = d.version + 1, updated_at = ${ctx.now},
      field_versions = d.field_versions || jsonb_build_object('ownerId', d.version + 1)
    where d.workspace_id = ${ctx.workspace.id} and d.id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(ctx.tx)
  await insertFacts(
    ctx,
    rows.map(({ id, last_at }) => ({
      id: newId(),
      deal_id: id,
      type: 'deal.assigned',
      // The last word in the log must be the last word on the row.
      occurred_at: last_at > ctx.now ? last_at : ctx.now,
      dated: true,
      from_stage_id: null,
      stage_id: null,
      data: { from, to },
    })),
  )
  return rows.length
}
