import { afterAll, beforeAll, expect, test } from 'vitest'
import { editDeals } from '../../src/contract/bulk-edits.ts'
import { assignDeal, listDeals } from '../../src/contract/deals.ts'
import { winDeal } from '../../src/contract/moves.ts'
import { addCompany } from '../../src/contract/people.ts'
import {
  addView,
  changeView,
  chooseFirstView,
  deleteView,
  groupBase,
  groupDeals,
  listViews,
  type ViewState,
} from '../../src/contract/views.ts'
import { newId } from '../../src/server/kernel/id.ts'
import { addUser, hashPassword } from '../../src/server/modules/access/index.ts'
import { startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

const state: ViewState = {
  columns: [{ key: 'name', width: 260, pinned: true }, { key: 'amountMinor' }],
  sort: '-amountMinor',
  filter: { and: [{ field: 'ownerId', op: 'is', value: 'me' }] },
  group: 'stage',
  form: 'grid',
}

test('a view of my own is mine alone; a shared one is found by all, and changed by me or whoever manages', async () => {
  const { sam, bo, ada } = world
  const mine = await sam.call(addView, { body: { kind: 'deals', name: 'Big ones', shared: 'own', state } })
  expect(mine).toMatchObject({ name: 'Big ones', state, isMine: true, isFirst: false, version: 1 })
  const names = async (who: typeof ada) =>
    (await who.call(listViews, { query: { kind: 'deals' } })).items.map(({ name }) => name)
  expect(await names(sam)).toEqual(['Big ones'])
  expect(await names(bo)).toEqual([])
  const params = { id: mine.id }
  expect(await bo.refused(changeView, { params, version: 1, body: { name: 'Mine' } })).toMatchObject({ status: 404 })
  const shared = await sam.call(changeView, { params, version: 1, body: { shared: 'everyone' } })
  expect(shared).toMatchObject({ shared: 'everyone', version: 2 })
  expect(await names(bo)).toEqual(['Big ones'])
  expect(await bo.refused(changeView, { params, version: 2, body: { name: 'Mine' } })).toMatchObject({ status: 403 })
  expect(await bo.refused(deleteView, { params })).toMatchObject({ status: 403 })
  await ada.call(changeView, { params, version: 2, body: { name: 'Åland first' } })
  expect(await names(bo)).toEqual(['Åland first'])
  await sam.call(deleteView, { params })
  expect(await names(sam)).toEqual([])
})

test('a view shared with a team is found by that team', async () => {
  const { rondo } = world
  const team = newId()
  const { db } = rondo.pools
  const now = new Date()
  await db
    .insertInto('teams')
    .values({ workspace_id: rondo.workspaceId, id: team, name: 'North', created_at: now })
    .execute()
  const [lena, olle, per] = await Promise.all(['Lena', 'Olle', 'Per'].map((name) => signedIn(name)))
  if (!lena || !olle || !per) throw new Error('three members')
  await db.updateTable('members').set({ team_id: team }).where('id', 'in', [lena.memberId, olle.memberId]).execute()
  const body = { kind: 'deals', name: 'North', shared: 'team', state } as const
  expect(await per.call(addView, { body }).catch((error: unknown) => String(error))).toContain('no_team')
  await lena.call(addView, { body })
  expect((await olle.call(listViews, { query: { kind: 'deals' } })).items).toMatchObject([
    { name: 'North', isMine: false, madeBy: 'Lena' },
  ])
  expect((await per.call(listViews, { query: { kind: 'deals' } })).items).toEqual([])
})

/** A member who signs in, because teams are of members, not of keys. */
async function signedIn(name: string) {
  const { rondo } = world
  const email = `${name.toLowerCase().replace(' ', '.')}@kestrel.example`
  const password = 'correct horse battery'
  const user = { workspaceId: rondo.workspaceId, name, email, role: 'seller', language: 'en' } as const
  const memberId = await rondo.pools.db
    .transaction()
    .execute(async (tx) => addUser(tx, new Date(), { ...user, passwordHash: await hashPassword(password) }))
  return { ...(await rondo.signIn(email, password)), memberId }
}

test('each of us chooses the view that a list opens with', async () => {
  const { sam, bo } = world
  const view = await sam.call(addView, { body: { kind: 'deals', name: 'Mine', shared: 'everyone', state } })
  const isFirst = async (who: typeof sam) =>
    (await who.call(listViews, { query: { kind: 'deals' } })).items.find(({ id }) => id === view.id)?.isFirst
  for (const viewId of [view.id, view.id]) await sam.call(chooseFirstView, { body: { kind: 'deals', viewId } })
  expect([await isFirst(sam), await isFirst(bo)]).toEqual([true, false])
  await sam.call(chooseFirstView, { body: { kind: 'deals', viewId: null } })
  expect(await isFirst(sam)).toBe(false)
  const wrong = await sam.refused(chooseFirstView, { body: { kind: 'people', viewId: view.id } })
  expect(wrong).toMatchObject({ code: 'unknown_reference', data: { field: 'viewId' } })
})

test('a state that names what the list does not have is refused by its place', async () => {
  const wrong: ViewState = {
    columns: [{ key: 'name' }, { key: 'nothing' }],
    sort: 'customer',
    group: 'name',
    filter: { field: 'name', op: 'less', value: 1 },
    form: 'grid',
  }
  const refused = await world.sam.refused(addView, { body: { kind: 'deals', name: 'X', shared: 'own', state: wrong } })
  expect(refused.fields?.map(({ field }) => field)).toEqual([
    'state.columns.1.key',
    'state.sort',
    'state.group',
    'state.filter.op',
  ])
})

test('groups count deals and add up their money, currency by currency', async () => {
  const { ada, sam, openPilot } = world
  await openPilot({ amountMinor: 100_00 })
  await openPilot({ amountMinor: 250_00, expectedCloseOn: '2026-03-31' })
  const dollars = await openPilot({ amountMinor: 70_00, currency: 'USD', expectedCloseOn: '2026-03-01' })
  await openPilot({})
  await ada.call(winDeal, { params: { id: dollars.id }, body: {} })
  const by = async (field?: string, filter?: object) =>
    (
      await ada.call(groupDeals, {
        query: { ...(field ? { by: field } : {}), ...(filter ? { filter: JSON.stringify(filter) } : {}) },
      })
    ).groups
  expect(await by()).toEqual([
    {
      value: null,
      label: null,
      count: 4,
      sums: [
        { currency: 'EUR', minor: 350_00 },
        { currency: 'USD', minor: 70_00 },
      ],
    },
  ])
  expect(await by('outcome')).toMatchObject([
    { value: 'open', count: 3 },
    { value: 'won', count: 1, sums: [{ currency: 'USD', minor: 70_00 }] },
  ])
  expect(await by('expectedCloseOn')).toMatchObject([
    { value: '2026-03', count: 2 },
    { value: null, count: 2 },
  ])
  expect(await by('stage', { field: 'outcome', op: 'is', value: 'open' })).toMatchObject([
    { value: 'prospecting', label: 'Prospecting', count: 3 },
  ])
  expect(await by('companyId')).toMatchObject([{ label: 'Nordlys A/S', count: 4 }])
  expect(await sam.refused(groupDeals, { query: { by: 'amountMinor' } })).toMatchObject({ status: 400 })
})

test('groups of companies: towns, owners, nothing known', async () => {
  const { ada, sam } = world
  for (const city of ['Lund', 'Lund', null])
    await ada.call(addCompany, { body: { name: 'X', city, ownerId: sam.memberId } })
  const filter = JSON.stringify({ field: 'name', op: 'is', value: 'X' })
  const towns = await ada.call(groupBase, { params: { kind: 'companies' }, query: { by: 'city', filter } })
  expect(towns).toEqual({
    groups: [
      { value: 'Lund', label: null, count: 2, sums: [] },
      { value: null, label: null, count: 1, sums: [] },
    ],
    more: false,
  })
  const owners = await ada.call(groupBase, { params: { kind: 'companies' }, query: { by: 'ownerId', filter } })
  expect(owners.groups).toMatchObject([{ value: sam.memberId, label: 'Sam Berg', count: 3 }])
})

test('who sees only their own counts, lists and changes only their own', async () => {
  const { rondo, ada, sam, openPilot } = world
  const lena = await signedIn('Lena Own')
  await rondo.pools.db.updateTable('members').set({ sees: 'own' }).where('id', '=', lena.memberId).execute()
  const [hers, his] = [await openPilot({ name: 'Hers only' }), await openPilot({ name: 'His only' })]
  await ada.call(assignDeal, { params: { id: hers.id }, body: { ownerId: lena.memberId } })
  await ada.call(assignDeal, { params: { id: his.id }, body: { ownerId: sam.memberId } })
  const filter = {
    or: [
      { field: 'name', op: 'is', value: 'Hers only' },
      { field: 'name', op: 'is', value: 'His only' },
    ],
  }
  const query = { filter: JSON.stringify(filter) }
  const listed = async (sort?: string) =>
    (await lena.call(listDeals, { query: { ...query, ...(sort ? { sort } : {}) } })).items.map(({ name }) => name)
  expect(await listed()).toEqual(['Hers only'])
  expect(await listed('-amountMinor')).toEqual(['Hers only'])
  expect((await lena.call(groupDeals, { query })).groups).toMatchObject([{ count: 1 }])
  const act = { set: { expectedCloseOn: '2030-01-01' } }
  const all = await lena.call(editDeals, { body: { rows: { all: true, filter }, act } })
  expect(all).toMatchObject({ total: 1, changed: 1 })
  const named = await lena.call(editDeals, { body: { rows: { ids: [his.id] }, act } })
  expect(named).toMatchObject({ total: 1, changed: 0, refused: [{ code: 'not_found', count: 1 }] })
})
