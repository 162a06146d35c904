import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareDeals } from '../../src/contract/comparing.ts'
import { changeDeal } from '../../src/contract/deals.ts'
import {
  type Dimension,
  dimensions,
  listMeasuredDeals,
  showCycleLength,
  showWinRate,
} from '../../src/contract/measurement.ts'
import { addCompany, addHousehold } from '../../src/contract/people.ts'
import { addProduct } from '../../src/contract/products.ts'
import { addSource } from '../../src/contract/sources.ts'
import { changeMember } from '../../src/contract/access.ts'
import { addTeam } from '../../src/contract/team.ts'
import { type World, startWorld } from '../kit/world.ts'
import { after, tell } from './told.ts'

// Sam wins nearly all he sells, to shops; Bo wins one in four, to private people. Six deals are Mia's, two nobody's.
const asOf = '2025-12-31'
const start = '2025-03-03'

let world: World
let teamId: string

beforeAll(async () => {
  world = await startWorld()
  const { ada, sam, bo, mia, nordlys, oberg } = world
  teamId = (await ada.call(addTeam, { body: { name: 'North' } })).id
  await ada.call(changeMember, { params: { id: sam.memberId }, body: { teamId }, version: 1 })
  const shop = await ada.call(addCompany, { body: { name: 'Shop', sector: 'Retail', employees: 60 } })
  const fair = await ada.call(addSource, { body: { name: 'Fair', kind: 'event' } })
  const pump = await ada.call(addProduct, { body: { name: 'Pump', priceMinor: 5_000 } })
  const home = await ada.call(addHousehold, { body: { name: 'Berg' } })
  for (let number = 0; number < 12; number++) {
    const day = after(start, number)
    const amountMinor = (number + 1) * 1_000
    await tell(ada, {
      opened: day,
      source: fair.id,
      end: [number === 0 ? 'lost' : 'won', after(day, 20 + number)],
      body: { ownerId: sam.memberId, companyId: shop.id, amountMinor },
    })
    await tell(ada, {
      opened: day,
      end: [number % 4 === 0 ? 'won' : 'lost', after(day, 40 + number)],
      body: { ownerId: bo.memberId, householdId: number % 2 === 0 ? home.id : oberg.id, productId: pump.id },
    })
  }
  for (let number = 0; number < 6; number++)
    await tell(ada, { opened: start, body: { ownerId: mia.memberId, companyId: nordlys.id, amountMinor: 0 } })
  const twins = [await tell(ada, { opened: start }), await tell(ada, { opened: start, end: ['lost', start] })]
  for (const { id, version } of twins)
    await ada.call(changeDeal, { params: { id }, body: { amountMinor: 70_000, currency: 'USD' }, version })
}, 60_000)
afterAll(() => world.rondo.stop())

function compare(by: Dimension, query: object = {}) {
  return world.ada.call(compareDeals, { query: { as_of: asOf, by, ...query } })
}

