import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAudit } from '../../src/contract/audit.ts'
import {
  addDossierFact,
  changeDossierFact,
  eraseDossier,
  eraseDossierFact,
  exportDossier,
  listDossierFacts,
  listPrivateStatements,
  readPrivateFacts,
  statePrivate,
} from '../../src/contract/dossiers.ts'
import { addPerson } from '../../src/contract/people.ts'
import { mergeCustomers } from '../../src/contract/duplicates.ts'
import { eraseExpired } from '../../src/server/modules/research/index.ts'
import { type World, dayAgo, startWorld } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 120_000)
afterAll(() => world.rondo.stop())

const business = { kind: 'business', text: 'Runs three wind farms', source: 'Annual report 2029' } as const
const stated = {
  kinds: ['interests', 'family'],
  basis: 'consent',
  wording: 'Asked at the fair, form in the safe',
} as const

test('a fact has its source, its basis and its end, and is corrected and erased', async () => {
  const { sam, freja } = world
  const fact = await sam.call(addDossierFact, { body: { ...business, personId: freja.id } })
  expect(fact).toMatchObject({ basis: 'legitimate_interest', confidence: 'medium', addedBy: { name: 'Sam Berg' } })
  expect(fact.expiresOn.slice(0, 4)).toBe(String(Number(fact.learnedOn.slice(0, 4)) + 2))
  const params = { id: fact.id }
  const better = await sam.call(changeDossierFact, { params, version: 1, body: { confidence: 'high' } })
  expect(better).toMatchObject({ version: 2, confidence: 'high' })
  const { items } = await world.rita.call(listDossierFacts, { query: { person: freja.id } })
  expect(items).toEqual([better])
  await sam.call(eraseDossierFact, { params })
  expect((await sam.call(listDossierFacts, { query: { person: freja.id } })).items).toEqual([])
})

test('private life is off until the owner states why it may be noted; then each reading of it is kept', async () => {
  const { ada, mia, sam, rita, freja } = world
  const hobby = { personId: freja.id, kind: 'interests', text: 'Sails at Skagen', source: 'Told Sam' } as const
  expect(await sam.refused(addDossierFact, { body: hobby })).toMatchObject({ code: 'private_not_stated' })
  expect(await mia.refused(statePrivate, { body: { ...stated, kinds: [...stated.kinds] } })).toMatchObject({
    code: 'forbidden',
  })
  expect(await ada.refused(statePrivate, { body: { kinds: ['age'], basis: 'consent', wording: null } })).toMatchObject({
    code: 'invalid',
  })
  await ada.call(statePrivate, { body: { ...stated, kinds: [...stated.kinds] } })
  const fact = await sam.call(addDossierFact, { body: hobby })
  expect(fact).toMatchObject({ basis: 'consent' })
  const ofCompany = { ...hobby, personId: undefined, companyId: world.nordlys.id }
  expect(await sam.refused(addDossierFact, { body: ofCompany })).toMatchObject({ code: 'private_not_stated' })
  expect(await sam.refused(addDossierFact, { body: { ...hobby, kind: 'age' } })).toMatchObject({
    code: 'private_not_stated',
  })
  expect(await sam.call(listDossierFacts, { query: { person: freja.id } })).toMatchObject({
    items: [],
    privateCount: 1,
  })
  expect(await rita.call(listDossierFacts, { query: { person: freja.id } })).toMatchObject({ privateCount: 0 })
  expect(await rita.refused(readPrivateFacts, { body: { personId: freja.id } })).toMatchObject({ code: 'forbidden' })
  const read = await sam.call(readPrivateFacts, { body: { personId: freja.id } })
  expect(read.items).toEqual([fact])
  const audit = await ada.call(listAudit, { query: { topic: 'privacy' } })
  expect(audit.items.map(({ action, data }) => [action, data])).toEqual([
    ['private.read', { facts: 1 }],
    ['private.stated', { kinds: ['interests', 'family'], basis: 'consent' }],
  ])
})

test('what is no longer stated is shown to nobody at once, and erased', async () => {
  const { ada, sam, jens } = world
  const { pools } = world.rondo
  await ada.call(statePrivate, { body: { ...stated, kinds: [...stated.kinds] } })
  const family = { personId: jens.id, kind: 'family', text: 'Two daughters', source: 'Told Sam' } as const
  const { id } = await sam.call(addDossierFact, { body: family })
  await ada.call(statePrivate, { body: { kinds: ['interests'], basis: 'consent', wording: 'As before' } })
  expect((await sam.call(readPrivateFacts, { body: { personId: jens.id } })).items).toEqual([])
  expect(await sam.refused(eraseDossierFact, { params: { id } })).toMatchObject({ code: 'not_found' })
  const kept = () => pools.db.selectFrom('dossier_facts').select('id').where('id', '=', id).execute()
  expect(await kept()).toHaveLength(1)
  await eraseExpired(pools.db)
  expect(await kept()).toHaveLength(0)
  const { items } = await ada.call(listPrivateStatements, { query: {} })
  expect(items[0]).toMatchObject({ kinds: ['interests'], wording: 'As before' })
})

test('a fact is gone with its last day', async () => {
  const { sam, jens, nordlys } = world
  const { pools } = world.rondo
  const over = await sam.call(addDossierFact, { body: { ...business, companyId: nordlys.id } })
  const lasting = await sam.call(addDossierFact, { body: { ...business, companyId: nordlys.id } })
  const yesterday = { learned_on: dayAgo(9), expires_on: dayAgo(1) }
  await pools.db.updateTable('dossier_facts').set(yesterday).where('id', '=', over.id).execute()
  const { items } = await sam.call(listDossierFacts, { query: { company: nordlys.id } })
  expect(items.map(({ id }) => id)).toEqual([lasting.id])
  await eraseExpired(pools.db)
  const left = await pools.db.selectFrom('dossier_facts').select('id').where('company_id', '=', nordlys.id).execute()
  expect(left).toEqual([{ id: lasting.id }])
  expect(
    await sam.refused(addDossierFact, { body: { ...business, personId: jens.id, expiresOn: dayAgo(1) } }),
  ).toMatchObject({ code: 'invalid', fields: [{ field: 'expiresOn' }] })
})

test('somebody gets all that is held about them, and has it erased', async () => {
  const { ada, mia, sam, freja } = world
  await ada.call(statePrivate, { body: { ...stated, kinds: [...stated.kinds] } })
  await sam.call(addDossierFact, { body: { ...business, personId: freja.id } })
  const file = await mia.call(exportDossier, { body: { personId: freja.id } })
  expect(file).toMatchObject({ of: { name: 'Freja Holst' } })
  expect(file.facts.map(({ kind }) => kind).sort()).toEqual(['business', 'interests'])
  expect(await sam.refused(exportDossier, { body: { personId: freja.id } })).toMatchObject({ code: 'forbidden' })
  expect(await mia.call(eraseDossier, { body: { personId: freja.id } })).toEqual({ erased: 2 })
  expect(await mia.call(exportDossier, { body: { personId: freja.id } })).toMatchObject({ facts: [] })
})

test('a dossier goes with its person when two turn out to be one', async () => {
  const { sam, mia, freja } = world
  const twice = await sam.call(addPerson, { body: { name: 'Freja Holst-Krogh' } })
  await sam.call(addDossierFact, { body: { ...business, personId: twice.id } })
  await mia.call(mergeCustomers, { body: { kind: 'person', survivorId: freja.id, removedIds: [twice.id] } })
  await expect
    .poll(async () => (await sam.call(listDossierFacts, { query: { person: freja.id } })).items)
    .toMatchObject([{ text: 'Runs three wind farms' }])
})
