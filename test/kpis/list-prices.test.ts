import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal, showDeal } from '../../src/contract/deals.ts'
import { showLifeCycle } from '../../src/contract/life-cycle.ts'
import { setLines } from '../../src/contract/lines.ts'
import { winDeal } from '../../src/contract/moves.ts'
import { addPriceList, removePrice, setPrice } from '../../src/contract/prices.ts'
import { addProduct, changeProduct, showProduct } from '../../src/contract/products.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { type Random, dice } from '../measurement/kept-figures.ts'
import { forgetListPrices } from '../measurement/lines-of-before.ts'
import { nine } from '../measurement/slow.ts'

// Prices and lines change at random; what lines noted, and how far below it each product was sold, is what a count of one's own says.

const currencies = ['EUR', 'SEK'] as const
type Currency = (typeof currencies)[number]

interface Line {
  readonly productId: string
  readonly priceMinor: number
  readonly priceList: string | null
  readonly listMinor: number | null
}

interface Sale {
  readonly id: string
  readonly currency: Currency
  readonly year: number
  lines: Line[]
}

let rondo: App
let ada: Person
/** What each product costs by itself, in its own currency, and by the list of each currency. */
const own = new Map<string, { readonly currency: Currency; minor: number | null }>()
const listed = new Map<string, Map<string, number>>()
const lists = new Map<Currency, string>()
const sales: Sale[] = []

beforeAll(async () => {
  rondo = await startApp()
  ada = rondo.owner
  for (const [name, currency, priceMinor] of [
    ['Vane', 'EUR', 1_000],
    ['Mast', 'SEK', 9_000],
    ['Free', 'EUR', 0],
    ['Made to measure', 'EUR', null],
  ] as const) {
    const { id } = await ada.call(addProduct, { body: { name, currency, priceMinor } })
    own.set(id, { currency, minor: priceMinor })
  }
  for (const currency of currencies) {
    const { id } = await ada.call(addPriceList, { body: { name: `In ${currency}`, currency } })
    lists.set(currency, id)
    listed.set(id, new Map())
  }
})
afterAll(() => rondo.stop())

const one = <Each>(from: Iterable<Each>, random: Random): Each => {
  const all = [...from]
  const chosen = all[random(all.length)]
  if (chosen === undefined) throw new Error('there is one')
  return chosen
}
const minors = [700, 800, 1_000, 1_200]

/** What a product is listed for: by a list that has it, else by itself in its own currency. */
function listPrice(productId: string, currency: Currency, list: string | null): number | null {
  const itself = own.get(productId)
  return listed.get(list ?? '')?.get(productId) ?? (itself?.currency === currency ? itself.minor : null)
}

/** A line as it would be written now, with a price of the list or typed; lines of before keep what they say. */
function written(productId: string, currency: Currency, typed: number | null, before: Line[], left: Line[]): Line {
  const list = lists.get(currency) ?? ''
  const offered = listed.get(list)?.has(productId) ? list : null
  const usual = listPrice(productId, currency, offered)
  const priceMinor = typed ?? usual ?? 0
  const isSame = (line: Line) => line.productId === productId && line.priceMinor === priceMinor
  const priceList = priceMinor === usual ? offered : (before.find(isSame)?.priceList ?? null)
  const at = left.findIndex((line) => isSame(line) && line.priceList === priceList)
  const [kept] = at < 0 ? [] : left.splice(at, 1)
  return kept ?? { productId, priceMinor, priceList, listMinor: listPrice(productId, currency, priceList) }
}

/** Some lines that are there, some new ones. */
function someLines(random: Random, { currency, lines: before }: Pick<Sale, 'currency' | 'lines'>): Line[] {
  const left = [...before]
  const again = before.filter(() => random(4) > 0).map((line) => [line.productId, line.priceMinor] as const)
  const more = Array.from({ length: random(3) }, () => {
    const productId = one(own.keys(), random)
    const offered = listed.get(lists.get(currency) ?? '')?.has(productId)
    const isPriced = listPrice(productId, currency, offered ? (lists.get(currency) ?? null) : null) !== null
    return [productId, isPriced && random(2) === 0 ? null : one(minors, random)] as const
  })
  return [...again, ...more].map(([id, typed]) => written(id, currency, typed, before, left))
}

