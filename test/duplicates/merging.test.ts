import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal, setStakeholder, showDeal } from '../../src/contract/deals.ts'
import {
  compareCustomers,
  keepApart,
  listDuplicates,
  listMerges,
  mergeCustomers,
  mergeSure,
  offerAgain,
  showMerge,
  undoMerge,
} from '../../src/contract/duplicates.ts'
import { addList, addToList } from '../../src/contract/lists.ts'
import { listNotes, writeNote } from '../../src/contract/notes.ts'
import { addCompany, addPerson, changePerson, listPeople, showCompany, showPerson } from '../../src/contract/people.ts'
import { listPositions } from '../../src/contract/positions.ts'
import { addTag } from '../../src/contract/tags.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { scanned } from './scanned.ts'

let rondo: App
let ada: Person
beforeAll(async () => {
  rondo = await startApp()
  ada = rondo.owner
})
afterAll(() => rondo.stop())

const person = (id: string) => ada.call(showPerson, { params: { id } })

test('two rows of one person become one, with all that hung on both, and two again', async () => {
  const tags = [await ada.call(addTag, { body: { name: 'Fair' } }), await ada.call(addTag, { body: { name: 'Press' } })]
  const old = await ada.call(addCompany, { body: { name: 'Lund Foto' } })
  const now = await ada.call(addCompany, { body: { name: 'Havørn ApS' } })
  const kept = await ada.call(addPerson, {
    body: {
      name: 'Søren Møller',
      email: 'soren@havorn.dk',
      companyId: now.id,
      tagIds: [tags[0]?.id ?? ''],
      phone: '+45 20 11 22 33',
    },
  })
  const gone = await ada.call(addPerson, {
    body: {
      name: 'Soeren Jens Moeller',
      email: 'SOREN@havorn.dk',
      companyId: old.id,
      tagIds: [tags[1]?.id ?? ''],
      title: 'CEO',
      phone: '+45 86 12 34 56',
      externalId: 'H-7',
    },
  })
  const deal = await ada.call(openDeal, { body: { name: 'Portraits', personId: gone.id } })
  const both = await ada.call(openDeal, { body: { name: 'Both know of it' } })
  await ada.call(setStakeholder, { params: { id: both.id, personId: kept.id }, body: { role: 'decides' } })
  await ada.call(setStakeholder, { params: { id: both.id, personId: gone.id }, body: { role: 'uses' } })
  const note = await ada.call(writeNote, {
    body: { personId: gone.id, content: { type: 'doc', content: [{ type: 'paragraph' }] } },
  })
  const list = await ada.call(addList, { body: { name: 'Autumn' } })
  await ada.call(addToList, { params: { id: list.id }, body: { personIds: [kept.id, gone.id] } })

  const [group] = (await scanned(ada, 'person')).filter(({ members }) => members.some(({ id }) => id === kept.id))
  expect(group).toMatchObject({
    reasons: expect.arrayContaining(['same_email', 'name_more']),
    members: [{ id: kept.id }, { id: gone.id }],
  })
  const compared = await ada.call(compareCustomers, { body: { kind: 'person', ids: [kept.id, gone.id] } })
  expect(compared).toMatchObject({
    survivorId: gone.id,
    rows: [
      { deals: 1, lists: 1 },
      { deals: 2, notes: 1, lists: 1 },
    ],
  })
  expect(compared.fields.find(({ field }) => field === 'companyId')?.values).toEqual(['Havørn ApS', 'Lund Foto'])

  const body = {
    kind: 'person' as const,
    survivorId: kept.id,
    removedIds: [gone.id],
    choices: { name: kept.id, companyId: kept.id },
  }
  const merge = await ada.call(mergeCustomers, { body })
  expect(merge).toMatchObject({
    status: 'done',
    removed: 1,
    undoable: true,
    survivor: { id: kept.id, name: 'Søren Møller' },
  })
  expect(await person(kept.id)).toMatchObject({
    name: 'Søren Møller',
    title: 'CEO',
    externalId: 'H-7',
    companyName: 'Havørn ApS',
    phones: [{ e164: '+4520112233' }, { e164: '+4586123456' }],
    emails: [{ address: 'soren@havorn.dk' }],
    tagIds: tags.map(({ id }) => id),
  })
  expect(await ada.refused(showPerson, { params: { id: gone.id } })).toMatchObject({
    status: 410,
    code: 'merged',
    data: { kind: 'person', id: kept.id },
  })
  expect((await ada.call(showDeal, { params: { id: deal.id } })).customer?.id).toBe(kept.id)
  expect((await ada.call(listNotes, { query: { person: kept.id } })).items.map(({ id }) => id)).toEqual([note.id])
  const roles = async () => (await ada.call(showDeal, { params: { id: both.id } })).stakeholders
  expect(await roles()).toMatchObject([{ personId: kept.id, role: 'decides' }])
  expect((await ada.call(listPositions, { params: { id: kept.id } })).items).toMatchObject([
    { companyName: 'Lund Foto', title: 'CEO' },
  ])
  const placesOn = async (id: string) =>
    (await sql`select 1 from prospects where list_id = ${list.id} and person_id = ${id}`.execute(rondo.pools.db)).rows
      .length
  expect([await placesOn(kept.id), await placesOn(gone.id)]).toEqual([1, 0])
  expect((await ada.call(listPeople, { query: { q: 'moeller' } })).items).toEqual([])

  // What somebody changes afterwards stays.
  const { version } = await person(kept.id)
  await ada.call(changePerson, { params: { id: kept.id }, body: { title: 'Owner' }, version })
  expect(await ada.call(undoMerge, { params: { id: merge.id } })).toMatchObject({ status: 'undone', undoable: false })
  expect(await person(kept.id)).toMatchObject({
    title: 'Owner',
    externalId: null,
    phones: [{ e164: '+4520112233' }],
    tagIds: [tags[0]?.id],
  })
  expect(await person(gone.id)).toMatchObject({ ...gone, version: expect.any(Number), updatedAt: expect.any(String) })
  expect((await ada.call(showDeal, { params: { id: deal.id } })).customer?.id).toBe(gone.id)
  expect((await ada.call(listNotes, { query: { person: gone.id } })).items).toHaveLength(1)
  expect((await roles()).map(({ personId, role }) => [personId, role]).sort()).toEqual(
    [
      [kept.id, 'decides'],
      [gone.id, 'uses'],
    ].sort(),
  )
  expect((await ada.call(listPositions, { params: { id: kept.id } })).items).toEqual([])
  expect([await placesOn(kept.id), await placesOn(gone.id)]).toEqual([1, 1])
  expect(await ada.refused(undoMerge, { params: { id: merge.id } })).toMatchObject({ code: 'merge_not_undoable' })
  const { rows } = await sql<{ personId: string }>`
    select data->>'personId' as "personId" from facts where deal_id = ${deal.id} and type = 'deal.customer_changed'
    order by id`.execute(rondo.pools.db)
  expect(rows.map(({ personId }) => personId)).toEqual([kept.id, gone.id])
})

