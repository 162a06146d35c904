import { afterAll, beforeAll, expect, test } from 'vitest'
import * as deals from '../../src/contract/deals.ts'
import * as experiments from '../../src/contract/experiments.ts'
import { loseDeal, moveDeal, winDeal } from '../../src/contract/moves.ts'
import type { Fact } from '../../src/contract/facts.ts'
import { logTouch } from '../../src/contract/outreach.ts'
import { changeDraft, showProcess } from '../../src/contract/process.ts'
import { dayAgo, daysAgo, draftsOf, startWorld, type World } from '../kit/world.ts'
import { type Random, dice } from '../measurement/kept-figures.ts'
import { type SlowDeal, between, dayByDay, nine, onDay, readDeals } from '../measurement/slow.ts'
import { design, draftedProcess, startedDaysAgo } from './drafted.ts'

let world: World
let refusedIds: Awaited<ReturnType<typeof draftedProcess>> | undefined
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

const processWithDraft = (name: string) => draftedProcess(world, name)

async function begun(ids: { processId: string; two: string }, more: object) {
  const body = { name: 'Without objections', hypothesis: 'Fewer stages, more wins', ...design(ids, more) }
  const { id } = await world.mia.call(experiments.addExperiment, { body })
  return world.mia.call(experiments.startExperiment, { params: { id }, body: { weeksSeen: null } })
}

/** A deal of Sam's. */
const open = (processId: string, more: object) =>
  world.mia.call(deals.openDeal, { body: { name: 'In it', processId, ownerId: world.sam.memberId, ...more } })

test('that the buyer answers: to a touch of ours, before the deal ends; who wrote first has answered nothing yet', async () => {
  const { mia, sam } = world
  const ids = await processWithDraft('Answers')
  const { id } = await begun(ids, { measure: 'replied' })
  await startedDaysAgo(world, id, 12)
  const opened = await Promise.all(Array.from({ length: 40 }, () => open(ids.processId, { occurredAt: daysAgo(10) })))
  const [first, second, third, fourth, fifth] = opened.filter(({ versionId }) => versionId === ids.two)
  if (!first || !second || !third || !fourth || !fifth) throw new Error('there are deals with the change')
  const touch = (deal: { id: string }, days: number, more: object) =>
    sam.call(logTouch, { body: { channel: 'email', dealId: deal.id, occurredAt: daysAgo(days), ...more } })
  const wrote = { direction: 'inbound' }
  const sent = { direction: 'outbound', outcome: 'sent' }
  await touch(first, 9, sent)
  await touch(first, 8, wrote)
  await touch(second, 9, wrote)
  await touch(third, 3, { channel: 'phone', outcome: 'reached' })
  await sam.call(loseDeal, { params: { id: fourth.id }, body: { occurredAt: daysAgo(8) } })
  await touch(fourth, 9, sent)
  await touch(fourth, 5, wrote)
  await touch(fifth, 9, sent)
  await sam.call(winDeal, { params: { id: fifth.id }, body: { occurredAt: daysAgo(8) } })
  const params = { id }
  const reading = await mia.call(experiments.readExperiment, { params })
  const n = reading.arms.changed.n
  expect(reading.arms).toMatchObject({ changed: { came: 2, won: 1, lost: 1 }, control: { came: 0 } })
  // By day 5 one has answered, and two have ended without an answer.
  expect(reading.arms.changed.cameByHorizon.estimate).toBeCloseTo(1 / n, 9)
  expect(reading.arms.changed.wonByHorizon.estimate).toBeCloseTo(1 / n, 9)
  const came = { params, query: { arm: 'changed', number: 'came' } } as const
  const { items } = await mia.call(experiments.listExperimentDeals, came)
  expect(new Set(items.map((deal) => deal.id))).toEqual(new Set([first.id, third.id]))
  const then = await mia.call(experiments.readExperiment, { params, query: { as_of: dayAgo(7) } })
  expect(then.arms.changed.came).toBe(1)
  const decided = await mia.call(experiments.decideExperiment, { params, body: { decision: 'keep', reason: 'Few' } })
  expect(decided).toMatchObject({ measure: 'replied', measureStage: null, decidedReading: { arms: reading.arms } })
})

