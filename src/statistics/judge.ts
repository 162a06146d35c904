import { homogeneity } from './homogeneity.ts'
import { assertCount, assertProbability } from './impossible-input.ts'
import { type Share, type Trials, defaultConfidence, wilson } from './intervals.ts'
import { shuffledHomogeneity } from './shuffled-homogeneity.ts'
import { shrunkenShares } from './shrinkage.ts'

export interface Judgement {
  /** `not_enough`: fewer than two groups can be compared; `within_chance`: no ranking; `differ`: rank by the shrunken shares. */
  verdict: 'not_enough' | 'within_chance' | 'differ'
  pValue: number | null
  /** `shuffled`: an expected count was under 5, where χ² is a rough guess. */
  method: 'chi_square' | 'shuffled' | null
  /** In the order of the groups. */
  groups: JudgedShare[]
}

export interface JudgedShare extends Trials {
  /** Successes ÷ trials with Wilson's limits. */
  plain: Share
  /** Null unless the verdict is `differ`, and for groups with too few trials to be compared. */
  shrunken: Share | null
}

export interface JudgeOptions {
  /** Groups with fewer trials are not compared. Default 5. */
  leastTrials?: number
  /** A p-value above it is within chance. Default 0.05. */
  significance?: number
  confidence?: number
}

/**
 * May these groups be ranked by their shares? First homogeneity: Pearson's χ²; where an expected count is under 5, the same
 * statistic among 9,999 shuffles of the outcomes (shuffledHomogeneity). P above `significance`: the differences are within chance,
 * and nothing is ranked. Else shares drawn to their mean (shrunkenShares), of the groups that were compared. For closed-only rates; for
 * times logRank, for shares by a day compareIncidence with shrunkenEstimates. Throws ImpossibleInput for counts that cannot be.
 * Source: Cochran 1954 (expected counts under 5); why in this order: docs/statistics.md.
 */
export function judgeShares(groups: readonly Trials[], options: JudgeOptions = {}): Judgement {
  const { leastTrials = 5, significance = 0.05, confidence = defaultConfidence } = options
  assertCount(leastTrials)
  assertProbability(significance)
  const enough = groups.map(({ trials }) => trials >= Math.max(1, leastTrials))
  const compared = groups.filter((_, i) => enough[i])
  const { pValue: rough, leastExpected } = homogeneity(compared)
  const method = rough === null ? null : leastExpected < 5 ? 'shuffled' : 'chi_square'
  const pValue = method === 'shuffled' ? shuffledHomogeneity(compared) : rough
  const verdict = pValue === null ? 'not_enough' : pValue > significance ? 'within_chance' : 'differ'
  const shrunken = verdict === 'differ' ? shrunkenShares(compared, confidence).groups : []
  let next = 0
  return {
    verdict,
    pValue,
    method,
    groups: groups.map(({ successes, trials }, i) => ({
      successes,
      trials,
      plain: wilson(successes, trials, confidence),
      shrunken: (enough[i] ? shrunken[next++] : null) ?? null,
    })),
  }
}
