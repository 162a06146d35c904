import { afterAll, beforeAll, expect, test } from 'vitest'
import * as improvements from '../../src/contract/improvements.ts'
import { makeProcessAudit } from '../../src/contract/process-audits.ts'
import { addProcess } from '../../src/contract/process.ts'
import { dayAgo, startWorld, type World } from '../kit/world.ts'
import { processOf, sell, titles, typed, wins } from './list.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

test('the list goes on page by page, and what was taken off it comes back where it was', async () => {
  const eva = await world.rondo.anotherWorkspace()
  const processId = await processOf(eva)
  const ids: string[] = []
  for (const title of ['A', 'B', 'C', 'D', 'E']) ids.push(await typed(eva, processId, title))
  const [a = '', b = '', c = '', d = ''] = ids
  await eva.call(improvements.dropImprovement, { params: { id: a } })
  await eva.call(improvements.startImprovement, { params: { id: d }, body: wins })
  await eva.call(improvements.moveImprovement, { params: { id: b }, body: { before: null } })
  const pages: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const query: { process: string; limit: number; after?: string } = { process: processId, limit: 2 }
    const page: { items: { title: string }[]; next: string | null } = await eva.call(improvements.listImprovements, {
      query: next === '' ? query : { ...query, after: next },
    })
    pages.push(page.items.map(({ title }) => title).join(''))
    next = page.next
  }
  expect(pages).toEqual(['DC', 'EB', 'A'])
  const params = { id: c }
  await eva.call(improvements.removeImprovement, { params })
  expect(await titles(eva, processId)).toEqual(['D', 'E', 'B', 'A'])
  expect(await eva.refused(improvements.showImprovement, { params })).toMatchObject({ code: 'not_found' })
  await eva.call(improvements.restoreImprovement, { params })
  expect(await titles(eva, processId)).toEqual(['D', 'C', 'E', 'B', 'A'])
  const { items } = await eva.call(improvements.listImprovements, { query: { state: 'dropped' } })
  expect(items.map(({ title }) => title)).toEqual(['A'])
})

test('numbers are told to those who see the deals behind them', async () => {
  const { rondo, ada, mia, sam, rita } = world
  const { db } = rondo.pools
  await db.updateTable('members').set({ sees: 'own' }).where('id', '=', sam.memberId).execute()
  await db.updateTable('api_keys').set({ member_id: sam.memberId }).where('name', '=', 'Sam Berg').execute()
  const { id: processId } = await mia.call(addProcess, { body: { template: 'seven-steps', name: 'Seen' } })
  const opened = dayAgo(90)
  await sell(ada, opened, 2, 2, { processId, ownerId: sam.memberId })
  await sell(ada, opened, 3, 2, { processId, ownerId: world.bo.memberId })
  const ownerId = sam.memberId
  const id = await typed(mia, processId, 'Ask earlier', { ownerId, why: 'They say it late.' })
  await mia.call(improvements.startImprovement, { params: { id }, body: wins })
  const asked = { params: { id } }
  expect(await rita.call(improvements.showImprovement, asked)).toMatchObject({
    owner: { id: ownerId, name: 'Sam Berg' },
    run: { before: { n: 5, told: 'few' } },
  })
  expect((await sam.call(improvements.showImprovement, asked)).run).toMatchObject({ before: null, after: null })
  expect((await sam.call(improvements.readImprovement, asked)).before).toMatchObject({ n: 2 })
  for (const person of [sam, rita]) {
    const refused = await person.refused(improvements.dropImprovement, asked)
    expect(refused).toMatchObject({ code: 'forbidden', data: { permission: 'process.edit' } })
  }
  const stranger = await rondo.anotherWorkspace()
  for (const endpoint of [improvements.showImprovement, improvements.dropImprovement, improvements.readImprovement])
    expect(await stranger.refused(endpoint, asked)).toMatchObject({ code: 'not_found' })
})

test('what makes no sense is refused, and says why', async () => {
  const { mia, ada } = world
  const { id: processId } = await mia.call(addProcess, { body: { template: 'seven-steps', name: 'Refused' } })
  const id = await typed(mia, processId, 'Ask earlier')
  const params = { id }
  const audit = await ada.call(makeProcessAudit, { body: { process: processId } })
  const add = (more: object) => ({ endpoint: improvements.addImprovement, body: { processId, title: 'X', ...more } })
  const start = (body: object) => ({ endpoint: improvements.startImprovement, body })
  const finish = { endpoint: improvements.finishImprovement, body: { outcome: 'helped' } }
  const nobody = '019a0000-0000-7000-8000-000000000000'
  const refusals: readonly [string, { endpoint: object; body?: object }, object][] = [
    ['a stage that there is not', add({ stage: 'magic' }), { code: 'unknown_reference', data: { field: 'stage' } }],
    ['a member who is not', add({ ownerId: nobody }), { code: 'unknown_reference', data: { field: 'ownerId' } }],
    ['no process', add({ processId: nobody }), { code: 'not_found' }],
    [
      'what the audit did not find',
      add({ from: { from: 'finding', auditId: audit.id, finding: 'drift' } }),
      { code: 'not_found', data: { kind: 'audit_finding' } },
    ],
    ['an advice of nobody', add({ from: { from: 'advice', adviceId: nobody } }), { code: 'not_found' }],
    ['time in no stage', start({ measure: 'time_in_stage' }), { code: 'invalid', fields: [{ field: 'stage' }] }],
    ['the end before the beginning', finish, { code: 'improvement_not_so', data: { state: 'waiting' } }],
    [
      'a reading of nothing',
      { endpoint: improvements.readImprovement },
      { code: 'improvement_not_so', data: { state: 'waiting' } },
    ],
    ['to be taken up while it waits', { endpoint: improvements.takeUpImprovement }, { code: 'improvement_not_so' }],
    [
      'a place before what does not wait',
      { endpoint: improvements.moveImprovement, body: { before: nobody } },
      { code: 'unknown_reference', data: { field: 'before' } },
    ],
  ]
  for (const [what, { endpoint, body }, problem] of refusals) {
    const asked = { params, ...(body ? { body } : {}) }
    const refused = await ada.refused(endpoint as typeof improvements.moveImprovement, asked as never)
    expect(refused, what).toMatchObject(problem)
  }
  const quality = { from: 'quality', quality: 'defined' } as const
  const made = await mia.call(improvements.addImprovement, {
    body: { processId, title: 'Say the purpose', from: quality },
  })
  expect(made.origin).toMatchObject({ from: 'quality', quality: { quality: 'defined' } })
  await mia.call(improvements.startImprovement, { params, body: wins })
  const remove = await mia.refused(improvements.removeImprovement, { params })
  expect(remove).toMatchObject({ code: 'improvement_not_so', data: { state: 'under_way' } })
  const shown = await mia.call(improvements.showImprovement, { params })
  const edit = { params, version: shown.version, body: { why: 'Because.' } }
  expect(await mia.call(improvements.changeImprovement, edit)).toMatchObject({ why: 'Because.', title: 'Ask earlier' })
  expect(await mia.refused(improvements.changeImprovement, edit)).toMatchObject({ code: 'version_conflict' })
})
