import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/handoffs.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { assignDeal, tellDeal } from '../deals/index.ts'
import { findHandoff, type HandoffRow, mayDecide, mayWithdraw, showHandoff } from './handoffs.ts'
import { workOf } from './working-hours.ts'
import { workingMinutes } from './working-time.ts'

export async function checkHandoff(
  ctx: Context,
  id: string,
  { point, done }: BodyOf<typeof contract.checkHandoff>,
): Promise<contract.Handoff> {
  const row = await findHandoff(ctx, id, true)
  if (row.state !== 'offered') fail('handoff_decided')
  if (point >= row.checklist.length) fail('unknown_reference', { field: 'point' })
  const checklist = row.checklist.map((each, at) => (at === point ? { ...each, done } : each))
  await ctx.tx
    .updateTable('handoffs')
    .set({ checklist: JSON.stringify(checklist), ...nextVersion(row, ['checklist']) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return showHandoff(ctx, id)
}

/** An open deal has a new owner from now on; of a won one, the customer has somebody who looks after them. */
export async function acceptHandoff(ctx: Context, id: string): Promise<contract.Handoff> {
  const row = await holdOffered(ctx, id)
  const all = inSight(ctx)
  const { kind, deal, from, to } = row
  const told = await tellDeal(all, deal.id, {
    facts: [
      {
        type: 'deal.handoff_accepted',
        data: { handoffId: id, kindId: kind.id, from: from.id, to: to.id },
      },
    ],
  })
  if (kind.route === 'seller_to_care') await giveCustomer(ctx, told, to.id)
  else await assignDeal(all, deal.id, { ownerId: to.id })
  await decide(ctx, row, { state: 'accepted' })
  return showHandoff(ctx, id)
}

export async function declineHandoff(
  ctx: Context,
  id: string,
  { reason, words }: BodyOf<typeof contract.declineHandoff>,
): Promise<contract.Handoff> {
  const row = await holdOffered(ctx, id)
  const data = { handoffId: id, to: row.to.id, reason }
  await tellDeal(inSight(ctx), row.deal.id, {
    facts: [{ type: 'deal.handoff_declined', data, words }],
  })
  await decide(ctx, row, { state: 'declined', decline_reason: reason, decline_words: words ?? null })
  return showHandoff(ctx, id)
}

export async function withdrawHandoff(ctx: Context, id: string): Promise<Record<string, never>> {
  const row = await findHandoff(ctx, id, true)
  if (row.state !== 'offered') fail('handoff_decided')
  if (!mayWithdraw(ctx, row)) fail('forbidden', { permission: 'deals.assign' })
  await tellDeal(inSight(ctx), row.deal.id, {
    facts: [{ type: 'deal.handoff_withdrawn', data: { handoffId: id, to: row.to.id } }],
  })
  await decide(ctx, row, { state: 'withdrawn' })
  return {}
}

async function holdOffered(ctx: Context, id: string): Promise<HandoffRow> {
  const row = await findHandoff(ctx, id, true)
  if (row.state !== 'offered') fail('handoff_decided')
  if (!mayDecide(ctx, row)) fail('forbidden', { permission: 'deals.assign' })
  return row
}

/** Whoever is offered a deal answers for it, though they may not see it before it is theirs. */
function inSight(ctx: Context): Context {
  return { ...ctx, actor: { ...ctx.actor, sees: null } }
}

interface Decision {
  readonly state: 'accepted' | 'declined' | 'withdrawn'
  readonly decline_reason?: contract.Handoff['declineReason']
  readonly decline_words?: string | null
}

async function decide(ctx: Context, row: HandoffRow, decision: Decision): Promise<void> {
  const work = await workOf(ctx)
  await ctx.tx
    .updateTable('handoffs')
    .set({
      ...decision,
      decided_at: ctx.now,
      worked_minutes: workingMinutes(row.offered_at, ctx.now, work),
      ...nextVersion(row, ['state']),
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', row.id)
    .execute()
}

interface CustomerIds {
  readonly companyId: string | null
  readonly personId: string | null
  readonly householdId: string | null
}

/** The customer's owner is whom they turn to. The deal keeps the one who won it: the win is theirs in every figure. */
async function giveCustomer(ctx: Context, ids: CustomerIds, ownerId: string): Promise<void> {
  const customers = [
    ['companies', ids.companyId],
    ['people', ids.personId],
    ['households', ids.householdId],
  ] as const
  for (const [kind, id] of customers) {
    if (id === null) continue
    await sql`
      update ${sql.table(kind)} c set owner_id = ${ownerId}, version = c.version + 1, updated_at = ${ctx.now},
        field_versions = c.field_versions || jsonb_build_object('ownerId', c.version + 1)
      where c.workspace_id = ${ctx.workspace.id} and c.id = ${id} and c.owner_id is distinct from ${ownerId}`.execute(
      ctx.tx,
    )
    await leaveChange(ctx, { kind, id, fields: ['ownerId'] })
  }
}
