import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeAppointment } from '../../src/contract/appointments.ts'
import { editDeals } from '../../src/contract/bulk-edits.ts'
import { addOptOut } from '../../src/contract/calling.ts'
import { addScarcity, askToClose } from '../../src/contract/closing.ts'
import { confirmCriterion, listFacts, openDeal, showDeal } from '../../src/contract/deals.ts'
import { loseDeal, moveDeal } from '../../src/contract/moves.ts'
import { addNurtureTrack, startNurture } from '../../src/contract/nurture.ts'
import { addHousehold, addPerson } from '../../src/contract/people.ts'
import { addProcess, changeDraft, draftProcess, publishDraft } from '../../src/contract/process.ts'
import { qualifyDeal } from '../../src/contract/qualifying.ts'
import { addSequence, enrolPeople } from '../../src/contract/sequences.ts'
import { planVisits } from '../../src/contract/visits.ts'
import { csv, dealOf, imported, pointedOut } from '../imports/importing.ts'
import { daysAgo, draftsOf, startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 120_000)
afterAll(() => world.rondo.stop())

test('need and means are assessed by clues, and corrected: the deal keeps what holds, the log what was known when', async () => {
  const { sam } = world
  const deal = await world.openPilot()
  const params = { id: deal.id }
  const means = {
    verdict: 'yes',
    knownBy: 'clue',
    lowMinor: 800_000,
    highMinor: 1_200_000,
    words: 'Paid that in May.',
  } as const
  await sam.call(qualifyDeal, { params, body: { need: { verdict: 'unknown' }, means } })
  const after = await sam.call(qualifyDeal, { params, body: { need: { verdict: 'yes', confidence: 'high' } } })
  expect(after.qualification).toMatchObject({
    need: { verdict: 'yes', confidence: 'high', knownBy: 'asked' },
    means: { verdict: 'yes', confidence: 'medium', knownBy: 'clue', lowMinor: 800_000, words: 'Paid that in May.' },
    authority: null,
    time: null,
  })
  const { items } = await sam.call(listFacts, { params, query: {} })
  const told = items.filter(({ type }) => type === 'deal.qualified').map(({ data }) => data)
  expect(told).toMatchObject([
    { aspect: 'need', verdict: 'yes' },
    { aspect: 'means', verdict: 'yes', currency: 'EUR', highMinor: 1_200_000 },
    { aspect: 'need', verdict: 'unknown' },
  ])
  expect(JSON.stringify(told)).not.toContain('Paid that')
  await sam.call(qualifyDeal, { params, body: { means: null } })
  expect((await sam.call(showDeal, { params })).qualification.means).toBeNull()
})

test('a range that runs down is refused', async () => {
  const { id } = await world.openPilot()
  const refused = await world.sam.fetch('POST', `/deals/${id}/qualification`, {
    means: { verdict: 'yes', lowMinor: 500, highMinor: 400 },
    time: { verdict: 'yes', earliestOn: '2030-03-01', latestOn: '2030-02-01' },
  })
  expect(refused).toMatchObject({
    status: 422,
    body: {
      fields: [
        { field: 'means.highMinor', code: 'too_small' },
        { field: 'time.latestOn', code: 'too_small' },
      ],
    },
  })
})

