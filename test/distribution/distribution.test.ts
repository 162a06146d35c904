import { afterAll, beforeAll, expect, test } from 'vitest'
import * as contract from '../../src/contract/distribution.ts'
import * as lists from '../../src/contract/lists.ts'
import { listProspects } from '../../src/contract/prospects.ts'
import { addSegment } from '../../src/contract/segments.ts'
import { distributeDue } from '../../src/server/modules/distribution/index.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { daysAgo } from '../kit/world.ts'
import { signedIn } from '../prospects/sellers.ts'

type Member = Person & { readonly memberId: string }

let rondo: App
let mia: Member
let sam: Member
let bo: Member
beforeAll(async () => {
  rondo = await startApp()
  mia = await signedIn(rondo, 'Mia Falk', 'manager')
  sam = await signedIn(rondo, 'Sam Berg')
  bo = await signedIn(rondo, 'Bo Lund')
})
afterAll(() => rondo.stop())

const paste = (id: string, ...rows: string[]) =>
  mia.call(lists.pasteToList, { params: { id }, body: { text: ['Name\tPhone\tCity', ...rows].join('\n') } })
const ownersOf = async (list: string) => {
  const { items } = await mia.call(listProspects, { query: { list, show: 'waiting', limit: 200 } })
  return Object.fromEntries(items.map(({ name, owner }) => [name, owner?.name ?? null]))
}

test('by area and in turn, within what each has room for; told to the sellers, and taken back', async () => {
  const rules: contract.Distribution['rules'] = [
    { when: { field: 'city', is: ['Lund'] }, to: [{ memberId: bo.memberId, most: 2 }] },
    {
      when: null,
      to: [
        { memberId: sam.memberId, most: 5 },
        { memberId: bo.memberId, most: 5 },
      ],
    },
  ]
  const distribution = { rules, automatic: false, takeBackDays: null }
  const list = await mia.call(lists.addList, { body: { name: 'By area', distribution } })
  const params = { id: list.id }
  expect(list.distribution).toEqual(distribution)
  await paste(list.id, 'Lo Lund\t1\tLund', 'Li Lund\t2\tLund', 'Ma Malmö\t3\tMalmö', 'Mo Malmö\t4\tMalmö')
  expect(await sam.refused(contract.distribute, { params })).toMatchObject({ status: 403 })
  const run = await mia.call(contract.distribute, { params })
  expect([run.waiting, run.unmatched, run.handed.reduce((sum, { count }) => sum + count, 0)]).toEqual([1, 0, 3])
  const owners = await ownersOf(list.id)
  expect(Object.values(owners).toSorted()).toEqual(['Bo Lund', 'Bo Lund', 'Sam Berg', null].toSorted())
  expect((await bo.call(contract.listHandings, {})).items).toMatchObject([
    { kind: 'handed', count: 2, list: { id: list.id } },
  ])
  expect(await mia.call(lists.takeBack, { params, body: { handedAt: run.handedAt } })).toEqual({ takenBack: 3 })
  // Whoever has not read of it need not read that it is undone.
  expect((await bo.call(contract.listHandings, {})).items).toEqual([])
  await mia.call(contract.distribute, { params })
  await mia.call(lists.takeBack, { params, body: {} })
  const { items } = await sam.call(contract.listHandings, {})
  expect(items.map(({ kind }) => kind)).toEqual(['taken_back', 'handed'])
  for (const { id } of items) await sam.call(contract.seeHanding, { params: { id } })
  expect((await sam.call(contract.listHandings, {})).items).toEqual([])
})

test('by itself: what is new is handed out, what is not worked in time comes back and goes to somebody else', async () => {
  const rules = [
    {
      when: null,
      to: [
        { memberId: sam.memberId, most: 2 },
        { memberId: bo.memberId, most: 2 },
      ],
    },
  ]
  const { id } = await mia.call(lists.addList, {
    body: { name: 'By itself', distribution: { rules, automatic: true, takeBackDays: 3 } },
  })
  await paste(id, 'Una\t1\t')
  await distributeDue(rondo.pools.db)
  const [first] = Object.values(await ownersOf(id))
  expect(first).not.toBeNull()
  // Ten days have at least six working days.
  await rondo.pools.db
    .updateTable('prospects')
    .set({ handed_at: new Date(daysAgo(10)) })
    .where('list_id', '=', id)
    .execute()
  await distributeDue(rondo.pools.db)
  const [second] = Object.values(await ownersOf(id))
  expect([first, second].toSorted()).toEqual(['Bo Lund', 'Sam Berg'])
  await paste(id, 'Dua\t2\t', 'Tre\t3\t', 'Fyra\t4\t', 'Fem\t5\t')
  await Promise.all([distributeDue(rondo.pools.db), distributeDue(rondo.pools.db)])
  expect(Object.values(await ownersOf(id)).toSorted()).toEqual(
    ['Bo Lund', 'Bo Lund', 'Sam Berg', 'Sam Berg', null].toSorted(),
  )
})

test('by target market: whoever fits goes to who knows it', async () => {
  const body = { kind: 'people' as const, name: 'Harbours', filter: { field: 'city', op: 'is', value: 'Ystad' } }
  const market = await mia.call(addSegment, { body })
  const rules: contract.Distribution['rules'] = [
    { when: { field: 'segment', is: [market.id] }, to: [{ memberId: bo.memberId, most: 9 }] },
    { when: null, to: [{ memberId: sam.memberId, most: 9 }] },
  ]
  const distribution = { rules, automatic: false, takeBackDays: null }
  const { id } = await mia.call(lists.addList, { body: { name: 'By market', distribution } })
  await paste(id, 'By The Sea\t11\tYstad', 'Up North\t12\tKiruna')
  // Whom the new market is just ranked by waits for the next time.
  const owners = async () => {
    await mia.call(contract.distribute, { params: { id } })
    return ownersOf(id)
  }
  await expect.poll(owners).toEqual({ 'By The Sea': 'Bo Lund', 'Up North': 'Sam Berg' })
})

test('what cannot be', async () => {
  const rules = [{ when: null, to: [{ memberId: sam.memberId, most: 1 }] }]
  const distribution = { rules, automatic: false, takeBackDays: null }
  const without = await mia.call(lists.addList, { body: { name: 'No rules' } })
  expect(await mia.refused(contract.distribute, { params: { id: without.id } })).toMatchObject({
    code: 'no_distribution',
  })
  const refused = await sam.refused(lists.changeList, {
    params: { id: without.id },
    version: without.version,
    body: { distribution },
  })
  expect(refused).toMatchObject({ status: 403 })
  const nobody = [{ when: null, to: [{ memberId: '019a8f4e-5d7c-7b1a-9c3e-2f6d8a4b1c0e', most: 1 }] }]
  const stranger = { name: 'Stranger', distribution: { ...distribution, rules: nobody } }
  expect(await mia.refused(lists.addList, { body: stranger })).toMatchObject({ code: 'unknown_reference' })
  await mia.call(lists.changeList, { params: { id: without.id }, version: without.version, body: { distribution } })
  expect((await mia.call(lists.showList, { params: { id: without.id } })).distribution).toEqual(distribution)
})
