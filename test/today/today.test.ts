import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeAppointment } from '../../src/contract/appointments.ts'
import { addClosingItem } from '../../src/contract/closing-items.ts'
import { openDeal, planNextStep } from '../../src/contract/deals.ts'
import { logTouch, promiseAnswer } from '../../src/contract/outreach.ts'
import { startTrial } from '../../src/contract/presenting.ts'
import { type Today, showToday } from '../../src/contract/today.ts'
import { type App, type Person, ada, startApp } from '../kit/app.ts'
import { tell } from '../measurement/told.ts'

let rondo: App
beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo.stop())

const dayMs = 86_400_000
const day = (fromNow: number) => new Date(Date.now() + fromNow * dayMs).toISOString().slice(0, 10)
const lines = ({ items }: Today) => items.map(({ kind, title, text }) => [kind, title, text])

/** Somebody who sells alone, in a browser. */
async function newcomer(): Promise<Person> {
  const email = `eva-${++newcomers}@borealis.example`
  await rondo.anotherWorkspace({ timeZone: 'Etc/UTC', email })
  return rondo.signIn(email, ada.password)
}
let newcomers = 0

/** Twelve deals that ended: of those that came to qualification all were won, of all the half. */
async function seller(): Promise<Person> {
  const eva = await newcomer()
  const opened = '2025-01-01'
  const moves = [['qualification', '2025-01-08']] as const
  for (let number = 0; number < 6; number++) {
    await tell(eva, { opened, moves, end: ['won', '2025-02-01'], body: { amountMinor: 1_000_00 } })
    await tell(eva, { opened, end: ['lost', '2025-01-15'] })
  }
  return eva
}

test('what is worth most comes first: value by the chance of its stage by how long it has waited', async () => {
  const eva = await seller()
  const open = async (name: string, amountMinor: number | null, step?: [text: string, on: string]) => {
    const deal = await eva.call(openDeal, { body: { name, amountMinor } })
    if (step) await eva.call(planNextStep, { params: { id: deal.id }, body: { text: step[0], on: step[1] } })
    return deal
  }
  await open('Large, for today', 9_000_00, ['Call', day(0)])
  await open('Small, overdue', 500_00, ['Send the drawings', day(-4)])
  await open('Of unknown amount', null)
  await open('For next week', 50_000_00, ['Visit', day(7)])
  const asks = await open('Waits for an answer', 4_000_00, ['Visit', day(5)])
  const dueAt = new Date(Date.now() - 2 * dayMs).toISOString()
  await eva.call(promiseAnswer, {
    body: { dealId: asks.id, text: 'Delivery in May?', dueAt, occurredAt: new Date(Date.now() - 1_000).toISOString() },
  })
  const found = await eva.call(showToday, {})
  expect(lines(found)).toEqual([
    ['answer', 'Waits for an answer', 'Delivery in May?'],
    ['step', 'Large, for today', 'Call'],
    ['nothing_planned', 'Of unknown amount', null],
    ['step', 'Small, overdue', 'Send the drawings'],
  ])
  const [first, second, third] = found.items
  expect(first?.worth).toMatchObject({ valueMinor: 4_000_00, isUsualValue: false, urgency: 3.5 })
  expect(second?.worth).toMatchObject({ valueMinor: 9_000_00, urgency: 1.5 })
  expect(third?.worth).toMatchObject({ valueMinor: 1_000_00, isUsualValue: true })
  for (const { worth } of found.items)
    expect(worth.minor).toBe(Math.round((worth.valueMinor ?? 1) * (worth.chance ?? 1) * worth.urgency))
  // Nobody but the six won came beyond the first stage; half of all were won.
  expect(first?.worth.chance).toBeGreaterThan(0.4)
  expect(first?.worth.chance).toBeLessThan(0.6)
  expect(found).toMatchObject({ count: 4, capacity: { things: 20, isOwn: false, done: 0, closedFor: null } })
  expect((await eva.call(showToday, { query: { limit: 1 } })).items).toHaveLength(1)
})

test('further on in the process the same amount is worth more', async () => {
  const eva = await seller()
  for (const [name, stage] of [
    ['Early', 'prospecting'],
    ['Late', 'qualification'],
  ] as const)
    await eva.call(openDeal, { body: { name, stage, amountMinor: 1_000_00 } })
  const { items } = await eva.call(showToday, {})
  expect(items.map(({ title }) => title)).toEqual(['Late', 'Early'])
  expect(items[0]?.worth.chance).toBeGreaterThan(items[1]?.worth.chance ?? 1)
})

test('a deal that has stayed in its stage for longer than nine of ten do is there, though its step is ahead', async () => {
  const eva = await seller()
  const old = await tell(eva, { opened: '2025-03-01' }, 'Stands still')
  const fresh = await tell(eva, { opened: day(-2) }, 'Goes on')
  for (const { id } of [old, fresh])
    await eva.call(planNextStep, { params: { id }, body: { text: 'Call', on: day(9) } })
  const found = await eva.call(showToday, {})
  expect(lines(found)).toEqual([['stalled', 'Stands still', 'Call']])
  expect(found.items[0]?.on).toBe('2025-03-01')
})

test('what was done today is counted; without anything sold what is urgent decides', async () => {
  const eva = await newcomer()
  const deal = await eva.call(openDeal, { body: { name: 'First of all' } })
  const body = { channel: 'phone', dealId: deal.id, nextStep: { text: 'Call again', on: '2020-01-02' } } as const
  await eva.call(logTouch, { body })
  const found = await eva.call(showToday, {})
  expect(found.capacity).toEqual({ things: 20, isOwn: false, done: 1, closedFor: null })
  expect(found.items).toMatchObject([
    { kind: 'step', text: 'Call again', worth: { valueMinor: null, chance: null, urgency: 3, minor: 3 } },
  ])
})

test('a colleague’s day is theirs, and everybody’s is seen by who sees everybody', async () => {
  const eva = await newcomer()
  await eva.call(openDeal, { body: { name: 'Nobody’s', ownerId: null } })
  expect(await eva.call(showToday, {})).toMatchObject({ count: 1, isEverybodys: true })
  await eva.call(openDeal, { body: { name: 'Eva’s' } })
  expect(lines(await eva.call(showToday, {}))).toEqual([['nothing_planned', 'Eva’s', null]])
  expect(await eva.call(showToday, { query: { owner: 'all' } })).toMatchObject({ count: 2, isEverybodys: true })
})

test('what was agreed for the day stands among the rest, each with whom it is about', async () => {
  const eva = await newcomer()
  const deal = await eva.call(openDeal, { body: { name: 'Mast pilot', nextStep: { text: 'Visit', on: day(9) } } })
  const params = { id: deal.id }
  const item = { kind: 'legal', title: 'Contract back from their lawyers', dueOn: day(-1) } as const
  await eva.call(addClosingItem, { params, body: item })
  const trial = {
    dealId: deal.id,
    kind: 'trial',
    what: 'Two mast sensors',
    startsOn: day(-8),
    remindOn: day(0),
  } as const
  await eva.call(startTrial, { body: trial })
  const startsAt = new Date(Date.now() + 5 * dayMs).toISOString()
  const override = { withoutDecider: 'They come together.' }
  await eva.call(makeAppointment, { body: { title: 'Demo on site', startsAt, dealId: deal.id, ...override } })
  expect(lines(await eva.call(showToday, {}))).toEqual([
    ['closing_item', 'Mast pilot', 'Contract back from their lawyers'],
    ['trial', 'Mast pilot', 'Two mast sensors'],
  ])
})
