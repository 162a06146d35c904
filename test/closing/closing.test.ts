import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addCloseTechnique,
  addScarcity,
  askToClose,
  decideIncentive,
  takeBackIncentiveDecision,
  endScarcity,
  listCloseAsks,
  listIncentives,
  listScarcities,
  offerIncentive,
  setIncentiveLimit,
  showClosing,
  withdrawCloseAsk,
} from '../../src/contract/closing.ts'
import {
  addClosingItem,
  beginClosingList,
  changeClosingItem,
  listClosingItems,
  setClosingTemplate,
} from '../../src/contract/closing-items.ts'
import { addCompetitor, changeCompetitor, listCompetitors } from '../../src/contract/competitors.ts'
import { listFacts } from '../../src/contract/deals.ts'
import { loseDeal, reopenDeal, undoMove } from '../../src/contract/moves.ts'
import { addPriceList } from '../../src/contract/prices.ts'
import { showToday } from '../../src/contract/today.ts'
import type { Person } from '../kit/app.ts'
import { actThemselves } from '../kit/themselves.ts'
import { dayAgo, startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  await actThemselves(world)
}, 120_000)
afterAll(() => world.rondo.stop())

const told = async (id: string, type: string) => {
  const { items } = await world.sam.call(listFacts, { params: { id }, query: { limit: 100 } })
  return items.filter((fact) => fact.type === type && fact.undoneBy === null)
}
const close = (id: string, body: object) => world.sam.fetch('POST', `/deals/${id}/close`, body)

test('a deal closes from its first stage: the ask is told before the win, and what was passed over is named', async () => {
  const { sam, mia } = world
  const own = await mia.call(addCloseTechnique, { body: { name: 'The puppy' } })
  const deal = await world.openPilot({ amountMinor: 100_000 })
  const first = await sam.call(askToClose, {
    params: { id: deal.id },
    body: { technique: 'own', techniqueId: own.id, signal: 'asked_price', answer: 'not_yet', note: 'Asks his wife.' },
  })
  expect(first).toMatchObject({ deal: { outcome: 'open' }, factId: null, ask: { ownTechnique: { name: 'The puppy' } } })
  const { factId, deal: won } = await sam.call(askToClose, {
    params: { id: deal.id },
    body: { technique: 'alternative_choice', signal: 'verbal_yes', answer: 'yes', amountMinor: 90_000 },
  })
  expect(won).toMatchObject({ outcome: 'won', amountMinor: 90_000 })
  expect((await told(deal.id, 'deal.close_asked')).map(({ data, words }) => [data['technique'], words])).toEqual([
    ['alternative_choice', null],
    ['own', 'Asks his wife.'],
  ])
  const [win] = await told(deal.id, 'deal.won')
  expect(win).toMatchObject({ id: factId, data: { signal: 'verbal_yes' } })
  expect(win?.data['skipped']).toHaveLength(5)
  expect((await sam.call(listCloseAsks, { query: { first: 'true', ownTechnique: own.id } })).items).toHaveLength(1)
  expect(await close(deal.id, { answer: 'yes' })).toMatchObject({ status: 409, body: { code: 'deal_not_open' } })
  await sam.call(undoMove, { params: { id: deal.id }, body: { factId: factId ?? '' } })
  await sam.call(withdrawCloseAsk, { params: { id: first.ask.id } })
  expect(await told(deal.id, 'deal.close_asked')).toHaveLength(1)
  expect(await world.disagreements()).toEqual([])
})

