import { type Departures, departures } from './departures.ts'
import { ImpossibleInput, add, at } from './impossible-input.ts'
import { assertTrials } from './intervals.ts'
import { byScore, type ScoredTrials } from './scored.ts'
import { standardised } from './standardised.ts'
import { inverseOf, symmetric, times } from './symmetric.ts'

/** Cases with the same covariates (numbers; a yes/no is 1/0; missing values and groups are the caller's to turn into numbers). */
export interface LogisticRow {
  covariates: readonly number[]
  successes: number
  trials: number
}

export interface LogisticModel {
  n: number
  successes: number
  /** Log odds of a case with all covariates at their means. */
  intercept: number
  /** In the order of the covariates. */
  coefficients: LogisticCoefficient[]
  logLikelihood: number
}

export interface LogisticCoefficient {
  /** Log odds for one standard deviation more: what the penalty acts on. 0 for a covariate that never varied. */
  standardised: number
  mean: number
  /** 1 for a covariate that never varied. */
  deviation: number
  /** Of `standardised`; null under a penalty (there is no honest one) and where the data do not tell. */
  standardError: number | null
}

/**
 * Logistic regression with an L2 penalty, by iteratively reweighted least squares: least −log likelihood + ½·penalty·Σ β², β of covariates
 * standardised to mean 0 and deviation 1 (÷ n), the intercept unpenalised. Penalty (λ) 1 by default; 0 is plain maximum likelihood,
 * where coefficients of separated data end at large numbers without a standard error. Null when all cases succeed or all fail.
 * Throws ImpossibleInput for counts, covariates or a penalty that cannot be.
 * Source: McCullagh & Nelder 1989; le Cessie & van Houwelingen 1992 (penalty); golden: R glm(binomial) for penalty 0, optim else.
 */
export function logisticRegression(rows: readonly LogisticRow[], penalty = 1): LogisticModel | null {
  if (!(penalty >= 0 && penalty < Infinity)) throw new ImpossibleInput('penalty_negative', penalty)
  for (const { successes, trials } of rows) assertTrials(successes, trials)
  return fitted(
    rows.map(({ covariates, successes, trials }) => ({ covariates, successes, count: trials })),
    penalty,
  )
}

export interface LogisticScore {
  probability: number
  /** Log odds; exactly `intercept` + the sum of `parts`, in this order. */
  logOdds: number
  intercept: number
  /** What each covariate adds to the log odds of an average case. */
  parts: number[]
}

/** The probability of a case, as a sum that adds up. Throws ImpossibleInput when the number of covariates is not the model's. */
export function logisticScore(model: LogisticModel, covariates: readonly number[]): LogisticScore {
  if (covariates.length !== model.coefficients.length) {
    throw new ImpossibleInput('covariates_differ_in_number', covariates)
  }
  const parts = model.coefficients.map(({ standardised: slope, mean, deviation }, j) => {
    return (slope * (at(covariates, j) - mean)) / deviation
  })
  const logOdds = parts.reduce((total, part) => total + part, model.intercept)
  return { probability: share(logOdds), logOdds, intercept: model.intercept, parts }
}

/**
 * Platt's calibration of any score: logistic regression on the score alone, with outcomes drawn in to (s + 1)/(s + 2) and 1/(f + 2), s and f
 * the numbers that came true and did not, so that few outcomes do not make it certain. Read with logisticScore(model, [score]).
 * Null when all came true, or none. Throws ImpossibleInput (see byScore). Source: Platt 1999; golden: R glm on the drawn-in outcomes.
 */
export function platt(rows: readonly ScoredTrials[]): LogisticModel | null {
  const scores = byScore(rows)
  const came = scores.reduce((total, { successes }) => total + successes, 0)
  const not = scores.reduce((total, { trials }) => total + trials, 0) - came
  if (came === 0 || not === 0) return null
  const [high, low] = [(came + 1) / (came + 2), 1 / (not + 2)]
  return fitted(
    scores.map(({ score, successes, trials }) => {
      return { covariates: [score], successes: successes * high + (trials - successes) * low, count: trials }
    }),
    0,
  )
}

interface Weighted {
  covariates: readonly number[]
  successes: number
  count: number
}