test('that a deal comes to a stage: skipped or left since, by its key in both versions, or won', async () => {
  const { mia, sam } = world
  const ids = await processWithDraft('Stages')
  const { id } = await begun(ids, { measure: 'reached', measureStageKey: 'presentation' })
  const params = { id }
  await startedDaysAgo(world, id, 12)
  const opened = await Promise.all(Array.from({ length: 40 }, () => open(ids.processId, { occurredAt: daysAgo(10) })))
  for (const [arm, versionId] of [
    ['control', ids.one],
    ['changed', ids.two],
  ] as const) {
    const [there, beyond, won, back, lost] = opened.filter((deal) => deal.versionId === versionId)
    if (!there || !beyond || !won || !back || !lost) throw new Error('there are deals on both sides')
    const move = (deal: { id: string }, to: string, days: number) =>
      sam.call(moveDeal, {
        params: { id: deal.id },
        body: { stage: to, occurredAt: daysAgo(days), overrideReason: 'Told later' },
      })
    await move(there, 'presentation', 9)
    await move(beyond, 'closing', 8)
    await sam.call(winDeal, { params: { id: won.id }, body: { occurredAt: daysAgo(3) } })
    await move(back, 'presentation', 9)
    await move(back, 'qualification', 8)
    await move(lost, 'qualification', 9)
    await sam.call(loseDeal, { params: { id: lost.id }, body: { occurredAt: daysAgo(7) } })
    const { arms: read } = await mia.call(experiments.readExperiment, { params })
    expect(read[arm]).toMatchObject({ came: 4, won: 1, lost: 1 })
    // By day 5 three have come to it; the win came later.
    expect(read[arm].cameByHorizon.estimate).toBeCloseTo(3 / read[arm].n, 9)
    const came = { params, query: { arm, number: 'came' } } as const
    expect((await mia.call(experiments.listExperimentDeals, came)).items).toHaveLength(4)
  }
  const shown = await mia.call(experiments.showExperiment, { params })
  expect(shown).toMatchObject({ measure: 'reached', measureStage: { key: 'presentation' } })
})

test.each([
  ['no stage', { measure: 'reached' }],
  ['a stage where wins are measured', { measureStageKey: 'presentation' }],
  ['the first stage', { measure: 'reached', measureStageKey: 'prospecting' }],
  ['a stage that only one version has', { measure: 'reached', measureStageKey: 'objections' }],
  ['a stage after the win', { measure: 'reached', measureStageKey: 'care' }],
])('is refused with %s', async (_, measure) => {
  const { mia } = world
  refusedIds ??= await processWithDraft('Refused measures')
  const body = design(refusedIds, measure)
  const refused = await mia.refused(experiments.planExperiment, { body })
  expect(refused).toMatchObject({ code: 'invalid', fields: [{ field: 'measureStageKey' }] })
})

test('an experiment does not begin when its version has lost the stage that is measured', async () => {
  const { mia } = world
  const ids = await processWithDraft('Stage gone')
  const measure = { measure: 'reached', measureStageKey: 'presentation' }
  const body = { name: 'X', hypothesis: 'Y', ...design(ids, measure) }
  const { id } = await mia.call(experiments.addExperiment, { body })
  const { versions } = await mia.call(showProcess, { params: { id: ids.processId } })
  const draft = versions.find((version) => version.id === ids.two)
  if (!draft) throw new Error('there is a draft')
  const stages = draftsOf(draft).filter(({ key }) => key !== 'presentation')
  await mia.call(changeDraft, { params: { id: draft.id }, version: draft.version, body: { stages } })
  const start = { params: { id }, body: { weeksSeen: null } }
  expect(await mia.refused(experiments.startExperiment, start)).toMatchObject({ code: 'experiment_stage_gone' })
})

test('a plan counts what came to it among the deals of the past', async () => {
  const { mia, sam } = world
  const ids = await processWithDraft('Plan of answers')
  const opened = await Promise.all(
    Array.from({ length: 60 }, (_, at) => open(ids.processId, { occurredAt: daysAgo(7 + at) })),
  )
  for (const [at, deal] of opened.entries()) {
    if (at % 2 === 0) continue
    const body = { channel: 'phone', outcome: 'reached', dealId: deal.id } as const
    await sam.call(logTouch, { body: { ...body, occurredAt: daysAgo(6 + at) } })
  }
  const wins = await mia.call(experiments.planExperiment, { body: design(ids) })
  expect(wins).toMatchObject({ verdict: 'no_wins' })
  const plan = await mia.call(experiments.planExperiment, { body: design(ids, { measure: 'replied' }) })
  expect(plan).toMatchObject({ verdict: 'decidable', overWeeks: 10 })
  expect(plan.winRate.estimate).toBeCloseTo(0.5, 9)
  const reached = { measure: 'reached', measureStageKey: 'presentation' }
  expect(await mia.call(experiments.planExperiment, { body: design(ids, reached) })).toMatchObject({
    verdict: 'no_wins',
  })
})

