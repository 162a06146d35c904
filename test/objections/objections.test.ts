import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAudit } from '../../src/contract/audit.ts'
import { listFacts } from '../../src/contract/deals.ts'
import {
  addAnswer,
  changeAnswer,
  changeObjection,
  listAnswers,
  listAnswerVersions,
  listObjections,
  logObjection,
  settleObjection,
  showResolutions,
  withdrawObjection,
} from '../../src/contract/objections.ts'
import {
  addObjectionKind,
  listObjectionKinds,
  mergeObjectionKind,
  moveObjections,
} from '../../src/contract/objection-kinds.ts'
import { showObjectionFigures } from '../../src/contract/what-works.ts'
import { type World, startWorld } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 120_000)
afterAll(() => world.rondo.stop())

const told = async (id: string) => {
  const { items } = await world.sam.call(listFacts, { params: { id }, query: {} })
  return items.filter(
    ({ type, undoneBy }) => ['deal.objection_raised', 'deal.objection_settled'].includes(type) && undoneBy === null,
  )
}

test('an objection is logged by its kind alone, told more of later, and overcome with a prepared answer', async () => {
  const { mia, sam, freja, anemometer } = world
  const texts = [
    { language: 'en', text: 'It measures for ten years without service.' },
    { language: 'da', text: 'Den måler i ti år uden service.' },
  ] as const
  const prepared = await mia.call(addAnswer, {
    body: { title: 'Cheaper over ten years', kind: 'price', texts: [...texts], questions: 'Compared to what?' },
  })
  const deal = await world.openPilot()
  const { id } = await sam.call(logObjection, { body: { dealId: deal.id, kind: 'price' } })
  const more = { words: 'The Dutch are at half of that.', personId: freja.id, productId: anemometer.id }
  expect(await sam.call(changeObjection, { params: { id }, body: more })).toMatchObject({
    person: { id: freja.id },
    product: { id: anemometer.id },
    outcome: null,
  })
  expect(await told(deal.id)).toMatchObject([
    { data: { kind: 'price', productId: anemometer.id }, words: 'The Dutch are at half of that.' },
  ])
  const body = { outcome: 'overcome', answerId: prepared.id } as const
  const settled = await sam.call(settleObjection, { params: { id }, body })
  expect(settled).toMatchObject({ outcome: 'overcome', answer: { title: 'Cheaper over ten years', version: 1 } })
  expect(await sam.fetch('POST', `/objections/${id}/settle`, body)).toMatchObject({
    status: 409,
    body: { code: 'objection_settled' },
  })
  const { items } = await sam.call(listAnswers, { query: { q: 'service' } })
  expect(items).toMatchObject([{ id: prepared.id, given: 1, overcame: 1 }])
})

test('an answer is found in the words of any of its languages, and what was given keeps its version', async () => {
  const { mia, sam } = world
  const { id, version } = await mia.call(addAnswer, {
    body: { title: 'Next year', kind: 'timing', texts: [{ language: 'sv', text: 'Priset gäller till årsskiftet.' }] },
  })
  const search = async (q: string) => (await sam.call(listAnswers, { query: { q } })).items.map((each) => each.id)
  expect(await search('ARSSKIFTET')).toEqual([id])
  expect(await search('arsskiftet 2030')).toEqual([])
  const deal = await world.openPilot()
  const objection = await sam.call(logObjection, { body: { dealId: deal.id, kind: 'timing' } })
  await sam.call(settleObjection, { params: { id: objection.id }, body: { outcome: 'stands', answerId: id } })
  const texts = [{ language: 'sv', text: 'Priset gäller till midsommar.' }] as const
  await mia.call(changeAnswer, { params: { id }, version, body: { texts: [...texts] } })
  const versions = await sam.call(listAnswerVersions, { params: { id }, query: {} })
  expect(versions.items.map((each) => [each.version, each.texts[0]?.text, each.changedBy?.name])).toEqual([
    [2, 'Priset gäller till midsommar.', 'Mia Falk'],
    [1, 'Priset gäller till årsskiftet.', 'Mia Falk'],
  ])
  const { items } = await sam.call(listObjections, { query: { deal: deal.id } })
  expect(items).toMatchObject([{ outcome: 'stands', answer: { id, version: 1 } }])
  const now = (await sam.call(listAnswers, { query: { kind: 'timing' } })).items[0]
  await mia.call(changeAnswer, { params: { id }, version: now?.version ?? 0, body: { retired: true } })
  expect(await search('midsommar')).toEqual([])
})

test('an objection that was a slip is taken back, and does not count', async () => {
  const { sam } = world
  const deal = await world.openPilot()
  const { id } = await sam.call(logObjection, {
    body: { dealId: deal.id, kind: 'trust', words: 'Never heard of you.' },
  })
  await sam.call(settleObjection, { params: { id }, body: { outcome: 'stands', reply: 'References sent.' } })
  expect((await sam.call(listObjections, { query: { unprepared: 'true', deal: deal.id } })).items).toHaveLength(1)
  await sam.call(withdrawObjection, { params: { id } })
  expect(await told(deal.id)).toEqual([])
  expect((await sam.call(listObjections, { query: { deal: deal.id } })).items).toEqual([])
})

