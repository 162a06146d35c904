import { afterAll, beforeAll, expect, test } from 'vitest'
import { listFacts } from '../../src/contract/deals.ts'
import { addAnswer } from '../../src/contract/objections.ts'
import {
  answerFeedback,
  askQuestion,
  giveFeedback,
  listAskedQuestions,
  listFeedback,
  unaskQuestion,
} from '../../src/contract/playbooks.ts'
import { qualifyDeal } from '../../src/contract/qualifying.ts'
import { startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 120_000)
afterAll(() => world.rondo.stop())

const stage = 'qualification'
const standing = async (id: string) => {
  const { items } = await world.sam.call(listFacts, { params: { id }, query: {} })
  return items.filter(({ type, undoneBy }) => type === 'deal.question_asked' && undoneBy === null)
}

test('a process begins with questions that lead there indirectly, in every language', () => {
  const { playbook } = world.process.versions[0]?.stages.find(({ key }) => key === stage) ?? {}
  expect(playbook?.questions).toHaveLength(8)
  expect(playbook?.questions[2]).toMatchObject({ key: 'means-first', aspect: 'means', isClue: true, isMust: true })
  expect(playbook?.questions[2]?.texts.map(({ language }) => language)).toEqual(['en', 'sv', 'he', 'tr', 'da', 'th'])
})

test('what buyers name when they are asked for a clue makes the range; it is ticked off once, and taken back', async () => {
  const { sam } = world
  const { id } = await world.openPilot()
  const ask = (question: string, body: object) => sam.call(askQuestion, { params: { id, stage, question }, body })
  const first = await ask('means-first', { minor: 900_000, words: 'The old mast, in 2024.' })
  expect(first.qualification.means).toMatchObject({
    verdict: 'unknown',
    confidence: 'low',
    knownBy: 'clue',
    lowMinor: 900_000,
    highMinor: 900_000,
  })
  await sam.call(qualifyDeal, { params: { id }, body: { means: { verdict: 'yes', lowMinor: 900_000 } } })
  const second = await ask('means-second', { minor: 1_400_000 })
  expect(second.qualification.means).toMatchObject({ verdict: 'yes', lowMinor: 900_000, highMinor: 1_400_000 })
  await ask('means-first', { minor: 800_000 })
  const { qualification } = await ask('time-first', { day: '2030-05-01' })
  expect(qualification.time).toMatchObject({ earliestOn: '2030-05-01', latestOn: '2030-05-01' })
  expect(await standing(id)).toHaveLength(3)
  expect(JSON.stringify(await standing(id))).not.toContain('old mast')
  await sam.call(unaskQuestion, { params: { id, stage, question: 'means-first' } })
  const { items } = await sam.call(listAskedQuestions, { params: { id } })
  expect(items.map(({ question, minor, askedBy }) => [question, minor, askedBy])).toEqual([
    ['means-second', 1_400_000, 'Sam Berg'],
    ['time-first', null, 'Sam Berg'],
  ])
  expect(await standing(id)).toHaveLength(2)
  const none = await sam.fetch('PUT', `/deals/${id}/questions/${stage}/shoe-size`, {})
  expect(none).toMatchObject({ status: 404, body: { code: 'not_found', data: { kind: 'question' } } })
})

test('who works with the playbook says what does not work, and hears what came of it', async () => {
  const { mia, sam, bo } = world
  const deal = await world.openPilot()
  const about = { processId: world.process.id, dealId: deal.id } as const
  const told = await sam.call(giveFeedback, {
    body: { about: 'question', stage, question: 'means-first', words: 'Nobody tells that on the phone.', ...about },
  })
  const { id: answerId } = await mia.call(addAnswer, {
    body: { title: 'Dear', kind: 'price', texts: [{ language: 'en', text: 'It lasts.' }] },
  })
  await bo.call(giveFeedback, { body: { about: 'answer', answerId, words: 'They laugh.' } })
  const waiting = await mia.call(listFeedback, { query: {} })
  expect(waiting.items).toMatchObject([
    {
      about: 'question',
      stage: { key: stage, name: 'Qualification' },
      question: 'means-first',
      createdBy: 'Sam Berg',
      deal: { id: deal.id },
    },
    { about: 'answer', answer: { title: 'Dear' }, createdBy: 'Bo Lund', process: null },
  ])
  const params = { id: told.id }
  await mia.call(answerFeedback, { params, body: { verdict: 'tested', reply: 'We try another one from May.' } })
  expect((await sam.call(listFeedback, { query: { answered: 'true' } })).items).toMatchObject([
    { id: told.id, verdict: 'tested', answeredBy: 'Mia Falk', reply: 'We try another one from May.' },
  ])
  expect(await sam.fetch('DELETE', `/playbook-feedback/${told.id}`)).toMatchObject({
    status: 409,
    body: { code: 'feedback_answered' },
  })
  expect(await sam.fetch('POST', '/playbook-feedback', { about: 'script', words: 'Too long' })).toMatchObject({
    status: 422,
    body: { fields: [{ field: 'processId' }, { field: 'stage' }] },
  })
})
