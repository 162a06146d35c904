import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startChangeover } from '../../src/contract/changeovers.ts'
import * as deals from '../../src/contract/deals.ts'
import { armNumbers, arms } from '../../src/contract/experiment-reading.ts'
import * as experiments from '../../src/contract/experiments.ts'
import { listMeasuredDeals } from '../../src/contract/measurement.ts'
import { loseDeal, reverseWin, winDeal } from '../../src/contract/moves.ts'
import * as processes from '../../src/contract/process.ts'
import { addSource } from '../../src/contract/sources.ts'
import { dayAgo, daysAgo, draftsOf, startWorld, type World } from '../kit/world.ts'
import { design, draftedProcess, startedDaysAgo } from './drafted.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

const processWithDraft = (name: string) => draftedProcess(world, name)

async function planned(ids: { processId: string; two: string }, more: object = {}) {
  const body = { name: 'Without objections', hypothesis: 'Fewer stages, more wins', ...design(ids, more) }
  return world.mia.call(experiments.addExperiment, { body })
}

async function begun(ids: { processId: string; two: string }, more: object = {}) {
  const { id } = await planned(ids, more)
  const { weeks } = await world.mia.call(experiments.planExperiment, { body: design(ids, more) })
  return world.mia.call(experiments.startExperiment, { params: { id }, body: { weeksSeen: weeks } })
}

/** A deal of Sam's unless said. */
const open = (processId: string, more: object = {}) =>
  world.mia.call(deals.openDeal, { body: { name: 'In it', processId, ownerId: world.sam.memberId, ...more } })

async function armOf(id: string) {
  const { items } = await world.sam.call(deals.listFacts, { params: { id } })
  return items.find(({ type }) => type === 'deal.assigned_to_arm')
}

const status = async (processId: string, versionId: string) => {
  const { versions } = await world.mia.call(processes.showProcess, { params: { id: processId } })
  return versions.find(({ id }) => id === versionId)?.status
}

test('an experiment is planned, begins with what was seen, divides new deals, is read and decided', async () => {
  const { mia, sam } = world
  const ids = await processWithDraft('Whole story')
  const { id } = await planned(ids)
  const params = { id }
  const plan = await mia.call(experiments.planExperiment, { body: design(ids) })
  expect(plan).toMatchObject({ verdict: 'no_arrivals', weeks: null, dealsPerWeek: 0 })
  const unseen = await mia.refused(experiments.startExperiment, { params, body: { weeksSeen: 6 } })
  expect(unseen).toMatchObject({ code: 'experiment_plan_changed', data: { weeks: null } })
  expect(await status(ids.processId, ids.two)).toBe('draft')

  const started = await mia.call(experiments.startExperiment, { params, body: { weeksSeen: null } })
  expect(started).toMatchObject({ status: 'running', plan: { verdict: 'no_arrivals' }, changed: { number: 2 } })
  expect(await status(ids.processId, ids.two)).toBe('trial')
  expect(await mia.call(experiments.readExperiment, { params })).toMatchObject({ state: 'no_deals', difference: null })
  await startedDaysAgo(world, id, 12)

  const opened = await Promise.all(Array.from({ length: 60 }, () => open(ids.processId, { occurredAt: daysAgo(10) })))
  const inArm = (versionId: string) => opened.filter((deal) => deal.versionId === versionId)
  const [control, changed] = [inArm(ids.one), inArm(ids.two)]
  expect(control.length + changed.length).toBe(60)
  expect(control.length).toBeGreaterThan(12)
  expect(changed.length).toBeGreaterThan(12)
  const fact = await armOf(changed[0]?.id ?? '')
  expect(fact).toMatchObject({
    data: { experimentId: id, arm: 'changed', versionId: ids.two, ownerId: sam.memberId },
    names: { [id]: 'Without objections' },
  })
  const earlier = await mia.call(experiments.readExperiment, { params })
  for (const deal of changed.slice(0, 12))
    await sam.call(winDeal, { params: { id: deal.id }, body: { occurredAt: daysAgo(8) } })
  for (const deal of changed.slice(12))
    await sam.call(loseDeal, { params: { id: deal.id }, body: { occurredAt: daysAgo(8) } })
  const [first] = changed
  if (!first) throw new Error('there is a deal with the change')
  await mia.call(reverseWin, { params: { id: first.id }, body: { reason: 'unpaid' } })

  const reading = await mia.call(experiments.readExperiment, { params })
  expect(reading).toMatchObject({
    state: 'too_few',
    arms: {
      control: { n: control.length, open: control.length, won: 0, followed: control.length, sellers: 1, moved: 0 },
      changed: { n: changed.length, won: 11, lost: changed.length - 11, reversed: 1 },
    },
    health: { split: { unit: 'deal', isBroken: false }, sellers: [{ id: sam.memberId, name: 'Sam Berg' }] },
    pace: { pValue: null, isDue: false },
  })
  expect(reading.arms.changed.wonByHorizon.estimate).toBeCloseTo(11 / changed.length, 9)
  const behind = async (query: object) =>
    (await mia.call(experiments.listExperimentDeals, { params, query: { limit: 200, ...query } })).items.length
  for (const arm of arms)
    for (const number of armNumbers) expect(await behind({ arm, number }), number).toBe(reading.arms[arm][number])
  expect(await behind({ arm: 'control', seller: sam.memberId })).toBe(reading.health.sellers[0]?.control)
  expect(await behind({ seller: 'none' })).toBe(0)
  // What was told of days gone by since leaves a figure as it was, where it is asked for as it was known.
  const clocks = { as_of: earlier.asOf, known_at: earlier.knownAt }
  expect(await mia.call(experiments.readExperiment, { params, query: clocks })).toEqual(earlier)
  expect(earlier.arms.changed).toMatchObject({ open: changed.length, won: 0 })
  for (const number of armNumbers)
    expect(await behind({ arm: 'changed', number, ...clocks }), number).toBe(earlier.arms.changed[number])
  const wonThen = { arm: 'changed', number: 'won', as_of: dayAgo(9) }
  expect([await behind(wonThen), await behind({ ...wonThen, number: 'open' })]).toEqual([0, changed.length])

  const decided = await mia.call(experiments.decideExperiment, {
    params,
    body: { decision: 'adopt', reason: 'It is simpler, and no worse' },
  })
  const { knownAt: _, ...numbers } = reading
  expect(decided).toMatchObject({ status: 'decided', decision: 'adopt', decidedReading: numbers })
  expect([await status(ids.processId, ids.one), await status(ids.processId, ids.two)]).toEqual(['retired', 'published'])
  const later = await open(ids.processId)
  expect(later.versionId).toBe(ids.two)
  expect(await armOf(later.id)).toBeUndefined()
  expect(await world.disagreements()).toEqual([])
})

