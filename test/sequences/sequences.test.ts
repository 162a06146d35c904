import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listDaysOff, makeAppointment } from '../../src/contract/appointments.ts'
import { addOptOut } from '../../src/contract/calling.ts'
import * as days from '../../src/contract/closed-days.ts'
import { listFacts } from '../../src/contract/deals.ts'
import { listTouches, logTouch } from '../../src/contract/outreach.ts'
import { addPerson } from '../../src/contract/people.ts'
import * as contract from '../../src/contract/sequences.ts'
import { showToday } from '../../src/contract/today.ts'
import { newId } from '../../src/server/kernel/id.ts'
import { variantOf } from '../../src/server/modules/sequences/variant.ts'
import { type World, daysAgo, startWorld } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 120_000)
afterAll(() => world.rondo.stop())

const call = { kind: 'call', channel: null, waitDays: 0, title: 'Call', a: null, b: null } as const
const mail = {
  kind: 'message',
  channel: 'email',
  waitDays: 2,
  title: 'Write',
  a: { subject: 'Wind at {company}', body: 'Hej {first_name}, may I show you one thing? {my_name}' },
  b: null,
} as const

const sequence = (name: string, steps: contract.Step[] = [call, mail]) =>
  world.mia.call(contract.addSequence, { body: { name, steps } })
const person = async (name: string, more: object = {}) => world.ada.call(addPerson, { body: { name, ...more } })
const enrol = (id: string, ...personIds: string[]) =>
  world.sam.call(contract.enrolPeople, { params: { id }, body: { personIds, ownerId: world.sam.memberId } })
const due = async (sequenceId: string, day?: string) =>
  (await world.sam.call(contract.listDueSteps, { query: { sequence: sequenceId, ...(day ? { day } : {}) } })).items
const enrolled = async (personId: string) => {
  const { items } = await world.sam.call(contract.listEnrolments, { query: { person: personId } })
  return items[0]
}

test('a call, then a message in the person’s own words; both are touches, and the deal tells its steps', async () => {
  const { sam, nordlys } = world
  const { id } = await sequence('Wind farms')
  const karen = await person('Karen Blix', { companyId: nordlys.id, country: 'Denmark' })
  const deal = await world.openPilot({ companyId: undefined, personId: karen.id })
  expect(await enrol(id, karen.id)).toEqual({ started: 1, drawn: 0, alreadyIn: 0, optedOut: 0, more: false })
  expect(await enrol(id, karen.id)).toEqual({ started: 0, drawn: 0, alreadyIn: 1, optedOut: 0, more: false })
  const [first] = await due(id, daysAgo(-7).slice(0, 10))
  expect(first).toMatchObject({ number: 1, of: 2, kind: 'call', deal: { id: deal.id } })
  const params = { id: first?.enrolmentId ?? '' }
  await sam.call(contract.doStep, { params, body: { step: 1, outcome: 'no_answer' } })
  expect(await sam.fetch('POST', `/enrolments/${params.id}/step`, { step: 1 })).toMatchObject({
    body: { code: 'step_elsewhere', data: { step: 2 } },
  })
  const [second] = await due(id, daysAgo(-14).slice(0, 10))
  expect(second).toMatchObject({
    number: 2,
    subject: 'Wind at Nordlys A/S',
    body: 'Hej Karen, may I show you one thing? Sam Berg',
    missing: [],
  })
  await sam.call(contract.doStep, { params, body: { step: 2 } })
  const touches = await sam.call(listTouches, { query: { person: karen.id } })
  expect(touches.items.map(({ channel, outcome }) => [channel, outcome])).toEqual([
    ['email', 'sent'],
    ['phone', 'no_answer'],
  ])
  const { items } = await sam.call(listFacts, { params: { id: deal.id }, query: {} })
  expect(items.filter(({ type }) => type === 'deal.sequence_step_done')).toHaveLength(2)
  // Nothing more is to be done, and a reply still counts for the message.
  expect(await due(id, daysAgo(-60).slice(0, 10))).toEqual([])
  await sam.call(logTouch, { body: { channel: 'email', direction: 'inbound', personIds: [karen.id] } })
  const results = await world.mia.call(contract.showSequenceResults, { params: { id } })
  expect(results.steps).toMatchObject([
    { step: 1, n: 1, replied: 0 },
    { step: 2, n: 1, replied: 1, estimate: 1 },
  ])
})

