import { afterAll, beforeAll, expect, test } from 'vitest'
import * as boardCalls from '../../src/contract/board.ts'
import * as deals from '../../src/contract/deals.ts'
import * as moves from '../../src/contract/moves.ts'
import * as processes from '../../src/contract/process.ts'
import { urgencies } from '../../src/server/modules/deals/urgency.ts'
import { dayAgo, daysAgo, draftsOf, startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

const nextStep = (days: number) => ({ text: 'Call', on: dayAgo(-days) })

test('the board shows what is most urgent first, with counts and totals per currency', async () => {
  const { sam, openPilot } = world
  const later = await openPilot({ name: 'Later', nextStep: nextStep(5), amountMinor: 100 })
  const unplanned = await openPilot({ name: 'Unplanned', amountMinor: 250, currency: 'SEK' })
  const overdue = await openPilot({ name: 'Overdue', nextStep: nextStep(-3), amountMinor: 50 })
  const longOverdue = await openPilot({ name: 'Long overdue', nextStep: nextStep(-9) })
  const { columns, today } = await sam.call(boardCalls.showBoard, {})
  expect(columns.map(({ stage }) => stage.key)).toEqual([
    'prospecting',
    'first-contact',
    'qualification',
    'presentation',
    'objections',
    'closing',
  ])
  const [first, second] = columns
  expect(first?.cards.map(({ id }) => id)).toEqual([longOverdue.id, overdue.id, unplanned.id, later.id])
  expect(first?.cards.map(({ urgency }) => urgency)).toEqual(['overdue', 'overdue', 'nothing_planned', 'later'])
  expect(first).toMatchObject({
    count: 4,
    next: null,
    totals: [
      { currency: 'EUR', minor: 150 },
      { currency: 'SEK', minor: 250 },
    ],
  })
  expect(second).toMatchObject({ count: 0, cards: [], totals: [] })
  const bo = await sam.call(boardCalls.showBoard, { query: { owner: world.bo.memberId } })
  expect(bo.columns.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 0])
  await sam.call(deals.planNextStep, { params: { id: later.id }, body: { text: 'Visit', on: today } })
  const again = await sam.call(boardCalls.showBoard, {})
  expect(again.columns[0]?.cards.map(({ urgency }) => urgency)).toEqual([
    'overdue',
    'overdue',
    'today',
    'nothing_planned',
  ])
})

test('a long column shows fifty cards and goes on where it stopped', async () => {
  const { sam, openPilot } = world
  for (let number = 0; number < 53; number++) {
    const plan = number % 3 === 0 ? {} : { nextStep: nextStep((number % 7) - 3) }
    await openPilot({ name: `Deal ${number}`, stage: 'first-contact', ...plan })
  }
  const { columns } = await sam.call(boardCalls.showBoard, {})
  const column = columns[1]
  expect(column).toMatchObject({ count: 53, cards: { length: 50 }, next: expect.any(String) })
  const params = { stage: 'first-contact' }
  const rest = await sam.call(boardCalls.showColumn, { params, query: { after: column?.next ?? '' } })
  expect(rest).toMatchObject({ items: { length: 3 }, next: null })
  const all = [...(column?.cards ?? []), ...rest.items]
  expect(new Set(all.map(({ id }) => id)).size).toBe(53)
  const ranks = all.map(({ urgency }) => urgencies.indexOf(urgency))
  expect(ranks).toEqual(ranks.toSorted())
  expect(await sam.refused(boardCalls.showColumn, { params: { stage: 'care' } })).toMatchObject({
    code: 'stage_not_in_process',
  })
})

test('deals of an older version stand in the column of the same key, or of the nearest phase', async () => {
  const { mia, openPilot, process } = world
  const kept = await openPilot({ name: 'Kept', stage: 'qualification' })
  const moved = await openPilot({ name: 'Stage gone', stage: 'objections' })
  const draft = await mia.call(processes.draftProcess, { params: { id: process.id } })
  const stages = draftsOf(draft).filter(({ key }) => key !== 'objections')
  const params = { id: draft.id }
  await mia.call(processes.changeDraft, { params, version: draft.version, body: { stages } })
  await mia.call(processes.publishDraft, { params })
  const { columns, versionId } = await mia.call(boardCalls.showBoard, {})
  expect(versionId).toBe(draft.id)
  const of = (key: string) => columns.find(({ stage }) => stage.key === key)?.cards.map(({ id }) => id)
  expect(of('qualification')).toEqual([kept.id])
  expect(of('presentation')).toEqual([moved.id])
})

