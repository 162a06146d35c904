import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAudit } from '../../src/contract/audit.ts'
import { addCustomField } from '../../src/contract/custom-fields.ts'
import type { CustomKind } from '../../src/contract/custom-values.ts'
import { openDeal } from '../../src/contract/deals.ts'
import {
  deleteExport,
  downloadExport,
  listExports,
  makeExport,
  mostExportsADay,
  showExport,
} from '../../src/contract/exports.ts'
import { addCompany, addPerson } from '../../src/contract/people.ts'
import { newId } from '../../src/server/kernel/id.ts'
import { deleteExpiredExports } from '../../src/server/modules/exports/expiry.ts'
import { exportJobs } from '../../src/server/modules/exports/index.ts'
import { type App, startApp } from '../kit/app.ts'
import { cellsOf, downloaded, exported, unzipped, type Wanted } from './exporting.ts'

let rondo: App

beforeAll(async () => {
  rondo = await startApp({ timeZone: 'Europe/Stockholm' })
  const { owner } = rondo
  for (const [name, revenueMinor] of [
    ['=cmd|calc', -150],
    ['Åkerö AB', 123_456],
    ['Kestrel "North"; East', null],
  ] as const)
    await owner.call(addCompany, {
      body: { name, phone: '+46 8 123 45 67', revenueMinor, revenueCurrency: 'SEK', city: 'Lund' },
    })
  await owner.call(addPerson, { body: { name: 'Noa Levi', title: '@import', email: 'noa@kestrel.example' } })
})
afterAll(() => rondo.stop())

const columns = ['name', 'phone', 'revenueMinor', 'city']

test('a list goes out as CSV in the columns, the order and the filter that it shows', async () => {
  const filter = { field: 'revenueMinor', op: 'not_empty' }
  const wanted: Wanted = { kind: 'table', of: 'companies', columns, filter, sort: '-revenueMinor', format: 'csv' }
  const { file, content } = await exported(rondo, rondo.owner, wanted)
  expect(file).toMatchObject({ status: 'done', rows: 2, bytes: content.length })
  expect(file.fileName).toMatch(/^Companies \d{4}-\d{2}-\d{2}\.csv$/)
  const text = content.toString()
  expect(text.startsWith('\ufeff')).toBe(true)
  expect(cellsOf(text.slice(1))).toEqual([
    ['Name', 'Phone', 'Yearly revenue', 'Yearly revenue, currency', 'Town'],
    ['Åkerö AB', '+46 8 123 45 67', '1234.56', 'SEK', 'Lund'],
    ["'=cmd|calc", '+46 8 123 45 67', '-1.50', 'SEK', 'Lund'],
  ])
})

test('with a semicolon numbers have a comma, and the words are those of the language', async () => {
  const style = { delimiter: 'semicolon', mark: false, language: 'sv' } as const
  const wanted: Wanted = { kind: 'table', of: 'companies', columns, sort: 'name', format: 'csv', ...style }
  const { content } = await exported(rondo, rondo.owner, wanted)
  const [header, ...rows] = cellsOf(content.toString(), ';')
  expect(header).toEqual(['Namn', 'Telefon', 'Årsomsättning', 'Årsomsättning, valuta', 'Ort'])
  expect(rows.find(([name]) => name === 'Åkerö AB')).toContain('1234,56')
})

test('as a workbook it has numbers, dates and text that nothing computes', async () => {
  const wanted: Wanted = { kind: 'table', of: 'companies', columns: [...columns, 'createdAt'], format: 'xlsx' }
  const { content } = await exported(rondo, rondo.owner, { ...wanted, language: 'he' })
  const parts = await unzipped(content)
  const sheet = parts.get('xl/worksheets/sheet1.xml')?.toString() ?? ''
  expect(sheet).toContain('rightToLeft="1"')
  expect(sheet).toContain('state="frozen"')
  expect(sheet).toContain('<c r="A4" s="2" t="inlineStr"><is><t xml:space="preserve">=cmd|calc</t></is></c>')
  expect(sheet).toContain('<c r="C4" s="5"><v>-1.50</v></c>')
  expect(sheet).toMatch(/<c r="F4" s="4"><v>4\d{4}\.\d+<\/v><\/c>/)
  expect(sheet).not.toContain('<f>')
  expect(parts.get('xl/styles.xml')?.toString()).toContain('#,##0.00\\ [$SEK]')
})

