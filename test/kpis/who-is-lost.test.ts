import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal } from '../../src/contract/deals.ts'
import {
  type Kpi,
  type KpiCode,
  type KpiPart,
  chooseKpiOptions,
  kpiCodes,
  listKpiDeals,
  showKpis,
  usualKpiOptions,
} from '../../src/contract/kpis.ts'
import { winDeal } from '../../src/contract/moves.ts'
import { addCompany } from '../../src/contract/people.ts'
import { addProduct } from '../../src/contract/products.ts'
import { type App, startApp } from '../kit/app.ts'

let rondo: App
beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo.stop())

async function sell({ won, productId, companyId }: { won: string; productId: string; companyId: string }) {
  const lines = [{ productId, quantity: 1, priceMinor: 1_000 }]
  const occurredAt = `${won}T09:00:00.000Z`
  const { id } = await rondo.owner.call(openDeal, { body: { name: 'Sale', companyId, occurredAt, lines } })
  await rondo.owner.call(winDeal, { params: { id }, body: { occurredAt: `${won}T10:00:00.000Z` } })
}

async function kpi(code: KpiCode, as_of = '2025-03-31') {
  const { items } = await rondo.owner.call(showKpis, { query: { as_of } })
  const item = items.find((each) => each.code === code)
  if (item === undefined) throw new Error(`${code} is not told`)
  return { ...item, point: item.points[item.shown] }
}

async function opened(code: KpiCode, query: { as_of: string; period?: string; part?: KpiPart }) {
  return (await rondo.owner.call(listKpiDeals, { query: { code, limit: 200, ...query } })).items
}

const august = ({ points }: Kpi) => points.find(({ from }) => from === '2024-08-01')

test('who is lost is told by silence only where silence told it before; what a figure counts opens, a deal a customer', async () => {
  const eva = rondo.owner
  await eva.call(chooseKpiOptions, { body: { ...usualKpiOptions, silentDays: 60 } })
  const { id: productId } = await eva.call(addProduct, { body: { name: 'Mast', priceMinor: 1_000, costMinor: 400 } })
  const names = Array.from({ length: 34 }, (_, number) => `Farm ${number}`)
  const farms: string[] = []
  for (const name of names) farms.push((await eva.call(addCompany, { body: { name } })).id)
  for (const companyId of farms) await sell({ won: '2024-06-10', productId, companyId })
  for (const companyId of farms.slice(0, 4)) await sell({ won: '2024-12-10', productId, companyId })
  // Nobody knows yet whether they come back.
  const soon = await kpi('churn', '2024-09-30')
  expect(soon).toMatchObject({
    silences: { passed: 0, back: 0 },
    gaps: [{ kind: 'few_customers' }, { kind: 'few_silences' }],
  })
  expect(august(soon)).toMatchObject({ value: null, n: 34, besides: null })
  const later = await kpi('churn', '2025-03-19')
  expect(later.silences).toEqual({ passed: 34, back: 4 })
  expect(august(later)).toMatchObject({ value: 30 / 34, n: 34, besides: { part: 'lost', n: 30 } })
  const counted = { as_of: '2025-03-19', period: '2024-08-15' }
  const customers = await opened('churn', counted)
  expect([customers.length, new Set(customers.map(({ customer }) => customer?.id)).size]).toEqual([34, 34])
  const lost = await opened('churn', { ...counted, part: 'lost' })
  expect(new Set(lost.map(({ customer }) => customer?.id))).toEqual(new Set(farms.slice(4)))
  expect(await opened('churn', { ...counted, part: 'wins' })).toEqual([])
  for (const companyId of farms) await sell({ won: '2025-03-20', productId, companyId })
  const now = await kpi('churn')
  const back = { kind: 'came_back', count: 34, of: 34 }
  expect([august(now), now.gaps]).toMatchObject([{ value: null, n: 34 }, [back]])
  expect(await kpi('lifetime_value')).toMatchObject({ point: { value: null, n: 34 }, gaps: [back] })
  expect(await kpi('churn', '2025-03-19')).toEqual(later)
  for (const as_of of ['2024-06-30', '2025-02-28', '2025-03-31'])
    for (const code of kpiCodes) {
      const { point } = await kpi(code, as_of)
      expect(await opened(code, { as_of }), `${code} ${as_of}`).toHaveLength(point?.n ?? 0)
      const besides = point?.besides ?? { part: 'lost', n: 0 }
      expect(await opened(code, { as_of, part: besides.part }), `${code} ${besides.part}`).toHaveLength(besides.n)
    }
})