test('list and board show how things stood on a day in the past', async () => {
  const { sam, mia, bo, openPilot } = world
  const { id } = await openPilot({ name: 'Once', occurredAt: daysAgo(30), amountMinor: 500, externalId: 'once' })
  const params = { id }
  await sam.call(moves.moveDeal, { params, body: { stage: 'first-contact', occurredAt: daysAgo(20) } })
  await sam.call(moves.loseDeal, { params, body: { occurredAt: daysAgo(10) } })
  await sam.call(moves.reopenDeal, { params, body: { occurredAt: daysAgo(5) } })
  await mia.call(deals.assignDeal, { params, body: { ownerId: bo.memberId } })
  const { version } = await sam.call(deals.showDeal, { params })
  await sam.call(deals.changeDeal, { params, version, body: { amountMinor: 900 } })
  const standing = async (days: number) => {
    const { items } = await sam.call(deals.listDeals, { query: { as_of: dayAgo(days), externalId: 'once' } })
    return items[0] && [items[0].outcome, items[0].stage.key, items[0].owner?.name, items[0].amountMinor]
  }
  expect(await standing(40)).toBeUndefined()
  expect(await standing(25)).toEqual(['open', 'prospecting', undefined, 500])
  expect(await standing(15)).toEqual(['open', 'first-contact', undefined, 500])
  expect(await standing(8)).toEqual(['lost', 'first-contact', undefined, 500])
  expect(await standing(2)).toEqual(['open', 'first-contact', undefined, 500])
  expect(await standing(0)).toEqual(['open', 'first-contact', 'Bo Lund', 900])
  const board = async (days: number) => {
    const { columns } = await sam.call(boardCalls.showBoard, { query: { as_of: dayAgo(days) } })
    return columns.flatMap(({ stage, cards }) => cards.filter((card) => card.id === id).map(() => stage.key))
  }
  expect(await board(25)).toEqual(['prospecting'])
  expect(await board(15)).toEqual(['first-contact'])
  expect(await board(8)).toEqual([])
  expect(await board(2)).toEqual(['first-contact'])
})

test('a board of a past day sums what deals were worth then, by their next steps then, of those whose they were', async () => {
  const { sam, mia, bo, nordlys, openPilot } = world
  const { id } = await mia.call(deals.openDeal, {
    body: {
      name: 'Then',
      companyId: nordlys.id,
      ownerId: sam.memberId,
      occurredAt: daysAgo(30),
      amountMinor: 700,
      currency: 'DKK',
      nextStep: nextStep(-1),
    },
  })
  await openPilot({ name: 'Unchanged', occurredAt: daysAgo(30), amountMinor: 40, currency: 'DKK' })
  const params = { id }
  const changed = await mia.call(deals.assignDeal, { params, body: { ownerId: bo.memberId } })
  await mia.call(deals.finishNextStep, { params, body: {} })
  const { version } = await mia.call(deals.showDeal, { params })
  await mia.call(deals.changeDeal, { params, version, body: { amountMinor: 900, name: 'Now' } })
  expect(changed.owner?.name).toBe('Bo Lund')
  const board = async (query: { as_of?: string; owner?: string }) => {
    const [first] = (await mia.call(boardCalls.showBoard, { query })).columns
    const card = first?.cards.find((each) => each.id === id)
    const [total] = first?.totals.filter(({ currency }) => currency === 'DKK') ?? []
    return [total?.minor, card && [card.name, card.amountMinor, card.owner?.name, card.nextStep?.text, card.urgency]]
  }
  const then = ['Now', 700, 'Sam Berg', 'Call', 'today']
  const now = ['Now', 900, 'Bo Lund', undefined, 'nothing_planned']
  const yesterday = { as_of: dayAgo(1) }
  expect(await board({})).toEqual([940, now])
  expect(await board(yesterday)).toEqual([740, then])
  expect(await board({ ...yesterday, owner: sam.memberId })).toEqual([700, then])
  expect(await board({ ...yesterday, owner: bo.memberId })).toEqual([undefined, undefined])
  expect(await board({ owner: bo.memberId })).toEqual([900, now])
})

test('after all this, facts and state agree', async () => {
  expect(await world.disagreements()).toEqual([])
})
