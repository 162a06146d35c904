import * as fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { headersOf } from '../../../src/server/modules/imports/reading/layout.ts'
import { isBlank, records } from '../../../src/server/modules/imports/reading/records.ts'
import { readAll } from './workbooks.ts'

async function* of(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces
}

describe('a text', () => {
  test.each([
    ['with an instruction for Excel', 'sep=;\r\nDeal;Amount\r\nRoof, new;5\r\n', ';', 1],
    ['parted by a sign that the instruction names', '"sep=#"\nDeal#Amount\nRoof#5\n', '#', 1],
    ['with carriage returns alone', 'Deal,Amount\rRoof,5\r', ',', 0],
    ['parted by a caret', 'Deal^Amount^Note\nRoof^5^a, b\n', '^', 0],
    ['with a delimiter too many behind every row', 'Deal,Amount,Note\nRoof,5,x,\nWall,6,,\n', ',', 0],
    ['of pages of remarks', 'Report\nprinted today\n\nDeal\tAmount\nRoof\t5\n', '\t', 3],
  ])('%s', async (_, content, delimiter, skipLines) => {
    const { format, layout, rows } = await readAll(content)
    expect(format).toMatchObject({ format: 'text', delimiter, skipLines })
    expect(layout.headers.slice(0, 2)).toEqual(['Deal', 'Amount'])
    expect(rows[0]?.slice(1, 3)).toEqual([content.includes('new') ? 'Roof, new' : 'Roof', '5'])
  })

  test('keeps the lines within a cell, and says at which row of the file each record stands', async () => {
    const { rows } = await readAll('Deal,Note\n\n"Roof","two\r\nlines, ""quoted"""\nWall,x\n')
    expect(rows).toEqual([
      [3, 'Roof', 'two\nlines, "quoted"'],
      [4, 'Wall', 'x'],
    ])
  })

  test.each([
    [
      'a name in quotes',
      '"Big" Joe,Oslo\nAnna,Rome\n"Eve",Lund\n',
      [
        ['"Big" Joe', 'Oslo'],
        ['Anna', 'Rome'],
        ['Eve', 'Lund'],
      ],
    ],
    [
      'a mark that is never closed',
      'Ann,"5 inch\nBo,Lund\nCy,Rome\n',
      [
        ['Ann', '"5 inch'],
        ['Bo', 'Lund'],
        ['Cy', 'Rome'],
      ],
    ],
    [
      'marks within marks',
      '"He said "hi" twice, loud",Oslo\nBo,Lund\n',
      [
        ['He said "hi" twice, loud', 'Oslo'],
        ['Bo', 'Lund'],
      ],
    ],
    [
      'marks by the rules',
      '"a ""b"", c\nd",Oslo\nBo,5" pipe\n',
      [
        ['a "b", c\nd', 'Oslo'],
        ['Bo', '5" pipe'],
      ],
    ],
  ])('loses no row to %s', async (_, content, expected) => {
    const { rows } = await readAll(`Name,City\n${content}`)
    expect(rows.map(([, ...record]) => record)).toEqual(expected)
  })

  test('is read alike whatever pieces it comes in, however its marks are written', async () => {
    const sign = fc.constantFrom('a', '"', ',', '\n', '""', ' ', 'b"c', '",')
    const texts = fc.array(sign, { maxLength: 60 }).map((signs) => signs.join(''))
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 9 }), async (text, size) => {
        // Line ends at the very end may make blank records of their own.
        const read = async (pieces: string[]) => {
          const all = (await Array.fromAsync(records(of(pieces), ','))).flat()
          return all.slice(0, all.findLastIndex((record) => !isBlank(record)) + 1)
        }
        const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
        expect(await read(pieces)).toEqual(await read([text]))
      }),
      { numRuns: 500 },
    )
  })

  test('of UTF-8 with a few broken letters is of UTF-8', async () => {
    const text = Buffer.from(`Deal,Stage\n${'Åkeri Öst,Förhandling\n'.repeat(5)}`)
    const { format, rows } = await readAll(Buffer.concat([text, Buffer.from([0xc3]), Buffer.from(',Vunnen\n')]))
    expect([format.encoding, rows[0]?.[1], rows.at(-1)?.[1]]).toEqual(['utf-8', 'Åkeri Öst', '\ufffd'])
  })

  test('is read as it is said, not as it would be guessed', async () => {
    const given = { format: 'text', encoding: 'windows-1252', delimiter: ',', skipLines: 1 } as const
    const { layout } = await readAll(iconv.encode('a;b\nÅ,c\n1,2\n', 'windows-1252'), 'en', given)
    expect(layout.headers).toEqual(['Å', 'c'])
  })
})

