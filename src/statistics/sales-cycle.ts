import { conditionalIncidence, conditionalQuantile } from './conditional-incidence.ts'
import { cumulativeIncidence, incidenceAt } from './cumulative-incidence.ts'
import { type Share, defaultConfidence, wilson } from './intervals.ts'
import { type DayEstimate, type SurvivalStep, kaplanMeier, survivalQuantile } from './kaplan-meier.ts'
import { mean, quantile } from './quantiles.ts'
import { type SurvivalRow, grouped } from './risk-table.ts'

/** The causes of a deal's rows. */
export const dealOutcome = { open: 0, won: 1, lost: 2, disqualified: 3, notNow: 4 } as const

export interface DealCounts {
  n: number
  won: number
  lost: number
  disqualified: number
  notNow: number
  open: number
}

export interface CycleLength extends DealCounts {
  timeToSignature: {
    median: DayEstimate
    /** What one gets by pretending that every deal was seen from its start: too long when old deals came in late. */
    medianWithoutDelayedEntry: DayEstimate
    quartiles: { lower: DayEstimate; upper: DayEstimate }
    /** The day by which 80 of 100 are signed: a time frame to keep to. */
    p80: DayEstimate
    /** τ: signatures later than this day are not in the distribution. */
    horizon: number | null
  }
  timeToOutcome: {
    median: DayEstimate
    /** The same, pretending so. */
    medianWithoutDelayedEntry: DayEstimate
    survival: SurvivalStep[]
  }
  /** Plain averages of what has closed so far: for people who expect them, and biased. Null when nothing closed. */
  closedOnly: { mean: number | null; median: number | null; meanWon: number | null; medianWon: number | null }
}

export interface CycleOptions {
  confidence?: number
  /** How many deals must be at risk for the incidence of wins to be read. Default 10. */
  atRiskAtLeast?: number
}

/**
 * How long deals take, in days, from rows whose cause is a `dealOutcome`. Deals that ended before they came under
 * observation (time ≤ entry) and deals without a start are the caller's to leave out and count: here they throw
 * ImpossibleInput. Estimators: kaplanMeier for the outcome, conditionalIncidence of wins for the signature.
 */
export function cycleLength(rows: readonly SurvivalRow[], options: CycleOptions = {}): CycleLength {
  const deals = grouped(rows)
  const curve = kaplanMeier(deals, options.confidence)
  const seen = deals.map((row) => ({ ...row, entry: -0.5 }))
  const signed = { ...options, cause: dealOutcome.won }
  const signature = conditionalIncidence(deals, signed)
  const isLate = deals.some(({ entry }) => entry !== -0.5)
  const [curveOfSeen, signatureOfSeen] = isLate
    ? [kaplanMeier(seen, options.confidence), conditionalIncidence(seen, signed)]
    : [curve, signature]
  const closed = durations(deals, (cause) => cause !== dealOutcome.open)
  const won = durations(deals, (cause) => cause === dealOutcome.won)
  return {
    ...dealCounts(deals),
    timeToSignature: {
      median: conditionalQuantile(signature, 0.5),
      medianWithoutDelayedEntry: conditionalQuantile(signatureOfSeen, 0.5),
      quartiles: { lower: conditionalQuantile(signature, 0.25), upper: conditionalQuantile(signature, 0.75) },
      p80: conditionalQuantile(signature, 0.8),
      horizon: signature.horizon,
    },
    timeToOutcome: {
      median: survivalQuantile(curve, 0.5),
      medianWithoutDelayedEntry: survivalQuantile(curveOfSeen, 0.5),
      survival: curve.steps,
    },
    closedOnly: {
      mean: mean(closed),
      median: quantile(closed, 0.5),
      meanWon: mean(won),
      medianWon: quantile(won, 0.5),
    },
  }
}

export interface WinRate {
  n: number
  byDay: number
  /** By day `byDay`; with `open` they sum to 1. All null when nobody was followed that far. */
  won: Share
  lost: Share
  disqualified: Share
  notNow: Share
  open: Share
  /** Won ÷ closed of what has closed so far, with Wilson's interval: says nothing about the deals still open. */
  closedOnly: Share & { won: number; closed: number }
}

/**
 * What has become of a deal `byDay` days after its start: cumulative incidence of each outcome (cumulativeIncidence).
 * Throws ImpossibleInput like cycleLength, and for a negative day.
 */
export function winRate(rows: readonly SurvivalRow[], byDay: number, confidence = defaultConfidence): WinRate {
  const deals = grouped(rows)
  const incidence = cumulativeIncidence(deals, { causes: dealOutcome.notNow, confidence })
  const shares = incidenceAt(incidence, byDay)
  const share = (of: Share | undefined): Share => ({
    estimate: of?.estimate ?? null,
    low: of?.low ?? null,
    high: of?.high ?? null,
  })
  const counts = dealCounts(deals)
  const closed = counts.n - counts.open
  return {
    n: counts.n,
    byDay,
    won: share(shares?.causes[dealOutcome.won - 1]),
    lost: share(shares?.causes[dealOutcome.lost - 1]),
    disqualified: share(shares?.causes[dealOutcome.disqualified - 1]),
    notNow: share(shares?.causes[dealOutcome.notNow - 1]),
    open: share(shares?.open),
    closedOnly: { won: counts.won, closed, ...wilson(counts.won, closed, confidence) },
  }
}

function dealCounts(rows: readonly SurvivalRow[]): DealCounts {
  const counted = (cause?: number) =>
    rows.reduce((total, row) => total + (cause === undefined || row.cause === cause ? row.count : 0), 0)
  return {
    n: counted(),
    won: counted(dealOutcome.won),
    lost: counted(dealOutcome.lost),
    disqualified: counted(dealOutcome.disqualified),
    notNow: counted(dealOutcome.notNow),
    open: counted(dealOutcome.open),
  }
}

function durations(rows: readonly SurvivalRow[], wanted: (cause: number) => boolean) {
  return rows.filter((row) => wanted(row.cause)).map((row) => ({ value: row.time, count: row.count }))
}
