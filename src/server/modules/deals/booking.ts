import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { gateView, holdDeal, requireOpen, stageOf } from './hold.ts'
import { allowsOverride } from './move.ts'

/**
 * Asks before people of a buyer are met whether somebody who decides is known: in the committee, by what was asked, or
 * because the customer is private. Without one it takes a reason; and where an enforced gate, here or further on, asks for
 * the decision, also the right to override gates. Returns whether the appointment is one without.
 */
export async function askForDecider(ctx: Context, dealId: string, reason: string | undefined): Promise<boolean> {
  const held = await holdDeal(ctx, dealId)
  requireOpen(held)
  const { customerIsPrivate, stakeholderRoles, qualified } = gateView(held)
  const decides = stakeholderRoles.some((role) => role === 'decides' || role === 'signs')
  if (customerIsPrivate || decides || qualified.includes('authority')) return false
  const { position } = stageOf(held)
  const isGuarded = held.stages.some(
    (stage) =>
      stage.gate === 'enforce' &&
      stage.position >= position &&
      [...stage.entryCriteria, ...stage.exitCriteria].some(
        ({ kind }) => kind === 'decider_known' || kind === 'authority_confirmed',
      ),
  )
  const mayOverride = !isGuarded || allowsOverride(held.process_version[1], ctx.actor)
  if (reason === undefined) fail('decider_unconfirmed', { mayOverride })
  return mayOverride || fail('override_not_allowed')
}
