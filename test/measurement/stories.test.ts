import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as deals from '../../src/contract/deals.ts'
import * as moves from '../../src/contract/moves.ts'
import {
  listMeasuredDeals,
  showCycleLength,
  showFunnel,
  showWheel,
  showWinRate,
} from '../../src/contract/measurement.ts'
import { addSource } from '../../src/contract/sources.ts'
import { addProduct } from '../../src/contract/products.ts'
import { listProcesses } from '../../src/contract/process.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { after, tell } from './told.ts'

let rondo: App

beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo.stop())

/** Somebody in a workspace without any deal. */
function newcomer(): Promise<Person> {
  return rondo.anotherWorkspace()
}

describe('two clocks', () => {
  test('what is entered late changes what the day was, not what was known of it', async () => {
    const eva = await newcomer()
    const deal = await tell(eva, { opened: '2025-03-01' })
    await pause(5)
    const before = new Date().toISOString()
    await pause(5)
    const params = { id: deal.id }
    await eva.call(moves.winDeal, { params, body: { occurredAt: '2025-03-11T12:00:00.000Z' } })
    await tell(eva, { opened: '2025-03-05' })
    const ask = (query: object) => eva.call(showCycleLength, { query: { as_of: '2025-03-31', ...query } })
    expect(await ask({})).toMatchObject({ n: 2, won: 1, open: 1 })
    expect(await ask({ known_at: before })).toMatchObject({ n: 1, won: 0, open: 1, knownAt: before })
    expect(await ask({ as_of: '2025-03-10' })).toMatchObject({ n: 2, won: 0, open: 2 })
    expect(await ask({ as_of: '2025-03-11' })).toMatchObject({ won: 1 })
    expect(await ask({ as_of: '2025-02-28' })).toMatchObject({ n: 0 })
    const known = await eva.call(listMeasuredDeals, { query: { as_of: '2025-03-31', known_at: before } })
    expect(known.items.map(({ id, outcome }) => [id, outcome])).toEqual([[deal.id, 'open']])
  })

  test('a day ends at midnight of the workspace, not of Greenwich', async () => {
    const eva = await rondo.anotherWorkspace({ timeZone: 'Asia/Bangkok' })
    await eva.call(deals.openDeal, { body: { name: 'Late call', occurredAt: '2025-03-01T18:00:00.000Z' } })
    expect(await eva.call(showCycleLength, { query: { as_of: '2025-03-01' } })).toMatchObject({ n: 0 })
    expect(await eva.call(showCycleLength, { query: { as_of: '2025-03-02' } })).toMatchObject({ n: 1 })
  })

  test('a slip that was undone never happened, but was known until then', async () => {
    const eva = await newcomer()
    const deal = await tell(eva, { opened: '2025-03-01' })
    const params = { id: deal.id }
    const { factId } = await eva.call(moves.loseDeal, { params, body: { occurredAt: '2025-03-04T12:00:00.000Z' } })
    await pause(5)
    const before = new Date().toISOString()
    await pause(5)
    await eva.call(moves.undoMove, { params, body: { factId } })
    const ask = (query: object) => eva.call(showCycleLength, { query: { as_of: '2025-03-31', ...query } })
    expect(await ask({})).toMatchObject({ lost: 0, open: 1 })
    expect(await ask({ known_at: before })).toMatchObject({ lost: 1, open: 0 })
  })

  test('nobody has been followed beyond today', async () => {
    const eva = await newcomer()
    await tell(eva, { opened: '2025-03-01' })
    const today = await eva.call(showCycleLength, {})
    const later = await eva.call(showCycleLength, { query: { as_of: '2099-12-31' } })
    expect(later.asOf).toBe(today.asOf)
    expect(later.timeToOutcome).toEqual(today.timeToOutcome)
  })
})

