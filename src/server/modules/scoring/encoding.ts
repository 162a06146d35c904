import type { Features, FeatureValue, ModelField } from '../../database/tables/scoring.ts'

/** A field that a score may be fitted to, before anybody has looked at its values. */
export interface Candidate {
  readonly key: string
  /** What the workspace calls it; null for a field that every workspace has. */
  readonly name: string | null
  /** 'none': nothing that a score could count with, such as long texts and days. */
  readonly kind: 'number' | 'levels' | 'none'
  /** Of numbers that span powers of ten, such as staff: their logarithm counts. */
  readonly isLog?: true
}

// A level that fewer cases have says nothing that would last.
const leastCases = 10
const mostLevels = 30
// A value beyond these quantiles is read as they are: one visitor with ten thousand pages must not tilt the score.
const clipped = 0.01
// Where the line of a number may bend: who stayed for a quarter of an hour and who for a minute differ more than by the minutes.
const bends = [0.2, 0.4, 0.6, 0.8] as const

/** The covariates that a field becomes: found in the values of the cases that are fitted to. */
export function fieldOf({ key, kind, isLog }: Candidate, cases: readonly Features[]): ModelField {
  const values = cases.map((features) => features[key])
  const mayMiss = values.some((value) => value === undefined)
  if (kind === 'number') {
    const numbers = values
      .flatMap((value) => (typeof value === 'number' ? [scaled(value, isLog === true)] : []))
      .sort(by)
    const at = (share: number) => numbers[Math.round(share * (numbers.length - 1))] ?? 0
    const [low, high] = [at(clipped), at(1 - clipped)]
    const usual = numbers.reduce((sum, value) => sum + within(value, low, high), 0) / Math.max(1, numbers.length)
    const knots = [...new Set(bends.map(at))].filter((value) => value > low && value < high)
    return { key, kind, low, high, usual, isLog: isLog === true, mayMiss, knots }
  }
  const counts = new Map<string, number>()
  for (const level of values.flatMap(levelsOf)) counts.set(level, (counts.get(level) ?? 0) + 1)
  const levels = [...counts]
    .filter(([, count]) => count >= leastCases)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, mostLevels)
    .map(([level]) => level)
  return { key, kind: 'levels', levels, hasRest: levels.length < counts.size, mayMiss }
}

/** The covariates of a case, of one field. */
export function encoded(field: ModelField, value: FeatureValue | undefined): number[] {
  if (field.kind === 'number') {
    const isKnown = typeof value === 'number'
    const read = isKnown ? within(scaled(value, field.isLog), field.low, field.high) : field.usual
    const bent = (field.knots ?? []).map((knot) => Math.max(0, read - knot))
    return [read, ...bent, ...(field.mayMiss ? [isKnown ? 0 : 1] : [])]
  }
  const given = levelsOf(value)
  const known = field.levels.map((level) => (given.includes(level) ? 1 : 0))
  const isRest = given.length > 0 && known.every((each) => each === 0)
  return [...known, ...(field.hasRest ? [isRest ? 1 : 0] : []), ...(field.mayMiss ? [given.length === 0 ? 1 : 0] : [])]
}

/** A value as levels: none, one, or several. */
export function levelsOf(value: FeatureValue | undefined): readonly string[] {
  if (value === undefined) return []
  return typeof value === 'object' ? value : [String(value)]
}

function scaled(value: number, isLog: boolean): number {
  return isLog ? Math.sign(value) * Math.log1p(Math.abs(value)) : value
}

function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

function by(a: number, b: number): number {
  return a - b
}
