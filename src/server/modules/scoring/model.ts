import type { ScorePart } from '../../../contract/prospects.ts'
import type { Features, FeatureValue, Model } from '../../database/tables/scoring.ts'
import { encoded, levelsOf } from './encoding.ts'

/** So many points double the odds: the unit in which rules give points, too. */
const pointsThatDouble = 20
const pointsPerLogOdds = pointsThatDouble / Math.LN2

export interface Told {
  readonly points: number
  readonly chance: number
  /** They add up to the points, exactly; the largest first. Parts of no points are left out. */
  readonly parts: ScorePart[]
}

/** What each field adds to the log odds of an average case. */
export function contributions(model: Model, features: Features): number[] {
  let at = 0
  return model.fields.map((field) => {
    let sum = 0
    for (const covariate of encoded(field, features[field.key])) {
      sum += (model.slopes[at] ?? 0) * (covariate - (model.means[at] ?? 0))
      at += 1
    }
    return sum
  })
}

/** The score of a case: 0 points is an average case, 20 more are twice the odds. */
export function tell(model: Model, features: Features): Told {
  const parts = contributions(model, features)
  const logOdds = parts.reduce((sum, part) => sum + part, model.intercept)
  const points = wholeParts(parts.map((part) => part * pointsPerLogOdds))
  return {
    points: points.reduce((sum, part) => sum + part, 0),
    chance: 1 / (1 + Math.exp(-logOdds)),
    parts: model.fields
      .map(({ key }, at) => ({ field: key, name: nameOf(features[key]), points: points[at] ?? 0 }))
      .filter((part) => part.points !== 0)
      .sort((a, b) => Math.abs(b.points) - Math.abs(a.points)),
  }
}

/** Rounds so that the parts add up to the rounded sum: what is left over goes to the parts that were cut most. */
export function wholeParts(parts: readonly number[]): number[] {
  const floors = parts.map(Math.floor)
  const left = Math.round(sumOf(parts)) - sumOf(floors)
  const byRemainder = parts
    .map((part, at) => ({ at, remainder: part - Math.floor(part) }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at)
  const raised = new Set(byRemainder.slice(0, left).map(({ at }) => at))
  return floors.map((floor, at) => floor + (raised.has(at) ? 1 : 0))
}

// What a person wrote is shown whole where it stands; in a sum its beginning is enough.
const longestName = 60

function nameOf(value: FeatureValue | undefined): string | null {
  const levels = levelsOf(value)
  return levels.length === 0 ? null : levels.join(', ').slice(0, longestName)
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0)
}
