import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { showBoard } from '../../src/contract/board.ts'
import { type DealItem, listDeals, listFacts, showDeal } from '../../src/contract/deals.ts'
import type { ImportResult } from '../../src/contract/imports.ts'
import { listCompanies } from '../../src/contract/people.ts'
import { listProducts } from '../../src/contract/products.ts'
import { listMembers } from '../../src/contract/access.ts'
import { type App, startApp } from '../kit/app.ts'
import { disagreementsIn } from '../kit/disagreements.ts'
import { imported } from './importing.ts'
import { pipelineFiles } from './pipeline-files.ts'

let rondo: App
let first: ImportResult

beforeAll(async () => {
  rondo = await startApp({ currency: 'USD', timeZone: 'America/New_York' })
  first = await imported(rondo.owner, pipelineFiles, { observed_from: '2017-03-01' })
}, 120_000)
afterAll(() => rondo?.stop())

const counts = ({ status, rows, created, updated, merged, rejected }: ImportResult) => ({
  status,
  rows,
  created,
  updated,
  merged,
  rejected,
})

async function count(outcome: DealItem['outcome']): Promise<number> {
  let found = 0
  for (let after: string | undefined; ; ) {
    const query = { outcome, limit: 200, ...(after === undefined ? {} : { after }) }
    const page = await rondo.owner.call(listDeals, { query })
    found += page.items.length
    if (page.next === null) return found
    after = page.next
  }
}

async function dealOf(externalId: string): Promise<DealItem | undefined> {
  return (await rondo.owner.call(listDeals, { query: { externalId } })).items[0]
}

describe('a pipeline of 2,200 deals with the tables it refers to', () => {
  test('comes in whole', async () => {
    expect(counts(first)).toEqual({ status: 'done', rows: 2200, created: 2200, updated: 0, merged: 0, rejected: 0 })
    expect(await count('won')).toBe(1000)
    expect(await count('lost')).toBe(600)
    const { columns } = await rondo.owner.call(showBoard, {})
    expect(Object.fromEntries(columns.map((column) => [column.stage.key, column.count]))).toMatchObject({
      prospecting: 200,
      'first-contact': 400,
      qualification: 0,
    })
  })

  test('with its companies, products and sellers, each counted with its file', async () => {
    expect(first.files.map(({ name, kind, rows, created }) => [name, kind, rows, created])).toEqual([
      ['accounts.csv', 'companies', 12, 12],
      ['data_dictionary.csv', 'ignore', 5, 0],
      ['products.csv', 'products', 4, 4],
      ['sales_pipeline.csv', 'deals', 2200, 2200],
      ['sales_teams.csv', 'members', 6, 6],
    ])
    const { items } = await rondo.owner.call(listCompanies, { query: { q: 'Fjordlys A' } })
    expect(items[0]).toMatchObject({
      name: 'Fjordlys AS',
      country: 'Norway',
      employees: 2822,
      foundedYear: 1996,
    })
    const subsidiary = await rondo.owner.call(listCompanies, { query: { q: 'Marine' } })
    expect(subsidiary.items[0]?.parentName).toBe('Fjordlys AS')
    const members = await rondo.owner.call(listMembers, { query: { limit: 200 } })
    expect(members.items.find(({ name }) => name === 'Moa Frisk')).toMatchObject({ role: 'seller', canSignIn: false })
  })

  test('the misspelt product is pointed out, and matched', async () => {
    const nearly = first.problems.find(({ code }) => code === 'product_matched_nearly')
    expect(nearly).toMatchObject({ count: 550, example: { file: 'sales_pipeline.csv', row: 3, value: 'WindPro' } })
    const { items } = await rondo.owner.call(listProducts, {})
    expect(items.map(({ name }) => name)).not.toContain('WindPro')
    const deal = await rondo.owner.call(showDeal, { params: { id: (await dealOf('P1000001'))?.id ?? '' } })
    expect(deal.lines).toMatchObject([
      { productName: 'Wind Pro', quantity: 1, priceMinor: 105_500, listMinor: 482_100 },
    ])
  })

  test('dates become facts, at the beginning of the day in the zone of the workspace', async () => {
    const deal = await rondo.owner.call(showDeal, { params: { id: (await dealOf('P1000000'))?.id ?? '' } })
    expect(deal).toMatchObject({
      name: 'Carmel Foods · Wind Basic',
      outcome: 'won',
      amountMinor: 105_400,
      openedAt: '2016-10-20T04:00:00.000Z',
      endedAt: '2017-03-01T05:00:00.000Z',
      openedDated: true,
      observedFrom: '2017-03-01',
      owner: { name: 'Moa Frisk' },
      customer: { kind: 'company', name: 'Carmel Foods' },
    })
    const { items } = await rondo.owner.call(listFacts, { params: { id: deal.id } })
    expect(items.map(({ type, occurredAt, dated, actor }) => [type, occurredAt, dated, actor.kind])).toEqual([
      ['deal.won', '2017-03-01T05:00:00.000Z', true, 'import'],
      ['deal.opened', '2016-10-20T04:00:00.000Z', true, 'import'],
    ])
    expect(items[0]?.data).toMatchObject({ signal: 'not_stated', minor: 105_400, currency: 'USD' })
  })

  test('a deal without an engage date is open since nobody knows when', async () => {
    const { items } = await rondo.owner.call(listDeals, { query: { stage: 'prospecting', limit: 1 } })
    const deal = await rondo.owner.call(showDeal, { params: { id: items[0]?.id ?? '' } })
    expect(deal.openedDated).toBe(false)
    const facts = await rondo.owner.call(listFacts, { params: { id: deal.id } })
    expect(facts.items.map(({ type, dated }) => [type, dated])).toEqual([['deal.opened', false]])
    expect(first.problems).toContainEqual(expect.objectContaining({ code: 'opened_undated', count: 200 }))
  })

  test('facts and state agree on every deal', async () => {
    expect(await disagreementsIn(rondo)).toEqual([])
  })

  test('a dry run of the same files writes nothing', async () => {
    const before = await count('won')
    const dry = await imported(rondo.owner, pipelineFiles, { dry_run: 'true' })
    expect(counts(dry)).toEqual({ status: 'done', rows: 2200, created: 0, updated: 2200, merged: 0, rejected: 0 })
    expect(await count('won')).toBe(before)
  }, 60_000)

  test('run again it finds every deal, and changes and doubles none', async () => {
    const again = await imported(rondo.owner, pipelineFiles, { observed_from: '2017-03-01' })
    expect(counts(again)).toEqual({ status: 'done', rows: 2200, created: 0, updated: 2200, merged: 0, rejected: 0 })
    expect(again.files.map(({ kind, created, updated }) => [kind, created, updated])).toEqual([
      ['companies', 0, 12],
      ['ignore', 0, 0],
      ['products', 0, 4],
      ['deals', 0, 2200],
      ['members', 0, 6],
    ])
    expect(again.problems.map(({ code }) => code)).not.toContain('dates_kept')
    expect(await count('won')).toBe(1000)
    const deal = await dealOf('P1000000')
    expect(deal?.version).toBe(1)
  }, 60_000)
})
