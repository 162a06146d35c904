import { afterAll, beforeAll, expect, test } from 'vitest'
import { addProduct, changeProduct, listProducts, showProduct } from '../../src/contract/products.ts'
import { type App, startApp } from '../kit/app.ts'

let rondo: App

beforeAll(async () => {
  rondo = await startApp({ currency: 'SEK' })
})
afterAll(() => rondo.stop())

test('a product has a price in the currency of the workspace unless another is said', async () => {
  const plain = await rondo.owner.call(addProduct, { body: { name: 'Basic', priceMinor: 550_00 } })
  const dollars = await rondo.owner.call(addProduct, { body: { name: 'Export', priceMinor: 99, currency: 'USD' } })
  expect(plain).toMatchObject({ currency: 'SEK', active: true, priceMinor: 550_00, costMinor: null, version: 1 })
  expect(dollars.currency).toBe('USD')
  expect(await rondo.owner.call(showProduct, { params: { id: plain.id } })).toEqual(plain)
})

test('products are listed by name, and found by a piece of the name or the code', async () => {
  const ada = await rondo.anotherWorkspace()
  for (const name of ['GTX Pro', 'GTX Basic', 'MG Special'])
    await ada.call(addProduct, { body: { name, code: `C-${name}` } })
  const first = await ada.call(listProducts, { query: { limit: 2 } })
  const second = await ada.call(listProducts, { query: { limit: 2, after: first.next ?? '' } })
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['GTX Basic', 'GTX Pro', 'MG Special'])
  const found = async (q: string) => (await ada.call(listProducts, { query: { q } })).items.map(({ name }) => name)
  expect(await found('gtx')).toEqual(['GTX Basic', 'GTX Pro'])
  expect(await found('c-mg')).toEqual(['MG Special'])
})

test('an edit changes what it names, and two people do not overwrite each other', async () => {
  const { id } = await rondo.owner.call(addProduct, { body: { name: 'Plus', priceMinor: 1 } })
  const next = await rondo.owner.call(changeProduct, { params: { id }, version: 1, body: { active: false } })
  expect(next).toMatchObject({ active: false, priceMinor: 1, version: 2 })
  const refused = await rondo.owner.refused(changeProduct, { params: { id }, version: 1, body: { priceMinor: 2 } })
  expect(refused).toMatchObject({ status: 412, data: { changed: ['active'] } })
})

test('what is refused', async () => {
  const ada = rondo.owner
  const { id } = await ada.call(addProduct, { body: { name: 'Åre' } })
  const other = await ada.call(addProduct, { body: { name: 'Other' } })
  const taken = { status: 409, code: 'name_taken', data: { kind: 'product', id } }
  expect(await ada.refused(addProduct, { body: { name: 'ARE' } })).toMatchObject(taken)
  const rename = { params: { id: other.id }, version: 1, body: { name: 'are' } }
  expect(await ada.refused(changeProduct, rename)).toMatchObject(taken)
  const currency = await ada.refused(addProduct, { body: { name: 'X', currency: 'XQQ' } })
  expect(currency).toMatchObject({ status: 422, code: 'unknown_currency' })
  const seller = await rondo.member('seller', 'Sam')
  expect(await seller.refused(addProduct, { body: { name: 'Y' } })).toMatchObject({ status: 403 })
  const stranger = await rondo.anotherWorkspace()
  expect(await stranger.refused(showProduct, { params: { id } })).toMatchObject({ status: 404 })
})