test('a deal keeps its arm when it is moved to the other version, and is counted there as moved', async () => {
  const { mia } = world
  const ids = await processWithDraft('Crossover')
  const { id } = await begun(ids, { changedPercent: 90 })
  const opened = await Promise.all(Array.from({ length: 30 }, () => open(ids.processId)))
  const changed = opened.filter(({ versionId }) => versionId === ids.two)
  const { asOf: as_of, knownAt: known_at } = await mia.call(experiments.readExperiment, { params: { id } })
  const body = { fromVersionId: ids.two, toVersionId: ids.one, mapping: { prospecting: 'prospecting' } }
  await mia.call(startChangeover, { body: { ...body, dealIds: changed.slice(0, 3).map((deal) => deal.id) } })
  const { arms } = await mia.call(experiments.readExperiment, { params: { id } })
  expect(arms).toMatchObject({ changed: { n: changed.length, moved: 3 }, control: { moved: 0 } })
  const then = await mia.call(experiments.readExperiment, { params: { id }, query: { as_of, known_at } })
  expect(then.arms).toMatchObject({ changed: { n: changed.length, moved: 0 } })
})

test('only those it is for come in; a deal that began before, or in a stage of one version only, does not', async () => {
  const { mia, sam, bo } = world
  const fair = await mia.call(addSource, { body: { name: 'Fair', kind: 'event' } })
  const ids = await processWithDraft('For whom')
  const { id } = await begun(ids, { sourceIds: [fair.id], ownerIds: [sam.memberId] })
  const others = await Promise.all([
    open(ids.processId),
    open(ids.processId, { ownerId: bo.memberId, sourceId: fair.id }),
    open(ids.processId, { sourceId: fair.id, occurredAt: daysAgo(1) }),
    open(ids.processId, { sourceId: fair.id, stage: 'objections' }),
  ])
  for (const deal of others) {
    expect(deal.versionId).toBe(ids.one)
    expect(await armOf(deal.id)).toBeUndefined()
  }
  const inside = await Promise.all(
    Array.from({ length: 10 }, () => open(ids.processId, { sourceId: fair.id, stage: 'qualification' })),
  )
  for (const deal of inside) expect(await armOf(deal.id)).toMatchObject({ data: { versionId: deal.versionId } })
  expect(new Set(inside.map(({ stage }) => stage.key))).toEqual(new Set(['qualification']))
  const ended = await mia.call(experiments.endExperiment, { params: { id } })
  expect(ended).toMatchObject({ status: 'ended', endedAt: expect.any(String) })
  expect(await status(ids.processId, ids.two)).toBe('retired')
  expect((await open(ids.processId, { sourceId: fair.id })).versionId).toBe(ids.one)
  const { arms } = await mia.call(experiments.readExperiment, { params: { id } })
  expect(arms.control.n + arms.changed.n).toBe(10)
})

