import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDeal } from '../../src/contract/deals.ts'
import { setStakeholder } from '../../src/contract/deals.ts'
import { winDeal } from '../../src/contract/moves.ts'
import * as people from '../../src/contract/people.ts'
import * as positions from '../../src/contract/positions.ts'
import * as duplicates from '../../src/contract/duplicates.ts'
import * as records from '../../src/contract/records.ts'
import * as sources from '../../src/contract/sources.ts'
import * as tags from '../../src/contract/tags.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { dayAgo } from '../kit/world.ts'

let rondo: App
let ada: Person

beforeAll(async () => {
  rondo = await startApp()
  ada = rondo.owner
})
afterAll(() => rondo.stop())

describe('how somebody is reached', () => {
  test('numbers are read by the country of the address, and kept as typed', async () => {
    const company = await ada.call(people.addCompany, {
      body: { name: 'Vind A/S', country: 'Danmark', phone: '86 12 34 56' },
    })
    expect(company.phones).toEqual([
      { kind: 'work', number: '86 12 34 56', e164: '+4586123456', shown: '+45 86 12 34 56' },
    ])
    const more = await ada.call(people.changeCompany, {
      params: { id: company.id },
      version: company.version,
      body: {
        phones: [
          { kind: 'mobile', number: '+46 70 123 45 67' },
          { kind: 'work', number: '86 12 34 56' },
          { kind: 'other', number: 'ask at the desk' },
        ],
      },
    })
    expect(more.phone).toBe('+46 70 123 45 67')
    expect(more.phones.map(({ e164 }) => e164)).toEqual(['+46701234567', '+4586123456', null])
    const first = await ada.call(people.changeCompany, {
      params: { id: company.id },
      version: more.version,
      body: { phone: null },
    })
    expect(first.phone).toBe('86 12 34 56')
    expect(first.phones).toHaveLength(2)
  })

  test('a person has addresses of several kinds, the first is the one that lists show', async () => {
    const eva = await ada.call(people.addPerson, { body: { name: 'Eva Ek', city: 'Lund', email: 'Eva@Ek.example' } })
    expect(eva).toMatchObject({ addresses: [{ kind: 'home', city: 'Lund' }], email: 'eva@ek.example' })
    const moved = await ada.call(people.changePerson, {
      params: { id: eva.id },
      version: eva.version,
      body: {
        addresses: [
          { kind: 'billing', street: 'Box 4', city: 'Malmö' },
          { kind: 'home', city: 'Lund' },
        ],
        emails: [
          { kind: 'work', address: 'eva@work.example' },
          { kind: 'private', address: 'eva@ek.example' },
        ],
      },
    })
    expect(moved).toMatchObject({ street: 'Box 4', city: 'Malmö', email: 'eva@work.example' })
    expect(await ada.call(people.showPerson, { params: { id: eva.id } })).toEqual(moved)
    const same = await ada.call(people.changePerson, {
      params: { id: eva.id },
      version: moved.version,
      body: { emails: moved.emails },
    })
    expect(same.version).toBe(moved.version)
  })

  test('the list and its first entry cannot be said in one breath', async () => {
    const body = { name: 'Both', phone: '1', phones: [] }
    expect(await ada.refused(people.addHousehold, { body })).toMatchObject({
      code: 'invalid',
      fields: [{ field: 'phone', code: 'unknown' }],
    })
  })
})

