import { ImpossibleInput, assertProbability, at } from './impossible-input.ts'
import { type Limits, defaultConfidence, logLogLimits, standardErrorsFor } from './intervals.ts'
import { type SurvivalRow, assertRow, firstIndex, grouped, riskTable } from './risk-table.ts'

/** From `day` on (inclusive, until the next step) a share `estimate` of subjects has not ended. */
export interface SurvivalStep extends Limits {
  day: number
  atRisk: number
  events: number
  estimate: number
}

export interface SurvivalCurve {
  n: number
  events: number
  /** One step per day on which somebody ended or was last seen; before the first step the share is 1. */
  steps: SurvivalStep[]
}

/** A day; null = not reached by the data (or, for a limit, no limit can be given). */
export interface DayEstimate extends Limits {
  value: number | null
}

/** Shares are products of many fractions: 0.9 · 8/9 · … must still count as having come down to ½. */
export const rounding = 1e-9

/**
 * Kaplan–Meier estimate with delayed entry: S(t) = ∏ over days u ≤ t of (1 − ends(u) / atRisk(u)), any cause > 0 an end.
 * Greenwood's variance, log-log limits (null at S = 0 and S = 1). Once everybody at risk ended, S stays 0, also for
 * those who enter later: with delayed entry, look at `atRisk` of the first steps. No rows: no steps.
 * Throws ImpossibleInput (see grouped).
 * Source: Kaplan & Meier 1958; Klein & Moeschberger 2003, §4.2, §4.6 (left truncation); golden: R survival::survfit.
 */
export function kaplanMeier(rows: readonly SurvivalRow[], confidence = defaultConfidence): SurvivalCurve {
  const z = standardErrorsFor(confidence)
  const table = riskTable(grouped(rows))
  let estimate = 1
  let greenwood = 0
  let events = 0
  const steps = table.days.map((day): SurvivalStep => {
    const survivors = day.atRisk - day.events
    events += day.events
    estimate *= survivors / day.atRisk
    if (survivors > 0) greenwood += day.events / (day.atRisk * survivors)
    return {
      day: day.day,
      atRisk: day.atRisk,
      events: day.events,
      estimate,
      ...logLogLimits(estimate, estimate * Math.sqrt(greenwood), z),
    }
  })
  return { n: table.n, events, steps }
}

/** How many are followed to a day, and the share of all that had not ended after it. */
export interface Remaining {
  readonly followed: number
  readonly estimate: number
}

/**
 * The same S(t) without limits, on some days, of histories that are all seen from their start and end by whole days: in O(rows + days), for who
 * estimates many samples of one set. Throws ImpossibleInput as Kaplan–Meier does, and for a row that begins later (`late_entry`) or ends within a day
 * (`day_not_whole`).
 * Source: Kaplan & Meier 1958.
 */
export function survivalOn(rows: readonly SurvivalRow[], days: readonly number[]): Remaining[] {
  for (const row of rows) {
    assertRow(row)
    if (row.entry !== -0.5) throw new ImpossibleInput('late_entry', row.entry)
    if (!Number.isInteger(row.time)) throw new ImpossibleInput('day_not_whole', row.time)
  }
  const longest = rows.reduce((most, { time }) => Math.max(most, time), 0)
  const [leaving, ending] = [new Float64Array(longest + 2), new Float64Array(longest + 2)]
  let n = 0
  for (const { time, cause, count } of rows) {
    n += count
    leaving[time] = at(leaving, time) + count
    if (cause > 0) ending[time] = at(ending, time) + count
  }
  const atRisk = new Float64Array(longest + 2)
  const shares = new Float64Array(longest + 2)
  let estimate = 1
  for (let day = 0; day < leaving.length; day++) {
    atRisk[day] = n
    if (at(ending, day) > 0) estimate *= (n - at(ending, day)) / n
    shares[day] = estimate
    n -= at(leaving, day)
  }
  return days.map((day) => {
    const place = Math.min(day, longest + 1)
    return { followed: at(atRisk, place), estimate: at(shares, place) }
  })
}

/**
 * The day by which a share p has ended: min{t : S(t) ≤ 1 − p}; limits min{t : each log-log limit ≤ 1 − p}.
 * p = ½ is the median. Source: Brookmeyer & Crowley 1982. (R's quantile() averages two days when S meets 1 − p exactly;
 * the definition here names a day that was lived.)
 */
export function survivalQuantile(curve: SurvivalCurve, p: number): DayEstimate {
  assertProbability(p)
  const share = 1 - p + rounding
  const first = (read: (step: SurvivalStep) => number | null) =>
    curve.steps.find((step) => (read(step) ?? Infinity) <= share)?.day ?? null
  return {
    value: first((step) => step.estimate),
    low: first((step) => step.low),
    high: first((step) => step.high),
  }
}

/** S(day) with its limits; null after the last day seen while somebody is still open: nobody was followed that far. */
export function survivalAt(curve: SurvivalCurve, day: number): (Limits & { estimate: number }) | null {
  if (!(day >= 0)) throw new ImpossibleInput('day_before_start', day)
  const last = curve.steps.at(-1)
  if (last === undefined || (day > last.day && last.estimate > 0)) return null
  const { estimate, low, high } = stepOn(curve.steps, day) ?? { estimate: 1, low: null, high: null }
  return { estimate, low, high }
}

/**
 * Mean days until the end, counting no more than `tau` of each: the area under S from 0 to tau, with
 * variance Σ (area from u to tau)² · ends / (atRisk (atRisk − ends)). Null when tau lies after the last day seen and
 * somebody is still open. Source: Klein & Moeschberger 2003, §4.5; golden: print(survfit, rmean = tau).
 */
export function restrictedMean(curve: SurvivalCurve, tau: number): { value: number; standardError: number } | null {
  const end = survivalAt(curve, tau)
  if (end === null) return null
  let value = 0
  let variance = 0
  let until = tau
  // Backwards, so that `value` is always the area still to come after the step at hand.
  for (const step of curve.steps.filter((each) => each.day <= tau).reverse()) {
    value += step.estimate * (until - step.day)
    until = step.day
    const survivors = step.atRisk - step.events
    if (survivors > 0) variance += value ** 2 * (step.events / (step.atRisk * survivors))
  }
  return { value: value + until, standardError: Math.sqrt(variance) }
}

/** The step in force on a day: the last one not after it. */
export function stepOn<Step extends { day: number }>(steps: readonly Step[], day: number): Step | undefined {
  return steps[firstIndex(steps.length, (index) => (steps[index]?.day ?? Infinity) > day) - 1]
}
