import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal, changeDeal } from '../../src/contract/deals.ts'
import { winDeal } from '../../src/contract/moves.ts'
import { writeNote } from '../../src/contract/notes.ts'
import { addCompany, addHousehold, addPerson } from '../../src/contract/people.ts'
import { addProduct } from '../../src/contract/products.ts'
import type { RichText } from '../../src/contract/rich-text.ts'
import { listRecents, noteRecent, type RecordKind, search } from '../../src/contract/search.ts'
import { type App, type Person, startApp } from '../kit/app.ts'

let rondo: App
let ada: Person
const ids: Record<string, string> = {}

beforeAll(async () => {
  rondo = await startApp()
  ada = rondo.owner
  const company = async (name: string, more: object = {}) => {
    ids[name] = (await ada.call(addCompany, { body: { name, ...more } })).id
  }
  await company('Volvo Lastvagnar', { domain: 'volvo.example', city: 'Göteborg' })
  await company('Åkerström & Søn')
  await company('Çelik Işıklandırma A.Ş.')
  await company('בֵּן־גּוּרְיוֹן יועצים')
  await company('บริษัท ศรีสวัสดิ์พาณิชย์ จำกัด')
  await company('Andersson Bygg')
  const person = async (name: string, more: object = {}) => {
    ids[name] = (await ada.call(addPerson, { body: { name, ...more } })).id
  }
  await person('Anna Lind', { email: 'anna.lind@mail.example', companyId: ids['Volvo Lastvagnar'] })
  await person('Lindvall, Per-Erik', { title: 'CFO' })
  ids.berg = (await ada.call(addHousehold, { body: { name: 'Berg', street: 'Ångvägen 4', city: 'Lund' } })).id
  const deal = async (name: string, more: object = {}) => {
    ids[name] = (await ada.call(openDeal, { body: { name, ...more } })).id
  }
  await deal('Trucks for Malmö', { companyId: ids['Volvo Lastvagnar'] })
  await deal('ระบบคลังสินค้า')
  ids.licence = (await ada.call(addProduct, { body: { name: 'Licence', code: 'LIC-12' } })).id
})
afterAll(() => rondo.stop())

async function find(q: string, who: Person = ada) {
  return (await who.call(search, { query: { q } })).items
}

test.each([
  ['case and accents', 'akerstrom', 'Åkerström & Søn'],
  ['the other way round', 'SÖN åker', 'Åkerström & Søn'],
  ['Turkish letters', 'isik celik', 'Çelik Işıklandırma A.Ş.'],
  ['Turkish capitals', 'IŞIK', 'Çelik Işıklandırma A.Ş.'],
  ['Hebrew without its points', 'בן גוריון', 'בֵּן־גּוּרְיוֹן יועצים'],
  ['Hebrew with its points', 'גּוּר', 'בֵּן־גּוּרְיוֹן יועצים'],
  ['a piece of a Thai name', 'สวัสดิ์', 'บริษัท ศรีสวัสดิ์พาณิชย์ จำกัด'],
  ['a piece of a Thai deal', 'คลัง', 'ระบบคลังสินค้า'],
  ['words in any order', 'bygg anders', 'Andersson Bygg'],
  ['one letter', 'v', 'Volvo Lastvagnar'],
  ['two letters at the beginning of a word', 'li', 'Licence'],
  ['a part of a double name', 'erik', 'Lindvall, Per-Erik'],
  ['a domain', 'volvo.ex', 'Volvo Lastvagnar'],
  ['an e-mail address', 'lind@mail', 'Anna Lind'],
  ['a person by words of name and company', 'anna volvo', 'Anna Lind'],
  ['a household by its street', 'ångvä', 'Berg'],
  ['a product by its code', 'lic-1', 'Licence'],
  ['a deal by a word of its name', 'malmo', 'Trucks for Malmö'],
])('finds by %s', async (_, typed, name) => {
  expect((await find(typed)).map((found) => found.name)).toContain(name)
})

test('a deal comes with its customer, with where it stands, and is found by the customer', async () => {
  const deal = (await find('volvo')).find(({ kind }) => kind === 'deal')
  expect(deal).toMatchObject({ name: 'Trucks for Malmö', beside: 'Volvo Lastvagnar', stage: { outcome: 'open' } })
  expect(deal?.match).toEqual({ field: 'customer', text: 'Volvo Lastvagnar', pieces: [[0, 5]] })
})

test('says which piece of which field was meant', async () => {
  const [found] = await find('lind@mail')
  expect(found?.match).toEqual({ field: 'email', text: 'anna.lind@mail.example', pieces: [[5, 14]] })
})

test.each([
  ['as dialled here', '070-123 45'],
  ['with the country', '+46 70 123'],
  ['with the country, as dialled from abroad', '0046701234567'],
  ['without signs', '0701234567'],
])('a phone number is found %s', async (_, typed) => {
  await ada.call(addPerson, { body: { name: 'Called Back', phones: [{ kind: 'mobile', number: '070-123 45 67' }] } })
  const [found] = await find(typed)
  expect(found).toMatchObject({ name: 'Called Back', match: { field: 'phone' } })
})

