import type { Exclusion, ScoreField } from '../../../contract/scoring.ts'
import { rocArea, wilson } from '../../../statistics/index.ts'
import type { FeatureValue, Features, FieldChoices } from '../../database/tables/scoring.ts'
import { type Candidate, levelsOf } from './encoding.ts'
import { isNumber, isPrivate, isScore, isToldAfter } from './telling-names.ts'

/** A deal that has ended, with what was known of its customer. */
export interface Case {
  readonly id: string
  readonly features: Features
  readonly won: boolean
  /** Milliseconds. */
  readonly endedAt: number
  /** A file said how it ended and not when: it ended at the latest when it was brought in. */
  readonly isUndated?: boolean
}

/** What the log knows of when fields were filled: those written after the end, or while the deal ran. */
export interface Stamps {
  readonly after: ReadonlySet<string>
  readonly later: ReadonlySet<string>
}

const leastFilled = 20
/** A field that alone tells so much is no cause of the outcome but its trace. */
const tooGood = 0.9

/**
 * Which fields a score may be fitted to, and why not the others: what is private, what people keep out, and what is known
 * only afterwards, as its time, its values or its name give away. Looks at the cases that are fitted to, never at those for
 * the test. Somebody who knows better may use a field all the same, but never a private one.
 */
export function examined(
  cases: readonly Case[],
  candidates: readonly Candidate[],
  choices: FieldChoices,
  stamps: Stamps,
): ScoreField[] {
  return candidates.map((candidate) => {
    const { key, name } = candidate
    const filled = cases.filter(({ features }) => features[key] !== undefined).length
    const area = candidate.kind === 'none' || filled === 0 ? null : areaAlone(cases, key)
    const found = exclusionOf(cases, candidate, filled, area, stamps)
    const anyway = choices[key] === 'anyway' && found !== null && overridable.has(found)
    const excluded = choices[key] === 'never' && found !== 'private' ? 'chosen_never' : anyway ? null : found
    return { key, name, excluded, anyway, filled, area: area?.estimate ?? null, weight: null }
  })
}

/** What only seems to be known afterwards; the rest is not a matter of opinion. */
const overridable: ReadonlySet<Exclusion> = new Set([
  'filled_after',
  'filled_later',
  'decides_outcome',
  'too_good',
  'named_after',
  'scored_elsewhere',
])

function exclusionOf(
  cases: readonly Case[],
  { key, name, kind }: Candidate,
  filled: number,
  area: ReturnType<typeof areaAlone> | null,
  stamps: Stamps,
): Exclusion | null {
  if (name !== null && isPrivate(name)) return 'private'
  if (kind === 'none') return 'kind'
  if (stamps.after.has(key)) return 'stamped_after'
  if (filled < leastFilled) return 'rarely_filled'
  if (isFilledByOutcome(cases, key)) return 'filled_after'
  const values = cases.map(({ features }) => features[key])
  if (isOneEach(values, kind, name)) return 'one_each'
  if (name !== null && isToldAfter(name)) return 'named_after'
  if (name !== null && isScore(name)) return 'scored_elsewhere'
  if (stamps.later.has(key)) return 'filled_later'
  if (new Set(values.map(tokenOf)).size < 2) return 'one_value'
  if (kind === 'levels' && decidesOutcome(cases, key)) return 'decides_outcome'
  if ((area?.low ?? 0) >= tooGood || (area?.estimate ?? 0) === 1) return 'too_good'
  return null
}

function tokenOf(value: FeatureValue | undefined): string {
  return value === undefined ? '' : levelsOf(value).join('\u0000')
}

/** A text that is another for nearly every case, or numbers that count the cases. */
function isOneEach(values: readonly (FeatureValue | undefined)[], kind: Candidate['kind'], name: string | null) {
  const given = values.filter((value) => value !== undefined)
  const distinct = new Set(given.map(tokenOf)).size
  if (kind === 'levels') return distinct > given.length / 2 && distinct > leastFilled
  if (distinct < given.length * 0.99 || !given.every(Number.isInteger)) return false
  const rising = given.filter((value, at) => at > 0 && Number(value) > Number(given[at - 1])).length
  return (name !== null && isNumber(name)) || Math.abs(rising / given.length - 0.5) > 0.45
}

interface Rate {
  readonly n: number
  readonly won: number
}