test('only the rows that were chosen', async () => {
  const first = await rondo.owner.call(addCompany, { body: { name: 'Chosen' } })
  const wanted: Wanted = { kind: 'table', of: 'companies', columns: ['name'], ids: [first.id], format: 'csv' }
  const { content } = await exported(rondo, rondo.owner, { ...wanted, mark: false })
  expect(cellsOf(content.toString())).toEqual([['Name'], ['Chosen']])
})

test('a manager who sees their own exports their own, and it is written down who took what', async () => {
  const mia = await rondo.member('manager', 'Mia')
  const theirs = await rondo.owner.call(openDeal, { body: { name: 'Hers', ownerId: mia.memberId } })
  await rondo.pools.db.updateTable('members').set({ sees: 'own' }).where('id', '=', mia.memberId).execute()
  await rondo.pools.db.updateTable('api_keys').set({ member_id: mia.memberId }).where('name', '=', 'Mia').execute()
  const sam = await rondo.member('seller', 'Sam')
  await rondo.owner.call(openDeal, { body: { name: 'His', ownerId: sam.memberId } })
  await rondo.owner.call(openDeal, { body: { name: 'Mine', ownerId: mia.memberId } })
  const wanted: Wanted = {
    kind: 'table',
    of: 'deals',
    columns: ['name', 'stage', 'outcome'],
    format: 'csv',
    mark: false,
  }
  const { file, content } = await exported(rondo, mia, wanted)
  expect(cellsOf(content.toString()).map(([name]) => name)).toEqual(['Deal', 'Mine', theirs.name])
  const { items } = await rondo.owner.call(listAudit, { query: { topic: 'files' } })
  expect(items[0]).toMatchObject({ action: 'export.made', data: { kind: 'table', of: 'deals', rows: 2 } })
  expect(await rondo.owner.refused(showExport, { params: { id: file.id } })).toMatchObject({ status: 404 })
  expect(await sam.refused(downloadExport, { params: { id: file.id } })).toMatchObject({ status: 403 })
})

test('a file is kept for a day', async () => {
  const wanted: Wanted = { kind: 'table', of: 'people', columns: ['name'], format: 'csv' }
  const { file } = await exported(rondo, rondo.owner, wanted)
  await rondo.pools.db
    .updateTable('exports')
    .set({ expires_at: new Date(0) })
    .where('id', '=', file.id)
    .execute()
  expect(await rondo.owner.refused(showExport, { params: { id: file.id } })).toMatchObject({ status: 404 })
  const { items } = await rondo.owner.call(listExports, {})
  expect(items.map(({ id }) => id)).not.toContain(file.id)
  await deleteExpiredExports(rondo.pools.db)
  const left = await rondo.pools.db.selectFrom('exports').select('id').where('id', '=', file.id).execute()
  expect(left).toEqual([])
})

test('a deleted export is gone with its pieces', async () => {
  const { file } = await exported(rondo, rondo.owner, { kind: 'cards' })
  await rondo.owner.call(deleteExport, { params: { id: file.id } })
  const pieces = await rondo.pools.db
    .selectFrom('export_pieces')
    .select('id')
    .where('export_id', '=', file.id)
    .execute()
  expect(pieces).toEqual([])
})

