import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFacts, openDeal, setStakeholder } from '../../src/contract/deals.ts'
import {
  changeNeed,
  changeTrial,
  dropNeed,
  endTrial,
  listNeeds,
  listPresentations,
  listTrials,
  logPresentation,
  noteNeed,
  setGiftLimits,
  showGiftLimits,
  startTrial,
  withdrawPresentation,
  withdrawTrial,
} from '../../src/contract/presenting.ts'
import { dayAgo, startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 120_000)
afterAll(() => world.rondo.stop())

const told = async (id: string, ...types: string[]) => {
  const { items } = await world.sam.call(listFacts, { params: { id }, query: {} })
  return items.filter(({ type, undoneBy }) => types.includes(type) && undoneBy === null)
}

test('needs are weighed and mapped to a product, those that must be met first', async () => {
  const { sam, freja, anemometer } = world
  const deal = await world.openPilot()
  await sam.call(noteNeed, { body: { dealId: deal.id, words: 'Fewer climbs', weight: 1 } })
  const { id } = await sam.call(noteNeed, { body: { dealId: deal.id, words: 'Works in ice', personId: freja.id } })
  await sam.call(changeNeed, { params: { id }, body: { weight: 3, productId: anemometer.id } })
  const { items } = await sam.call(listNeeds, { query: { deal: deal.id } })
  expect(items).toMatchObject([
    { words: 'Works in ice', weight: 3, person: { name: 'Freja Holst' }, product: { name: 'Anemometer' } },
    { words: 'Fewer climbs', weight: 1, person: null },
  ])
  const facts = await told(deal.id, 'deal.need_noted')
  expect(facts).toMatchObject([{ data: { weight: 3, productId: anemometer.id } }, { data: { weight: 1 } }])
  await sam.call(dropNeed, { params: { id } })
  expect(await told(deal.id, 'deal.need_noted')).toHaveLength(1)
})

test('a presentation says who asked what, how they took it, and whether somebody was there who decides', async () => {
  const { sam, freja, jens } = world
  const deal = await world.openPilot()
  const present = () =>
    sam.call(logPresentation, {
      body: {
        dealId: deal.id,
        topic: 'Wind in ice',
        minutes: 40,
        people: [
          { personId: freja.id, reaction: 'keen', asked: 'And at −30°?' },
          { personId: jens.id, reaction: 'doubtful' },
        ],
      },
    })
  const first = await present()
  await sam.call(setStakeholder, { params: { id: deal.id, personId: freja.id }, body: { role: 'decides' } })
  await present()
  const facts = await told(deal.id, 'deal.presented')
  expect(facts.map(({ data }) => data)).toMatchObject([
    { people: 2, asked: 1, minutes: 40, toDecider: true },
    { people: 2, asked: 1, minutes: 40, toDecider: false },
  ])
  expect(JSON.stringify(facts.map(({ data }) => data))).not.toContain('And at')
  await sam.call(withdrawPresentation, { params: { id: first.id } })
  const { items } = await sam.call(listPresentations, { query: { deal: deal.id } })
  expect(items).toMatchObject([
    {
      topic: 'Wind in ice',
      people: [
        { person: { name: 'Freja Holst' }, reaction: 'keen', asked: 'And at −30°?' },
        { person: { name: 'Jens Krogh' }, reaction: 'doubtful', asked: null },
      ],
    },
  ])
  expect(await told(deal.id, 'deal.presented')).toHaveLength(1)
})

