import type { Deal } from '../../../contract/deals.ts'
import type * as contract from '../../../contract/deals.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { holdDeal, requireOpen, showDeal, timeOfEdit, timeSince } from './hold.ts'
import { type AnyFact, save } from './save.ts'

export type NextStep = BodyOf<typeof contract.planNextStep>

export const noStep = { next_step: null, next_step_on: null }

/** The fact of a next step: its day is in the log, its words beside it. */
export function planned(step: NextStep, occurredAt: Date): AnyFact {
  return { type: 'deal.next_step_planned', data: { on: step.on }, words: step.text, occurredAt }
}

export async function planNextStep(ctx: Context, id: string, step: NextStep): Promise<Deal> {
  const held = await holdDeal(ctx, id)
  requireOpen(held)
  await save(ctx, held, {
    set: { next_step: step.text, next_step_on: step.on },
    fields: ['nextStep'],
    facts: [planned(step, timeOfEdit(ctx, held))],
  })
  return showDeal(ctx, id)
}

export async function finishNextStep(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.finishNextStep>,
): Promise<Deal> {
  const held = await holdDeal(ctx, id)
  const { next_step_on: on, next_step: text } = held
  if (on === null) return fail('not_found', { kind: 'next_step' })
  const occurredAt = await timeSince(ctx, held, ['deal.next_step_planned'], input.occurredAt)
  await save(ctx, held, {
    set: noStep,
    fields: ['nextStep'],
    facts: [{ type: 'deal.next_step_done', data: { on }, words: text ?? undefined, occurredAt }],
  })
  return showDeal(ctx, id)
}

export async function dropNextStep(ctx: Context, id: string): Promise<Deal> {
  const held = await holdDeal(ctx, id)
  if (held.next_step_on === null) return fail('not_found', { kind: 'next_step' })
  await save(ctx, held, {
    set: noStep,
    fields: ['nextStep'],
    facts: [{ type: 'deal.next_step_dropped', data: {}, occurredAt: timeOfEdit(ctx, held) }],
  })
  return showDeal(ctx, id)
}
