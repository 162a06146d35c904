import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { languages } from '../../../src/contract/primitives.ts'
import { readAmount, readNumber } from '../../../src/server/modules/imports/reading/amounts.ts'
import { dateEvidence, readDate } from '../../../src/server/modules/imports/reading/dates.ts'
import { readFlag } from '../../../src/server/modules/imports/reading/flags.ts'
import { saysNothing, saysUnknown } from '../../../src/server/modules/imports/reading/nothing.ts'

describe('dates', () => {
  test.each([
    ['14. maj 2026', 'dmy', '2026-05-14'],
    ['den 14 maj 2026', 'dmy', '2026-05-14'],
    ['torsdag, 14 maj 2026', 'dmy', '2026-05-14'],
    ['Fri, 14 May 2026', 'dmy', '2026-05-14'],
    ['Thursday, May 14, 2026', 'dmy', '2026-05-14'],
    ['14-May-26', 'mdy', '2026-05-14'],
    ['2026-May-14', 'mdy', '2026-05-14'],
    ['14 Haz 2026', 'dmy', '2026-06-14'],
    ['14 Ağustos 2026', 'dmy', '2026-08-14'],
    ['14. juni 2026', 'dmy', '2026-06-14'],
    ['14. März 2026', 'dmy', '2026-03-14'],
    ['14 mars 2026', 'dmy', '2026-03-14'],
    ['3 בדצמבר 2025', 'mdy', '2025-12-03'],
    ['3 ביוני 2025', 'mdy', '2025-06-03'],
    ['๑๔/๕/๒๕๖๙', 'dmy', '2026-05-14'],
    ['14 พฤษภาคม พ.ศ. 2569', 'dmy', '2026-05-14'],
    ['14 พ.ค. 69', 'dmy', '2026-05-14'],
    ['วันพฤหัสบดีที่ 14 พฤษภาคม 2569', 'dmy', '2026-05-14'],
    ['14/5/2569', 'dmy', '2026-05-14'],
    ['2569-05-14', 'dmy', '2026-05-14'],
    ['46156', 'dmy', '2026-05-14'],
    ['2026.05.14.', 'dmy', '2026-05-14'],
    ['14 / 05 / 2026', 'dmy', '2026-05-14'],
    ['26-05-14', 'ymd', '2026-05-14'],
    ['14/05/2026', 'ymd', '2026-05-14'],
  ] as const)('%s, %s, is %s', (cell, order, day) => {
    expect(readDate(cell, order)).toEqual({ day, time: null, offset: null })
  })

  test.each([
    ['2026-05-14T10:30:00Z', '2026-05-14', '10:30:00', 'Z'],
    ['2026-05-14T10:30:00.000+0200', '2026-05-14', '10:30:00', '+02:00'],
    ['2026-05-14 10:30:00+02', '2026-05-14', '10:30:00', '+02:00'],
    ['2026-05-14 10:30:00 UTC', '2026-05-14', '10:30:00', 'Z'],
    ['20260514T103000Z', '2026-05-14', '10:30:00', 'Z'],
    ['Thu May 14 2026 10:30:00 GMT+0200 (CEST)', '2026-05-14', '10:30:00', '+02:00'],
    ['Thu May 14 10:30:00 UTC 2026', '2026-05-14', '10:30:00', null],
    ['1778754600000', '2026-05-14', '10:30:00', 'Z'],
    ['46156.4375', '2026-05-14', '10:30:00', null],
    ['14.05.2026 kl. 10.30', '2026-05-14', '10:30:00', null],
    ['14.05.2026 ÖS 10:30', null, null, null],
    ['14.05.2026 10:30 ÖS', '2026-05-14', '22:30:00', null],
    ['14/05/2026, 10:30 em', '2026-05-14', '22:30:00', null],
    ['14/5/2569 10:30 น.', '2026-05-14', '10:30:00', null],
  ])('%s has a time', (cell, day, time, offset) => {
    expect(readDate(cell, 'dmy')).toEqual(day === null ? null : { day, time, offset })
  })

  test.each(['5 days', '12345678', '46701234567', '1.5', '2026-05', 'May 2026', '32 May 2026', '99999'])(
    '%s is no date',
    (cell) => {
      expect(readDate(cell, 'dmy')).toBeNull()
    },
  )

  test('every day is read as every language writes it, in figures and in words', () => {
    const days = fc.date({ min: new Date('1970-01-01'), max: new Date('2069-12-31'), noInvalidDate: true })
    const styles = fc.constantFrom('short', 'medium', 'long', 'full') as fc.Arbitrary<
      'short' | 'medium' | 'long' | 'full'
    >
    const tags = { en: 'en-GB', sv: 'sv-SE', he: 'he-IL', tr: 'tr-TR', da: 'da-DK', th: 'th-TH-u-ca-gregory' }
    fc.assert(
      fc.property(days, fc.constantFrom(...languages), styles, (date, language, dateStyle) => {
        // Two figures of a year name a century only by custom.
        fc.pre(!(language === 'th' && dateStyle !== 'full' && dateStyle !== 'long'))
        const cell = new Intl.DateTimeFormat(tags[language], { dateStyle, timeZone: 'UTC' }).format(date)
        expect([cell, readDate(cell, 'dmy')?.day]).toEqual([cell, date.toISOString().slice(0, 10)])
      }),
      { numRuns: 500 },
    )
  })

  test('Thai writes the year of Buddha', () => {
    const days = fc.date({ min: new Date('1970-01-01'), max: new Date('2069-12-31'), noInvalidDate: true })
    const styles = fc.constantFrom('medium', 'long', 'full') as fc.Arbitrary<'medium' | 'long' | 'full'>
    fc.assert(
      fc.property(days, styles, fc.constantFrom('latn', 'thai'), (date, dateStyle, digits) => {
        const format = new Intl.DateTimeFormat(`th-TH-u-ca-buddhist-nu-${digits}`, { dateStyle, timeZone: 'UTC' })
        const cell = format.format(date)
        expect([cell, readDate(cell, 'dmy')?.day]).toEqual([cell, date.toISOString().slice(0, 10)])
      }),
    )
  })

  test('a file whose every date may be either way round says so, with one of them', () => {
    const evidence = dateEvidence()
    for (const cell of ['', '2/2/2026', '3/4/2026 10:00', '5/6/2026']) evidence.see(cell)
    expect(evidence.order('dmy')).toEqual({ order: 'dmy', unclear: '3/4/2026 10:00' })
    evidence.see('๒๕/๑๒/๒๕๖๙')
    expect(evidence.order('mdy')).toEqual({ order: 'dmy', unclear: null })
    const years = dateEvidence()
    for (const cell of ['01-02-03', '98-05-14']) years.see(cell)
    expect(years.order('dmy')).toEqual({ order: 'ymd', unclear: null })
  })
})

