import { afterAll, beforeAll, expect, test } from 'vitest'
import { showCallSheet, showPreparing, tickPrepared, untickPrepared } from '../../src/contract/call-sheets.ts'
import {
  addCard,
  changeCard,
  dropCompetitor,
  listCardVersions,
  listCards,
  listDealCards,
  nameCompetitor,
} from '../../src/contract/cards.ts'
import { listFacts, setStakeholder } from '../../src/contract/deals.ts'
import { addDossierFact } from '../../src/contract/dossiers.ts'
import { setLines } from '../../src/contract/lines.ts'
import { loseDeal, winDeal } from '../../src/contract/moves.ts'
import { addAnswer, logObjection } from '../../src/contract/objections.ts'
import { logTouch, promiseAnswer } from '../../src/contract/outreach.ts'
import { changeCompany, showCompany } from '../../src/contract/people.ts'
import { type World, startWorld } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 120_000)
afterAll(() => world.rondo.stop())

const says = (strengths: string) => [
  {
    language: 'en' as const,
    strengths,
    weaknesses: 'Slow service',
    price: null,
    answer: 'Ask how long a repair takes',
  },
]
const competitor = (title: string) => ({ kind: 'competitor' as const, title, texts: says('Known name') })

test('a card is found by its words, and each change of it is a version', async () => {
  const { mia, sam } = world
  const body = { ...competitor('Borealis'), pricePosition: 'lower' as const }
  const { id } = await mia.call(addCard, { body })
  const found = await sam.call(listCards, { query: { q: 'service repair' } })
  expect(found.items).toMatchObject([{ id, pricePosition: 'lower' }])
  await mia.call(changeCard, { params: { id }, version: 1, body: { texts: says('Cheap'), retired: true } })
  expect((await sam.call(listCards, { query: { q: 'borealis' } })).items).toEqual([])
  const { items } = await sam.call(listCardVersions, { params: { id }, query: {} })
  expect(items.map(({ version, texts, changedBy }) => [version, texts[0]?.strengths, changedBy.name])).toEqual([
    [2, 'Cheap', 'Mia Falk'],
    [1, 'Known name', 'Mia Falk'],
  ])
  expect(await sam.refused(addCard, { body })).toMatchObject({ code: 'forbidden' })
  expect(await mia.refused(addCard, { body: { ...body, kind: 'product' } })).toMatchObject({
    fields: [{ field: 'productId', code: 'required' }],
  })
})

test('the cards of a deal are those of its competitors, its products, and the sector of its customer', async () => {
  const { mia, sam, nordlys, anemometer } = world
  const { version } = await sam.call(showCompany, { params: { id: nordlys.id } })
  await sam.call(changeCompany, { params: { id: nordlys.id }, version, body: { sector: 'Energy' } })
  const rival = await mia.call(addCard, { body: competitor('Zephyr') })
  const own = { kind: 'product' as const, title: 'Anemometer', productId: anemometer.id, texts: says('Exact') }
  await mia.call(addCard, { body: own })
  await mia.call(addCard, {
    body: { kind: 'market', title: 'Energy in Denmark', sector: 'ENERGY', texts: says('Grows') },
  })
  await mia.call(addCard, { body: { kind: 'market', title: 'Hotels', sector: 'Hotels', texts: says('Shrinks') } })
  const deal = await world.openPilot()
  const params = { id: deal.id }
  await sam.call(setLines, {
    params,
    version: deal.version,
    body: { lines: [{ productId: anemometer.id, quantity: 1 }] },
  })
  await sam.call(nameCompetitor, { params, body: { cardId: rival.id } })
  await sam.call(nameCompetitor, { params, body: { cardId: rival.id } })
  const { items } = await sam.call(listDealCards, { params })
  expect(items.map(({ title, why }) => [why, title])).toEqual([
    ['competitor', 'Zephyr'],
    ['product', 'Anemometer'],
    ['sector', 'Energy in Denmark'],
  ])
  const named = (await sam.call(listFacts, { params, query: {} })).items.filter(({ type }) =>
    type.includes('competitor'),
  )
  expect(named).toMatchObject([{ type: 'deal.competitor_named', names: { [rival.id]: 'Zephyr' } }])
  await sam.call(loseDeal, { params, body: { reason: 'competitor' } })
  expect((await sam.call(listCards, { query: { q: 'zephyr' } })).items).toMatchObject([
    { fought: { deals: 1, won: 0, lost: 1 } },
  ])
  await sam.call(dropCompetitor, { params: { id: deal.id, cardId: rival.id } })
  expect((await sam.call(listDealCards, { params })).items.map(({ why }) => why)).toEqual(['product', 'sector'])
})

