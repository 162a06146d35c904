import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeal } from '../../src/contract/deals.ts'
import { loseDeal, moveDeal, winDeal } from '../../src/contract/moves.ts'
import { addAnswer, logObjection, settleObjection, withdrawObjection } from '../../src/contract/objections.ts'
import { askQuestion } from '../../src/contract/playbooks.ts'
import { startTrial } from '../../src/contract/presenting.ts'
import { showObjectionFigures, showPlaybookFigures, showTrialFigures } from '../../src/contract/what-works.ts'
import { dayAgo, daysAgo, startWorld, type World } from '../kit/world.ts'
import { opens } from './opens.ts'

let world: World
let answerId: string
beforeAll(async () => {
  world = await startWorld()
  const { mia } = world
  const texts = [{ language: 'en', text: 'It lasts ten years.' } as const]
  answerId = (await mia.call(addAnswer, { body: { title: 'Ten years', kind: 'price', texts } })).id
  await overcomeAndWon()
  await stoppedByPrice()
  const plain = await opened(30)
  await world.sam.call(winDeal, { params: { id: plain }, body: { signal: 'verbal_yes' } })
}, 120_000)
afterAll(() => world.rondo.stop())

async function opened(days: number): Promise<string> {
  const body = { name: 'Mast', companyId: world.nordlys.id, occurredAt: daysAgo(days) }
  return (await world.sam.call(openDeal, { body })).id
}

/** Asked one must of four, tried, objected to the price ten days ago, and won. */
async function overcomeAndWon() {
  const { sam } = world
  const id = await opened(40)
  await sam.call(moveDeal, { params: { id }, body: { stage: 'qualification', occurredAt: daysAgo(30) } })
  await sam.call(askQuestion, { params: { id, stage: 'qualification', question: 'need-first' }, body: {} })
  await sam.call(startTrial, { body: { dealId: id, kind: 'trial', what: 'A mast', startsOn: dayAgo(20) } })
  const raised = await sam.call(logObjection, { body: { dealId: id, kind: 'price', occurredAt: daysAgo(10) } })
  const body = { outcome: 'overcome', answerId, occurredAt: daysAgo(9) } as const
  await sam.call(settleObjection, { params: { id: raised.id }, body })
  await sam.call(winDeal, { params: { id }, body: { signal: 'objection_overcome' } })
}

/** The price stood; an objection that was a slip counts nowhere. */
async function stoppedByPrice() {
  const { sam } = world
  const id = await opened(40)
  const slip = await sam.call(logObjection, { body: { dealId: id, kind: 'trust', occurredAt: daysAgo(22) } })
  await sam.call(withdrawObjection, { params: { id: slip.id } })
  const raised = await sam.call(logObjection, { body: { dealId: id, kind: 'price', occurredAt: daysAgo(20) } })
  const body = { outcome: 'stands', answerId, occurredAt: daysAgo(19) } as const
  await sam.call(settleObjection, { params: { id: raised.id }, body })
  await sam.call(logObjection, { body: { dealId: id, kind: 'timing', occurredAt: daysAgo(15) } })
  await sam.call(loseDeal, { params: { id }, body: { reason: 'price' } })
}

test('objections are counted by kind and stage, with what came of them, what stopped deals, and which answers worked', async () => {
  const found = await world.sam.call(showObjectionFigures, { query: {} })
  expect(found).toMatchObject({ n: 3, method: 'objections', signal: { after: { n: 2 }, without: { n: 1 } } })
  expect(found.signal.verdict).toBe('not_enough')
  expect(found.kinds).toMatchObject([
    {
      kind: 'price',
      raised: 2,
      overcome: 1,
      stands: 1,
      overcomeShare: { estimate: 0.5 },
      stopped: { count: 1, estimate: 0.5 },
      deals: 2,
      won: 1,
      closed: 2,
      wonAfter: { estimate: 0.5 },
    },
    { kind: 'timing', raised: 1, overcome: 0, stands: 0, stopped: { count: 1, estimate: 1 }, deals: 0 },
  ])
  expect(found.stages.map(({ key, raised, deals, won }) => [key, raised, deals, won])).toEqual([
    ['prospecting', 2, 1, 0],
    ['qualification', 1, 1, 1],
  ])
  // One kind of the workspace's own would not be compared either.
  expect(found.judged).toEqual({
    ownKinds: { verdict: 'not_enough', pValue: null },
    stages: { verdict: 'not_enough', pValue: null },
  })
  expect(found.answers.items).toMatchObject([
    { id: answerId, title: 'Ten years', given: 2, overcame: 1, estimate: 0.5 },
  ])
  const numbers = [
    ['//after', 2],
    ['kind/price/raised', 2],
    ['kind/timing/stopped', 1],
    ['stage/qualification/won', 1],
    [`answer/${answerId}/given`, 2],
    [`answer/${answerId}/overcame`, 1],
  ] as const
  for (const [number, count] of numbers) expect(await opens(world.sam, 'objections', number), number).toBe(count)
})

test('as of an earlier day, what came later is not known', async () => {
  const found = await world.sam.call(showObjectionFigures, { query: { as_of: dayAgo(12) } })
  expect(found.kinds.map(({ kind, raised, closed }) => [kind, raised, closed])).toEqual([
    ['price', 1, 0],
    ['timing', 1, 0],
  ])
})

test('a deal counts as one with a trial from the day of the trial on, not before', async () => {
  const found = await world.sam.call(showTrialFigures, { query: {} })
  const { observed } = found
  expect(observed).toMatchObject({ after: { n: 1 }, without: { n: 2 }, verdict: 'not_enough', pValue: null })
  // Won on day 30 and on day 40 of their age, in stages where no other deal was: nobody is compared with nobody.
  expect(observed).toMatchObject({ after: { won: 0 }, without: { won: 0 }, ratio: { estimate: null }, leastWins: 5 })
  expect(found.kinds).toMatchObject([{ kind: 'trial', started: 1, deals: 1, won: 1, closed: 1 }])
  expect(await opens(world.sam, 'trials', 'trial/started')).toBe(1)
  expect(await opens(world.sam, 'trials', '/without')).toBe(2)
})

test('must-asks of stages that deals went on from are counted as asked or not', async () => {
  const found = await world.sam.call(showPlaybookFigures, { query: {} })
  expect(found).toMatchObject({ deals: 1, prescribed: 4, asked: { count: 1, estimate: 0.25 } })
  // Four questions of one deal tell as much as one: Wilson of 0.25 of 1.
  expect(found.asked.low).toBeCloseTo(0.0146, 3)
  expect(found.asked.high).toBeCloseTo(0.8821, 3)
  expect(found.stages).toMatchObject([{ key: 'qualification', deals: 1 }])
  expect(found.stages[0]?.questions.map(({ key, asked }) => [key, asked.count])).toEqual([
    ['need-first', 1],
    ['means-first', 0],
    ['authority-first', 0],
    ['time-first', 0],
  ])
  expect(found.owners.items).toMatchObject([{ deals: 1, whole: 0 }])
  expect(await opens(world.sam, 'questions', 'all//prescribed')).toBe(4)
  expect(await opens(world.sam, 'process', 'all')).toBe(found.n)
})
