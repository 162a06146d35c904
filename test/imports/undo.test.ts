import { afterAll, beforeAll, expect, test } from 'vitest'
import { listDeals } from '../../src/contract/deals.ts'
import { listKept, previewUndo, stopImport, undoImport } from '../../src/contract/import-undo.ts'
import { type ImportResult, runImport, showImport } from '../../src/contract/imports.ts'
import { moveDeal } from '../../src/contract/moves.ts'
import { writeNote } from '../../src/contract/notes.ts'
import { changePerson, listCompanies, listPeople } from '../../src/contract/people.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { disagreementsIn } from '../kit/disagreements.ts'
import { dealOf, factsOf, imported, upload } from './importing.ts'
import { setTimeout as pause } from 'node:timers/promises'

let rondo: App
beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo?.stop())

async function undone(person: Person, importId: string): Promise<ImportResult> {
  await person.call(undoImport, { params: { id: importId } })
  for (;;) {
    const found = await person.call(showImport, { params: { id: importId } })
    if (found.status === 'undone') return found
    await pause(20)
  }
}

const people = (...lines: string[]) => ({
  name: 'contacts.csv',
  content: `${['Contact ID,Name,Email,Company,Title', ...lines].join('\n')}\n`,
})
const deals = (...lines: string[]) => ({
  name: 'deals.csv',
  content: `${['Opportunity ID,Deal,Company,Owner,Stage,Amount,Created,Close Date', ...lines].join('\n')}\n`,
})
const personCalled = async (q: string) => (await rondo.owner.call(listPeople, { query: { q } })).items[0]

test('what an import made goes again, and nobody is left who only it knew', async () => {
  const done = await imported(rondo.owner, [
    people('u-1,Eva Strand,eva@strand.example,Strand AB,CEO', 'u-2,Ivo Strand,ivo@strand.example,Strand AB,CFO'),
    deals(
      'u-d1,Lamps,Strand AB,Kim Alm,Won,100,2024-01-10,2024-03-01',
      'u-d2,Doors,Strand AB,Kim Alm,New,50,2024-02-01,',
    ),
  ])
  const { counts } = await rondo.owner.call(previewUndo, { params: { id: done.importId } })
  const expected = [
    { kind: 'deals', removed: 2, restored: 0, kept: 0 },
    { kind: 'people', removed: 2, restored: 0, kept: 0 },
    { kind: 'companies', removed: 1, restored: 0, kept: 0 },
    { kind: 'members', removed: 1, restored: 0, kept: 0 },
  ]
  expect(counts).toEqual(expected)
  expect((await undone(rondo.owner, done.importId)).undo).toEqual(expected)
  expect((await rondo.owner.call(listDeals, {})).items).toEqual([])
  expect((await rondo.owner.call(listPeople, {})).items).toEqual([])
  expect((await rondo.owner.call(listCompanies, {})).items).toEqual([])
  expect(await rondo.owner.refused(undoImport, { params: { id: done.importId } })).toMatchObject({
    code: 'import_not_ready',
  })
})

test('what somebody worked on since stays, with what it needs, and is listed with the reason', async () => {
  const done = await imported(rondo.owner, [
    people(
      'k-1,Mia Berg,mia@berg.example,Berg AB,CEO',
      'k-2,Jon Berg,jon@berg.example,Berg AB,CFO',
      'k-3,Liv Dal,liv@dal.example,Dal AB,',
    ),
    deals('k-d1,Roof,Dal AB,,New,100,,', 'k-d2,Wall,Berg AB,,New,100,,'),
  ])
  const { id } = await dealOf(rondo.owner, 'k-d1')
  await rondo.owner.call(moveDeal, { params: { id }, body: { stage: 'presentation', overrideReason: 'They called' } })
  const mia = await personCalled('Mia Berg')
  await rondo.owner.call(changePerson, {
    params: { id: mia?.id ?? '' },
    version: mia?.version ?? 0,
    body: { title: 'Chair' },
  })
  const jon = await personCalled('Jon Berg')
  const content = {
    type: 'doc' as const,
    content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: 'Call him' }] }],
  }
  await rondo.owner.call(writeNote, { body: { personId: jon?.id ?? '', content } })
  const after = await undone(rondo.owner, done.importId)
  expect(after.undo).toEqual([
    { kind: 'deals', removed: 1, restored: 0, kept: 1 },
    { kind: 'people', removed: 1, restored: 0, kept: 2 },
    { kind: 'companies', removed: 0, restored: 0, kept: 2 },
  ])
  const { items } = await rondo.owner.call(listKept, { params: { id: done.importId } })
  const reasons = Object.fromEntries(items.map(({ name, reason, by }) => [name, [reason, ...by]]))
  expect(reasons).toEqual({
    Roof: ['edited'],
    'Mia Berg': ['edited'],
    'Jon Berg': ['in_use', 'notes'],
    'Berg AB': ['in_use', 'people'],
    'Dal AB': ['in_use', 'deals'],
  })
  expect(items.find(({ name }) => name === 'Mia Berg')?.fields).toEqual(['title'])
  expect(await disagreementsIn(rondo)).toEqual([])
})

