import { afterAll, beforeAll, expect, test } from 'vitest'
import { listDeals } from '../../src/contract/deals.ts'
import { deleteImportMapping, listImportMappings, saveImportMapping } from '../../src/contract/import-mappings.ts'
import { type App, startApp } from '../kit/app.ts'
import { dealOf, imported, upload } from './importing.ts'

let rondo: App

beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo?.stop())

const odd = (...rows: string[]) => [{ name: 'monthly.csv', content: ['K1,K2,K3', ...rows, ''].join('\n') }]

test('a mapping that is kept is used by itself for the next file with the same columns, until it is forgotten', async () => {
  const first = await upload(rondo.owner, odd('m1,Alpha,Somewhere'))
  expect(first.files[0]).toMatchObject({ kind: 'ignore' })
  const given = first.mapping.files['monthly.csv']
  if (!given) throw new Error('no mapping')
  const mapping = { ...given, kind: 'deals' as const, fields: { externalId: 'K1', name: 'K2', stage: 'K3' } }
  const stages = { Somewhere: { stage: 'presentation', outcome: 'open' as const } }
  const wish = { importId: first.importId, file: 'monthly.csv', mapping, stages }
  const kept = await rondo.owner.call(saveImportMapping, { body: { ...wish, name: 'Monthly' } })
  const renamed = await rondo.owner.call(saveImportMapping, { body: { ...wish, name: 'Every month' } })
  expect(renamed.id).not.toBe(kept.id)

  const next = await upload(rondo.owner, [{ name: 'april.csv', content: 'K3,K1,K2\nSomewhere,m2,Beta\n' }])
  expect(next.files[0]).toMatchObject({ kind: 'deals', saved: { id: renamed.id, name: 'Every month' } })
  expect(next.unmatchedStages).toEqual([])
  const done = await imported(rondo.owner, odd('m3,Gamma,Somewhere'))
  expect(done).toMatchObject({ created: 1 })
  expect((await dealOf(rondo.owner, 'm3')).stage.key).toBe('presentation')
  const { items } = await rondo.owner.call(listImportMappings, {})
  expect(items).toMatchObject([{ name: 'Every month', kind: 'deals' }])

  await rondo.owner.call(deleteImportMapping, { params: { id: renamed.id } })
  expect((await upload(rondo.owner, odd('m4,Delta,Somewhere'))).files[0]).toMatchObject({ kind: 'ignore' })
  const { items: deals } = await rondo.owner.call(listDeals, { query: { externalId: 'm4' } })
  expect(deals).toEqual([])
})

test('a mapping that names what is not there is refused', async () => {
  const { importId, mapping } = await upload(rondo.owner, odd('m1,Alpha,Somewhere'))
  const given = mapping.files['monthly.csv']
  if (!given) throw new Error('no mapping')
  const wrong = { ...given, kind: 'deals' as const, fields: { name: 'K9' } }
  const body = { name: 'Wrong', importId, file: 'monthly.csv', mapping: wrong, stages: {} }
  expect(await rondo.owner.refused(saveImportMapping, { body })).toMatchObject({ code: 'import_mapping_invalid' })
})
