import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCompany } from '../../src/contract/people.ts'
import { openDeal } from '../../src/contract/deals.ts'
import { winDeal } from '../../src/contract/moves.ts'
import { listRates, setRates } from '../../src/contract/currencies.ts'
import {
  type KpiCode,
  chooseKpiOptions,
  listKpiChoices,
  listKpiDeals,
  showKpis,
  usualKpiOptions,
} from '../../src/contract/kpis.ts'
import { addCost, addSource, changeCost, deleteCost } from '../../src/contract/sources.ts'
import { addProduct } from '../../src/contract/products.ts'
import { addUser, hashPassword } from '../../src/server/modules/access/index.ts'
import { type App, type Person, startApp } from '../kit/app.ts'

let rondo: App
beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo.stop())

interface Sale {
  readonly opened?: string
  readonly won: string
  readonly amountMinor?: number
  readonly currency?: string
  readonly companyId?: string
  readonly productId?: string
  readonly sourceId?: string
  readonly ownerId?: string
}

async function sell(person: Person, { opened, won, productId, ...body }: Sale) {
  const occurredAt = `${opened ?? won}T09:00:00.000Z`
  const lines = productId ? [{ productId, quantity: 1, priceMinor: body.amountMinor ?? 0 }] : []
  const { amountMinor: _, ...rest } = body
  const deal = await person.call(openDeal, {
    body: { name: 'Sale', occurredAt, ...(productId ? { ...rest, lines } : body) },
  })
  await person.call(winDeal, { params: { id: deal.id }, body: { occurredAt: `${won}T10:00:00.000Z` } })
  return deal
}

async function signedIn(name: string) {
  const email = 'sam.berg@kestrel.example'
  const password = 'correct horse battery'
  const user = { workspaceId: rondo.workspaceId, name, email, role: 'seller', language: 'en' } as const
  const passwordHash = await hashPassword(password)
  const memberId = await rondo.pools.db
    .transaction()
    .execute(async (tx) => addUser(tx, new Date(), { ...user, passwordHash }))
  return { ...(await rondo.signIn(email, password)), memberId }
}

async function kpi(person: Person, code: KpiCode, query: object = {}) {
  const { items } = await person.call(showKpis, { query: { as_of: '2025-03-31', ...query } })
  const item = items.find((each) => each.code === code)
  if (item === undefined) throw new Error(`${code} is not told`)
  const point = item.points[item.shown]
  return { ...item, point, former: item.points[item.shown - 1] }
}

test('equal sales a day are no growth, however long the months are', async () => {
  const eva = await rondo.anotherWorkspace()
  await sell(eva, { won: '2025-02-10', amountMinor: 28_000 })
  await sell(eva, { won: '2025-03-10', amountMinor: 31_000 })
  const growth = await kpi(eva, 'sales_growth')
  expect(growth.point).toMatchObject({
    from: '2025-03-01',
    to: '2025-03-31',
    complete: true,
    value: 0,
    sum: 31_000,
    n: 1,
  })
  // One deal a month says next to nothing of growth.
  expect(growth.point?.low).toBeLessThan(-0.9)
  expect(growth.point?.high).toBeGreaterThan(10)
  expect(growth.former).toMatchObject({ value: null, sum: 28_000 })
  expect(await kpi(eva, 'average_purchase')).toMatchObject({ point: { value: 31_000, low: null, n: 1 } })
  const april = await kpi(eva, 'sales_growth', { as_of: '2025-04-02' })
  expect(april.points.at(-1)).toMatchObject({ from: '2025-04-01', to: '2025-04-02', complete: false, value: -1 })
  expect(april.point?.from).toBe('2025-03-01')
  const quarter = await kpi(eva, 'sales_growth', { grain: 'quarter' })
  expect(quarter).toMatchObject({ point: { sum: 59_000, value: null }, gaps: [{ kind: 'former' }] })
})

