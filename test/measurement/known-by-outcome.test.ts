import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareDeals } from '../../src/contract/comparing.ts'
import { type App, startApp } from '../kit/app.ts'
import { csv, imported } from '../imports/importing.ts'

let rondo: App

beforeAll(async () => {
  rondo = await startApp({ timeZone: 'UTC' })
})
afterAll(() => rondo?.stop())

/** Deals of a small and a large price, the large ones slower; another program writes 0 over the price of those that are lost. */
function deals(lostHaveAmounts: boolean): string[] {
  const deal = (number: number, at: number): string => {
    const [isWon, isLarge] = [number < 40, number % 2 === 0]
    const closed = `2026-03-${String((isLarge ? 21 : 11) + (at % 8)).padStart(2, '0')}`
    const amount = isWon || lostHaveAmounts ? (isLarge ? 9_000 : 900) : 0
    return `D${number},Deal ${number},${isWon ? 'Won' : 'Lost'},2026-03-01,${closed},${amount}`
  }
  return ['Deal ID,Deal Name,Status,Created,Closed,Amount', ...Array.from({ length: 60 }, (_, at) => deal(at, at))]
}

const byPrice = (app: Pick<App, 'owner'>) =>
  app.owner.call(compareDeals, { query: { by: 'price', bounds: '200000', by_day: 15 } })

test('a price that only won deals have ranks nobody: the groups are made of how deals ended', async () => {
  await imported(rondo.owner, csv(...deals(false)))
  const found = await byPrice(rondo)
  for (const measure of ['winRate', 'closedOnly', 'timeToOutcome'] as const) {
    expect(found[measure], measure).toEqual({ verdict: 'known_by_outcome', pValue: null })
    for (const group of found.groups) expect(group[measure]?.rank ?? null, measure).toBeNull()
  }
  // How long the wins took is asked of wins alone, and may be compared.
  expect(found.timeToSignature.verdict).toBe('differ')
  expect(found.groups.map(({ key, won, lost }) => [key, won, lost])).toEqual([
    ['..200000', 20, 0],
    ['200000..', 20, 0],
    ['none', 0, 20],
  ])
})

test('what is entered for won deals alone ranks nobody where the others are open', async () => {
  const owner = await rondo.anotherWorkspace()
  const open = deals(false).map((line) => line.replace(/,Lost,([^,]+),[^,]+,/, ',Open,$1,,'))
  await imported(owner, csv(...open))
  const found = await byPrice({ owner })
  expect(found.winRate).toEqual({ verdict: 'known_by_outcome', pValue: null })
  expect(found.timeToSignature.verdict).toBe('differ')
})

test('a price that lost deals have too is compared', async () => {
  const owner = await rondo.anotherWorkspace()
  await imported(owner, csv(...deals(true)))
  const found = await byPrice({ owner })
  expect(found.winRate.verdict).toBe('differ')
  expect(found.closedOnly.verdict).toBe('within_chance')
})
