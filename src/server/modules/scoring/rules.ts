import type { ScorePart } from '../../../contract/prospects.ts'
import type { RuleReason, ScoreRules } from '../../../contract/scoring.ts'
import { decides } from './titles.ts'

/** What every workspace begins with. */
export const usualRules: ScoreRules = {
  points: {
    in_market: 20,
    outside_market: -20,
    phone: 20,
    email: 10,
    unreachable: -20,
    decides: 15,
    source_yields: 15,
    source_yields_little: -10,
    new: 10,
    recent: 5,
    old: -10,
  },
  rules: [],
  cutA: 45,
  cutB: 20,
}

/** How much comes of a source, against all sources together. */
export type Yield = 'much' | 'little' | 'usual' | 'unknown'

/** What rules ask of a customer. */
export interface Asked {
  readonly hasPhone: boolean
  readonly hasEmail: boolean
  readonly title: string | null
  /** Whether they are in a target market; null where none judges such a customer. */
  readonly fits: boolean | null
  readonly sourceYield: Yield
  /** Which of the workspace's own rules they pass, in their order. */
  readonly passed: readonly boolean[]
}

/** What rules give, a part each. */
export function partsOf({ points, rules }: Pick<ScoreRules, 'points' | 'rules'>, asked: Asked): ScorePart[] {
  const reasons: RuleReason[] = [
    ...(asked.fits === null ? [] : [asked.fits ? ('in_market' as const) : ('outside_market' as const)]),
    ...(asked.hasPhone ? (['phone'] as const) : []),
    ...(asked.hasEmail ? (['email'] as const) : []),
    ...(asked.hasPhone || asked.hasEmail ? [] : (['unreachable'] as const)),
    ...(decides(asked.title) ? (['decides'] as const) : []),
    ...(asked.sourceYield === 'much' ? (['source_yields'] as const) : []),
    ...(asked.sourceYield === 'little' ? (['source_yields_little'] as const) : []),
  ]
  return [
    ...reasons.map((name) => ({ field: null, name, points: points[name] })),
    ...rules.flatMap(({ name, points: own }, at) => (asked.passed[at] ? [{ field: 'rule', name, points: own }] : [])),
  ]
}

// Fewer ended deals say nothing about a source.
const leastDeals = 10

/** Won and ended deals of one source, and of all. */
export function yieldOf(source: { won: number; ended: number }, all: { won: number; ended: number }): Yield {
  if (source.ended < leastDeals || all.won === 0) return 'unknown'
  const ratio = source.won / source.ended / (all.won / all.ended)
  if (ratio >= 1.25) return 'much'
  return ratio <= 0.75 ? 'little' : 'usual'
}
