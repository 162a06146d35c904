import type { JudgedShare, Judgement, JudgeOptions } from './judge.ts'
import { ImpossibleInput, add, assertCount, assertProbability, at } from './impossible-input.ts'
import { type Share, type Trials, assertTrials, defaultConfidence, wilson } from './intervals.ts'
import { type LogRankTest, addDay } from './log-rank.ts'
import { chiSquareTail } from './homogeneity.ts'
import { type Estimated, shrunkenEstimates } from './shrinkage.ts'
import { shuffledWithin } from './shuffled-homogeneity.ts'
import { type Symmetric, inverseOf, quadraticForm, symmetric, times } from './symmetric.ts'

/**
 * May these groups be ranked by their shares, though they got easier and harder cases? `strata[s][g]` are the trials of group g in stratum s (the same groups in the
 * same order in each). As judgeShares, but everybody is compared within the stratum: first the generalised Mantel–Haenszel test, (O − E)ᵀ V⁻ (O − E) with O − E and the hypergeometric V
 * added up over strata; where fewer than 5 successes or failures of a group are to be expected, the same statistic among shuffles of the outcomes within strata. Then, where
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
  const { pValue, method, ...sums } = test(own)
  const verdict = pValue === null ? 'not_enough' : pValue > significance ? 'within_chance' : 'differ'
  const shrunken = verdict === 'differ' ? shrunkenWithin(own, sums.covariance, sums.results, confidence) : []
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

function test(strata: readonly (readonly Trials[])[]) {
  const results = (strata[0] ?? []).map(() => ({ observed: 0, expected: 0 }))
  const covariance = symmetric(results.length)
  for (const groups of strata)
    addDay(
      groups.map(({ successes, trials }) => ({ atRisk: trials, events: successes })),
      results,
      covariance,
    )
  const inverse = inverseOf(covariance)
  const apart = results.map(({ observed, expected }) => observed - expected)
  const statistic = quadraticForm(inverse, apart)
  const rough = chiSquareTail(statistic, inverse.rank)
  const trials = totalsOf(strata).map((total) => total.trials)
  const fewest = Math.min(...results.map(({ expected }, g) => Math.min(expected, at(trials, g) - expected)))
  const method = rough === null ? null : fewest < 5 ? ('shuffled' as const) : ('chi_square' as const)
  const pValue = method === 'shuffled' ? shuffledWithin(strata, (moves) => quadraticForm(inverse, moves)) : rough
  return { results, covariance, pValue, method }
}

/** The shares that groups would have in the mix of strata of all, drawn to their mean. */
function shrunkenWithin(
  strata: readonly (readonly Trials[])[],
  covariance: Symmetric,
  results: LogRankTest['groups'],
  confidence: number,
): (Share | null)[] {
  const size = results.length
  const totals = totalsOf(strata)
  const weight = totals.reduce((sum, { trials }) => sum + trials, 0)
  const mean = totals.reduce((sum, { successes }) => sum + successes, 0) / weight
  const information = symmetric(size)
  for (const groups of strata) {
    const all = groups.reduce((sum, { trials }) => sum + trials, 0)
    groups.forEach(({ trials }, g) =>
      groups.forEach((other, h) => {
        if (all > 0) add(information.values, g * size + h, trials * (Number(g === h) - other.trials / all))
      }),
    )
  }
  const isLinked = totals.map((_, g) => at(covariance.values, g * size + g) > 0)
  const inverse = inverseOf(information)
  // Groups that no chain of strata joins cannot stand beside each other.
  if (inverse.rank < isLinked.filter(Boolean).length - 1) return totals.map(() => null)
  const apart = results.map(({ observed, expected }) => observed - expected)
  const effects = times(inverse, apart)
  // Around the mean of all: rows of the inverse less their mean, each group by its trials.
  const centred = (of: (g: number) => number) => {
    const middle = totals.reduce((sum, { trials }, g) => sum + trials * of(g), 0) / weight
    return totals.map((_, g) => of(g) - middle)
  }
  const theta = centred((g) => at(effects, g))
  const columns = totals.map((_, h) => centred((g) => at(inverse.values, g * size + h)))
  const estimates = theta.map((effect, g): Estimated => {
    const row = columns.map((column) => column[g] ?? 0)
    return { estimate: mean + effect, standardError: Math.sqrt(quadraticForm(covariance, row)) }
  })
  const linked = estimates.filter((_, g) => isLinked[g])
  const drawn = shrunkenEstimates(linked, confidence).groups.map(({ estimate, low, high }) => ({
    estimate: within(estimate ?? mean),
    low: within(low ?? 0),
    high: within(high ?? 1),
  }))
  let next = 0
  return isLinked.map((is) => (is ? (drawn[next++] ?? null) : null))
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share))
}
