import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCustomField, listCustomFields } from '../../src/contract/custom-fields.ts'
import { listDeals, listFacts } from '../../src/contract/deals.ts'
import type { NewField } from '../../src/contract/import-new-fields.ts'
import { undoImport } from '../../src/contract/import-undo.ts'
import { type ImportResult, runImport } from '../../src/contract/imports.ts'
import { changeCompany, listCompanies, listPeople } from '../../src/contract/people.ts'
import { type App, startApp } from '../kit/app.ts'
import { disagreementsIn } from '../kit/disagreements.ts'
import { finished, imported, pointedOut, upload } from './importing.ts'

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

test('“None” is an answer where it is one of several, and nothing elsewhere', async () => {
  const files = [
    {
      name: 'companies.csv',
      content: [
        'Name,Plan,Add-on,Remark,Grade',
        'Havn A,Basic,Radar,None,--None--',
        'Havn B,Pro,None,Old friends,Gold',
        'Havn C,none,Radar,none,Silver',
        'Havn D,Basic,,Met at a fair,N/A',
        'Havn E,Pro,none,A long way off,Gold',
        'Havn F,None,Radar,n/a,Silver',
        'Havn G,,Radar,Asked twice,Gold',
        '',
      ].join('\n'),
    },
  ]
  const staged = await upload(rondo.owner, files)
  const proposals = staged.files[0]?.proposals ?? {}
  expect(Object.entries(proposals).map(([name, { kind, options }]) => [name, kind, options.toSorted()])).toEqual(
    expect.arrayContaining([
      ['Plan', 'choice', ['Basic', 'Pro', 'none']],
      ['Grade', 'choice', ['Gold', 'Silver']],
      ['Add-on', 'choice', ['Radar']],
    ]),
  )
  const file = staged.mapping.files['companies.csv']
  if (!file) throw new Error('no mapping')
  const asField = (name: string) => ({ kind: 'choice', options: proposals[name]?.options ?? [] }) satisfies NewField
  const newFields = { Plan: asField('Plan'), 'Add-on': asField('Add-on'), Remark: { kind: 'text' } satisfies NewField }
  const mapping = { ...staged.mapping, files: { 'companies.csv': { ...file, newFields } } }
  await rondo.owner.call(runImport, { params: { id: staged.importId }, body: { mapping, dryRun: true } })
  const { samples } = await finished(rondo.owner, staged.importId)
  expect(samples.map(({ fields }) => fields.filter(({ field }) => field.startsWith('new.')))).toEqual([
    [
      { field: 'new.Plan', value: 'Basic' },
      { field: 'new.Add-on', value: 'Radar' },
    ],
    [
      { field: 'new.Plan', value: 'Pro' },
      { field: 'new.Remark', value: 'Old friends' },
    ],
    [
      { field: 'new.Plan', value: 'none' },
      { field: 'new.Add-on', value: 'Radar' },
    ],
  ])
  const { importId } = await rondo.owner.call(runImport, {
    params: { id: staged.importId },
    body: { mapping, dryRun: false },
  })
  expect(pointedOut(await finished(rondo.owner, importId))).not.toHaveProperty('option_unknown')
  const { items } = await rondo.owner.call(listCompanies, { query: { q: 'Havn' } })
  const { items: fields } = await rondo.owner.call(listCustomFields, { query: { record: 'companies' } })
  const nameOf = (key: string, value: unknown) =>
    fields.find((field) => field.key === key)?.options.find((option) => option.key === value)?.name ?? value
  const told = items.map(({ name, custom }) => [name, nameOf('plan', custom['plan']), custom['remark']])
  expect(told.toSorted()).toEqual([
    ['Havn A', 'Basic', undefined],
    ['Havn B', 'Pro', 'Old friends'],
    ['Havn C', 'none', undefined],
    ['Havn D', 'Basic', 'Met at a fair'],
    ['Havn E', 'Pro', 'A long way off'],
    ['Havn F', 'none', undefined],
    ['Havn G', undefined, 'Asked twice'],
  ])
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
  expect(await disagreementsIn(rondo)).toEqual([])
})

const harbours = [
  'Name,Berths,Deep water,Cargo,Rent,Opened,Harbour page,Told,Empty',
  'Skagen,"1.250,5",yes,grain; fish,€ 900,31.12.1998,https://skagen.example,"said to be\nthe oldest",',
  'Grenaa,12,no,fish,€ 1.200,01.02.2004,https://grenaa.example,,',
  'Hanstholm,7,no,fish,€ 1.000,,https://hanstholm.example,,',
  'Esbjerg,40,yes,grain,,15.06.1968,,,Select',
].join('\n')
const file = [{ name: 'harbours.csv', content: harbours }]

