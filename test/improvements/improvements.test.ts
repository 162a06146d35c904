import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAudit } from '../../src/contract/audit.ts'
import * as experiments from '../../src/contract/experiments.ts'
import * as improvements from '../../src/contract/improvements.ts'
import { showWinRate, showCycleLength, showFunnel, listMeasuredDeals } from '../../src/contract/measurement.ts'
import { makeProcessAudit } from '../../src/contract/process-audits.ts'
import { design, draftedProcess } from '../experiments/drafted.ts'
import { dayAgo, startWorld, type World } from '../kit/world.ts'
import { tell } from '../measurement/told.ts'
import { begunDaysAgo, listed, processOf, sell, titles, typed, wins } from './list.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

test('Eva puts on the list what an audit found, changes it, reads before and after, and keeps what came of it', async () => {
  const eva = await world.rondo.anotherWorkspace()
  const processId = await processOf(eva)
  await sell(eva, dayAgo(200), 32, 4)
  const audit = await eva.call(makeProcessAudit, { body: {} })
  const found = audit.findings.find(({ finding }) => finding === 'slowest')
  const from = { from: 'finding', auditId: audit.id, finding: 'slowest' } as const
  const body = { processId, title: 'Fewer days in Qualification', stage: 'qualification', from }
  const one = await eva.call(improvements.addImprovement, { body })
  expect(one).toMatchObject({
    state: 'waiting',
    stage: { key: 'qualification', name: 'Qualification' },
    origin: { from: 'finding', auditId: audit.id, asOf: audit.asOf, finding: found },
    createdBy: 'test',
  })
  const twice = await eva.refused(improvements.addImprovement, { body })
  expect(twice).toMatchObject({ code: 'improvement_listed', data: { id: one.id, name: one.title } })
  const two = await typed(eva, processId, 'Shorter offers')
  await eva.call(improvements.moveImprovement, { params: { id: two }, body: { before: one.id } })
  expect(await titles(eva, processId)).toEqual(['Shorter offers', one.title])

  // What the funnel says of it stands beside the change from the day it begins.
  const params = { id: one.id }
  const start = { measure: 'time_in_stage', stage: 'qualification' } as const
  const begun = await eva.call(improvements.startImprovement, { params, body: start })
  const before = begun.run?.before
  const clocks = { as_of: before?.asOf, known_at: before?.knownAt }
  const { stages } = await eva.call(showFunnel, { query: clocks })
  const inFunnel = stages.find(({ key }) => key === 'qualification')?.timeInStage
  expect(before).toEqual({
    since: dayAgo(364),
    asOf: dayAgo(0),
    knownAt: before?.knownAt,
    n: 32,
    told: 'yes',
    ...inFunnel,
  })
  expect(before?.value).toBe(5)
  const second = await eva.refused(improvements.startImprovement, { params: { id: two }, body: wins })
  expect(second).toMatchObject({
    code: 'change_under_way',
    data: { kind: 'improvement', id: one.id, name: one.title },
  })

  await begunDaysAgo(world.rondo, one.id, 40)
  await sell(eva, dayAgo(60), 3, 2)
  await sell(eva, dayAgo(30), 29, 2)
  const early = await eva.call(improvements.readImprovement, { params, query: {} })
  // What was told since of the days before leaves them as they were known.
  expect(early.before).toMatchObject({ n: 32, value: 5, since: dayAgo(404), asOf: dayAgo(40) })
  expect(early).toMatchObject({ least: 30, since: { n: 29, told: 'few', since: dayAgo(39), asOf: dayAgo(0) } })
  await sell(eva, dayAgo(29), 2, 2)
  const reading = await eva.call(improvements.readImprovement, { params, query: {} })
  expect(reading.since).toMatchObject({ n: 31, told: 'yes', value: 5 })
  const behind = { part: 'first_in', stage: 'qualification', process: processId, limit: 200 } as const
  for (const { n, since, asOf, knownAt } of [reading.before, reading.since]) {
    const query = { ...behind, since, as_of: asOf, known_at: knownAt }
    expect((await eva.call(listMeasuredDeals, { query })).items.length).toBe(n)
  }
  const then = { as_of: early.asOf, known_at: early.knownAt }
  expect(await eva.call(improvements.readImprovement, { params, query: then })).toEqual(early)

  const result = { outcome: 'no_difference', remark: 'They wait for their boards.' } as const
  const done = await eva.call(improvements.finishImprovement, { params, body: result })
  const { knownAt: _, ...since } = reading.since
  expect(done).toMatchObject({ state: 'done', run: { ...result, after: since, finishedBy: 'test', startedBy: 'test' } })
  await sell(eva, dayAgo(20), 1, 2)
  expect((await eva.call(improvements.readImprovement, { params, query: {} })).since).toEqual(done.run?.after)
  await eva.call(improvements.startImprovement, { params: { id: two }, body: wins })
  expect((await listed(eva, processId)).map(({ state }) => state)).toEqual(['under_way', 'done'])

  const again = await eva.call(improvements.takeUpImprovement, { params })
  expect(again).toMatchObject({ state: 'waiting', run: null, former: [{ ...result, after: done.run?.after }] })
  await eva.call(improvements.dropImprovement, { params: { id: two } })
  await eva.call(improvements.startImprovement, { params, body: start })
  const log = await eva.call(listAudit, { query: { topic: 'process' } })
  expect(log.items.slice(0, 4).map(({ action, data }) => [action, data['name']])).toEqual([
    ['improvement.started', one.title],
    ['improvement.dropped', 'Shorter offers'],
    ['improvement.taken_up', one.title],
    ['improvement.started', 'Shorter offers'],
  ])
})

