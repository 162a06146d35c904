import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareDeals } from '../../src/contract/comparing.ts'
import { listFacts, showDeal } from '../../src/contract/deals.ts'
import { showVelocity } from '../../src/contract/insights.ts'
import { listMeasuredDeals, showCycleLength, showFunnel, showWinRate } from '../../src/contract/measurement.ts'
import type { ImportResult } from '../../src/contract/imports.ts'
import type { QueryOf } from '../../src/contract/endpoint.ts'
import { type App, startApp } from '../kit/app.ts'
import { fileOf, type Opportunity, opportunities } from './ibm-like.ts'
import { csv, dealOf, factsOf, imported, pointedOut, upload } from './importing.ts'

// Three hundred opportunities of which nobody knows a day: of most of them how long they took, of the others only how they ended.
const all = opportunities(300, 7)
const timed = all.flatMap(({ days, outcome }) => (days === null ? [] : [{ days, outcome }]))
const won = (some: readonly Pick<Opportunity, 'outcome'>[]) => some.filter(({ outcome }) => outcome === 'Won').length

let rondo: App
let result: ImportResult

beforeAll(async () => {
  rondo = await startApp({ timeZone: 'UTC' })
  result = await imported(rondo.owner, [{ name: 'WA_Fn-UseC_-Sales-Win-Loss.csv', content: fileOf(all, 8) }])
})
afterAll(() => rondo.stop())

test('a file without dates is taken, and says of each row what is known of it', () => {
  expect(result).toMatchObject({ status: 'done', created: 300 })
  expect(pointedOut(result)).toMatchObject({
    length_only: timed.length,
    opened_undated: 300 - timed.length,
    closed_undated: 300 - timed.length,
  })
})

test('all of them count in the closed-only rate, with Wilson’s interval', async () => {
  const found = await rondo.owner.call(showWinRate, {})
  const p = won(all) / 300
  const z = 1.959963984540054
  const middle = (p + (z * z) / 600) / (1 + (z * z) / 300)
  const half = (z / (1 + (z * z) / 300)) * Math.sqrt((p * (1 - p)) / 300 + (z * z) / 360_000)
  expect(found.closedOnly).toMatchObject({ won: won(all), closed: 300 })
  expect(found.closedUndated).toBe(300)
  expect(found.closedOnly.estimate).toBeCloseTo(p, 12)
  expect(found.closedOnly.low).toBeCloseTo(middle - half, 9)
  expect(found.closedOnly.high).toBeCloseTo(middle + half, 9)
})

test('those whose length is known count in times, shares won by a day, and nothing that needs a calendar', async () => {
  const sorted = timed.map(({ days }) => days).toSorted((one, other) => one - other)
  const left = { n: timed.length, lengthOnly: timed.length, undated: 300 - timed.length }
  const cycle = await rondo.owner.call(showCycleLength, {})
  expect(cycle).toMatchObject({ ...left, won: won(timed), open: 0 })
  // Nobody is still open: half have ended by the day of the middle one.
  expect(cycle.timeToOutcome.median.value).toBe(sorted[Math.ceil(timed.length / 2) - 1])
  for (const byDay of [20, 45, 90]) {
    const rate = await rondo.owner.call(showWinRate, { query: { by_day: byDay } })
    const wonBy = won(timed.filter(({ days }) => days <= byDay)) / timed.length
    const openAfter = timed.filter(({ days }) => days > byDay).length / timed.length
    expect(rate.won.estimate).toBeCloseTo(wonBy, 9)
    expect(rate.open.estimate).toBeCloseTo(openAfter, 9)
  }
  const outside = { ...left, n: 0 }
  expect(await rondo.owner.call(showFunnel, {})).toMatchObject(outside)
  expect(await rondo.owner.call(showVelocity, {})).toMatchObject({ ...outside, arrivals: { count: 0 } })
})

test('in a period, and before they were known, they count in nothing', async () => {
  for (const query of [{ from: '2000-01-01' }, { to: '2090-01-01' }, { as_of: '2020-01-01' }]) {
    const found = await rondo.owner.call(showWinRate, { query })
    expect(found).toMatchObject({ n: 0, lengthOnly: 0, undated: 300, closedUndated: 0 })
    expect(found.closedOnly).toMatchObject({ won: 0, closed: 0, estimate: null })
  }
})

test('groups of them are compared by χ², and by their times as far as these are known', async () => {
  const found = await rondo.owner.call(compareDeals, { query: { by: 'price', bounds: '5000000' } })
  const bands = ['..5000000', '5000000..'].map((key, place) => ({
    key,
    own: all.filter(({ amount }) => (place === 0 ? amount < 50_000 : amount >= 50_000)),
  }))
  let statistic = 0
  for (const { key, own } of bands) {
    const group = found.groups.find((each) => each.key === key)
    const known = own.filter(({ days }) => days !== null).length
    expect(group).toMatchObject({ standing: 'compared', n: known, ended: own.length, endedUndated: own.length })
    expect(group?.closedOnly).toMatchObject({ won: won(own), closed: own.length })
    expect(group?.timeToOutcome).not.toBeNull()
    const expected = (own.length * won(all)) / 300
    statistic += (won(own) - expected) ** 2 * (1 / expected + 1 / (own.length - expected))
    await expectOpens({ by: 'price', group: key, part: 'closed' }, own.length)
  }
  expect(found.closedOnly.pValue).toBeCloseTo(2 * upperNormal(Math.sqrt(statistic)), 6)
  expect(found.closedOnly.verdict).toBe('differ')
})