test('every column has a name of its own, whatever they are called', () => {
  expect(headersOf(['Phone', 'Phone (2)', 'Phone', '', 'Phone', ' '])).toEqual([
    'Phone',
    'Phone (2)',
    'Phone (3)',
    '(4)',
    'Phone (4)',
    '(6)',
  ])
  const names = fc.array(fc.constantFrom('a', 'a (2)', 'a (3)', '', '(2)', 'b'), { maxLength: 12 })
  fc.assert(
    fc.property(names, (record) => {
      expect(new Set(headersOf(record)).size).toBe(record.length)
    }),
  )
})

const swedish = 'företag;ägare\nÅkeri Öst;Märta Sjögren\nSmörgåsbord AB;Åke – chef\n'
const danish = 'virksomhed;ejer\nSmørrebrød A/S;Søren Kjærgård\nÆbler & Pærer;Åse\n'
const turkish = 'anlaşma adı,aşama\nIşık Şirketi,kazanıldı\nYağmur Ğ İş,görüşme\nÇağrı Ürün,ödeme\n'
const hebrew = 'שם העסקה,שלב\nמערכת חדשה,פתוח\nשדרוג,זכייה\n'
const thai = 'ชื่อดีล,ขั้นตอน\nระบบใหม่,ชนะ\nบริษัท สยาม,เจรจาต่อรอง\n'
const euro = 'Name;Umsatz\nMüller;5 €\nÖzil;7 €\nGröße;9 €\n'
const all = [swedish, danish, turkish, hebrew, thai]

test.each([
  ['utf-8', all],
  ['utf-16le', all],
  ['utf-16be', all],
  ['utf-32le', all],
  ['utf-32be', all],
  ['windows-1252', [swedish, danish]],
  ['macintosh', [swedish, danish]],
  ['windows-1254', [turkish]],
  ['macturkish', [turkish]],
  ['windows-1255', [hebrew]],
  ['windows-874', [thai]],
  ['iso-8859-15', [euro]],
])('the letters tell that a file is %s, without a mark', async (encoding, texts) => {
  for (const text of texts) {
    const { format, rows } = await readAll(iconv.encode(text, encoding))
    expect([text, format.encoding]).toEqual([text, encoding])
    expect(rows[0]?.[1]).toBe(text.split('\n')[1]?.split(/[,;]/)[0])
  }
})

test.each(['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])(
  'a mark tells that a file is %s',
  async (encoding) => {
    const { format, layout } = await readAll(iconv.encode('a,b\n1,2\n', encoding, { addBOM: true }))
    expect([format.encoding, layout.headers]).toEqual([encoding, ['a', 'b']])
  },
)

test.each([
  ['iso-8859-1', swedish],
  ['iso-8859-9', turkish],
  ['iso-8859-8', hebrew],
  ['tis-620', thai],
])('what was written in %s is read alike in the page that holds it', async (encoding, text) => {
  const plain = text.replace('–', '-')
  expect((await readAll(iconv.encode(plain, encoding))).rows).toEqual((await readAll(plain)).rows)
})

test('where the letters are in doubt, every page is shown with what it makes of them', async () => {
  const { encodings } = await readAll(iconv.encode(swedish, 'windows-1252'))
  const samples = Object.fromEntries(encodings.map(({ encoding, sample }) => [encoding, sample]))
  expect(samples).toMatchObject({ 'windows-1252': 'företag', macintosh: 'fˆretag', 'windows-874': 'f๖retag' })
  expect(Object.keys(samples)).toEqual(expect.arrayContaining(['iso-8859-15', 'tis-620', 'iso-8859-8', 'windows-1255']))
  expect((await readAll(swedish)).encodings).toEqual([])
})
