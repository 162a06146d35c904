import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planNextStep, finishNextStep, openDeal } from '../../src/contract/deals.ts'
import { showFunnel } from '../../src/contract/measurement.ts'
import { moveDeal } from '../../src/contract/moves.ts'
import { writeNote } from '../../src/contract/notes.ts'
import { logTouch, withdrawTouch } from '../../src/contract/outreach.ts'
import { changeDraft, draftProcess, listProcesses, publishDraft, showProcess } from '../../src/contract/process.ts'
import type { ProcessVersion } from '../../src/contract/process.ts'
import { type MapStage, showProcessMap } from '../../src/contract/process-map.ts'
import { showQualities } from '../../src/contract/process-qualities.ts'
import { addCost, addSource } from '../../src/contract/sources.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { draftsOf } from '../kit/world.ts'
import { after, tell } from './told.ts'

let rondo: App

beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo.stop())

const asOf = '2026-06-30'
const words = { type: 'doc' as const, content: [{ type: 'paragraph' as const }] }

function stageOf(map: { stages: readonly MapStage[] }, key: string): MapStage {
  const found = map.stages.find((stage) => stage.key === key)
  if (!found) throw new Error(`no stage ${key}`)
  return found
}

/** Publishes the process of somebody anew, its stages as they are changed. */
async function republish(
  person: Person,
  change: (stages: ReturnType<typeof draftsOf>) => ReturnType<typeof draftsOf>,
): Promise<ProcessVersion> {
  const { items } = await person.call(listProcesses, {})
  const params = { id: items[0]?.id ?? '' }
  const draft = await person.call(draftProcess, { params })
  const body = { stages: change(draftsOf(draft)) }
  const changed = await person.call(changeDraft, { params: { id: draft.id }, body, version: draft.version })
  return person.call(publishDraft, { params: { id: changed.id } })
}

