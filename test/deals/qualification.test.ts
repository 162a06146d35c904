import { afterAll, beforeAll, expect, test } from 'vitest'
import { listFacts, showDeal } from '../../src/contract/deals.ts'
import { moveDeal } from '../../src/contract/moves.ts'
import { changeDraft, draftProcess, publishDraft } from '../../src/contract/process.ts'
import { qualifyDeal } from '../../src/contract/qualifying.ts'
import { draftsOf, startWorld, type World } from '../kit/world.ts'

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
