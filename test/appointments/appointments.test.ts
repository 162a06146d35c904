import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type AppointmentNumber,
  listCountedAppointments,
  showAppointmentFigures,
} from '../../src/contract/appointment-figures.ts'
import * as contract from '../../src/contract/appointments.ts'
import { addOptOut } from '../../src/contract/calling.ts'
import { listFacts, setStakeholder } from '../../src/contract/deals.ts'
import { listTouches, logTouch } from '../../src/contract/outreach.ts'
import { addPerson } from '../../src/contract/people.ts'
import { type World, dayOf, daysAgo, startWorld } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 120_000)
afterAll(() => world.rondo.stop())

const hoursAgo = (hours: number) => Temporal.Now.instant().subtract({ hours }).toString({ smallestUnit: 'millisecond' })
const inDays = (days: number) => daysAgo(-days)
const told = async (dealId: string) => {
  const { items } = await world.sam.call(listFacts, { params: { id: dealId }, query: {} })
  return items.filter(({ type }) => type.startsWith('deal.appointment_')).toReversed()
}
const make = async (dealId: string, startsAt: string) =>
  world.sam.call(contract.makeAppointment, {
    body: {
      ownerId: world.sam.memberId,
      title: 'Demo in Aarhus',
      dealId,
      personIds: [world.freja.id],
      startsAt,
      withoutDecider: 'Met at the fair',
    },
  })

test('it is asked who decides before an appointment is made; made anyway, the reason is kept and counted', async () => {
  const { sam, freja, jens, mia } = world
  const deal = await world.openPilot()
  const body = { title: 'Demo', dealId: deal.id, personIds: [jens.id], startsAt: inDays(7) }
  expect(await sam.fetch('POST', '/appointments', body)).toMatchObject({
    status: 409,
    body: { code: 'decider_unconfirmed', data: { mayOverride: true } },
  })
  const made = await sam.call(contract.makeAppointment, { body: { ...body, withoutDecider: 'Jens brings her' } })
  expect(made).toMatchObject({ status: 'proposed', withoutDecider: 'Jens brings her', owner: null })
  expect(await told(deal.id)).toMatchObject([
    { type: 'deal.appointment_made', data: { withoutDecider: true, primary: true }, words: 'Jens brings her' },
  ])
  await sam.call(setStakeholder, { params: { id: deal.id, personId: freja.id }, body: { role: 'decides' } })
  expect((await sam.call(contract.makeAppointment, { body })).withoutDecider).toBeNull()
  const { items } = await mia.call(contract.listAppointments, { query: { deal: deal.id, without_decider: 'true' } })
  expect(items.map(({ id }) => id)).toEqual([made.id])
})

test('nothing is proposed to who asked not to be contacted; a time that they agreed to stands', async () => {
  const { sam } = world
  const { id } = await sam.call(addPerson, { body: { name: 'Mads Friis' } })
  await sam.call(addOptOut, { body: { personId: id } })
  const body = { title: 'Talk', personIds: [id], startsAt: inDays(3) }
  expect(await sam.refused(contract.makeAppointment, { body })).toMatchObject({ code: 'opted_out' })
  const agreed = await sam.call(contract.makeAppointment, { body: { ...body, confirmed: true } })
  expect(agreed.status).toBe('confirmed')
})

test('an appointment is confirmed, moved, and its reminders are planned anew', async () => {
  const { sam } = world
  const deal = await world.openPilot()
  const { id, reminders } = await make(deal.id, inDays(9))
  expect(reminders.map(({ kind }) => kind)).toEqual(['message', 'call'])
  await sam.call(contract.confirmAppointment, { params: { id } })
  const moved = await sam.call(contract.moveAppointment, { params: { id }, body: { startsAt: inDays(16) } })
  expect(moved).toMatchObject({ status: 'proposed', movedTimes: 1 })
  const due = (all: typeof reminders) => all.map(({ dueAt }) => Date.parse(dueAt))
  expect(Math.min(...due(moved.reminders))).toBeGreaterThan(Math.max(...due(reminders)))
  const cancelled = await sam.call(contract.cancelAppointment, { params: { id }, body: { by: 'buyer' } })
  expect(cancelled).toMatchObject({ status: 'cancelled', cancelledBy: 'buyer' })
  expect((await told(deal.id)).map(({ type }) => type.slice('deal.appointment_'.length))).toEqual([
    'made',
    'confirmed',
    'moved',
    'cancelled',
  ])
})

