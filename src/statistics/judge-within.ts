import type { JudgedShare, Judgement, JudgeOptions } from './judge.ts'
import { type ComparedWithin, comparedWithin } from './compared-within.ts'
import { ImpossibleInput, assertCount, assertProbability, at } from './impossible-input.ts'
import { type Share, type Trials, assertTrials, defaultConfidence, wilson } from './intervals.ts'
import { type Estimated, shrunkenEstimates } from './shrinkage.ts'
import { shuffledWithin } from './shuffled-homogeneity.ts'

/**
 * May these groups be ranked by their shares, though they got easier and harder cases? `strata[s][g]` are the trials of group g in stratum s (the same groups in the
 * same order in each). As judgeShares, but everybody is compared within the stratum: first the generalised Mantel–Haenszel test (comparedWithin); where fewer than 5 successes or failures of a group are to be expected, the same statistic among shuffles of the outcomes within strata. Then, where
 * they differ, what share each would have in the mix of strata of all: the mean of all + θ, θ by least squares from a share = stratum + group (with variance from V), drawn to the mean by empirical
 * Bayes (shrunkenEstimates). `plain` is as counted, over all strata. A group that is alone in its strata is compared with nobody: `shrunken` is null. Throws ImpossibleInput for counts that
 * cannot be, and when strata differ in their number of groups.
 * Source: Landis, Heyman & Koch 1978 (the test); Cochran 1954; golden: R mantelhaen.test(correct = FALSE), lm.
 */
export function judgeSharesWithin(strata: readonly (readonly Trials[])[], options: JudgeOptions = {}): Judgement {
  const { leastTrials = 5, significance = 0.05, confidence = defaultConfidence } = options
  assertCount(leastTrials)
  assertProbability(significance)
  const totals = totalsOf(strata)
  const places = totals.flatMap(({ trials }, g) => (trials >= Math.max(1, leastTrials) ? [g] : []))
  const own = strata.map((groups) => places.map((g) => groups[g] ?? none))
  const cells = own.map((groups) =>
    groups.map(({ successes, trials }) => ({ n: trials, sum: successes, squares: successes })),
  )
  const found = comparedWithin(cells)
  const method = methodOf(own, found)
  const pValue = method === 'shuffled' ? shuffledWithin(own, found.statisticOf) : found.pValue
  const verdict = pValue === null ? 'not_enough' : pValue > significance ? 'within_chance' : 'differ'
  const shrunken = verdict === 'differ' ? drawnShares(found.groups, confidence) : []
  return {
    verdict,
    pValue,
    method,
    groups: totals.map(
      ({ successes, trials }, g): JudgedShare => ({
        successes,
        trials,
        plain: wilson(successes, trials, confidence),
        shrunken: shrunken[places.indexOf(g)] ?? null,
      }),
    ),
  }
}

const none: Trials = { successes: 0, trials: 0 }

function totalsOf(strata: readonly (readonly Trials[])[]): Trials[] {
  const totals = (strata[0] ?? []).map(() => ({ ...none }))
  for (const groups of strata) {
    if (groups.length !== totals.length) throw new ImpossibleInput('groups_differ_by_stratum', groups.length)
    groups.forEach(({ successes, trials }, g) => {
      assertTrials(successes, trials)
      const total = totals[g]
      if (!total) return
      total.successes += successes
      total.trials += trials
    })
  }
  return totals
}

/** Where fewer than 5 successes or failures of a group are to be expected, χ² is a rough guess. */
function methodOf(strata: readonly (readonly Trials[])[], { pValue, apart }: ComparedWithin): Judgement['method'] {
  if (pValue === null) return null
  const fewest = totalsOf(strata).map(({ successes, trials }, g) => {
    const expected = successes - at(apart, g)
    return Math.min(expected, trials - expected)
  })
  return Math.min(...fewest) < 5 ? 'shuffled' : 'chi_square'
}

function drawnShares(groups: readonly (Estimated | null)[], confidence: number): (Share | null)[] {
  const within = (share: number | null) => (share === null ? null : Math.min(1, Math.max(0, share)))
  const drawn = shrunkenEstimates(
    groups.filter((group) => group !== null),
    confidence,
  ).groups.map(({ estimate, low, high }) => ({ estimate: within(estimate), low: within(low), high: within(high) }))
  let next = 0
  return groups.map((group) => (group === null ? null : (drawn[next++] ?? null)))
}
