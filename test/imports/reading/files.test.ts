import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rereadFile, runImport, showImport } from '../../../src/contract/imports.ts'
import { listPeople } from '../../../src/contract/people.ts'
import { type App, startApp } from '../../kit/app.ts'
import { csv, dealOf, finished, imported, pointedOut, upload } from '../importing.ts'
import { xlsxOf } from './workbooks.ts'

let rondo: App

beforeAll(async () => {
  rondo = await startApp()
})
afterAll(() => rondo?.stop())

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`
const row = (...cells: string[]) => `<row>${cells.join('')}</row>`
const header = row(...['Id', 'Deal', 'Stage', 'Amount', 'Close Date'].map(text))
const day = (serial: number) => `<c s="1"><v>${serial}</v></c>`
const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'

test('a workbook is read sheet by sheet, by whoever imports it', async () => {
  const book = await xlsxOf({
    sheets: {
      North: header + row(text('n1'), text('Roof'), text('Won'), '<c><v>1234.5</v></c>', day(45_426)),
      South:
        row(text('Sales report')) +
        header +
        row(text('s1'), text('Wall'), text('Vunnen'), '<c><v>7</v></c>', day(45_427)),
    },
    styles,
  })
  const staged = await upload(rondo.owner, [{ name: 'deals.csv', content: new Uint8Array(book) }])
  expect(staged.mapping.files['deals.csv']).toMatchObject({ format: 'xlsx', sheet: 'North', kind: 'deals' })
  expect(staged.files[0]).toMatchObject({ sheets: ['North', 'South'], rows: 1 })
  const params = { id: staged.importId }
  await rondo.owner.call(runImport, { params, body: { dryRun: true } })
  expect(await finished(rondo.owner, staged.importId)).toMatchObject({ status: 'done', dryRun: true, created: 1 })
  const south = await rondo.owner.call(rereadFile, { params, body: { file: 'deals.csv', sheet: 'South' } })
  expect(south).toMatchObject({
    status: 'staged',
    dryRun: false,
    created: 0,
    rows: 1,
    mapping: { stages: { Vunnen: { outcome: 'won' } } },
  })
  expect(south.mapping.files['deals.csv']).toMatchObject({ sheet: 'South', skipLines: 1, fields: { name: 'Deal' } })
  await rondo.owner.call(runImport, { params, body: {} })
  expect(await finished(rondo.owner, staged.importId)).toMatchObject({ status: 'done', created: 1, rejected: 0 })
  expect(await dealOf(rondo.owner, 's1')).toMatchObject({ name: 'Wall', amountMinor: 700, outcome: 'won' })
  const late = await rondo.owner.refused(rereadFile, { params, body: { file: 'deals.csv' } })
  expect(late).toMatchObject({ code: 'import_not_ready', data: { status: 'done' } })
})

test('cards of people are people', async () => {
  const cards = [
    'BEGIN:VCARD\nVERSION:3.0\nFN:Ada Lovelace\nORG:Engines\nTEL;TYPE=CELL:+46 70 123 45 67\nEMAIL:ada@engines.example\nEND:VCARD',
    'BEGIN:VCARD\nVERSION:3.0\nFN:Grace Hopper\nTEL:070 123 45 67 89 01 23 45\nEND:VCARD',
  ]
  const done = await imported(rondo.owner, [{ name: 'contacts.vcf', content: cards.join('\n') }])
  expect(done.files[0]).toMatchObject({ kind: 'people', rows: 2, created: 2, rejected: 0 })
  expect(pointedOut(done)).toMatchObject({ phone_unreadable: 1 })
  const { items } = await rondo.owner.call(listPeople, { query: { q: 'lovelace' } })
  expect(items[0]).toMatchObject({
    name: 'Ada Lovelace',
    email: 'ada@engines.example',
    phones: [{ kind: 'mobile', e164: '+46701234567' }],
  })
})

test('letters in doubt are shown as every page reads them, and read as is chosen', async () => {
  const content = new Uint8Array(iconv.encode('Id,Deal,Stage\nm1,Åkeri Öst,New\n', 'macintosh'))
  const staged = await upload(rondo.owner, [{ name: 'deals.csv', content }])
  expect(staged.mapping.files['deals.csv']?.encoding).toBe('macintosh')
  const [file] = staged.files
  expect(file?.encodings).toContainEqual({ encoding: 'macintosh', sample: 'Åkeri Öst' })
  const params = { id: staged.importId }
  const body = { file: 'deals.csv', encoding: 'windows-1252' }
  const wrong = await rondo.owner.call(rereadFile, { params, body })
  expect(wrong.files[0]).toMatchObject({ encodings: file?.encodings, sample: [['m1', '\ufffdkeri …st', 'New']] })
  expect(wrong.mapping.files['deals.csv']).toMatchObject({ encoding: 'windows-1252', fields: { name: 'Deal' } })
  const unknown = await rondo.owner.refused(rereadFile, { params, body: { ...body, encoding: 'klingon' } })
  expect(unknown).toMatchObject({ code: 'import_file_unreadable', data: { reason: 'not_text' } })
})

test('a date that may be either way round is asked about; a file that is none says why beside the others', async () => {
  const files = [...csv('Id,Deal,Stage,Created', 'u1,Roof,New,3/4/2020'), { name: 'list.xls', content: '%PDF-1.7 x' }]
  const staged = await upload(rondo.owner, files)
  expect(staged.files).toMatchObject([{ unclearDate: '3/4/2020' }, { name: 'list.xls', unreadable: 'pdf' }])
  expect(pointedOut(staged)).toMatchObject({ date_order_assumed: 1, file_unreadable: 1 })
  expect((await rondo.owner.call(showImport, { params: { id: staged.importId } })).files[1]?.unreadable).toBe('pdf')
})
