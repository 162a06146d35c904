import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as moves from '../../../contract/moves.ts'
import type { Context } from '../../kernel/context.ts'
import { assert, fail } from '../../kernel/fail.ts'
import { enteredAt, entryTypes, factTypes, standing } from './history.ts'
import { holdDeal, type HeldDeal, isCare, requireFrom, requireOpen, stageNamed, stageOf, timeOfChange } from './hold.ts'
import { type Moved, type Step, take } from './moves.ts'
import type { AnyFact } from './save.ts'

/**
 * Wins an open deal, from whatever stage it is in: no gate stops a customer who signs. The deal comes to the stage of care,
 * if its process has one; the stages left out on the way are named as passed over.
 */
export async function winDeal(ctx: Context, id: string, input: BodyOf<typeof moves.winDeal>): Promise<Moved> {
  const held = await holdOpen(ctx, id, input.fromStage)
  const at = await timeOfChange(ctx, held, input.occurredAt)
  const from = stageOf(held)
  const care = held.stages.find(isCare)
  const leftOut = held.stages.filter((stage) => stage.position > from.position && !isCare(stage))
  const minor = input.amountMinor ?? held.amount_minor
  const isNewAmount = minor !== held.amount_minor
  const fact: AnyFact = {
    type: 'deal.won',
    data: {
      signal: input.signal,
      skipped: leftOut.map((stage) => stage.id),
      minor,
      currency: held.currency,
      ...(isNewAmount ? { minorBefore: held.amount_minor } : {}),
    },
    words: input.note,
  }
  return take(ctx, held, {
    fact,
    at,
    stage: care ?? from,
    ...(care ? { stageEnteredAt: at } : {}),
    outcome: 'won',
    ...(isNewAmount ? { set: { amount_minor: minor }, before: [amountChange(held, minor, at)] } : {}),
  })
}

/** The fact of another amount; it is the last word on the amount even when the win lies in the past. */
export function amountChange(held: HeldDeal, to: number | null, at: Date): AnyFact {
  const data = { from: held.amount_minor, to, currency: held.currency }
  return { type: 'deal.amount_changed', data, occurredAt: at > held.last_at ? at : held.last_at }
}

/** A win that was taken back by the customer or by us counts as lost from then on; that it was won stays in the log. */
export async function reverseWin(ctx: Context, id: string, input: BodyOf<typeof moves.reverseWin>): Promise<Moved> {
  const held = await holdDeal(ctx, id)
  if (held.outcome !== 'won') fail('deal_elsewhere', { stageId: held.stage_id, outcome: held.outcome })
  return take(ctx, held, {
    fact: { type: 'deal.win_reversed', data: { reason: input.reason }, words: input.note },
    at: await timeOfChange(ctx, held, input.occurredAt),
    stage: stageOf(held),
    outcome: 'lost',
  })
}

export async function loseDeal(ctx: Context, id: string, input: BodyOf<typeof moves.loseDeal>): Promise<Moved> {
  const comeBackOn = input.comeBackOn ?? null
  const competitorId = input.competitorId ?? null
  const to = competitorId === null ? {} : { competitorId }
  const moved = await end(ctx, id, input, {
    fact: { type: 'deal.lost', data: { reason: input.reason, comeBackOn, ...to }, words: input.note },
    outcome: 'lost',
    comeBackOn,
  })
  await keepLoss(ctx, id, competitorId)
  return moved
}

/** To whom the deal is lost; what an earlier loss said does not hold any more. */
async function keepLoss(ctx: Context, dealId: string, competitorId: string | null): Promise<void> {
  await ctx.tx.deleteFrom('losses').where('workspace_id', '=', ctx.workspace.id).where('deal_id', '=', dealId).execute()
  if (competitorId === null) return
  const known = await ctx.tx
    .selectFrom('competitors')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', competitorId)
    .executeTakeFirst()
  if (!known) fail('unknown_reference', { field: 'competitorId' })
  const row = { workspace_id: ctx.workspace.id, deal_id: dealId, competitor_id: competitorId }
  await ctx.tx.insertInto('losses').values(row).execute()
}

export async function disqualifyDeal(
  ctx: Context,
  id: string,
  input: BodyOf<typeof moves.disqualifyDeal>,
): Promise<Moved> {
  return end(ctx, id, input, {
    fact: { type: 'deal.disqualified', data: { reason: input.reason }, words: input.note },
    outcome: 'disqualified',
  })
}

export async function postponeDeal(ctx: Context, id: string, input: BodyOf<typeof moves.postponeDeal>): Promise<Moved> {
  const { comeBackOn } = input
  return end(ctx, id, input, {
    fact: { type: 'deal.postponed', data: { comeBackOn }, words: input.note },
    outcome: 'not_now',
    comeBackOn,
  })
}

/** Corrects an end that was a mistake: the deal is where it was before, and its clock has never stopped. */
export async function reopenDeal(ctx: Context, id: string, input: BodyOf<typeof moves.reopenDeal>): Promise<Moved> {
  const held = await holdDeal(ctx, id)
  if (held.outcome === 'open') fail('deal_open')
  const at = await timeOfChange(ctx, held, input.occurredAt)
  const { rows } = await sql<{ stage_id: string; entered_at: Date }>`
    select f.stage_id, ${enteredAt('f')} as entered_at from facts f
    where f.workspace_id = ${ctx.workspace.id} and f.deal_id = ${id} and f.type in (${factTypes(entryTypes)})
      and ${standing('f')}
    order by f.occurred_at desc, f.id desc limit 1`.execute(ctx.tx)
  const [entry] = rows
  assert(entry, 'every deal was opened in a stage')
  return take(ctx, held, {
    fact: { type: 'deal.reopened', data: { was: held.outcome } },
    at,
    stage: stageNamed(held, entry.stage_id),
    stageEnteredAt: entry.entered_at,
    outcome: 'open',
  })
}

interface Ending {
  readonly fromStage?: string | undefined
  readonly occurredAt?: string | undefined
}

async function end(
  ctx: Context,
  id: string,
  input: Ending,
  step: Pick<Step, 'fact' | 'outcome' | 'comeBackOn'>,
): Promise<Moved> {
  const held = await holdOpen(ctx, id, input.fromStage)
  return take(ctx, held, { ...step, at: await timeOfChange(ctx, held, input.occurredAt), stage: stageOf(held) })
}

async function holdOpen(ctx: Context, id: string, fromStage: string | undefined): Promise<HeldDeal> {
  const held = await holdDeal(ctx, id)
  requireOpen(held)
  requireFrom(held, fromStage)
  return held
}
