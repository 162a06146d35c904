import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { SurvivalRow } from '../../src/statistics/index.ts'

/** What R wrote: numbers in arrays, NA as null. See golden/make.R. */
export function golden<Shape>(name: string): Shape {
  // The shape is that of make.R, which no type can see; a wrong one fails the comparisons.
  return JSON.parse(readFileSync(new URL(`golden/${name}.json`, import.meta.url), 'utf8')) as Shape
}

/** One row a subject, as make.R writes them: entry, time, cause. */
export function subjects(rows: readonly number[][]): SurvivalRow[] {
  return rows.map(([entry = 0, time = 0, cause = 0]) => ({ entry, time, cause, count: 1 }))
}

/** Deals seen from their start. */
export function seen(...deals: [time: number, cause: number][]): SurvivalRow[] {
  return deals.map(([time, cause]) => ({ entry: -0.5, time, cause, count: 1 }))
}

type Value = number | null | undefined

/** Equal lists, null at the same places, numbers to 1e-9 (relative to those above 1): R and we do the same sums. */
export function expectSame(ours: readonly Value[], theirs: readonly Value[], what: string, tolerance = 1e-9): void {
  expect(ours.length, what).toBe(theirs.length)
  ours.forEach((value, i) => {
    const wanted = theirs[i] ?? null
    const close =
      value === wanted ||
      (typeof value === 'number' &&
        wanted !== null &&
        Math.abs(value - wanted) <= tolerance * Math.max(1, Math.abs(wanted)))
    expect(close, `${what} [${i}]: ${value} instead of ${wanted}`).toBe(true)
  })
}

/** What there must be in this test. */
export function known<T>(value: T | null): T {
  if (value === null) throw new Error('nothing known')
  return value
}

/** Aggregated rows of whole days; `late` lets deals come under observation after their start. */
export function anyRows(options: { late: boolean; causes?: number; open?: boolean }): fc.Arbitrary<SurvivalRow[]> {
  const row = fc.record({
    after: fc.integer({ min: 0, max: 12 }),
    length: fc.integer({ min: 0, max: 25 }),
    cause: fc.integer({ min: options.open === false ? 1 : 0, max: options.causes ?? 3 }),
    count: fc.integer({ min: 1, max: 4 }),
  })
  return fc.array(row, { minLength: 1, maxLength: 30 }).map((rows) =>
    rows.map(({ after, length, cause, count }) => {
      const start = options.late ? after : 0
      return { entry: start - 0.5, time: start + length, cause, count }
    }),
  )
}

/** Each subject a row of its own. */
export function expanded(rows: readonly SurvivalRow[]): SurvivalRow[] {
  return rows.flatMap((row) => Array.from({ length: row.count }, () => ({ ...row, count: 1 })))
}

/** A million deals, one row each, by a fixed rule: lengths up to 729 days, a third still open, half of them late. */
export function aMillionRows(): SurvivalRow[] {
  return Array.from({ length: 1_000_000 }, (_, i) => {
    const entry = i % 2 === 0 ? -0.5 : ((i * 31) % 200) - 0.5
    return { entry, time: Math.ceil(entry) + ((i * 7919) % 530), cause: i % 3 === 0 ? 0 : 1 + (i % 3), count: 1 }
  })
}
