import { type Grade, type RankReason, ruleReasons, type ScorePart } from '../../../contract/prospects.ts'
import type { RuleReason, ScoreRules } from '../../../contract/scoring.ts'

type Fixed = Exclude<RankReason, RuleReason | 'own_rules' | 'model'>

/** What each reason is worth that no rule of the workspace sets. */
export const points: Readonly<Record<Fixed, number>> = {
  // A day that was agreed comes before everything that was not.
  promised: 50,
  grade_a: 40,
  grade_b: 20,
  grade_c: -10,
  deal_overdue: 90,
  deal_today: 80,
  deal_without_step: 35,
  deal_planned: 0,
}

/** What a list knows of somebody. */
export interface Listed {
  readonly grade: Grade | null
  /** Days since they were listed. */
  readonly listedDays: number
  readonly setAside: boolean
  readonly isReachable: boolean
}

/** How likely they are to buy, as a sum: see scoring. */
export interface Worth {
  readonly kind: 'rules' | 'model'
  readonly points: number
  readonly parts: readonly ScorePart[]
}

export interface Reason {
  readonly code: RankReason
  readonly points: number
}

export interface Rank {
  readonly score: number
  readonly reasons: readonly Reason[]
  /** What 'model' or 'own_rules' is made of. */
  readonly parts: readonly ScorePart[]
  /** In so many days one of the reasons no longer holds; null if they hold by themselves. */
  readonly lapsesInDays: number | null
}

/** Where somebody stands on the call list, and why. The order of the list is the sum, and the sum is shown with its parts. */
export function rank(listed: Listed, worth: Worth, rules: ScoreRules['points']): Rank {
  const age = ageOf(listed.listedDays)
  const fixed = (code: Fixed): Reason => ({ code, points: points[code] })
  const ruled = (code: RuleReason): Reason => ({ code, points: rules[code] })
  const reasons: Reason[] = [
    ...(listed.setAside ? [fixed('promised')] : []),
    ...(listed.grade === null ? [] : [fixed(gradeReasons[listed.grade])]),
    ...(worth.kind === 'model' ? [{ code: 'model' as const, points: worth.points }] : reasonsOf(worth)),
    // A fitted score counts who has a number; it does not know that nobody can be called without one.
    ...(worth.kind === 'model' && !listed.isReachable ? [ruled('unreachable')] : []),
    ...(age.reason === null ? [] : [ruled(age.reason)]),
  ]
  const parts = worth.kind === 'model' ? worth.parts : ownRules(worth)
  return { score: scoreOf(reasons), reasons, parts, lapsesInDays: age.lapsesInDays }
}

export function scoreOf(reasons: readonly Reason[]): number {
  return reasons.reduce((sum, reason) => sum + reason.points, 0)
}

/** The reasons of rules, with those that the workspace wrote as one. */
function reasonsOf(worth: Worth): Reason[] {
  const own = ownRules(worth)
  return [
    ...worth.parts.flatMap(({ field, name, points: given }) => {
      const code = field === null ? ruleReasons.find((each) => each === name) : undefined
      return code === undefined ? [] : [{ code, points: given }]
    }),
    ...(own.length === 0
      ? []
      : [{ code: 'own_rules' as const, points: own.reduce((sum, part) => sum + part.points, 0) }]),
  ]
}

function ownRules({ parts }: Worth): ScorePart[] {
  return parts.filter(({ field }) => field !== null)
}

const gradeReasons = { A: 'grade_a', B: 'grade_b', C: 'grade_c' } as const satisfies Record<Grade, RankReason>

// Who was found this week is still where the list says; after a year every fourth address is wrong.
const ages = [
  { underDays: 7, reason: 'new' },
  { underDays: 30, reason: 'recent' },
  { underDays: 365, reason: null },
] as const

function ageOf(days: number): { reason: 'new' | 'recent' | 'old' | null; lapsesInDays: number | null } {
  const age = ages.find(({ underDays }) => days < underDays)
  return age ? { reason: age.reason, lapsesInDays: age.underDays - days } : { reason: 'old', lapsesInDays: null }
}