describe('rules hold alike, whichever way a deal is worked', () => {
  test('a gate before the presentation: what is missing stops a move; an import says what was, and what it lacked', async () => {
    const { ada, sam, process } = world
    const header = 'Id,Deal,Stage'
    await imported(ada, csv(header, 'g1,Gated,Qualification'))
    const { id } = await dealOf(ada, 'g1')
    const missing = { data: { gates: [{ missing: [{ key: 'need' }, { key: 'means' }] }] } }
    const by = { params: { id }, body: { stage: 'presentation' } }
    expect(await sam.refused(moveDeal, by)).toMatchObject({ code: 'gate_not_met', ...missing })
    // Blank is no reason.
    const blank = { ...by, body: { ...by.body, overrideReason: ' ' } }
    expect(await sam.refused(moveDeal, blank)).toMatchObject({ code: 'gate_not_met', ...missing })
    // Where a deal stands is no field: nothing is moved by an edit, of one deal or of many.
    const stage = process.versions[0]?.stages.find(({ key }) => key === 'presentation')?.id ?? ''
    const edit = { rows: { ids: [id] }, act: { set: { stage } } }
    expect(await sam.refused(editDeals, { body: edit })).toMatchObject({ code: 'invalid' })
    expect((await sam.fetch('PATCH', `/deals/${id}`, { stage }, { 'If-Match': '"1"' })).status).toBe(422)
    expect(await dealOf(ada, 'g1')).toMatchObject({ stage: { key: 'qualification' } })

    const again = await imported(ada, csv(header, 'g1,Gated,Presentation', 'g2,New and gated,Presentation'))
    expect(pointedOut(again)).toMatchObject({ gate_passed: 2 })
    expect(await dealOf(ada, 'g1')).toMatchObject({ stage: { key: 'presentation' } })
    const { items } = await sam.call(listFacts, { params: { id }, query: {} })
    expect(items.find(({ type }) => type === 'deal.moved')?.data).toMatchObject({
      missing: expect.arrayContaining(['need', 'means']),
    })
    expect(await world.disagreements()).toEqual([])
  })

  test('a deal that is opened past the gate says what it lacked; where gates are not for sellers to override, they begin before it', async () => {
    const { ada, sam, process } = world
    const beyond = { body: { name: 'Begins late', stage: 'presentation' } }
    const opened = await sam.call(openDeal, beyond)
    const { items } = await sam.call(listFacts, { params: { id: opened.id }, query: {} })
    expect(items.find(({ type }) => type === 'deal.opened')?.data).toMatchObject({
      missing: expect.arrayContaining(['need', 'means']),
    })
    const strict = await ada.call(addProcess, { body: { copyOf: process.id, name: 'Strict' } })
    const draft = await ada.call(draftProcess, { params: { id: strict.id } })
    const params = { id: draft.id }
    await ada.call(changeDraft, {
      params,
      version: draft.version,
      body: { overrides: 'managers', stages: draftsOf(draft) },
    })
    await ada.call(publishDraft, { params })
    const there = { body: { ...beyond.body, processId: strict.id } }
    expect(await sam.refused(openDeal, there)).toMatchObject({ code: 'gate_not_met', data: { mayOverride: false } })
    expect(await ada.call(openDeal, there)).toMatchObject({ stage: { key: 'presentation' } })
    expect(await sam.call(openDeal, { body: { ...there.body, stage: 'qualification' } })).toMatchObject({
      outcome: 'open',
    })
    expect(await world.disagreements()).toEqual([])
  })

  test('who meets the gate goes through it, by hand and by import', async () => {
    const { ada, sam } = world
    await imported(ada, csv('Id,Deal,Stage', 'g3,Met,Qualification'))
    const params = { id: (await dealOf(ada, 'g3')).id }
    for (const criterion of ['need', 'means'])
      await sam.call(confirmCriterion, { params, body: { stage: 'presentation', criterion, met: true } })
    const again = await imported(ada, csv('Id,Deal,Stage', 'g3,Met,Presentation'))
    expect(pointedOut(again)).not.toHaveProperty('gate_passed')
  })

  test('authority is asked for every deal that an appointment serves', async () => {
    const { sam, jens } = world
    const { id } = await world.openPilot()
    const body = { title: 'Demo', startsAt: daysAgo(-7), personIds: [jens.id] }
    for (const which of [{ dealId: id }, { otherDealIds: [id] }])
      expect(await sam.refused(makeAppointment, { body: { ...body, ...which } })).toMatchObject({
        code: 'decider_unconfirmed',
      })
    await sam.call(makeAppointment, { body: { ...body, otherDealIds: [id], withoutDecider: 'Jens brings her' } })
    const { items } = await sam.call(listFacts, { params: { id }, query: {} })
    expect(items[0]).toMatchObject({ type: 'deal.appointment_made', data: { primary: false, withoutDecider: true } })
  })

  test('whoever asked not to be contacted is met by no plan', async () => {
    const { sam, ada, mia } = world
    const { id } = await ada.call(addHousehold, { body: { name: 'Familjen Alm' } })
    const person = await ada.call(addPerson, { body: { name: 'Tove Alm' } })
    const lost = await sam.call(openDeal, { body: { name: 'Roof', householdId: id } })
    await sam.call(loseDeal, { params: { id: lost.id }, body: {} })
    for (const body of [{ householdId: id }, { personId: person.id }]) await ada.call(addOptOut, { body })
    const track = await ada.call(addNurtureTrack, {
      body: { name: 'Yearly', steps: [{ afterDays: 0, channel: 'phone', content: 'Hello' }] },
    })
    const step = { kind: 'call', channel: null, waitDays: 0, title: 'Call', a: null, b: null } as const
    const sequence = await ada.call(addSequence, { body: { name: 'Roofs', steps: [step] } })
    const refused = [
      await mia.refused(planVisits, {
        body: { day: '2090-01-02', memberId: sam.memberId, customers: [{ householdId: id }] },
      }),
      await sam.refused(startNurture, { params: { id: lost.id }, body: { trackId: track.id } }),
      await sam.refused(makeAppointment, { body: { title: 'Tea', personIds: [person.id], startsAt: daysAgo(-7) } }),
    ]
    expect(refused.map(({ code }) => code)).toEqual(['opted_out', 'opted_out', 'opted_out'])
    const among = { params: { id: sequence.id }, body: { personIds: [person.id] } }
    expect(await sam.call(enrolPeople, among)).toMatchObject({ started: 0, optedOut: 1 })
  })

  test('whoever disqualifies a deal says why; of one that came in disqualified it may not be known', async () => {
    const { ada, sam } = world
    const { id } = await world.openPilot()
    for (const body of [{}, { reason: 'not_stated' }])
      expect(await sam.fetch('POST', `/deals/${id}/disqualify`, body)).toMatchObject({ status: 422 })
    await imported(ada, csv('Id,Deal,Stage', 'd1,Unfit,Unqualified'))
    expect(await dealOf(ada, 'd1')).toMatchObject({ outcome: 'disqualified' })
  })

  test('nothing is held out as scarce that does not end', async () => {
    const { sam, ada } = world
    const { id } = await world.openPilot()
    const asked = { technique: 'standing_room_only', answer: 'yes' } as const
    expect(await sam.refused(askToClose, { params: { id }, body: asked })).toMatchObject({ code: 'claim_not_backed' })
    expect(await ada.refused(addScarcity, { body: { name: 'Soon' } })).toMatchObject({ code: 'claim_not_backed' })
  })
})

test('a gate that asks for means stops the deal until they are there', async () => {
  const { ada, sam } = world
  const draft = await ada.call(draftProcess, { params: { id: world.process.id } })
  const asked = { key: 'means', kind: 'means_confirmed', text: null } as const
  const stages = draftsOf(draft).map((stage, at) =>
    at === 0 ? { ...stage, gate: 'enforce' as const, exitCriteria: [asked] } : stage,
  )
  const params = { id: draft.id }
  await ada.call(changeDraft, { params, version: draft.version, body: { stages } })
  await ada.call(publishDraft, { params })
  const { id } = await world.openPilot()
  const next = stages[1]?.key ?? ''
  expect(await sam.fetch('POST', `/deals/${id}/move`, { stage: next })).toMatchObject({
    status: 409,
    body: { code: 'gate_not_met', data: { gates: [{ missing: [{ kind: 'means_confirmed' }] }] } },
  })
  await sam.call(qualifyDeal, { params: { id }, body: { means: { verdict: 'yes' } } })
  const { deal } = await sam.call(moveDeal, { params: { id }, body: { stage: next } })
  expect(deal.stage.key).toBe(next)
})