test('fields of the workspace’s own stand in a file by their names', async () => {
  const { owner } = rondo
  const own = (name: string, kind: CustomKind, options: string[] = []) =>
    owner.call(addCustomField, {
      body: { record: 'companies', name, kind, options: options.map((option) => ({ name: option })) },
    })
  const segment = await own('Segment', 'choice', ['Large', 'Small'])
  const events = await own('Events', 'multi_choice', ['Fair', 'Golf; and dinner'])
  const budget = await own('Budget', 'money')
  const custom = {
    [segment.key]: segment.options[0]?.key ?? '',
    [events.key]: events.options.map(({ key }) => key),
    [budget.key]: { minor: 1250, currency: 'JPY' },
  }
  const { id } = await owner.call(addCompany, { body: { name: 'Own', custom } })
  const keys = [segment, events, budget].map(({ key }) => `custom.${key}`)
  const wanted: Wanted = { kind: 'table', of: 'companies', columns: ['name', ...keys], ids: [id], format: 'csv' }
  const { content } = await exported(rondo, owner, { ...wanted, mark: false })
  expect(cellsOf(content.toString())).toEqual([
    // An option whose name would be read as two goes by its key.
    ['Name', 'Segment', 'Events', 'Budget', 'Budget, currency'],
    ['Own', 'Large', `Fair; ${events.options[1]?.key}`, '1250', 'JPY'],
  ])
})

test('a making that was cut off begins anew, and one that fails for good says so', async () => {
  const { file, content } = await exported(rondo, rondo.owner, { kind: 'cards' })
  const { db } = rondo.pools
  const piece = { workspace_id: rondo.workspaceId, id: newId(), export_id: file.id, number: 9, content: Buffer.of(1) }
  const cutOff = async () => {
    await db
      .insertInto('export_pieces')
      .values({ ...piece, id: newId() })
      .execute()
    await db.updateTable('exports').set({ status: 'running', bytes: 1 }).where('id', '=', file.id).execute()
  }
  const job = {
    workspaceId: rondo.workspaceId,
    payload: { exportId: file.id },
    db,
    signal: new AbortController().signal,
  }
  await cutOff()
  expect(await exportJobs['exports.make']?.({ ...job, isLastTry: false })).toBe('done')
  expect(await downloaded(rondo, rondo.owner, file.id)).toEqual(content)
  await cutOff()
  expect(await exportJobs['exports.make']?.({ ...job, isLastTry: true })).toBe('done')
  expect(await rondo.owner.call(showExport, { params: { id: file.id } })).toMatchObject({ status: 'failed' })
  expect(await rondo.owner.refused(downloadExport, { params: { id: file.id } })).toMatchObject({
    code: 'export_not_ready',
  })
})

test.each([
  ['a column that no list has', { of: 'companies', columns: ['secret'] }, 'invalid'],
  ['a filter over a field that is not there', { filter: { field: 'commission', op: 'empty' } }, 'invalid'],
  ['a list of something else', { of: 'keys' }, 'invalid'],
])('%s is refused', async (_, wrong, code) => {
  const body = { kind: 'table', of: 'companies', columns: ['name'], format: 'csv', ...wrong }
  const answer = await rondo.owner.fetch('POST', '/exports', body)
  expect(answer).toMatchObject({ status: 422, body: { code } })
})

test('who has asked for very many in a day waits', async () => {
  const pat = await rondo.member('manager', 'Pat')
  const { file } = await exported(rondo, pat, { kind: 'cards' })
  const { db } = rondo.pools
  const { id: _, ...row } = await db
    .selectFrom('exports')
    .selectAll()
    .where('id', '=', file.id)
    .executeTakeFirstOrThrow()
  const more = { ...row, request: JSON.stringify(row.request), actor: JSON.stringify(row.actor) }
  const others = Array.from({ length: mostExportsADay - 1 }, () => ({ ...more, id: newId() }))
  await db.insertInto('exports').values(others).execute()
  expect(await pat.refused(makeExport, { body: { kind: 'cards' } })).toMatchObject({ code: 'too_many_requests' })
})