test('a call sheet has what is known, owed, open, likely and missing', async () => {
  const { mia, sam, nordlys, freja } = world
  const deal = await world.openPilot({ name: 'Prepared pilot' })
  const params = { id: deal.id }
  await sam.call(setStakeholder, { params: { id: deal.id, personId: freja.id }, body: { role: 'decides' } })
  const fact = { kind: 'plans', text: 'Builds a fourth park', source: 'Press' } as const
  await sam.call(addDossierFact, { body: { ...fact, companyId: nordlys.id } })
  await sam.call(logTouch, { body: { channel: 'phone', dealId: deal.id, words: 'Asked for drawings' } })
  await sam.call(promiseAnswer, { body: { dealId: deal.id, text: 'Drawings', dueAt: '2030-01-01T12:00:00.000Z' } })
  const texts = [{ language: 'en' as const, text: 'It lasts twice as long.' }]
  await mia.call(addAnswer, { body: { title: 'Lasting', kind: 'price', texts } })
  await sam.call(logObjection, { body: { dealId: deal.id, kind: 'price', words: 'Too dear' } })
  const sheet = await sam.call(showCallSheet, { params: { kind: 'deals', id: deal.id } })
  expect(sheet).toMatchObject({
    customer: { kind: 'company', name: 'Nordlys A/S' },
    deal: { name: 'Prepared pilot' },
    facts: [{ text: 'Builds a fourth park', about: { name: 'Nordlys A/S' } }],
    touches: [{ words: 'Asked for drawings' }],
    promises: [{ text: 'Drawings' }],
    objections: [{ words: 'Too dear' }],
    likely: [{ kind: 'price', count: 1, answers: [{ title: 'Lasting' }] }],
    gaps: { aspects: ['need', 'means', 'authority', 'time'] },
    preparedAt: null,
  })
  expect(sheet.people[0]).toMatchObject({ name: 'Freja Holst', role: 'decides' })
  expect(sheet.stage?.script).toBeTruthy()
  expect((await sam.call(tickPrepared, { params })).preparedAt).not.toBeNull()
})

test('the tick is for the next touch: it is told once, taken back, and over with the touch', async () => {
  const { sam } = world
  const deal = await world.openPilot({ name: 'Ticked' })
  const params = { id: deal.id }
  const sheet = async () => (await sam.call(showCallSheet, { params: { kind: 'deals', id: deal.id } })).preparedAt
  const told = async () =>
    (await sam.call(listFacts, { params, query: {} })).items.filter(
      ({ type, undoneBy }) => type === 'deal.prepared' && undoneBy === null,
    )
  await sam.call(tickPrepared, { params })
  await sam.call(tickPrepared, { params })
  expect(await told()).toMatchObject([{ data: { stageKey: deal.stage.key } }])
  await sam.call(untickPrepared, { params })
  expect([await sheet(), await told()]).toEqual([null, []])
  await sam.call(tickPrepared, { params })
  await sam.call(logTouch, { body: { channel: 'phone', dealId: deal.id } })
  expect(await sheet()).toBeNull()
  expect(await told()).toHaveLength(1)
  expect(await world.disagreements()).toEqual([])
})

test('a prospect has a sheet too, with the way to begin', async () => {
  const { sam, oberg } = world
  const sheet = await sam.call(showCallSheet, { params: { kind: 'households', id: oberg.id } })
  expect(sheet).toMatchObject({ customer: { name: 'Familjen Öberg' }, deal: null, touches: [] })
  expect(sheet.stage).not.toBeNull()
})

test('deals that were prepared for are set beside the others', async () => {
  const { sam } = world
  const before = await sam.call(showPreparing, {})
  const won = await world.openPilot({ name: 'Prepared and won' })
  await sam.call(tickPrepared, { params: { id: won.id } })
  await sam.call(winDeal, { params: { id: won.id }, body: {} })
  const lost = await world.openPilot({ name: 'Unprepared and lost' })
  await sam.call(loseDeal, { params: { id: lost.id }, body: {} })
  const after = await sam.call(showPreparing, {})
  expect(after.prepared).toMatchObject({ deals: before.prepared.deals + 1, won: before.prepared.won + 1 })
  expect(after.unprepared).toMatchObject({ deals: before.unprepared.deals + 1, won: before.unprepared.won })
  expect(after.verdict).toBe('not_enough')
})
