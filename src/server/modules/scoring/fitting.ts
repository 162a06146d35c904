import { leastOutcomes, type ScoreField, type ScoreReport } from '../../../contract/scoring.ts'
import {
  brierScore,
  calibration,
  type LogisticModel,
  type LogisticRow,
  logisticRegression,
  logisticScore,
  platt,
  rocArea,
  wilson,
} from '../../../statistics/index.ts'
import type { FieldChoices, Model, ModelField } from '../../database/tables/scoring.ts'
import { type Candidate, encoded, fieldOf } from './encoding.ts'
import { type Case, examined, type Stamps } from './guard.ts'
import { contributions, tell } from './model.ts'

export interface Asked {
  readonly cases: readonly Case[]
  readonly candidates: readonly Candidate[]
  readonly choices: FieldChoices
  readonly stamps: Stamps
}

export interface Fitted {
  readonly model: Model
  readonly report: ScoreReport
  readonly cutA: number
  readonly cutB: number
}

// Fewer of either kind, and a score is about each of them alone.
const leastOfEach = 20
const penalties = [1, 10, 100] as const
const folds = 3
const testedShare = 0.3
// Class A is the best fifth of those it was fitted to, class B the three tenths after them.
const shareOfA = 0.2
const shareOfAAndB = 0.5

/**
 * Fits a score to deals that have ended: L2 logistic regression, its probabilities calibrated by Platt on cases that were left
 * out, tested on what ended later. The test judges a score that was made from the past alone; the one that is then used knows
 * all cases. Refuses with a code where there is too little to learn from.
 * Source: docs/measurement.md, 11; golden: R glm(binomial) on a made-up lead file.
 */
export function fitScore({ cases, candidates, choices, stamps }: Asked): Fitted | 'too_few' | 'no_fields' {
  const { past, later, split, partedAt } = parted(cases)
  if (cases.length < leastOutcomes || [past, later].some((some) => rarer(some) < leastOfEach)) return 'too_few'
  const fields = examined(past, candidates, choices, stamps)
  const used = candidates.filter(({ key }) => fields.some((field) => field.key === key && field.excluded === null))
  if (used.length === 0) return 'no_fields'
  const { model, penalty } = calibrated(past, used, penalties)
  const final = calibrated(cases, used, [penalty])
  const points = cases.map(({ features }) => tell(final.model, features).points)
  const best = points.sort((a, b) => b - a)
  return {
    model: final.model,
    report: {
      trained: counted(past),
      tested: counted(later),
      split,
      partedAt: partedAt === null ? null : new Date(partedAt).toISOString(),
      penalty,
      ...tested(model, later),
      fields: weighed(fields, final.model, cases),
    },
    cutA: best[Math.floor(best.length * shareOfA)] ?? 0,
    cutB: best[Math.floor(best.length * shareOfAAndB)] ?? 0,
  }
}

interface Parted {
  readonly past: readonly Case[]
  readonly later: readonly Case[]
  readonly split: ScoreReport['split']
  readonly partedAt: number | null
}

const dayMs = 86_400_000
// A file without days ends everything on the day it was brought in.
const leastDays = 5

/** The past and what came later; where the days of most are not known, a part drawn by what the cases are called. */
function parted(cases: readonly Case[]): Parted {
  const byEnd = cases.toSorted((a, b) => a.endedAt - b.endedAt || (a.id < b.id ? -1 : 1))
  const dated = byEnd.filter(({ isUndated }) => isUndated !== true)
  // Those of which the day is not known tell of the past, and nothing of what came later.
  const partedAt = dated.at(-Math.ceil(byEnd.length * testedShare))?.endedAt ?? 0
  const later = dated.filter(({ endedAt }) => endedAt >= partedAt)
  const past = byEnd.filter(({ endedAt, isUndated }) => isUndated === true || endedAt < partedAt)
  const days = new Set(dated.map(({ endedAt }) => Math.floor(endedAt / dayMs))).size
  const isFair = past.length >= cases.length / 2 && [past, later].every((some) => rarer(some) >= leastOfEach)
  if (days >= leastDays && dated.length >= cases.length / 2 && isFair) return { past, later, split: 'later', partedAt }
  const isTested = ({ id }: Case) => drawn(id) < testedShare
  return {
    past: byEnd.filter((one) => !isTested(one)),
    later: byEnd.filter(isTested),
    split: 'chance',
    partedAt: null,
  }
}

/** A number from 0 to 1 that is always the same for a text: FNV-1a. */
function drawn(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  // The last bits of FNV mix better than its first ones.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((hash ^ (hash >>> 12)) >>> 0) / 2 ** 32
}