test.each([
  ['replied', (id: string) => world.sam.call(logTouch, { body: { channel: 'phone', personIds: [id] } })],
  [
    'refused',
    (id: string) => world.sam.call(logTouch, { body: { channel: 'phone', outcome: 'refused', personIds: [id] } }),
  ],
  [
    'meeting',
    (id: string) =>
      world.sam.call(makeAppointment, { body: { title: 'Demo', personIds: [id], startsAt: daysAgo(-2) } }),
  ],
  ['opted_out', (id: string) => world.ada.fetch('POST', '/opt-outs', { personId: id })],
] as const)('it ends by itself: %s', async (reason, happens) => {
  const { id } = await sequence(`Ends ${reason}`)
  const someone = await person(`Ends by ${reason}`)
  await enrol(id, someone.id)
  await happens(someone.id)
  expect(await due(id, daysAgo(-7).slice(0, 10))).toEqual([])
  expect(await enrolled(someone.id)).toMatchObject({ endReason: reason })
})

test('new steps make a new version; who is in stays on theirs', async () => {
  const { id, version } = await sequence('Versions')
  const early = await person('Early Bird')
  await enrol(id, early.id)
  const changed = await world.mia.call(contract.changeSequence, { params: { id }, version, body: { steps: [call] } })
  expect(changed).toMatchObject({ number: 2, running: 1 })
  const late = await person('Late Bird')
  await enrol(id, late.id)
  expect([(await enrolled(early.id))?.of, (await enrolled(late.id))?.of]).toEqual([2, 1])
  await world.mia.call(contract.changeSequence, { params: { id }, version: changed.version, body: { retired: true } })
  const refused = await world.sam.fetch('POST', `/sequences/${id}/enrol`, { personIds: [late.id] })
  expect(refused).toMatchObject({ status: 409, body: { code: 'sequence_retired' } })
})

test('whom a start would take is told before, and what comes next can wait', async () => {
  const { sam, ada, nordlys } = world
  const { id } = await sequence('Spring')
  const [free, busy, shy] = [
    await person('Preview Free', { companyId: nordlys.id }),
    await person('Preview Busy'),
    await person('Preview Shy'),
  ]
  await enrol(id, busy.id)
  await ada.call(addOptOut, { body: { personId: shy.id } })
  const filter = JSON.stringify({ and: [] })
  const asked = await sam.call(contract.previewEnrolment, { body: { filter, q: 'Preview' } })
  expect(asked).toEqual({
    able: 1,
    alreadyIn: 1,
    optedOut: 1,
    more: false,
    leftOut: [
      { id: busy.id, name: 'Preview Busy', reason: 'already_in', sequence: 'Spring' },
      { id: shy.id, name: 'Preview Shy', reason: 'opted_out', sequence: null },
    ],
  })
  const byName = { personIds: [free.id, busy.id, shy.id] }
  expect(await sam.call(contract.previewEnrolment, { body: byName })).toEqual(asked)
  const { able: started, leftOut: _named, ...rest } = asked
  expect(await sam.call(contract.enrolPeople, { params: { id }, body: { filter, q: 'Preview' } })).toEqual({
    started,
    drawn: 0,
    ...rest,
    alreadyIn: 1,
  })
  const { items } = await sam.call(contract.listEnrolments, { query: { company: nordlys.id, running: 'true' } })
  const own = items.find((each) => each.person.id === free.id)
  expect(own).toMatchObject({ step: 1, of: 2, next: { kind: 'call', title: 'Call' } })
  const params = { id: own?.id ?? '' }
  expect(await sam.call(contract.pauseEnrolment, { params, body: { until: '2090-01-02' } })).toMatchObject({
    dueOn: '2090-01-02',
  })
  expect((await due(id, daysAgo(-7).slice(0, 10))).map((each) => each.person.id)).not.toContain(free.id)
  const past = await sam.refused(contract.pauseEnrolment, { params, body: { until: '2026-01-01' } })
  expect(past).toMatchObject({ code: 'day_not_ahead' })
})

test('of two texts each person keeps one, and chance splits them evenly', () => {
  const step: contract.Step = { ...mail, b: { subject: null, body: 'Other' } }
  const version = newId()
  const people = Array.from({ length: 2000 }, () => newId())
  const variants = people.map((id) => variantOf(version, 1, step, id))
  expect(people.map((id) => variantOf(version, 1, step, id))).toEqual(variants)
  const share = variants.filter((variant) => variant === 'a').length / people.length
  expect(Math.abs(share - 0.5)).toBeLessThan(0.05)
})