test('a trial runs, is due, is used, and convinces', async () => {
  const { mia, sam, anemometer } = world
  const deal = await mia.call(openDeal, { body: { name: 'Mast', ownerId: sam.memberId, companyId: world.nordlys.id } })
  const { id } = await sam.call(startTrial, {
    body: {
      dealId: deal.id,
      kind: 'trial',
      what: 'One mast for a month',
      productId: anemometer.id,
      endsOn: dayAgo(-30),
      remindOn: dayAgo(-7),
      costMinor: 9_000,
    },
  })
  const due = async (by: string) =>
    (await sam.call(listTrials, { query: { due_by: by, owner: sam.memberId } })).items.map((each) => each.id)
  expect(await due(dayAgo(-6))).toEqual([])
  expect(await due(dayAgo(-7))).toEqual([id])
  await sam.call(changeTrial, { params: { id }, body: { use: 'used_often', remindOn: null } })
  expect(await due(dayAgo(-7))).toEqual([])
  const body = { outcome: 'convinced', feedback: 'Not one climb in January.' } as const
  expect(await sam.call(endTrial, { params: { id }, body })).toMatchObject({
    outcome: 'convinced',
    use: 'used_often',
    currency: 'EUR',
    costMinor: 9_000,
  })
  expect(await sam.fetch('POST', `/trials/${id}/end`, body)).toMatchObject({
    status: 409,
    body: { code: 'trial_ended' },
  })
  expect(await told(deal.id, 'deal.trial_started', 'deal.trial_ended')).toMatchObject([
    { data: { outcome: 'convinced', use: 'used_often' }, words: 'Not one climb in January.' },
    { data: { kind: 'trial', minor: 9_000, currency: 'EUR' }, words: 'One mast for a month' },
  ])
  await sam.call(withdrawTrial, { params: { id } })
  expect(await told(deal.id, 'deal.trial_started', 'deal.trial_ended')).toEqual([])
})

test('gifts stay within the limit of the month and of a buyer', async () => {
  const { mia, sam } = world
  await mia.call(setGiftLimits, { body: { monthMinor: 10_000, dealMinor: 6_000 } })
  const [one, other] = [await world.openPilot(), await world.openPilot()]
  const give = (dealId: string, costMinor: number) =>
    sam.fetch('POST', '/trials', { dealId, kind: 'gift', what: 'A thermos', costMinor })
  expect((await give(one.id, 5_000)).status).toBe(201)
  expect(await give(one.id, 1_001)).toMatchObject({
    status: 422,
    body: { code: 'over_gift_limit', data: { limit: 'deal', limitMinor: 6_000, spentMinor: 5_000 } },
  })
  expect(await give(other.id, 5_001)).toMatchObject({
    body: { code: 'over_gift_limit', data: { limit: 'month' } },
  })
  const given = await give(other.id, 5_000)
  expect(await sam.call(showGiftLimits, {})).toMatchObject({ spentMinor: 10_000, monthMinor: 10_000 })
  const id = String(Reflect.get(Object(given.body), 'id'))
  expect((await sam.fetch('PATCH', `/trials/${id}`, { costMinor: 5_001 })).status).toBe(422)
  expect((await sam.fetch('PUT', '/gift-limits', { monthMinor: null, dealMinor: null })).status).toBe(403)
})

describe('refused is', () => {
  const unknown = '019a8f4e-5d7c-7b1a-9c3e-2f6d8a4b1c0e'
  test.each([
    ['a need of nobody known', '/needs', { words: 'Speed', personId: unknown }, 'unknown_reference'],
    ['a need that weighs nothing', '/needs', { words: 'Speed', weight: 0 }, 'invalid'],
    ['a presentation to nobody known', '/presentations', { people: [{ personId: unknown }] }, 'unknown_reference'],
    ['a trial that ends before it starts', '/trials', { kind: 'trial', what: 'X', endsOn: '2020-01-01' }, 'invalid'],
    [
      'a trial that is yet to start',
      '/trials',
      { kind: 'demo', what: 'X', startsOn: '2999-01-01' },
      'occurred_in_future',
    ],
  ])('%s', async (_, path, body, code) => {
    const { id } = await world.openPilot()
    expect(await world.sam.fetch('POST', path, { ...body, dealId: id })).toMatchObject({ status: 422, body: { code } })
  })
})
