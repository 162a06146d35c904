import * as fc from 'fast-check'
import iconv from 'iconv-lite'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { currenciesOf, decimalEvidence, readAmount } from '../../src/server/modules/imports/reading/amounts.ts'
import { dateEvidence, readDate } from '../../src/server/modules/imports/reading/dates.ts'
import { guessFromBytes } from '../../src/server/modules/imports/reading/encoding.ts'
import { guessLayout } from '../../src/server/modules/imports/reading/layout.ts'
import { decoded, isBlank, records } from '../../src/server/modules/imports/reading/records.ts'
import { Unreadable } from '../../src/server/modules/imports/reading/unreadable.ts'

describe('dates', () => {
  test.each([
    ['10/20/2016', 'mdy', '2016-10-20'],
    ['20/10/2016', 'dmy', '2016-10-20'],
    ['20.10.16', 'dmy', '2016-10-20'],
    ['2016-10-20', 'dmy', '2016-10-20'],
    ['20161020', 'dmy', '2016-10-20'],
    ['14 May 2026', 'mdy', '2026-05-14'],
    ['May 14, 2026', 'dmy', '2026-05-14'],
    ['14 maj 2026', 'dmy', '2026-05-14'],
    ['14 Mayıs 2026', 'dmy', '2026-05-14'],
    ['14 במאי 2026', 'dmy', '2026-05-14'],
    ['14 พ.ค. 2569', 'dmy', '2026-05-14'],
    ['14/05/2569', 'dmy', '2026-05-14'],
    ['2024-02-29', 'dmy', '2024-02-29'],
  ] as const)('%s, %s, is %s', (cell, order, day) => {
    expect(readDate(cell, order)).toEqual({ day, time: null, offset: null })
  })

  test.each([
    ['2006-06-15T20:47:07.000Z', { day: '2006-06-15', time: '20:47:07', offset: 'Z' }],
    ['2024-08-13T18:04:34.666+02:00', { day: '2024-08-13', time: '18:04:34', offset: '+02:00' }],
    ['1/2/24 5:04 PM', { day: '2024-01-02', time: '17:04:00', offset: null }],
    ['1/2/2024 12:00 am', { day: '2024-01-02', time: '00:00:00', offset: null }],
  ])('%s has a time', (cell, read) => {
    expect(readDate(cell, 'mdy')).toEqual(read)
  })

  test.each(['', '2023-02-29', '31/04/2020', 'soon', '13/13/2020', '1/1/0001', '99999999', '1/2/2024 25:00'])(
    '%j is no date',
    (cell) => {
      expect(readDate(cell, 'dmy')).toBeNull()
    },
  )

  test('the rows decide between day first and month first', () => {
    const order = (...cells: string[]) => {
      const evidence = dateEvidence()
      for (const cell of cells) evidence.see(cell)
      return evidence.order('dmy')
    }
    expect(order('3/1/2017', '10/20/2016')).toEqual({ order: 'mdy', unclear: null })
    expect(order('3/1/2017', '20/10/2016')).toEqual({ order: 'dmy', unclear: null })
    expect(order('3/1/2017')).toEqual({ order: 'dmy', unclear: '3/1/2017' })
    expect(order('2017-01-03')).toEqual({ order: 'dmy', unclear: null })
  })
})

describe('amounts', () => {
  test.each([
    ['1054', '.', 'USD', 105_400, 'USD'],
    ['1,234.50', '.', 'USD', 123_450, 'USD'],
    ['1.234,50', ',', 'EUR', 123_450, 'EUR'],
    ['1 234,50 kr', ',', 'SEK', 123_450, 'SEK'],
    ['1 234,50 kr', ',', 'DKK', 123_450, 'DKK'],
    ["1'234.50", '.', 'CHF', 123_450, 'CHF'],
    ['$1,054', '.', 'USD', 105_400, 'USD'],
    ['€ 12', '.', 'USD', 1_200, 'EUR'],
    ['500 ₪', '.', 'USD', 50_000, 'ILS'],
    ['THB 500', '.', 'USD', 50_000, 'THB'],
    ['¥500', '.', 'JPY', 500, 'JPY'],
    ['1.500', '.', 'KWD', 1_500, 'KWD'],
    ['(12.50)', '.', 'USD', -1_250, 'USD'],
    ['-12.50', '.', 'USD', -1_250, 'USD'],
    ['99.995', '.', 'USD', 10_000, 'USD'],
  ] as const)('%s is %d %s', (cell, decimal, own, minor, currency) => {
    expect(readAmount(cell, decimal, own)).toEqual({ minor, currency })
  })

  test('what is no amount is not made one', () => {
    expect(readAmount('ask Ada', '.', 'USD')).toBeNull()
    expect(readAmount('12 quux', '.', 'USD')).toBe('unclear')
    expect(readAmount('1.2.3', '.', 'USD')).toBeNull()
    expect(readAmount('9'.repeat(30), '.', 'USD')).toBeNull()
    expect(currenciesOf('XQQ')).toEqual([])
  })

  test('the rows decide between point and comma', () => {
    const decimal = (...cells: string[]) => {
      const evidence = decimalEvidence()
      for (const cell of cells) evidence.see(cell)
      return evidence.decimal('.')
    }
    expect(decimal('1.234,50')).toBe(',')
    expect(decimal('12,5')).toBe(',')
    expect(decimal('1.234.567')).toBe(',')
    expect(decimal('1,234')).toBe('.')
    expect(decimal('0.125')).toBe('.')
  })
})

