import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeMember, listMembers } from '../../src/contract/access.ts'
import { assignDeal, listDeals, openDeal, setStakeholder, showDeal } from '../../src/contract/deals.ts'
import { comeBack, loseDeal } from '../../src/contract/moves.ts'
import { addCompany, addPerson } from '../../src/contract/people.ts'
import { showCycleLength, showWheel } from '../../src/contract/measurement.ts'
import { deactivateMember } from '../../src/contract/team.ts'
import { insertKey } from '../../src/server/modules/access/index.ts'
import { type App, person, type Person, startApp } from '../kit/app.ts'

let rondo: App
let ada: Person
let mia: Person
let miaId: string
let boId: string
beforeAll(async () => {
  rondo = await startApp()
  ada = rondo.owner
  miaId = (await rondo.member('manager', 'Mia')).memberId
  boId = (await rondo.member('seller', 'Bo')).memberId
  mia = await standingFor(miaId)
  const { items } = await ada.call(listMembers, {})
  const { version = 0 } = items.find(({ id }) => id === miaId) ?? {}
  await ada.call(changeMember, { params: { id: miaId }, version, body: { sees: 'own' } })
})
afterAll(() => rondo.stop())

/** Somebody who acts as a member, by a key that stands for them. */
async function standingFor(memberId: string): Promise<Person> {
  const { db } = rondo.pools
  const row = await db
    .selectFrom('workspaces')
    .selectAll()
    .where('id', '=', rondo.workspaceId)
    .executeTakeFirstOrThrow()
  const workspace = { ...row, timeZone: row.time_zone }
  const actor = { kind: 'member', id: memberId, role: 'owner', sees: null } as const
  const wanted = { name: 'stands', role: 'manager', memberId, expiresAt: null } as const
  const { key } = await insertKey({ tx: db, workspace, now: new Date(), actor }, wanted)
  return person(rondo.url, rondo.workspaceId, { authorization: `Bearer ${key}` })
}

test('Mia, who sees her own, hands a deal to Bo and has it out of sight: she saw it for the last time', async () => {
  const deal = await mia.call(openDeal, { body: { name: 'Hers for a day' } })
  expect(deal.owner?.id).toBe(miaId)
  const given = await mia.call(assignDeal, { params: { id: deal.id }, body: { ownerId: boId } })
  expect(given.owner?.id).toBe(boId)
  expect((await mia.refused(showDeal, { params: { id: deal.id } })).code).toBe('not_found')
  // She cannot fetch it back either.
  expect((await mia.refused(assignDeal, { params: { id: deal.id }, body: { ownerId: miaId } })).code).toBe('not_found')
  expect((await mia.call(listDeals, {})).items.map(({ id }) => id)).not.toContain(deal.id)
})

test('a customer of Bo’s cannot be named by its id: it is as unknown to her as one that does not exist', async () => {
  const company = await ada.call(addCompany, { body: { name: 'Bo’s own', ownerId: boId } })
  const friend = await ada.call(addPerson, { body: { name: 'Bo’s friend', ownerId: boId } })
  const opening = await mia.refused(openDeal, { body: { name: 'Sneaky', companyId: company.id } })
  expect(opening).toMatchObject({ code: 'unknown_reference', data: { field: 'companyId' } })
  const deal = await mia.call(openDeal, { body: { name: 'Her own' } })
  const asked = { params: { id: deal.id, personId: friend.id }, body: { role: 'decides' } } as const
  expect((await mia.refused(setStakeholder, asked)).code).toBe('unknown_reference')
})

test('figures count what is seen: hers and nobody’s, at the same moment as everybody’s for Ada', async () => {
  await ada.call(openDeal, { body: { name: 'Nobody’s', ownerId: null } })
  const [hers, all] = await Promise.all([mia.call(showCycleLength, {}), ada.call(showCycleLength, {})])
  const [wheel, whole] = await Promise.all([mia.call(showWheel, {}), ada.call(showWheel, {})])
  expect(hers.n).toBe((await mia.call(listDeals, { query: { limit: 200 } })).items.length)
  expect(all.n).toBe((await ada.call(listDeals, { query: { limit: 200 } })).items.length)
  expect(wheel.openDeals).toBe(hers.n)
  expect(whole.openDeals).toBe(all.n)
  expect(all.n).toBeGreaterThan(hers.n)
})

test('a customer who comes back after their seller has left belongs to nobody yet', async () => {
  const ulf = await rondo.member('seller', 'Ulf')
  const deal = await ada.call(openDeal, { body: { name: 'Lost', ownerId: ulf.memberId } })
  await ada.call(loseDeal, { params: { id: deal.id }, body: {} })
  await ada.call(deactivateMember, { params: { id: ulf.memberId }, body: { handOverTo: null } })
  expect((await ada.call(comeBack, { params: { id: deal.id }, body: {} })).owner).toBeNull()
})