test('by source, each ten deals are divided as was asked, also when they come at once', async () => {
  const { mia } = world
  const [fair, web] = await Promise.all(
    ['Trade fair', 'Web site'].map((name) => mia.call(addSource, { body: { name, kind: 'event' } })),
  )
  const ids = await processWithDraft('By source')
  await begun(ids, { bySource: true, changedPercent: 30 })
  for (const sourceId of [fair?.id, web?.id, undefined]) {
    const opened = await Promise.all(Array.from({ length: 20 }, () => open(ids.processId, { sourceId })))
    expect(opened.filter(({ versionId }) => versionId === ids.two).length).toBe(6)
  }
})

test('where chance draws sellers, a seller has all deals in one arm', async () => {
  const { sam, bo, mia } = world
  const ids = await processWithDraft('By seller')
  await Promise.all([sam, bo, mia].map(({ memberId }) => open(ids.processId, { ownerId: memberId })))
  const { id } = await begun(ids, { unit: 'seller' })
  const arms = await Promise.all(
    [sam, bo, mia].map(async ({ memberId }) => {
      const own = await Promise.all(Array.from({ length: 6 }, () => open(ids.processId, { ownerId: memberId })))
      return new Set(own.map(({ versionId }) => versionId))
    }),
  )
  expect(arms.map(({ size }) => size)).toEqual([1, 1, 1])
  expect(new Set(arms.flatMap((own) => [...own])).size).toBe(2)
  const { health } = await mia.call(experiments.readExperiment, { params: { id } })
  expect(health.split).toMatchObject({ unit: 'seller', isBroken: false })
  expect(health.split.control + health.split.changed).toBe(3)
})

test('a split that is broken blocks the result and says so', async () => {
  const { mia, rondo } = world
  const ids = await processWithDraft('Broken')
  const { id } = await begun(ids)
  const opened = await Promise.all(Array.from({ length: 50 }, () => open(ids.processId)))
  const lost = opened.filter(({ versionId }) => versionId === ids.two).map((deal) => deal.id)
  await rondo.pools.db
    .deleteFrom('deals')
    .where('workspace_id', '=', rondo.workspaceId)
    .where('id', 'in', lost)
    .execute()
  const reading = await mia.call(experiments.readExperiment, { params: { id } })
  expect(reading).toMatchObject({ state: 'split_broken', difference: null, history: [] })
  expect(reading.health.split).toMatchObject({ changed: 0, isBroken: true })
})