test('on random histories what came, and by when, agrees with a count through every fact', async () => {
  const { mia, sam } = world
  const ids = await processWithDraft('Random')
  const replied = await begun(ids, { measure: 'replied' })
  await startedDaysAgo(world, replied.id, 30)
  const random = dice(7)
  const opened = await Promise.all(
    Array.from({ length: 40 }, () => open(ids.processId, { occurredAt: daysAgo(15 + random(10)) })),
  )
  for (const deal of opened) await tellOf(deal.id, random)
  await mia.call(experiments.endExperiment, { params: { id: replied.id } })
  const told = (await readDeals(sam, new Map())).filter(({ id }) => opened.some((deal) => deal.id === id))
  const { versions } = await mia.call(showProcess, { params: { id: ids.processId } })
  let most = 0
  for (const key of [null, 'presentation'])
    for (const as_of of [dayAgo(0), dayAgo(8), dayAgo(13)]) {
      await measureInstead(replied.id, key)
      const found = await mia.call(experiments.readExperiment, { params: { id: replied.id }, query: { as_of } })
      for (const [arm, versionId] of [
        ['control', ids.one],
        ['changed', ids.two],
      ] as const) {
        most = Math.max(most, found.arms[arm].came)
        const own = told.filter(({ id }) => opened.find((deal) => deal.id === id)?.versionId === versionId)
        const stages = versions.find(({ id }) => id === versionId)?.stages ?? []
        const from = stages.findIndex((stage) => stage.key === key)
        const wanted = key === null ? null : new Set(stages.slice(from).map(({ id }) => id))
        const followed = own.map((deal) => slowComing(deal, as_of, wanted))
        expect(found.arms[arm].came, `${key} ${as_of}`).toBe(followed.filter(({ end }) => end === 'came').length)
        const share = onDay(dayByDay(followed, ['came', 'other']), 5)?.ended['came']
        expect(nine(found.arms[arm].cameByHorizon.estimate)).toBe(nine(share))
      }
    }
  expect(most).toBeGreaterThan(3)
})

/** Some touches, moves and an end, in any order. */
async function tellOf(id: string, random: Random): Promise<void> {
  const { sam } = world
  const days = Array.from({ length: 4 }, () => 1 + random(14)).toSorted((one, other) => other - one)
  for (const ago of days) {
    const occurredAt = daysAgo(ago)
    const body = { channel: 'email', dealId: id, occurredAt } as const
    const acts = [
      () => sam.call(logTouch, { body: { ...body, direction: 'outbound', outcome: 'sent' } }),
      () => sam.call(logTouch, { body: { ...body, direction: 'inbound' } }),
      () => sam.call(logTouch, { body: { ...body, direction: 'inbound', outcome: 'refused' } }),
      () => sam.call(logTouch, { body: { ...body, channel: 'phone', outcome: 'reached' } }),
      ...['qualification', 'presentation', 'closing'].map((stage) => async () => {
        const moving = { params: { id }, body: { stage, occurredAt, overrideReason: 'Told later' } }
        // Where it stands already, it stays.
        if ((await sam.call(deals.showDeal, { params: { id } })).stage.key !== stage) await sam.call(moveDeal, moving)
      }),
    ]
    await acts[random(acts.length)]?.()
  }
  const occurredAt = daysAgo(random(2))
  const ended = random(4)
  if (ended === 0) await sam.call(winDeal, { params: { id }, body: { occurredAt } })
  if (ended === 1) await sam.call(loseDeal, { params: { id }, body: { occurredAt } })
}

/** The same deals by another measure, which no person can choose once it has begun. */
async function measureInstead(id: string, key: string | null): Promise<void> {
  await world.rondo.pools.db
    .updateTable('experiments')
    .set({ measure: key === null ? 'replied' : 'reached', measure_stage: key })
    .where('workspace_id', '=', world.rondo.workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Whether and when a deal came to a stage of some, or to an answer, fact by fact. */
function slowComing({ facts }: SlowDeal, asOf: string, wanted: ReadonlySet<string> | null) {
  const day = (fact: Fact) => fact.occurredAt.slice(0, 10)
  const known = facts.filter((fact) => day(fact) <= asOf)
  const started = known.find(({ type }) => type === 'deal.opened')
  if (!started) throw new Error('it was opened')
  let isTouched = false
  for (const fact of known) {
    const days = between(day(started), day(fact))
    if (['deal.lost', 'deal.won'].includes(fact.type)) {
      const isPast = fact.type === 'deal.won' && wanted !== null
      return { late: 0, days, end: isPast ? 'came' : 'other' }
    }
    if (wanted !== null) {
      if (fact.stageId !== null && wanted.has(fact.stageId)) return { late: 0, days, end: 'came' }
      continue
    }
    if (fact.type !== 'deal.touched') continue
    const { direction, outcome } = fact.data
    const isOurs = direction === 'outbound'
    isTouched ||= isOurs
    if (isTouched && (isOurs ? outcome === 'reached' : outcome !== 'refused')) return { late: 0, days, end: 'came' }
  }
  return { late: 0, days: between(day(started), asOf), end: 'open' }
}
