import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareDeals } from '../../src/contract/comparing.ts'
import { type CustomField, addCustomField, changeCustomField } from '../../src/contract/custom-fields.ts'
import type { CustomKind, CustomValues } from '../../src/contract/custom-values.ts'
import { changeDeal, showDeal } from '../../src/contract/deals.ts'
import { listMeasuredDeals } from '../../src/contract/measurement.ts'
import { addCompany } from '../../src/contract/people.ts'
import { Problem } from '../kit/app.ts'
import { type World, startWorld } from '../kit/world.ts'
import { after, tell } from './told.ts'

// Ada made fields of her own. Through partners nearly all is won; directly one in four; of two deals nobody said.
const asOf = '2025-12-31'
const start = '2025-03-03'

let world: World
const fields: Record<string, CustomField> = {}
const dealIds: string[] = []

beforeAll(async () => {
  world = await startWorld()
  const { ada, sam, bo, nordlys, oberg } = world
  const add = async (record: CustomField['record'], kind: CustomKind, name: string, options: string[] = []) => {
    const body = {
      record,
      kind,
      name,
      ...(options.length > 0 ? { options: options.map((each) => ({ name: each })) } : {}),
    }
    fields[name] = await ada.call(addCustomField, { body })
  }
  await add('deals', 'choice', 'Route', ['Partner', 'Direct', 'Private'])
  await add('deals', 'yes_no', 'Tender')
  await add('deals', 'text', 'Site')
  await add('deals', 'number', 'Turbines')
  await add('deals', 'person', 'Engineer')
  await add('deals', 'money', 'Budget')
  await add('deals', 'multi_choice', 'Certificates', ['ISO'])
  await add('people', 'text', 'Mood')
  await add('companies', 'choice', 'Segment', ['Coast', 'Inland'])
  const coast = await ada.call(addCompany, { body: { name: 'Coast', custom: { segment: 'coast' } } })
  for (let number = 0; number < 12; number++) {
    const day = after(start, number)
    await deal(['won', after(day, 10)], number === 0 ? 'direct' : 'partner', {
      ownerId: sam.memberId,
      companyId: coast.id,
      custom: { tender: true, site: 'North; 1', turbines: 3, engineer: sam.memberId },
    })
    await deal([number % 4 === 0 ? 'won' : 'lost', after(day, 40)], 'direct', {
      ownerId: bo.memberId,
      householdId: oberg.id,
      custom: { tender: false, turbines: 2.5 },
    })
  }
  for (const route of ['private', null]) await deal(null, route, { companyId: nordlys.id })
}, 60_000)
afterAll(() => world.rondo.stop())

type End = readonly ['won' | 'lost', string] | null

async function deal(end: End, route: string | null, body: { custom?: CustomValues; [more: string]: unknown }) {
  const custom = { ...body.custom, ...(route === null ? {} : { route }) }
  const story = { opened: start, ...(end === null ? {} : { end }), body: { ...body, custom } }
  dealIds.push((await tell(world.ada, story)).id)
}

const idOf = (name: string) => fields[name]?.id ?? ''

function compare(name: string, query: object = {}) {
  return world.ada.call(compareDeals, { query: { as_of: asOf, by: 'field', field: idOf(name), least: 2, ...query } })
}

test('an option that wins more than chance is ranked first, under its name', async () => {
  const found = await compare('Route', { by_day: 60 })
  expect(found).toMatchObject({
    n: 26,
    by: 'field',
    field: { id: idOf('Route'), record: 'deals', key: 'route', name: 'Route' },
  })
  expect(found.closedOnly.verdict).toBe('differ')
  expect(found.groups.map(({ key, name, n, won, standing }) => [key, name, n, won, standing])).toEqual([
    [':direct', 'Direct', 13, 4, 'compared'],
    [':partner', 'Partner', 11, 11, 'compared'],
    [':private', 'Private', 1, 0, 'few'],
    ['none', null, 1, 0, 'unknown'],
  ])
  expect(found.groups[1]?.closedOnly?.rank).toBe(1)
})