test('groups with nothing but ends are compared in the closed-only rate alone', async () => {
  const noTimes = await startApp()
  try {
    const plain = all.map((each) => ({ ...each, days: null }))
    await imported(noTimes.owner, [{ name: 'wins.csv', content: fileOf(plain, 8) }])
    const found = await noTimes.owner.call(compareDeals, { query: { by: 'price', bounds: '5000000' } })
    expect(found).toMatchObject({ n: 0, undated: 300, ended: 300, winRate: { verdict: 'not_enough' } })
    expect(found.closedOnly.verdict).toBe('differ')
    for (const group of found.groups) {
      expect(group).toMatchObject({ n: 0, winRate: null, timeToSignature: null, timeToOutcome: null })
      expect(group.closedOnly?.rank).not.toBeNull()
    }
  } finally {
    await noTimes.stop()
  }
})

test('every count opens to its deals', async () => {
  await expectOpens({ part: 'all' }, timed.length)
  await expectOpens({ part: 'won' }, won(timed))
  await expectOpens({ part: 'dated' }, 0)
  await expectOpens({ part: 'length_only' }, timed.length)
  await expectOpens({ part: 'undated' }, 300 - timed.length)
  await expectOpens({ part: 'closed' }, 300)
  await expectOpens({ part: 'closed_won' }, won(all))
  await expectOpens({ part: 'closed_undated' }, 300)
})

test('a deal says how long it took, and of two days and the days between them any two tell the third', async () => {
  const [first] = all.filter(({ days }) => days !== null)
  const deal = await dealOf(rondo.owner, String(first?.number))
  expect(await rondo.owner.call(showDeal, { params: { id: deal.id } })).toMatchObject({
    openedDated: false,
    lengthDays: first?.days,
  })
  const { items } = await rondo.owner.call(listFacts, { params: { id: deal.id } })
  expect(items.at(-1)).toMatchObject({ type: 'deal.opened', dated: false, data: { lengthDays: first?.days } })
  const other = await imported(
    rondo.owner,
    csv(
      'Deal ID,Deal Name,Status,Created,Closed,Sales cycle (days)',
      'T1,End known,Won,,2025-03-01,28',
      'T2,Opening known,Lost,2025-01-01,,31',
      'T3,Both and equal,Won,2025-01-01,2025-02-01,31',
      'T8,Equal by the clock,Won,2025-01-01,2025-02-01,30',
      'T4,Both and not,Won,2025-01-01,2025-02-01,99',
      'T5,Open,Open,2025-01-01,,31',
      'T6,Negative,Won,,,-3',
      'T7,Absurd,Won,,,36501',
    ),
  )
  expect(other).toMatchObject({ created: 6, rejected: 2 })
  expect(pointedOut(other)).toMatchObject({ length_impossible: 2, length_contradicts_dates: 1 })
  const days = async (id: string) => (await factsOf(rondo.owner, id)).map(([type, on]) => [type, on])
  expect((await days('T1')).at(0)).toEqual(['deal.opened', '2025-02-01'])
  expect((await days('T2')).at(-1)).toEqual(['deal.lost', '2025-02-01'])
  expect((await days('T4')).at(-1)).toEqual(['deal.won', '2025-02-01'])
  const told = await dealOf(rondo.owner, 'T3')
  expect((await rondo.owner.call(showDeal, { params: { id: told.id } })).lengthDays).toBeNull()
})

test('brought again the same lengths change nothing, and others are pointed out', async () => {
  const file = (days: number) => csv('Deal ID,Deal Name,Status,Days to close', `R1,Again,Won,${days}`)
  await imported(rondo.owner, file(40))
  expect(pointedOut(await imported(rondo.owner, file(40)))).toEqual({})
  expect(pointedOut(await imported(rondo.owner, file(41)))).toEqual({ length_kept: 1 })
  const { id } = await dealOf(rondo.owner, 'R1')
  expect((await rondo.owner.call(showDeal, { params: { id } })).lengthDays).toBe(40)
})

test.each([
  ['sv', 'Säljcykel (dagar)'],
  ['he', 'משך בימים'],
  ['tr', 'Satış döngüsü (gün)'],
  ['da', 'Varighed (dage)'],
  ['th', 'ระยะเวลา (วัน)'],
  ['en', 'Days to close'],
  ['en', 'Age at close'],
  ['en', 'Duration (days)'],
])('in %s %s is how long a deal took', async (_, header) => {
  const staged = await upload(rondo.owner, csv(`Deal ID,Deal Name,Status,${header}`, 'Z1,One,Won,12', 'Z2,Two,Lost,0'))
  expect(Object.values(staged.mapping.files)[0]?.fields['lengthDays']).toBe(header)
})

/** To how many deals a part opens, page by page. */
async function expectOpens(query: Partial<QueryOf<typeof listMeasuredDeals>>, count: number): Promise<void> {
  const found = new Set<string>()
  let after: string | null | undefined
  while (after !== null) {
    const page = await rondo.owner.call(listMeasuredDeals, {
      query: { ...query, limit: 200, ...(after ? { after } : {}) },
    })
    for (const { id } of page.items) found.add(id)
    after = page.next
  }
  expect(found.size, query.part).toBe(count)
}

/** The upper tail of the normal distribution, by Simpson's rule. */
function upperNormal(from: number): number {
  const [to, steps] = [from + 12, 20_000]
  const width = (to - from) / steps
  const height = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
  let sum = height(from) + height(to)
  for (let step = 1; step < steps; step++) sum += height(from + step * width) * (step % 2 === 1 ? 4 : 2)
  return (sum * width) / 3
}
