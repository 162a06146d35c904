import { afterAll, beforeAll, expect, test } from 'vitest'
import { deactivateMember } from '../../src/contract/team.ts'
import { addClosingItem, listClosingItems } from '../../src/contract/closing-items.ts'
import { listFacts, openDeal, setStakeholder, showDeal } from '../../src/contract/deals.ts'
import {
  acceptHandoff,
  addHandoffKind,
  checkHandoff,
  declineHandoff,
  draftHandoff,
  listHandoffs,
  offerHandoff,
  setWorkingHours,
  showContact,
  showHandoff,
  withdrawHandoff,
} from '../../src/contract/handoffs.ts'
import type { BodyOf } from '../../src/contract/endpoint.ts'
import { winDeal } from '../../src/contract/moves.ts'
import { promiseAnswer } from '../../src/contract/outreach.ts'
import { addCompany, showCompany } from '../../src/contract/people.ts'
import type { Person } from '../kit/app.ts'
import { actThemselves } from '../kit/themselves.ts'
import { startWorld, type World } from '../kit/world.ts'

let world: World
let cara: Person & { readonly memberId: string }
let toCare: string
let toSeller: string
beforeAll(async () => {
  world = await startWorld()
  cara = await world.rondo.member('care', 'Cara Dahl')
  await actThemselves(world)
  const introductions: BodyOf<typeof addHandoffKind>['introductions'] = [
    { language: 'en', text: 'Hello {person}, {receiver} looks after {customer} from now on. {sender} {unknown}' },
    { language: 'da', text: 'Hej {person}, {receiver} tager sig af {customer} fremover. Hilsen {sender}' },
  ]
  const add = async (more: Pick<BodyOf<typeof addHandoffKind>, 'name' | 'route' | 'checklist' | 'introductions'>) =>
    (await world.mia.call(addHandoffKind, { body: { acceptWithinHours: 8, ...more } })).id
  const checklist = ['Contract filed', 'Invoice address']
  toCare = await add({ name: 'To care', route: 'seller_to_care', checklist, introductions })
  toSeller = await add({ name: 'To a seller', route: 'seller_to_seller', checklist: [], introductions: [] })
}, 120_000)
afterAll(() => world.rondo.stop())

const types = async (id: string) => {
  const { items } = await world.mia.call(listFacts, { params: { id }, query: {} })
  return items.map(({ type }) => type)
}

test('a won deal goes to care: introduced in the customer’s language, accepted, and the win stays its seller’s', async () => {
  const { sam, freja } = world
  const company = await sam.call(addCompany, {
    body: { name: 'Aarhus Vind', country: 'Danmark', ownerId: sam.memberId },
  })
  const deal = await world.openPilot({ companyId: company.id })
  const params = { id: deal.id }
  await sam.call(setStakeholder, { params: { ...params, personId: freja.id }, body: { role: 'decides' } })
  await sam.call(promiseAnswer, { body: { dealId: deal.id, text: 'Drawings', dueAt: '2090-01-01T12:00:00.000Z' } })
  const early = { kindId: toCare, toId: cara.memberId }
  expect(await sam.fetch('POST', `/deals/${deal.id}/handoffs`, early)).toMatchObject({
    status: 422,
    body: { code: 'handoff_unfit', data: { problem: 'not_won' } },
  })
  await sam.call(winDeal, { params, body: {} })
  const draft = await sam.call(draftHandoff, { params, query: { kind: toCare, to: cara.memberId } })
  expect(draft).toEqual({
    introduction: 'Hej Freja Holst, Cara Dahl tager sig af Aarhus Vind fremover. Hilsen Sam Berg',
    language: 'da',
    languages: ['en', 'da'],
  })
  const english = await sam.call(draftHandoff, { params, query: { kind: toCare, to: cara.memberId, language: 'en' } })
  expect(english.introduction).toContain('{unknown}')
  const offered = await sam.call(offerHandoff, {
    params,
    body: { ...early, introduction: draft.introduction, introductionLanguage: 'da' },
  })
  expect(offered).toMatchObject({
    promises: [{ text: 'Drawings' }],
    state: 'offered',
    mayDecide: false,
    mayWithdraw: true,
  })
  expect((await sam.call(showContact, { params })).contact?.name).toBe('Sam Berg')
  expect((await cara.call(listHandoffs, { query: { to: cara.memberId, state: 'offered' } })).items).toMatchObject([
    { id: offered.id, mayDecide: true, checklist: [{ done: false }, { done: false }] },
  ])
  await cara.call(checkHandoff, { params: { id: offered.id }, body: { point: 1, done: true } })
  const accepted = await cara.call(acceptHandoff, { params: { id: offered.id }, body: {} })
  expect(accepted).toMatchObject({ state: 'accepted', late: false, checklist: [{ done: false }, { done: true }] })
  expect((await sam.call(showContact, { params })).contact?.name).toBe('Cara Dahl')
  expect((await cara.call(showCompany, { params: { id: company.id } })).ownerId).toBe(cara.memberId)
  expect((await sam.call(showDeal, { params })).owner?.name).toBe('Sam Berg')
  expect((await types(deal.id)).slice(0, 2)).toEqual(['deal.handoff_accepted', 'deal.handoff_offered'])
  expect(await cara.fetch('POST', `/handoffs/${offered.id}/decline`, { reason: 'no_time' })).toMatchObject({
    status: 409,
  })
})

