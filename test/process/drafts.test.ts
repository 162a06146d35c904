import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as deals from '../../src/contract/deals.ts'
import * as moves from '../../src/contract/moves.ts'
import * as processes from '../../src/contract/process.ts'
import { draftsOf, startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

/** A process of its own, so that no test sees another's drafts. */
const another = (name: string) =>
  world.mia.call(processes.addProcess, { body: { template: 'seven-steps', name, language: 'en' } })

test('a new process is published as its template, in the language asked for', async () => {
  const { mia } = world
  const { items } = await mia.call(processes.listTemplates, { query: { language: 'sv' } })
  const swedish = items.find(({ key }) => key === 'four-steps')
  const made = await mia.call(processes.addProcess, { body: { template: 'four-steps', language: 'sv' } })
  expect(made).toMatchObject({ name: swedish?.name, isDefault: false, versions: [{ number: 1, status: 'published' }] })
  expect(draftsOf(made.versions[0])).toEqual(swedish?.stages)
  const { items: all } = await mia.call(processes.listProcesses, {})
  expect(all[0]).toMatchObject({ id: made.id, publishedVersionId: made.versions[0]?.id, draftVersionId: null })
  const twin = { body: { template: 'four-steps', language: 'sv' as const } }
  expect(await mia.refused(processes.addProcess, twin)).toMatchObject({ code: 'name_taken', data: { id: made.id } })
})

test('a draft is changed, published, and the version before it retires; running deals stay where they are', async () => {
  const { mia, sam } = world
  const process = await another('Fairs')
  const running = await sam.call(deals.openDeal, { body: { name: 'Old way', processId: process.id } })
  const draft = await mia.call(processes.draftProcess, { params: { id: process.id } })
  expect(draft).toMatchObject({ number: 2, status: 'draft', openDeals: 0 })
  expect(draftsOf(draft)).toEqual(draftsOf(process.versions[0]))
  const shorter = draftsOf(draft)
    .filter(({ key }) => key !== 'first-contact')
    .map((stage) => (stage.key === 'closing' ? { ...stage, name: 'Sign' } : stage))
  const params = { id: draft.id }
  const changed = await mia.call(processes.changeDraft, {
    params,
    version: draft.version,
    body: { overrides: 'nobody', stages: shorter },
  })
  expect(changed).toMatchObject({ overrides: 'nobody', version: draft.version + 1 })
  expect(draftsOf(changed)).toEqual(shorter)
  expect(changed.stages.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5])
  const published = await mia.call(processes.publishDraft, { params })
  expect(published).toMatchObject({ status: 'published', publishedAt: expect.any(String) })
  const now = await mia.call(processes.showProcess, { params: { id: process.id } })
  expect(now.versions).toMatchObject([
    { number: 2, status: 'published', openDeals: 0 },
    { number: 1, status: 'retired', retiredAt: expect.any(String), openDeals: 1 },
  ])
  const next = await sam.call(deals.openDeal, { body: { name: 'New way', processId: process.id } })
  expect(next.versionNumber).toBe(2)
  const move = { params: { id: running.id }, body: { stage: 'first-contact' } }
  expect((await sam.call(moves.moveDeal, move)).deal).toMatchObject({ versionNumber: 1 })
  const unknown = { params: { id: next.id }, body: { stage: 'first-contact' } }
  expect(await sam.refused(moves.moveDeal, unknown)).toMatchObject({ code: 'stage_not_in_process' })
  const gate = { params: { id: next.id }, body: { stage: 'presentation', overrideReason: 'Please' } }
  expect(await sam.refused(moves.moveDeal, gate)).toMatchObject({ status: 403, code: 'override_not_allowed' })
})

test('where only managers may override a gate, Mia may and Sam may not', async () => {
  const { mia, sam } = world
  const process = await another('Strict')
  const draft = await mia.call(processes.draftProcess, { params: { id: process.id } })
  const params = { id: draft.id }
  const body = { overrides: 'managers' as const, stages: draftsOf(draft) }
  await mia.call(processes.changeDraft, { params, version: draft.version, body })
  await mia.call(processes.publishDraft, { params })
  const { id } = await sam.call(deals.openDeal, { body: { name: 'Gate', processId: process.id } })
  const move = { params: { id }, body: { stage: 'presentation' } }
  expect(await sam.refused(moves.moveDeal, move)).toMatchObject({ data: { mayOverride: false } })
  expect(await mia.refused(moves.moveDeal, move)).toMatchObject({ data: { mayOverride: true } })
  const reasoned = { ...move, body: { ...move.body, overrideReason: 'They know us' } }
  expect(await sam.refused(moves.moveDeal, reasoned)).toMatchObject({ code: 'override_not_allowed' })
  expect(await mia.call(moves.moveDeal, reasoned)).toMatchObject({ deal: { stage: { key: 'presentation' } } })
})