test('a change that chance alone easily makes is said to be one', async () => {
  const eva = await rondo.anotherWorkspace()
  const sales = { '2025-01': [90, 100, 110], '2025-02': [80, 100, 125], '2025-03': [300, 310, 320] }
  for (const [month, amounts] of Object.entries(sales))
    for (const amount of amounts) await sell(eva, { won: `${month}-10`, amountMinor: amount * 100 })
  expect(await kpi(eva, 'average_purchase', { as_of: '2025-01-31' })).toMatchObject({ withinChance: null })
  expect(await kpi(eva, 'average_purchase', { as_of: '2025-02-28' })).toMatchObject({ withinChance: true })
  expect(await kpi(eva, 'average_purchase')).toMatchObject({ withinChance: false })
  expect(await kpi(eva, 'sales_growth', { as_of: '2025-02-28' })).toMatchObject({ withinChance: true })
  expect(await kpi(eva, 'lifetime_value')).toMatchObject({ withinChance: null })
})

test('a figure over mixed currencies names the rate that is missing, and the day of the one it took', async () => {
  const eva = await rondo.anotherWorkspace()
  await sell(eva, { won: '2025-03-10', amountMinor: 10_000, currency: 'USD' })
  await sell(eva, { won: '2025-03-20', amountMinor: 1_000 })
  const without = await kpi(eva, 'average_purchase')
  expect(without).toMatchObject({
    point: { value: 1_000, n: 1 },
    rates: null,
    gaps: [{ kind: 'rate', currency: 'USD', day: '2025-03-10', count: 1 }],
  })
  const before = new Date().toISOString()
  await pause(5)
  const rates = [
    { currency: 'USD', day: '2025-03-01', rate: 0.9 },
    { currency: 'USD', day: '2025-03-11', rate: 5 },
  ]
  expect(await eva.call(setRates, { body: { rates } })).toEqual({ set: 2 })
  const converted = await kpi(eva, 'average_purchase')
  expect(converted).toMatchObject({
    point: { value: 5_000, n: 2 },
    rates: { from: '2025-03-01', to: '2025-03-01' },
    gaps: [],
  })
  expect(await kpi(eva, 'average_purchase', { known_at: before })).toMatchObject({ point: { value: 1_000 } })
  await eva.call(setRates, { body: { rates: [{ currency: 'USD', day: '2025-03-01', rate: null }] } })
  expect(await kpi(eva, 'average_purchase')).toMatchObject({ point: { value: 1_000 } })
  const { items } = await eva.call(listRates, { query: { limit: 1 } })
  expect(items).toMatchObject([{ currency: 'USD', day: '2025-03-11', rate: 5 }])
})

test('rates are listed a page at a time, latest day first', async () => {
  const eva = await rondo.anotherWorkspace()
  const rates = ['USD', 'SEK'].flatMap((currency) =>
    ['2025-01-01', '2025-01-02'].map((day) => ({ currency, day, rate: 1.5 })),
  )
  await eva.call(setRates, { body: { rates } })
  const first = await eva.call(listRates, { query: { limit: 3 } })
  const rest = await eva.call(listRates, { query: { limit: 3, after: first.next ?? '' } })
  expect([...first.items, ...rest.items].map(({ day, currency }) => `${day} ${currency}`)).toEqual([
    '2025-01-02 USD',
    '2025-01-02 SEK',
    '2025-01-01 USD',
    '2025-01-01 SEK',
  ])
  expect((await eva.call(listRates, { query: { currency: 'SEK' } })).items).toHaveLength(2)
})

