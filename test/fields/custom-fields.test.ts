import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addCustomField,
  changeCustomField,
  type CustomField,
  listCustomFields,
  mostCustomFields,
  orderCustomFields,
} from '../../src/contract/custom-fields.ts'
import { changeDeal, listDeals, listFacts, openDeal } from '../../src/contract/deals.ts'
import type { RequestOf } from '../../src/contract/endpoint.ts'
import { addCompany, changeCompany, listCompanies, showCompany } from '../../src/contract/people.ts'
import { addProduct } from '../../src/contract/products.ts'
import { startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

type NewField = RequestOf<typeof addCustomField>['body']

const add = (field: NewField) => world.ada.call(addCustomField, { body: field })
const change = (field: CustomField, body: RequestOf<typeof changeCustomField>['body']) =>
  world.ada.call(changeCustomField, { params: { id: field.id }, version: field.version, body })

test('a field is made with its options, renamed, retired and brought back, and no value is lost by it', async () => {
  const { ada, sam, nordlys } = world
  const segment = await add({
    record: 'companies',
    kind: 'choice',
    name: 'Segment',
    options: [{ name: 'Wind farm' }, { name: 'Ørsted & söner', colour: 'teal' }, { name: 'גלים' }],
  })
  expect(segment).toMatchObject({ key: 'segment', version: 1, retired: false, required: false })
  expect(segment.options.map(({ key }) => key)).toEqual(['wind_farm', 'orsted_soner', 'option'])
  const custom = { segment: 'wind_farm' }
  const changed = await sam.call(changeCompany, { params: nordlys, version: nordlys.version, body: { custom } })
  expect(changed.custom).toEqual(custom)
  const renamed = await change(segment, {
    name: 'Kind of plant',
    options: segment.options.slice(1).map(({ key, name }) => ({ key, name })),
  })
  expect(renamed).toMatchObject({ key: 'segment', name: 'Kind of plant' })
  expect(renamed.options.at(-1)).toMatchObject({ key: 'wind_farm', retired: true })
  const again = await change(renamed, { options: [{ name: 'wind  FARM' }, ...renamed.options] })
  expect(again.options[0]).toMatchObject({ key: 'wind_farm', name: 'wind  FARM', retired: false })
  const retired = await change(again, { retired: true })
  expect(
    await sam.refused(changeCompany, {
      params: nordlys,
      version: changed.version,
      body: { custom: { segment: null } },
    }),
  ).toMatchObject({ code: 'invalid', fields: [{ field: 'custom.segment', code: 'unknown' }] })
  expect(await ada.refused(listCompanies, { query: { sort: 'custom.segment' } })).toMatchObject({ code: 'unreadable' })
  expect((await ada.call(showCompany, { params: nordlys })).custom).toEqual(custom)
  await change(retired, { retired: false })
  const { items } = await sam.call(listCompanies, { query: { filter: filter('custom.segment', 'is', 'wind_farm') } })
  expect(items.map(({ name }) => name)).toEqual(['Nordlys A/S'])
})

test('who may not manage the workspace reads the fields and makes none; names and keys are each of one field', async () => {
  const { ada, sam, rita } = world
  const field: NewField = { record: 'people', kind: 'text', name: 'Nickname' }
  expect(await sam.refused(addCustomField, { body: field })).toMatchObject({ code: 'forbidden' })
  const first = await add(field)
  expect(await ada.refused(addCustomField, { body: { ...field, name: 'NICKNAME' } })).toMatchObject({
    code: 'name_taken',
    data: { id: first.id },
  })
  expect(await ada.refused(addCustomField, { body: { ...field, name: 'Other', key: 'nickname' } })).toMatchObject({
    code: 'name_taken',
  })
  const retired = await change(first, { retired: true })
  const second = await add(field)
  expect(second.key).toBe('nickname_2')
  expect(
    await ada.refused(changeCustomField, { params: retired, version: retired.version, body: { retired: false } }),
  ).toMatchObject({ code: 'name_taken' })
  const { items } = await rita.call(listCustomFields, { query: { record: 'people' } })
  expect(items.map(({ key, retired: isRetired }) => [key, isRetired])).toEqual([
    ['nickname', true],
    ['nickname_2', false],
  ])
  const third = await add({ ...field, name: 'วันเกิด' })
  expect(third.key).toBe('text')
  await ada.call(orderCustomFields, { body: { record: 'people', ids: [third.id] } })
  expect((await ada.call(listCustomFields, { query: { record: 'people' } })).items[0]?.id).toBe(third.id)
})

test('a workspace makes no more fields than people can overlook', async () => {
  const other = await world.rondo.anotherWorkspace()
  for (let at = 0; at < mostCustomFields; at += 1)
    await other.call(addCustomField, { body: { record: 'households', kind: 'text', name: `Field ${at}` } })
  expect(
    await other.refused(addCustomField, { body: { record: 'households', kind: 'text', name: 'One more' } }),
  ).toMatchObject({ code: 'too_many', data: { limit: mostCustomFields } })
})

test('every kind takes its values and refuses all others, each by its place', async () => {
  const { ada, sam, bo } = world
  const options = [{ name: 'Red' }, { name: 'Blue' }]
  const kinds = ['text', 'long_text', 'number', 'money', 'date', 'yes_no', 'link', 'person'] as const
  for (const kind of kinds) await add({ record: 'products', kind, name: `Own ${kind}` })
  await add({ record: 'products', kind: 'choice', name: 'Own choice', options })
  await add({ record: 'products', kind: 'multi_choice', name: 'Own multi', options })
  const values = {
    own_text: 'Short',
    own_long_text: 'Two\nlines',
    own_number: -12.75,
    own_money: { minor: 125_050, currency: 'SEK' },
    own_date: '2028-02-29',
    own_yes_no: false,
    own_link: 'mailto:freja@nordlys.example',
    own_person: bo.memberId,
    own_choice: 'red',
    own_multi: ['red', 'blue'],
  }
  const given = { ...values, own_text: '  Short ', own_multi: ['blue', 'red', 'blue'] }
  const product = await ada.call(addProduct, { body: { name: 'Vane', custom: given } })
  expect(product.custom).toEqual(values)
  const tiny = await ada.call(addProduct, { body: { name: 'Tiny', custom: { own_number: -5e-324 } } })
  expect(JSON.stringify(tiny.custom)).toBe('{"own_number":0}')
  const table: readonly [key: string, value: unknown, code: string][] = [
    ['own_text', 5, 'type'],
    ['own_text', 'a\nb', 'format'],
    ['own_text', 'x'.repeat(501), 'too_long'],
    ['own_number', '5', 'type'],
    ['own_number', 1e16, 'too_large'],
    ['own_money', { minor: 1, currency: 'XXZ' }, 'choice'],
    ['own_date', '2027-02-29', 'format'],
    ['own_date', '0000-01-01', 'format'],
    ['own_yes_no', 'true', 'type'],
    ['own_link', 'javascript:alert(1)', 'format'],
    ['own_link', 'JaVaScRiPt:alert(1)', 'format'],
    ['own_link', 'data:text/html,x', 'format'],
    ['own_link', 'https://', 'format'],
    ['own_choice', 'green', 'choice'],
    ['own_multi', ['red', 'green'], 'choice'],
    ['own_multi', 'red', 'type'],
    ['own_person', 'Bo', 'format'],
    ['own_unheard', 'x', 'unknown'],
  ]
  for (const [key, value, code] of table) {
    const { status, body } = await ada.fetch('POST', '/products', { name: 'Never', custom: { [key]: value } })
    expect([key, value, status, body]).toMatchObject([key, value, 422, { fields: [{ field: `custom.${key}`, code }] }])
  }
  const nobody = { own_person: world.nordlys.id }
  expect(await ada.refused(addProduct, { body: { name: 'Never', custom: nobody } })).toMatchObject({
    code: 'unknown_reference',
    data: { field: 'custom.own_person' },
  })
  expect(sam.memberId).toBeTruthy()
})

test('no key of a value reaches past its record', async () => {
  const { ada } = world
  for (const key of ['__proto__', 'constructor', 'prototype', 'a\'b"c', "a->>'x'", 'x'.repeat(10_000), 'A', '']) {
    const { status } = await ada.fetch(
      'POST',
      '/companies',
      JSON.parse(`{"name":"Key","custom":{${JSON.stringify(key)}:"x"}}`),
    )
    expect([400, 422]).toContain(status)
    const made = await ada.fetch('POST', '/custom-fields', { record: 'companies', kind: 'text', name: 'Key', key })
    expect(made.status).toBe(422)
    expect(Reflect.get({}, 'x')).toBeUndefined()
  }
})

test('two change different own fields of one record at once, and the same one not unseen', async () => {
  const { sam, bo } = world
  await add({ record: 'companies', kind: 'text', name: 'Harbour' })
  await add({ record: 'companies', kind: 'number', name: 'Turbines' })
  const company = await sam.call(addCompany, { body: { name: 'Havvind' } })
  const edit = (custom: Record<string, string | number>) => ({
    params: company,
    version: company.version,
    body: { custom },
  })
  await sam.call(changeCompany, edit({ harbour: 'Esbjerg' }))
  const refused = await bo.refused(changeCompany, edit({ turbines: 12 }))
  expect(refused).toMatchObject({
    code: 'version_conflict',
    data: { changed: ['custom.harbour'], current: { custom: { harbour: 'Esbjerg' } } },
  })
  const merged = await bo.call(changeCompany, { ...edit({ turbines: 12 }), version: company.version + 1 })
  expect(merged).toMatchObject({ version: 3, custom: { harbour: 'Esbjerg', turbines: 12 } })
  const same = await bo.call(changeCompany, { ...edit({ turbines: 12 }), version: 3 })
  expect(same.version).toBe(3)
})

test('a change of a deal’s own field is a fact: numbers in the log, words beside it', async () => {
  const { sam, nordlys } = world
  const contract = await add({ record: 'deals', kind: 'text', name: 'Contract number' })
  const risk = await add({ record: 'deals', kind: 'number', name: 'Risk' })
  const deal = await sam.call(openDeal, {
    body: { name: 'Blades', companyId: nordlys.id, custom: { contract_number: 'K-1' } },
  })
  expect(deal.custom).toEqual({ contract_number: 'K-1' })
  const changed = await sam.call(changeDeal, {
    params: deal,
    version: deal.version,
    body: { custom: { contract_number: 'K-2', risk: 0.5 } },
  })
  expect(changed.custom).toEqual({ contract_number: 'K-2', risk: 0.5 })
  const facts = (await sam.call(listFacts, { params: deal, query: {} })).items.filter(
    ({ type }) => type === 'deal.custom_changed',
  )
  expect(facts.map(({ data, words }) => ({ data, words }))).toEqual(
    expect.arrayContaining([
      { data: { fieldId: contract.id }, words: 'K-1' },
      { data: { fieldId: risk.id, from: null, to: 0.5 }, words: null },
    ]),
  )
  const { items } = await sam.call(listDeals, { query: { filter: filter('custom.risk', 'greater', 0.4) } })
  expect(items).toMatchObject([{ id: deal.id, custom: { risk: 0.5 } }])
  expect(await world.disagreements()).toEqual([])
})

function filter(field: string, op: string, value: unknown): string {
  return JSON.stringify({ and: [{ field, op, value }] })
}
