import { afterAll, beforeAll, expect, test } from 'vitest'
import * as deals from '../../src/contract/deals.ts'
import { setLines } from '../../src/contract/lines.ts'
import * as moves from '../../src/contract/moves.ts'
import { daysAgo, startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

const typesOf = (facts: { items: { type: string }[] }) => facts.items.map(({ type }) => type)

test('a deal is led from the first contact to the signature', async () => {
  const { sam, freja, jens, anemometer, openPilot } = world
  const opened = await openPilot({ occurredAt: daysAgo(40), nextStep: { text: 'Call Freja', on: '2030-01-08' } })
  expect(opened).toMatchObject({
    stage: { key: 'prospecting', position: 0 },
    outcome: 'open',
    customer: { kind: 'company', name: 'Nordlys A/S' },
    nextStep: { text: 'Call Freja' },
    currency: 'EUR',
    amountMinor: null,
  })
  const params = { id: opened.id }

  const contacted = await sam.call(moves.moveDeal, {
    params,
    body: { stage: 'first-contact', fromStage: 'prospecting', occurredAt: daysAgo(30) },
  })
  expect(contacted.deal).toMatchObject({ stage: { key: 'first-contact' }, stageEnteredAt: expect.any(String) })

  await sam.call(deals.setStakeholder, { params: { ...params, personId: freja.id }, body: { role: 'decides' } })
  await sam.call(deals.setStakeholder, { params: { ...params, personId: jens.id }, body: { role: 'uses' } })
  await sam.call(moves.moveDeal, { params, body: { stage: 'qualification', occurredAt: daysAgo(20) } })

  const refused = await sam.refused(moves.moveDeal, { params, body: { stage: 'presentation' } })
  expect(refused).toMatchObject({
    status: 409,
    code: 'gate_not_met',
    data: {
      mayOverride: true,
      gates: [{ stage: 'Presentation', missing: [{ key: 'need' }, { key: 'means' }] }],
    },
  })
  for (const criterion of ['need', 'means'])
    await sam.call(deals.confirmCriterion, { params, body: { stage: 'presentation', criterion, met: true } })
  await sam.call(moves.moveDeal, { params, body: { stage: 'presentation', occurredAt: daysAgo(10) } })

  const current = await sam.call(deals.showDeal, { params })
  const priced = await sam.call(setLines, {
    params,
    version: current.version,
    body: { lines: [{ productId: anemometer.id, quantity: 2.5 }] },
  })
  expect(priced).toMatchObject({
    amountMinor: 31_375,
    lines: [{ productName: 'Anemometer', priceMinor: 12_550, costMinor: 7_000, quantity: 2.5 }],
  })

  const won = await sam.call(moves.winDeal, {
    params,
    body: { signal: 'asked_contract', amountMinor: 30_000, fromStage: 'presentation' },
  })
  expect(won.deal).toMatchObject({ outcome: 'won', stage: { key: 'care' }, amountMinor: 30_000 })
  expect(won.deal).toEqual(await sam.call(deals.showDeal, { params }))

  const facts = await sam.call(deals.listFacts, { params, query: {} })
  expect(typesOf(facts)).toEqual([
    'deal.won',
    'deal.amount_changed',
    'deal.amount_changed',
    'deal.lines_changed',
    'deal.criterion_confirmed',
    'deal.criterion_confirmed',
    'deal.stakeholder_set',
    'deal.stakeholder_set',
    'deal.moved',
    'deal.moved',
    'deal.moved',
    'deal.next_step_planned',
    'deal.opened',
  ])
  const [last] = facts.items
  expect(Object.values(last?.names ?? {}).sort()).toEqual([
    'Care and referrals',
    'Closing',
    'Objections',
    'Presentation',
  ])
  expect(last).toMatchObject({ id: won.factId, actor: { name: 'Sam Berg' }, data: { signal: 'asked_contract' } })
})

test('after all this, facts and state agree', async () => {
  expect(await world.disagreements()).toEqual([])
})