describe('amounts', () => {
  test.each([
    ['12 345,50 kr', '.', 'SEK', 1_234_550, 'SEK'],
    ['₪1,234.5', ',', 'ILS', 123_450, 'ILS'],
    ['1.234,56 ₺', '.', 'TRY', 123_456, 'TRY'],
    ['฿1,234.00', '.', 'THB', 123_400, 'THB'],
    ['(1,234.00)', '.', 'USD', -123_400, 'USD'],
    ['($1,234.00)', '.', 'USD', -123_400, 'USD'],
    ["CHF 1'234.50", '.', 'CHF', 123_450, 'CHF'],
    ['1’234.50 Fr.', '.', 'CHF', 123_450, 'CHF'],
    ['๑,๒๓๔.๕๐ บาท', '.', 'THB', 123_450, 'THB'],
    ['kr. 1.234,50', ',', 'DKK', 123_450, 'DKK'],
    ['kr.1.234', ',', 'DKK', 123_400, 'DKK'],
    ['1.234,-', ',', 'DKK', 123_400, 'DKK'],
    ['500:-', ',', 'SEK', 50_000, 'SEK'],
    ['500,-', ',', 'NOK', 50_000, 'NOK'],
    ['1,234.50', ',', 'USD', 123_450, 'USD'],
    ['12.5', ',', 'EUR', 1_250, 'EUR'],
    ['1,23,456.78', '.', 'INR', 12_345_678, 'INR'],
    ['1.2E+5', '.', 'USD', 12_000_000, 'USD'],
    ['-₪ 500', '.', 'ILS', -50_000, 'ILS'],
    ['\u200f1,234.00\u00a0\u200f₪', '.', 'ILS', 123_400, 'ILS'],
    ['1234.5 ש"ח', '.', 'ILS', 123_450, 'ILS'],
    ['5-', '.', 'USD', -500, 'USD'],
    ['0.125', ',', 'USD', 13, 'USD'],
    ['US$ 5', '.', 'EUR', 500, 'USD'],
  ] as const)('%s where %s is usual, at home %s', (cell, decimal, own, minor, currency) => {
    expect(readAmount(cell, decimal, own)).toEqual({ minor, currency })
  })

  test.each(['1.2.3', '12,34,5', '10-20', '', 'ask', '1,2,3.4', '5 000 000 000 000 000 000 000'])(
    '%s is no amount',
    (cell) => {
      expect(readAmount(cell, '.', 'USD')).toBeNull()
    },
  )

  test('every amount is read as every language writes it', () => {
    const tags = fc.constantFrom(
      'en-US',
      'en-GB',
      'sv-SE',
      'da-DK',
      'he-IL',
      'tr-TR',
      'th-TH',
      'de-CH',
      'de-DE',
      'en-IN',
      'th-TH-u-nu-thai',
    )
    const currencies = fc.constantFrom('SEK', 'DKK', 'ILS', 'TRY', 'THB', 'USD', 'EUR', 'CHF')
    const minors = fc.integer({ min: -10_000_000_000, max: 10_000_000_000 })
    const signs = fc.constantFrom('standard', 'accounting') as fc.Arbitrary<'standard' | 'accounting'>
    fc.assert(
      fc.property(tags, currencies, minors, signs, (tag, currency, minor, currencySign) => {
        fc.pre(minor !== 0)
        const cell = new Intl.NumberFormat(tag, { style: 'currency', currency, currencySign }).format(minor / 100)
        expect([cell, readAmount(cell, '.', currency)]).toEqual([cell, { minor, currency }])
      }),
      { numRuns: 1000 },
    )
  })

  test('a plain number has no mark', () => {
    expect([
      readNumber('1.234', ','),
      readNumber('1.234', '.'),
      readNumber('(5)', '.'),
      readNumber('5 kg', '.'),
    ]).toEqual([1234, 1.234, -5, null])
  })
})

