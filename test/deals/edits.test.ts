import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as deals from '../../src/contract/deals.ts'
import { setLines } from '../../src/contract/lines.ts'
import * as moves from '../../src/contract/moves.ts'
import { addProduct } from '../../src/contract/products.ts'
import { addSource } from '../../src/contract/sources.ts'
import { daysAgo, startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

const nobody = '01890a5d-ac96-774b-bcce-b302099a8057'
const latest = async (id: string) => (await world.sam.call(deals.listFacts, { params: { id }, query: {} })).items

test('each thing that changes about a deal is a fact of its own', async () => {
  const { sam, freja, openPilot } = world
  const source = await world.ada.call(addSource, { body: { name: 'Fair in Herning', kind: 'event' } })
  const opened = await openPilot({ amountMinor: 1_000 })
  const params = { id: opened.id }
  const changed = await sam.call(deals.changeDeal, {
    params,
    version: opened.version,
    body: {
      name: 'Rollout',
      personId: freja.id,
      sourceId: source.id,
      amountMinor: null,
      expectedCloseOn: '2030-06-30',
    },
  })
  expect(changed).toMatchObject({
    name: 'Rollout',
    customer: { kind: 'person', name: 'Freja Holst' },
    source: { name: 'Fair in Herning' },
    amountMinor: null,
    expectedCloseOn: '2030-06-30',
    version: 2,
  })
  const facts = await latest(opened.id)
  expect(facts.map(({ type }) => type).sort()).toEqual([
    'deal.amount_changed',
    'deal.customer_changed',
    'deal.expected_close_changed',
    'deal.opened',
    'deal.renamed',
    'deal.source_changed',
  ])
  expect(facts.find(({ type }) => type === 'deal.renamed')).toMatchObject({ words: 'Pilot at Nordlys', data: {} })
  const again = await sam.call(deals.changeDeal, { params, version: 2, body: { name: 'Rollout' } })
  expect(again.version).toBe(2)
})

test('an edit of an older version is refused, with what has changed since', async () => {
  const { sam, mia, openPilot } = world
  const opened = await openPilot()
  const params = { id: opened.id }
  await mia.call(deals.changeDeal, { params, version: 1, body: { amountMinor: 5 } })
  await mia.call(moves.moveDeal, { params, body: { stage: 'first-contact' } })
  const problem = await sam.refused(deals.changeDeal, { params, version: 1, body: { name: 'Mine' } })
  expect(problem).toMatchObject({
    status: 412,
    code: 'version_conflict',
    data: { changed: ['amountMinor', 'outcome', 'stage'], current: { amountMinor: 5, version: 3 } },
  })
})

test('a deal is handed to Bo, and back to nobody', async () => {
  const { mia, bo, openPilot } = world
  const { id } = await openPilot({ occurredAt: daysAgo(9) })
  const params = { id }
  const owned = await mia.call(deals.assignDeal, { params, body: { ownerId: bo.memberId, occurredAt: daysAgo(3) } })
  expect(owned.owner).toEqual({ id: bo.memberId, name: 'Bo Lund' })
  const early = { ownerId: null, occurredAt: daysAgo(5) }
  expect(await mia.refused(deals.assignDeal, { params, body: early })).toMatchObject({ code: 'occurred_too_early' })
  const freed = await mia.call(deals.assignDeal, { params, body: { ownerId: null } })
  expect(freed.owner).toBeNull()
  const [last] = await latest(id)
  expect(last).toMatchObject({ type: 'deal.assigned', names: { [bo.memberId]: 'Bo Lund' } })
})

test('lines give a deal its amount, with the prices of the products unless others are named', async () => {
  const { sam, anemometer, openPilot } = world
  const mast = await world.ada.call(addProduct, { body: { name: 'Mast', priceMinor: 99_900, currency: 'SEK' } })
  const opened = await openPilot({ lines: [{ productId: anemometer.id, quantity: 2 }] })
  expect(opened).toMatchObject({ amountMinor: 25_100, lines: [{ costMinor: 7_000 }] })
  expect(opened).toEqual(await sam.call(deals.showDeal, { params: { id: opened.id } }))
  const params = { id: opened.id }
  const bare = { lines: [{ productId: mast.id, quantity: 1 }] }
  expect(await sam.refused(setLines, { params, version: 1, body: bare })).toMatchObject({
    status: 422,
    fields: [{ field: 'lines.0.priceMinor', code: 'required' }],
  })
  const priced = await sam.call(setLines, {
    params,
    version: 1,
    body: { lines: [{ productId: mast.id, quantity: 1, priceMinor: 9_000 }] },
  })
  expect(priced).toMatchObject({ amountMinor: 9_000, lines: [{ productName: 'Mast', costMinor: null }] })
  const inSek = { currency: 'SEK' }
  expect(await sam.refused(deals.changeDeal, { params, version: 2, body: inSek })).toMatchObject({ code: 'in_use' })
  const empty = await sam.call(setLines, { params, version: 2, body: { lines: [] } })
  expect(empty).toMatchObject({ amountMinor: null, lines: [] })
})

test('a next step is planned, done, planned anew and dropped', async () => {
  const { sam, openPilot } = world
  const { id } = await openPilot()
  const params = { id }
  await sam.call(deals.planNextStep, { params, body: { text: 'Call Jens', on: '2030-02-01' } })
  expect(await sam.call(deals.finishNextStep, { params, body: {} })).toMatchObject({ nextStep: null })
  await sam.call(deals.planNextStep, { params, body: { text: 'Visit', on: '2030-02-09' } })
  expect(await sam.call(deals.dropNextStep, { params })).toMatchObject({ nextStep: null })
  const [dropped, visit, done, call] = await latest(id)
  expect(dropped).toMatchObject({ type: 'deal.next_step_dropped' })
  expect([visit?.words, done?.words, call?.words]).toEqual(['Visit', 'Call Jens', 'Call Jens'])
  expect(done).toMatchObject({ type: 'deal.next_step_done', data: { on: '2030-02-01' } })
})

test('the buying committee comes and goes, each once', async () => {
  const { sam, freja, openPilot } = world
  const { id } = await openPilot()
  const params = { id, personId: freja.id }
  await sam.call(deals.setStakeholder, { params, body: { role: 'champion' } })
  const same = await sam.call(deals.setStakeholder, { params, body: { role: 'champion' } })
  expect(same.version).toBe(2)
  const signs = await sam.call(deals.setStakeholder, { params, body: { role: 'signs' } })
  expect(signs.stakeholders).toEqual([{ personId: freja.id, name: 'Freja Holst', title: 'COO', role: 'signs' }])
  expect(await sam.call(deals.removeStakeholder, { params })).toMatchObject({ stakeholders: [] })
  expect(await sam.refused(deals.removeStakeholder, { params })).toMatchObject({ code: 'not_found' })
  const stranger = { params: { id, personId: nobody }, body: { role: 'uses' as const } }
  expect(await sam.refused(deals.setStakeholder, stranger)).toMatchObject({ code: 'unknown_reference' })
})

test('a confirmed sentence names who confirmed it, and can be taken back', async () => {
  const { sam, openPilot } = world
  const { id } = await openPilot()
  const params = { id }
  const body = { stage: 'presentation', criterion: 'need', met: true }
  const { confirmed } = await sam.call(deals.confirmCriterion, { params, body })
  expect(confirmed).toMatchObject([{ stageKey: 'presentation', criterion: 'need', by: 'Sam Berg' }])
  const back = await sam.call(deals.confirmCriterion, { params, body: { ...body, met: false } })
  expect(back.confirmed).toEqual([])
})

describe('opening is refused', () => {
  const cases = (): [string, object, object][] => [
    ['two customers', { companyId: world.nordlys.id, householdId: world.oberg.id }, { code: 'invalid' }],
    ['a company there is not', { companyId: nobody }, { data: { field: 'companyId' } }],
    ['an owner there is not', { ownerId: nobody }, { data: { field: 'ownerId' } }],
    ['a source there is not', { sourceId: nobody }, { data: { field: 'sourceId' } }],
    ['a process there is not', { processId: nobody }, { data: { field: 'processId' } }],
    [
      'a product there is not',
      { lines: [{ productId: nobody, quantity: 1 }] },
      { data: { field: 'lines.0.productId' } },
    ],
    ['a stage there is not', { stage: 'heaven' }, { code: 'stage_not_in_process' }],
    ['in care', { stage: 'care' }, { code: 'stage_only_by_winning' }],
    ['money there is not', { currency: 'ZZZ' }, { code: 'unknown_currency' }],
    ['tomorrow', { occurredAt: daysAgo(-1) }, { code: 'occurred_in_future' }],
    ['an id of elsewhere twice', { externalId: 'taken' }, { code: 'name_taken', data: { kind: 'deal' } }],
  ]
  test('for what is not there, or cannot be', async () => {
    const { mia, openPilot } = world
    await openPilot({ externalId: 'taken' })
    for (const [what, more, problem] of cases()) {
      const refused = await mia.fetch('POST', '/deals', { name: what, ...more })
      expect([what, refused.body]).toMatchObject([what, problem])
    }
  })
  test('for a seller who opens it for somebody else', async () => {
    const body = { name: 'For Bo', ownerId: world.bo.memberId }
    expect(await world.sam.refused(deals.openDeal, { body })).toMatchObject({ code: 'forbidden' })
    expect(await world.mia.call(deals.openDeal, { body })).toMatchObject({ owner: { name: 'Bo Lund' } })
  })
})

test('a reader sees deals and changes none; a stranger sees none', async () => {
  const { rita, openPilot, rondo } = world
  const { id } = await openPilot()
  const params = { id }
  expect(await rita.call(deals.showDeal, { params })).toMatchObject({ id })
  expect(await rita.refused(moves.moveDeal, { params, body: { stage: 'closing' } })).toMatchObject({ status: 403 })
  const stranger = await rondo.anotherWorkspace()
  for (const refused of [
    await stranger.refused(deals.showDeal, { params }),
    await stranger.refused(deals.listFacts, { params, query: {} }),
    await stranger.refused(moves.moveDeal, { params, body: { stage: 'closing' } }),
  ])
    expect(refused).toMatchObject({ status: 404, code: 'not_found' })
})

test('after all this, facts and state agree', async () => {
  expect(await world.disagreements()).toEqual([])
})