const bodyOf = (lines: readonly Line[], random: Random) =>
  lines.map(({ productId, priceMinor }) => ({ productId, priceMinor, quantity: 1 + random(3) }))

const acts = {
  sell: async (random: Random) => {
    const [currency, year] = [one(currencies, random), 2024 + random(2)]
    const lines = someLines(random, { currency, lines: [] })
    const occurredAt = `${year}-0${1 + random(9)}-11T09:00:00.000Z`
    const body = { name: 'Sale', currency, occurredAt, lines: bodyOf(lines, random) }
    const { id } = await ada.call(openDeal, { body })
    await ada.call(winDeal, { params: { id }, body: { occurredAt } })
    sales.push({ id, currency, year, lines })
  },
  line: async (random: Random) => {
    const sale = one(sales, random)
    const { version } = await ada.call(showDeal, { params: { id: sale.id } })
    sale.lines = someLines(random, sale)
    const body = { lines: bodyOf(sale.lines, random) }
    await ada.call(setLines, { params: { id: sale.id }, version, body })
  },
  price: async (random: Random) => {
    const [id, itself] = one(own, random)
    const { version } = await ada.call(showProduct, { params: { id } })
    itself.minor = random(6) === 0 ? null : one(minors, random)
    await ada.call(changeProduct, { params: { id }, version, body: { priceMinor: itself.minor } })
  },
  list: async (random: Random) => {
    const params = { id: one(lists.values(), random), productId: one(own.keys(), random) }
    const priceMinor = random(3) === 0 ? null : one(minors, random)
    if (priceMinor === null) {
      await ada.call(removePrice, { params })
      listed.get(params.id)?.delete(params.productId)
      return
    }
    await ada.call(setPrice, { params, body: { priceMinor } })
    listed.get(params.id)?.set(params.productId, priceMinor)
  },
  forget: async (random: Random) => {
    if (random(3) > 0) return
    const sale = one(sales, random)
    await forgetListPrices(rondo, sale.id)
    sale.lines = sale.lines.map((line) => ({ ...line, listMinor: null }))
  },
} satisfies Record<string, (random: Random) => Promise<void>>

/** How far below the list price a product was sold on average in a year, and in how many lines. */
function discountOf(productId: string, year: number) {
  const depths = sales
    .filter((sale) => sale.year === year)
    .flatMap(({ currency, lines }) =>
      lines
        .filter((line) => line.productId === productId)
        .map((line) => ({ ...line, of: line.listMinor ?? listPrice(productId, currency, line.priceList) ?? 0 })),
    )
    .filter(({ of }) => of > 0)
    .map(({ priceMinor, of }) => 1 - priceMinor / of)
  const sum = depths.reduce((total, depth) => total + depth, 0)
  return { of: depths.length, mean: depths.length === 0 ? null : sum / depths.length }
}

test('a discount is against what was listed when the line got its price, whatever prices did since', async () => {
  const random = dice(41)
  for (let number = 0; number < 8; number++) await acts.sell(random)
  for (let round = 0; round < 12; round++) {
    for (let act = 0; act < 12; act++) await one(Object.values(acts), random)(random)
    for (const { id, lines } of sales) {
      const deal = await ada.call(showDeal, { params: { id } })
      const told = deal.lines.map(({ productId, priceMinor, priceList, listMinor }) => {
        return { productId, priceMinor, priceList: priceList?.id ?? null, listMinor }
      })
      expect(told, `round ${round}`).toEqual(lines)
    }
    const { items } = await ada.call(showLifeCycle, { query: { as_of: '2025-12-31' } })
    for (const { productId, signs } of items) {
      const sign = signs.find(({ code }) => code === 'discount')
      const [now, before] = [discountOf(productId, 2025), discountOf(productId, 2024)]
      expect([sign?.now, sign?.before].map(nine), `round ${round}`).toEqual([now.mean, before.mean].map(nine))
      expect(sign?.of).toEqual({ now: now.of, before: before.of })
    }
  }
})
