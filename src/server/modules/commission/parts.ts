import type { CommissionTerms } from '../../../contract/commission-plans.ts'
import type { LinePart } from '../../../contract/commission.ts'
import type { Line } from './reckon.ts'
import { type Ladder, climbing, laddersOf } from './tiers.ts'

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

/** Tells of a line how it came about. */
export type Telling = (line: Omit<Line, 'dealId'>, before: readonly Before[]) => LinePart[]

/**
 * How the amounts of a period's lines came about, from what is kept of them alone: the parts of each sum to it, to the last minor unit. A
 * line that sets an earlier period right has what it comes to there by what is known now, less what was booked.
 * @returns takes what was booked before in its order; of a line of its own period nothing
 */
export function partsBy({ terms, quotaMinor }: Ground): Telling {
  const { sale, beyond } = laddersOf(terms, quotaMinor)
  const tiers = along(sale, 'tier', terms.tiersBy)
  const more = beyond === null ? () => [] : along(beyond, 'beyond', 'quota')
  const standing: Telling = ({ key, kind, minor, details }, before) => {
    const [what, which] = key.split(':')
    if (what === 'adjustment') return [bare('granted', minor)]
    // What is taken back comes to nothing now.
    if (kind === 'claw_back') return []
    if (what === 'sale') return tiers(details)
    if (what === 'accelerator') return more(details)
    const comesTo = before.reduce((sum, each) => sum + each.minor, minor)
    if (comesTo === 0) return []
    if (what === 'cap') return [bare('cap', terms.capMinor ?? 0), bare('earned', comesTo - (terms.capMinor ?? 0))]
    const { goal, reach = 0 } = terms.bonuses[Number(which)] ?? {}
    return [{ ...bare('goal', comesTo), goal: goal === undefined ? null : { by: goal, reach } }]
  }
  return (line, before) => [
    ...standing(line, before),
    ...before.map(({ statementOn, minor }) => ({ ...bare('booked', -minor), statementOn })),
  ]
}

function along(
  ladder: Ladder,
  kind: 'tier' | 'beyond',
  by: 'amount' | 'quota',
): (details: Line['details']) => LinePart[] {
  const climb = climbing(ladder)
  return ({ startMinor = 0, creditMinor = 0 }) =>
    climb(startMinor, startMinor + creditMinor).map(({ from, until, rate, ofMinor, minor }) => ({
      ...bare(kind, minor),
      tier: { by, from, until, rate },
      ofMinor,
    }))
}

function bare(kind: LinePart['kind'], minor: number): LinePart {
  return { kind, minor: minor === 0 ? 0 : minor, tier: null, ofMinor: null, goal: null, statementOn: null }
}
