import { afterAll, beforeAll, expect, test } from 'vitest'
import { editCustomers, undoBulkEdit } from '../../src/contract/bulk-edits.ts'
import { addCustomField, changeCustomField } from '../../src/contract/custom-fields.ts'
import type { CustomChanges } from '../../src/contract/custom-values.ts'
import type { RequestOf } from '../../src/contract/endpoint.ts'
import { addCompany, listCompanies, showCompany } from '../../src/contract/people.ts'
import { search } from '../../src/contract/search.ts'
import { addView, groupBase } from '../../src/contract/views.ts'
import { startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  await add({ record: 'companies', kind: 'text', name: 'Harbour' })
  await add({ record: 'companies', kind: 'number', name: 'Turbines' })
})
afterAll(() => world.rondo.stop())

const add = (body: RequestOf<typeof addCustomField>['body']) => world.ada.call(addCustomField, { body })

test('companies are filtered, sorted and grouped by own fields, page by page, and seen so in a view', async () => {
  const { ada, bo } = world
  const options = [{ name: 'Large' }, { name: 'Small' }]
  await add({ record: 'companies', kind: 'choice', name: 'Size', options })
  await add({ record: 'companies', kind: 'multi_choice', name: 'Buys', options: [{ name: 'Blades' }, { name: 'Oil' }] })
  await add({ record: 'companies', kind: 'date', name: 'Renewal' })
  await add({ record: 'companies', kind: 'money', name: 'Budget' })
  await add({ record: 'companies', kind: 'yes_no', name: 'Listed' })
  await add({ record: 'companies', kind: 'person', name: 'Engineer' })
  const rows: readonly CustomChanges[] = [
    { size: 'small', buys: ['oil'], renewal: '2030-05-01', budget: { minor: 900, currency: 'EUR' }, listed: true },
    {
      size: 'large',
      buys: ['blades', 'oil'],
      renewal: '2030-06-01',
      budget: { minor: 80, currency: 'EUR' },
      engineer: bo.memberId,
    },
    { size: 'large', listed: false, harbour: 'Århus "øst"', turbines: 3.5 },
  ]
  for (const [at, custom] of rows.entries())
    await ada.call(addCompany, { body: { name: `Fleet ${at}`, custom: { ...custom } } })
  const found = async (more: { filter?: string; sort?: string }) => {
    const names: string[] = []
    let after: string | undefined
    do {
      const page = await ada.call(listCompanies, {
        query: { q: 'fleet', limit: 1, ...more, ...(after ? { after } : {}) },
      })
      names.push(...page.items.map(({ name }) => name.slice(-1)))
      after = page.next ?? undefined
    } while (after)
    return names.join('')
  }
  const table: readonly [field: string, op: string, value: unknown, found: string][] = [
    ['size', 'is', 'large', '21'],
    ['size', 'is_not', 'large', '0'],
    ['size', 'any_of', ['large', 'small'], '210'],
    ['buys', 'any_of', ['blades'], '1'],
    ['buys', 'none_of', ['blades'], '20'],
    ['buys', 'empty', undefined, '2'],
    ['renewal', 'before', '2030-06-01', '0'],
    ['renewal', 'not_empty', undefined, '10'],
    ['budget', 'greater', 100, '0'],
    ['listed', 'is', false, '2'],
    ['listed', 'empty', undefined, '1'],
    ['engineer', 'is', bo.memberId, '1'],
    ['harbour', 'contains', 'århus "Ø', '2'],
    ['harbour', 'contains_not', 'århus', '10'],
    ['harbour', 'starts', 'år', '2'],
    ['harbour', 'is', 'Århus "øst"', '2'],
    ['turbines', 'is', 3.5, '2'],
  ]
  for (const [field, op, value, expected] of table)
    expect([field, op, await found({ filter: filter(`custom.${field}`, op, value) })]).toEqual([field, op, expected])
  const sorts: readonly [sort: string, found: string][] = [
    ['custom.size', '120'],
    ['-custom.budget', '012'],
    ['custom.renewal', '012'],
    ['custom.engineer', '102'],
    ['custom.turbines', '201'],
    ['custom.harbour', '201'],
  ]
  for (const [sort, expected] of sorts) expect([sort, (await found({ sort })).slice(0, 1)]).toEqual([sort, expected[0]])
  expect(await found({ sort: 'custom.size' })).toBe('120')
  const { groups } = await ada.call(groupBase, {
    params: { kind: 'companies' },
    query: { by: 'custom.size', q: 'fleet' },
  })
  expect(groups.map(({ value, count }) => [value, count])).toEqual([
    ['large', 2],
    ['small', 1],
  ])
  const state = { columns: [{ key: 'name' }, { key: 'custom.size' }], sort: 'custom.size', form: 'grid' as const }
  await ada.call(addView, { body: { kind: 'companies', name: 'Sizes', shared: 'own', state } })
  const unknown = { ...state, sort: 'custom.unheard' }
  expect(
    await ada.refused(addView, { body: { kind: 'companies', name: 'No', shared: 'own', state: unknown } }),
  ).toMatchObject({ code: 'invalid', fields: [{ field: 'state.sort', code: 'unknown' }] })
})

