import { describe, expect, test } from 'vitest'
import { fieldKey, isFieldOf } from '../../src/contract/import-fields.ts'
import { guessColumns } from '../../src/server/modules/imports/guessing/columns.ts'
import { guessLayout } from '../../src/server/modules/imports/reading/layout.ts'
import { presetFiles } from './preset-files.ts'

function guess(header: string, row: string, name = 'export.csv') {
  const layout = guessLayout(`${header}\n${row}\n`)
  if (!layout) throw new Error('no table')
  return guessColumns(name, layout)
}

describe('systems are known by their columns', () => {
  test.each(presetFiles.map((file) => [`${file.system} ${file.kind}: ${file.header.slice(0, 50)}`, file] as const))(
    '%s',
    (_, { system, kind, header, row, fields }) => {
      const found = guess(header, row)
      expect(found).toMatchObject({ system, kind, fields })
      for (const key of Object.keys(found.fields)) expect([key, isFieldOf(kind, key)]).toEqual([key, true])
      for (const key of Object.keys(fields)) expect(found.confidence[key]).toBeGreaterThanOrEqual(0.65)
      expect(new Set(Object.values(found.fields)).size, 'no column is taken twice').toBe(
        Object.keys(found.fields).length,
      )
    },
  )
})

describe('spreadsheets', () => {
  test('a column is known by what stands in it, and that is not sure', () => {
    const found = guess(
      'Namn;Kolumn A;Kolumn B;Kolumn C',
      'Ida Ek;ida@fjordlys.example;+47 40 00 00 00;Norway',
      'kontakter.csv',
    )
    expect(found).toMatchObject({
      kind: 'people',
      system: null,
      fields: { name: 'Namn', email: 'Kolumn A', phone: 'Kolumn B', country: 'Kolumn C' },
    })
    expect(found.confidence['email']).toBeLessThan(0.5)
  })

  test('several numbers stand in their order, of the kinds that the columns name', () => {
    const { fields } = guess(
      'Name,Phone,Phone 2,Mobile,E-mail,Other e-mail',
      'Ida,1 23 45 67,2 34 56 78,345 67 89,a@b.se,c@d.se',
      'people.csv',
    )
    expect(fields).toMatchObject({
      phone: 'Phone',
      'phone:2': 'Phone 2',
      'phone.mobile': 'Mobile',
      email: 'E-mail',
      'email.other': 'Other e-mail',
    })
  })

  test.each([
    ['sv', 'Hushåll;Adress;Postnummer;Ort;Telefon\nEk;Kajen 1;0150;Oslo;+47 40 00 00 00', 'hushåll.csv', 'households'],
    ['en', 'Deal,From stage,To stage,Date\nMast,Lead,Won,2026-01-04', 'changes.csv', 'history'],
    ['sv', 'Affär;Från steg;Till steg;Datum\nMast;Kontakt;Offert;2026-01-04', 'byten.csv', 'history'],
    ['da', 'Handel;Fra trin;Til trin;Dato\nMast;Kontakt;Tilbud;2026-01-04', 'skift.csv', 'history'],
    ['tr', 'Anlaşma;Önceki aşama;Yeni aşama;Tarih\nMast;Yeni;Teklif;04.01.2026', 'liste.csv', 'history'],
    ['he', 'עסקה,שלב קודם,שלב חדש,תאריך\nתורן,חדש,הצעה נשלחה,2026-01-04', 'list.csv', 'history'],
    ['th', 'ดีล,ขั้นตอนเดิม,ขั้นตอนใหม่,วันที่เปลี่ยน\nก,ใหม่,เสนอราคา,4/1/2569', 'list.csv', 'history'],
    ['en', 'Date,Subject,Contact,Notes\n2026-01-04,Call,Ida Ek,Asked', 'activities.csv', 'activities'],
  ])('a file in %s: %s', (_, text, name, kind) => {
    const [header = '', row = ''] = text.split('\n')
    expect(guess(header, row, name).kind).toBe(kind)
  })
})

test('a key says its field, its kind and its place', () => {
  expect(fieldKey('phone.mobile:2')).toEqual({ field: 'phone', kind: 'mobile', at: 2 })
  expect(fieldKey('note')).toEqual({ field: 'note', kind: null, at: 1 })
  expect(isFieldOf('people', 'phone.mobile:2')).toBe(true)
  expect(isFieldOf('people', 'name:2')).toBe(false)
  expect(isFieldOf('deals', 'entered.Offer sent')).toBe(true)
  expect(isFieldOf('people', 'entered.Offer sent')).toBe(false)
})