/** The mapping with every column that is not taken as a field, as proposed. */
function withAll({ mapping, files }: ImportResult, more: Record<string, NewField> = {}) {
  const [seen] = files
  const read = mapping.files[seen?.name ?? '']
  if (!seen || !read) throw new Error('the file was not read')
  const taken = new Set(Object.values(read.fields))
  const proposed = Object.entries(seen.proposals ?? {}).flatMap(([header, { kind, options }]) => {
    const isChoice = kind === 'choice' || kind === 'multi_choice'
    return taken.has(header) ? [] : [[header, { kind, ...(isChoice ? { options } : {}) }] as const]
  })
  const newFields = { ...Object.fromEntries(proposed), ...more }
  return { ...mapping, files: { [seen.name]: { ...read, kind: 'companies' as const, newFields } } }
}

const fieldsNow = async () => (await rondo.owner.call(listCustomFields, { query: { record: 'companies' } })).items

test('unknown columns become fields of what stands in them, as the import starts and not before', async () => {
  const staged = await upload(rondo.owner, file)
  const proposed = Object.entries(staged.files[0]?.proposals ?? {}).map(([header, { kind }]) => [header, kind])
  expect(Object.fromEntries(proposed)).toEqual({
    Name: 'text',
    Berths: 'number',
    'Deep water': 'yes_no',
    Cargo: 'multi_choice',
    Rent: 'money',
    Opened: 'date',
    'Harbour page': 'link',
    Told: 'long_text',
  })
  const before = await fieldsNow()
  const mapping = withAll(staged, { Told: { kind: 'text', name: 'Told by the harbour master' } })
  const at = { id: staged.importId }
  await rondo.owner.call(runImport, { params: at, body: { mapping, dryRun: true } })
  const tried = await finished(rondo.owner, staged.importId)
  expect(tried.samples[0]?.fields).toContainEqual({ field: 'new.Deep water', value: 'yes' })
  expect([await fieldsNow(), tried.madeFields, pointedOut(tried)]).toEqual([before, [], {}])
  const begun = await rondo.owner.call(runImport, { params: at, body: { mapping } })
  const names = ['Berths', 'Deep water', 'Cargo', 'Rent', 'Opened', 'Told by the harbour master']
  expect([begun.madeFields, (await fieldsNow()).slice(before.length).map(({ name }) => name)]).toEqual([names, names])
  await finished(rondo.owner, staged.importId)
  const { items } = await rondo.owner.call(listCompanies, { query: { q: 'Skagen' } })
  expect(items[0]?.custom).toEqual({
    berths: 1250.5,
    deep_water: true,
    cargo: ['fish', 'grain'],
    rent: { minor: 90_000, currency: 'EUR' },
    opened: '1998-12-31',
    told_by_the_harbour_master: 'said to be the oldest',
  })
})

test('the same file again finds the fields by its columns, also when the import was undone; the same mapping, too', async () => {
  const before = await fieldsNow()
  const again = await upload(rondo.owner, file)
  expect(Object.keys(again.mapping.files['harbours.csv']?.fields ?? {})).toContain('custom.deep_water')
  const mapping = withAll(again, { Berths: { kind: 'number' } })
  const read = mapping.files['harbours.csv']
  const { 'custom.berths': _, ...fields } = read?.fields ?? {}
  const told = { ...mapping, files: { 'harbours.csv': { ...read, fields } } } as typeof mapping // Less one key.
  const begun = await rondo.owner.call(runImport, { params: { id: again.importId }, body: { mapping: told } })
  expect([begun.madeFields, begun.mapping.files['harbours.csv']?.fields['custom.berths']]).toEqual([['Told'], 'Berths'])
  await finished(rondo.owner, again.importId)
  await rondo.owner.call(undoImport, { params: { id: again.importId } })
  expect((await fieldsNow()).map(({ name }) => name)).toEqual([...before.map(({ name }) => name), 'Told'])
})

test('nothing is made where the import does not start', async () => {
  const before = await fieldsNow()
  const refused = async (more: Record<string, NewField>, person = rondo.owner) => {
    const staged = await upload(person, [{ name: 'quays.csv', content: 'Name,Depth,Cranes\nNorth,12,4\nSouth,9,2\n' }])
    return person.refused(runImport, { params: { id: staged.importId }, body: { mapping: withAll(staged, more) } })
  }
  expect(await refused({ Cranes: { kind: 'text', name: 'Berths' } })).toMatchObject({ code: 'name_taken' })
  expect(await refused({ Length: { kind: 'number' } })).toMatchObject({ code: 'import_mapping_invalid' })
  expect(await refused({ Cranes: { kind: 'text', options: ['4'] } })).toMatchObject({ code: 'import_mapping_invalid' })
  expect(await refused({ Cranes: { kind: 'number', name: 'depth' } })).toMatchObject({ code: 'import_mapping_invalid' })
  const brought = await rondo.member('manager', 'Mia')
  expect(await refused({}, brought)).toMatchObject({ code: 'forbidden' })
  expect(await fieldsNow()).toEqual(before)
})
