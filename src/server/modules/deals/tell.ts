import type { Context } from '../../kernel/context.ts'
import { holdDeal, requireOpen } from './hold.ts'
import { type NextStep, noStep, planned } from './next-step.ts'
import { type AnyFact, type Change, save } from './save.ts'

/** What happened to a deal beside its own work: facts, and what they say of its next step. */
export interface Told {
  readonly facts: readonly AnyFact[]
  /** The next step was this. */
  readonly finishesNextStep?: boolean | undefined
  readonly nextStep?: NextStep | undefined
}

/** Writes what other modules know of a deal into its log, with what comes next. Gives the one whose deal it is. */
export async function tellDeal(ctx: Context, id: string, { facts, finishesNextStep, nextStep }: Told) {
  const held = await holdDeal(ctx, id)
  if (nextStep) requireOpen(held)
  const { next_step_on: on, next_step: text } = held
  const at = held.last_at > ctx.now ? held.last_at : ctx.now
  const done: AnyFact[] =
    finishesNextStep && on !== null
      ? [{ type: 'deal.next_step_done', data: { on }, words: text ?? undefined, occurredAt: at }]
      : []
  const set: Change['set'] = nextStep
    ? { next_step: nextStep.text, next_step_on: nextStep.on }
    : done.length > 0
      ? noStep
      : {}
  const fields = nextStep || done.length > 0 ? ['nextStep'] : []
  await save(ctx, held, { set, fields, facts: [...facts, ...done, ...(nextStep ? [planned(nextStep, at)] : [])] })
  return {
    companyId: held.company_id,
    personId: held.person_id,
    householdId: held.household_id,
    ownerId: held.owner_id,
  }
}
