import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as lists from '../../src/contract/lists.ts'
import { addCompany, addPerson, listCompanies, listPeople } from '../../src/contract/people.ts'
import * as calls from '../../src/contract/prospects.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { signedIn } from './sellers.ts'

type Member = Person & { readonly memberId: string }

let rondo: App
let ada: Person
let mia: Member
let sam: Member
let bo: Member
beforeAll(async () => {
  rondo = await startApp()
  ada = rondo.owner
  mia = await signedIn(rondo, 'Mia Falk', 'manager')
  sam = await signedIn(rondo, 'Sam Berg')
  bo = await signedIn(rondo, 'Bo Lund')
})
afterAll(() => rondo.stop())

let names = 0
const newList = (more: object = {}) => {
  names += 1
  return ada.call(lists.addList, { body: { name: `List ${names}`, ...more } })
}
const waiting = async (who: Person, list: { id: string }) =>
  (await who.call(calls.listProspects, { query: { list: list.id, show: 'waiting', limit: 200 } })).items
const paste = (who: Person, list: { id: string }, text: string) =>
  who.call(lists.pasteToList, { params: { id: list.id }, body: { text } })
const known = async (q: string) => (await ada.call(listPeople, { query: { q } })).items.length

describe('a table is pasted', () => {
  const table = [
    'Name\tCompany\tE-mail\tPhone',
    'Pia Dahl\tVindkraft Nord\tpia@vindkraft.example\t+46 70 1',
    'Per Ek\tVindkraft Nord\tper@vindkraft.example\t',
    'Pia Dahl\tVindkraft Nord\tPIA@vindkraft.example\t',
    '\t\t\t+46 70 2',
  ].join('\n')

  test('the preview says who is new and writes nothing', async () => {
    const preview = await ada.call(lists.previewPaste, { body: { text: table } })
    expect(preview.columns.map(({ field }) => field)).toEqual(['name', 'company', 'email', 'phone'])
    expect(preview.counts).toEqual({ rows: 4, new: 2, known: 0, listed: 0, rejected: 2 })
    expect(preview.rows.map(({ row, fate }) => [row, fate])).toEqual([
      [2, 'new'],
      [3, 'new'],
      [4, 'twice'],
      [5, 'nameless'],
    ])
    expect(await known('Pia Dahl')).toBe(0)
  })

  test('twice: nobody is doubled, in the base nor on the list', async () => {
    const list = await newList({ createdFrom: 'paste' })
    const first = await paste(ada, list, table)
    expect(first.counts).toMatchObject({ new: 2, rejected: 2 })
    expect(first.rejected.map(({ row, fate }) => [row, fate])).toEqual([
      [4, 'twice'],
      [5, 'nameless'],
    ])
    expect((await paste(ada, list, table)).counts).toMatchObject({ new: 0, known: 0, listed: 2 })
    expect(await waiting(sam, list)).toHaveLength(2)
    expect(await known('Pia Dahl')).toBe(1)
    expect((await ada.call(listCompanies, { query: { q: 'Vindkraft' } })).items).toHaveLength(1)
    const other = await newList()
    expect((await paste(ada, other, table)).counts).toMatchObject({ new: 0, known: 2, listed: 0 })
    expect(await waiting(sam, other)).toMatchObject([{ company: { name: 'Vindkraft Nord' } }, {}])
  })

  test('by two at the same moment: nobody is doubled', async () => {
    const list = await newList()
    const text = 'Name\tE-mail\nMet Once\tonce@example.com'
    await Promise.all([paste(sam, list, text), paste(bo, list, text)])
    expect(await known('Met Once')).toBe(1)
    expect(await waiting(sam, list)).toHaveLength(1)
  })

  test('whoever is known is put on the list as they are: by address, by name and company, by domain', async () => {
    const company = await ada.call(addCompany, { body: { name: 'Østersø Energi', domain: 'ostersoe.example' } })
    await ada.call(addPerson, { body: { name: 'Karl Holm', companyId: company.id } })
    await ada.call(addPerson, { body: { name: 'Kim Old', email: 'kim@example.com' } })
    const list = await newList()
    const text = [
      'Name\tCompany\tE-mail\tWebsite',
      'Kim New\t\tkim@example.com\t',
      'KARL HOLM\tostersø energi\t\t',
      '\tAnother name\t\thttps://www.ostersoe.example/',
    ].join('\n')
    const preview = await ada.call(lists.previewPaste, { body: { text, listId: list.id } })
    expect(preview.rows.map(({ fate, knownAs }) => [fate, knownAs])).toEqual([
      ['known', 'Kim Old'],
      ['known', 'Karl Holm'],
      ['known', 'Østersø Energi'],
    ])
    expect((await paste(ada, list, text)).prospectIds).toHaveLength(3)
  })

  test('one line is added, and taken off again', async () => {
    const list = await newList()
    const line = 'Anna Berg, Kestrel AB, anna@kestrel.example, +46 70 123 45 67'
    const { prospectIds } = await paste(sam, list, line)
    expect(await waiting(sam, list)).toMatchObject([
      { name: 'Anna Berg', company: { name: 'Kestrel AB' }, email: 'anna@kestrel.example', phone: '+46 70 123 45 67' },
    ])
    const params = { id: list.id }
    expect(await sam.call(lists.removeFromList, { params, body: { prospectIds } })).toEqual({ removed: 1 })
    expect(await known('Anna Berg')).toBe(1)
  })

  test('5,000 rows at once and not one more', async () => {
    const list = await newList()
    const rows = (count: number) =>
      ['Name\tE-mail', ...Array.from({ length: count }, (_, at) => `Row ${at}\trow${at}@example.com`)].join('\n')
    const refused = await ada.refused(lists.pasteToList, { params: { id: list.id }, body: { text: rows(5_001) } })
    expect(refused).toMatchObject({ code: 'paste_unreadable', data: { reason: 'too_many_rows', limit: 5_000 } })
    const { counts, prospectIds } = await paste(ada, list, rows(5_000))
    expect([counts.new, prospectIds.length]).toEqual([5_000, 1_000])
    expect(await ada.call(calls.countProspects, { query: { list: list.id } })).toEqual({ count: 1_000, more: true })
  })
})