test('who was reminded and who came: counted apart, with intervals, and opened to the appointments', async () => {
  const { sam, mia } = world
  const deal = await world.openPilot()
  const occurredAt = hoursAgo(5)
  await sam.call(logTouch, { body: { channel: 'phone', dealId: deal.id, occurredAt } })
  const before = await mia.call(showAppointmentFigures, { query: {} })
  // So far ahead that there is a working day before it on which to call, whichever holidays come.
  const soon = await make(deal.id, inDays(14))
  const call = soon.reminders.find(({ kind }) => kind === 'call')
  const body = { reminderId: call?.id ?? '', outcome: 'reached' } as const
  const reminded = await sam.call(contract.giveReminder, { params: { id: soon.id }, body })
  expect(reminded.reminders.find(({ id }) => id === call?.id)?.doneAt).not.toBeNull()
  const held = await make(deal.id, hoursAgo(3))
  await sam.call(contract.holdAppointment, { params: { id: held.id }, body: { minutes: 45, words: 'Wants two.' } })
  const missed = await make(deal.id, hoursAgo(2))
  await sam.call(contract.missAppointment, { params: { id: missed.id } })
  const touches = await sam.call(listTouches, { query: { deal: deal.id, channel: 'meeting' } })
  expect(touches.items).toMatchObject([{ minutes: 45, words: 'Wants two.', outcome: 'reached' }])
  const after = await mia.call(showAppointmentFigures, { query: {} })
  expect([after.held - before.held, after.missed - before.missed]).toEqual([1, 1])
  expect(after.notReminded).toMatchObject({ n: 2, missed: 1, estimate: 0.5 })
  expect(after.reminded).toMatchObject({ n: 0, estimate: null })
  expect(after.leadTime).toMatchObject({ n: 1, median: dayOf(occurredAt) === dayOf(held.startsAt) ? 0 : 1 })
  const counts: [AppointmentNumber, number][] = [
    ['n', after.n],
    ['ended', after.all.n],
    ['held', after.held],
    ['missed', after.missed],
    ['cancelled', after.cancelled],
    ['unsettled', after.unsettled],
    ['moved', after.moved],
    ['without_decider', after.withoutDecider],
    ['reminded', after.reminded.n],
    ['not_reminded_missed', after.notReminded.missed],
    ['first', after.leadTime.n],
  ]
  for (const [number, count] of counts) expect(await behind(number), number).toHaveLength(count)
  expect(await behind('not_reminded_missed')).toEqual([missed.id])
})

const behind = async (number: AppointmentNumber, query: object = {}) =>
  (await world.mia.call(listCountedAppointments, { query: { number, ...query } })).items.map(({ id }) => id)

test('a link gives the appointments as they were known: not yet held, at the time they were then to be', async () => {
  const { sam, mia, bo } = world
  const deal = await world.openPilot()
  const missed = await make(deal.id, daysAgo(3))
  const moved = await make(deal.id, daysAgo(2))
  const shown = async (query: object = {}) => {
    const { held, missed: no, unsettled, moved: times, n } = await mia.call(showAppointmentFigures, { query })
    return { held, no, unsettled, times, n }
  }
  const then = await shown()
  const { knownAt: known_at } = await mia.call(showAppointmentFigures, { query: {} })
  await sam.call(contract.missAppointment, { params: { id: missed.id } })
  await sam.call(contract.moveAppointment, { params: { id: moved.id }, body: { startsAt: inDays(2) } })
  await make(deal.id, daysAgo(1))
  expect(await shown()).toEqual({ ...then, no: then.no + 1, unsettled: then.unsettled - 1 })
  expect(await shown({ known_at })).toEqual(then)
  expect(await behind('unsettled', { known_at })).toEqual(expect.arrayContaining([missed.id, moved.id]))
  expect(await behind('moved', { known_at })).not.toContain(moved.id)
  // As of the day before, it was still to be: what is known now says that nobody came the day before that.
  expect(await behind('n', { as_of: dayOf(daysAgo(3)), from: dayOf(daysAgo(3)) })).toEqual([missed.id])
  expect(await behind('missed', { as_of: dayOf(daysAgo(3)) })).toEqual([missed.id])
  expect(await behind('n', { as_of: dayOf(daysAgo(4)) })).toEqual([])
  expect(await behind('n', { source: deal.id })).toEqual([])
  expect(await behind('n', { member: bo.memberId, process: deal.processId })).toEqual([])
  expect(await behind('missed', { process: deal.processId })).toContain(missed.id)
})