test.each([
  ['', true, true],
  ['-', true, true],
  ['N/A', true, true],
  ['#N/A', true, true],
  ['--None--', true, true],
  ['- Select -', true, true],
  ['(none)', true, true],
  ['Select', true, false],
  ['null', true, false],
  ['None', true, false],
  ['Välj…', true, true],
  ['Vælg', true, false],
  ['ללא', true, false],
  ['-- בחר --', true, true],
  ['Seçiniz', true, false],
  ['ไม่ระบุ', true, false],
  ['ไม่มี', true, false],
  ['0', false, false],
  ['Selected Goods AB', false, false],
  ['A-', false, false],
  ['Nonesuch', false, false],
])('%s says nothing: %s; as a name: %s', (cell, isNothing, asName) => {
  expect([saysNothing(cell, false), saysNothing(cell, true)]).toEqual([isNothing, asName])
})

test('that nobody knows is told from a name that begins so', () => {
  const unknown = ['unknown', 'Unknown', '(unknown)', 'Okänd', 'לא ידוע', 'Bilinmiyor', 'Ukendt', 'ไม่ทราบ']
  expect(unknown.map(saysUnknown)).toEqual(unknown.map(() => true))
  expect(['', 'other', 'Unknown Records Ltd', 'known'].map(saysUnknown)).toEqual([false, false, false, false])
})

test('yes and no are known in every language', () => {
  const yes = ['TRUE', 'Yes', '1', 'x', 'Ja', 'כן', 'Evet', 'ใช่', '✓']
  const no = ['False', 'NO', '0', 'Nej', 'לא', 'Hayır', 'ไม่ใช่']
  expect(yes.map(readFlag)).toEqual(yes.map(() => true))
  expect(no.map(readFlag)).toEqual(no.map(() => false))
  expect(['', 'maybe', '2'].map(readFlag)).toEqual([null, null, null])
})
