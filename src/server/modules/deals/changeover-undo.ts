import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import type { ChangeoverRow } from './changeover-rows.ts'
import { factTypes, standing, standingTypes } from './history.ts'
import { changeVersions } from './moves.ts'
import { versionOf } from './pinned-version.ts'

interface MovedDeal {
  readonly deal_id: string
  readonly fact_id: string
  readonly entered_before: Date
  readonly from_stage_id: string
  readonly stage_id: string
  /** The latest change of stage or outcome that stands. */
  readonly latest_id: string
  readonly last_at: Date
  /** Somebody undid the move of this deal by itself. */
  readonly is_undone: boolean
}

/**
 * Gives the next deals of a locked changeover back to where they were. Those that somebody has moved or ended since stay
 * as they are, and are named as kept. Returns whether the undo is over.
 */
export async function undoBatch(ctx: Context, row: ChangeoverRow, limit: number): Promise<boolean> {
  const deals = await lockMoved(ctx, row.id, limit)
  const from = await versionOf(ctx, row.from_version_id)
  const back = deals.filter((deal) => deal.latest_id === deal.fact_id)
  await changeVersions(
    ctx,
    back.map((deal) => ({
      fact: {
        id: newId(),
        deal_id: deal.deal_id,
        type: 'deal.undone',
        occurred_at: deal.last_at > ctx.now ? deal.last_at : ctx.now,
        dated: true,
        from_stage_id: deal.stage_id,
        stage_id: deal.from_stage_id,
        undoes: deal.fact_id,
        data: { type: 'deal.version_changed' },
      },
      version: from,
      stageEnteredAt: deal.entered_before,
    })),
  )
  await mark(
    ctx,
    row.id,
    'undone',
    deals.filter((deal) => deal.latest_id === deal.fact_id || deal.is_undone),
  )
  await mark(
    ctx,
    row.id,
    'kept',
    deals.filter((deal) => deal.latest_id !== deal.fact_id && !deal.is_undone),
  )
  const isOver = deals.length < limit
  if (isOver) {
    await ctx.tx
      .updateTable('changeovers')
      .set({ status: 'undone', undone_at: ctx.now })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', row.id)
      .execute()
  }
  return isOver
}

async function lockMoved(ctx: Context, changeoverId: string, limit: number): Promise<MovedDeal[]> {
  const workspace = ctx.workspace.id
  const locked = await sql<{ id: string }>`
    select d.id from changeover_deals x join deals d on d.workspace_id = x.workspace_id and d.id = x.deal_id
    where x.workspace_id = ${workspace} and x.changeover_id = ${changeoverId} and x.state = 'moved'
    order by d.id limit ${limit} for update of d`.execute(ctx.tx)
  const ids = locked.rows.map(({ id }) => id)
  // Read after the locks are ours: what somebody did with a deal meanwhile counts.
  const { rows } = await sql<MovedDeal>`
    select x.deal_id, x.fact_id, x.entered_before, m.from_stage_id, m.stage_id, latest.id as latest_id, last.occurred_at as last_at,
      exists (select from facts u where u.workspace_id = x.workspace_id and u.undoes = x.fact_id) as is_undone
    from changeover_deals x join facts m on m.workspace_id = x.workspace_id and m.id = x.fact_id
    cross join lateral (
      select f.id from facts f
      where f.workspace_id = x.workspace_id and f.deal_id = x.deal_id and f.type in (${factTypes(standingTypes)})
        and ${standing('f')}
      order by f.occurred_at desc, f.id desc limit 1) latest
    cross join lateral (
      select f.occurred_at from facts f where f.workspace_id = x.workspace_id and f.deal_id = x.deal_id
      order by f.occurred_at desc, f.id desc limit 1) last
    where x.workspace_id = ${workspace} and x.changeover_id = ${changeoverId} and x.deal_id = any(${ids}::uuid[])
    order by x.deal_id`.execute(ctx.tx)
  return rows
}

async function mark(
  ctx: Context,
  changeoverId: string,
  state: 'undone' | 'kept',
  deals: readonly MovedDeal[],
): Promise<void> {
  await sql`
    update changeover_deals set state = ${state} where workspace_id = ${ctx.workspace.id}
      and changeover_id = ${changeoverId} and deal_id = any(${deals.map((deal) => deal.deal_id)}::uuid[])`.execute(
    ctx.tx,
  )
}
