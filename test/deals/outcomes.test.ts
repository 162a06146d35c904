import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as deals from '../../src/contract/deals.ts'
import * as moves from '../../src/contract/moves.ts'
import type { AnyEndpoint } from '../../src/contract/endpoint.ts'
import { daysAgo, startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

test('a deal is won straight from prospecting, and every stage left out is named', async () => {
  const { sam, openPilot, process } = world
  const { id } = await openPilot()
  const { deal } = await sam.call(moves.winDeal, { params: { id }, body: {} })
  expect(deal).toMatchObject({ outcome: 'won', stage: { key: 'care' }, endedAt: expect.any(String) })
  const { items } = await sam.call(deals.listFacts, { params: { id }, query: {} })
  const leftOut = process.versions[0]?.stages.slice(1, -1).map((stage) => stage.id)
  expect(items[0]).toMatchObject({ type: 'deal.won', data: { signal: 'not_stated', skipped: leftOut } })
})

test('a win that is reversed counts as lost from then on, and stays in the log', async () => {
  const { sam, openPilot } = world
  const { id } = await openPilot({ occurredAt: daysAgo(30) })
  const params = { id }
  const at = daysAgo(2)
  await sam.call(moves.winDeal, { params, body: { occurredAt: daysAgo(5) } })
  const reversed = await sam.call(moves.reverseWin, {
    params,
    body: { reason: 'unpaid', note: 'Never paid', occurredAt: at },
  })
  expect(reversed.deal).toMatchObject({ outcome: 'lost', endedAt: at, stage: { key: 'care' } })
  const { items } = await sam.call(deals.listFacts, { params, query: {} })
  expect(items.map(({ type }) => type)).toEqual(['deal.win_reversed', 'deal.won', 'deal.opened'])
  expect(items[0]).toMatchObject({ words: 'Never paid' })
})

test('a deal that was lost by mistake is reopened where it was, on the same clock', async () => {
  const { sam, openPilot } = world
  const { id } = await openPilot({ occurredAt: daysAgo(30) })
  const params = { id }
  const entered = daysAgo(20)
  await sam.call(moves.moveDeal, { params, body: { stage: 'first-contact', occurredAt: entered } })
  const lost = await sam.call(moves.loseDeal, { params, body: { reason: 'price', comeBackOn: '2030-03-01' } })
  expect(lost.deal).toMatchObject({ outcome: 'lost', comeBackOn: '2030-03-01' })
  const { deal } = await sam.call(moves.reopenDeal, { params, body: {} })
  expect(deal).toMatchObject({
    outcome: 'open',
    endedAt: null,
    comeBackOn: null,
    stage: { key: 'first-contact' },
    stageEnteredAt: entered,
  })
})

test('a customer who was not ready comes back in a deal of its own', async () => {
  const { sam, bo, openPilot } = world
  const old = await openPilot({ occurredAt: daysAgo(30) })
  const params = { id: old.id }
  await sam.call(moves.postponeDeal, { params, body: { comeBackOn: '2030-05-01', note: 'After the budget' } })
  const back = await bo.call(moves.comeBack, { params, body: { name: 'Second try' } })
  expect(back).toMatchObject({
    name: 'Second try',
    previousDealId: old.id,
    outcome: 'open',
    stage: { key: 'prospecting' },
    customer: { name: 'Nordlys A/S' },
  })
  expect(await sam.call(deals.showDeal, { params })).toMatchObject({ outcome: 'not_now', nextDealId: back.id })
  const { items } = await sam.call(deals.listFacts, { params, query: { limit: 1 } })
  expect(items[0]).toMatchObject({ type: 'deal.came_back', names: { [back.id]: 'Second try' } })
})

test('a slip is undone: the deal stands where it stood, amount and all', async () => {
  const { sam, openPilot } = world
  const { id } = await openPilot({ amountMinor: 90_000, occurredAt: daysAgo(10) })
  const params = { id }
  await sam.call(moves.moveDeal, { params, body: { stage: 'qualification' } })
  const before = await sam.call(deals.showDeal, { params })
  const won = await sam.call(moves.winDeal, { params, body: { amountMinor: 80_000 } })
  const { deal } = await sam.call(moves.undoMove, { params, body: { factId: won.factId } })
  expect(deal).toEqual({ ...before, version: deal.version, updatedAt: deal.updatedAt })
  const { items } = await sam.call(deals.listFacts, { params, query: {} })
  expect(items.find((fact) => fact.id === won.factId)).toMatchObject({ undoneBy: items[0]?.id })
})

test('a gate is overridden with a reason, which can be erased and the fact stays', async () => {
  const { sam, openPilot } = world
  const { id } = await openPilot()
  const params = { id }
  const { deal } = await sam.call(moves.moveDeal, {
    params,
    body: { stage: 'objections', overrideReason: 'Freja asked for the slides first' },
  })
  expect(deal.stage.key).toBe('objections')
  const { items } = await sam.call(deals.listFacts, { params, query: {} })
  expect(items[0]).toMatchObject({
    type: 'deal.moved',
    data: { direction: 'forward', missing: expect.arrayContaining(['contact-known']) },
  })
  expect(items[1]).toMatchObject({
    type: 'deal.gate_overridden',
    data: { missing: ['need', 'means'], moveId: items[0]?.id },
    words: 'Freja asked for the slides first',
  })
})

interface Refusal {
  readonly what: string
  readonly endpoint: AnyEndpoint
  readonly body: object
  readonly code: string
  readonly status: number
  /** What happens to the deal before. */
  readonly after?: readonly [AnyEndpoint, object][]
}

const soon = new Date(Date.now() + 3_600_000).toISOString()
const lost: Refusal['after'] = [[moves.loseDeal, {}]]

const refusals: Refusal[] = [
  {
    what: 'a move of an ended deal',
    endpoint: moves.moveDeal,
    body: { stage: 'closing' },
    after: lost,
    code: 'deal_not_open',
    status: 409,
  },
  {
    what: 'a win of an ended deal',
    endpoint: moves.winDeal,
    body: {},
    after: lost,
    code: 'deal_not_open',
    status: 409,
  },
  {
    what: 'a move from where the deal is not',
    endpoint: moves.moveDeal,
    body: { stage: 'closing', fromStage: 'objections' },
    code: 'deal_elsewhere',
    status: 409,
  },
  {
    what: 'a loss from where the deal is not',
    endpoint: moves.loseDeal,
    body: { fromStage: 'objections' },
    code: 'deal_elsewhere',
    status: 409,
  },
  {
    what: 'a move to where the deal is',
    endpoint: moves.moveDeal,
    body: { stage: 'prospecting' },
    code: 'already_in_stage',
    status: 409,
  },
  {
    what: 'a move to no stage of the process',
    endpoint: moves.moveDeal,
    body: { stage: 'nirvana' },
    code: 'stage_not_in_process',
    status: 422,
  },
  {
    what: 'a move into care',
    endpoint: moves.moveDeal,
    body: { stage: 'care' },
    code: 'stage_only_by_winning',
    status: 422,
  },
  {
    what: 'a move past an enforced gate',
    endpoint: moves.moveDeal,
    body: { stage: 'closing' },
    code: 'gate_not_met',
    status: 409,
  },
  {
    what: 'an override without words',
    endpoint: moves.moveDeal,
    body: { stage: 'closing', overrideReason: '  ' },
    code: 'gate_not_met',
    status: 409,
  },
  {
    what: 'a move tomorrow',
    endpoint: moves.moveDeal,
    body: { stage: 'first-contact', occurredAt: soon },
    code: 'occurred_in_future',
    status: 422,
  },
  {
    what: 'a move before the opening',
    endpoint: moves.moveDeal,
    body: { stage: 'first-contact', occurredAt: daysAgo(400) },
    code: 'occurred_too_early',
    status: 422,
  },
  {
    what: 'a loss before the opening',
    endpoint: moves.loseDeal,
    body: { occurredAt: daysAgo(400) },
    code: 'occurred_too_early',
    status: 422,
  },
  { what: 'reversing what was not won', endpoint: moves.reverseWin, body: {}, code: 'deal_elsewhere', status: 409 },
  { what: 'reopening an open deal', endpoint: moves.reopenDeal, body: {}, code: 'deal_open', status: 409 },
  { what: 'coming back from an open deal', endpoint: moves.comeBack, body: {}, code: 'deal_open', status: 409 },
  {
    what: 'coming back before the end',
    endpoint: moves.comeBack,
    body: { occurredAt: daysAgo(300) },
    after: lost,
    code: 'occurred_too_early',
    status: 422,
  },
  {
    what: 'undoing nothing',
    endpoint: moves.undoMove,
    body: { factId: '01890a5d-ac96-774b-bcce-b302099a8057' },
    code: 'nothing_to_undo',
    status: 409,
  },
  {
    what: 'a stranger as owner',
    endpoint: deals.assignDeal,
    body: { ownerId: '01890a5d-ac96-774b-bcce-b302099a8057' },
    code: 'unknown_reference',
    status: 422,
  },
  {
    what: 'a criterion that is no sentence',
    endpoint: deals.confirmCriterion,
    body: { stage: 'prospecting', criterion: 'contact-known', met: true },
    code: 'unknown_reference',
    status: 422,
  },
  {
    what: 'a next step for an ended deal',
    endpoint: deals.planNextStep,
    body: { text: 'Call', on: '2030-01-01' },
    after: lost,
    code: 'deal_not_open',
    status: 409,
  },
  { what: 'finishing a step nobody planned', endpoint: deals.finishNextStep, body: {}, code: 'not_found', status: 404 },
]

describe('is refused', () => {
  test.each(refusals)('$what: $code', async ({ endpoint, body, code, status, after = [] }) => {
    const { mia, openPilot } = world
    const { id } = await openPilot({ occurredAt: daysAgo(200) })
    for (const [earlier, input] of after) await mia.call(earlier, { params: { id }, body: input })
    expect(await mia.refused(endpoint, { params: { id }, body })).toMatchObject({ code, status })
  })

  test('an undoing by somebody else, of an earlier change, of the opening, or twice', async () => {
    const { sam, bo, openPilot } = world
    const { id } = await openPilot()
    const params = { id }
    const first = await sam.call(moves.moveDeal, { params, body: { stage: 'first-contact' } })
    const second = await sam.call(moves.moveDeal, { params, body: { stage: 'qualification' } })
    const { items } = await sam.call(deals.listFacts, { params, query: {} })
    const opening = items.at(-1)?.id ?? ''
    const undo = (factId: string) => ({ params, body: { factId } })
    expect((await bo.refused(moves.undoMove, undo(second.factId))).code).toBe('nothing_to_undo')
    expect((await sam.refused(moves.undoMove, undo(first.factId))).code).toBe('nothing_to_undo')
    await sam.call(moves.undoMove, undo(second.factId))
    expect((await sam.refused(moves.undoMove, undo(second.factId))).code).toBe('nothing_to_undo')
    await sam.call(moves.undoMove, undo(first.factId))
    expect((await sam.refused(moves.undoMove, undo(opening))).code).toBe('nothing_to_undo')
  })

  test('two people moving the same deal at once: one does, the other is told where it is', async () => {
    const { sam, bo, openPilot } = world
    const { id } = await openPilot()
    const body = { stage: 'first-contact', fromStage: 'prospecting' }
    const answers = await Promise.all([sam, bo, sam, bo].map((one) => one.fetch('POST', `/deals/${id}/move`, body)))
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([200, 409, 409, 409])
  })
})

test('after all this, facts and state agree', async () => {
  expect(await world.disagreements()).toEqual([])
})