test('what filters by a field goes on when it is retired; an order and a column by it are gone', async () => {
  const { ada } = world
  const field = await add({ record: 'companies', kind: 'yes_no', name: 'Insured' })
  await ada.call(addCompany, { body: { name: 'Insured one', custom: { insured: true } } })
  const change = (retired: boolean, version: number) =>
    ada.call(changeCustomField, { params: field, version, body: { retired } })
  const retired = await change(true, field.version)
  const query = { filter: filter('custom.insured', 'is', true) }
  const found = async () => (await ada.call(listCompanies, { query })).items.map(({ name }) => name)
  expect(await found()).toEqual(['Insured one'])
  const set = { 'custom.insured': false }
  expect(
    await ada.refused(editCustomers, { params: { kind: 'companies' }, body: { rows: { all: true }, act: { set } } }),
  ).toMatchObject({ code: 'invalid', fields: [{ field: 'act.set.custom.insured', code: 'unknown' }] })
  const state = { columns: [{ key: 'name' }, { key: 'custom.insured' }], form: 'grid' as const }
  expect(await ada.refused(addView, { body: { kind: 'companies', name: 'No', shared: 'own', state } })).toMatchObject({
    fields: [{ field: 'state.columns.1.key', code: 'unknown' }],
  })
  await change(false, retired.version)
  expect(await found()).toEqual(['Insured one'])
})

test('many records get an own value at once, and get back what they had', async () => {
  const { ada, sam } = world
  const first = await ada.call(addCompany, { body: { name: 'Bulk one', custom: { harbour: 'Grenå' } } })
  const second = await ada.call(addCompany, { body: { name: 'Bulk two' } })
  const params = { kind: 'companies' } as const
  const rows = { ids: [first.id, second.id] }
  const set = { 'custom.harbour': 'Skagen', 'custom.turbines': 4 }
  const edit = await sam.call(editCustomers, { params, body: { rows, act: { set } } })
  expect(edit).toMatchObject({ changed: 2, refused: [] })
  expect((await ada.call(showCompany, { params: first })).custom).toEqual({ harbour: 'Skagen', turbines: 4 })
  await sam.call(undoBulkEdit, { params: edit })
  expect((await ada.call(showCompany, { params: first })).custom).toEqual({ harbour: 'Grenå' })
  expect((await ada.call(showCompany, { params: second })).custom).toEqual({})
  const wrong = { rows, act: { set: { 'custom.turbines': 'four' } } }
  expect(await sam.refused(editCustomers, { params, body: wrong })).toMatchObject({ code: 'invalid' })
})

test('a search finds a record by the text of an own field, and says which', async () => {
  const { ada, sam } = world
  await ada.call(addCompany, { body: { name: 'Found by text', custom: { harbour: 'Hvide Sande kaj 7' } } })
  const { items } = await sam.call(search, { query: { q: 'sande kaj' } })
  expect(items).toMatchObject([
    { name: 'Found by text', match: { field: 'custom', name: 'Harbour', text: 'Hvide Sande kaj 7' } },
  ])
})

function filter(field: string, op: string, value: unknown): string {
  return JSON.stringify({ and: [{ field, op, value }] })
}