describe('encodings', () => {
  const guess = (text: string, encoding: string, addBOM = false) => {
    const bytes = iconv.encode(text, encoding, { addBOM })
    const isUtf8 = Buffer.compare(Buffer.from(bytes.toString('utf8')), bytes) === 0
    return guessFromBytes(bytes, isUtf8 ? null : bytes, 'en')
  }
  const swedish = 'företag;ägare\nÅkeri Öst;Märta Sjögren\nSmörgåsbord AB;Åke\n'
  const hebrew = 'שם העסקה,שלב\nמערכת חדשה,פתוח\nשדרוג,זכייה\n'
  const thai = 'ชื่อดีล,ขั้นตอน\nระบบใหม่,ชนะ\nบริษัท สยาม,เจรจาต่อรอง\n'
  const turkish = 'anlaşma adı,aşama\nIşık Şirketi,kazanıldı\nYağmur Ğ İş,görüşme\n'

  test.each([
    [swedish, 'utf-8', false, 'utf-8'],
    [swedish, 'utf-8', true, 'utf-8'],
    [swedish, 'utf-16le', true, 'utf-16le'],
    [swedish, 'utf-16le', false, 'utf-16le'],
    [swedish, 'utf-16be', true, 'utf-16be'],
    [swedish, 'windows-1252', false, 'windows-1252'],
    [turkish, 'windows-1254', false, 'windows-1254'],
    [hebrew, 'windows-1255', false, 'windows-1255'],
    [thai, 'windows-874', false, 'windows-874'],
  ])('%#: %s', (text, encoding, mark, guessed) => {
    expect(guess(text, encoding, mark)).toBe(guessed)
  })

  test('what is no text is no table', () => {
    expect(guessFromBytes(Buffer.alloc(4096), null, 'en')).toBeNull()
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 1, 2, 3, 4, 5, 6, 0xff])
    expect(guessFromBytes(picture, picture, 'en')).toBeNull()
  })
})

describe('layout', () => {
  test('remarks before the header are passed over', () => {
    const text =
      'Notes:\n"We only show, what people show."\n\nFirst Name,Last Name,URL\nAda,Lovelace,x\nGrace,Hopper,y\n'
    expect(guessLayout(text)).toMatchObject({
      delimiter: ',',
      skipLines: 3,
      headers: ['First Name', 'Last Name', 'URL'],
    })
  })

  test.each([',', ';', '\t', '|'])('cells parted by %j', (delimiter) => {
    const text = ['Deal', 'Amount, net', 'Stage'].join(delimiter)
    const quoted = [`"One${delimiter} two"`, '1', 'Won'].join(delimiter)
    expect(guessLayout(`${delimiter === ',' ? 'a,b,c' : text}\n${quoted}\n${quoted}\n`)?.delimiter).toBe(delimiter)
  })

  test('columns of one name, or of none, are told apart', () => {
    expect(guessLayout('Phone,Phone,,Name\n1,2,3,Ada\n')?.headers).toEqual(['Phone', 'Phone (2)', '(3)', 'Name'])
  })
})

const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', ' ', "'", '=', 'ก', '𝒳'), maxLength: 8 })

async function read(bytes: Buffer, sizes: number, delimiter = ','): Promise<string[][]> {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += sizes) yield bytes.subarray(at, at + sizes)
  }
  const all: string[][] = []
  for await (const some of records(decoded(pieces(), 'utf-8'), delimiter)) all.push(...some)
  return all
}

describe('records', () => {
  test('come out as they were written, whatever pieces they arrive in', async () => {
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('\n', '\r\n'),
        async (rows, size, end) => {
          const filled = rows.map((row) => ['x', ...row])
          const text = Papa.unparse(filled, { newline: end, quotes: true })
          expect(await read(Buffer.from(text), size)).toEqual(filled)
        },
      ),
    )
  })

  test('any bytes are read or refused, never more', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 50 }), async (bytes, size) => {
        const rows = await read(Buffer.from(bytes), size)
        expect(rows.every((row) => Array.isArray(row))).toBe(true)
        expect(rows.filter((row) => !isBlank(row)).length).toBeLessThanOrEqual(bytes.length)
      }),
    )
  })

  test('an endless line and a table of too many columns are refused', async () => {
    await expect(read(Buffer.from(`a,b\n"${'x'.repeat(5_000_000)}`), 256 * 1024)).rejects.toThrow(Unreadable)
    await expect(read(Buffer.from(`${'a,'.repeat(2_000)}\n`), 256 * 1024)).rejects.toThrow(Unreadable)
  })
})
