import type { CommissionTerms } from '../../../contract/commission-plans.ts'
import type { LinePart } from '../../../contract/commission.ts'
import type { Line } from './reckon.ts'
import { type Ladder, laddersOf, rungsOf } from './tiers.ts'

/** What the lines of a period were reckoned by. */
export interface Ground {
  readonly terms: CommissionTerms
  readonly quotaMinor: number | null
}

/** What an earlier statement has booked for the same. */
export interface Before {
  /** The first day of that statement's period. */
  readonly statementOn: string
  readonly minor: number
}

/**
 * How the amount of a line came about, from what is kept of it alone: the parts sum to it, to the last minor unit. A line that sets an
 * earlier period right has what it comes to there by what is known now, less what was booked.
 * @param ground of the period that the line is about
 * @param before in the order it was booked; of a line of its own period nothing
 */
export function partsOf(line: Omit<Line, 'dealId'>, ground: Ground, before: readonly Before[]): LinePart[] {
  const booked = before.map(({ statementOn, minor }) => ({ ...bare('booked', -minor), statementOn }))
  return [...standing(line, ground, before), ...booked]
}

function standing({ key, kind, minor, details }: Omit<Line, 'dealId'>, ground: Ground, before: readonly Before[]) {
  const { terms, quotaMinor } = ground
  const [what = '', which] = key.split(':')
  if (what === 'adjustment') return [bare('granted', minor)]
  // What is taken back comes to nothing now.
  if (kind === 'claw_back') return []
  const { sale, beyond } = laddersOf(terms, quotaMinor)
  if (what === 'sale') return along(sale, 'tier', terms.tiersBy, details)
  if (what === 'accelerator') return beyond === null ? [] : along(beyond, 'beyond', 'quota', details)
  const comesTo = before.reduce((sum, each) => sum + each.minor, minor)
  if (comesTo === 0) return []
  if (what === 'cap') return [bare('cap', terms.capMinor ?? 0), bare('earned', comesTo - (terms.capMinor ?? 0))]
  const { goal, reach = 0 } = terms.bonuses[Number(which)] ?? {}
  return [{ ...bare('goal', comesTo), goal: goal === undefined ? null : { by: goal, reach } }]
}

function along(
  ladder: Ladder,
  kind: 'tier' | 'beyond',
  by: 'amount' | 'quota',
  { startMinor = 0, creditMinor = 0 }: Line['details'],
): LinePart[] {
  return rungsOf(ladder, startMinor, startMinor + creditMinor).map(({ from, until, rate, ofMinor, minor }) => ({
    ...bare(kind, minor),
    tier: { by, from, until, rate },
    ofMinor,
  }))
}

function bare(kind: LinePart['kind'], minor: number): LinePart {
  return { kind, minor: minor === 0 ? 0 : minor, tier: null, ofMinor: null, goal: null, statementOn: null }
}
