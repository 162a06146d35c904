import { type Arm, type Difference, addMove, differenceOf, emptyArm } from './arm.ts'
import { ImpossibleInput, assertCount } from './impossible-input.ts'
import { type Limits, type Trials, assertTrials, defaultConfidence, standardErrorsFor } from './intervals.ts'
import { normalTail, studentQuantile } from './special-functions.ts'

/** `null`: each trial stands for itself; else all rows of one name are one cluster (the seller). */
export interface ClusteredTrials extends Trials {
  cluster: string | null
}

/** Sums over n observations of a cluster; with `cluster: null` the observations stand for themselves. */
export interface ClusteredSums {
  cluster: string | null
  n: number
  sum: number
  sumOfSquares: number
}

/**
 * Difference of two shares, first − second, with a standard error that holds when deals of one seller resemble each other
 * (see differenceOf). Null when an arm has no trials or fewer than two clusters, or nothing varies. Rows may be split
 * in any way. Throws ImpossibleInput for counts that cannot be.
 * Source: Liang & Zeger 1986; golden: the sandwich written out in R, and for lone trials p(1 − p)/(n − 1).
 */
export function shareDifference(
  first: readonly ClusteredTrials[],
  second: readonly ClusteredTrials[],
): Difference | null {
  return differenceOfMeans(
    [first, second].map((rows) => rows.map(sumsOf)),
    (n, sum) => Math.min(sum, n - sum),
  )
}

function sumsOf({ cluster, successes, trials }: ClusteredTrials): ClusteredSums {
  assertTrials(successes, trials)
  return { cluster, n: trials, sum: successes, sumOfSquares: successes }
}

/**
 * Difference of two means, like shareDifference. Throws ImpossibleInput for sums that cannot be.
 * Golden: for lone observations R's t.test(…, var.equal = FALSE), with clusters the sandwich written out in R.
 */
export function meanDifference(first: readonly ClusteredSums[], second: readonly ClusteredSums[]): Difference | null {
  return differenceOfMeans([first, second], (n) => n)
}

function differenceOfMeans(
  arms: readonly (readonly ClusteredSums[])[],
  leastSeen: (n: number, sum: number) => number,
): Difference | null {
  const [first, second] = arms.map((rows) => armOf(rows, leastSeen))
  return first && second ? differenceOf(first, second) : null
}

function armOf(rows: readonly ClusteredSums[], leastSeen: (n: number, sum: number) => number): Arm | null {
  for (const row of rows) assertSums(row)
  const n = rows.reduce((total, row) => total + row.n, 0)
  if (n === 0) return null
  const sum = rows.reduce((total, row) => total + row.sum, 0)
  const mean = sum / n
  const arm = emptyArm(mean, leastSeen(n, sum))
  for (const row of rows) {
    if (row.cluster !== null) addMove(arm, row.cluster, row.n, (row.sum - row.n * mean) / n)
    else {
      arm.own.n += row.n
      arm.own.squares += Math.max(0, row.sumOfSquares - 2 * mean * row.sum + row.n * mean ** 2) / n ** 2
    }
  }
  return arm
}

/**
 * Limits of a difference for one look at a time fixed beforehand: estimate ± t·standard error, Student's t with the
 * difference's degrees. Whoever looks again and again takes alwaysValid.
 */
export function differenceLimits(of: Difference, confidence = defaultConfidence): Limits {
  const width = of.standardError * studentQuantile(normalTail(standardErrorsFor(confidence)), of.degrees)
  return { low: of.estimate - width, high: of.estimate + width }
}

function assertSums(row: ClusteredSums): void {
  assertCount(row.n)
  if (!(Number.isFinite(row.sum) && row.sumOfSquares >= 0 && row.sumOfSquares < Infinity)) {
    throw new ImpossibleInput('value_not_finite', row)
  }
  // No n values have a sum whose square is more than n times the sum of their squares (Cauchy–Schwarz).
  if (row.sum ** 2 > row.n * row.sumOfSquares * (1 + 1e-9)) throw new ImpossibleInput('sums_impossible', row)
}