function counted(cases: readonly Case[]): { n: number; won: number } {
  return { n: cases.length, won: cases.filter(({ won }) => won).length }
}

function rarer(cases: readonly Case[]): number {
  const { n, won } = counted(cases)
  return Math.min(won, n - won)
}

/** A model whose probabilities keep their word, with the penalty that does best on cases that were left out. */
function calibrated(cases: readonly Case[], candidates: readonly Candidate[], tried: readonly number[]) {
  const fields = candidates.map((candidate) =>
    fieldOf(
      candidate,
      cases.map(({ features }) => features),
    ),
  )
  const rows = cases.map(({ features, won }): LogisticRow => {
    return {
      covariates: fields.flatMap((field) => encoded(field, features[field.key])),
      successes: Number(won),
      trials: 1,
    }
  })
  const outcomes = tried.map((penalty) => ({ penalty, scores: leftOut(rows, penalty) }))
  const best = outcomes.reduce((one, other) => (surprise(other.scores) < surprise(one.scores) ? other : one))
  const whole = logisticRegression(rows, best.penalty)
  return { model: linear(fields, whole, platt(best.scores)), penalty: best.penalty }
}

interface Scored {
  readonly score: number
  readonly successes: number
  readonly trials: number
}

/** The log odds of every case, by models that did not see it. */
function leftOut(rows: readonly LogisticRow[], penalty: number): Scored[] {
  return Array.from({ length: folds }, (_, fold) => {
    const model = logisticRegression(
      rows.filter((_row, at) => at % folds !== fold),
      penalty,
    )
    return rows
      .filter((_row, at) => at % folds === fold)
      .map(({ covariates, successes, trials }) => {
        return { score: model === null ? 0 : logisticScore(model, covariates).logOdds, successes, trials }
      })
  }).flat()
}

/** Minus the log likelihood. */
function surprise(scores: readonly Scored[]): number {
  return scores.reduce((sum, { score, successes }) => {
    const against = successes === 1 ? -score : score
    return sum + Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against)))
  }, 0)
}

/** The regression and its calibration as one sum: stretching the log odds stretches every part of them. */
function linear(fields: readonly ModelField[], whole: LogisticModel | null, platts: LogisticModel | null): Model {
  const [stretch] = platts?.coefficients ?? []
  const slope = stretch === undefined ? 1 : stretch.standardised / stretch.deviation
  const isRising = platts !== null && stretch !== undefined && slope > 0
  const coefficients = whole?.coefficients ?? []
  const intercept = whole?.intercept ?? 0
  return {
    fields,
    intercept: isRising ? platts.intercept + slope * (intercept - stretch.mean) : intercept,
    slopes: coefficients.map(({ standardised, deviation }) => ((isRising ? slope : 1) * standardised) / deviation),
    means: coefficients.map(({ mean }) => mean),
  }
}

const tenths = 10

/** How a model does on cases that it has not seen. */
function tested(
  model: Model,
  cases: readonly Case[],
): Pick<ScoreReport, 'area' | 'brier' | 'reliability' | 'calibrationError' | 'lift'> {
  const scores = cases.map(({ features, won }) => {
    return { score: tell(model, features).chance, successes: Number(won), trials: 1 }
  })
  const usual = counted(cases).won / Math.max(1, cases.length)
  const best = scores.toSorted((a, b) => b.score - a.score)
  const { error, bins } = calibration(scores, tenths)
  return {
    area: rocArea(scores),
    brier: brierScore(scores),
    reliability: bins,
    calibrationError: error,
    lift: Array.from({ length: tenths }, (_, tenth) => {
      const own = best.slice(
        Math.round((tenth / tenths) * best.length),
        Math.round(((tenth + 1) / tenths) * best.length),
      )
      const won = own.reduce((sum, { successes }) => sum + successes, 0)
      const share = wilson(won, own.length)
      const lift = share.estimate === null || usual === 0 ? null : share.estimate / usual
      return { n: own.length, won, share, lift }
    }),
  }
}

/** The fields with how much each moves the score. */
function weighed(fields: readonly ScoreField[], model: Model, cases: readonly Case[]): ScoreField[] {
  const sums = new Float64Array(model.fields.length)
  for (const { features } of cases) {
    contributions(model, features).forEach((part, at) => {
      sums[at] = (sums[at] ?? 0) + Math.abs(part)
    })
  }
  const weights = new Map(model.fields.map(({ key }, at) => [key, (sums[at] ?? 0) / cases.length]))
  return fields.map((field) => ({ ...field, weight: weights.get(field.key) ?? null }))
}