describe('the map of a process', () => {
  test('counts what the funnel counts, under the same filters', async () => {
    const eva = await rondo.anotherWorkspace()
    const { id: source } = await eva.call(addSource, { body: { name: 'Fair', kind: 'event' } })
    for (let number = 0; number < 12; number++) {
      const opened = after('2026-01-05', number * 7)
      const moves = [['qualification', after(opened, 3 + (number % 4))]] as const
      const end = number % 3 === 0 ? (['won', after(opened, 20)] as const) : (['lost', after(opened, 9)] as const)
      await tell(eva, { opened, moves, ...(number % 2 ? { end } : {}), source: number < 6 ? source : undefined })
    }
    for (const query of [{ as_of: asOf }, { as_of: '2026-03-01' }, { as_of: asOf, source }, { from: '2026-02-01' }]) {
      const funnel = await eva.call(showFunnel, { query })
      const map = await eva.call(showProcessMap, { query })
      expect(map).toMatchObject({ n: funnel.n, asOf: funnel.asOf, undated: funnel.undated })
      expect(map.stages.map((stage) => [stage.key, stage.reached, stage.skipped, stage.advanced, stage.left])).toEqual(
        funnel.stages.map((stage) => [stage.key, stage.reached, stage.skipped, stage.advanced, stage.left]),
      )
      expect(map.stages.map((stage) => [stage.conversion, stage.duration.median])).toEqual(
        funnel.stages.map((stage) => [stage.conversion, stage.timeInStage]),
      )
    }
  })

  test('says that a target is met only where the whole interval lies on its side', async () => {
    const eva = await rondo.anotherWorkspace()
    await republish(eva, (stages) =>
      stages.map((stage) => ({
        ...stage,
        targets:
          stage.key === 'prospecting'
            ? { durationDays: 20, conversionPercent: 10, deals: 100 }
            : { durationDays: 10, conversionPercent: null, deals: null },
      })),
    )
    for (let number = 0; number < 20; number++) {
      const opened = after('2026-05-01', number)
      const then = after(opened, 8 + (number % 5))
      await tell(eva, { opened, ...(number % 7 ? { moves: [['qualification', then]] } : { end: ['lost', then] }) })
    }
    const map = await eva.call(showProcessMap, { query: { as_of: asOf } })
    const { targets, perMonth } = stageOf(map, 'prospecting')
    expect(targets).toEqual({
      duration: { target: 20, verdict: 'met' },
      conversion: { target: 0.1, verdict: 'met' },
      deals: { target: 100, verdict: 'missed' },
    })
    // 20 deals in the 61 days since the first of them.
    expect(map.windowDays).toBe(61)
    expect(perMonth.estimate).toBeCloseTo((20 * 30.436875) / 61, 9)
    // All are still in the next stage: nobody knows yet how long that takes.
    expect(stageOf(map, 'qualification').targets.duration?.verdict).toBe('open')
  })

  test('tells what was done in a stage, and leaves out what came after the end', async () => {
    const eva = await rondo.anotherWorkspace()
    const deal = await tell(eva, { opened: '2026-05-01', moves: [['qualification', '2026-05-04']] })
    const params = { id: deal.id }
    await eva.call(planNextStep, { params, body: { text: 'Call', on: '2026-05-08' } })
    await eva.call(finishNextStep, { params, body: {} })
    const map = await eva.call(showProcessMap, {})
    expect(stageOf(map, 'qualification').activities).toMatchObject({ steps: 1, deals: 1 })
    expect(stageOf(map, 'prospecting').activities).toMatchObject({ steps: 0, deals: 0 })
  })

  test('tells of each touch and note the stage that its deal was in, and what was withdrawn counts no more', async () => {
    const eva = await rondo.anotherWorkspace()
    const moves = [['qualification', '2026-05-04']] as const
    const { id } = await tell(eva, { opened: '2026-05-01', moves, end: ['lost', '2026-05-20'] })
    const touched = (occurredAt: string, minutes?: number) =>
      eva.call(logTouch, { body: { channel: 'phone', outcome: 'reached', dealId: id, occurredAt, minutes } })
    await touched('2026-05-02T09:00:00Z', 15)
    await touched('2026-05-04T08:30:00Z')
    const touch = await touched('2026-05-04T12:00:00Z', 20)
    await touched('2026-05-19T09:00:00Z', 0)
    await touched('2026-05-21T09:00:00Z', 5)
    const done = async (as_of: string) => {
      const map = await eva.call(showProcessMap, { query: { as_of } })
      return ['prospecting', 'qualification'].map((key) => stageOf(map, key).activities)
    }
    const first = { touches: 2, deals: 1, minutes: 15, timed: 1 }
    expect(await done(asOf)).toMatchObject([first, { touches: 2, deals: 1, minutes: 20, timed: 2 }])
    expect(await done('2026-05-04')).toMatchObject([first, { touches: 1, deals: 1, minutes: 20, timed: 1 }])
    await eva.call(withdrawTouch, { params: { id: touch.id } })
    expect(await done(asOf)).toMatchObject([first, { touches: 1, deals: 1, minutes: 0, timed: 1 }])
    // Of today; the one of a deal that has ended is about no stage.
    const { id: open } = await eva.call(openDeal, { body: { name: 'Still there' } })
    for (const dealId of [id, open, open]) await eva.call(writeNote, { body: { dealId, content: words } })
    await eva.call(moveDeal, {
      params: { id: open },
      body: { stage: 'qualification', overrideReason: 'They know us.' },
    })
    await eva.call(writeNote, { body: { dealId: open, content: words } })
    const map = await eva.call(showProcessMap, {})
    expect(stageOf(map, 'prospecting').activities).toMatchObject({ notes: 2, deals: 1, touches: 0 })
    expect(stageOf(map, 'qualification').activities).toMatchObject({ notes: 1, deals: 1 })
  })

  test('shares the cost of a source among all its deals, and says where none is entered', async () => {
    const eva = await rondo.anotherWorkspace()
    const { id: sourceId } = await eva.call(addSource, { body: { name: 'List', kind: 'bought_list' } })
    for (let number = 0; number < 4; number++)
      await tell(eva, { opened: '2026-05-01', source: number < 2 ? sourceId : undefined })
    const without = await eva.call(showProcessMap, { query: { as_of: asOf } })
    expect(stageOf(without, 'prospecting').costMinor).toBeNull()
    const days = { from: '2026-06-01', to: '2026-07-30' }
    await eva.call(addCost, { body: { sourceId, ...days, amountMinor: 60_000 } })
    // Half of the days have passed; four deals came so far.
    const map = await eva.call(showProcessMap, { query: { as_of: asOf } })
    expect(map.costs).toEqual({ minor: 30_000, deals: 2, otherCurrencies: 0 })
    expect(stageOf(map, 'prospecting').costMinor).toBe(7500)
  })

  test('names what one more deal in a hundred would bring by what the later stages let through', async () => {
    const eva = await rondo.anotherWorkspace()
    for (let number = 0; number < 20; number++) {
      const opened = after('2026-05-01', number)
      await tell(eva, {
        opened,
        stage: 'closing',
        end: number < 10 ? ['won', after(opened, 5)] : ['lost', after(opened, 6)],
      })
    }
    const map = await eva.call(showProcessMap, { query: { as_of: asOf } })
    const { conversion, gain, perMonth } = stageOf(map, 'closing')
    expect(conversion.estimate).toBeCloseTo(0.5, 9)
    expect(gain.wins).toBeCloseTo((perMonth.estimate ?? 0) / 100, 9)
  })

  test('can be told by the stages of any version, and of no draft', async () => {
    const eva = await rondo.anotherWorkspace()
    const { items } = await eva.call(listProcesses, {})
    const params = { id: items[0]?.id ?? '' }
    const { versions } = await eva.call(showProcess, { params })
    const first = versions[0]?.id ?? ''
    await republish(eva, (stages) => stages.filter(({ key }) => key !== 'objections'))
    const now = await eva.call(showProcessMap, {})
    const then = await eva.call(showProcessMap, { query: { stages_of: first } })
    expect(then.stages.length).toBe(now.stages.length + 1)
    const draft = await eva.call(draftProcess, { params })
    const refused = await eva.refused(showProcessMap, { query: { stages_of: draft.id } })
    expect(refused).toMatchObject({ code: 'not_found' })
  })
})

