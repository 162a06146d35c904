import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addCompany,
  addHousehold,
  addPerson,
  changeCompany,
  changeHousehold,
  changePerson,
  listCompanies,
  listHouseholds,
  listPeople,
  showCompany,
  showHousehold,
  showPerson,
} from '../../src/contract/people.ts'
import { addSource, listSources } from '../../src/contract/sources.ts'
import { type App, type Person, startApp } from '../kit/app.ts'

let rondo: App
let ada: Person

beforeAll(async () => {
  rondo = await startApp()
  ada = rondo.owner
})
afterAll(() => rondo.stop())

test('a company keeps its parent, owner and source, and shows their names', async () => {
  const sam = await rondo.member('seller', 'Sam Öberg')
  const source = await ada.call(addSource, { body: { name: 'Trade fair', kind: 'event' } })
  const parent = await ada.call(addCompany, { body: { name: 'Nordwind Holding' } })
  const company = await ada.call(addCompany, {
    body: {
      name: 'Nordwind AB',
      domain: 'Nordwind.EXAMPLE',
      parentId: parent.id,
      ownerId: sam.memberId,
      sourceId: source.id,
      revenueMinor: 12_000_00,
    },
  })
  expect(company).toMatchObject({
    domain: 'nordwind.example',
    parentName: 'Nordwind Holding',
    ownerName: 'Sam Öberg',
    revenueCurrency: 'EUR',
    version: 1,
  })
  expect(await ada.call(showCompany, { params: { id: company.id } })).toEqual(company)
})

test('names are found by a piece, whatever the case and the marks', async () => {
  await ada.call(addCompany, { body: { name: 'Ångström & Søn', domain: 'soen.example' } })
  await ada.call(addPerson, { body: { name: 'İpek Yılmaz', email: 'Ipek@Atlas.example' } })
  await ada.call(addHousehold, { body: { name: 'Familjen Ek', street: 'Kungsgatan 12' } })
  const companies = async (q: string) => (await ada.call(listCompanies, { query: { q } })).items.map(({ name }) => name)
  const people = async (q: string) => (await ada.call(listPeople, { query: { q } })).items.map(({ name }) => name)
  expect(await companies('ANGSTROM')).toEqual(['Ångström & Søn'])
  expect(await companies('son')).toEqual(['Ångström & Søn'])
  expect(await companies('soen.ex')).toEqual(['Ångström & Søn'])
  expect(await companies('%')).toEqual([])
  expect(await people('yilmaz')).toEqual(['İpek Yılmaz'])
  expect(await people('ipek@atlas')).toEqual(['İpek Yılmaz'])
  const { items } = await ada.call(listHouseholds, { query: { q: 'kungsgatan' } })
  expect(items.map(({ name }) => name)).toEqual(['Familjen Ek'])
})

test('a list goes on where the page before ended, and ends', async () => {
  const other = await rondo.anotherWorkspace()
  for (const name of ['One', 'Two', 'Three']) await other.call(addPerson, { body: { name } })
  const first = await other.call(listPeople, { query: { limit: 2 } })
  expect(first.items.map(({ name }) => name)).toEqual(['Three', 'Two'])
  const second = await other.call(listPeople, { query: { limit: 2, after: first.next ?? '' } })
  expect(second.items.map(({ name }) => name)).toEqual(['One'])
  expect(second.next).toBeNull()
})

test('people of one company are listed by it', async () => {
  const company = await ada.call(addCompany, { body: { name: 'Atlas' } })
  const person = await ada.call(addPerson, { body: { name: 'Noa Levi', companyId: company.id } })
  await ada.call(addPerson, { body: { name: 'Somebody else' } })
  const { items } = await ada.call(listPeople, { query: { company: company.id } })
  expect(items).toEqual([person])
  expect(person.companyName).toBe('Atlas')
})

test('sources are listed by name, page by page', async () => {
  const other = await rondo.anotherWorkspace()
  for (const name of ['web form', 'Advert', 'Événement']) {
    await other.call(addSource, { body: { name, kind: 'other', observedFrom: '2026-01-01' } })
  }
  const first = await other.call(listSources, { query: { limit: 2 } })
  const second = await other.call(listSources, { query: { limit: 2, after: first.next ?? '' } })
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['Advert', 'web form', 'Événement'])
  expect(first.items[0]?.observedFrom).toBe('2026-01-01')
})

test('an edit counts a version, and one made on an older version is told what has changed', async () => {
  const before = await ada.call(addPerson, { body: { name: 'Mia Holm', title: 'Buyer' } })
  const params = { id: before.id }
  const after = await ada.call(changePerson, { params, version: 1, body: { title: 'Head of purchasing' } })
  expect(after).toMatchObject({ version: 2, title: 'Head of purchasing', name: 'Mia Holm' })
  const same = await ada.call(changePerson, { params, version: 2, body: { title: 'Head of purchasing' } })
  expect(same.version).toBe(2)
  const refused = await ada.refused(changePerson, { params, version: 1, body: { phone: '+46 8 123' } })
  expect(refused).toMatchObject({ status: 412, data: { changed: ['title'], current: { version: 2 } } })
})

