import { type CoxSlope, type CoxStratum, addCoxSlope, coxStratum, emptySlope } from './cox-likelihood.ts'
import { type ChiSquareTest, chiSquareTail } from './homogeneity.ts'
import { at } from './impossible-input.ts'
import { type Limits, defaultConfidence, standardErrorsFor } from './intervals.ts'
import { type SurvivalRow, assertRow } from './risk-table.ts'
import { normalTail } from './special-functions.ts'
import { standardised } from './standardised.ts'
import { inverseOf, quadraticForm, times } from './symmetric.ts'

/** Subjects with the same history and the same covariates (numbers; a yes/no is 1/0, a group with k values k − 1 of them). */
export interface CoxRow extends SurvivalRow {
  covariates: readonly number[]
  /** Compared only within the stratum. Default: all in one. */
  stratum?: string
}

export interface CoxCoefficient extends Limits {
  /** Logarithm of the hazard ratio for one unit more; null when the data do not tell (see coxRegression). */
  estimate: number | null
  standardError: number | null
  /** How many times as fast things end with one unit more; `low` and `high` are its limits. */
  hazardRatio: number | null
  /** Wald's. */
  pValue: number | null
}

export interface CoxRegression {
  n: number
  events: number
  /** In the order of the covariates. */
  coefficients: CoxCoefficient[]
  logLikelihood: { without: number; fitted: number }
  /** That no covariate matters, by three roads; they differ little unless the data are few. Wald's is null when a coefficient ran off. */
  likelihoodRatio: ChiSquareTest
  wald: ChiSquareTest
  score: ChiSquareTest
}

export interface CoxOptions {
  /** Only this cause is an end (the others then count as still open). Default: any cause > 0. */
  cause?: number
  confidence?: number
}

/**
 * Cox's proportional hazards with delayed entry and strata, ties by Efron; a row that counts c subjects is c subjects. Fitted by Newton's
 * method on standardised covariates. A coefficient is null when its covariate never varies or follows from those before it, or
 * when the likelihood grows without end (all ends on one side of it). Throws ImpossibleInput for impossible rows (see grouped), and when
 * rows differ in their number of covariates or one is not finite.
 * Source: Cox 1972; Efron 1977; Kalbfleisch & Prentice 2002, §4; golden: R coxph(Surv(entry, time, event) ~ …, ties = "efron").
 */
export function coxRegression(rows: readonly CoxRow[], options: CoxOptions = {}): CoxRegression {
  const z = standardErrorsFor(options.confidence ?? defaultConfidence)
  const { cause } = options
  for (const row of rows) assertRow(row)
  const subjects = rows.flatMap((row) => {
    const ended = cause === undefined ? Math.min(1, row.cause) : Number(row.cause === cause)
    return row.count === 0 ? [] : [{ ...row, cause: ended }]
  })
  const { width, values, deviations } = standardised(subjects)
  const strata = strataOf(subjects, values, width)
  const slope = (coefficients: ArrayLike<number>) => slopeAt(strata, coefficients, width)
  const without = slope(new Float64Array(width))
  const { coefficients, fitted, settled } = climb(slope, without)
  const covariance = inverseOf(fitted.information)
  const degrees = inverseOf(without.information).rank
  const tested = (statistic: number) => ({ statistic, degrees, pValue: chiSquareTail(Math.max(0, statistic), degrees) })
  return {
    n: subjects.reduce((total, { count }) => total + count, 0),
    events: subjects.reduce((total, { count, cause: ended }) => total + count * ended, 0),
    coefficients: Array.from({ length: width }, (_, j) => {
      const standardError = Math.sqrt(at(covariance.values, j * width + j))
      // Where the likelihood is this flat, it only looks as if the coefficient had come to rest.
      if (!covariance.independent[j] || !settled[j] || standardError > 50) return unknown
      const deviation = at(deviations, j)
      return coefficientOf(at(coefficients, j) / deviation, standardError / deviation, z)
    }),
    logLikelihood: { without: without.logLikelihood, fitted: fitted.logLikelihood },
    likelihoodRatio: tested(2 * (fitted.logLikelihood - without.logLikelihood)),
    wald:
      settled.every(Boolean) && covariance.rank === degrees
        ? tested(quadraticForm(fitted.information, coefficients))
        : untested,
    score: tested(quadraticForm(inverseOf(without.information), without.score)),
  }
}

const untested = { statistic: 0, degrees: 0, pValue: null }

const unknown = { estimate: null, standardError: null, hazardRatio: null, low: null, high: null, pValue: null }

function coefficientOf(estimate: number, standardError: number, z: number): CoxCoefficient {
  return {
    estimate,
    standardError,
    hazardRatio: Math.exp(estimate),
    low: Math.exp(estimate - z * standardError),
    high: Math.exp(estimate + z * standardError),
    pValue: 2 * normalTail(Math.abs(estimate / standardError)),
  }
}

function strataOf(subjects: readonly CoxRow[], values: Float64Array, width: number): CoxStratum[] {
  const places = Map.groupBy(subjects.keys(), (i) => subjects[i]?.stratum)
  return [...places.values()].map((own) => {
    const covariates = new Float64Array(own.length * width)
    own.forEach((i, place) => covariates.set(values.subarray(i * width, (i + 1) * width), place * width))
    return coxStratum(
      own.flatMap((i) => subjects[i] ?? []),
      covariates,
    )
  })
}

function slopeAt(strata: readonly CoxStratum[], coefficients: ArrayLike<number>, width: number): CoxSlope {
  const slope = emptySlope(width)
  for (const stratum of strata) addCoxSlope(slope, stratum, coefficients)
  // A covariate that does not vary among those at risk together leaves rounding errors only.
  const { values } = slope.information
  const most = Array.from({ length: width }, (_, j) => at(values, j * width + j)).reduce((a, b) => Math.max(a, b), 0)
  for (let j = 0; j < width; j++) {
    if (at(values, j * width + j) > 1e-11 * Math.max(1, most)) continue
    for (let h = 0; h < width; h++) values[j * width + h] = values[h * width + j] = 0
  }
  return slope
}

/**
 * To the top of the likelihood; `settled[j]`: coefficient j came to rest. Where no step is possible within `farthest`, those that still want to
 * move are on their way to infinity.
 */
function climb(slope: (coefficients: ArrayLike<number>) => CoxSlope, start: CoxSlope) {
  let coefficients: Float64Array = new Float64Array(start.score.length)
  let fitted = start
  let wanted = coefficients
  for (let round = 0; round < 40; round++) {
    wanted = times(inverseOf(fitted.information), fitted.score)
    // Sums over a million rows are known to about this much.
    const least = fitted.logLikelihood - 1e-10 * Math.abs(fitted.logLikelihood)
    let next: CoxSlope | null = null
    let moved = coefficients
    for (let share = 1; share > 1e-6 && next === null; share /= 2) {
      moved = coefficients.map((value, j) => value + share * at(wanted, j))
      const there = slope(moved)
      if (there.farthest <= farthest && there.logLikelihood >= least) next = there
    }
    if (next === null) break
    coefficients = moved
    fitted = next
    // Steps shrink to their square: after this one the rest is nothing.
    if (wanted.every((each) => Math.abs(each) < 1e-8)) break
  }
  return { coefficients, fitted, settled: Array.from(wanted, (each) => Math.abs(each) < 1e-6) }
}

/** A hazard e¹² = 160,000 times the mean one is no finding; and sums of such weights would lose the others' digits. */
const farthest = 12
