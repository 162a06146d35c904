import { distinct } from './distinct.ts'
import { ImpossibleInput, assertProbability } from './impossible-input.ts'
import { type Share, assertTrials, defaultConfidence, standardErrorsFor, wilson } from './intervals.ts'

/** Cases that got the same score, and how many of them came true. */
export interface ScoredTrials {
  score: number
  successes: number
  trials: number
}

/** The same cases with one row for each score, ascending. Throws ImpossibleInput for counts or scores that cannot be. */
export function byScore(rows: readonly ScoredTrials[]): ScoredTrials[] {
  for (const { score, successes, trials } of rows) {
    assertTrials(successes, trials)
    if (!Number.isFinite(score)) throw new ImpossibleInput('value_not_finite', score)
  }
  const cases = rows.filter(({ trials }) => trials > 0)
  const { sorted, placeOf } = distinct(Float64Array.from(cases, ({ score }) => score))
  const scores = Array.from(sorted, (score): ScoredTrials => ({ score, successes: 0, trials: 0 }))
  for (const { score, successes, trials } of cases) {
    const here = scores[placeOf(score)]
    if (here === undefined) continue
    here.successes += successes
    here.trials += trials
  }
  return scores
}

/**
 * Area under the ROC curve: the chance that a case that came true had the higher score than one that did not, ties counting half. ½ is a
 * coin, 1 a score that never errs. Variance by DeLong, limits on the log odds; none at 0 and 1. All null when all came true, or none.
 * Throws ImpossibleInput (see byScore).
 * Source: Hanley & McNeil 1982; DeLong, DeLong & Clarke-Pearson 1988; Pepe 2003, §5.2; golden: every pair compared in R.
 */
export function rocArea(rows: readonly ScoredTrials[], confidence = defaultConfidence): Share {
  const z = standardErrorsFor(confidence)
  const scores = byScore(rows)
  const came = scores.reduce((total, { successes }) => total + successes, 0)
  const not = scores.reduce((total, { trials }) => total + trials, 0) - came
  if (came === 0 || not === 0) return { estimate: null, low: null, high: null }
  let [cameBelow, notBelow, pairs] = [0, 0, 0]
  const places = scores.map(({ successes, trials }) => {
    const failures = trials - successes
    const place = {
      successes,
      failures,
      /** Of those that did not, the share below; of those that did, the share above. */
      over: (notBelow + failures / 2) / not,
      under: (came - cameBelow - successes / 2) / came,
    }
    pairs += successes * (notBelow + failures / 2)
    cameBelow += successes
    notBelow += failures
    return place
  })
  // Pairs are counted, not their shares added: of a score that never errs 0.9999999999999994 would have limits.
  const estimate = pairs / came / not
  const ofCame = places.reduce((total, { successes, over }) => total + successes * (over - estimate) ** 2, 0)
  const ofNot = places.reduce((total, { failures, under }) => total + failures * (under - estimate) ** 2, 0)
  const variance = ofCame / (came * (came - 1)) + ofNot / (not * (not - 1))
  const spread = (z * Math.sqrt(variance)) / (estimate * (1 - estimate))
  if (!Number.isFinite(spread)) return { estimate, low: null, high: null }
  const odds = estimate / (1 - estimate)
  return {
    estimate,
    low: odds / (odds + Math.exp(spread)),
    high: odds / (odds + Math.exp(-spread)),
  }
}

export interface BrierScore {
  /** Mean of (score − outcome)², outcome 1 or 0; null without cases. */
  score: number | null
  /** What one gets by giving everybody the share that came true. */
  base: number | null
  /** 1 − score ÷ base: 0 is no better than the share alone, below 0 worse; null when base is 0. */
  skill: number | null
}

/** Brier's score of probabilities. Throws ImpossibleInput (see byScore), and for a score outside 0 … 1. Source: Brier 1950. */
export function brierScore(rows: readonly ScoredTrials[]): BrierScore {
  const scores = byScore(rows)
  for (const { score } of scores) assertProbability(score)
  const n = scores.reduce((total, { trials }) => total + trials, 0)
  if (n === 0) return { score: null, base: null, skill: null }
  const share = scores.reduce((total, { successes }) => total + successes, 0) / n
  const sum = scores.reduce((total, { score, successes, trials }) => {
    return total + successes * (1 - score) ** 2 + (trials - successes) * score ** 2
  }, 0)
  const base = share * (1 - share)
  return { score: sum / n, base, skill: base === 0 ? null : 1 - sum / n / base }
}

export interface Calibration {
  /** Expected calibration error: mean of |said − came true| over the bins, weighted by cases; null without cases. */
  error: number | null
  /** Bins with cases only, ascending; `from` ≤ score < `to` (the last one includes 1). */
  bins: { from: number; to: number; n: number; said: number; cameTrue: Share }[]
}

/**
 * Do probabilities keep their word? Cases in `bins` equal bins of 0 … 1: the mean probability said beside the share that came true, with
 * Wilson's limits. Throws ImpossibleInput (see byScore), for a score outside 0 … 1 or no bins.
 * Source: Naeini, Cooper & Hauskrecht 2015; golden: R cut and tapply.
 */
export function calibration(rows: readonly ScoredTrials[], bins = 10, confidence = defaultConfidence): Calibration {
  if (!(Number.isSafeInteger(bins) && bins >= 1)) throw new ImpossibleInput('count_not_whole', bins)
  const scores = byScore(rows)
  for (const { score } of scores) assertProbability(score)
  const n = scores.reduce((total, { trials }) => total + trials, 0)
  const filled = Map.groupBy(scores, ({ score }) => Math.min(bins - 1, Math.floor(score * bins + 1e-9)))
  const read = [...filled].map(([bin, own]) => {
    const trials = own.reduce((total, each) => total + each.trials, 0)
    const successes = own.reduce((total, each) => total + each.successes, 0)
    const said = own.reduce((total, each) => total + each.trials * each.score, 0) / trials
    return { from: bin / bins, to: (bin + 1) / bins, n: trials, said, cameTrue: wilson(successes, trials, confidence) }
  })
  const off = read.reduce(
    (total, { n: own, said, cameTrue }) => total + own * Math.abs(said - (cameTrue.estimate ?? 0)),
    0,
  )
  return { error: n === 0 ? null : off / n, bins: read }
}
