import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal, showDeal } from '../../src/contract/deals.ts'
import { addByFilter, addList } from '../../src/contract/lists.ts'
import { disqualifyDeal } from '../../src/contract/moves.ts'
import { addProduct } from '../../src/contract/products.ts'
import { claimProspect, listProspects } from '../../src/contract/prospects.ts'
import { dayAgo, startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 120_000)
afterAll(() => world.rondo.stop())

test('who did not qualify for one product is meant for another one, and the new deal knows the old', async () => {
  const { ada, sam, nordlys, anemometer } = world
  const lines = [{ productId: anemometer.id, quantity: 1 }]
  const old = await sam.call(openDeal, { body: { name: 'Mast', companyId: nordlys.id, lines } })
  await sam.call(disqualifyDeal, { params: { id: old.id }, body: { reason: 'no_means' } })
  const vane = await ada.call(addProduct, { body: { name: 'Vane', priceMinor: 900 } })
  const list = await ada.call(addList, { body: { name: 'Vanes', productId: vane.id } })
  const params = { id: list.id }
  const fill = async (pool: object) => (await ada.call(addByFilter, { params, body: { kind: 'company', pool } })).added
  expect(await fill({ reason: 'no_need' })).toBe(0)
  expect(await fill({ productId: vane.id })).toBe(0)
  expect(await fill({ until: dayAgo(1) })).toBe(0)
  expect(await fill({ reason: 'no_means', productId: anemometer.id, from: dayAgo(1) })).toBe(1)
  const { items } = await ada.call(listProspects, { query: { list: list.id } })
  const { deal } = await sam.call(claimProspect, { params: { id: items[0]?.id ?? '' }, body: {} })
  expect(deal.previousDealId).toBe(old.id)
  expect(await sam.call(showDeal, { params: { id: old.id } })).toMatchObject({
    outcome: 'disqualified',
    nextDealId: deal.id,
  })
  expect(await world.disagreements()).toEqual([])
  const again = await ada.call(addList, { body: { name: 'More vanes', productId: vane.id } })
  const { added } = await ada.call(addByFilter, { params: { id: again.id }, body: { kind: 'company', pool: {} } })
  expect(added).toBe(0)
})