test('the exact name first, then beginnings, beginnings of words, pieces; what is over below what is open', async () => {
  for (const name of ['Nyquist', 'Quist', 'Anton Quist', 'Quistgaard']) await ada.call(addPerson, { body: { name } })
  expect((await find('quist')).map(({ name }) => name)).toEqual(['Quist', 'Quistgaard', 'Anton Quist', 'Nyquist'])
  const older = await ada.call(openDeal, { body: { name: 'Ferry 2024' } })
  await ada.call(openDeal, { body: { name: 'Ferry 2025' } })
  await ada.call(winDeal, { params: { id: older.id }, body: {} })
  expect((await find('ferry')).map(({ name }) => name)).toEqual(['Ferry 2025', 'Ferry 2024'])
})

test('a record is found by what stands in its notes, and shows the place', async () => {
  const content: RichText = {
    type: 'doc',
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: 'Asked whether the forklift may stand outdoors.' }] },
    ],
  }
  await ada.call(writeNote, { body: { companyId: ids['Andersson Bygg'] ?? '', content } })
  const [found] = await find('forklift outdoors')
  expect(found).toMatchObject({ kind: 'company', name: 'Andersson Bygg', match: { field: 'note' } })
  expect(found?.match?.pieces.map(([from, to]) => found.match?.text.slice(from, to))).toEqual(['forklift', 'outdoors'])
})

test('a further number and a further address lead to their person', async () => {
  const phones = ['040-111 222', '0709-99 88 77'].map((number) => ({ kind: 'work' as const, number }))
  const emails = ['first@many.example', 'second@many.example'].map((address) => ({ kind: 'work' as const, address }))
  await ada.call(addPerson, { body: { name: 'Reached Twice', phones, emails } })
  expect((await find('0709998877'))[0]).toMatchObject({ name: 'Reached Twice', match: { field: 'phone' } })
  expect((await find('second@many'))[0]).toMatchObject({ name: 'Reached Twice', match: { field: 'email' } })
})

test('a renamed deal is found by its new name alone', async () => {
  const deal = await ada.call(openDeal, { body: { name: 'Zeppelin' } })
  await ada.call(changeDeal, { params: { id: deal.id }, version: deal.version, body: { name: 'Balloon' } })
  expect(await find('zeppelin')).toEqual([])
  expect((await find('balloon')).map(({ id }) => id)).toEqual([deal.id])
})

test('small mistakes are forgiven when nothing is spelt like that', async () => {
  const answer = await ada.call(search, { query: { q: 'andreson' } })
  expect(answer.approximate).toBe(true)
  expect(answer.items[0]?.name).toBe('Andersson Bygg')
  expect((await ada.call(search, { query: { q: 'xyzzyx' } })).items).toEqual([])
})

test('only the kinds that are asked for, and no more than the limit', async () => {
  const found = await ada.call(search, { query: { q: 'volvo', kinds: 'deal,person' } })
  expect(new Set(found.items.map(({ kind }) => kind))).toEqual(new Set(['deal']))
  expect((await ada.call(search, { query: { q: 'a', limit: 2 } })).items).toHaveLength(2)
})

test('what a member may not see is not found, noted or shown', async () => {
  const sam = await rondo.member('seller', 'Sam')
  const kim = await rondo.member('seller', 'Kim')
  await rondo.pools.db.updateTable('members').set({ sees: 'own' }).where('id', '=', sam.memberId).execute()
  await rondo.pools.db
    .updateTable('api_keys')
    .set({ member_id: sam.memberId })
    .where('name', '=', 'Sam')
    .where('workspace_id', '=', sam.workspaceId)
    .execute()
  const body = { name: 'Secretive Ltd', ownerId: kim.memberId }
  const { id } = await ada.call(addCompany, { body })
  await ada.call(openDeal, { body: { name: 'Secretive deal', ownerId: kim.memberId } })
  expect(await find('secretive')).toHaveLength(2)
  expect(await find('secretive', sam)).toEqual([])
  await sam.call(noteRecent, { body: { kind: 'company', id } })
  expect((await sam.call(listRecents, {})).items).toEqual([])
})

test('what was opened last comes first, on every device, before anything is typed and in searches', async () => {
  const kim = await rondo.member('seller', 'Kim')
  const open = (kind: RecordKind, name: string) => kim.call(noteRecent, { body: { kind, id: ids[name] ?? '' } })
  await open('person', 'Anna Lind')
  await open('deal', 'Trucks for Malmö')
  await open('company', 'Andersson Bygg')
  await open('person', 'Anna Lind')
  const recents = await kim.call(listRecents, {})
  expect(recents.items.map(({ name }) => name)).toEqual(['Anna Lind', 'Andersson Bygg', 'Trucks for Malmö'])
  expect((await ada.call(listRecents, {})).items).toEqual([])
  // A piece that was opened stands above a beginning that was not.
  expect((await find('lind', kim))[0]).toMatchObject({ name: 'Anna Lind', recent: true })
  expect((await find('lind'))[0]).toMatchObject({ name: 'Lindvall, Per-Erik', recent: false })
})

test('signs of patterns and of word lists mean themselves', async () => {
  for (const typed of ['%', '_', "'", '\\', "a' & !b:*", '-', '()', '50%']) {
    expect((await ada.fetch('GET', `/search?q=${encodeURIComponent(typed)}`)).status).toBe(200)
  }
  expect(await find('%')).toEqual([])
})