test('a kind of the workspace says it more exactly; merged into another one, its objections and what the log says of them go along', async () => {
  const { mia, sam } = world
  const fee = await mia.call(addObjectionKind, { body: { name: 'Setup fee', kind: 'price' } })
  const cost = await mia.call(addObjectionKind, { body: { name: 'Cost of starting', kind: 'price' } })
  const { id: dealId } = await world.openPilot()
  const { id } = await sam.call(logObjection, { body: { dealId, kind: 'price' } })
  const said = await sam.call(changeObjection, { params: { id }, body: { ownKindId: fee.id } })
  expect(said.ownKind).toEqual({ id: fee.id, name: 'Setup fee' })
  expect(await told(dealId)).toMatchObject([{ data: { kind: 'price', ownKindId: fee.id } }])
  await mia.call(mergeObjectionKind, { params: { id: fee.id }, body: { intoId: cost.id } })
  const { items } = await sam.call(listObjectionKinds, { query: {} })
  expect(items).toMatchObject([{ id: cost.id, objections: 1 }])
  expect((await sam.call(listObjections, { query: { deal: dealId } })).items[0]?.ownKind?.id).toBe(cost.id)
  expect(await told(dealId)).toMatchObject([{ data: { ownKindId: fee.id } }])
  const { ownKinds } = await sam.call(showObjectionFigures, { query: {} })
  expect(ownKinds).toMatchObject([{ id: cost.id, name: 'Cost of starting', raised: 1 }])
  const other = await sam.call(logObjection, { body: { dealId, kind: 'timing' } })
  expect(await sam.fetch('PATCH', `/objections/${other.id}`, { ownKindId: cost.id })).toMatchObject({
    status: 422,
    body: { code: 'unknown_reference' },
  })
})

test('a kind is split by what buyers said: the log and the figures go along, and back again', async () => {
  const { sam, mia, ada } = world
  const { id: dealId } = await world.openPilot()
  const log = (words: string) => sam.call(logObjection, { body: { dealId, kind: 'offer_unclear', words } })
  const [first, other] = [await log('Who installs it?'), await log('What is 100% included?')]
  const settled = { outcome: 'overcome' } as const
  await sam.call(settleObjection, { params: { id: first.id }, body: settled })
  const from = { kind: 'offer_unclear', ownKindId: null } as const
  const { moved, to } = await mia.call(moveObjections, {
    body: { from, q: 'INSTALLS', to: { kind: 'timing', ownKindId: null, name: 'Who does it' } },
  })
  expect(moved).toEqual([first.id])
  const raised = async () =>
    (await told(dealId)).find(({ type, data }) => type === 'deal.objection_raised' && data['objectionId'] === first.id)
  expect(await raised()).toMatchObject({ data: { kind: 'timing', ownKindId: to.ownKindId } })
  const { ownKinds } = await sam.call(showObjectionFigures, { query: {} })
  expect(ownKinds).toContainEqual(expect.objectContaining({ id: to.ownKindId, name: 'Who does it', raised: 1 }))
  const of = async (query: object) => (await sam.call(listObjections, { query })).items.map(({ id }) => id)
  expect(await of({ kind: 'timing', ownKind: to.ownKindId ?? '' })).toEqual([first.id])
  expect(await of({ deal: dealId, ownKind: 'none', q: '100%' })).toEqual([other.id])
  expect(await of({ deal: dealId, q: '1_0' })).toEqual([])
  const { items } = await ada.call(listAudit, { query: {} })
  expect(items.find(({ action }) => action === 'objections.moved')?.data).toEqual({
    count: 1,
    fromKind: 'offer_unclear',
    toKind: 'timing',
    from: null,
    to: 'Who does it',
  })
  expect(await mia.call(moveObjections, { body: { from: to, to: from, ids: moved } })).toMatchObject({ moved })
  expect((await raised())?.data).toEqual({ objectionId: first.id, kind: 'offer_unclear' })
  expect(await mia.refused(moveObjections, { body: { from, to: from } })).toMatchObject({ code: 'unknown_reference' })
})

describe('refused is', () => {
  const unknown = '019a8f4e-5d7c-7b1a-9c3e-2f6d8a4b1c0e'
  test.each([
    ['an objection of nobody known', { kind: 'price', personId: unknown }, 'unknown_reference'],
    ['an objection to no product', { kind: 'price', productId: unknown }, 'unknown_reference'],
    ['a kind that there is not', { kind: 'colour' }, 'invalid'],
  ])('%s', async (_, body, code) => {
    const { id } = await world.openPilot()
    const refused = await world.sam.fetch('POST', '/objections', { ...body, dealId: id })
    expect(refused).toMatchObject({ status: 422, body: { code } })
  })
})

test('by what an objection is met is kept with its cost, and what each way brings is counted', async () => {
  const { sam, mia } = world
  const deal = await world.openPilot()
  const settle = async (outcome: 'overcome' | 'stands', costMinor: number | null) => {
    const { id } = await sam.call(logObjection, { body: { dealId: deal.id, kind: 'budget' } })
    const body = { outcome, resolution: 'trial', costMinor } as const
    return sam.call(settleObjection, { params: { id }, body })
  }
  expect(await settle('overcome', 4_000)).toMatchObject({
    resolution: 'trial',
    cost: { minor: 4_000, currency: 'EUR' },
  })
  await settle('overcome', 1_000)
  await settle('stands', null)
  const { items } = await mia.call(showResolutions, { query: { kind: 'budget' } })
  const tried = items.find(({ resolution }) => resolution === 'trial')
  expect(tried).toMatchObject({ n: 3, overcome: 2, costs: [{ minor: 5_000, currency: 'EUR' }] })
  expect(tried?.estimate).toBeCloseTo(2 / 3)
  expect((await told(deal.id)).map(({ data }) => data)).toContainEqual(
    expect.objectContaining({ resolution: 'trial', minor: 4_000, currency: 'EUR' }),
  )
})