test.each([
  ['Tender', { true: 12, false: 12, none: 2 }],
  ['Site', { 'North; 1': 12, none: 14 }],
  ['Turbines', { 3: 12, 2.5: 12, none: 2 }],
  ['Engineer', { 'Sam Berg': 12, none: 14 }],
  ['Segment', { Coast: 12, private: 12, none: 2 }],
])('the groups by %s are the whole, and open to their deals', async (name, groups) => {
  const found = await compare(name)
  expect(Object.fromEntries(found.groups.map((group) => [group.name ?? group.key, group.n]))).toEqual(groups)
  for (const { key, n, won } of found.groups) {
    const query = { as_of: asOf, by: 'field', field: idOf(name), group: key, limit: 200 } as const
    expect((await world.ada.call(listMeasuredDeals, { query })).items).toHaveLength(n)
    expect((await world.ada.call(listMeasuredDeals, { query: { ...query, part: 'won' } })).items).toHaveLength(won)
  }
})

test('what a deal holds now counts at once, whatever was asked before', async () => {
  const sizes = async () => (await compare('Route')).groups.map(({ key, n }) => [key, n])
  const before = await sizes()
  const id = dealIds.at(-1) ?? ''
  const { version } = await world.ada.call(showDeal, { params: { id } })
  const body = { custom: { route: 'partner' } }
  const changed = await world.ada.call(changeDeal, { params: { id }, body, version })
  expect(await sizes()).toEqual([
    [':direct', 13],
    [':partner', 12],
    [':private', 1],
  ])
  await world.ada.call(changeDeal, { params: { id }, body: { custom: { route: null } }, version: changed.version })
  expect(await sizes()).toEqual(before)
})

test('an option that is offered no more keeps its name', async () => {
  const { id = '', version = 1, options = [] } = fields.Route ?? {}
  const body = { options: options.filter(({ key }) => key !== 'direct').map(({ key, name }) => ({ key, name })) }
  await world.ada.call(changeCustomField, { params: { id }, body, version })
  expect((await compare('Route')).groups[0]).toMatchObject({ key: ':direct', name: 'Direct' })
})

test('who sees only their own compares only that', async () => {
  const { bo } = world
  const { db } = world.rondo.pools
  await db.updateTable('members').set({ sees: 'own' }).where('id', '=', bo.memberId).execute()
  await db.updateTable('api_keys').set({ member_id: bo.memberId }).where('name', '=', 'Bo Lund').execute()
  const found = await bo.call(compareDeals, { query: { as_of: asOf, by: 'field', field: idOf('Site') } })
  expect(found.groups.map(({ key, n }) => [key, n])).toEqual([['none', 14]])
})

describe('what cannot divide deals is refused by its name', () => {
  const refusal = (query: object) =>
    world.ada.call(compareDeals, { query: { by: 'field', ...query } }).then(
      () => null,
      (error: unknown) => (error instanceof Problem ? error.details : error),
    )

  test.each([
    ['Budget', 'kind'],
    ['Certificates', 'kind'],
    ['Mood', 'kind'],
  ])('%s: %s', async (name, reason) => {
    expect(await refusal({ field: idOf(name) })).toMatchObject({
      status: 422,
      code: 'field_not_comparable',
      data: { name, reason },
    })
  })

  test('a field that nobody named, or that is not there', async () => {
    expect(await refusal({})).toMatchObject({ code: 'invalid', fields: [{ field: 'field', code: 'required' }] })
    const field = '00000000-0000-4000-8000-000000000000'
    expect(await refusal({ field })).toMatchObject({ code: 'unknown_reference', data: { field: 'field' } })
    const query = { by: 'field', group: 'none', field } as const
    await expect(world.ada.call(listMeasuredDeals, { query })).rejects.toThrow('unknown_reference')
  })

  test('one with a value for nearly every deal', async () => {
    await world.rondo.pools.db.transaction().execute(async (tx) => {
      const { id: companyId } = await world.ada.call(addCompany, { body: { name: 'Many' } })
      const row = await tx.selectFrom('companies').selectAll().where('id', '=', companyId).executeTakeFirstOrThrow()
      const many = Array.from({ length: 301 }, (_, at) => ({
        ...row,
        id: crypto.randomUUID(),
        custom: { contract: `${at}` },
      }))
      await tx
        .insertInto('companies')
        .values(many as never)
        .execute()
    })
    const body = { record: 'companies', kind: 'text', name: 'Contract' } as const
    const { id: field } = await world.ada.call(addCustomField, { body })
    expect(await refusal({ field })).toMatchObject({
      code: 'field_not_comparable',
      data: { name: 'Contract', reason: 'values', limit: 300 },
    })
  })

  test('one that is retired', async () => {
    const { id = '', version = 1 } = fields.Site ?? {}
    await world.ada.call(changeCustomField, { params: { id }, body: { retired: true }, version })
    expect(await refusal({ field: id })).toMatchObject({ data: { name: 'Site', reason: 'retired' } })
  })
})