test('each measure is what its figure says of the deals of those days', async () => {
  const eva = await world.rondo.anotherWorkspace()
  const processId = await processOf(eva)
  await sell(eva, dayAgo(500), 4, 20)
  await sell(eva, dayAgo(100), 30, 3)
  const measured = async (body: object) => {
    const id = await typed(eva, processId, 'Something')
    const asked = { params: { id }, body: body as typeof wins }
    const { run } = await eva.call(improvements.startImprovement, asked)
    await eva.call(improvements.dropImprovement, { params: { id } })
    return run?.before
  }
  const query = { from: dayAgo(364), by_day: 6 }
  const { won } = await eva.call(showWinRate, { query })
  const rate = await measured({ measure: 'win_rate', byDay: 6 })
  expect(rate).toMatchObject({ n: 30, value: won.estimate, low: won.low, high: won.high, told: 'yes' })
  const { timeToSignature } = await eva.call(showCycleLength, { query: { from: dayAgo(364) } })
  expect(await measured({ measure: 'cycle_length' })).toMatchObject({ n: 30, ...timeToSignature.median })
  const { stages } = await eva.call(showFunnel, { query })
  const qualification = stages.find(({ key }) => key === 'qualification')
  const { estimate, low, high } = qualification?.conversion ?? {}
  const goesOn = await measured({ measure: 'goes_on', stage: 'qualification', byDay: 6 })
  expect(goesOn).toMatchObject({ n: 30, value: estimate, low, high })
  // Nobody has been followed a day further than the last deal.
  expect(await measured({ measure: 'win_rate', byDay: 700 })).toMatchObject({ n: 30, told: 'yes' })
  await tell(eva, { opened: dayAgo(120) })
  expect(await measured({ measure: 'win_rate', byDay: 700 })).toMatchObject({ n: 31, told: 'unreached', value: null })
})

describe('one change at a time', () => {
  test('of many that are begun at once, one is', async () => {
    const eva = await world.rondo.anotherWorkspace()
    const processId = await processOf(eva)
    const ids = await Promise.all(Array.from({ length: 5 }, (_, at) => typed(eva, processId, `Change ${at}`)))
    const tried = await Promise.all(ids.map((id) => eva.fetch('POST', `/improvements/${id}/start`, wins)))
    expect(tried.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409])
    const [begun, ...others] = await listed(eva, processId)
    expect([begun?.state, ...others.map(({ state }) => state)]).toEqual(['under_way', ...Array(4).fill('waiting')])
    const refused = tried.filter(({ status }) => status === 409)
    for (const { body } of refused) expect(body).toMatchObject({ data: { id: begun?.id, name: begun?.title } })
  })

  test('an experiment is one, and neither begins beside the other', async () => {
    const { mia } = world
    const ids = await draftedProcess(world, 'Tried or improved')
    const { id } = await mia.call(experiments.addExperiment, {
      body: { name: 'Without objections', hypothesis: 'Fewer stages', ...design(ids) },
    })
    const improvement = await typed(mia, ids.processId, 'Call back within a day')
    const params = { id: improvement }
    await mia.call(improvements.startImprovement, { params, body: wins })
    const begin = { params: { id }, body: { weeksSeen: null } }
    expect(await mia.refused(experiments.startExperiment, begin)).toMatchObject({
      code: 'change_under_way',
      data: { kind: 'improvement', id: improvement, name: 'Call back within a day' },
    })
    await mia.call(improvements.finishImprovement, { params, body: { outcome: 'cannot_be_told' } })
    await mia.call(experiments.startExperiment, begin)
    await mia.call(improvements.takeUpImprovement, { params })
    expect(await mia.refused(improvements.startImprovement, { params, body: wins })).toMatchObject({
      code: 'change_under_way',
      data: { kind: 'experiment', id, name: 'Without objections' },
    })
    await mia.call(experiments.endExperiment, { params: { id } })
    await mia.call(improvements.startImprovement, { params, body: wins })
  })
})