test('a field is emptied by null and left alone when it is not named', async () => {
  const home = await ada.call(addHousehold, { body: { name: 'Family Berg', city: 'Lund', phone: '046 1' } })
  const next = await ada.call(changeHousehold, { params: { id: home.id }, version: 1, body: { phone: null } })
  expect(next).toMatchObject({ city: 'Lund', phone: null })
})

describe('what is refused', () => {
  const nowhere = '01890000-0000-7000-8000-000000000000'

  test('an id of another workspace is as unknown as a random one', async () => {
    const stranger = await rondo.anotherWorkspace()
    const theirs = await stranger.call(addCompany, { body: { name: 'Theirs' } })
    const theirSource = await stranger.call(addSource, { body: { name: 'Their list', kind: 'bought_list' } })
    for (const [field, id] of [
      ['parentId', theirs.id],
      ['parentId', nowhere],
      ['sourceId', theirSource.id],
      ['ownerId', nowhere],
    ] as const) {
      const refused = await ada.refused(addCompany, { body: { name: 'Ours', [field]: id } })
      expect(refused).toMatchObject({ status: 422, code: 'unknown_reference', data: { field } })
    }
    const refused = await ada.refused(addPerson, { body: { name: 'Eva', companyId: theirs.id } })
    expect(refused).toMatchObject({ status: 422, data: { field: 'companyId' } })
    const missing = await ada.refused(showCompany, { params: { id: nowhere } })
    const foreign = await ada.refused(showCompany, { params: { id: theirs.id } })
    expect(foreign).toMatchObject({ status: 404, code: 'not_found', data: missing.data })
  })

  test('an external id belongs to one row of its kind', async () => {
    const taken = { name: 'First', externalId: 'crm-1' }
    const company = await ada.call(addCompany, { body: taken })
    const person = await ada.call(addPerson, { body: taken })
    const home = await ada.call(addHousehold, { body: taken })
    const again = { body: { ...taken, name: 'Second' } }
    expect(await ada.refused(addCompany, again)).toMatchObject({ status: 409, data: { id: company.id } })
    expect(await ada.refused(addPerson, again)).toMatchObject({ status: 409, data: { id: person.id } })
    expect(await ada.refused(addHousehold, again)).toMatchObject({ status: 409, data: { id: home.id } })
    const second = await ada.call(addCompany, { body: { name: 'Second' } })
    const edit = { params: { id: second.id }, version: 1, body: { externalId: 'crm-1' } }
    expect(await ada.refused(changeCompany, edit)).toMatchObject({ code: 'name_taken', data: { id: company.id } })
  })

  test('a source has a name of its own, whatever the case', async () => {
    const source = await ada.call(addSource, { body: { name: 'Cold calls', kind: 'phone_book' } })
    const refused = await ada.refused(addSource, { body: { name: 'COLD CALLS', kind: 'phone_book' } })
    expect(refused).toMatchObject({ status: 409, code: 'name_taken', data: { kind: 'source', id: source.id } })
  })

  test('a company does not belong to itself, not even over another', async () => {
    const top = await ada.call(addCompany, { body: { name: 'Top' } })
    const below = await ada.call(addCompany, { body: { name: 'Below', parentId: top.id } })
    for (const parentId of [top.id, below.id]) {
      const refused = await ada.refused(changeCompany, { params: { id: top.id }, version: 1, body: { parentId } })
      expect(refused).toMatchObject({ code: 'unknown_reference', data: { field: 'parentId' } })
    }
  })

  test('money of an unknown currency, an edit without a version, a broken cursor, a reader who writes', async () => {
    const { id } = await ada.call(addCompany, { body: { name: 'Delta' } })
    const money = await ada.refused(addCompany, { body: { name: 'X', revenueMinor: 1, revenueCurrency: 'XQQ' } })
    expect(money).toMatchObject({ status: 422, code: 'unknown_currency' })
    expect((await ada.fetch('PATCH', `/companies/${id}`, { name: 'Y' })).status).toBe(428)
    const cursor = await ada.refused(listCompanies, { query: { after: 'x' } })
    expect(cursor).toMatchObject({ status: 400, data: { part: 'cursor' } })
    const reader = await rondo.member('read-only', 'Rea')
    expect(await reader.refused(addPerson, { body: { name: 'Z' } })).toMatchObject({ status: 403 })
    expect(await reader.refused(showPerson, { params: { id } })).toMatchObject({ status: 404 })
    expect(await reader.refused(showHousehold, { params: { id } })).toMatchObject({ status: 404 })
  })
})
