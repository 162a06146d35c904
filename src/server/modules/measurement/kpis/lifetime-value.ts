import { type Share, type SurvivalRow, groupJackknife, survivalOn } from '../../../../statistics/index.ts'
import { rowsOf } from '../cohort.ts'
import { tally } from '../tally.ts'
import type { Customers } from './customers.ts'

const groups = 20
const yearDays = 365.25
/** The days on which years as a customer are over. */
const wholeYears = Array.from({ length: 10 }, (_, place) => Math.round((place + 1) * yearDays))
/** A year counts while so many customers are followed through it. */
const leastFollowed = 10

/**
 * What a customer brings: the margin of a win, at once, and again with each win that follows, m · (1 + r · Σ S(t)/(1 + d)^t)
 * over whole years t; r = wins after the first per year as a customer, S = the share who are customers still t years after
 * their first win (Kaplan–Meier, until they are lost), d = the discount. The interval leaves out a
 * twentieth of the customers at a time. `asOf` is the day that the customers are of.
 */
export function lifetimeValue(customers: Customers, asOf: number, discountPercent: number): Share & { n: number } {
  const { codes, day: days, margin: margins, count, first, latest, until } = customers
  // Of each group of customers: days as a customer, wins after the first, what wins brought, and of how many that is known.
  const sums = Array.from({ length: 4 }, () => new Float64Array(groups))
  const [activeDays, repeats, brought, known] = sums
  const ends = Array.from({ length: groups }, () => tally(2))
  const allEnds = tally(2)
  for (let number = 0; number < count; number++) {
    const group = (codes[number] ?? 0) % groups
    const [from, to] = [first[number] ?? 0, latest[number] ?? 0]
    for (let place = from; place <= to; place++) {
      const margin = margins[place] ?? Number.NaN
      if (Number.isNaN(margin)) continue
      add(brought, group, margin)
      add(known, group, 1)
    }
    const end = until[number] ?? 0
    const lasted = Math.min(end, asOf) - (days[from] ?? 0)
    add(repeats, group, to - from)
    add(activeDays, group, lasted + 1)
    const cause = end < asOf ? 1 : 0
    ends[group]?.add(cause, lasted, 0)
    allEnds.add(cause, lasted, 0)
  }
  const parts = ends.map((counts, number): Lifetime => {
    const [active = 0, repeated = 0, margin = 0, margins = 0] = sums.map((sum) => sum[number] ?? 0)
    return { ends: rowsOf(counts), activeDays: active, repeats: repeated, margin, margins }
  })
  const all = rowsOf(allEnds)
  const value = (chosen: readonly Lifetime[], rows: readonly SurvivalRow[]) =>
    valueOf(chosen, rows, discountPercent / 100)
  const without = parts.map((part) =>
    value(
      parts.filter((each) => each !== part),
      rowsWithout(all, part.ends),
    ),
  )
  return { ...groupJackknife(value(parts, all), without), n: count }
}

/** The rows of all but some, which are among them: both in ascending order of cause and time. */
function rowsWithout(all: readonly SurvivalRow[], some: readonly SurvivalRow[]): SurvivalRow[] {
  let next = 0
  return all.flatMap((row) => {
    const own = some[next]
    const isIn = own?.cause === row.cause && own.time === row.time
    if (isIn) next++
    const count = row.count - (isIn ? own.count : 0)
    return count === 0 ? [] : [{ ...row, count }]
  })
}

interface Lifetime {
  /** When its customers were lost, or are followed to. */
  readonly ends: readonly SurvivalRow[]
  readonly activeDays: number
  readonly repeats: number
  readonly margin: number
  readonly margins: number
}

function add(sums: Float64Array | undefined, group: number, value: number): void {
  if (sums) sums[group] = (sums[group] ?? 0) + value
}

function valueOf(parts: readonly Lifetime[], rows: readonly SurvivalRow[], discount: number): number | null {
  const sum = (read: (part: Lifetime) => number) => parts.reduce((total, part) => total + read(part), 0)
  const margins = sum(({ margins: count }) => count)
  const active = sum(({ activeDays }) => activeDays)
  if (margins === 0 || active === 0) return null
  let later = 0
  for (const [place, { followed, estimate }] of survivalOn(rows, wholeYears).entries()) {
    if (followed < leastFollowed) break
    later += estimate / (1 + discount) ** (place + 1)
  }
  const perYear = (sum(({ repeats }) => repeats) / active) * yearDays
  return (sum(({ margin }) => margin) / margins) * (1 + perYear * later)
}