test('whoever goes to another company has been at the one before until today', async () => {
  const [old, next] = await Promise.all(
    ['Old Mill', 'New Mill'].map((name) => ada.call(people.addCompany, { body: { name } })),
  )
  const ola = await ada.call(people.addPerson, {
    body: { name: 'Ola Berg', title: 'Buyer', companyId: old?.id ?? null, companySince: '2020-02-01' },
  })
  await ada.call(people.changePerson, {
    params: { id: ola.id },
    version: 1,
    body: { companyId: next?.id ?? null, title: 'Head of purchasing' },
  })
  const { items } = await ada.call(positions.listPositions, { params: { id: ola.id } })
  expect(items).toMatchObject([{ companyName: 'Old Mill', title: 'Buyer', since: '2020-02-01', until: dayAgo(0) }])
  const board = await ada.call(positions.addPosition, {
    params: { id: ola.id },
    body: { companyId: old?.id ?? '', title: 'Chair', since: dayAgo(10) },
  })
  const deal = await ada.call(openDeal, { body: { name: 'Mill', companyId: next?.id ?? null } })
  await ada.call(setStakeholder, { params: { id: deal.id, personId: ola.id }, body: { role: 'decides' } })
  const there = await ada.call(positions.listColleagues, { params: { id: next?.id ?? '' } })
  expect(there.items).toMatchObject([{ name: 'Ola Berg', role: 'main', committees: [{ role: 'decides' }] }])
  const before = await ada.call(positions.listColleagues, { params: { id: old?.id ?? '' } })
  expect(before.items).toMatchObject([{ name: 'Ola Berg', role: 'further', title: 'Chair' }])
  const ended = await ada.refused(positions.changePosition, {
    params: { id: board.id },
    version: 1,
    body: { until: '2019-01-01' },
  })
  expect(ended).toMatchObject({ code: 'invalid', fields: [{ field: 'until' }] })
})

test('a family of companies is shown upwards and downwards', async () => {
  const top = await ada.call(people.addCompany, { body: { name: 'Holding' } })
  const middle = await ada.call(people.addCompany, { body: { name: 'Group', parentId: top.id } })
  const low = await ada.call(people.addCompany, { body: { name: 'Plant', parentId: middle.id } })
  const family = await ada.call(positions.showFamily, { params: { id: middle.id } })
  expect(family).toEqual({ above: [{ id: top.id, name: 'Holding' }], below: [{ id: low.id, name: 'Plant' }] })
})

test('a tag is the same on every kind of record, and goes from all of them', async () => {
  const partner = await ada.call(tags.addTag, { body: { name: 'Partner' } })
  const body = { name: 'Tagged', tagIds: [partner.id] }
  const company = await ada.call(people.addCompany, { body })
  const home = await ada.call(people.addHousehold, { body })
  expect(await ada.refused(tags.addTag, { body: { name: 'PARTNER' } })).toMatchObject({ data: { id: partner.id } })
  await ada.call(tags.changeTag, { params: { id: partner.id }, version: 1, body: { name: 'Gold', colour: 'yellow' } })
  expect((await ada.call(tags.listTags, {})).items).toMatchObject([{ name: 'Gold', colour: 'yellow', version: 2 }])
  await ada.call(tags.deleteTag, { params: { id: partner.id } })
  expect((await ada.call(people.showCompany, { params: { id: company.id } })).tagIds).toEqual([])
  expect((await ada.call(people.showHousehold, { params: { id: home.id } })).tagIds).toEqual([])
  expect(await ada.refused(people.addPerson, { body })).toMatchObject({ data: { field: 'tagIds' } })
})

test('what is archived is in no list, and comes back; what deals hang on is never deleted', async () => {
  const company = await ada.call(people.addCompany, { body: { name: 'Archivist' } })
  const params = { id: company.id }
  const listed = async () => (await ada.call(people.listCompanies, { query: { q: 'archivist' } })).items.length
  await ada.call(records.archiveCompany, { params })
  expect(await listed()).toBe(0)
  expect((await ada.call(people.showCompany, { params })).archivedAt).not.toBeNull()
  await ada.call(records.restoreCompany, { params })
  expect(await listed()).toBe(1)
  await ada.call(openDeal, { body: { name: 'Holds', companyId: company.id } })
  expect(await ada.refused(records.deleteCompany, { params })).toMatchObject({ code: 'in_use', data: { kind: 'deal' } })
  const free = await ada.call(people.addPerson, { body: { name: 'Free' } })
  await ada.call(records.deletePerson, { params: { id: free.id } })
  expect(await ada.refused(people.showPerson, { params: { id: free.id } })).toMatchObject({ status: 404 })
})

