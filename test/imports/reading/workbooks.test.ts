import { describe, expect, test } from 'vitest'
import type { Cell } from '../../../src/server/kernel/cell.ts'
import { workbook } from '../../../src/server/kernel/xlsx.ts'
import { fromSerial, kindOfFormat } from '../../../src/server/modules/imports/reading/xlsx-formats.ts'
import { odsOf, readAll, xlsxOf, xlsxParts, zipOf } from './workbooks.ts'

const text = (ref: string, value: string) => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`
const number = (ref: string, value: string, style = 0) => `<c r="${ref}" s="${style}"><v>${value}</v></c>`
const row = (at: number, ...cells: string[]) => `<row r="${at}">${cells.join('')}</row>`

describe('a workbook of Excel', () => {
  test('says what its cells show: shared and own texts, numbers, days, yes and no, results of formulas', async () => {
    const book = await xlsxOf({
      sheets: {
        Deals: [
          row(
            1,
            ...['Deal', 'Amount', 'Closed', 'At', 'Won', 'Sum', 'Bad', 'Rich'].map((name, at) =>
              text(`${'ABCDEFGH'[at]}1`, name),
            ),
          ),
          row(
            2,
            '<c r="A2" t="s"><v>0</v></c>',
            number('B2', '1234.5'),
            number('C2', '45426', 1),
            number('D2', '45426.4375', 2),
            '<c r="E2" t="b"><v>1</v></c>',
            '<c r="F2"><f>SUM(B2:B9)</f><v>0.30000000000000004</v></c>',
            '<c r="G2" t="e"><v>#REF!</v></c>',
            '<c r="H2" t="s"><v>1</v></c>',
          ),
          // Row 3 is blank, and of row 4 only two cells are there.
          row(4, '<c r="A4" t="str"><f>A2&amp;"x"</f><v>Roof_x000A_two</v></c>', number('E4', '0')),
          row(5, number('XFD5', '')),
        ].join(''),
      },
      shared:
        '<si><t>Åkeri &amp; Öst</t></si><si><r><t>bold </t></r><r><t>and plain</t></r><rPh><t>sound</t></rPh></si>',
      styles:
        '<numFmts><numFmt numFmtId="164" formatCode="[$-41D]d mmm yyyy hh:mm;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>',
    })
    const read = await readAll(book)
    expect(read.format).toEqual({ format: 'xlsx', sheet: 'Deals', encoding: 'utf-8', skipLines: 0 })
    expect(read.layout.headers).toEqual(['Deal', 'Amount', 'Closed', 'At', 'Won', 'Sum', 'Bad', 'Rich'])
    expect(read.rows).toEqual([
      [2, 'Åkeri & Öst', '1234.5', '2024-05-14', '2024-05-14T10:30:00', 'TRUE', '0.3', '', 'bold and plain'],
      [4, 'Roof\ntwo', '', '', '', '0'],
    ])
  })

  test('shows its sheets; the first that is seen and holds a table is read', async () => {
    const table = row(3, text('A3', 'Name'), text('B3', 'Phone')) + row(4, text('A4', 'Ada'), text('B4', '1'))
    const book = await xlsxOf({
      sheets: {
        Secret: table,
        Cover: row(1, text('A1', 'Our customers')),
        People: row(1, text('A1', 'March')) + table,
      },
      hidden: ['Secret'],
    })
    const read = await readAll(book)
    expect(read.sheets).toEqual(['Cover', 'People', 'Secret'])
    expect(read.format).toMatchObject({ sheet: 'People', skipLines: 2 })
    expect(read.rows).toEqual([[4, 'Ada', '1']])
    const chosen = await readAll(book, 'en', { format: 'xlsx', sheet: 'Secret', encoding: 'utf-8', skipLines: 3 })
    expect(chosen.layout.headers).toEqual(['Ada', '1'])
  })

  test('counts days from 1900 or from 1904', async () => {
    const sheets = { A: row(1, text('A1', 'Day'), text('B1', 'x')) + row(2, number('A2', '43964', 1), text('B2', 'y')) }
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    expect((await readAll(await xlsxOf({ sheets, styles, is1904: true }))).rows).toEqual([[2, '2024-05-14', 'y']])
    expect((await readAll(await xlsxOf({ sheets, styles }))).rows).toEqual([[2, '2020-05-13', 'y']])
  })

  test('may leave out where its rows and cells stand, and put a prefix before its names', async () => {
    const rows =
      '<row><c t="inlineStr"><is><t>Name</t></is></c><c t="inlineStr"><is><t>No</t></is></c></row><row><c/><c><v>7</v></c></row>'
    const parts = xlsxParts({ sheets: { A: rows } })
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? ''
    const prefixed = sheet.replaceAll(/<(\/?)(?=[a-zA-Z])/g, '<$1x:').replace('xmlns=', 'xmlns:x=')
    for (const one of [sheet, prefixed]) {
      const read = await readAll(await zipOf({ ...parts, 'xl/worksheets/sheet1.xml': one }))
      expect(read.rows).toEqual([[2, '', '7']])
    }
  })
})

test.each([
  ['General', 'number'],
  ['0.00E+00', 'number'],
  ['#,##0.00 "kr";[Red]-#,##0.00 "kr"', 'number'],
  ['[h]:mm:ss', 'number'],
  ['"day" 0', 'number'],
  ['yyyy-mm-dd', 'date'],
  ['[$-409]d-mmm-yy;@', 'date'],
  ['d/m/bbbb', 'date'],
  ['mmmm', 'date'],
  ['hh:mm AM/PM', 'time'],
  ['m/d/yy h:mm', 'date'],
] as const)('the format %s shows a %s', (code, kind) => {
  expect(kindOfFormat(code)).toBe(kind)
})

test.each([
  ['1', 1900, '1900-01-01'],
  ['59', 1900, '1900-02-28'],
  ['61', 1900, '1900-03-01'],
  ['45426.99999999', 1900, '2024-05-15'],
  ['0.75', 1900, '18:00:00'],
  ['-5', 1900, '-5'],
] as const)('%s in %d is %s', (serial, system, day) => {
  expect(fromSerial(serial, serial.startsWith('0.') ? 'time' : 'date', system)).toBe(day)
})

test('what is merged over several rows is said by each of them', async () => {
  const parts = xlsxParts({
    sheets: {
      A:
        row(1, text('A1', 'Company'), text('B1', 'Person'), text('C1', 'City')) +
        row(2, text('A2', 'Acme'), text('B2', 'Ada'), text('C2', 'Lund')) +
        row(3, text('B3', 'Bo')) +
        row(5, text('B5', 'Cy')) +
        row(6, text('B6', 'Di'), text('C6', 'Rome')),
    },
  })
  const sheet = parts['xl/worksheets/sheet1.xml'] ?? ''
  const merged =
    '<mergeCells count="2"><mergeCell ref="A2:A5"/><mergeCell ref="C2:D3"/><mergeCell ref="A1:C1"/></mergeCells>'
  const rows = [
    [2, 'Acme', 'Ada', 'Lund'],
    [3, 'Acme', 'Bo', 'Lund'],
    [5, 'Acme', 'Cy'],
    [6, '', 'Di', 'Rome'],
  ]
  const xml = sheet.replace('</worksheet>', `${merged}</worksheet>`)
  expect((await readAll(await zipOf({ ...parts, 'xl/worksheets/sheet1.xml': xml }))).rows).toEqual(rows)

  const cell = (value: string, span = '') =>
    `<table:table-cell ${span} office:value-type="string"><text:p>${value}</text:p></table:table-cell>`
  const line = (...cells: string[]) => `<table:table-row>${cells.join('')}</table:table-row>`
  const covered = '<table:covered-table-cell/>'
  const four = 'table:number-rows-spanned="4"'
  const two = 'table:number-rows-spanned="2" table:number-columns-spanned="2"'
  const book = await odsOf({
    A: [
      line(cell('Company'), cell('Person'), cell('City')),
      line(cell('Acme', four), cell('Ada'), cell('Lund', two), covered),
      line(covered, cell('Bo'), covered, covered),
      line(covered),
      line(covered, cell('Cy')),
      line('<table:table-cell/>', cell('Di'), cell('Rome')),
    ].join(''),
  })
  expect((await readAll(book)).rows).toEqual(rows)
})

test('a workbook of OpenDocument says what its cells hold, as often as they say that they stand there', async () => {
  const cell = (value: string) =>
    `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`
  const book = await odsOf({
    Empty:
      '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    Deals: [
      `<table:table-row>${['Deal', 'Amount', 'Closed', 'Won', 'Same', 'Again', 'Bad'].map(cell).join('')}</table:table-row>`,
      '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="7"/></table:table-row>',
      `<table:table-row table:number-rows-repeated="2"><table:table-cell><office:annotation><text:p>a remark</text:p></office:annotation><text:p>Roof<text:s text:c="2"/>A</text:p><text:p>two</text:p></table:table-cell>
        <table:table-cell office:value-type="currency" office:value="1234.5"><text:p>1 234,50 kr</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2024-05-14"><text:p>14.05.24</text:p></table:table-cell>
        <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell>
        <table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>#REF!</text:p></table:table-cell></table:table-row>`,
      '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    ].join(''),
  })
  const read = await readAll(book)
  expect(read).toMatchObject({ sheets: ['Empty', 'Deals'], format: { format: 'ods', sheet: 'Deals', skipLines: 0 } })
  const deal = ['Roof  A\ntwo', '1234.5', '2024-05-14', 'TRUE', '7', '7']
  expect(read.rows).toEqual([
    [5, ...deal],
    [6, ...deal],
  ])
})

test('a list that was exported is read back as it was', async () => {
  async function* rows(): AsyncGenerator<readonly Cell[]> {
    yield ['=Roof & "A"', 12.5, true, { day: '2024-05-14' }, { instant: new Date('2024-05-14T08:30:00Z') }, null]
    yield ['0701234567', -7, false, null, null, { minor: 123_450, currency: 'SEK' }]
  }
  const columns = ['Deal', 'Number', 'Won', 'Closed', 'At', 'Amount'].map((title) => ({ title }))
  const table = { name: 'Deals', columns, rightToLeft: true, timeZone: 'Europe/Stockholm', rows: rows() }
  const read = await readAll(Buffer.concat(await Array.fromAsync(workbook([table]))))
  expect(read.layout.headers).toEqual(['Deal', 'Number', 'Won', 'Closed', 'At', 'Amount'])
  expect(read.rows).toEqual([
    [2, '=Roof & "A"', '12.5', 'TRUE', '2024-05-14', '2024-05-14T10:30:00'],
    [3, '0701234567', '-7', 'FALSE', '', '', '1234.5'],
  ])
})
