import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as moves from '../../../contract/moves.ts'
import type { ProcessVersion } from '../../../contract/process.ts'
import type { Actor, Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { has } from '../../kernel/rights.ts'
import { gatesOnTheWay, passedOver, type Verdict } from './gate.ts'
import { gateView, holdDeal, isCare, requireFrom, requireOpen, stageNamed, stageOf, timeOfChange } from './hold.ts'
import { type Moved, take } from './moves.ts'
import type { AnyFact } from './save.ts'

/** Moves an open deal to another stage, past the gates on the way or, where the process allows it, over them. */
export async function moveDeal(ctx: Context, id: string, input: BodyOf<typeof moves.moveDeal>): Promise<Moved> {
  const held = await holdDeal(ctx, id)
  requireOpen(held)
  requireFrom(held, input.fromStage)
  const from = stageOf(held)
  const to = stageNamed(held, input.stage)
  if (to.id === from.id) fail('already_in_stage')
  if (isCare(to)) fail('stage_only_by_winning')
  const at = await timeOfChange(ctx, held, input.occurredAt)
  const verdict = gatesOnTheWay(held.stages, from.position, to.position, gateView(held))
  const mayOverride = allowsOverride(held.process_version[1], ctx.actor)
  const overridden = pass(verdict, mayOverride, input.overrideReason)
  const overrideId = newId()
  const moveId = newId()
  const override: AnyFact[] = overridden
    ? [
        {
          id: overrideId,
          type: 'deal.gate_overridden',
          data: { missing: keysOf(verdict.enforced), moveId },
          words: input.overrideReason,
          occurredAt: at,
          fromStageId: from.id,
          stageId: to.id,
        },
      ]
    : []
  const advised = keysOf(verdict.advised)
  const fact: AnyFact = {
    id: moveId,
    type: 'deal.moved',
    data: {
      direction: to.position > from.position ? 'forward' : 'back',
      skipped: passedOver(held.stages, from.position, to.position).map((stage) => stage.id),
      ...(advised.length > 0 ? { missing: advised } : {}),
    },
  }
  return take(ctx, held, { fact, at, stage: to, stageEnteredAt: at, outcome: 'open', before: override })
}

/** Whether a gate must be overridden; refuses where it holds. */
function pass({ enforced }: Verdict, mayOverride: boolean, reason: string | undefined): boolean {
  if (enforced.length === 0) return false
  if (!reason) fail('gate_not_met', { gates: [...enforced], mayOverride })
  return mayOverride || fail('override_not_allowed')
}

/** Whether the process and the role let this actor go on while something is missing. */
export function allowsOverride(overrides: ProcessVersion['overrides'], actor: Actor): boolean {
  if (!has(actor, 'gates.override')) return false
  switch (overrides) {
    case 'anyone':
      return true
    case 'managers':
      // Who may assign deals leads the sellers.
      return has(actor, 'deals.assign')
    case 'nobody':
      return false
  }
}

/** The keys of what gates ask for in vain, as the log names it. */
export function keysOf(gates: Verdict['enforced']): string[] {
  return gates.flatMap(({ missing }) => missing.map(({ key }) => key))
}
