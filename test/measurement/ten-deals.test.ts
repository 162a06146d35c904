import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addSource } from '../../src/contract/sources.ts'
import { listMeasuredDeals, showCycleLength, showWinRate } from '../../src/contract/measurement.ts'
import { type App, startApp } from '../kit/app.ts'
import { tell } from './told.ts'

// Ten deals, small enough to follow by hand, told over the API and compared with what R makes of them (golden/make.R).
const golden = JSON.parse(readFileSync(new URL('golden/ten-deals.json', import.meta.url), 'utf8'))
const asOf = '2025-06-30'

let rondo: App

beforeAll(async () => {
  rondo = await startApp()
  const ada = rondo.owner
  const old = await ada.call(addSource, {
    body: { name: 'Old system', kind: 'import', observedFrom: '2025-01-01' },
  })
  await tell(ada, { opened: '2025-01-07', end: ['won', '2025-01-17'] })
  await tell(ada, { opened: '2025-01-07', end: ['lost', '2025-01-27'] })
  await tell(ada, { opened: '2025-01-10', end: ['won', '2025-02-09'] })
  await tell(ada, { opened: '2025-01-15', end: ['lost', '2025-01-15'] })
  await tell(ada, { opened: '2025-02-01', end: ['disqualified', '2025-03-13'] })
  await tell(ada, { opened: '2025-02-10', end: ['won', '2025-03-22'] })
  await tell(ada, { opened: '2025-03-01', end: ['notNow', '2025-03-31'] })
  await tell(ada, { opened: '2025-03-01' })
  await tell(ada, { opened: '2024-12-01', source: old.id, end: ['won', '2025-02-19'] })
  await tell(ada, { opened: '2024-12-15', source: old.id })
  // Lost before the history of its source begins: who else was lost then is not known, so it does not count.
  await tell(ada, { opened: '2024-12-01', source: old.id, end: ['lost', '2024-12-20'] })
  // Opened only after the day.
  await tell(ada, { opened: '2025-07-01', end: ['won', '2025-07-02'] })
})
afterAll(() => rondo.stop())

test('the cycle length of ten deals is what R finds', async () => {
  const found = await rondo.owner.call(showCycleLength, { query: { as_of: asOf } })
  expect(found).toMatchObject({ asOf, n: 10, won: 4, lost: 2, disqualified: 1, notNow: 1, open: 2 })
  expect(found).toMatchObject({ undated: 0, endedBeforeObserved: 1, enteredLate: 2, method: 'cycle_length' })
  expect(roughly(found.timeToOutcome)).toEqual(roughly(golden.timeToOutcome))
  expect(roughly(found.closedOnly)).toEqual(roughly(golden.closedOnly))
  // Ten are at risk on no day, so that the distribution of signatures cannot be read.
  expect(found.timeToSignature).toEqual({
    median: { value: null, low: null, high: null },
    medianWithoutDelayedEntry: { value: null, low: null, high: null },
    quartiles: { lower: { value: null, low: null, high: null }, upper: { value: null, low: null, high: null } },
    p80: { value: null, low: null, high: null },
    horizonDays: null,
  })
})

test('the win rate by day 60 is what R finds', async () => {
  const found = await rondo.owner.call(showWinRate, { query: { as_of: asOf, by_day: 60 } })
  expect(roughly(found)).toEqual(expect.objectContaining(roughly(golden.byDay60)))
  expect(found.counts).toEqual({ won: 4, lost: 2, disqualified: 1, notNow: 1, open: 2 })
  const { won, lost, disqualified, notNow, open } = found
  const shares = [won, lost, disqualified, notNow, open].map(({ estimate }) => estimate ?? Number.NaN)
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
})

test('a day that no deal was followed to has no win rate', async () => {
  const found = await rondo.owner.call(showWinRate, { query: { as_of: asOf, by_day: 198 } })
  expect(found.won).toEqual({ estimate: null, low: null, high: null })
  expect(found.closedOnly.estimate).toBe(0.5)
})

test('behind every count stand as many deals, as they were on the day', async () => {
  const parts = { all: 10, won: 4, lost: 2, disqualified: 1, not_now: 1, open: 2 } as const
  const left = { undated: 0, entered_late: 2, ended_before_observed: 1 } as const
  for (const [part, count] of Object.entries({ ...parts, ...left })) {
    // The keys of the two objects above are parts.
    const query = { as_of: asOf, part: part as keyof typeof parts }
    const { items, next } = await rondo.owner.call(listMeasuredDeals, { query })
    expect(items, part).toHaveLength(count)
    expect(next).toBeNull()
  }
  const first = await rondo.owner.call(listMeasuredDeals, { query: { as_of: '2025-01-16', part: 'open', limit: 3 } })
  const second = await rondo.owner.call(listMeasuredDeals, {
    query: { as_of: '2025-01-16', part: 'open', limit: 3, after: first.next ?? '' },
  })
  const items = [...first.items, ...second.items]
  expect(items.map(({ outcome }) => outcome)).toEqual(['open', 'open', 'open', 'open', 'open'])
  expect(items.map(({ startedOn, days }) => [startedOn, days])).toEqual([
    ['2024-12-15', 32],
    ['2024-12-01', 46],
    ['2025-01-10', 6],
    ['2025-01-07', 9],
    ['2025-01-07', 9],
  ])
})

/** The same with every number to nine digits. */
function roughly(expected: unknown): unknown {
  if (typeof expected === 'number') return Number(expected.toFixed(9))
  if (Array.isArray(expected)) return expected.map(roughly)
  if (typeof expected !== 'object' || expected === null) return expected
  return Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, roughly(value)]))
}