test('a day tells what is due: its appointments, its reminders, and what nobody said the end of', async () => {
  const { bo, freja } = world
  const deal = await world.openPilot()
  const book = (startsAt: string) =>
    bo.call(contract.makeAppointment, {
      body: {
        ownerId: bo.memberId,
        title: 'Visit',
        dealId: deal.id,
        personIds: [freja.id],
        startsAt,
        withoutDecider: 'Agreed by mail',
      },
    })
  const over = await book(daysAgo(3))
  const ahead = await book(inDays(4))
  const due = (day?: string) =>
    bo.call(contract.listDueAppointments, { query: { member: bo.memberId, ...(day ? { day } : {}) } })
  expect((await due()).unsettled.map(({ id }) => id)).toEqual([over.id])
  const theDay = dayOf(ahead.startsAt)
  const then = await due(theDay)
  expect(then.appointments.map(({ id }) => id)).toEqual([ahead.id])
  expect(then.reminders.map(({ kind }) => kind)).toEqual(['message', 'call'])
})

test('the earliest times are free, in working hours, and not taken', async () => {
  const { mia, freja } = world
  const free = () =>
    mia.call(contract.listFreeTimes, { query: { member: mia.memberId, person: freja.id, minutes: 60 } })
  const { times, timeZone } = await free()
  expect(timeZone).toBe('Europe/Stockholm')
  const [first = ''] = times
  await mia.call(contract.makeAppointment, {
    body: { ownerId: mia.memberId, title: 'First', personIds: [freja.id], startsAt: first },
  })
  expect((await free()).times).not.toContain(first)
  const hours = times.map((time) => new Date(time).toTemporalInstant().toZonedDateTimeISO(timeZone))
  expect(hours.every(({ hour, dayOfWeek }) => hour >= 9 && hour < 17 && dayOfWeek < 6)).toBe(true)
})

test('an appointment goes into a calendar', async () => {
  const deal = await world.openPilot()
  const { id } = await make(deal.id, '2030-05-06T08:30:00.000Z')
  const { text } = await file(`/appointments/${id}/invitation`)
  expect(text).toContain('DTSTART:20300506T083000Z\r\nDTEND:20300506T093000Z\r\n')
  expect(text).toContain('STATUS:TENTATIVE')
})

async function file(path: string): Promise<{ text: string }> {
  const { body } = await world.sam.fetch('GET', path)
  return { text: String(body) }
}

describe('refused is', () => {
  test.each([
    ['to hold what is still to come', 'held', 'appointment_ahead'],
    ['to miss what is still to come', 'missed', 'appointment_ahead'],
  ])('%s', async (_, act, code) => {
    const { id } = await make((await world.openPilot()).id, inDays(3))
    expect(await world.sam.fetch('POST', `/appointments/${id}/${act}`, {})).toMatchObject({ body: { code } })
  })
  test('to say twice how it went', async () => {
    const { id } = await make((await world.openPilot()).id, inDays(3))
    const body = { by: 'us' }
    await world.sam.fetch('POST', `/appointments/${id}/cancel`, body)
    expect(await world.sam.fetch('POST', `/appointments/${id}/cancel`, body)).toMatchObject({
      status: 409,
      body: { code: 'appointment_settled' },
    })
  })
  test('an appointment with nobody, in no zone, or for a deal that has ended', async () => {
    const startsAt = inDays(3)
    const post = (body: object) => world.sam.fetch('POST', '/appointments', { title: 'Demo', startsAt, ...body })
    expect(await post({})).toMatchObject({ status: 422, body: { code: 'invalid' } })
    expect(await post({ personIds: [world.freja.id], timeZone: 'Mars/Olympus' })).toMatchObject({
      body: { code: 'unknown_time_zone' },
    })
  })
})

test('days off are those of the country of whom one asks for', async () => {
  const { sam } = world
  const abroad = await sam.call(addPerson, { body: { name: 'Noa Levi', phone: '+972 50 234 5678' } })
  const { country, days } = await sam.call(contract.listDaysOff, { query: { person: abroad.id } })
  expect(country).toBe('IL')
  const weekdays = new Set(days.map((day) => Temporal.PlainDate.from(day).dayOfWeek))
  expect([weekdays.has(5), weekdays.has(6)]).toEqual([true, true])
  expect(days.filter((day) => Temporal.PlainDate.from(day).dayOfWeek === 7).length).toBeLessThan(10)
  expect((await sam.call(contract.listDaysOff, { query: {} })).country).toBe('SE')
})