describe('a list', () => {
  test('has a name of its own, a cost, and may be closed and opened again', async () => {
    const list = await newList({ costMinor: 250_000 })
    expect(list).toMatchObject({ costMinor: 250_000, costCurrency: 'EUR', createdFrom: 'hand', waiting: 0 })
    expect(await ada.refused(lists.addList, { body: { name: list.name.toUpperCase() } })).toMatchObject({
      code: 'name_taken',
    })
    await paste(ada, list, 'Closed Away')
    const params = { id: list.id }
    const closed = await ada.call(lists.changeList, { params, version: 1, body: { closed: true } })
    expect(closed).toMatchObject({ closed: true, version: 2 })
    const ranked = await sam.call(calls.listProspects, { query: { limit: 200, show: 'waiting' } })
    expect(ranked.items.map(({ name }) => name)).not.toContain('Closed Away')
    const { items } = await ada.call(lists.listLists, { query: { closed: 'true' } })
    expect(items.map(({ id }) => id)).toEqual([list.id])
    await ada.call(lists.changeList, { params, version: 2, body: { closed: false } })
    expect(await waiting(sam, list)).toHaveLength(1)
  })

  test('is deleted with its places, unless a deal came of it; the people stay', async () => {
    const list = await newList()
    await paste(ada, list, 'Stays Behind')
    expect(await sam.refused(lists.deleteList, { params: { id: list.id } })).toMatchObject({ status: 403 })
    await mia.call(lists.deleteList, { params: { id: list.id } })
    expect(await known('Stays Behind')).toBe(1)
    const led = await newList()
    await paste(ada, led, 'Became A Deal')
    const [entry] = await waiting(sam, led)
    await sam.call(calls.claimProspect, { params: { id: entry?.id ?? '' }, body: {} })
    expect(await mia.refused(lists.deleteList, { params: { id: led.id } })).toMatchObject({ code: 'in_use' })
  })

  test('is filled by a filter of the base, once each', async () => {
    const company = await ada.call(addCompany, { body: { name: 'Falun Stål', city: 'Falun', sector: 'Steel' } })
    for (const title of ['CEO', 'Buyer', 'Engineer'])
      await ada.call(addPerson, { body: { name: `${title} at Falun`, title, companyId: company.id } })
    const list = await newList({ createdFrom: 'filter' })
    const params = { id: list.id }
    const fill = (body: object) => ada.fetch('POST', `/lists/${list.id}/filter`, body)
    expect((await fill({ kind: 'person', city: 'falun', title: 'buyer' })).body).toEqual({ added: 1, more: false })
    expect((await fill({ kind: 'person', sector: 'steel' })).body).toEqual({ added: 2, more: false })
    expect((await fill({ kind: 'person', sector: 'steel' })).body).toEqual({ added: 0, more: false })
    expect((await fill({ kind: 'company', city: 'Falun' })).body).toEqual({ added: 1, more: false })
    expect((await waiting(sam, list))[0]).toMatchObject({ name: 'CEO at Falun' })
    const ids = { companyIds: [company.id, company.id] }
    expect(await ada.call(lists.addToList, { params, body: ids })).toEqual({ added: 0, known: 1 })
    const nobody = { personIds: ['019a8f4e-5d7c-7b1a-9c3e-2f6d8a4b1c0e'] }
    expect(await ada.refused(lists.addToList, { params, body: nobody })).toMatchObject({ code: 'unknown_reference' })
  })

  test('that names its workers is theirs and the managers’', async () => {
    const list = await newList({ workerIds: [sam.memberId] })
    await paste(mia, list, 'Only For Sam')
    expect(await waiting(sam, list)).toHaveLength(1)
    expect(await waiting(mia, list)).toHaveLength(1)
    expect(await waiting(bo, list)).toEqual([])
    expect(await bo.refused(lists.showList, { params: { id: list.id } })).toMatchObject({ status: 404 })
    const [entry] = await waiting(sam, list)
    expect(await bo.refused(calls.claimProspect, { params: { id: entry?.id ?? '' }, body: {} })).toMatchObject({
      status: 404,
    })
    await mia.call(lists.changeList, { params: { id: list.id }, version: 1, body: { workerIds: [] } })
    expect(await waiting(bo, list)).toHaveLength(1)
  })
})

