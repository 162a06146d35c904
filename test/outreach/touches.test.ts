import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFacts, planNextStep, showDeal } from '../../src/contract/deals.ts'
import {
  changeTouch,
  dropPromise,
  giveAnswer,
  listPromises,
  listTouches,
  logTouch,
  promiseAnswer,
  withdrawTouch,
} from '../../src/contract/outreach.ts'
import { type World, startWorld } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 120_000)
afterAll(() => world.rondo.stop())

const factsOf = async (id: string) => (await world.sam.call(listFacts, { params: { id }, query: {} })).items

test('a call is logged in one go: the step is done, the next is planned, an answer is owed', async () => {
  const { sam, freja, nordlys } = world
  const deal = await world.openPilot()
  const params = { id: deal.id }
  await sam.call(planNextStep, { params, body: { text: 'Call Freja', on: '2030-01-02' } })
  const touch = await sam.call(logTouch, {
    body: {
      channel: 'phone',
      dealId: deal.id,
      personIds: [freja.id],
      approach: 'question',
      minutes: 12,
      words: 'Wants the drawings first.',
      finishesNextStep: true,
      nextStep: { text: 'Send the drawings', on: '2030-01-05' },
      promise: { text: 'Drawings of the mast', dueAt: '2030-01-05T12:00:00.000Z' },
    },
  })
  expect(touch).toMatchObject({
    direction: 'outbound',
    outcome: 'reached',
    deal: { id: deal.id },
    company: { id: nordlys.id },
    people: [{ id: freja.id, name: 'Freja Holst' }],
    words: 'Wants the drawings first.',
    author: { name: 'Sam Berg' },
  })
  expect(await sam.call(showDeal, { params })).toMatchObject({
    nextStep: { text: 'Send the drawings', on: '2030-01-05' },
  })
  const facts = await factsOf(deal.id)
  expect(facts.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['deal.touched', 'deal.next_step_done', 'deal.answer_promised', 'deal.next_step_planned']),
  )
  // What was said is shown with the log, but does not stand in it: the log is never erased.
  expect(facts.find(({ type }) => type === 'deal.touched')?.words).toBe('Wants the drawings first.')
  expect(JSON.stringify(facts.map(({ data }) => data))).not.toContain('drawings')
  const { items } = await sam.call(listTouches, { query: { person: freja.id } })
  expect(items.map(({ id }) => id)).toEqual([touch.id])
  const owed = await sam.call(listPromises, { query: { deal: deal.id } })
  expect(owed.items).toMatchObject([{ text: 'Drawings of the mast', person: { id: freja.id }, answeredAt: null }])
  expect(await world.disagreements()).toEqual([])
})

test('a touch about two deals counts for one of them and stands in the story of both', async () => {
  const { sam } = world
  const [first, second] = [await world.openPilot(), await world.openPilot()]
  const touch = await sam.call(logTouch, {
    body: { channel: 'meeting', dealId: first.id, otherDealIds: [second.id], occurredAt: '2025-03-03T09:00:00.000Z' },
  })
  const told = async (id: string) => (await factsOf(id)).find(({ type }) => type === 'deal.touched')
  expect(await told(first.id)).toMatchObject({
    data: { primary: true, channel: 'meeting' },
    occurredAt: '2025-03-03T09:00:00.000Z',
  })
  expect(await told(second.id)).toMatchObject({ data: { primary: false } })
  const { items } = await sam.call(listTouches, { query: { deal: second.id } })
  expect(items).toMatchObject([{ id: touch.id, otherDeals: [{ id: second.id }] }])
})

test('a touch is corrected, and taken back: what the log said of it does not count any more', async () => {
  const { ada, sam, bo } = world
  const deal = await world.openPilot()
  const { id, version } = await sam.call(logTouch, { body: { channel: 'phone', dealId: deal.id, words: 'Hello' } })
  const corrected = await sam.call(changeTouch, { params: { id }, version, body: { outcome: 'no_answer' } })
  expect(corrected).toMatchObject({ outcome: 'no_answer', version: version + 1 })
  const touched = async () =>
    (await factsOf(deal.id)).filter(({ type, undoneBy }) => type === 'deal.touched' && !undoneBy)
  expect(await touched()).toMatchObject([{ data: { outcome: 'no_answer' } }])
  expect(await bo.fetch('DELETE', `/touches/${id}`)).toMatchObject({ status: 403 })
  await ada.call(withdrawTouch, { params: { id } })
  expect(await touched()).toEqual([])
  expect(await sam.fetch('GET', `/touches/${id}`)).toMatchObject({ status: 404 })
})

test('an answer that was promised is owed until it is given, the first due at the top', async () => {
  const { sam } = world
  const deal = await world.openPilot()
  const ask = (text: string, dueAt: string) =>
    sam.call(promiseAnswer, { body: { dealId: deal.id, text, dueAt, occurredAt: '2025-05-01T08:00:00.000Z' } })
  const late = await ask('Prices', '2031-02-02T12:00:00.000Z')
  const soon = await ask('References', '2031-01-02T12:00:00.000Z')
  const owed = async () => {
    const { items } = await sam.call(listPromises, { query: { deal: deal.id } })
    return items.map(({ id }) => id)
  }
  expect(await owed()).toEqual([soon.id, late.id])
  const given = await sam.call(giveAnswer, {
    params: { id: soon.id },
    body: { occurredAt: '2025-05-01T10:30:00.000Z' },
  })
  expect(given).toMatchObject({ askedAt: '2025-05-01T08:00:00.000Z', answeredAt: '2025-05-01T10:30:00.000Z' })
  await sam.call(dropPromise, { params: { id: late.id } })
  expect(await owed()).toEqual([])
  expect(await sam.fetch('POST', `/promises/${soon.id}/answer`, {})).toMatchObject({
    status: 409,
    body: { code: 'promise_not_open' },
  })
})

describe('refused is', () => {
  test.each([
    ['a touch with nobody', { channel: 'phone' }, 422, 'invalid'],
    ['a next step without a deal', { channel: 'phone', nextStep: { text: 'Call', on: '2030-01-01' } }, 422, 'invalid'],
    ['a touch in the future', { channel: 'phone', occurredAt: '2099-01-01T00:00:00.000Z' }, 422, 'occurred_in_future'],
    [
      'a person nobody knows',
      { channel: 'phone', personIds: ['019a8f4e-5d7c-7b1a-9c3e-2f6d8a4b1c0e'] },
      422,
      'unknown_reference',
    ],
  ])('%s', async (_, body, status, code) => {
    const { freja } = world
    const whole = 'occurredAt' in body ? { ...body, personIds: [freja.id] } : body
    expect(await world.sam.fetch('POST', '/touches', whole)).toMatchObject({ status, body: { code } })
  })
})