describe('what a deal counts as', () => {
  test('a deal that was reopened runs on the same clock, and a win that was reversed is lost on that day', async () => {
    const eva = await newcomer()
    const reopened = await tell(eva, { opened: '2025-01-01', end: ['lost', '2025-01-11'] })
    const params = { id: reopened.id }
    await eva.call(moves.reopenDeal, { params, body: { occurredAt: '2025-01-21T12:00:00.000Z' } })
    await eva.call(moves.winDeal, { params, body: { occurredAt: '2025-01-31T12:00:00.000Z' } })
    const reversed = await tell(eva, { opened: '2025-01-01', end: ['won', '2025-01-06'] })
    const body = { reason: 'cancelled_by_customer', occurredAt: '2025-02-10T12:00:00.000Z' } as const
    await eva.call(moves.reverseWin, { params: { id: reversed.id }, body })
    const on = (as_of: string) => eva.call(showCycleLength, { query: { as_of } })
    expect(await on('2025-01-15')).toMatchObject({ won: 1, lost: 1, open: 0 })
    expect(await on('2025-01-25')).toMatchObject({ won: 1, lost: 0, open: 1 })
    expect(await on('2025-02-05')).toMatchObject({ won: 2, lost: 0, closedOnly: { meanWon: 17.5 } })
    expect(await on('2025-02-10')).toMatchObject({ won: 1, lost: 1, closedOnly: { meanWon: 30, mean: 35 } })
  })

  test('not now is an end of its own beside lost', async () => {
    const eva = await newcomer()
    await tell(eva, { opened: '2025-01-01', end: ['notNow', '2025-01-11'] })
    await tell(eva, { opened: '2025-01-01', end: ['lost', '2025-01-11'] })
    const rate = await eva.call(showWinRate, { query: { by_day: 30 } })
    expect(rate).toMatchObject({ lost: { estimate: 0.5 }, notNow: { estimate: 0.5 }, open: { estimate: 0 } })
    expect(rate.closedOnly).toMatchObject({ won: 0, closed: 2, estimate: 0, low: 0 })
  })

  test('without any deal every figure says so instead of naming a number', async () => {
    const eva = await newcomer()
    const cycle = await eva.call(showCycleLength, {})
    expect(cycle).toMatchObject({ n: 0, timeToOutcome: { median: { value: null }, survival: [] } })
    expect(cycle.closedOnly).toEqual({ mean: null, median: null, meanWon: null, medianWon: null })
    expect((await eva.call(showWinRate, {})).closedOnly.estimate).toBeNull()
    expect((await eva.call(showFunnel, {})).stages.map(({ reached }) => reached)).toEqual([0, 0, 0, 0, 0, 0])
    expect(await eva.call(showWheel, {})).toMatchObject({ openDeals: 0, cycle: { n: 0 }, winRate: { byDay: 90 } })
  })
})

describe('mistakes that others make', () => {
  test('a process that has become slower does not look faster while its slow deals are still open', async () => {
    const eva = await newcomer()
    // Thirty deals that take 10, 20 … 100 days to be won, then thirty that take half as long again, begun 60 days ago.
    const [before, since, asOf] = ['2024-01-01', '2025-01-01', '2025-03-02']
    for (let number = 0; number < 30; number++) {
      const days = ((number % 10) + 1) * 10
      await tell(eva, { opened: before, end: ['won', after(before, days)] })
      await tell(eva, { opened: since, end: ['won', after(since, days * 1.5)] })
    }
    const old = await eva.call(showCycleLength, { query: { as_of: asOf, to: '2024-12-31' } })
    const slower = await eva.call(showCycleLength, { query: { as_of: asOf, from: since } })
    expect(old).toMatchObject({ n: 30, won: 30, closedOnly: { meanWon: 55 } })
    expect(slower).toMatchObject({ n: 30, won: 12, open: 18 })
    // The mean of what has closed is what misleads; it is shown, and named so.
    expect(slower.closedOnly.meanWon).toBe(37.5)
    expect(old.timeToOutcome.median.value).toBe(50)
    expect(slower.timeToOutcome.median.value).toBeNull()
    const rate = (query: object) => eva.call(showWinRate, { query: { as_of: asOf, by_day: 60, ...query } })
    expect((await rate({ to: '2024-12-31' })).won.estimate).toBeCloseTo(0.6, 12)
    expect((await rate({ from: since })).won.estimate).toBeCloseTo(0.4, 12)
  })

  test('deals that are lost now stay in the funnel, and a deal that came twice counts once', async () => {
    const eva = await newcomer()
    const [first, second, third] = ['prospecting', 'first-contact', 'qualification'] as const
    await tell(eva, {
      opened: '2025-01-01',
      moves: [
        [second, '2025-01-05'],
        [third, '2025-01-10'],
        [second, '2025-01-12'],
        [third, '2025-01-20'],
      ],
      end: ['lost', '2025-01-30'],
    })
    await tell(eva, { opened: '2025-01-01', end: ['disqualified', '2025-01-02'] })
    const { stages } = await eva.call(showFunnel, { query: { by_day: 30 } })
    const [one, two, three, four] = stages
    expect(one).toMatchObject({ key: first, reached: 2, advanced: 1, left: 1, open: 0 })
    expect(two).toMatchObject({ key: second, reached: 1, skipped: 0, advanced: 1, left: 0 })
    // First passage: five days. All stays: five and eight.
    expect(two).toMatchObject({ conversion: { estimate: 1 }, timeInStage: { value: 13 } })
    expect(three).toMatchObject({ key: third, reached: 1, advanced: 0, left: 1, timeInStage: { value: 12 } })
    expect(four).toMatchObject({ reached: 0, conversion: { estimate: null } })
  })

  test('a stage passed over is passed, is said to be passed over, and took no time', async () => {
    const eva = await newcomer()
    await tell(eva, { opened: '2025-01-01', moves: [['presentation', '2025-01-11']] })
    const { stages } = await eva.call(showFunnel, {})
    expect(stages.map(({ reached, skipped, open }) => [reached, skipped, open])).toEqual([
      [1, 0, 0],
      [1, 1, 0],
      [1, 1, 0],
      [1, 0, 1],
      [0, 0, 0],
      [0, 0, 0],
    ])
    expect(stages[1]?.timeInStage.value).toBeNull()
    expect(stages[0]?.timeInStage.value).toBe(10)
  })

  test('old deals that were taken over when they were already old do not make the cycle look longer', async () => {
    const eva = await newcomer()
    const source = await eva.call(addSource, { body: { name: 'Old', kind: 'import', observedFrom: '2025-01-01' } })
    // Their like that had ended before 2025 was never taken over.
    for (let number = 0; number < 10; number++) {
      await tell(eva, { opened: '2024-10-01', source: source.id, end: ['won', after('2025-01-10', number)] })
      await tell(eva, { opened: '2025-01-02', source: source.id, end: ['won', after('2025-01-12', number * 2)] })
    }
    const found = await eva.call(showCycleLength, {})
    expect(found).toMatchObject({ n: 20, enteredLate: 10 })
    expect(found.timeToOutcome.medianWithoutDelayedEntry.value).toBe(28)
    expect(found.timeToOutcome.median.value).toBe(18)
  })
})

