import type { Grade, RankReason } from '../../../contract/prospects.ts'
import { decides } from './titles.ts'

/** What each reason is worth. The order of the call list is the sum, and the sum is shown with its parts. */
export const points: Readonly<Record<RankReason, number>> = {
  // A day that was agreed comes before everything that was not.
  promised: 50,
  grade_a: 40,
  grade_b: 20,
  grade_c: -10,
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
  deal_overdue: 90,
  deal_today: 80,
  deal_without_step: 35,
  deal_planned: 0,
}

/** What is known of somebody on a list. */
export interface Known {
  readonly hasPhone: boolean
  readonly hasEmail: boolean
  readonly title: string | null
  readonly grade: Grade | null
  /** Whether they are in a target market; null where none judges such a customer. */
  readonly fits: boolean | null
  readonly sourceYield: Yield
  /** Days since they were listed. */
  readonly listedDays: number
  readonly setAside: boolean
}

export interface Rank {
  readonly score: number
  readonly reasons: readonly RankReason[]
  /** In so many days one of the reasons no longer holds; null if they hold by themselves. */
  readonly lapsesInDays: number | null
}

/** Where somebody stands on the call list, and why. */
export function rank(known: Known): Rank {
  const age = ageOf(known.listedDays)
  const reasons: RankReason[] = [
    ...(known.setAside ? (['promised'] as const) : []),
    ...(known.grade === null ? [] : [gradeReasons[known.grade]]),
    ...(known.fits === null ? [] : [known.fits ? ('in_market' as const) : ('outside_market' as const)]),
    ...(known.hasPhone ? (['phone'] as const) : []),
    ...(known.hasEmail ? (['email'] as const) : []),
    ...(known.hasPhone || known.hasEmail ? [] : (['unreachable'] as const)),
    ...(decides(known.title) ? (['decides'] as const) : []),
    ...(known.sourceYield === 'much' ? (['source_yields'] as const) : []),
    ...(known.sourceYield === 'little' ? (['source_yields_little'] as const) : []),
    ...(age.reason === null ? [] : [age.reason]),
  ]
  return { score: scoreOf(reasons), reasons, lapsesInDays: age.lapsesInDays }
}

export function scoreOf(reasons: readonly RankReason[]): number {
  return reasons.reduce((sum, reason) => sum + points[reason], 0)
}

const gradeReasons = { A: 'grade_a', B: 'grade_b', C: 'grade_c' } as const satisfies Record<Grade, RankReason>

// Who was found this week is still where the list says; after a year every fourth address is wrong.
const ages = [
  { underDays: 7, reason: 'new' },
  { underDays: 30, reason: 'recent' },
  { underDays: 365, reason: null },
] as const

function ageOf(days: number): { reason: RankReason | null; lapsesInDays: number | null } {
  const age = ages.find(({ underDays }) => days < underDays)
  return age ? { reason: age.reason, lapsesInDays: age.underDays - days } : { reason: 'old', lapsesInDays: null }
}

/** How much comes of a source, against all sources together. */
export type Yield = 'much' | 'little' | 'usual' | 'unknown'

// Fewer ended deals say nothing about a source.
const leastDeals = 10

/** Won and ended deals of one source, and of all. */
export function yieldOf(source: { won: number; ended: number }, all: { won: number; ended: number }): Yield {
  if (source.ended < leastDeals || all.won === 0) return 'unknown'
  const ratio = source.won / source.ended / (all.won / all.ended)
  if (ratio >= 1.25) return 'much'
  return ratio <= 0.75 ? 'little' : 'usual'
}
