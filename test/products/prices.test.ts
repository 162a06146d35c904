import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeDeal, type Deal, listFacts, openDeal, showDeal } from '../../src/contract/deals.ts'
import { setLines, showLinePrice } from '../../src/contract/lines.ts'
import { changeCompany } from '../../src/contract/people.ts'
import * as prices from '../../src/contract/prices.ts'
import { addProduct, changeProduct, deleteProduct, showProduct } from '../../src/contract/products.ts'
import { addTag, deleteTag } from '../../src/contract/tags.ts'
import * as terms from '../../src/contract/terms.ts'
import { type Offered, priceOf } from '../../src/server/modules/products/price-rule.ts'
import { dayAgo, startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

describe('which list gives the price', () => {
  const offer = (name: string, more: Partial<Offered> = {}): Offered => ({
    listId: name,
    listName: name,
    currency: 'EUR',
    isTagged: false,
    validFrom: null,
    priceMinor: 100,
    costMinor: null,
    ...more,
  })
  const product = { id: 'p', name: 'P', priceMinor: 500, costMinor: 300, currency: 'EUR' }
  test.each<[string, Offered[], string, string | null]>([
    ['none: the product’s own', [], 'EUR', null],
    ['none in the currency', [offer('SEK', { currency: 'SEK' })], 'EUR', null],
    [
      'the one that began last',
      [offer('a', { validFrom: '2025-01-01' }), offer('b', { validFrom: '2026-01-01' })],
      'EUR',
      'b',
    ],
    ['one with a first day before one without', [offer('a'), offer('b', { validFrom: '2020-01-01' })], 'EUR', 'b'],
    [
      'the customer’s own before a newer one',
      [offer('a', { isTagged: true }), offer('b', { validFrom: '2026-01-01' })],
      'EUR',
      'a',
    ],
    ['the newer of two alike', [offer('a'), offer('b')], 'EUR', 'b'],
  ])('%s', (_, offers, currency, list) => {
    expect(priceOf({ ...product, offers }, currency).priceList?.name ?? null).toBe(list)
  })

  test('a list without a cost takes the product’s; a product in another currency has neither', () => {
    expect(priceOf({ ...product, offers: [offer('a')] }, 'EUR')).toMatchObject({ priceMinor: 100, costMinor: 300 })
    expect(priceOf({ ...product, offers: [] }, 'SEK')).toEqual({ priceMinor: null, costMinor: null, priceList: null })
  })
})

test('a line takes the price of the list for its customer, and says so', async () => {
  const { ada, mia, sam, nordlys, anemometer } = world
  const partner = await ada.call(addTag, { body: { name: 'Partner' } })
  const year = await mia.call(prices.addPriceList, { body: { name: 'This year', validFrom: dayAgo(30) } })
  const partners = await mia.call(prices.addPriceList, {
    body: { name: 'Partners', tagId: partner.id, copyOf: year.id },
  })
  const price = (list: { id: string }, priceMinor: number) =>
    mia.call(prices.setPrice, { params: { id: list.id, productId: anemometer.id }, body: { priceMinor } })
  await price(year, 13_000)
  await price(partners, 9_000)
  const deal = await sam.call(openDeal, { body: { name: 'Masts', companyId: nordlys.id } })
  const asked = { params: { id: deal.id, productId: anemometer.id } }
  expect(await sam.call(showLinePrice, asked)).toMatchObject({
    priceMinor: 13_000,
    costMinor: 7_000,
    priceList: { name: 'This year' },
  })
  await ada.call(changeCompany, {
    params: { id: nordlys.id },
    version: nordlys.version,
    body: { tagIds: [partner.id] },
  })
  expect(await sam.call(showLinePrice, asked)).toMatchObject({ priceMinor: 9_000, priceList: { name: 'Partners' } })
  const line = { productId: anemometer.id, quantity: 2 }
  const lined = await sam.call(setLines, { params: { id: deal.id }, version: deal.version, body: { lines: [line] } })
  expect(lined).toMatchObject({ amountMinor: 18_000, lines: [{ priceMinor: 9_000, priceList: { name: 'Partners' } }] })
  await price(partners, 8_000)
  const kept = await sam.call(setLines, {
    params: { id: deal.id },
    version: lined.version,
    body: { lines: [{ ...line, priceMinor: 9_000, quantity: 3 }] },
  })
  expect(kept.lines).toMatchObject([{ priceList: { name: 'Partners' } }])
  const typed = await sam.call(setLines, {
    params: { id: deal.id },
    version: kept.version,
    body: { lines: [{ ...line, priceMinor: 8_500 }] },
  })
  expect(typed.lines).toMatchObject([{ priceMinor: 8_500, priceList: null }])
  const opened = await sam.call(openDeal, { body: { name: 'At once', companyId: nordlys.id, lines: [line] } })
  expect(opened).toMatchObject({ amountMinor: 16_000, lines: [{ priceList: { name: 'Partners' } }] })
  expect(await ada.refused(deleteTag, { params: { id: partner.id } })).toMatchObject({ code: 'in_use' })
  const { items } = await sam.call(prices.listProductPrices, { params: { id: anemometer.id } })
  expect(items.map(({ list, priceMinor }) => [list.name, priceMinor])).toEqual([
    ['Partners', 8_000],
    ['This year', 13_000],
  ])
  await mia.call(prices.changePriceList, { params: { id: partners.id }, version: 1, body: { retired: true } })
  expect(await sam.call(showLinePrice, asked)).toMatchObject({ priceList: { name: 'This year' } })
  await mia.call(prices.removePrice, { params: { id: year.id, productId: anemometer.id } })
  expect(await sam.call(showLinePrice, asked)).toMatchObject({ priceMinor: 12_550, priceList: null })
  expect(await world.disagreements()).toEqual([])
})

test('a line keeps what was listed when it got its price', async () => {
  const { mia, sam } = world
  const { id: productId, version } = await mia.call(addProduct, { body: { name: 'Gauge', priceMinor: 1_000 } })
  const line = (priceMinor?: number, quantity = 1) =>
    priceMinor === undefined ? { productId, quantity } : { productId, quantity, priceMinor }
  const { id } = await sam.call(openDeal, { body: { name: 'Gauges', lines: [line(900), line()] } })
  const listed = ({ lines }: Pick<Deal, 'lines'>) =>
    lines.map(({ priceMinor, priceList, listMinor }) => [priceMinor, priceList?.name ?? null, listMinor])
  const set = async (...lines: ReturnType<typeof line>[]) => {
    const { version } = await sam.call(showDeal, { params: { id } })
    return listed(await sam.call(setLines, { params: { id }, version, body: { lines } }))
  }
  expect(listed(await sam.call(showDeal, { params: { id } }))).toEqual([
    [900, null, 1_000],
    [1_000, null, 1_000],
  ])
  await mia.call(changeProduct, { params: { id: productId }, version, body: { priceMinor: 1_250 } })
  // More of the first, and a second one at its price.
  expect(await set(line(1_000), line(900, 5), line(900))).toEqual([
    [1_000, null, 1_000],
    [900, null, 1_000],
    [900, null, 1_250],
  ])
  const list = await mia.call(prices.addPriceList, { body: { name: 'Summer' } })
  const price = (priceMinor: number) =>
    mia.call(prices.setPrice, { params: { id: list.id, productId }, body: { priceMinor } })
  await price(800)
  expect(await set(line(900), line())).toEqual([
    [900, null, 1_000],
    [800, 'Summer', 800],
  ])
  await price(850)
  expect(await set(line(800), line(), line(820))).toEqual([
    [800, 'Summer', 800],
    [850, 'Summer', 850],
    [820, null, 1_250],
  ])
  const abroad = { name: 'Abroad', currency: 'SEK', lines: [line(9_000)] }
  expect(listed(await sam.call(openDeal, { body: abroad }))).toEqual([[9_000, null, null]])
})

test('terms, market and tags of a deal are facts', async () => {
  const { ada, sam } = world
  const deal = await sam.call(openDeal, { body: { name: 'Terms' } })
  const { items } = await sam.call(terms.listPaymentTerms, {})
  expect(items.map(({ kind }) => kind)).toEqual([
    'prepaid',
    'on_delivery',
    'net',
    'net',
    'net',
    'instalments',
    'subscription',
  ])
  const net = items.find(({ days }) => days === 60)
  const tag = await ada.call(addTag, { body: { name: 'Fair 2026' } })
  const body = { paymentTermsId: net?.id ?? null, marketMaturity: 'growth' as const, tagIds: [tag.id] }
  const changed = await sam.call(changeDeal, { params: { id: deal.id }, version: 1, body })
  expect(changed).toMatchObject(body)
  const facts = await sam.call(listFacts, { params: { id: deal.id } })
  expect(facts.items.map(({ type }) => type).sort()).toEqual([
    'deal.maturity_changed',
    'deal.opened',
    'deal.tagged',
    'deal.terms_changed',
  ])
  expect(facts.items.find(({ type }) => type === 'deal.tagged')?.names[tag.id]).toBe('Fair 2026')
  expect(await sam.call(changeDeal, { params: { id: deal.id }, version: changed.version, body })).toEqual(changed)
  expect(await sam.call(showDeal, { params: { id: deal.id } })).toEqual(changed)
})

test('terms say all their numbers, and none that mean nothing', async () => {
  const { mia } = world
  const added = await mia.call(terms.addPaymentTerms, {
    body: { kind: 'instalments', instalments: 4, everyMonths: 3, depositPercent: 25 },
  })
  expect(added).toMatchObject({ days: null, instalments: 4, depositPercent: 25, retired: false })
  await mia.call(terms.changePaymentTerms, {
    params: { id: added.id },
    version: 1,
    body: { retired: true, name: 'Old' },
  })
  const refused = (body: Parameters<typeof mia.call<typeof terms.addPaymentTerms>>[1]['body']) =>
    mia.refused(terms.addPaymentTerms, { body })
  expect(await refused({ kind: 'net' })).toMatchObject({ fields: [{ field: 'days', code: 'required' }] })
  expect(await refused({ kind: 'prepaid', days: 10 })).toMatchObject({ fields: [{ field: 'days', code: 'unknown' }] })
})

test('a product has a life, is retired with what was sold, and deleted only when nothing was', async () => {
  const { mia, sam } = world
  const product = await mia.call(addProduct, { body: { name: 'Vane', priceMinor: 100, launchedOn: '2020-01-01' } })
  const params = { id: product.id }
  const retired = await mia.call(changeProduct, { params, version: 1, body: { active: false } })
  expect(retired.retiredOn).toBe(dayAgo(0))
  const again = await mia.call(changeProduct, { params, version: 2, body: { active: true } })
  expect(again).toMatchObject({ retiredOn: null, launchedOn: '2020-01-01' })
  const early = await mia.refused(changeProduct, { params, version: 3, body: { retiredOn: '2019-12-31' } })
  expect(early).toMatchObject({ fields: [{ field: 'retiredOn', code: 'too_small' }] })
  const lines = [{ productId: product.id, quantity: 1 }]
  await sam.call(openDeal, { body: { name: 'Vanes', lines } })
  expect(await mia.refused(deleteProduct, { params })).toMatchObject({ code: 'in_use', data: { kind: 'deal' } })
  const unsold = await mia.call(addProduct, { body: { name: 'Never sold' } })
  await mia.call(deleteProduct, { params: { id: unsold.id } })
  expect(await mia.refused(showProduct, { params: { id: unsold.id } })).toMatchObject({ status: 404 })
})
