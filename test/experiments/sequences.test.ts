import { afterAll, beforeAll, expect, test } from 'vitest'
import * as deals from '../../src/contract/deals.ts'
import * as experiments from '../../src/contract/experiments.ts'
import { addPerson } from '../../src/contract/people.ts'
import * as processes from '../../src/contract/process.ts'
import * as sequences from '../../src/contract/sequences.ts'
import { startWorld, type World } from '../kit/world.ts'
import { draftedProcess } from './drafted.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

const step = { kind: 'call', channel: null, title: 'Call', waitDays: 0, a: null, b: null } as const

async function twoSequences(name: string) {
  const [control, changed] = await Promise.all(
    ['as now', 'changed'].map((side) =>
      world.mia.call(sequences.addSequence, {
        body: { name: `${name} ${side}`, steps: [{ ...step, waitDays: side === 'changed' ? 2 : 0 }] },
      }),
    ),
  )
  if (!control || !changed) throw new Error('both are there')
  return { control, changed }
}

const design = (processId: string, two: Awaited<ReturnType<typeof twoSequences>>, more: object = {}) => ({
  kind: 'sequence' as const,
  processId,
  controlSequenceId: two.control.id,
  changedSequenceId: two.changed.id,
  horizonDays: 5,
  smallestEffect: 20,
  ...more,
})

async function begun(processId: string, two: Awaited<ReturnType<typeof twoSequences>>) {
  const body = { name: 'Wait first', hypothesis: 'Who is left in peace, answers', ...design(processId, two) }
  const { id } = await world.mia.call(experiments.addExperiment, { body })
  return world.mia.call(experiments.startExperiment, { params: { id }, body: { weeksSeen: null } })
}

/** A deal of Sam's with somebody. */
async function dealWith(processId: string, name: string) {
  const { sam } = world
  const person = await sam.call(addPerson, { body: { name } })
  const body = { name, processId, personId: person.id }
  return { personId: person.id, deal: await sam.call(deals.openDeal, { body }) }
}

const armOf = async (id: string) => {
  const { items } = await world.sam.call(deals.listFacts, { params: { id } })
  return items.find(({ type }) => type === 'deal.assigned_to_arm')?.data['arm']
}

const enrol = (sequence: { id: string }, personIds: string[]) =>
  world.sam.call(sequences.enrolPeople, { params: { id: sequence.id }, body: { personIds } })

const enrolmentOf = async (person: string) =>
  (await world.sam.call(sequences.listEnrolments, { query: { person } })).items[0]

test('whoever puts the person of a deal into one of two sequences puts them into the one that chance gave the deal', async () => {
  const { mia, sam } = world
  const { processId, one } = await draftedProcess(world, 'Sequences')
  const two = await twoSequences('First')
  const started = await begun(processId, two)
  expect(started).toMatchObject({
    kind: 'sequence',
    status: 'running',
    control: { id: one },
    changed: { id: one },
    sequences: { control: { name: 'First as now' }, changed: { name: 'First changed' } },
  })
  const params = { id: started.id }
  const pairs = await Promise.all(Array.from({ length: 24 }, (_, at) => dealWith(processId, `Person ${at}`)))
  expect(new Set(pairs.map(({ deal }) => deal.versionId))).toEqual(new Set([one]))
  const arms = await Promise.all(pairs.map(({ deal }) => armOf(deal.id)))
  const ofChanged = arms.filter((arm) => arm === 'changed').length
  expect(ofChanged).toBeGreaterThan(3)
  expect(ofChanged).toBeLessThan(21)
  const stranger = await sam.call(addPerson, { body: { name: 'Without a deal' } })
  const people = pairs.slice(0, 20).map(({ personId }) => personId)
  const drawn = arms.slice(0, 20).filter((arm) => arm === 'changed').length
  const told = await enrol(two.control, [...people, stranger.id])
  expect(told).toMatchObject({ started: 21, drawn, alreadyIn: 0 })
  for (const [at, personId] of people.entries()) {
    const wanted = arms[at] === 'changed' ? two.changed : two.control
    expect(await enrolmentOf(personId)).toMatchObject({ sequence: { id: wanted.id }, deal: { id: pairs[at]?.deal.id } })
  }
  expect(await enrolmentOf(stranger.id)).toMatchObject({ sequence: { id: two.control.id } })

  const { arms: read } = await mia.call(experiments.readExperiment, { params })
  expect(read).toMatchObject({ changed: { n: ofChanged, given: drawn, moved: 0 }, control: { n: 24 - ofChanged } })
  expect(read.control.given + read.changed.given).toBe(20)
  const given = { params, query: { number: 'given', limit: 200 } } as const
  expect((await mia.call(experiments.listExperimentDeals, given)).items).toHaveLength(20)

  // The experiment over, everybody gets what they are put into: a deal with the change that gets the other one is counted.
  await mia.call(experiments.endExperiment, { params })
  const last = pairs.findIndex((_, at) => at < 20 && arms[at] === 'changed')
  const { personId } = pairs[last] ?? { personId: '' }
  const running = await enrolmentOf(personId)
  await sam.call(sequences.stopEnrolment, { params: { id: running?.id ?? '' } })
  expect(await enrol(two.control, [personId])).toMatchObject({ started: 1, drawn: 0 })
  const after = await mia.call(experiments.readExperiment, { params })
  expect(after.arms).toMatchObject({ changed: { n: ofChanged, given: drawn, moved: 1 }, control: { moved: 0 } })
  const decided = await mia.call(experiments.decideExperiment, { params, body: { decision: 'adopt', reason: 'More' } })
  expect(decided).toMatchObject({ status: 'decided', decidedReading: { arms: after.arms } })
  const { versions } = await mia.call(processes.showProcess, { params: { id: processId } })
  expect(versions.map(({ status }) => status).toSorted()).toEqual(['draft', 'published'])
  expect(await world.disagreements()).toEqual([])
})