describe('sellers', () => {
  test('who differ by more than chance are ranked, by a share drawn to the mean', async () => {
    const { sam, bo, mia } = world
    const found = await compare('owner', { by_day: 60 })
    expect(found).toMatchObject({ n: 32, least: 10, by: 'owner', byDay: 60, method: 'comparison', more: 0 })
    expect(found.winRate.verdict).toBe('differ')
    expect(found.closedOnly.verdict).toBe('differ')
    const [first, second, third, fourth] = found.groups
    expect(found.groups.map(({ key }) => key)).toEqual([
      ...[sam.memberId, bo.memberId].toSorted(),
      mia.memberId,
      'none',
    ])
    expect(found.groups.map(({ standing }) => standing)).toEqual(['compared', 'compared', 'few', 'unknown'])
    expect(third).toMatchObject({ name: 'Mia Falk', n: 6, open: 6, winRate: null, closedOnly: null })
    expect(fourth).toMatchObject({ name: null, n: 2 })
    const [best, worst] = first?.key === sam.memberId ? [first, second] : [second, first]
    expect(best).toMatchObject({ name: 'Sam Berg', won: 11, lost: 1, winRate: { rank: 1 }, closedOnly: { rank: 1 } })
    expect(worst).toMatchObject({ name: 'Bo Lund', won: 3, lost: 9, winRate: { rank: 2 }, closedOnly: { rank: 2 } })
    expect(best?.closedOnly?.estimate).toBeCloseTo(11 / 12, 12)
    expect(best?.closedOnly?.shrunken?.estimate).toBeLessThan(11 / 12)
    expect(worst?.closedOnly?.shrunken?.estimate).toBeGreaterThan(3 / 12)
    // Bo has won three: too few to say how quick he is.
    expect(found.timeToSignature).toMatchObject({ verdict: 'not_enough', pValue: null })
    expect(best?.timeToSignature?.rank).toBeNull()
    // Sam's deals end after 20 to 31 days, Bo's after 40 to 51.
    expect(found.timeToOutcome.verdict).toBe('differ')
    expect(best?.timeToOutcome).toMatchObject({ median: { value: 25 }, rank: null, hazardRatio: { estimate: null } })
  })

  test('each one has the figures that the same filter gives', async () => {
    const { groups } = await compare('owner')
    for (const { key, n, winRate, closedOnly, timeToSignature, timeToOutcome } of groups.slice(0, 2)) {
      const query = { as_of: asOf, owner: key }
      const rate = await world.ada.call(showWinRate, { query })
      const cycle = await world.ada.call(showCycleLength, { query })
      expect(n).toBe(cycle.n)
      expect(winRate).toMatchObject(rate.won)
      expect(closedOnly).toMatchObject(rate.closedOnly)
      expect(timeToSignature?.median).toEqual(cycle.timeToSignature.median)
      expect(timeToOutcome?.median).toEqual(cycle.timeToOutcome.median)
    }
  })

  test('who differ by no more than chance are not ranked', async () => {
    const found = await compare('stakeholders')
    expect(found.winRate).toEqual({ verdict: 'not_enough', pValue: null })
    const months = await compare('owner', { least: 2, to: '2025-03-03' })
    expect(months.closedOnly.verdict).not.toBe('differ')
    expect(months.groups.every(({ closedOnly }) => (closedOnly?.rank ?? null) === null)).toBe(true)
  })

  test('a seller who sees only what is theirs compares only that', async () => {
    const { bo } = world
    const { db } = world.rondo.pools
    await db.updateTable('members').set({ sees: 'own' }).where('id', '=', bo.memberId).execute()
    await db.updateTable('api_keys').set({ member_id: bo.memberId }).where('name', '=', 'Bo Lund').execute()
    const found = await bo.call(compareDeals, { query: { as_of: asOf, by: 'owner' } })
    expect(found.groups.map(({ key, n }) => [key, n])).toEqual([
      [bo.memberId, 12],
      ['none', 2],
    ])
    const { items } = await bo.call(listMeasuredDeals, {
      query: { as_of: asOf, by: 'owner', group: world.sam.memberId },
    })
    expect(items).toEqual([])
  })
})

// What divides by a field is in own-fields.test.ts.
test.each(dimensions.filter((by) => by !== 'field'))(
  'the groups by %s are the whole, and open to their deals',
  async (by) => {
    const found = await compare(by, { least: 2 })
    const sum = (key: 'n' | 'won' | 'lost' | 'open') => found.groups.reduce((total, group) => total + group[key], 0)
    expect([sum('n'), sum('won'), sum('lost'), sum('open')]).toEqual([32, 14, 11, 7])
    for (const { key, n, won } of found.groups) {
      const query = { as_of: asOf, by, group: key, limit: 200 }
      expect((await world.ada.call(listMeasuredDeals, { query })).items).toHaveLength(n)
      expect((await world.ada.call(listMeasuredDeals, { query: { ...query, part: 'won' } })).items).toHaveLength(won)
    }
  },
)

test('groups are called by what they are', async () => {
  const keys = async (by: Dimension, query: object = {}) =>
    Object.fromEntries((await compare(by, query)).groups.map(({ key, name, n }) => [name ?? key, n]))
  expect(await keys('team')).toEqual({ North: 12, none: 20 })
  expect(await keys('source')).toEqual({ Fair: 12, none: 20 })
  expect(await keys('product')).toEqual({ Pump: 12, none: 20 })
  expect(await keys('sector')).toEqual({ Retail: 12, private: 12, none: 8 })
  expect(await keys('size')).toEqual({ '50-249': 12, private: 12, none: 8 })
  expect(await keys('stakeholders')).toEqual({ '0': 32 })
  // Sam's twelve amounts of 10 to 120 euro; Bo's lines make 1 euro each; two are in dollars; Mia's 0 is no price.
  expect(await keys('price', { bounds: '5000,10000' })).toEqual({
    '..5000': 16,
    '5000..10000': 5,
    '10000..': 3,
    none: 6,
    other_currency: 2,
  })
  // Quartiles of 24 amounts: no amount is under the first, so that there is no band below it.
  expect(await keys('price')).toEqual({ '100..550': 12, '550..6300': 6, '6300..': 6, none: 6, other_currency: 2 })
  expect(await keys('version')).toEqual({ [`${world.process.name} 1`]: 32 })
})
