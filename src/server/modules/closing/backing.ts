import type { Incentive, Scarcity } from '../../../contract/closing.ts'
import type { ErrorData } from '../../../contract/errors.ts'
import type { CloseTechnique } from '../../../contract/facts.ts'

type Problem = ErrorData<'claim_not_backed'>['problem']

/** What a technique holds out, as it stands today. */
interface HeldOut {
  readonly scarcity: Scarcity['state'] | null
  readonly incentive: Incentive['state'] | null
}

/**
 * What is wrong with holding it out: a buyer is told that something is scarce or added only where that is true. Whatever is
 * named has to hold, and the two techniques that live by it have to name it.
 */
export function claimProblem(technique: CloseTechnique, { scarcity, incentive }: HeldOut): Problem | null {
  if (technique === 'standing_room_only' && scarcity === null) return 'missing'
  if (technique === 'added_incentive' && incentive === null) return 'missing'
  if (scarcity === 'used_up') return 'used_up'
  if (scarcity === 'expired' || scarcity === 'ended' || incentive === 'expired') return 'expired'
  if (incentive === 'waiting' || incentive === 'refused') return incentive
  return null
}

/**
 * Whether an incentive needs somebody's approval: it costs more than the seller may give away by themselves.
 * @param percent of the deal's amount; a deal without an amount has none to take a share of
 */
export function isAboveLimit(costMinor: number, amountMinor: number | null, percent: number): boolean {
  return amountMinor === null ? costMinor > 0 : costMinor * 100 > amountMinor * percent
}
