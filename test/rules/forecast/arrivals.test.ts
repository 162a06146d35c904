import { describe, expect, test } from 'vitest'
import { pacesAt } from '../../../src/server/modules/measurement/forecast/arrivals.ts'
import { spellsOf } from '../../../src/server/modules/measurement/forecast/kept-spells.ts'
import { type Told, historyOf, slotsOf } from './histories.ts'
import { dayIn, daysSince } from './shapes.ts'

const first = -daysSince(0)

/** So many deals on each day, all of them lost a day later, up to a last day. */
function coming(deals: (day: number) => number, lastDay: number): Told[] {
  return Array.from({ length: lastDay + 1 }, (_, day) =>
    Array.from({ length: deals(day) }, (): Told => {
      const end = day < lastDay ? { end: ['lost', dayIn(day + 1)] as const } : {}
      return { opened: dayIn(day), minor: 100, ...end }
    }),
  ).flat()
}

/** What part of as many as before is expected to come in so many days after a day, of a history that goes on until another. */
function expectedAfter(deals: (day: number) => number, day: number, lastDay = day, horizon = 91): number {
  const spells = spellsOf(
    historyOf(coming(deals, lastDay)),
    { knownAt: new Date('2030-01-01'), sees: null },
    slotsOf(1),
  )
  const { daily } = pacesAt(spells, [first + day], horizon)[0] ?? { daily: new Float64Array(0) }
  return daily.reduce((sum, each) => sum + each, 0) / horizon
}

const month = (day: number) => Math.floor(day / 28)

test('ever more deals a week go on becoming more', () => {
  expect(expectedAfter((day) => 4 + Math.floor(day / 14), 300)).toBeGreaterThan(1.15)
})

test('where rushes came and went, the trend of the last one is not believed', () => {
  const rushes = (day: number) => (month(day) % 3 === 2 ? 12 : 5)
  const dayInRush = 12 * 28 - 3
  expect(expectedAfter(rushes, dayInRush)).toBe(1)
})

test('a trend is believed once it could be tried, not before', () => {
  const rising = (day: number) => 4 + Math.floor(day / 7)
  expect(expectedAfter(rising, 62)).toBe(1)
  expect(expectedAfter(rising, 91)).toBeGreaterThan(1.1)
})

describe.each([
  ['of ever more deals', (day: number) => 4 + Math.floor(day / 14)],
  ['of rushes', (day: number) => (month(day) % 3 === 2 ? 12 : 5)],
])('%s', (_what, deals) => {
  test.each([70, 150, 240, 333])('what is said on day %i knows nothing of the days after it', (day) => {
    // Ten times as many from the next day on: whoever looks sees them.
    const known = expectedAfter(deals, day)
    expect(expectedAfter((each) => (each <= day ? deals(each) : deals(each) * 10), day, day + 100)).toBe(known)
  })
})