const share = (cases: readonly Case[]): number =>
  cases.reduce((sum, { won }) => sum + Number(won), 0) / Math.max(1, cases.length)

/** Surely won, or surely not: the whole interval of a rate is beyond, and far from the usual share. */
function sureness({ n, won }: Rate, usual: number, margin: number): 'won' | 'lost' | null {
  const { low, high } = wilson(won, n)
  if (low !== null && low >= Math.max(1 - margin, 1 - (1 - usual) / 3)) return 'won'
  return high !== null && high <= Math.min(margin, usual / 3) ? 'lost' : null
}

// One in a hundred was filled by mistake.
const mostExceptions = 0.01

/** Filled where it went one way and hardly elsewhere: a reason of loss, a number of a contract. */
function isFilledByOutcome(cases: readonly Case[], key: string): boolean {
  const filled = cases.filter(({ features }) => features[key] !== undefined)
  const empty = cases.filter(({ features }) => features[key] === undefined)
  if (filled.length < leastFilled || empty.length < leastFilled) return false
  const usual = share(cases)
  const of = (some: readonly Case[]) => ({ n: some.length, won: some.filter(({ won }) => won).length })
  const isCommon = filled.length >= cases.length / 20
  const { n, won } = of(filled)
  const exceptions = Math.min(won, n - won)
  if (isCommon && exceptions <= n * mostExceptions && sureness({ n, won }, usual, 0.1) !== null) return true
  const [one, other] = [sureness(of(filled), usual, 0.1), sureness(of(empty), usual, 0.1)]
  return one !== null && other !== null && one !== other
}

// A tenth of the cases, on both sides: what is known before the end makes some sure to buy, or some sure not to, but
// hardly ever both.
const leastDecided = 0.1
const leastOnEachSide = 0.02

/** Levels of which some are surely won and others surely lost. */
function decidesOutcome(cases: readonly Case[], key: string): boolean {
  const usual = share(cases)
  const decided = { won: 0, lost: 0 }
  for (const [, own] of Map.groupBy(cases, ({ features }) => tokenOf(features[key]))) {
    const side = sureness({ n: own.length, won: own.filter(({ won }) => won).length }, usual, 0.1)
    if (side !== null) decided[side] += own.length
  }
  const least = cases.length * leastOnEachSide
  return decided.won >= least && decided.lost >= least && decided.won + decided.lost >= cases.length * leastDecided
}

const folds = 5
const numberBins = 20

/**
 * The area under the ROC curve of a field alone: each case is scored by the share of wins among those of the other folds
 * that have the same in it (numbers in twenty parts), so that a field with many levels does not flatter itself.
 */
function areaAlone(cases: readonly Case[], key: string) {
  const tokens = tokensOf(cases.map(({ features }) => features[key]))
  const usual = share(cases)
  const sums = new Map<string, { n: number; won: number; byFold: Rate[] }>()
  cases.forEach(({ won }, at) => {
    const token = tokens[at] ?? ''
    const sum = sums.get(token) ?? { n: 0, won: 0, byFold: Array.from({ length: folds }, () => ({ n: 0, won: 0 })) }
    const own = sum.byFold[at % folds] ?? { n: 0, won: 0 }
    sum.byFold[at % folds] = { n: own.n + 1, won: own.won + Number(won) }
    sums.set(token, { ...sum, n: sum.n + 1, won: sum.won + Number(won) })
  })
  return rocArea(
    cases.map(({ won }, at) => {
      const sum = sums.get(tokens[at] ?? '')
      const own = sum?.byFold[at % folds]
      const [n, hits] = [(sum?.n ?? 0) - (own?.n ?? 0), (sum?.won ?? 0) - (own?.won ?? 0)]
      return { score: (hits + 2 * usual) / (n + 2), successes: Number(won), trials: 1 }
    }),
  )
}

function tokensOf(values: readonly (FeatureValue | undefined)[]): string[] {
  const numbers = values.filter((value) => typeof value === 'number').sort((a, b) => a - b)
  if (new Set(numbers).size <= numberBins) return values.map(tokenOf)
  const edges = Array.from({ length: numberBins - 1 }, (_, at) => {
    return numbers[Math.floor(((at + 1) / numberBins) * numbers.length)] ?? 0
  })
  return values.map((value) => {
    return typeof value === 'number' ? `#${edges.filter((edge) => edge <= value).length}` : tokenOf(value)
  })
}
