import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeDeal } from '../../src/contract/deals.ts'
import * as insights from '../../src/contract/insights.ts'
import { showCycleLength } from '../../src/contract/measurement.ts'
import { addSource } from '../../src/contract/sources.ts'
import { type App, startApp } from '../kit/app.ts'
import { after, tell } from './told.ts'

// What nobody knew, or knows yet, is no nought.

let rondo: App

beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo.stop())

const nothing = { estimate: null, low: null, high: null }

test('deals are worth on a past day what was said of them by then', async () => {
  const eva = await rondo.anotherWorkspace()
  const deal = await tell(eva, { opened: '2025-01-14', stage: 'first-contact' })
  await tell(eva, { opened: '2025-01-15', stage: 'first-contact', body: { amountMinor: 700 } })
  await tell(eva, { opened: '2025-01-15', stage: 'qualification', body: { amountMinor: 0 } })
  await eva.call(changeDeal, { params: { id: deal.id }, version: deal.version, body: { amountMinor: 90_000 } })
  const worth = async (query: object) => {
    const { stages } = await eva.call(insights.showStageFlow, { query })
    return ['first-contact', 'qualification', 'presentation'].map((key) => {
      const { atEnd, amountMinor, withoutAmount } = stages.find((stage) => stage.key === key) ?? {}
      return [atEnd, amountMinor, withoutAmount]
    })
  }
  // Nought is no amount of a deal that is open; of no deals at all the sum is known.
  const others = [
    [1, null, 1],
    [0, 0, 0],
  ]
  expect(await worth({ as_of: '2025-01-20' })).toEqual([[2, 700, 1], ...others])
  expect(await worth({})).toEqual([[2, 90_700, 0], ...others])
})

test('where no deal has left a stage, nobody says that none is stalled there', async () => {
  const eva = await rondo.anotherWorkspace()
  for (let number = 0; number < 3; number++) await tell(eva, { opened: '2025-01-14', stage: 'first-contact' })
  const found = await eva.call(insights.showStageTimes, { query: { as_of: '2025-06-30' } })
  const [first, empty] = ['first-contact', 'presentation'].map((key) => found.stages.find((each) => each.key === key))
  expect(first).toMatchObject({ open: 3, late: null, stalledAfter: null, stalled: null, zombies: null })
  expect(empty).toMatchObject({ open: 0, late: 0, stalled: 0, zombies: 0 })
  expect(found.stalled).toBeNull()
})

test('of days that nobody followed it is not said that no deals began', async () => {
  const eva = await rondo.anotherWorkspace()
  const old = await eva.call(addSource, { body: { name: 'Old', kind: 'import', observedFrom: '2025-03-01' } })
  for (let day = 0; day < 12; day++)
    await tell(eva, {
      opened: after('2024-06-01', day),
      source: old.id,
      end: ['won', after('2025-03-10', day)],
      body: { amountMinor: 10_000 },
    })
  const query = { from: '2024-01-01', to: '2024-12-31', as_of: '2025-06-30' }
  const found = await eva.call(insights.showVelocity, { query })
  expect(found.arrivals).toEqual({ count: 0, days: 0, from: null, perDay: nothing })
  expect(found.perDay).toEqual(nothing)
  expect(found.wonValue).toMatchObject({ n: 12, estimate: 10_000 })
  const length = await eva.call(showCycleLength, { query: { as_of: '2025-06-30' } })
  const { median, medianWithoutDelayedEntry } = length.timeToSignature
  expect(length.enteredLate).toBe(12)
  expect([median.value, medianWithoutDelayedEntry.value]).toEqual([282, 282])
})
