import { afterAll, beforeAll, expect, test } from 'vitest'
import * as deals from '../../src/contract/deals.ts'
import * as moves from '../../src/contract/moves.ts'
import { addPerson } from '../../src/contract/people.ts'
import { addSource } from '../../src/contract/sources.ts'
import { addProduct } from '../../src/contract/products.ts'
import { dayAgo, startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

test('lists find deals by who, what and where, newest first, page by page', async () => {
  const { sam, mia, jens, nordlys, oberg, rondo } = world
  const lena = await rondo.member('seller', 'Lena Dahl')
  const solo = await mia.call(addPerson, { body: { name: 'Solveig Dahl' } })
  const product = await mia.call(addProduct, { body: { name: 'Lidar', priceMinor: 5 } })
  const source = await mia.call(addSource, { body: { name: 'Yellow pages', kind: 'phone_book' } })
  const open = (body: object) => mia.call(deals.openDeal, { body: { name: 'x', ownerId: lena.memberId, ...body } })
  const a = await open({ personId: solo.id, sourceId: source.id })
  const b = await open({ companyId: nordlys.id, lines: [{ productId: product.id, quantity: 1 }] })
  const c = await open({ householdId: oberg.id, stage: 'closing' })
  await mia.call(deals.setStakeholder, { params: { id: b.id, personId: solo.id }, body: { role: 'uses' } })
  await mia.call(moves.loseDeal, { params: { id: c.id }, body: {} })
  const find = async (query: object) =>
    (await sam.call(deals.listDeals, { query: { owner: lena.memberId, limit: 3, ...query } })).items.map(({ id }) => id)
  expect(await find({})).toEqual([c.id, b.id, a.id])
  expect(await find({ outcome: 'lost' })).toEqual([c.id])
  expect(await find({ stage: 'closing' })).toEqual([c.id])
  expect(await find({ stage: a.stage.id })).toEqual([b.id, a.id])
  expect(await find({ company: nordlys.id })).toEqual([b.id])
  expect(await find({ person: solo.id })).toEqual([b.id, a.id])
  expect(await find({ household: oberg.id })).toEqual([c.id])
  expect(await find({ person: jens.id })).toEqual([])
  expect(await find({ product: product.id })).toEqual([b.id])
  expect(await find({ source: source.id })).toEqual([a.id])
  expect(await find({ as_of: dayAgo(1) })).toEqual([])
  expect(await find({ as_of: dayAgo(0), outcome: 'lost' })).toEqual([c.id])
  const first = await sam.call(deals.listDeals, { query: { owner: lena.memberId, limit: 2 } })
  expect(first).toMatchObject({ items: [{ id: c.id }, { id: b.id }], next: expect.any(String) })
  const second = await sam.call(deals.listDeals, { query: { owner: lena.memberId, limit: 2, after: first.next ?? '' } })
  expect(second.items.map(({ id }) => id)[0]).toBe(a.id)
})
