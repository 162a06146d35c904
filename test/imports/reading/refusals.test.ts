import { constants, deflateRawSync } from 'node:zlib'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { findTable } from '../../../src/server/modules/imports/reading/table.ts'
import { odsOf, readAll, refusal, sourceOf, xlsxOf, xlsxParts, zipOf } from './workbooks.ts'

const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex')

/** Microsoft's older container with one name in its directory. */
function compoundOf(name: string): Buffer {
  const file = Buffer.alloc(2048)
  compound.copy(file)
  file.writeUInt16LE(9, 30)
  file.writeUInt32LE(1, 48)
  file.write(name, 1024 + 128, 'utf16le')
  return file
}

const cells = (count: number) => Array.from({ length: count }, () => '<c><v>1</v></c>').join('')
const wide = (count: number) => xlsxOf({ sheets: { A: `<row>${cells(count)}</row>` } })
const good = await xlsxOf({
  sheets: { A: '<row><c t="inlineStr"><is><t>Name</t></is></c></row><row><c><v>1</v></c></row>' },
})

test.each([
  ['an empty file', 'empty', ''],
  ['a file of byte 0', 'not_text', Buffer.alloc(10_000)],
  ['a picture', 'not_text', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ['a PDF', 'pdf', '%PDF-1.7\n%âãÏÓ\n1 0 obj'],
  ['a workbook of the Excel of 1997', 'old_excel', compoundOf('Workbook')],
  ['a workbook behind a password', 'encrypted', compoundOf('EncryptedPackage')],
  ['a letter', 'not_text', compoundOf('WordDocument')],
  ['a workbook of binary parts', 'old_excel', await zipOf({ 'xl/workbook.bin': 'x' })],
  ['a page of the web', 'web_page', '<html><body><table><tr><td>Deal</td></tr></table>'],
  ['the XML of Excel 2003', 'web_page', '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>'],
  ['an archive of other files', 'archive', await zipOf({ 'deals.csv': 'a,b\n1,2\n' })],
  ['a compressed file', 'archive', Buffer.from('1f8b0800', 'hex')],
  ['a letter in an archive', 'not_text', await zipOf({ '[Content_Types].xml': '<Types>wordprocessingml</Types>' })],
  ['a workbook that was cut off', 'broken', good.subarray(0, good.length - 40)],
  [
    'a workbook with noise in it',
    'broken',
    Buffer.concat([good.subarray(0, 60), Buffer.alloc(200, 7), good.subarray(260)]),
  ],
  [
    'a workbook whose sheet is not there',
    'broken',
    await zipOf({
      ...xlsxParts({ sheets: { A: '' } }),
      'xl/_rels/workbook.xml.rels': '<R><Relationship Id="rId1" Type="x/worksheet" Target="gone.xml"/></R>',
    }),
  ],
  ['a sheet that does not end', 'broken', await xlsxOf({ sheets: { A: '<row><c>' } })],
  ['a workbook without rows', 'no_header', await xlsxOf({ sheets: { A: '' } })],
  ['a sheet of 10,000 columns', 'too_many_columns', await wide(10_000)],
  ['a text of 10,000 columns', 'too_many_columns', `${'a,'.repeat(10_000)}\n`],
  ['a line without end', 'row_too_long', `a,b\n"${'x'.repeat(3_000_000)}`],
  [
    'a row that stands there a million times',
    'unpacks_too_large',
    await odsOf({
      A: '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>',
    }),
  ],
])('%s is refused: %s', async (_, reason, content) => {
  expect(await refusal(content)).toBe(reason)
})

test('columns that are only coloured do not make a sheet too wide', async () => {
  const coloured = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="2"><c r="A2"><v>2</v></c></row>'
  expect((await readAll(await xlsxOf({ sheets: { A: coloured } }))).rows).toEqual([[2, '2']])
})

/** A workbook whose only sheet is that, packed, and which says that it unpacks to `said` bytes. */
async function withSheet(packed: Buffer, said: number): Promise<Buffer> {
  const { 'xl/worksheets/sheet1.xml': _, ...others } = xlsxParts({ sheets: { A: '' } })
  return withEntry(await zipOf(others), 'xl/worksheets/sheet1.xml', packed, said)
}

/** The archive with one more entry, written by hand so that it may lie. */
function withEntry(archive: Buffer, name: string, packed: Buffer, said: number): Buffer {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const count = archive.readUInt16LE(end + 10)
  const [size, start] = [archive.readUInt32LE(end + 12), archive.readUInt32LE(end + 16)]
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(8, 4)
  fields.writeUInt32LE(packed.length, 14)
  fields.writeUInt32LE(said, 18)
  fields.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed])
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
    fields,
    Buffer.alloc(14),
    Buffer.from(name),
  ])
  central.writeUInt32LE(start, 42)
  const tail = Buffer.from(archive.subarray(end))
  tail.writeUInt16LE(count + 1, 8)
  tail.writeUInt16LE(count + 1, 10)
  tail.writeUInt32LE(size + central.length, 12)
  tail.writeUInt32LE(start + local.length, 16)
  return Buffer.concat([archive.subarray(0, start), local, archive.subarray(start, start + size), central, tail])
}