test('a merge that went on must be undone first; no company becomes its own mother', async () => {
  const company = (name: string, parentId?: string) =>
    ada.call(addCompany, { body: { name, ...(parentId ? { parentId } : {}) } })
  const top = await company('Granit')
  const middle = await company('Granit Mitt', top.id)
  const below = await company('Granit Syd', middle.id)
  const first = await ada.call(mergeCustomers, {
    body: { kind: 'company', survivorId: below.id, removedIds: [top.id] },
  })
  const parentOf = async (id: string) => (await ada.call(showCompany, { params: { id } })).parentId
  expect([await parentOf(below.id), await parentOf(middle.id)]).toEqual([null, below.id])
  const second = await ada.call(mergeCustomers, {
    body: { kind: 'company', survivorId: middle.id, removedIds: [below.id] },
  })
  expect(await ada.refused(showCompany, { params: { id: top.id } })).toMatchObject({ data: { id: middle.id } })
  expect(await parentOf(middle.id)).toBeNull()
  expect(await ada.refused(undoMerge, { params: { id: first.id } })).toMatchObject({ code: 'merge_not_undoable' })
  await ada.call(undoMerge, { params: { id: second.id } })
  await ada.call(undoMerge, { params: { id: first.id } })
  expect([await parentOf(below.id), await parentOf(middle.id), await parentOf(top.id)]).toEqual([
    middle.id,
    top.id,
    null,
  ])
})

