import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type BulkEdit,
  editCustomers,
  editDeals,
  editProducts,
  showBulkEdit,
  undoBulkEdit,
} from '../../src/contract/bulk-edits.ts'
import { assignDeal, changeDeal, listDeals, listFacts, showDeal } from '../../src/contract/deals.ts'
import { addPerson, changePerson, listPeople, showPerson } from '../../src/contract/people.ts'
import { showProduct } from '../../src/contract/products.ts'
import { addTag } from '../../src/contract/tags.ts'
import { listPaymentTerms } from '../../src/contract/terms.ts'
import { groupDeals } from '../../src/contract/views.ts'
import { newId } from '../../src/server/kernel/id.ts'
import { dayAgo, startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

test('deals get another owner and amount, each with its facts, and get back what nobody changed since', async () => {
  const { mia, sam, bo, openPilot } = world
  const deals = [
    await openPilot({ amountMinor: 100 }),
    await openPilot({ amountMinor: 200 }),
    await openPilot({ amountMinor: 300 }),
  ]
  const ids = deals.map(({ id }) => id)
  const set = { ownerId: bo.memberId, amountMinor: 300, currency: 'EUR' }
  const edit = await mia.call(editDeals, { body: { rows: { ids: [...ids, newId()] }, act: { set } } })
  expect(edit).toMatchObject({
    status: 'done',
    total: 4,
    processed: 4,
    changed: 3,
    refused: [{ code: 'not_found', count: 1 }],
    undoable: true,
  })
  const [first = '', second = ''] = ids
  const show = async (id: string) => mia.call(showDeal, { params: { id } })
  expect(await show(first)).toMatchObject({ amountMinor: 300, owner: { name: 'Bo Lund' } })
  const facts = (await mia.call(listFacts, { params: { id: first }, query: {} })).items.map(({ type }) => type)
  expect(facts.toSorted()).toEqual(['deal.amount_changed', 'deal.assigned', 'deal.opened'])
  const { version } = await show(second)
  await mia.call(changeDeal, { params: { id: second }, version, body: { amountMinor: 999 } })
  const undone = await mia.call(undoBulkEdit, { params: { id: edit.id } })
  expect(undone).toMatchObject({ status: 'undone', restored: 2, kept: 1, undoable: false })
  expect(await show(first)).toMatchObject({ amountMinor: 100, owner: null })
  expect(await show(second)).toMatchObject({ amountMinor: 999, owner: null })
  expect(await mia.refused(undoBulkEdit, { params: { id: edit.id } })).toMatchObject({ code: 'edit_not_undoable' })
  expect(await sam.refused(editDeals, { body: { rows: { ids }, act: { set } } })).toMatchObject({ status: 403 })
  expect(await bo.refused(showBulkEdit, { params: { id: edit.id } })).toMatchObject({ status: 404 })
  await sam.call(assignDeal, { params: { id: first }, body: { ownerId: null } }).catch(() => {})
  expect(await world.disagreements()).toEqual([])
})

test('deals without terms of payment are found, given them together, and counted by them', async () => {
  const { mia, sam, ada, openPilot } = world
  const { items } = await ada.call(listPaymentTerms, {})
  const inThirtyDays = items.find(({ days, kind }) => kind === 'net' && days === 30)
  const ids = [await openPilot({ name: 'Agreed' }), await openPilot({ name: 'Agreed too' })].map(({ id }) => id)
  const find = async (condition: object, query: object = {}) => {
    const filter = JSON.stringify({ field: 'paymentTermsId', ...condition })
    const found = await sam.call(listDeals, { query: { q: 'agreed', filter, ...query } })
    return found.items.map(({ id }) => id).toSorted()
  }
  expect(await find({ op: 'empty' })).toEqual(ids)
  const set = { paymentTermsId: inThirtyDays?.id }
  expect(await mia.call(editDeals, { body: { rows: { ids }, act: { set } } })).toMatchObject({ changed: 2 })
  for (const query of [{}, { sort: 'name' }, { as_of: dayAgo(0) }])
    expect(await find({ op: 'is', value: inThirtyDays?.id }, query)).toEqual(ids)
  expect(await find({ op: 'none_of', value: [inThirtyDays?.id] })).toEqual([])
  const { groups } = await sam.call(groupDeals, { query: { by: 'paymentTermsId', q: 'agreed' } })
  expect(groups).toMatchObject([{ value: inThirtyDays?.id, label: null, count: 2 }])
  const elsewhere = { rows: { ids }, act: { set: { paymentTermsId: newId() } } }
  expect(await mia.refused(editDeals, { body: elsewhere })).toMatchObject({
    code: 'unknown_reference',
    data: { field: 'paymentTermsId' },
  })
})

test('people are tagged, moved and archived, and brought back', async () => {
  const { sam, ada } = world
  const tag = await ada.call(addTag, { body: { name: 'Fair' } })
  const other = await ada.call(addTag, { body: { name: 'Old' } })
  const eva = await ada.call(addPerson, { body: { name: 'Eva', tagIds: [other.id] } })
  const ali = await ada.call(addPerson, { body: { name: 'Ali', tagIds: [tag.id], city: 'Lund' } })
  const rows = { ids: [eva.id, ali.id] }
  const params = { kind: 'people' } as const
  const tagged = await sam.call(editCustomers, {
    params,
    body: { rows, act: { set: { city: 'Lund' }, addTags: [tag.id], removeTags: [other.id] } },
  })
  expect(tagged).toMatchObject({ changed: 1, total: 2 })
  expect(await ada.call(showPerson, { params: { id: eva.id } })).toMatchObject({ tagIds: [tag.id], city: 'Lund' })
  const archived = await sam.call(editCustomers, { params, body: { rows, act: { archive: true } } })
  expect(archived.changed).toBe(2)
  const names = async () => (await ada.call(listPeople, { query: {} })).items.map(({ name }) => name)
  expect(await names()).not.toContain('Eva')
  await sam.call(undoBulkEdit, { params: { id: archived.id } })
  expect(await names()).toContain('Eva')
  await sam.call(undoBulkEdit, { params: { id: tagged.id } })
  expect(await ada.call(showPerson, { params: { id: eva.id } })).toMatchObject({ tagIds: [other.id], city: null })
})

test('many rows are changed by a job that says how far it is', async () => {
  const { rondo, ada } = world
  const now = new Date()
  const rows = Array.from({ length: 450 }, (_, at) => ({
    workspace_id: rondo.workspaceId,
    id: newId(),
    name: `Guest ${at}`,
    name_folded: `guest ${at}`,
    created_at: now,
    updated_at: now,
  }))
  await rondo.pools.db.insertInto('people').values(rows).execute()
  const filter = { and: [{ field: 'name', op: 'contains', value: 'guest' }] }
  const params = { kind: 'people' } as const
  const act = { set: { title: 'Guest' } }
  const begun = await ada.call(editCustomers, { params, body: { rows: { all: true, filter }, act } })
  expect(begun).toMatchObject({ status: 'queued', total: 450, undoable: false })
  const over = async (edit: BulkEdit, status: string) => {
    const show = async () => (await ada.call(showBulkEdit, { params: { id: edit.id } })).status
    await expect.poll(show, { timeout: 30_000, interval: 50 }).toBe(status)
    return ada.call(showBulkEdit, { params: { id: edit.id } })
  }
  expect(await over(begun, 'done')).toMatchObject({ processed: 450, changed: 450, undoable: true })
  const guest = rows[7]?.id ?? ''
  await ada.call(changePerson, { params: { id: guest }, version: 2, body: { title: 'Speaker' } })
  await ada.call(undoBulkEdit, { params: { id: begun.id } })
  expect(await over(begun, 'undone')).toMatchObject({ restored: 449, kept: 1 })
  expect((await ada.call(showPerson, { params: { id: guest } })).title).toBe('Speaker')
})

test('products are taken off the price list together', async () => {
  const { mia, anemometer } = world
  const edit = await mia.call(editProducts, {
    body: { rows: { all: true, q: 'anemo' }, act: { set: { active: false } } },
  })
  expect(edit).toMatchObject({ changed: 1, total: 1 })
  expect(await mia.call(showProduct, { params: { id: anemometer.id } })).toMatchObject({ active: false })
})

test.each([
  [{ set: {} }, 'act'],
  [{ set: { name: 'All the same' } }, 'act.set.name'],
  [{ set: { nothing: 1 } }, 'act.set.nothing'],
  [{ set: { city: 7 } }, 'act.set.city'],
  [{ set: { email: 'nobody' } }, 'act.set.email'],
])('the act %j is refused at %s', async (act, field) => {
  const { sam, freja } = world
  const refused = await sam.refused(editCustomers, {
    params: { kind: 'people' },
    body: { rows: { ids: [freja.id] }, act },
  })
  expect(refused).toMatchObject({ status: 422, code: 'invalid' })
  expect(refused.fields?.map((each) => each.field)).toContain(field)
})

test('products cannot be archived as people are, and nobody is given what is not there', async () => {
  const { mia, sam, freja, anemometer } = world
  const archive = await mia.refused(editProducts, { body: { rows: { ids: [anemometer.id] }, act: { archive: true } } })
  expect(archive.fields).toEqual([{ field: 'act.archive', code: 'unknown' }])
  const owner = await sam.refused(editCustomers, {
    params: { kind: 'people' },
    body: { rows: { ids: [freja.id] }, act: { set: { ownerId: newId() } } },
  })
  expect(owner).toMatchObject({ code: 'unknown_reference', data: { field: 'ownerId' } })
})
