import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listMembers, showWorkspace } from '../../src/contract/access.ts'
import { listDeals, openDeal } from '../../src/contract/deals.ts'
import { addRemark, listRemarks } from '../../src/contract/dashboards.ts'
import { listRestores } from '../../src/contract/exports.ts'
import { addCompany, listCompanies } from '../../src/contract/people.ts'
import { zipped } from '../../src/server/kernel/zip.ts'
import { type Manifest, manifest } from '../../src/server/modules/exports/manifest.ts'
import { type App, type Person, startApp } from '../kit/app.ts'
import { everything, restored, send, unzipped } from './exporting.ts'

let rondo: App
let empty: Person
let parts: ReadonlyMap<string, Buffer>
let whole: Buffer

beforeAll(async () => {
  rondo = await startApp()
  const { id } = await rondo.owner.call(addCompany, { body: { name: 'Northwind' } })
  await rondo.owner.call(openDeal, { body: { name: 'Roof', companyId: id } })
  const remark = { figure: 'cycle_length', filters: { byDay: 30 }, day: '2026-03-02', text: 'Two fairs' } as const
  await rondo.owner.call(addRemark, { body: remark })
  whole = await everything(rondo, rondo.owner)
  parts = await unzipped(whole)
  empty = await rondo.anotherWorkspace()
})
afterAll(() => rondo.stop())

type Parts = Map<string, Buffer>
type Change = (parts: Parts, told: Manifest) => void

/** The archive with something else in it. */
async function changed(change: Change): Promise<Uint8Array<ArrayBuffer>> {
  const copy = new Map(parts)
  const told = manifest.parse(JSON.parse(copy.get('manifest.json')?.toString() ?? ''))
  change(copy, told)
  if (copy.has('manifest.json')) copy.set('manifest.json', Buffer.from(JSON.stringify(told)))
  const pieces = await Array.fromAsync(
    zipped(async (add) => {
      for (const [name, content] of copy) await add(name, pieceOf(content))
    }),
  )
  return new Uint8Array(Buffer.concat(pieces))
}

async function* pieceOf(content: Buffer): AsyncGenerator<Buffer> {
  yield content
}

/** Another text in a part, with the hash and the size that belong to it. */
function rewritten(name: string, change: (text: string) => string): Change {
  return (all, told) => {
    const path = `data/${name}.jsonl`
    const content = Buffer.from(change(all.get(path)?.toString() ?? ''))
    all.set(path, content)
    const sha256 = createHash('sha256').update(content).digest('hex')
    const rows = content.toString().split('\n').length - 1
    const with_ = { bytes: content.length, sha256, rows }
    told.parts = told.parts.map((part) => (part.name === name ? { ...part, ...with_ } : part))
  }
}

/** Nothing came in: the workspace is as it was. */
async function expectUntouched(): Promise<void> {
  expect(await empty.call(listRestores, {})).toMatchObject({ hasRoom: true })
  expect(await empty.call(listCompanies, { query: {} })).toMatchObject({ items: [] })
  expect(await empty.call(listDeals, { query: {} })).toMatchObject({ items: [] })
  expect((await empty.call(listMembers, { query: {} })).items).toHaveLength(1)
  expect(await empty.call(showWorkspace, {})).toMatchObject({ name: 'Borealis' })
}

test.each<[string, Change | Uint8Array<ArrayBuffer>, string]>([
  ['a file that is no zip', new TextEncoder().encode('Hello, I am a spreadsheet'), 'not_an_archive'],
  ['a zip of something else', (all) => all.delete('manifest.json'), 'not_an_archive'],
  ['a version to come', (_, told) => Object.assign(told, { version: 2 }), 'newer'],
  ['a part of a Rondo to come', (_, told) => told.parts.push({ ...told.parts[0], name: 'dreams' } as never), 'newer'],
  ['a part that is not there', (all) => all.delete('data/deals.jsonl'), 'broken'],
  ['a part that bursts', (all) => all.set('files/bomb', Buffer.alloc(80 * 1024 ** 2)), 'too_large'],
])('%s is refused at once', async (_, wrong, reason) => {
  const archive = wrong instanceof Uint8Array ? wrong : await changed(wrong)
  const answer = await send(empty, archive)
  expect(answer).toMatchObject({ status: 422, body: { code: 'archive_refused', data: { reason } } })
  await expectUntouched()
})

const otherByte: Change = (all) => {
  const text = all.get('data/deals.jsonl')?.toString() ?? ''
  all.set('data/deals.jsonl', Buffer.from(text.replace('Roof', 'Raft')))
}

test.each<[string, Change, string]>([
  ['content that is not what the hash says', otherByte, 'broken'],
  ['a row that points nowhere', rewritten('companies', () => ''), 'references'],
  ['a row that stands there twice', rewritten('companies', (text) => text + text), 'references'],
  [
    'a value of another kind',
    rewritten('deals', (text) => text.replace(/"created_at": "[^"]+"/, '"created_at": "x"')),
    'rows',
  ],
  ['a line that is no JSON', rewritten('deals', () => 'Roof\n'), 'rows'],
  ['a column of a Rondo to come', (_, told) => told.parts.forEach((part) => part.columns.push('mood')), 'newer'],
  ['nobody who could own it', rewritten('members', (text) => text.replace('"owner"', '"seller"')), 'rows'],
])('%s is refused, and nothing of the rest is in', async (_, change, reason) => {
  const restore = await restored(empty, Buffer.from(await changed(change)))
  expect(restore).toMatchObject({ status: 'failed', rows: 0, refusal: { code: 'archive_refused', data: { reason } } })
  await expectUntouched()
})

test('an archive cut off on its way is refused, and whole it comes in', async () => {
  const cut = await send(empty, new Uint8Array(whole.subarray(0, whole.length - 100)))
  expect(cut).toMatchObject({ status: 422, body: { code: 'archive_refused' } })
  await expectUntouched()
  expect(await restored(empty, whole)).toMatchObject({ status: 'done' })
  expect(await empty.call(showWorkspace, {})).toMatchObject({ name: 'Kestrel' })
})

test('a remark that an older archive has under a day that its figure does not have is found without it', async () => {
  const other = await rondo.anotherWorkspace()
  const older = rewritten('remarks', (text) => {
    const { address, ...row } = JSON.parse(text)
    expect(address).toBe('[]')
    return `${JSON.stringify({ ...row, address: '[["byDay",30]]' })}\n`
  })
  expect(await restored(other, Buffer.from(await changed(older)))).toMatchObject({ status: 'done' })
  const { items } = await other.call(listRemarks, { query: { figure: 'cycle_length' } })
  expect(items).toMatchObject([{ text: 'Two fairs', filters: { byDay: 30 } }])
})