describe('the seven qualities', () => {
  test('are told each with its count, and judged only where there is enough to go by', async () => {
    const eva = await rondo.anotherWorkspace()
    await tell(eva, { opened: '2026-05-01', moves: [['qualification', '2026-05-04']] })
    const told = await eva.call(showQualities, {})
    const standing = Object.fromEntries(told.qualities.map((each) => [each.quality, each.standing]))
    expect(standing).toMatchObject({ repeatable: 'untold', predictable: 'untold', measurable: 'untold' })
    expect(standing.adaptable).toBe('falls_short')
    const repeatable = told.qualities.find(({ quality }) => quality === 'repeatable')
    expect(repeatable?.measures[0]).toMatchObject({ measure: 'clean_moves', of: 1 })
    await republish(eva, (stages) => stages.map((stage) => ({ ...stage, purpose: 'Why.', buyerStep: 'Reads.' })))
    const again = await eva.call(showQualities, {})
    const centred = again.qualities.find(({ quality }) => quality === 'customer_centred')
    const stages = again.qualities.find(({ quality }) => quality === 'defined')?.measures[0]?.of
    expect(centred?.measures[0]).toEqual({ measure: 'buyer_steps', count: stages, of: stages })
    expect(again.qualities.find(({ quality }) => quality === 'adaptable')?.standing).toBe('holds')
  })
})