test('margin and profit are of deals whose costs are all known; the others are counted', async () => {
  const eva = await rondo.anotherWorkspace()
  const known = await eva.call(addProduct, { body: { name: 'Known', priceMinor: 1_000, costMinor: 400 } })
  const unknown = await eva.call(addProduct, { body: { name: 'Unknown', priceMinor: 1_000 } })
  const { id: companyId } = await eva.call(addCompany, { body: { name: 'Nordlys' } })
  const { id: sourceId } = await eva.call(addSource, { body: { name: 'Fair', kind: 'event' } })
  await sell(eva, { won: '2025-03-10', productId: known.id, amountMinor: 1_000, companyId, sourceId })
  await sell(eva, { won: '2025-03-11', productId: known.id, amountMinor: 600, companyId })
  await sell(eva, { won: '2025-03-12', productId: unknown.id, amountMinor: 5_000 })
  const margin = await kpi(eva, 'average_margin')
  expect(margin.point).toMatchObject({ value: 800 / 1_600, n: 2 })
  expect(margin.gaps).toMatchObject([{ kind: 'margins', count: 1 }])
  // 60 % and a third: two deals say next to nothing, but no margin is more than all.
  expect([margin.point?.low ?? 0, margin.point?.high]).toEqual([expect.closeTo(-1.246, 3), 1])
  await eva.call(chooseKpiOptions, { body: { ...usualKpiOptions, lagDays: 0 } })
  expect(await kpi(eva, 'deal_profit')).toMatchObject({
    point: { value: null },
    gaps: [{ kind: 'margins' }, { kind: 'costs', day: '2025-03-01' }],
  })
  await eva.call(addCost, { body: { sourceId, from: '2025-03-01', to: '2025-03-31', amountMinor: 300 } })
  const { point: profit } = await kpi(eva, 'deal_profit')
  expect(profit).toMatchObject({ value: 400 - 100, n: 2 })
  // Margins of 600 and 200; 300 spent for three wins, which a mean of 0.62 to 8.77 brings.
  expect([profit?.low, profit?.high]).toEqual([expect.closeTo(-2270.2, 0), expect.closeTo(2842.1, 0)])
  const acquisition = await kpi(eva, 'acquisition_cost')
  // One customer by name, won for the first time; the third deal names nobody.
  expect(acquisition).toMatchObject({ point: { value: 300, n: 1 }, gaps: [{ kind: 'customers', count: 1 }] })
  // One is what a mean of 0.025 to 5.57 brings.
  expect([acquisition.point?.low, acquisition.point?.high].map((each) => Math.round(each ?? 0))).toEqual([54, 11_849])
  expect(await kpi(eva, 'acquisition_cost', { source: sourceId })).toMatchObject({ point: { value: 300 } })
  expect(await kpi(eva, 'acquisition_cost', { product: known.id })).toMatchObject({
    point: { value: null },
    gaps: [{ kind: 'filter' }],
  })
  const { items } = await eva.call(listKpiDeals, {
    query: { code: 'average_margin', as_of: '2025-03-31', period: '2025-03-15' },
  })
  expect(items.map(({ wonOn }) => wonOn)).toEqual(['2025-03-11', '2025-03-10'])
})

