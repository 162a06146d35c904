import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal, showDeal } from '../../src/contract/deals.ts'
import { sayPhase, showLifeCycle } from '../../src/contract/life-cycle.ts'
import { setLines } from '../../src/contract/lines.ts'
import { reverseWin, winDeal } from '../../src/contract/moves.ts'
import { addProduct, changeProduct } from '../../src/contract/products.ts'
import { type World, startWorld } from '../kit/world.ts'
import { forgetListPrices } from '../measurement/lines-of-before.ts'
import { opens } from '../measurement/opens.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  // The history begins before the years that are read.
  await world.ada.call(openDeal, { body: { name: 'Old', occurredAt: '2022-12-01T09:00:00.000Z' } })
})
afterAll(() => world.rondo.stop())

async function sell(productId: string, day: string, priceMinor: number, customer: object = {}) {
  const { ada } = world
  const body = { name: 'Sale', occurredAt: `${day}T09:00:00.000Z`, lines: [{ productId, quantity: 1, priceMinor }] }
  const deal = await ada.call(openDeal, { body: { ...body, ...customer } })
  await ada.call(winDeal, { params: { id: deal.id }, body: { occurredAt: `${day}T10:00:00.000Z` } })
  return deal.id
}

test('a product is read from whole quarters: volume, new customers, discounts against its list price', async () => {
  const { ada, nordlys } = world
  const vane = await ada.call(addProduct, { body: { name: 'Vane', priceMinor: 1_000 } })
  const mast = await ada.call(addProduct, { body: { name: 'Mast', priceMinor: 1_000 } })
  for (let count = 0; count < 8; count++) await sell(vane.id, '2023-05-10', 1_000)
  for (let count = 0; count < 24; count++)
    await sell(vane.id, '2024-05-10', count < 12 ? 900 : 700, count === 0 ? { companyId: nordlys.id } : {})
  await sell(mast.id, '2024-11-02', 1_000)
  const told = await ada.call(showLifeCycle, { query: { as_of: '2025-01-20' } })
  expect(told.until).toBe('2024-12-31')
  const [first, second] = told.items
  expect(first).toMatchObject({ productId: vane.id, phase: 'growth', n: 32, override: null })
  expect(first?.signs.map(({ code, now, before, direction }) => [code, now, before, direction])).toEqual([
    ['volume', 24, 8, 'up'],
    ['new_customers', 1, null, 'flat'],
    ['win_rate', 1, 1, 'flat'],
    ['discount', expect.closeTo(0.2), 0, 'down'],
  ])
  expect(second).toMatchObject({ productId: mast.id, phase: 'introduction', n: 1 })
  const short = await ada.call(showLifeCycle, { query: { as_of: '2024-10-10' } })
  expect(short).toMatchObject({ from: '2022-12-01', until: '2024-09-30', items: [{ phase: null, n: 32 }, {}, {}] })
  const before = await ada.call(showLifeCycle, { query: { as_of: '2023-12-31' } })
  expect(before.items.find(({ productId }) => productId === vane.id)?.phase).toBe('introduction')
})

test('a price that rises makes no discounts of old sales', async () => {
  const { ada, rondo } = world
  const { id, version } = await ada.call(addProduct, { body: { name: 'Buoy', priceMinor: 1_000 } })
  const sold = [
    await sell(id, '2024-03-01', 1_000),
    await sell(id, '2024-04-01', 1_000),
    await sell(id, '2024-05-01', 900),
  ]
  const discount = async () => {
    const { items } = await ada.call(showLifeCycle, { query: { as_of: '2024-12-31' } })
    const sign = items.find(({ productId }) => productId === id)?.signs.find(({ code }) => code === 'discount')
    return [sign?.now, sign?.of.now]
  }
  expect(await discount()).toEqual([expect.closeTo(0.1 / 3, 9), 3])
  await ada.call(changeProduct, { params: { id }, version, body: { priceMinor: 1_250 } })
  expect(await discount()).toEqual([expect.closeTo(0.1 / 3, 9), 3])
  // Sold after the rise, at the old price.
  await sell(id, '2024-06-01', 1_000)
  expect(await discount()).toEqual([expect.closeTo((0.1 + 0.2) / 4, 9), 4])
  // More of it at the price that it had, then at another.
  const params = { id: sold[0] ?? '' }
  const setTo = async (quantity: number, priceMinor: number) => {
    const deal = await ada.call(showDeal, { params })
    const body = { lines: [{ productId: id, quantity, priceMinor }] }
    return (await ada.call(setLines, { params, version: deal.version, body })).lines
  }
  expect(await setTo(2, 1_000)).toMatchObject([{ listMinor: 1_000 }])
  expect(await discount()).toEqual([expect.closeTo((0.1 + 0.2) / 4, 9), 4])
  expect(await setTo(2, 1_125)).toMatchObject([{ listMinor: 1_250 }])
  expect(await discount()).toEqual([expect.closeTo((0.1 + 0.1 + 0.2) / 4, 9), 4])
  // Of a line of before nobody noted it: it is told against today's.
  await forgetListPrices(rondo, sold[1] ?? '')
  expect(await discount()).toEqual([expect.closeTo((0.1 + 0.1 + 0.2 + 0.2) / 4, 9), 4])
})