test('what an import changed gets its former values back, told by facts; what was edited later keeps them', async () => {
  const header = 'Contact ID,Name,Email,Company,Title'
  await imported(rondo.owner, [
    {
      name: 'contacts.csv',
      content: `${header}\nr-1,Ole Vik,ole@vik.example,Vik AB,Clerk\nr-2,Per Vik,per@vik.example,Vik AB,Clerk\n`,
    },
    deals('r-d1,Boat,Vik AB,Ida Ros,New,100,2024-01-10,'),
  ])
  const again = await imported(rondo.owner, [
    { name: 'contacts.csv', content: `${header}\nr-1,Ole Vik,new@vik.example,Sjö AB,Head\nr-2,Per Vik,,,Head\n` },
    deals('r-d1,Ship,Vik AB,Bea Lund,Won,900,2024-01-10,2024-05-01'),
  ])
  expect(again.sum).toMatchObject({ created: 0, updated: 3 })
  const ole = await personCalled('Ole Vik')
  await rondo.owner.call(changePerson, {
    params: { id: ole?.id ?? '' },
    version: ole?.version ?? 0,
    body: { title: 'Owner' },
  })
  const after = await undone(rondo.owner, again.importId)
  expect(after.undo).toEqual([
    { kind: 'deals', removed: 0, restored: 1, kept: 0 },
    { kind: 'people', removed: 0, restored: 1, kept: 1 },
    { kind: 'companies', removed: 1, restored: 0, kept: 0 },
    { kind: 'members', removed: 0, restored: 0, kept: 1 },
  ])
  expect(await personCalled('Ole Vik')).toMatchObject({
    title: 'Owner',
    email: 'ole@vik.example',
    companyName: 'Vik AB',
  })
  expect(await personCalled('Per Vik')).toMatchObject({ title: 'Clerk' })
  expect(await dealOf(rondo.owner, 'r-d1')).toMatchObject({
    name: 'Boat',
    outcome: 'open',
    amountMinor: 10_000,
    owner: { name: 'Ida Ros' },
  })
  const types = (await factsOf(rondo.owner, 'r-d1')).map(([type]) => type)
  expect(types.filter((type) => type === 'deal.undone')).toHaveLength(
    types.filter((type) => type === 'deal.won' || type === 'deal.moved').length,
  )
  expect(await disagreementsIn(rondo)).toEqual([])
})

test('an import is stopped where it is, and what it took can be undone', async () => {
  const lines = Array.from({ length: 6_000 }, (_, row) => `s-${row},Stop ${row},s${row}@stop.example,Stop ${row % 9},`)
  const staged = await upload(rondo.owner, [people(...lines)])
  const params = { id: staged.importId }
  await rondo.owner.call(runImport, { params, body: { gentle: true } })
  for (let found = staged; found.processed === 0; await pause(10))
    found = await rondo.owner.call(showImport, { params })
  const stopped = await rondo.owner.call(stopImport, { params })
  expect(stopped.status).toBe('stopped')
  await pause(300)
  const later = await rondo.owner.call(showImport, { params })
  expect(later.sum.created).toBe(stopped.sum.created)
  expect(await rondo.owner.refused(stopImport, { params })).toMatchObject({ code: 'import_not_ready' })
  const after = await undone(rondo.owner, staged.importId)
  expect(after.undo?.find(({ kind }) => kind === 'people')).toMatchObject({ removed: stopped.sum.created, kept: 0 })
  const trial = await upload(rondo.owner, [people(...lines)])
  await rondo.owner.call(runImport, { params: { id: trial.importId }, body: { dryRun: true, gentle: true } })
  expect(await rondo.owner.call(stopImport, { params: { id: trial.importId } })).toMatchObject({
    status: 'staged',
    processed: 0,
    sum: { created: 0 },
  })
})
