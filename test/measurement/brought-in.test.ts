import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal } from '../../src/contract/deals.ts'
import { showVelocity } from '../../src/contract/insights.ts'
import { listMeasuredDeals, showCycleLength, showFunnel, showWheel } from '../../src/contract/measurement.ts'
import type { BulkPlace } from '../../src/server/modules/deals/index.ts'
import { type App, startApp } from '../kit/app.ts'
import { bringIn, placeIn, plainDeal } from './brought.ts'

let rondo: App
let place: BulkPlace

beforeAll(async () => {
  rondo = await startApp()
  place = await placeIn(rondo)
}, 120_000)
afterAll(() => rondo.stop())

/** At noon: 40 times 24 hours are 39 days of the calendar when they begin at midnight and the clock is set back between. */
function daysAgo(days: number): Date {
  return new Date(new Date().setUTCHours(12, 0, 0, 0) - days * 86_400_000)
}
const dayAgo = (days: number) => daysAgo(days).toISOString().slice(0, 10)

/** So many deals at once, opened 60 days ago and won 40 days later, as an import brings them. */
async function bring(
  number: number,
  { openedDated = true, endDated = true, ownerId = null as string | null, watchedDaysAgo = null as number | null } = {},
): Promise<void> {
  const ago = (days: number, dated: boolean) => ({ at: daysAgo(days), dated })
  const won = { kind: 'ended', outcome: 'won', when: ago(20, endDated), comeBackOn: '2031-01-01' } as const
  const deal = {
    ...plainDeal(place, ago(60, openedDated), [won]),
    owner_id: ownerId,
    observed_from: watchedDaysAgo === null ? null : dayAgo(watchedDaysAgo),
  }
  await bringIn(rondo, place, Array(number).fill(deal))
}

test('what happens shows in the figures of a large base at once, one deal or an import', async () => {
  await bring(5_000)
  const first = await rondo.owner.call(showWheel, {})
  expect(first).toMatchObject({ openDeals: 0, cycle: { n: 5_000, median: { value: 40 } } })
  await rondo.owner.call(openDeal, { body: { name: 'One more' } })
  const second = await rondo.owner.call(showWheel, {})
  expect(second).toMatchObject({ openDeals: 1, cycle: { n: 5_001 } })
  expect((await rondo.owner.call(showCycleLength, {})).n).toBe(5_001)
  await bring(100)
  const third = await rondo.owner.call(showWheel, {})
  expect(third.cycle.n).toBe(5_101)
  expect(third.stages.at(-1)).toMatchObject({ isCare: true, count: 5_100 })
})

test('arrivals are counted from the day on that is watched: before it those are missing that ended before it', async () => {
  const noa = await rondo.member('seller', 'Noa Levi')
  const velocity = () => rondo.owner.call(showVelocity, { query: { owner: noa.memberId } })
  await bring(12, { ownerId: noa.memberId })
  expect((await velocity()).arrivals).toMatchObject({ count: 12, from: dayAgo(60) })
  await bring(12, { ownerId: noa.memberId, watchedDaysAgo: 45 })
  expect((await velocity()).arrivals).toMatchObject({ count: 24, from: dayAgo(60) })
  const ben = await rondo.member('seller', 'Ben Ahl')
  await bring(12, { ownerId: ben.memberId, watchedDaysAgo: 45 })
  await rondo.owner.call(openDeal, { body: { name: 'Seen from its start', ownerId: ben.memberId } })
  const { arrivals } = await rondo.owner.call(showVelocity, { query: { owner: ben.memberId } })
  expect(arrivals).toMatchObject({ count: 1, from: dayAgo(45) })
})

test('deals without the date of their opening or of their end are left out of every duration, and counted', async () => {
  const before = await rondo.owner.call(showFunnel, {})
  await bring(3, { openedDated: false })
  await bring(2, { endDated: false })
  const cycle = await rondo.owner.call(showCycleLength, {})
  expect(cycle).toMatchObject({ n: before.n, undated: 5 })
  expect(await rondo.owner.call(showFunnel, {})).toMatchObject({ stages: before.stages, undated: 5 })
  // Whether they were there on a day of the past is not known; they are said to be missing there too.
  const past = await rondo.owner.call(showCycleLength, { query: { as_of: '2020-01-01', from: '2019-01-01' } })
  expect(past).toMatchObject({ n: 0, undated: 3 })
  const { items } = await rondo.owner.call(listMeasuredDeals, { query: { part: 'undated' } })
  expect(items.map(({ startedOn, days }) => [startedOn, days])).toEqual(Array(5).fill([null, null]))
})