test('nothing is held out as scarce that does not really end; wins take the places', async () => {
  const { sam, mia } = world
  const two = await mia.call(addScarcity, { body: { name: 'Two spring installations', places: 2 } })
  const ask = { technique: 'standing_room_only', scarcityId: two.id, answer: 'yes' } as const
  for (const left of [1, 0]) {
    const { id } = await world.openPilot()
    await sam.call(askToClose, { params: { id }, body: ask })
    const { items } = await sam.call(listScarcities, { query: {} })
    expect(items.find((each) => each.id === two.id)).toMatchObject({ placesLeft: left })
  }
  const { id } = await world.openPilot()
  expect(await close(id, ask)).toMatchObject({
    status: 422,
    body: { code: 'claim_not_backed', data: { problem: 'used_up' } },
  })
  expect(await close(id, { ...ask, scarcityId: undefined })).toMatchObject({ body: { data: { problem: 'missing' } } })
  const day = await mia.call(addScarcity, { body: { name: 'July prices', endsOn: dayAgo(0) } })
  expect(await close(id, { ...ask, scarcityId: day.id, answer: 'not_yet' })).toMatchObject({ status: 200 })
  await mia.call(endScarcity, { params: { id: day.id } })
  expect(await close(id, { ...ask, scarcityId: day.id })).toMatchObject({ body: { data: { problem: 'expired' } } })
  const list = { name: 'Spring', currency: 'EUR' }
  const endless = await mia.call(addPriceList, { body: list })
  expect(await mia.fetch('POST', '/scarcities', { name: 'Spring prices', priceListId: endless.id })).toMatchObject({
    body: { code: 'claim_not_backed', data: { problem: 'endless' } },
  })
  const ending = await mia.call(addPriceList, { body: { ...list, name: 'Summer', validUntil: '2090-06-30' } })
  expect(await mia.call(addScarcity, { body: { name: 'Summer prices', priceListId: ending.id } })).toMatchObject({
    endsOn: '2090-06-30',
    state: 'live',
  })
})

test('an incentive above the limit waits for somebody who may say yes, and comes off the margin', async () => {
  const { sam, mia, anemometer } = world
  await mia.call(setIncentiveLimit, { body: { percent: 5 } })
  const lines = [{ productId: anemometer.id, quantity: 10 }]
  const { id } = await world.openPilot({ lines })
  const offer = (costMinor: number) =>
    sam.call(offerIncentive, {
      params: { id },
      body: { kind: 'discount', name: 'A month free', costMinor, expiresOn: '2090-01-01' },
    })
  expect(await offer(6_000)).toMatchObject({ state: 'approved' })
  const large = await offer(20_000)
  expect(large.state).toBe('waiting')
  const ask = { technique: 'added_incentive', incentiveId: large.id, answer: 'not_yet' } as const
  expect(await close(id, ask)).toMatchObject({ status: 422, body: { data: { problem: 'waiting' } } })
  const { items: waiting } = await mia.call(listIncentives, { query: {} })
  expect(waiting.find((each) => each.id === large.id)).toMatchObject({
    offeredBy: { name: 'Sam Berg' },
    costMinor: 20_000,
    dealAmountMinor: 125_500,
    marginMinor: 49_500,
  })
  const needs = async (who: Person) => (await who.call(showToday, { query: { owner: 'all' } })).items
  expect(await needs(mia)).toContainEqual(expect.objectContaining({ kind: 'incentive', id: large.id, dealId: id }))
  expect(await needs(sam)).not.toContainEqual(expect.objectContaining({ kind: 'incentive' }))
  expect(await sam.fetch('POST', `/incentives/${large.id}/decide`, { approved: true })).toMatchObject({ status: 403 })
  await mia.call(decideIncentive, { params: { id: large.id }, body: { approved: true } })
  expect(await mia.fetch('POST', `/incentives/${large.id}/decide`, { approved: false })).toMatchObject({
    status: 409,
    body: { code: 'incentive_decided' },
  })
  const waits = async () => (await mia.call(listIncentives, { query: {} })).items.map((each) => each.id)
  expect(await waits()).not.toContain(large.id)
  const params = { id: large.id }
  const again = await mia.call(takeBackIncentiveDecision, { params, body: {} })
  expect(again).toMatchObject({ state: 'waiting', decidedBy: null, mayTakeBack: false })
  expect(await waits()).toContain(large.id)
  const { items: facts } = await sam.call(listFacts, { params: { id }, query: {} })
  const undone = facts.find(({ type }) => type === 'deal.incentive_decided')?.undoneBy
  expect(facts.find((fact) => fact.id === undone)?.type).toBe('deal.incentive_decision_withdrawn')
  const stands = async () => (await mia.refused(takeBackIncentiveDecision, { params, body: {} })).data
  expect(await stands()).toEqual({ problem: 'undecided' })
  expect(await mia.call(decideIncentive, { params, body: { approved: true } })).toMatchObject({ mayTakeBack: true })
  expect(await close(id, ask)).toMatchObject({ status: 200 })
  expect(await stands()).toEqual({ problem: 'asked' })
  const { margin } = await sam.call(showClosing, { params: { id } })
  expect(margin).toEqual({ beforeMinor: 55_500, afterMinor: 29_500, currency: 'EUR' })
})