test('a workbook with two broken parts fails once, where it is read', async () => {
  const unheard: unknown[] = []
  const hear = (error: unknown) => unheard.push(error)
  process.on('unhandledRejection', hear)
  try {
    const parts = { ...xlsxParts({ sheets: { A: '<row><c>' } }), 'xl/styles.xml': '<styleSheet><numFmts' }
    expect(await refusal(await zipOf(parts))).toBe('broken')
    await new Promise((heard) => setTimeout(heard, 50))
    expect(unheard).toEqual([])
  } finally {
    process.off('unhandledRejection', hear)
  }
})

test('what unpacks to more than it may is refused while it unpacks, whatever it says of itself', async () => {
  // One block, written 250 times: 4 GB of a sheet in a few MB.
  const rows = Buffer.from('<row><c><v>1</v></c></row>'.repeat(16 * 40_330))
  const block = deflateRawSync(rows, { finishFlush: constants.Z_FULL_FLUSH })
  const begun = deflateRawSync('<worksheet><sheetData>', { finishFlush: constants.Z_FULL_FLUSH })
  const content = Buffer.concat([begun, ...Array.from({ length: 250 }, () => block)])
  const before = process.memoryUsage().rss
  expect(await refusal(await withSheet(content, rows.length * 250))).toBe('unpacks_too_large')
  expect(await refusal(await withSheet(content, 5_000_000))).toBe('broken')
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
  expect(await refusal(await withSheet(deflateRawSync(Buffer.alloc(60_000_000, ' ')), 60_000_000))).toBe(
    'unpacks_too_large',
  )
})

test('a file that cannot be read for another reason is not called broken', async () => {
  const source = sourceOf(good)
  const away = {
    bytes: source.bytes,
    async *read(start = 0, end = source.bytes) {
      if (start > 0) throw new Error('the disk is gone')
      yield* source.read(start, end)
    },
  }
  await expect(findTable(away, 'en')).rejects.toThrow('the disk is gone')
})

test('a workbook or a card with broken bytes is read or refused, and nothing else happens', async () => {
  const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`
  const rows = Array.from({ length: 40 }, (_, at) => `<row>${text(`a${at}`)}<c t="s"><v>${at % 2}</v></c></row>`)
  const cards = 'BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=B6;A\nTEL;WORK:1\nEND:VCARD\n'
  const whole = [
    await xlsxOf({ sheets: { A: rows.join('') }, shared: '<si><t>x</t></si><si><t>y</t></si>' }),
    await odsOf({
      A: '<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>'.repeat(20),
    }),
    Buffer.from(cards.repeat(5)),
  ]
  const place = fc.integer({ min: 0, max: 9999 }).map((at) => ((at * 7919) % 10_007) / 10_007)
  const broken = fc.tuple(place, fc.integer({ min: 0, max: 255 }), fc.constantFrom('set', 'add', 'cut'))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...whole),
      fc.array(broken, { minLength: 1, maxLength: 6 }),
      async (file, breaks) => {
        let bytes: Buffer = Buffer.from(file)
        for (const [share, value, how] of breaks) {
          const at = Math.floor(share * bytes.length)
          const behind = how === 'set' ? at + 1 : how === 'cut' ? at + value : at
          const between = how === 'cut' ? Buffer.alloc(0) : Buffer.from([value])
          bytes = Buffer.concat([bytes.subarray(0, at), between, bytes.subarray(behind)])
        }
        const read = await refusal(bytes)
        expect(typeof read === 'string' || typeof read === 'object').toBe(true)
      },
    ),
    { numRuns: 400 },
  )
})
