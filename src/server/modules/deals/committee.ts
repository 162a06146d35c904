import type { Deal } from '../../../contract/deals.ts'
import type * as contract from '../../../contract/deals.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { Context } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { requireReferences } from '../../kernel/references.ts'
import { holdDeal, showDeal, timeOfEdit } from './hold.ts'
import { showDealRow } from './rows.ts'
import { save } from './save.ts'

const mostStakeholders = 100

/** Puts a person into the buying committee, or gives them another role in it. */
export async function setStakeholder(
  ctx: Context,
  id: string,
  personId: string,
  { role }: BodyOf<typeof contract.setStakeholder>,
): Promise<Deal> {
  const held = await holdDeal(ctx, id)
  const known = held.stakeholders.find((stakeholder) => stakeholder.personId === personId)
  if (known?.role === role) return showDealRow(held)
  if (!known && held.stakeholders.length >= mostStakeholders)
    failFields([{ field: 'personId', code: 'too_large', limit: mostStakeholders }])
  await requireReferences(ctx, { personId: 'people' }, { personId })
  await ctx.tx
    .insertInto('stakeholders')
    .values({
      workspace_id: ctx.workspace.id,
      id: newId(),
      deal_id: id,
      person_id: personId,
      role,
      created_at: ctx.now,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'deal_id', 'person_id']).doUpdateSet({ role }))
    .execute()
  await save(ctx, held, {
    set: {},
    fields: ['stakeholders'],
    facts: [{ type: 'deal.stakeholder_set', data: { personId, role }, occurredAt: timeOfEdit(ctx, held) }],
  })
  return showDeal(ctx, id)
}

export async function removeStakeholder(ctx: Context, id: string, personId: string): Promise<Deal> {
  const held = await holdDeal(ctx, id)
  if (!held.stakeholders.some((stakeholder) => stakeholder.personId === personId))
    fail('not_found', { kind: 'stakeholder' })
  await ctx.tx
    .deleteFrom('stakeholders')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('deal_id', '=', id)
    .where('person_id', '=', personId)
    .execute()
  await save(ctx, held, {
    set: {},
    fields: ['stakeholders'],
    facts: [{ type: 'deal.stakeholder_removed', data: { personId }, occurredAt: timeOfEdit(ctx, held) }],
  })
  return showDeal(ctx, id)
}