function fitted(all: readonly Weighted[], penalty: number): LogisticModel | null {
  const rows = all.filter(({ count }) => count > 0)
  const n = rows.reduce((total, { count }) => total + count, 0)
  const successes = rows.reduce((total, row) => total + row.successes, 0)
  if (successes === 0 || successes === n) return null
  const scaled = standardised(rows)
  const cases = departures(scaled)
  let point: Float64Array = new Float64Array(scaled.width + 1)
  point[0] = Math.log(successes / (n - successes))
  let here = slopeAt(rows, cases, penalty, point)
  let step = point
  for (let round = 0; round < 60; round++) {
    step = times(inverseOf(here.information), here.score)
    // Sums over a million cases are known to about this much.
    const least = here.objective - 1e-10 * Math.abs(here.objective)
    let next = slopeAt(
      rows,
      cases,
      penalty,
      point.map((value, j) => value + at(step, j)),
    )
    for (let halving = 0; halving < 30 && !(next.objective >= least); halving++) {
      step = step.map((each) => each / 2)
      next = slopeAt(
        rows,
        cases,
        penalty,
        point.map((value, j) => value + at(step, j)),
      )
    }
    point = point.map((value, j) => value + at(step, j))
    here = next
    // Steps shrink to their square: after this one the rest is nothing.
    if (step.every((each) => Math.abs(each) < 1e-8)) break
  }
  const covariance = inverseOf(here.information)
  const coefficients = Array.from(scaled.means, (mean, j): LogisticCoefficient => {
    const known = penalty === 0 && covariance.independent[j + 1] === true && Math.abs(at(step, j + 1)) < 1e-6
    const variance = at(covariance.values, (j + 1) * (scaled.width + 2))
    return {
      standardised: at(point, j + 1),
      mean,
      deviation: at(scaled.deviations, j),
      standardError: known ? Math.sqrt(variance) : null,
    }
  })
  return { n, successes, intercept: at(point, 0), coefficients, logLikelihood: here.logLikelihood }
}

function slopeAt(rows: readonly Weighted[], cases: Departures, penalty: number, point: Float64Array) {
  const { width, usual, starts, columns, amounts } = cases
  const information = symmetric(width)
  const { values } = information
  const [score, shifts] = [new Float64Array(width), new Float64Array(width)]
  const usualLogOdds = usual.reduce((total, value, j) => total + value * at(point, j), 0)
  let [logLikelihood, residuals, weights] = [0, 0, 0]
  rows.forEach(({ successes, count }, i) => {
    const [from, to] = [at(starts, i), at(starts, i + 1)]
    let logOdds = usualLogOdds
    for (let k = from; k < to; k++) logOdds += (point[columns[k] ?? 0] ?? 0) * (amounts[k] ?? 0)
    const p = share(logOdds)
    const surprise = Math.log1p(Math.exp(-Math.abs(logOdds)))
    logLikelihood -=
      successes * (surprise + Math.max(0, -logOdds)) + (count - successes) * (surprise + Math.max(0, logOdds))
    const [residual, weight] = [successes - count * p, count * p * (1 - p)]
    residuals += residual
    weights += weight
    // The heart of it, run a thousand million times: without a call, and without a look whether the place is there.
    for (let k = from; k < to; k++) {
      const j = columns[k] ?? 0
      const amount = amounts[k] ?? 0
      score[j] = (score[j] ?? 0) + residual * amount
      shifts[j] = (shifts[j] ?? 0) + weight * amount
      for (let l = from; l <= k; l++) {
        const place = j * width + (columns[l] ?? 0)
        values[place] = (values[place] ?? 0) + weight * amount * (amounts[l] ?? 0)
      }
    }
  })
  let objective = logLikelihood
  for (let j = 0; j < width; j++) {
    add(score, j, residuals * at(usual, j))
    for (let h = 0; h <= j; h++) {
      const ofUsual =
        at(usual, j) * at(shifts, h) + at(shifts, j) * at(usual, h) + weights * at(usual, j) * at(usual, h)
      add(values, j * width + h, ofUsual)
      values[h * width + j] = at(values, j * width + h)
    }
    if (j === 0) continue
    add(score, j, -penalty * at(point, j))
    add(values, j * width + j, penalty)
    objective -= (penalty / 2) * at(point, j) ** 2
  }
  return { score, information, logLikelihood, objective }
}

function share(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}