describe('prospects are handed out', () => {
  test('the best first, to sellers in turn, and taken back', async () => {
    const list = await newList()
    const params = { id: list.id }
    await paste(
      ada,
      list,
      ['Name\tPhone', ...Array.from({ length: 7 }, (_, at) => `Hand ${at}\t070 ${at}${at}${at}${at}`)].join('\n'),
    )
    const memberIds = [sam.memberId, bo.memberId]
    expect(await sam.refused(lists.handOut, { params, body: { memberIds, each: 2 } })).toMatchObject({ status: 403 })
    const first = await mia.call(lists.handOut, { params, body: { memberIds, each: 2 } })
    expect(first.handed).toEqual(memberIds.map((memberId) => ({ memberId, count: 2 })))
    const order = await waiting(mia, list)
    expect(order.slice(0, 4).map(({ owner }) => owner?.name)).toEqual(['Sam Berg', 'Bo Lund', 'Sam Berg', 'Bo Lund'])
    const free = await sam.call(calls.listProspects, { query: { list: list.id, show: 'waiting', unclaimed: 'true' } })
    expect(free.items).toHaveLength(3)
    const rest = await mia.call(lists.handOut, { params, body: { memberIds, each: 10 } })
    expect(rest.handed.map(({ count }) => count)).toEqual([2, 1])
    expect(await mia.call(lists.takeBack, { params, body: { handedAt: rest.handedAt } })).toEqual({ takenBack: 3 })
    expect(await mia.call(lists.takeBack, { params, body: { memberIds: [bo.memberId] } })).toEqual({ takenBack: 2 })
    const own = await sam.call(calls.listProspects, { query: { list: list.id, owner: sam.memberId } })
    expect(own.items).toHaveLength(2)
  })

  test('whoever sees only their own sees theirs and nobody’s', async () => {
    const list = await newList()
    await paste(ada, list, 'Name\tPhone\nFor Bo\t0701111\nFor Nobody\t0702222')
    const hand = { params: { id: list.id }, body: { memberIds: [bo.memberId], each: 1 } }
    await mia.call(lists.handOut, hand)
    const { pools } = rondo
    await pools.db.updateTable('members').set({ sees: 'own' }).where('id', '=', sam.memberId).execute()
    expect(await waiting(sam, list)).toHaveLength(1)
    const taken = (await waiting(mia, list)).find(({ owner }) => owner !== null)
    const refused = await sam.refused(calls.showProspect, { params: { id: taken?.id ?? '' } })
    expect(refused).toMatchObject({ status: 404 })
    const { id: personId } = taken?.customer ?? { id: '' }
    await pools.db.updateTable('people').set({ owner_id: bo.memberId }).where('id', '=', personId).execute()
    const hidden = await sam.call(lists.previewPaste, { body: { text: `Name\tPhone\n${taken?.name}\t1` } })
    expect(hidden.rows).toMatchObject([{ fate: 'hidden', knownAs: null }])
    await pools.db.updateTable('members').set({ sees: 'all' }).where('id', '=', sam.memberId).execute()
  })
})
