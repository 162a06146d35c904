import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addCustomField } from '../../src/contract/custom-fields.ts'
import { openDeal } from '../../src/contract/deals.ts'
import { addList, addToList } from '../../src/contract/lists.ts'
import { loseDeal, winDeal } from '../../src/contract/moves.ts'
import { logTouch } from '../../src/contract/outreach.ts'
import { addCompany, addPerson } from '../../src/contract/people.ts'
import { listProspects } from '../../src/contract/prospects.ts'
import * as segments from '../../src/contract/segments.ts'
import { type World, startWorld } from '../kit/world.ts'
import { signedIn } from '../prospects/sellers.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 120_000)
afterAll(() => world.rondo.stop())

const danish = {
  and: [
    { field: 'country', op: 'is', value: 'DK' },
    {
      or: [
        { field: 'employees', op: 'greater', value: 50 },
        { field: 'custom.turbines', op: 'greater', value: 3 },
      ],
    },
  ],
}

test('a target market judges companies, those who work there and their deals, and says why', async () => {
  const { ada, mia, sam, oberg } = world
  await ada.call(addCustomField, { body: { record: 'companies', kind: 'number', name: 'Turbines' } })
  const market = await mia.call(segments.addSegment, {
    body: { kind: 'companies', name: 'Danish wind', filter: danish },
  })
  const inside = await sam.call(addCompany, { body: { name: 'Vindøe', country: 'DK', custom: { turbines: 7 } } })
  const small = await sam.call(addCompany, { body: { name: 'Smed', country: 'DK', employees: 2 } })
  const ida = await sam.call(addPerson, { body: { name: 'Ida Vind', companyId: inside.id } })
  const deal = await sam.call(openDeal, { body: { name: 'With Ida', personId: ida.id } })
  const fit = (kind: 'companies' | 'people' | 'households' | 'deals', id: string) =>
    sam.call(segments.showFit, { params: { kind, id } })
  expect(await fit('companies', inside.id)).toMatchObject({ fits: true, segments: [{ segment: { id: market.id } }] })
  expect((await fit('people', ida.id)).fits).toBe(true)
  expect((await fit('deals', deal.id)).fits).toBe(true)
  const why = await fit('companies', small.id)
  expect(why.segments[0]?.rules).toEqual([
    { rule: danish.and[0], met: true },
    { rule: danish.and[1], met: false },
  ])
  expect(await fit('households', oberg.id)).toEqual({ fits: null, segments: [] })
  const { items } = await sam.call(segments.listSegments, { query: {} })
  expect(items).toMatchObject([{ name: 'Danish wind', fitting: 1 }])
})

test('who is on a list stands higher inside and lower outside, and anew when the market changes', async () => {
  const { mia, ada } = world
  const [near, far] = await Promise.all([
    ada.call(addCompany, { body: { name: 'Near', country: 'DK', employees: 90 } }),
    ada.call(addCompany, { body: { name: 'Far', country: 'NO', employees: 90 } }),
  ])
  const list = await ada.call(addList, { body: { name: 'Fair' } })
  await ada.call(addToList, { params: { id: list.id }, body: { companyIds: [near.id, far.id] } })
  const reasons = async () => {
    const { items } = await ada.call(listProspects, { query: { list: list.id } })
    return items.map(({ name, reasons }) => [name, reasons.map(({ code }) => code).find((code) => /market/.test(code))])
  }
  expect(await reasons()).toEqual([
    ['Near', 'in_market'],
    ['Far', 'outside_market'],
  ])
  const { items } = await mia.call(segments.listSegments, { query: {} })
  const [market] = items
  const filter = { field: 'country', op: 'is', value: 'NO' }
  await mia.call(segments.changeSegment, {
    params: { id: market?.id ?? '' },
    version: market?.version ?? 0,
    body: { filter },
  })
  await expect.poll(reasons, { timeout: 30_000 }).toEqual([
    ['Far', 'in_market'],
    ['Near', 'outside_market'],
  ])
})

test('what was spent outside is told, by whom, and opens to its deals and touches', async () => {
  const { mia, ada, oberg } = world
  const sam = await signedIn(world.rondo, 'Tove Lie')
  const inside = await ada.call(addCompany, { body: { name: 'Fjord', country: 'NO' } })
  const outside = await ada.call(addCompany, { body: { name: 'Alp', country: 'CH' } })
  const won = await sam.call(openDeal, { body: { name: 'In', companyId: inside.id } })
  await sam.call(winDeal, { params: { id: won.id }, body: {} })
  const lost = await sam.call(openDeal, { body: { name: 'Out', companyId: outside.id } })
  const from = (await sam.call(logTouch, { body: { channel: 'phone', dealId: lost.id, minutes: 20 } })).id
  await sam.call(loseDeal, { params: { id: lost.id }, body: {} })
  await sam.call(logTouch, { body: { channel: 'phone', householdId: oberg.id } })
  const query = { member: sam.memberId }
  const told = await mia.call(segments.showEffort, { query })
  expect(told.parts).toMatchObject([
    { part: 'inside', won: 1, ended: 1 },
    { part: 'outside', won: 0, ended: 1 },
    { part: 'unjudged', deals: 0 },
  ])
  expect(told.pValue).not.toBeNull()
  const deals = await mia.call(segments.listEffortDeals, { query: { ...query, part: 'outside' } })
  expect(deals.items.map(({ name }) => name)).toEqual(['Out'])
  const everybody = await mia.call(segments.showEffort, { query: {} })
  const touches = await mia.call(segments.listEffortTouches, { query: { part: 'outside' } })
  expect(touches.items.map(({ id }) => id)).toEqual([from])
  expect(everybody.parts.map(({ touches, minutes }) => [touches, minutes])).toEqual([
    [0, 0],
    [1, 20],
    [1, 0],
  ])
})

describe('a target market is refused', () => {
  test.each([
    ['a rule over a field that companies do not have', { field: 'title', op: 'is', value: 'CEO' }, 'filter.field'],
    ['a rule that judges differently for everybody', { field: 'ownerId', op: 'is', value: 'me' }, 'filter'],
  ])('%s', async (_, filter, field) => {
    const refusal = await world.mia.refused(segments.addSegment, { body: { kind: 'companies', name: 'Odd', filter } })
    expect(refusal).toMatchObject({ code: 'invalid', fields: [{ field }] })
  })
  test('a name that another one has', async () => {
    const body = { kind: 'companies', name: 'danish WIND', filter: { and: [] } } as const
    expect(await world.mia.refused(segments.addSegment, { body })).toMatchObject({ code: 'name_taken' })
  })
})
