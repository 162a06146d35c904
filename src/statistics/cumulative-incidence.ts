import { ImpossibleInput, at } from './impossible-input.ts'
import { type Limits, defaultConfidence, logLogLimits, standardErrorsFor } from './intervals.ts'
import { rounding, stepOn } from './kaplan-meier.ts'
import { influenceOn, variances } from './influence.ts'
import { type SurvivalRow, grouped, riskTable } from './risk-table.ts'

export interface IncidenceShare extends Limits {
  estimate: number
  standardError: number
}

/** From `day` on (inclusive, until the next step): how many have ended by each cause, and how many are open. */
export interface IncidenceStep {
  day: number
  atRisk: number
  open: IncidenceShare
  /** `causes[k − 1]` is cause k; with `open` they sum to 1. */
  causes: IncidenceShare[]
}

export interface CumulativeIncidence {
  n: number
  /** One step per day on which somebody ended or was last seen. */
  steps: IncidenceStep[]
}

export interface IncidenceOptions {
  /** How many causes compete; default: the largest one in the rows. Causes without an end stay at 0. */
  causes?: number
  confidence?: number
}

/**
 * Aalen–Johansen estimate for competing causes with delayed entry: F_k(t) = Σ over days u ≤ t of
 * S(u−) · ends_k(u) / atRisk(u), S the Kaplan–Meier share still open. Variance: infinitesimal jackknife (see
 * Influence). Limits: log-log on each share, null where it is 0 or 1. No rows: no steps.
 * Throws ImpossibleInput (see grouped), also for a cause above `causes`.
 * Source: Aalen & Johansen 1978; Putter, Fiocco & Geskus 2007; golden: R survfit(Surv(start, stop, factor) ~ 1, id,
 * conf.type = "log-log").
 */
export function cumulativeIncidence(rows: readonly SurvivalRow[], options: IncidenceOptions = {}): CumulativeIncidence {
  const z = standardErrorsFor(options.confidence ?? defaultConfidence)
  const table = riskTable(grouped(rows), options.causes)
  const influences = Array.from({ length: table.causes }, (_, k) => influenceOn(table, k + 1))
  const spread = influences.map(variances)
  const whole = influences[0]
  const steps = table.days.map(({ day, atRisk }, i): IncidenceStep => {
    const survival = whole === undefined ? 1 : at(whole.survival, i)
    return {
      day,
      atRisk,
      open: shareOf(survival, at(spread[0]?.survival ?? [], i), z),
      causes: influences.map(({ incidence }, k) => shareOf(at(incidence, i), at(spread[k]?.incidence ?? [], i), z)),
    }
  })
  return { n: table.n, steps }
}

/**
 * The shares on a day (still open, and ended by each cause); before the first step everybody is open. Null after the
 * last day seen while somebody is still open: nobody was followed that far.
 */
export function incidenceAt(
  incidence: CumulativeIncidence,
  day: number,
): Pick<IncidenceStep, 'open' | 'causes'> | null {
  if (!(day >= 0)) throw new ImpossibleInput('day_before_start', day)
  const last = incidence.steps.at(-1)
  if (last === undefined || (day > last.day && last.open.estimate > rounding)) return null
  const step = stepOn(incidence.steps, day)
  if (step !== undefined) return { open: step.open, causes: step.causes }
  const untouched = { standardError: 0, low: null, high: null }
  return { open: { estimate: 1, ...untouched }, causes: last.causes.map(() => ({ estimate: 0, ...untouched })) }
}

function shareOf(estimate: number, variance: number, z: number): IncidenceShare {
  const standardError = Math.sqrt(variance)
  return { estimate, standardError, ...logLogLimits(estimate, standardError, z) }
}
