import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCustomField } from '../../src/contract/custom-fields.ts'
import { listDeals, listFacts } from '../../src/contract/deals.ts'
import { changeCompany, listCompanies, listPeople } from '../../src/contract/people.ts'
import { type App, startApp } from '../kit/app.ts'
import { disagreements, imported, pointedOut, upload } from './importing.ts'

let rondo: App

beforeAll(async () => {
  rondo = await startApp({ currency: 'EUR' })
  const add = (body: Parameters<typeof rondo.owner.call<typeof addCustomField>>[1]['body']) =>
    rondo.owner.call(addCustomField, { body })
  await add({
    record: 'companies',
    kind: 'choice',
    name: 'Segment',
    options: [{ name: 'Harbour' }, { name: 'Inland' }],
  })
  await add({ record: 'companies', kind: 'yes_no', name: 'Listed' })
  await add({ record: 'people', kind: 'date', name: 'Birthday' })
  await add({ record: 'deals', kind: 'money', name: 'Service fee' })
  await add({ record: 'deals', kind: 'number', name: 'Masts' })
})
afterAll(() => rondo?.stop())

test('columns named like fields of our own are read as these, and keep what others wrote', async () => {
  const file = (...rows: string[]) => [
    { name: 'companies.csv', content: ['Name,Segment,Listed', ...rows, ''].join('\n') },
  ]
  const staged = await upload(rondo.owner, file('Fjordlys,harbour,ja'))
  expect(staged.mapping.files['companies.csv']?.fields).toEqual({
    name: 'Name',
    'custom.segment': 'Segment',
    'custom.listed': 'Listed',
  })
  const done = await imported(rondo.owner, file('Fjordlys,harbour,ja', 'Kestrel,Moon,perhaps'))
  expect(done).toMatchObject({ status: 'done' })
  expect(pointedOut(done)).toMatchObject({ option_unknown: 1, yes_no_unreadable: 1 })
  const found = async () => (await rondo.owner.call(listCompanies, { query: { q: 'Fjordlys' } })).items[0]
  const company = await found()
  expect(company?.custom).toEqual({ segment: 'harbour', listed: true })
  if (!company) throw new Error('no company')
  await rondo.owner.call(changeCompany, {
    params: { id: company.id },
    body: { custom: { segment: 'inland' } },
    version: company.version,
  })
  await imported(rondo.owner, [{ name: 'companies.csv', content: 'Name,Listed\nFjordlys,no\n' }])
  expect((await found())?.custom).toEqual({ segment: 'inland', listed: false })
})

test('people and deals have theirs, and a change of a deal’s is a fact', async () => {
  await imported(rondo.owner, [
    { name: 'people.csv', content: 'Name,E-mail,Birthday\nIda Ek,ida@fjordlys.example,1980-02-03\n' },
  ])
  const { items: people } = await rondo.owner.call(listPeople, { query: { q: 'Ida' } })
  expect(people[0]?.custom).toEqual({ birthday: '1980-02-03' })
  const deals = (fee: string) => [
    { name: 'deals.csv', content: `Id,Deal,Stage,Service fee,Masts\nf1,Quay,New,${fee},12\n` },
  ]
  await imported(rondo.owner, deals('1 200 €'))
  await imported(rondo.owner, deals('1 500 €'))
  const { items } = await rondo.owner.call(listDeals, { query: { externalId: 'f1' } })
  expect(items[0]?.custom).toEqual({ service_fee: { minor: 150_000, currency: 'EUR' }, masts: 12 })
  const facts = await rondo.owner.call(listFacts, { params: { id: items[0]?.id ?? '' } })
  expect(facts.items.map(({ type }) => type)).toEqual(['deal.custom_changed', 'deal.opened'])
  expect(await disagreements(rondo)).toEqual([])
})
