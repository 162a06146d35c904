import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { holdDeal, showDeal, standing, tellDeal } from '../deals/index.ts'

interface Prepared {
  readonly id: string
  readonly occurred_at: Date
}

/** The tick for the next touch: one since the last touch, and not taken back. */
async function preparedFor(ctx: Context, dealId: string): Promise<Prepared | null> {
  const { rows } = await sql<Prepared>`
    select f.id, f.occurred_at from facts f
    where f.workspace_id = ${ctx.workspace.id} and f.deal_id = ${dealId} and f.type = 'deal.prepared' and ${standing('f')}
      and not exists (
        select from facts t where t.workspace_id = f.workspace_id and t.deal_id = f.deal_id and t.type = 'deal.touched'
          and t.occurred_at > f.occurred_at and ${standing('t')})
    order by f.occurred_at desc, f.id desc limit 1`.execute(ctx.tx)
  return rows[0] ?? null
}

export async function preparedAt(ctx: Context, dealId: string): Promise<string | null> {
  return (await preparedFor(ctx, dealId))?.occurred_at.toISOString() ?? null
}

/** Ticked twice is ticked once. */
export async function tickPrepared(ctx: Context, dealId: string) {
  const { stages, stage_id } = await holdDeal(ctx, dealId)
  const stageKey = stages.find(({ id }) => id === stage_id)?.key ?? ''
  if ((await preparedFor(ctx, dealId)) === null) {
    await tellDeal(ctx, dealId, { facts: [{ type: 'deal.prepared', data: { stageKey } }] })
  }
  return { preparedAt: await preparedAt(ctx, dealId) }
}

export async function untickPrepared(ctx: Context, dealId: string) {
  await showDeal(ctx, dealId)
  const prepared = await preparedFor(ctx, dealId)
  if (prepared) {
    await tellDeal(ctx, dealId, { facts: [{ type: 'deal.preparation_withdrawn', data: {}, undoes: prepared.id }] })
  }
  return { preparedAt: null }
}