test('a draft is discarded, and a new one can begin', async () => {
  const { mia } = world
  const process = await another('Doubts')
  const params = { id: process.id }
  const draft = await mia.call(processes.draftProcess, { params })
  const second = await mia.refused(processes.draftProcess, { params })
  expect(second).toMatchObject({ status: 409, code: 'draft_exists', data: { versionId: draft.id } })
  await mia.call(processes.discardDraft, { params: { id: draft.id } })
  const next = await mia.call(processes.draftProcess, { params })
  expect(next.number).toBe(2)
})

test('a draft may be unfinished: what keeps it from being published is said where it is, and publishing waits', async () => {
  const { mia } = world
  const process = await another('Unfinished')
  let draft = await mia.call(processes.draftProcess, { params: { id: process.id } })
  const params = { id: draft.id }
  const stages = draftsOf(draft)
  const [first, second, third] = stages
  if (!first || !second || !third) throw new Error('a process has seven stages')
  const unsaid = { key: 'said', kind: 'statement' as const, text: null }
  const cases: [processes.StageDraft[], string, string | null][] = [
    [[first, second, { ...third, name: first.name }], 'duplicate_name', third.key],
    [[second, first], 'phases_out_of_order', second.key],
    [stages.toReversed(), 'care_not_last', 'care'],
    [[first], 'too_few', null],
    [[first, { ...second, entryCriteria: [unsaid] }], 'sentence_missing', second.key],
  ]
  for (const [unfinished, problem, stage] of cases) {
    draft = await mia.call(processes.changeDraft, { params, version: draft.version, body: { stages: unfinished } })
    expect(draft.problems[0]).toEqual({ problem, stage })
    const refused = await mia.refused(processes.publishDraft, { params })
    expect(refused).toMatchObject({ status: 422, code: 'stages_invalid', data: { problem } })
  }
  draft = await mia.call(processes.changeDraft, { params, version: draft.version, body: { stages } })
  expect(draft.problems).toEqual([])
  expect(await mia.call(processes.publishDraft, { params })).toMatchObject({ publishedBy: { name: 'Mia Falk' } })
})

describe('is refused', () => {
  test('stages that could not be told apart', async () => {
    const { mia } = world
    const process = await another('Wrong')
    const draft = await mia.call(processes.draftProcess, { params: { id: process.id } })
    const stages = draftsOf(draft)
    const [first, second, third] = stages
    if (!first || !second || !third) throw new Error('a process has seven stages')
    const said = { key: 'said', kind: 'statement' as const, text: 'It is so' }
    const cases: [processes.StageDraft[], object][] = [
      [[first, second, { ...third, key: first.key }], { data: { problem: 'duplicate_key' } }],
      [
        [first, { ...second, exitCriteria: [{ key: 'amount-known', kind: 'amount_known', text: 'Amount' }] }],
        { fields: [{ field: 'stages.1.exitCriteria.0.text', code: 'unknown' }] },
      ],
      [
        [first, { ...second, entryCriteria: [said], exitCriteria: [said] }],
        { fields: [{ field: 'stages.1.exitCriteria.0.key', code: 'choice' }] },
      ],
    ]
    for (const [wrong, problem] of cases) {
      const request = { params: { id: draft.id }, version: draft.version, body: { stages: wrong } }
      expect(await mia.refused(processes.changeDraft, request)).toMatchObject({ status: 422, ...problem })
    }
    const stale = { params: { id: draft.id }, version: draft.version + 1, body: { stages } }
    expect(await mia.refused(processes.changeDraft, stale)).toMatchObject({ code: 'version_conflict' })
  })

  test('to touch what is published', async () => {
    const { mia } = world
    const process = await another('Done')
    const version = process.versions[0]
    const params = { id: version?.id ?? '' }
    const body = { stages: draftsOf(version) }
    for (const refused of [
      await mia.refused(processes.changeDraft, { params, version: 1, body }),
      await mia.refused(processes.publishDraft, { params }),
      await mia.refused(processes.discardDraft, { params }),
    ])
      expect(refused).toMatchObject({ status: 409, code: 'version_not_draft', data: { status: 'published' } })
  })

  test('to a seller, and to a stranger', async () => {
    const { sam, rondo, process } = world
    const params = { id: process.id }
    expect(await sam.refused(processes.draftProcess, { params })).toMatchObject({ status: 403 })
    const stranger = await rondo.anotherWorkspace()
    expect(await stranger.refused(processes.showProcess, { params })).toMatchObject({ status: 404 })
    expect(await stranger.refused(processes.draftProcess, { params })).toMatchObject({ status: 404 })
  })
})