test('a manager says otherwise with a reason, sellers do not, and the sales judge it later', async () => {
  const { ada, mia, sam, rondo, anemometer } = world
  const body = { productId: anemometer.id, phase: 'decline', reason: 'A rival gives it away' } as const
  expect((await sam.refused(sayPhase, { body })).code).toBe('forbidden')
  const unknown = { ...body, productId: world.nordlys.id }
  expect((await mia.refused(sayPhase, { body: unknown })).code).toBe('unknown_reference')
  await mia.call(sayPhase, { body })
  for (const day of ['2023-02-01', '2023-06-01', '2023-09-01'])
    for (let count = 0; count < 10; count++) await sell(anemometer.id, day, 12_550)
  await rondo.pools.db
    .updateTable('product_phases')
    .set({ recorded_at: new Date('2023-12-15T12:00:00Z') })
    .where('product_id', '=', anemometer.id)
    .execute()
  const life = async () => {
    const { items } = await ada.call(showLifeCycle, { query: { as_of: '2024-12-31' } })
    return items.find(({ productId }) => productId === anemometer.id)
  }
  // Introduced in 2023, it is sold no more in 2024: from the quarter on in which that is more than chance.
  expect(await life()).toMatchObject({ phase: 'decline', override: { phase: 'decline', reason: body.reason } })
  const { quarters = 0, agreed = 0 } = (await life())?.override ?? {}
  expect(agreed).toBeGreaterThan(0)
  expect(quarters).toBeGreaterThanOrEqual(agreed)
  const { knownAt } = await ada.call(showLifeCycle, { query: {} })
  await mia.call(sayPhase, { body: { ...body, phase: null } })
  const said = async (query: object) =>
    (await ada.call(showLifeCycle, { query })).items.find(({ productId }) => productId === anemometer.id)?.override
  expect(await said({})).toBeNull()
  // It still stood at the end of 2024, and until it was taken back.
  expect(await said({ as_of: '2024-12-31' })).toMatchObject({ phase: 'decline' })
  expect(await said({ known_at: knownAt })).toMatchObject({ phase: 'decline' })
  expect(await said({ as_of: '2023-12-14' })).toBeNull()
})

test('a link gives the life of a product as it was known, and its wins open to the deals', async () => {
  const { ada } = world
  const { id } = await ada.call(addProduct, { body: { name: 'Gauge', priceMinor: 1_000 } })
  const sold: string[] = []
  for (const day of ['2023-08-01', '2024-03-01', '2024-08-01']) sold.push(await sell(id, day, 800))
  const asked = { as_of: '2024-12-31' }
  const gauge = async (query: object) =>
    (await ada.call(showLifeCycle, { query: { ...asked, ...query } })).items.find(({ productId }) => productId === id)
  const then = await gauge({})
  expect(then).toMatchObject({ n: 3, signs: [{ now: 2, before: 1 }, {}, {}, { now: expect.closeTo(0.2) }] })
  const { knownAt: known_at } = await ada.call(showLifeCycle, { query: asked })
  expect(await gauge({ known_at })).toEqual(then)
  const body = { reason: 'cancelled_by_customer', occurredAt: '2024-12-01T10:00:00.000Z' } as const
  await ada.call(reverseWin, { params: { id: sold[2] ?? '' }, body })
  await sell(id, '2024-09-01', 1_000)
  await sell(id, '2024-10-01', 1_000)
  expect(await gauge({})).toMatchObject({ n: 4, signs: [{ now: 3 }, {}, {}, { now: expect.closeTo(0.2 / 3) }] })
  expect(await gauge({ known_at })).toEqual(then)
  const opened = (query: object) =>
    opens(ada, 'sales', `${id}/2023-01-01/2024-12-31`, { part: 'sold', ...asked, ...query })
  expect([await opened({}), await opened({ known_at })]).toEqual([4, 3])
  expect(await opens(ada, 'sales', `${id}/2024-01-01/2024-12-31`, { part: 'sold', ...asked, known_at })).toBe(2)
})