test('a figure is taken of one owner as of the day, of a source, a product, a process', async () => {
  const eva = await newcomer()
  const sam = await rondo.member('seller', 'Sam')
  const stranger = sam.memberId
  const product = await eva.call(addProduct, { body: { name: 'GTX' } })
  const source = await eva.call(addSource, { body: { name: 'Fair', kind: 'event' } })
  const { items } = await eva.call(listProcesses, {})
  await tell(eva, { opened: '2025-01-01', source: source.id, body: { productId: product.id } })
  await tell(eva, { opened: '2025-02-01', end: ['won', '2025-02-03'] })
  const n = async (query: object) => (await eva.call(showCycleLength, { query })).n
  expect(await n({ source: source.id })).toBe(1)
  expect(await n({ source: source.id, known_at: new Date().toISOString() })).toBe(1)
  expect(await n({ product: product.id })).toBe(1)
  expect(await n({ process: items[0]?.id })).toBe(2)
  expect(await n({ owner: stranger })).toBe(0)
  expect(await n({ from: '2025-01-02' })).toBe(1)
  expect(await n({ to: '2025-01-01' })).toBe(1)
  expect(await n({ from: '2025-02-02' })).toBe(0)
})

test('a deal counts for whoever owned it on the day', async () => {
  const sam = await rondo.member('seller', 'Sam')
  const bo = await rondo.member('seller', 'Bo')
  const { id } = await tell(rondo.owner, { opened: '2025-01-01', body: { ownerId: sam.memberId } })
  const body = { ownerId: bo.memberId, occurredAt: '2025-02-01T12:00:00.000Z' }
  await rondo.owner.call(deals.assignDeal, { params: { id }, body })
  const n = async (owner: string, as_of?: string) =>
    (await rondo.owner.call(showCycleLength, { query: { owner, ...(as_of ? { as_of } : {}) } })).n
  expect(await n(sam.memberId, '2025-01-31')).toBe(1)
  expect(await n(bo.memberId, '2025-01-31')).toBe(0)
  expect(await n(sam.memberId)).toBe(0)
  expect(await n(bo.memberId)).toBe(1)
})

test('what is refused', async () => {
  const eva = await newcomer()
  const nowhere = '01890000-0000-7000-8000-000000000000'
  const { items } = await rondo.owner.call(listProcesses, {})
  for (const process of [nowhere, items[0]?.id ?? '']) {
    expect(await eva.refused(showFunnel, { query: { process } })).toMatchObject({ status: 404, code: 'not_found' })
    expect(await eva.refused(showWheel, { query: { process } })).toMatchObject({ status: 404 })
  }
  const part = await eva.refused(listMeasuredDeals, { query: { part: 'reached' } })
  expect(part).toMatchObject({ status: 422, fields: [{ field: 'stage', code: 'required' }] })
  expect((await eva.fetch('GET', '/measurement/win-rate?by_day=0')).status).toBe(400)
  expect((await eva.fetch('GET', '/measurement/cycle-length?as_of=yesterday')).status).toBe(400)
})