test('all that are sure are merged in one go and taken back in one', async () => {
  for (const name of ['Kestrel Instruments AB', 'KESTREL INSTRUMENTS', 'Kestrel Instruments Aktiebolag']) {
    await ada.call(addCompany, { body: { name, domain: 'kestrel.example', phone: '+46 90 123 45 67', city: 'Umeå' } })
  }
  // A sister with the same number is not the same.
  await ada.call(addCompany, {
    body: { name: 'Kestrel Instruments Danmark A/S', domain: 'kestrel.dk', phone: '+46 90 123 45 67' },
  })
  const before = await scanned(ada, 'company')
  expect(before.filter(({ score }) => score >= 0.98)).toMatchObject([{ members: [{}, {}, {}] }])
  const asked = await ada.call(mergeSure, { body: { kind: 'company' } })
  const status = () => ada.call(showMerge, { params: { id: asked.id } })
  await expect.poll(async () => (await status()).status, { timeout: 10_000 }).toBe('done')
  expect(await status()).toMatchObject({ total: 1, processed: 1, removed: 2, refused: 0 })
  expect(await ada.refused(mergeSure, { body: { kind: 'company' } })).toMatchObject({ code: 'nothing_sure' })
  await ada.call(undoMerge, { params: { id: asked.id } })
  await expect.poll(async () => (await status()).status, { timeout: 10_000 }).toBe('undone')
  expect((await ada.call(listMerges, {})).items[0]).toMatchObject({ id: asked.id, byName: null })
  const after = (await ada.call(listDuplicates, { query: { kind: 'company', certainty: 'sure' } })).items
  expect(after).toMatchObject([{ members: [{}, {}, {}] }])
})

test('who is said to be different is not offered again, until that is taken back', async () => {
  for (const email of ['father@holst.example', 'son@holst.example'])
    await ada.call(addPerson, { body: { name: 'Jens Holst', email, street: 'Bredgade 4', city: 'Odense' } })
  const [pair] = (await scanned(ada, 'person')).filter(({ members }) => members[0]?.name === 'Jens Holst')
  const params = { id: pair?.id ?? '' }
  await ada.call(keepApart, { params })
  const isOffered = (groups: readonly { id: string }[]) => groups.some(({ id }) => id === params.id)
  expect(isOffered(await scanned(ada, 'person'))).toBe(false)
  const apart = await ada.call(listDuplicates, { query: { kind: 'person', state: 'different' } })
  expect(apart.items).toMatchObject([{ id: params.id, members: [{}, {}] }])
  await ada.call(offerAgain, { params })
  expect(isOffered((await ada.call(listDuplicates, { query: { kind: 'person' } })).items)).toBe(true)
})

test('whoever sees only their own is offered and merges only those', async () => {
  const mia = await rondo.member('seller', 'Mia')
  const { db } = rondo.pools
  await sql`update members set sees = 'own' where id = ${mia.memberId}`.execute(db)
  await sql`update api_keys set member_id = ${mia.memberId} where name = 'Mia'`.execute(db)
  const add = (ownerId: string) =>
    ada.call(addPerson, { body: { name: 'Vera Wallin', email: 'vera@wallin.example', ownerId } })
  const noa = await rondo.member('seller', 'Noa')
  const [hers, foreign] = [await add(mia.memberId), await add(noa.memberId)]
  expect((await scanned(ada, 'person')).some(({ members }) => members.some(({ id }) => id === hers.id))).toBe(true)
  const seen = (await mia.call(listDuplicates, { query: { kind: 'person' } })).items
  expect(seen.some(({ members }) => members.some(({ id }) => id === hers.id))).toBe(false)
  const body = { kind: 'person' as const, survivorId: hers.id, removedIds: [foreign.id] }
  expect(await mia.refused(mergeCustomers, { body })).toMatchObject({ status: 404 })
  expect(await mia.refused(compareCustomers, { body: { kind: 'person', ids: [hers.id, foreign.id] } })).toMatchObject({
    status: 404,
  })
})