test('a cost that is changed, or taken out, leaves the reports of before as they were', async () => {
  const eva = await rondo.anotherWorkspace()
  const { id: companyId } = await eva.call(addCompany, { body: { name: 'Fjord' } })
  await sell(eva, { won: '2025-03-10', amountMinor: 1_000, companyId })
  await eva.call(chooseKpiOptions, { body: { ...usualKpiOptions, lagDays: 0 } })
  const { id: sourceId } = await eva.call(addSource, { body: { name: 'Fair', kind: 'event' } })
  const march = { from: '2025-03-01', to: '2025-03-31' }
  const cost = await eva.call(addCost, { body: { sourceId, ...march, amountMinor: 300 } })
  const params = { id: cost.id }
  const then = async () => {
    await pause(5)
    const instant = new Date().toISOString()
    await pause(5)
    return instant
  }
  const spent = async (known_at?: string) => {
    const { items } = await eva.call(showKpis, { query: { as_of: '2025-03-31', ...(known_at ? { known_at } : {}) } })
    const found = items.find(({ code }) => code === 'acquisition_cost')
    return found?.points[found.shown]?.value ?? null
  }
  const entered = await then()
  await eva.call(changeCost, { params, version: 1, body: { amountMinor: 900 } })
  const changed = await then()
  // Undone: it says again what it said at first.
  await eva.call(changeCost, { params, version: 2, body: { amountMinor: 300 } })
  const undone = await then()
  await eva.call(changeCost, { params, version: 3, body: { from: '2025-03-31', note: 'paid late' } })
  const moved = await then()
  await eva.call(deleteCost, { params })
  const gone = await then()
  const asked = [entered, changed, undone, moved, gone, undefined]
  expect(await Promise.all(asked.map(spent))).toEqual([300, 900, 300, 300, null, null])
  const april = await eva.call(addCost, { body: { sourceId, ...march, amountMinor: 50 } })
  await eva.call(changeCost, { params: { id: april.id }, version: 1, body: { note: 'second fair' } })
  expect(await Promise.all([...asked.slice(0, 5), undefined].map(spent))).toEqual([300, 900, 300, 300, null, 50])
})

test('what is chosen in a definition holds from then on; a report of before keeps what was chosen then', async () => {
  const eva = await rondo.anotherWorkspace()
  await sell(eva, { opened: '2025-01-05', won: '2025-01-30', amountMinor: 100 })
  const before = new Date().toISOString()
  const asked = { as_of: '2025-06-30' }
  expect((await kpi(eva, 'conversion', asked)).point).toMatchObject({ from: '2025-03-01', value: null })
  expect((await kpi(eva, 'conversion', { as_of: '2025-05-01' })).point).toMatchObject({ from: '2025-01-01', value: 1 })
  await pause(5)
  await eva.call(chooseKpiOptions, { body: { ...usualKpiOptions, byDay: 20 } })
  expect((await kpi(eva, 'conversion', { as_of: '2025-02-28' })).point).toMatchObject({ from: '2025-01-01', value: 0 })
  const told = await eva.call(showKpis, { query: { known_at: before } })
  expect(told.options).toEqual(usualKpiOptions)
  const { items } = await eva.call(listKpiChoices, {})
  expect(items.map(({ options }) => options.byDay)).toEqual([20])
})

test('who sees only some deals is told figures of these, and none that needs the costs of all', async () => {
  const eva = rondo.owner
  const sam = await signedIn('Sam Berg')
  const bo = await rondo.member('seller', 'Bo Lund')
  await sell(eva, { won: '2025-03-10', amountMinor: 1_000, ownerId: sam.memberId })
  await sell(eva, { won: '2025-03-11', amountMinor: 7_000, ownerId: bo.memberId })
  expect((await kpi(eva, 'sales_growth')).point).toMatchObject({ sum: 8_000 })
  await rondo.pools.db.updateTable('members').set({ sees: 'own' }).where('id', '=', sam.memberId).execute()
  expect((await kpi(sam, 'sales_growth')).point).toMatchObject({ sum: 1_000 })
  expect(await kpi(sam, 'acquisition_cost')).toMatchObject({ gaps: [{ kind: 'sight' }, { kind: 'new_customers' }, {}] })
  const { items } = await sam.call(listKpiDeals, { query: { code: 'sales_growth', as_of: '2025-03-31' } })
  expect(items).toHaveLength(1)
})

test.each([
  ['a rate of the reporting currency', { currency: 'EUR', rate: 1 }, 'rate_of_reporting_currency'],
  ['a rate of no currency', { currency: 'XQX', rate: 1 }, 'unknown_currency'],
  ['a rate of nothing', { currency: 'USD', rate: 0 }, 'invalid'],
])('%s is refused', async (_, rate, code) => {
  const { code: told } = await rondo.owner.refused(setRates, { body: { rates: [{ day: '2025-01-01', ...rate }] } })
  expect(told).toBe(code)
})
