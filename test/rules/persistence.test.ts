import { expect, test } from 'vitest'
import { reachedBy } from '../../src/contract/persistence.ts'
import { persistenceFigure } from '../../src/server/modules/measurement/persistence.ts'
import { type Deal, historyOf, scope, uuid } from './report-histories.ts'

type Touch = 'n' | 'a'
const outcomes = { n: 'outbound/no_answer', a: 'outbound/reached' } as const

/** So many deals of a seller, each with these touches, and how they ended: no reply, for the price, or not yet. */
function deals(count: number, owner: number, touches: string, reason: 'no_reply' | 'price' | null): Deal[] {
  const facts = [...touches].map((letter): Deal['facts'][number] => [
    { type: 'deal.touched', reason: outcomes[letter as Touch] }, // The letters of the stories below are these.
    1,
    5,
  ])
  const end = reason === null ? null : ({ type: 'deal.lost', reason } as const)
  const dates = { opened: 0, openedDated: true, endDated: true, length: null, observedLate: null }
  const rest = { previous: null, track: null, customer: null, products: null }
  return Array.from({ length: count }, () => ({ ...dates, owner, facts, end, ...rest }))
}

const figureOf = (all: readonly Deal[]) =>
  persistenceFigure(historyOf(all), { scope, aim: 'reply', memberId: uuid(3, 0) })

test('sellers who differ by chance alone are not ranked', () => {
  const one = (owner: number) => [...deals(8, owner, 'a', null), ...deals(12 + owner, owner, 'nn', null)]
  const found = figureOf([...one(0), ...one(1)])
  expect(found).toMatchObject({ verdict: 'within_chance', comparedAt: 2 })
  expect(found.sellers.map(({ shrunken, rank }) => [shrunken, rank])).toEqual([
    [null, null],
    [null, null],
  ])
})

test('sellers who differ by more are ranked by shares drawn to the mean, without those of whom too little is known', () => {
  const found = figureOf([
    ...deals(24, 0, 'na', null),
    ...deals(6, 0, 'nn', 'no_reply'),
    ...deals(5, 1, 'na', null),
    ...deals(25, 1, 'nn', 'price'),
    ...deals(20, 2, 'n', 'no_reply'),
    ...deals(4, 2, 'na', null),
  ])
  expect(found).toMatchObject({ verdict: 'differ', comparedAt: 2 })
  const [good, other, few] = found.sellers
  expect([good?.rank, other?.rank, few?.rank]).toEqual([1, 2, null])
  expect(good?.share.estimate).toBeCloseTo(0.8, 10)
  expect(good?.shrunken?.estimate).toBeLessThan(0.8)
  expect(other?.shrunken?.estimate).toBeGreaterThan(1 / 6)
  for (const seller of [good, other]) expect(seller?.shrunken?.low).toBeLessThan(seller?.shrunken?.estimate ?? 0)
  // Four got a second touch, and all of them replied to it: that is no share.
  expect(few?.share).toEqual({ estimate: null, low: null, high: null })
  expect(few?.touches.map(({ got, reached }) => [got, reached.estimate])).toEqual([
    [24, 0],
    [4, null],
  ])
  expect(few?.shrunken).toBeNull()
})

test('a share of none or of all has a range too, and holds on where all have come to an end', () => {
  const { sellers, own } = figureOf([
    ...deals(20, 0, 'a', null),
    ...deals(10, 0, 'n', 'price'),
    ...deals(12, 1, 'nn', null),
  ])
  const [done, none] = sellers
  expect(done?.share.estimate).toBeCloseTo(2 / 3, 10)
  expect(done?.touches).toHaveLength(1)
  expect(none?.share).toMatchObject({ estimate: 0, low: 0 })
  expect(none?.share.high).toBeGreaterThan(0.2)
  expect(own && reachedBy(own, 8).estimate).toBeCloseTo(2 / 3, 10)
  // Ten are open, and nobody knows how they will fare.
  expect(none && reachedBy(none, 3)).toEqual({ estimate: null, low: null, high: null })
})

test('what the buyer ended is not missed by giving up', () => {
  const stories = (reason: 'no_reply' | 'price') => [
    ...deals(20, 0, 'n', reason),
    ...deals(20, 0, 'na', null),
    ...deals(20, 0, 'nn', null),
  ]
  const [givenUp, ended] = [figureOf(stories('no_reply')), figureOf(stories('price'))]
  expect(givenUp.missed.estimate).toBeCloseTo(10, 10)
  expect(givenUp.all).toMatchObject({ n: 60, events: 20, stopped: 20, ended: 0, open: 20 })
  expect(reachedBy(givenUp.all, 2).estimate).toBeCloseTo(1 / 2, 10)
  expect(ended.missed).toEqual({ estimate: 0, low: 0, high: 0 })
  expect(ended.all).toMatchObject({ n: 60, events: 20, stopped: 0, ended: 20, open: 20 })
  expect(reachedBy(ended.all, 2).estimate).toBeCloseTo(1 / 3, 10)
})

test('nobody touched: nothing is said', () => {
  expect(figureOf(deals(3, 0, '', null))).toMatchObject({
    n: 0,
    lastTouch: 0,
    comparedAt: null,
    verdict: 'not_enough',
    sellers: [],
    own: null,
  })
})