describe('what is refused', () => {
  test('a second change at a time, a version on trial edited or published over, an experiment begun twice', async () => {
    const { mia, sam } = world
    const ids = await processWithDraft('One at a time')
    const { id } = await begun(ids)
    const params = { id }
    const again = await mia.refused(experiments.startExperiment, { params, body: { weeksSeen: null } })
    expect(again).toMatchObject({ code: 'experiment_not_so', data: { status: 'running' } })
    const next = await mia.call(processes.draftProcess, { params: { id: ids.processId } })
    expect(next.number).toBe(3)
    const second = await planned({ ...ids, two: next.id })
    const both = { params: { id: second.id }, body: { weeksSeen: null } }
    expect(await mia.refused(experiments.startExperiment, both)).toMatchObject({ code: 'experiment_running' })
    const publish = { params: { id: next.id } }
    expect(await mia.refused(processes.publishDraft, publish)).toMatchObject({ code: 'experiment_running' })
    expect(await mia.refused(processes.discardDraft, publish)).toMatchObject({ code: 'in_use' })
    const edit = { params: { id: ids.two }, version: 3, body: { stages: draftsOf(next) } }
    expect(await mia.refused(processes.changeDraft, edit)).toMatchObject({ code: 'version_not_draft' })
    expect(await mia.refused(experiments.removeExperiment, { params })).toMatchObject({ code: 'experiment_not_so' })
    await mia.call(experiments.removeExperiment, { params: { id: second.id } })
    await mia.call(processes.discardDraft, publish)
    const { items } = await sam.call(experiments.listExperiments, { query: { limit: 200 } })
    expect(items.map((item) => item.id)).toContain(id)
    expect(items.map((item) => item.id)).not.toContain(second.id)
  })

  test('the published version against itself, a version of another process, a source that is not there', async () => {
    const { mia } = world
    const ids = await processWithDraft('Refused')
    const other = await processWithDraft('Of another')
    const refused = (body: object) =>
      mia.refused(experiments.addExperiment, { body: { name: 'X', hypothesis: 'Y', ...design(ids), ...body } })
    expect(await refused({ changedVersionId: ids.one })).toMatchObject({ code: 'experiment_version_unfit' })
    expect(await refused({ changedVersionId: other.two })).toMatchObject({ data: { field: 'changedVersionId' } })
    expect(await refused({ sourceIds: [ids.one] })).toMatchObject({ data: { field: 'sourceIds' } })
    expect(await refused({ unit: 'seller', bySource: true })).toMatchObject({ code: 'invalid' })
    expect(await refused({ changedPercent: 55 })).toMatchObject({ code: 'invalid' })
  })
})

test('a plan counts the deals that would have been in it, and names the weeks', async () => {
  const { mia, sam } = world
  const ids = await processWithDraft('Plan')
  const opened = await Promise.all(
    Array.from({ length: 60 }, (_, at) => open(ids.processId, { occurredAt: daysAgo(7 + at) })),
  )
  for (const deal of opened.slice(30))
    await sam.call(winDeal, { params: { id: deal.id }, body: { occurredAt: daysAgo(5) } })
  const body = design(ids, { horizonDays: 60, smallestEffect: 20 })
  const plan = await mia.call(experiments.planExperiment, { body })
  expect(plan).toMatchObject({ verdict: 'decidable', sellers: 1, overWeeks: 10 })
  expect(plan.dealsPerWeek).toBeCloseTo(6, 9)
  expect(plan.deals).toBeGreaterThan(150)
  expect(plan.weeks).toBeGreaterThanOrEqual((plan.deals ?? 0) / 6 + 60 / 7)
  const hard = await mia.call(experiments.planExperiment, { body: { ...body, smallestEffect: 1 } })
  expect(hard).toMatchObject({ verdict: 'too_long', weeks: null })
  const sellers = await mia.call(experiments.planExperiment, { body: { ...body, unit: 'seller' } })
  expect(sellers).toMatchObject({ verdict: 'too_few_sellers', weeks: null })
})

test('two versions that followed each other are set side by side, each with the deals opened in it', async () => {
  const { mia, sam } = world
  const ids = await processWithDraft('Before and after')
  const before = await open(ids.processId)
  await mia.call(processes.publishDraft, { params: { id: ids.two } })
  await open(ids.processId)
  const query = { process: ids.processId, by_day: 30 }
  const earlier = await mia.call(experiments.compareVersions, { query })
  await sam.call(winDeal, { params: { id: before.id }, body: {} })
  const found = await mia.call(experiments.compareVersions, { query })
  expect(found.sides).toMatchObject([
    { version: { number: 1 }, n: 1, won: 1 },
    { version: { number: 2 }, n: 1, won: 0, to: null },
  ])
  const turned = await mia.call(experiments.compareVersions, { query: { ...query, before: ids.two, after: ids.one } })
  expect(turned.sides).toEqual(found.sides.toReversed())
  const then = { ...query, as_of: earlier.asOf, known_at: earlier.knownAt }
  expect(await mia.call(experiments.compareVersions, { query: then })).toEqual(earlier)
  expect(earlier.sides).toMatchObject([{ won: 0 }, { won: 0 }])
  for (const { version, n, won } of found.sides)
    for (const [part, count] of [
      ['all', n],
      ['won', won],
    ] as const)
      expect((await mia.call(listMeasuredDeals, { query: { version: version.id, part } })).items).toHaveLength(count)
  const other = { query: { ...query, before: (await processWithDraft('Another')).one } }
  expect(await mia.refused(experiments.compareVersions, other)).toMatchObject({ code: 'not_found' })
})