test('no wait ends while the workspace is closed, and nothing has to fit into such a day', async () => {
  const { ada, sam } = world
  const { today } = await sam.call(showToday, {})
  const until = Temporal.PlainDate.from(today).add({ days: 20 }).toString()
  const closed = await ada.call(days.addClosedDays, {
    body: { name: 'Stocktaking', from: today, until, country: 'DK' },
  })
  expect(closed).toMatchObject({ name: 'Stocktaking', from: today, until, country: 'DK' })
  const { id } = await sequence('Around a closing')
  const [there, here] = [await person('Kirsten', { country: 'DK' }), await person('Sten', { country: 'SE' })]
  await enrol(id, there.id, here.id)
  expect((await enrolled(there.id))?.dueOn.localeCompare(until)).toBe(1)
  expect((await enrolled(here.id))?.dueOn.localeCompare(until)).toBe(-1)
  const { days: off } = await sam.call(listDaysOff, { query: { person: there.id } })
  expect(off).toEqual(expect.arrayContaining([today, until]))
  const params = { id: closed.id }
  expect((await sam.call(showToday, {})).capacity).toMatchObject({ closedFor: null })
  await ada.call(days.changeClosedDays, { params, version: closed.version, body: { country: null } })
  expect((await sam.call(showToday, {})).capacity).toMatchObject({ things: 0, closedFor: 'Stocktaking' })
  expect((await sam.call(days.listClosedDays, { query: {} })).items).toMatchObject([{ id: closed.id, country: null }])
  await ada.call(days.dropClosedDays, { params })
  expect((await sam.call(showToday, {})).capacity).toMatchObject({ things: 20, closedFor: null })
  const long = Temporal.PlainDate.from(today).add({ days: 60 }).toString()
  for (const [to, code] of [
    [Temporal.PlainDate.from(today).subtract({ days: 1 }).toString(), 'too_small'],
    [long, 'too_large'],
  ] as const)
    expect(await ada.refused(days.addClosedDays, { body: { name: 'Wrong', from: today, until: to } })).toMatchObject({
      fields: [{ field: 'until', code }],
    })
})

test('ten thousand people are started within five seconds', { timeout: 60_000 }, async () => {
  const { rondo, sam } = world
  const { id } = await sequence('Everybody')
  await rondo.pools.db.transaction().execute(async (tx) => {
    const rows = Array.from({ length: 10_000 }, (_, number) => ({
      workspace_id: rondo.workspaceId,
      id: newId(),
      name: `Bulk ${number}`,
      name_folded: `bulk ${number}`,
      country: ['Israel', 'Sverige', 'Danmark', null][number % 4] ?? null,
      created_at: new Date(),
      updated_at: new Date(),
    }))
    for (let from = 0; from < rows.length; from += 1000) {
      await tx
        .insertInto('people')
        .values(rows.slice(from, from + 1000).map((row) => ({ ...row, ...noReach })))
        .execute()
    }
  })
  // The database counts rows by itself within a minute of their coming; until then it checks references by reading whole tables.
  await sql`analyze people`.execute(rondo.pools.db)
  const filter = JSON.stringify({ field: 'name', op: 'contains', value: 'Bulk' })
  const began = performance.now()
  const started = await sam.call(contract.enrolPeople, { params: { id }, body: { filter } })
  const ms = performance.now() - began
  console.log(`10,000 enrolments started in ${Math.round(ms)} ms`)
  expect(started).toMatchObject({ started: 10_000, more: false })
  expect(ms).toBeLessThan(5_000)
  const steps = performance.now()
  expect(await due(id, daysAgo(-7).slice(0, 10))).toHaveLength(100)
  console.log(`100 due steps of 10,000 in ${Math.round(performance.now() - steps)} ms`)
})

const noReach = {
  title: null,
  email: null,
  phone: null,
  linkedin: null,
  street: null,
  postal_code: null,
  city: null,
  company_id: null,
  company_since: null,
  owner_id: null,
  source_id: null,
  external_id: null,
  import_id: null,
  phone_kind: null,
  phone_e164: null,
  email_kind: null,
  address_kind: null,
  archived_at: null,
  archived_by: null,
  merged_into_id: null,
}
