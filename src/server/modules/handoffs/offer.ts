import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/handoffs.ts'
import { may } from '../../../contract/permissions.ts'
import { findChoice } from '../../kernel/choices.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { has } from '../../kernel/rights.ts'
import { holdDeal, tellDeal } from '../deals/index.ts'
import { showHandoff } from './handoffs.ts'
import { kinds } from './kinds.ts'
import { workOf } from './working-hours.ts'
import { afterWorkingHours } from './working-time.ts'

/** Offers a deal to another member. Whose it is changes only when they accept. */
export async function offerHandoff(
  ctx: Context,
  dealId: string,
  input: BodyOf<typeof contract.offerHandoff>,
): Promise<contract.Handoff> {
  const held = await holdDeal(ctx, dealId)
  const kind = await findChoice(ctx, kinds, input.kindId, { field: 'kindId' })
  if (kind.retired_at !== null) fail('unknown_reference', { field: 'kindId' })
  const isCare = kind.route === 'seller_to_care'
  if (isCare && held.outcome !== 'won') fail('handoff_unfit', { problem: 'not_won' })
  if (!isCare && held.outcome !== 'open') fail('handoff_unfit', { problem: 'not_open' })
  const fromId = senderOf(ctx, held.owner_id)
  if (input.toId === fromId) fail('handoff_unfit', { problem: 'self' })
  await requireReceiver(ctx, input.toId, isCare)
  await requireNoneOffered(ctx, dealId)
  const dueAt = afterWorkingHours(ctx.now, kind.accept_within_hours, await workOf(ctx))
  const id = newId()
  await ctx.tx
    .insertInto('handoffs')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      deal_id: dealId,
      kind_id: kind.id,
      from_id: fromId,
      to_id: input.toId,
      note: input.note ?? null,
      introduction: input.introduction ?? null,
      introduction_language: input.introductionLanguage ?? null,
      checklist: JSON.stringify(kind.checklist.map((text) => ({ text, done: false }))),
      state: 'offered',
      offered_at: ctx.now,
      due_at: dueAt,
      decided_at: null,
      worked_minutes: null,
      decline_reason: null,
      decline_words: null,
    })
    .execute()
  const data = { handoffId: id, kindId: kind.id, from: fromId, to: input.toId, dueAt: dueAt.toISOString() }
  await tellDeal(ctx, dealId, { facts: [{ type: 'deal.handoff_offered', data }] })
  return showHandoff(ctx, id)
}

/** One's own deal; whoever may assign deals hands off those of others too. */
function senderOf(ctx: Context, ownerId: string | null): string {
  const own = memberOf(ctx)
  if (own !== null && own === ownerId) return own
  if (!has(ctx.actor, 'deals.assign')) fail('forbidden', { permission: 'deals.assign' })
  return ownerId ?? own ?? fail('unknown_reference', { field: 'toId' })
}

/** Somebody who is here and can work with it: with a deal, or with a customer. */
async function requireReceiver(ctx: Context, id: string, isCare: boolean): Promise<void> {
  const row = await ctx.tx
    .selectFrom('members')
    .select('role')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst()
  if (!row) return fail('unknown_reference', { field: 'toId' })
  if (!may(row.role, isCare ? 'base.edit' : 'deals.work')) fail('handoff_unfit', { problem: 'reader' })
}

async function requireNoneOffered(ctx: Context, dealId: string): Promise<void> {
  const row = await ctx.tx
    .selectFrom('handoffs')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('deal_id', '=', dealId)
    .where('state', '=', 'offered')
    .executeTakeFirst()
  if (row) fail('handoff_under_way')
}