test('while it runs its sequences stay as they are, and nothing else of the process is changed', async () => {
  const { mia } = world
  const { processId, two: draft } = await draftedProcess(world, 'Sequences stay')
  const two = await twoSequences('Stay')
  const { id } = await begun(processId, two)
  const change = (body: object) =>
    mia.refused(sequences.changeSequence, { params: { id: two.changed.id }, version: 1, body })
  expect(await change({ steps: [{ ...step, title: 'Write' }] })).toMatchObject({
    code: 'sequence_in_experiment',
    data: { id, name: 'Wait first' },
  })
  expect(await change({ retired: true })).toMatchObject({ code: 'sequence_in_experiment' })
  await mia.call(sequences.changeSequence, { params: { id: two.control.id }, version: 1, body: { name: 'Renamed' } })
  expect(await mia.refused(processes.publishDraft, { params: { id: draft } })).toMatchObject({
    code: 'experiment_running',
  })
  for (const body of [
    { processId, changedVersionId: draft, horizonDays: 5, smallestEffect: 20 },
    design(processId, await twoSequences('Second')),
  ]) {
    const second = await mia.call(experiments.addExperiment, { body: { name: 'Y', hypothesis: 'Z', ...body } })
    const start = { params: { id: second.id }, body: { weeksSeen: null } }
    expect(await mia.refused(experiments.startExperiment, start)).toMatchObject({ code: 'experiment_running' })
  }
  await mia.call(experiments.endExperiment, { params: { id } })
  await mia.call(sequences.changeSequence, { params: { id: two.changed.id }, version: 1, body: { retired: true } })
  await mia.call(processes.publishDraft, { params: { id: draft } })
})

test('two sequences that are in use are tested against each other, and nothing beside', async () => {
  const { mia } = world
  const { processId, two: draft } = await draftedProcess(world, 'Refused sequences')
  const two = await twoSequences('Refused')
  const refused = (more: object) => mia.refused(experiments.planExperiment, { body: design(processId, two, more) })
  expect(await mia.call(experiments.planExperiment, { body: design(processId, two) })).toMatchObject({
    verdict: 'no_arrivals',
  })
  const field = (name: string) => ({ code: 'invalid', fields: [{ field: name }] })
  expect(await refused({ changedSequenceId: null })).toMatchObject(field('changedSequenceId'))
  expect(await refused({ changedSequenceId: two.control.id })).toMatchObject(field('changedSequenceId'))
  expect(await refused({ changedVersionId: draft })).toMatchObject(field('changedVersionId'))
  expect(await refused({ kind: 'process_version' })).toMatchObject(field('changedVersionId'))
  expect(await refused({ changedSequenceId: draft })).toMatchObject({ data: { field: 'changedSequenceId' } })
  const { id } = await mia.call(experiments.addExperiment, {
    body: { name: 'X', hypothesis: 'Y', ...design(processId, two) },
  })
  await mia.call(sequences.changeSequence, { params: { id: two.changed.id }, version: 1, body: { retired: true } })
  expect(await refused({})).toMatchObject({ code: 'sequence_retired' })
  const start = { params: { id }, body: { weeksSeen: null } }
  expect(await mia.refused(experiments.startExperiment, start)).toMatchObject({ code: 'sequence_retired' })
})
