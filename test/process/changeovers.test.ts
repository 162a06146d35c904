import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as changeovers from '../../src/contract/changeovers.ts'
import * as deals from '../../src/contract/deals.ts'
import * as moves from '../../src/contract/moves.ts'
import * as processes from '../../src/contract/process.ts'
import { daysAgo, draftsOf, startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

type Version = processes.ProcessVersion

/** A process of its own in two versions: the second has no objections, calls closing "Sign", and asks for a need to present. */
async function twoVersions(name: string): Promise<{ id: string; one: Version; two: Version }> {
  const { mia } = world
  const made = await mia.call(processes.addProcess, { body: { template: 'seven-steps', name, language: 'en' } })
  const draft = await mia.call(processes.draftProcess, { params: { id: made.id } })
  const stages = draftsOf(draft).filter(({ key }) => key !== 'objections')
  const renamed = stages.map((stage) => (stage.key === 'closing' ? { ...stage, name: 'Sign' } : stage))
  const params = { id: draft.id }
  await mia.call(processes.changeDraft, { params, version: draft.version, body: { stages: renamed } })
  const two = await mia.call(processes.publishDraft, { params })
  const { versions } = await mia.call(processes.showProcess, { params: { id: made.id } })
  const one = versions.find(({ number }) => number === 1)
  if (!one) throw new Error('the first version is kept')
  return { id: made.id, one, two }
}

/** A deal of Sam's on the version that is published. */
const open = (processId: string, stage: string, name = stage) =>
  world.sam.call(deals.openDeal, { body: { name, processId, stage, occurredAt: daysAgo(20) } })

const show = (id: string) => world.sam.call(deals.showDeal, { params: { id } })

async function onFirst(name: string, stages: readonly string[]) {
  const { mia } = world
  const made = await mia.call(processes.addProcess, { body: { template: 'seven-steps', name, language: 'en' } })
  const opened = []
  for (const stage of stages) opened.push(await open(made.id, stage))
  const draft = await mia.call(processes.draftProcess, { params: { id: made.id } })
  const shorter = draftsOf(draft).filter(({ key }) => key !== 'objections')
  const params = { id: draft.id }
  await mia.call(processes.changeDraft, { params, version: draft.version, body: { stages: shorter } })
  const [one] = made.versions
  if (!one) throw new Error('a process has a version')
  return { processId: made.id, one, draft, params, deals: opened }
}

const mapping = {
  prospecting: 'prospecting',
  'first-contact': 'first-contact',
  qualification: 'qualification',
  presentation: 'presentation',
  objections: 'presentation',
  closing: 'closing',
}

test('running deals are looked ahead to on the draft, moved when it is published, and moved back as a whole', async () => {
  const { mia, sam } = world
  const story = await onFirst('Whole', ['prospecting', 'prospecting', 'objections', 'closing'])
  const [first, second, third, fourth] = story.deals
  if (!first || !second || !third || !fourth) throw new Error('four deals were opened')
  const ends = { fromVersionId: story.one.id, toVersionId: story.draft.id }
  const ahead = await mia.call(changeovers.previewChangeover, { body: ends })
  expect(ahead).toMatchObject({ moving: 4, staying: 0, left: [] })
  expect(ahead.from.filter((stage) => stage.deals > 0)).toEqual([
    { key: 'prospecting', name: 'Prospecting', deals: 2, to: 'prospecting', isSame: true },
    expect.objectContaining({ key: 'objections', deals: 1, to: 'presentation', isSame: false }),
    expect.objectContaining({ key: 'closing', deals: 1, to: 'closing', isSame: true }),
  ])
  expect(ahead.to.map(({ key, deals: there, coming }) => [key, there, coming])).toEqual([
    ['prospecting', 0, 2],
    ['first-contact', 0, 0],
    ['qualification', 0, 0],
    ['presentation', 0, 1],
    ['closing', 0, 1],
  ])
  expect(ahead.gates.map(({ stage, gate, deals: lacking }) => [stage, gate, lacking])).toEqual([
    ['presentation', 'enforce', 1],
    ['closing', 'advise', 1],
  ])
  const early = await mia.refused(changeovers.startChangeover, { body: { ...ends, mapping } })
  expect(early).toMatchObject({ code: 'changeover_invalid', data: { problem: 'not_published' } })
  await mia.call(processes.publishDraft, { params: story.params })
  expect(await show(first.id)).toMatchObject({ versionNumber: 1 })

  const done = await mia.call(changeovers.startChangeover, { body: { ...ends, mapping } })
  expect(done).toMatchObject({ status: 'done', total: 4, moved: 4, left: 0, createdBy: { name: 'Mia Falk' } })
  const moved = await show(first.id)
  expect(moved).toMatchObject({ versionNumber: 2, stage: { key: 'prospecting' }, stageEnteredAt: first.stageEnteredAt })
  const mapped = await show(third.id)
  expect(mapped).toMatchObject({ versionNumber: 2, stage: { key: 'presentation' }, openedAt: third.openedAt })
  expect(mapped.stageEnteredAt > third.stageEnteredAt).toBe(true)
  const { items: facts } = await sam.call(deals.listFacts, { params: { id: third.id } })
  expect(facts[0]).toMatchObject({
    type: 'deal.version_changed',
    fromStageId: third.stage.id,
    data: { from: 'objections', to: 'presentation', fromNumber: 1, toNumber: 2, missing: ['need', 'means'] },
    names: { [third.processId]: 'Whole' },
  })

  await sam.call(moves.moveDeal, { params: { id: second.id }, body: { stage: 'first-contact' } })
  await sam.call(moves.loseDeal, { params: { id: fourth.id }, body: { reason: 'price' } })
  const undone = await mia.call(changeovers.undoChangeover, { params: { id: done.id } })
  expect(undone).toMatchObject({ status: 'undone', moved: 4, undone: 2, kept: 2, undoableUntil: null })
  expect(undone.keptDeals.map(({ id }) => id).toSorted()).toEqual([second.id, fourth.id].toSorted())
  expect(await show(third.id)).toMatchObject({
    versionNumber: 1,
    stage: third.stage,
    stageEnteredAt: third.stageEnteredAt,
  })
  expect(await show(second.id)).toMatchObject({ versionNumber: 2, stage: { key: 'first-contact' } })
  const again = await mia.refused(changeovers.undoChangeover, { params: { id: done.id } })
  expect(again).toMatchObject({ status: 409, code: 'changeover_not_undoable', data: { status: 'undone' } })
  const { items } = await mia.call(changeovers.listChangeovers, { params: { id: story.processId } })
  expect(items).toMatchObject([{ id: done.id, status: 'undone', from: { number: 1 }, to: { number: 2 } }])
})

test('whoever moves a deal back by itself undoes its change of version; a lost deal reopens where it was moved to', async () => {
  const { mia, sam } = world
  const story = await onFirst('One by one', ['objections', 'qualification'])
  const [single, lost] = story.deals
  if (!single || !lost) throw new Error('two deals were opened')
  await mia.call(processes.publishDraft, { params: story.params })
  const ends = { fromVersionId: story.one.id, toVersionId: story.draft.id }
  await mia.call(changeovers.startChangeover, { body: { ...ends, mapping } })
  const { items } = await sam.call(deals.listFacts, { params: { id: single.id } })
  const undo = { params: { id: single.id }, body: { factId: items[0]?.id ?? '' } }
  expect(await sam.refused(moves.undoMove, undo)).toMatchObject({ code: 'nothing_to_undo' })
  const { deal } = await mia.call(moves.undoMove, undo)
  expect(deal).toMatchObject({ versionNumber: 1, stage: single.stage, stageEnteredAt: single.stageEnteredAt })
  await sam.call(moves.loseDeal, { params: { id: lost.id }, body: {} })
  const reopened = await sam.call(moves.reopenDeal, { params: { id: lost.id }, body: {} })
  expect(reopened.deal).toMatchObject({ versionNumber: 2, stageEnteredAt: lost.stageEnteredAt })
})

test('a gate of the new version that holds leaves the deals that lack what it asks for', async () => {
  const { mia, sam } = world
  const story = await onFirst('Strict', ['presentation', 'presentation'])
  const [ready, unready] = story.deals
  if (!ready || !unready) throw new Error('two deals were opened')
  for (const criterion of ['need', 'means']) {
    const body = { stage: 'presentation', criterion, met: true }
    await sam.call(deals.confirmCriterion, { params: { id: ready.id }, body })
  }
  await mia.call(processes.publishDraft, { params: story.params })
  const body = { fromVersionId: story.one.id, toVersionId: story.draft.id, mapping, gates: 'hold' as const }
  const ahead = await mia.call(changeovers.previewChangeover, { body })
  expect(ahead).toMatchObject({ moving: 1, left: [{ reason: 'gate_not_met', deals: 1 }] })
  const done = await mia.call(changeovers.startChangeover, { body })
  expect(done).toMatchObject({ moved: 1, left: 1, leftDeals: [{ id: unready.id, reason: 'gate_not_met' }] })
  expect(await show(ready.id)).toMatchObject({ versionNumber: 2 })
  expect(await show(unready.id)).toMatchObject({ versionNumber: 1 })
})

test('only the deals that are named move, on the day they did, to another process as well', async () => {
  const { mia, sam } = world
  const story = await onFirst('Left behind', ['qualification', 'qualification', 'closing'])
  const [named, changed, other] = story.deals
  if (!named || !changed || !other) throw new Error('three deals were opened')
  await sam.call(moves.moveDeal, { params: { id: changed.id }, body: { stage: 'first-contact' } })
  const target = await mia.call(processes.addProcess, { body: { template: 'four-steps', name: 'Elsewhere' } })
  const [to] = target.versions
  const ends = { fromVersionId: story.one.id, toVersionId: to?.id ?? '' }
  const { from } = await mia.call(changeovers.previewChangeover, { body: ends })
  const proposed = Object.fromEntries(from.flatMap(({ key, to: entered }) => (entered ? [[key, entered]] : [])))
  expect(from.every(({ isSame }) => !isSame)).toBe(true)
  const done = await mia.call(changeovers.startChangeover, {
    body: { ...ends, mapping: proposed, dealIds: [named.id, changed.id], occurredAt: daysAgo(5) },
  })
  expect(done).toMatchObject({ moved: 1, leftDeals: [{ id: changed.id, reason: 'changed_since' }] })
  const moved = await show(named.id)
  expect(moved).toMatchObject({ processId: target.id, versionNumber: 1, openedAt: named.openedAt })
  expect(moved.stageEnteredAt.slice(0, 10)).toBe(daysAgo(5).slice(0, 10))
  expect(await show(other.id)).toMatchObject({ processId: story.processId })
})

test('many deals are moved and moved back by a job, in batches', async () => {
  const { mia } = world
  const story = await onFirst('Many', [])
  const opened = await Promise.all(
    Array.from({ length: 230 }, (_, n) => open(story.processId, 'qualification', `D${n}`)),
  )
  await mia.call(processes.publishDraft, { params: story.params })
  const body = { fromVersionId: story.one.id, toVersionId: story.draft.id, mapping: { qualification: 'presentation' } }
  const begun = await mia.call(changeovers.startChangeover, { body })
  expect(begun).toMatchObject({ status: 'queued', total: 230, moved: 0, undoableUntil: null })
  const now = () => mia.call(changeovers.showChangeover, { params: { id: begun.id } })
  await expect.poll(now, { timeout: 15_000 }).toMatchObject({ status: 'done', moved: 230 })
  await mia.call(changeovers.undoChangeover, { params: { id: begun.id } })
  await expect.poll(now, { timeout: 15_000 }).toMatchObject({ status: 'undone', undone: 230, kept: 0 })
  expect(await show(opened[7]?.id ?? '')).toMatchObject({ versionNumber: 1, stage: { key: 'qualification' } })
}, 40_000)

describe('is refused', () => {
  test('a mapping that leads nowhere', async () => {
    const { mia, process } = world
    const { one, two } = await twoVersions('Nowhere')
    const draft = await mia.call(processes.draftProcess, { params: { id: process.id } })
    const ends = { fromVersionId: one.id, toVersionId: two.id }
    const cases: [object, string][] = [
      [{ ...ends, toVersionId: one.id, mapping }, 'same_version'],
      [{ fromVersionId: two.id, toVersionId: one.id, mapping }, 'not_published'],
      [{ fromVersionId: draft.id, toVersionId: two.id, mapping }, 'never_published'],
      [{ ...ends, mapping: { nothing: 'closing' } }, 'unknown_stage'],
      [{ ...ends, mapping: { closing: 'objections' } }, 'unknown_stage'],
      [{ ...ends, mapping: { closing: 'care' } }, 'care_stage'],
      [{ ...ends, mapping: {} }, 'nothing_mapped'],
    ]
    for (const [body, problem] of cases) {
      // Every body has the fields of the endpoint.
      const request = { body } as Parameters<typeof mia.refused<typeof changeovers.startChangeover>>[1]
      expect(await mia.refused(changeovers.startChangeover, request)).toMatchObject({
        status: 422,
        code: 'changeover_invalid',
        data: { problem },
      })
    }
  })

  test('to a seller, and to a stranger', async () => {
    const { sam, mia, rondo } = world
    const story = await onFirst('Sight', ['qualification'])
    await mia.call(processes.publishDraft, { params: story.params })
    const body = { fromVersionId: story.one.id, toVersionId: story.draft.id, mapping }
    expect(await sam.refused(changeovers.startChangeover, { body })).toMatchObject({ status: 403 })
    const stranger = await rondo.anotherWorkspace()
    expect(await stranger.refused(changeovers.startChangeover, { body })).toMatchObject({ code: 'unknown_reference' })
  })
})

test('whoever does not see all deals moves only those they see', async () => {
  const { mia, ada, rondo } = world
  const story = await onFirst('Sight of some', ['qualification'])
  const own = await mia.call(deals.openDeal, {
    body: { name: 'Of Mia', processId: story.processId, ownerId: mia.memberId },
  })
  await ada.call(deals.assignDeal, { params: { id: story.deals[0]?.id ?? '' }, body: { ownerId: world.bo.memberId } })
  await mia.call(processes.publishDraft, { params: story.params })
  const { db } = rondo.pools
  const sight = async (sees: 'own' | 'all', member: string | null) => {
    await db.updateTable('members').set({ sees }).where('id', '=', mia.memberId).execute()
    await db.updateTable('api_keys').set({ member_id: member }).where('name', '=', 'Mia Falk').execute()
  }
  await sight('own', mia.memberId)
  const body = { fromVersionId: story.one.id, toVersionId: story.draft.id, mapping: { ...mapping } }
  expect(await mia.call(changeovers.previewChangeover, { body })).toMatchObject({ moving: 1 })
  expect(await mia.call(changeovers.startChangeover, { body })).toMatchObject({ total: 1, moved: 1 })
  await sight('all', null)
  expect(await ada.call(deals.showDeal, { params: { id: own.id } })).toMatchObject({ versionNumber: 2 })
  expect(await ada.call(deals.showDeal, { params: { id: story.deals[0]?.id ?? '' } })).toMatchObject({
    versionNumber: 1,
  })
})

test('state and facts agree after all of it', async () => {
  expect(await world.disagreements()).toEqual([])
})
