import type { Deal } from '../../../contract/deals.ts'
import type * as contract from '../../../contract/deals.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { holdDeal, showDeal, stageNamed, timeOfEdit } from './hold.ts'
import { showDealRow } from './rows.ts'
import { save } from './save.ts'

/** Confirms a sentence of a gate, or takes the confirmation back; what the deal itself shows cannot be confirmed. */
export async function confirmCriterion(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.confirmCriterion>,
): Promise<Deal> {
  const held = await holdDeal(ctx, id)
  const stage = stageNamed(held, input.stage)
  const criterion = [...stage.entryCriteria, ...stage.exitCriteria].find(
    ({ key, kind }) => key === input.criterion && kind === 'statement',
  )
  if (!criterion) return fail('unknown_reference', { field: 'criterion' })
  const wasMet = held.confirmed.some((done) => done.stageKey === stage.key && done.criterion === criterion.key)
  if (wasMet === input.met) return showDealRow(held)
  await (input.met ? confirm : takeBack)(ctx, id, stage.key, criterion.key)
  const data = { criterion: criterion.key, met: input.met }
  const occurredAt = timeOfEdit(ctx, held)
  await save(ctx, held, {
    set: {},
    fields: ['confirmed'],
    facts: [{ type: 'deal.criterion_confirmed', data, stageId: stage.id, words: criterion.text ?? '', occurredAt }],
  })
  return showDeal(ctx, id)
}

async function confirm(ctx: Context, dealId: string, stageKey: string, criterion: string): Promise<void> {
  await ctx.tx
    .insertInto('confirmations')
    .values({
      workspace_id: ctx.workspace.id,
      id: newId(),
      deal_id: dealId,
      stage_key: stageKey,
      criterion,
      confirmed_at: ctx.now,
      confirmed_by: ctx.actor.id,
    })
    .execute()
}

async function takeBack(ctx: Context, dealId: string, stageKey: string, criterion: string): Promise<void> {
  await ctx.tx
    .deleteFrom('confirmations')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('deal_id', '=', dealId)
    .where('stage_key', '=', stageKey)
    .where('criterion', '=', criterion)
    .execute()
}