test('who is added again is recognised while typing', async () => {
  await ada.call(people.addCompany, { body: { name: 'Ångbolaget', domain: 'ang.example', city: 'Umeå' } })
  await ada.call(people.addPerson, { body: { name: 'Siv Dahl', email: 'siv@ang.example', phone: '070-765 43 21' } })
  const alike = async (query: Parameters<typeof ada.call<typeof duplicates.findAlike>>[1]['query']) =>
    (await ada.call(duplicates.findAlike, { query })).items.map(({ name, reasons }) => [name, reasons[0]])
  expect(await alike({ kind: 'company', name: 'angbo' })).toEqual([['Ångbolaget', 'name_begins']])
  expect(await alike({ kind: 'company', domain: 'https://www.ang.example/about' })).toEqual([
    ['Ångbolaget', 'same_domain'],
  ])
  expect(await alike({ kind: 'person', email: 'SIV@ang.example' })).toEqual([['Siv Dahl', 'same_email']])
  expect(await alike({ kind: 'person', phone: '+46 70 765 43 21' })).toEqual([['Siv Dahl', 'same_phone']])
  expect(await alike({ kind: 'person', name: 'si' })).toEqual([])
})

test('a source says on which basis it may be used, what it cost, and what came of it', async () => {
  const mia = await rondo.member('manager', 'Mia Falk')
  const source = await mia.call(sources.addSource, {
    body: { name: 'Register', kind: 'bought_list', basis: 'licence', licence: 'No. 17' },
  })
  const entry = { sourceId: source.id, from: '2026-01-01', to: '2026-03-31', amountMinor: 120_000 }
  const cost = await mia.call(sources.addCost, { body: { ...entry, campaign: 'Spring' } })
  await mia.call(sources.addCost, { body: { ...entry, amountMinor: 5_000, currency: 'SEK' } })
  await ada.call(openDeal, { body: { name: 'From the register', sourceId: source.id } })
  for (const [amountMinor, currency] of [
    [70_000, 'EUR'],
    [9_000, 'EUR'],
    [20_000, 'SEK'],
    [null, 'EUR'],
  ] as const) {
    const { id } = await ada.call(openDeal, { body: { name: 'Won', sourceId: source.id, amountMinor, currency } })
    await ada.call(winDeal, { params: { id }, body: {} })
  }
  const { items } = await ada.call(sources.listSourceYields, {})
  expect(items.find(({ id }) => id === source.id)).toMatchObject({
    basis: 'licence',
    costs: [
      { minor: 120_000, currency: 'EUR' },
      { minor: 5_000, currency: 'SEK' },
    ],
    dealCount: 5,
    wonCount: 4,
    won: [
      { minor: 79_000, currency: 'EUR' },
      { minor: 20_000, currency: 'SEK' },
    ],
  })
  expect((await ada.call(sources.listCosts, { query: { from: '2026-04-01' } })).items).toEqual([])
  await mia.call(sources.changeCost, { params: { id: cost.id }, version: 1, body: { amountMinor: 130_000 } })
  await mia.call(sources.deleteCost, { params: { id: cost.id } })
  expect((await ada.call(sources.listCosts, { query: { source: source.id } })).items).toHaveLength(1)
  const backwards = await mia.refused(sources.addCost, { body: { ...entry, to: '2025-12-31' } })
  expect(backwards).toMatchObject({ code: 'invalid', fields: [{ field: 'to' }] })
  const sam = await rondo.member('seller', 'Sam')
  expect(await sam.refused(sources.addCost, { body: entry })).toMatchObject({ status: 403 })
})