test('an open deal is declined with a reason, offered again, and accepted: it has a new owner', async () => {
  const { sam, bo } = world
  const { id } = await world.openPilot()
  const offer = { params: { id }, body: { kindId: toSeller, toId: bo.memberId } }
  const first = await sam.call(offerHandoff, offer)
  expect(await sam.fetch('POST', `/deals/${id}/handoffs`, offer.body)).toMatchObject({
    status: 409,
    body: { code: 'handoff_under_way' },
  })
  expect(await sam.fetch('POST', `/handoffs/${first.id}/accept`, {})).toMatchObject({ status: 403 })
  const body = { reason: 'missing_information', words: 'Who signs?' } as const
  expect(await bo.call(declineHandoff, { params: { id: first.id }, body })).toMatchObject({
    declineWords: 'Who signs?',
  })
  const second = await sam.call(offerHandoff, offer)
  await sam.call(withdrawHandoff, { params: { id: second.id } })
  const third = await sam.call(offerHandoff, offer)
  await bo.call(acceptHandoff, { params: { id: third.id }, body: {} })
  expect((await bo.call(showDeal, { params: { id } })).owner?.id).toBe(bo.memberId)
  const { items } = await sam.call(listHandoffs, { query: { deal: id } })
  expect(items.map(({ state }) => state)).toEqual(['accepted', 'withdrawn', 'declined'])
  expect(await world.disagreements()).toEqual([])
})

test('the one it is offered to sees it and takes it, though the deal is out of their sight', async () => {
  const { sam, mia, rondo } = world
  const nils = await rondo.member('seller', 'Nils Ek')
  await actThemselves(world)
  await rondo.pools.db.updateTable('members').set({ sees: 'own' }).where('id', '=', nils.memberId).execute()
  const { id } = await world.openPilot()
  expect(await nils.fetch('GET', `/deals/${id}`)).toMatchObject({ status: 404 })
  const { id: handoff } = await mia.call(offerHandoff, {
    params: { id },
    body: { kindId: toSeller, toId: nils.memberId },
  })
  const shown = await nils.call(listHandoffs, { query: {} })
  expect(shown.items).toMatchObject([{ id: handoff, from: { name: 'Sam Berg' }, mayDecide: true }])
  await nils.call(acceptHandoff, { params: { id: handoff }, body: {} })
  expect(await nils.fetch('GET', `/deals/${id}`)).toMatchObject({ status: 200 })
  expect(sam.memberId).not.toBe(nils.memberId)
})

test('the clock of an offer runs only while the workspace works, and who is late is seen', async () => {
  const { ada, mia, sam, bo, rondo } = world
  await ada.call(setWorkingHours, { body: { days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, untilMinute: 1440 } })
  // Of no country, and so without public holidays.
  await rondo.pools.db.updateTable('workspaces').set({ time_zone: 'Etc/UTC' }).execute()
  const { id } = await world.openPilot()
  const { offeredAt, dueAt, ...offered } = await sam.call(offerHandoff, {
    params: { id },
    body: { kindId: toSeller, toId: bo.memberId },
  })
  expect(Date.parse(dueAt) - Date.parse(offeredAt)).toBe(8 * 3_600_000)
  await rondo.pools.db
    .updateTable('handoffs')
    .set({ due_at: new Date(Date.parse(offeredAt) - 1) })
    .where('id', '=', offered.id)
    .execute()
  const { items } = await mia.call(listHandoffs, { query: { late: 'true', state: 'offered' } })
  expect(items).toMatchObject([{ id: offered.id, late: true }])
})

test('what waits for somebody who leaves waits for who takes over', async () => {
  const { ada, mia, sam, rondo } = world
  const eva = await rondo.member('seller', 'Eva Lind')
  await actThemselves(world)
  const { id } = await world.openPilot()
  const offered = await sam.call(offerHandoff, { params: { id }, body: { kindId: toSeller, toId: eva.memberId } })
  await sam.call(addClosingItem, { params: { id }, body: { kind: 'legal', title: 'Read', ownerId: eva.memberId } })
  await ada.call(deactivateMember, { params: { id: eva.memberId }, body: { handOverTo: mia.memberId } })
  const params = { id: offered.id }
  await expect.poll(async () => (await mia.call(showHandoff, { params })).to.name, { timeout: 25_000 }).toBe('Mia Falk')
  const { items } = await mia.call(listClosingItems, { query: { owner: mia.memberId } })
  expect(items).toMatchObject([{ title: 'Read' }])
})

test('refused is whoever cannot work with it, oneself, and a deal of somebody else', async () => {
  const { sam, bo, rita } = world
  const { id } = await world.openPilot()
  const offer = (who: Person, toId: string) => who.fetch('POST', `/deals/${id}/handoffs`, { kindId: toSeller, toId })
  expect(await offer(sam, rita.memberId)).toMatchObject({ body: { data: { problem: 'reader' } } })
  expect(await offer(sam, cara.memberId)).toMatchObject({ body: { data: { problem: 'reader' } } })
  expect(await offer(sam, sam.memberId)).toMatchObject({ body: { data: { problem: 'self' } } })
  expect(await offer(bo, bo.memberId)).toMatchObject({ status: 403 })
  const closed = await sam.call(openDeal, { body: { name: 'Closed' } })
  await sam.call(winDeal, { params: { id: closed.id }, body: {} })
  const body = { kindId: toSeller, toId: bo.memberId }
  expect(await sam.fetch('POST', `/deals/${closed.id}/handoffs`, body)).toMatchObject({
    body: { data: { problem: 'not_open' } },
  })
})