test('the closing checklist comes from the process, has owners and days, and clocks the lawyers', async () => {
  const { sam, mia, bo, process } = world
  await mia.call(setClosingTemplate, {
    params: { id: process.id },
    body: {
      items: [
        { kind: 'legal', title: 'Contract read', ownerId: bo.memberId, afterDays: 0 },
        { kind: 'payment', title: 'First invoice', ownerId: null, afterDays: 14 },
      ],
    },
  })
  const { id } = await world.openPilot()
  expect((await sam.call(showClosing, { params: { id } })).hasTemplate).toBe(true)
  const { items } = await sam.call(beginClosingList, { params: { id }, body: {} })
  expect(items.map(({ title, owner, dueOn }) => [title, owner?.name, dueOn])).toEqual([
    ['Contract read', 'Bo Lund', dayAgo(0)],
    ['First invoice', 'Sam Berg', dayAgo(-14)],
  ])
  expect(await sam.fetch('POST', `/deals/${id}/closing-list`, {})).toMatchObject({ status: 409 })
  const [legal] = items
  const change = (version: number, body: object) =>
    bo.call(changeClosingItem, { params: { id: legal?.id ?? '' }, version, body })
  expect(await change(1, { sent: true })).toMatchObject({ rounds: 1, waitedDays: 0 })
  await change(2, { sent: false })
  expect(await change(3, { sent: true })).toMatchObject({ rounds: 2 })
  const due = { owner: bo.memberId, until: dayAgo(0) }
  expect((await bo.call(listClosingItems, { query: due })).items).toHaveLength(1)
  expect(await change(4, { done: true })).toMatchObject({ sentAt: null, version: 5 })
  expect((await bo.call(listClosingItems, { query: due })).items).toEqual([])
  expect(await told(id, 'deal.closing_item_done')).toMatchObject([{ data: { kind: 'legal', done: true } }])
  await sam.call(addClosingItem, { params: { id }, body: { kind: 'logistics', title: 'Crane' } })
  expect((await sam.call(showClosing, { params: { id } })).items.at(-1)).toMatchObject({ owner: { name: 'Sam Berg' } })
})

test('a deal is lost to somebody, for as long as it is lost', async () => {
  const { sam } = world
  const rival = await sam.call(addCompetitor, { body: { name: 'Windex' } })
  const { id } = await world.openPilot()
  await sam.call(loseDeal, { params: { id }, body: { reason: 'competitor', competitorId: rival.id } })
  expect((await sam.call(showClosing, { params: { id } })).lostTo).toEqual({ id: rival.id, name: 'Windex' })
  const counted = async () =>
    (await sam.call(listCompetitors, { query: { q: 'WIND' } })).items.map((each) => each.lostTo)
  expect(await counted()).toEqual([1])
  await sam.call(reopenDeal, { params: { id }, body: {} })
  expect(await counted()).toEqual([0])
  expect(await sam.fetch('POST', '/competitors', { name: 'windex' })).toMatchObject({ body: { code: 'name_taken' } })
  await sam.call(changeCompetitor, { params: { id: rival.id }, version: 1, body: { archived: true } })
  expect(await counted()).toEqual([])
})

describe('refused is', () => {
  const unknown = '019a8f4e-5d7c-7b1a-9c3e-2f6d8a4b1c0e'
  test.each([
    ['a technique of one’s own without a name', 'close', { technique: 'own', answer: 'no' }, 'unknown_reference'],
    ['a named one where it is none', 'close', { techniqueId: unknown, answer: 'no' }, 'unknown_reference'],
    ['a scarcity that there is not', 'close', { scarcityId: unknown, answer: 'no' }, 'unknown_reference'],
    ['an incentive of another deal', 'close', { incentiveId: unknown, answer: 'no' }, 'unknown_reference'],
    ['a loss to nobody', 'lose', { competitorId: unknown }, 'unknown_reference'],
    [
      'an incentive that is over',
      'incentives',
      { kind: 'extra', name: 'Case', costMinor: 1, expiresOn: '2020-01-01' },
      'day_not_ahead',
    ],
    ['a line for a stranger', 'closing-items', { kind: 'other', title: 'X', ownerId: unknown }, 'unknown_reference'],
  ])('%s', async (_, verb, body, code) => {
    const { id } = await world.openPilot()
    expect(await world.sam.fetch('POST', `/deals/${id}/${verb}`, body)).toMatchObject({ status: 422, body: { code } })
  })
})
