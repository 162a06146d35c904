import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CustomField } from '../../src/contract/custom-fields.ts'
import { type CustomKind, customKinds, readLink } from '../../src/contract/custom-values.ts'
import { languages } from '../../src/contract/primitives.ts'
import { type CellRules, readCustomValue, writeCustomText } from '../../src/server/modules/fields/index.ts'
import { words } from '../../src/words/node.ts'

const bo = '0192a8f4-5d7c-7b1a-9c3e-2f6d8a4b1c0e'

const fieldOf = (kind: CustomKind, names: readonly string[] = []): CustomField => ({
  id: bo,
  version: 1,
  record: 'companies',
  key: 'own',
  kind,
  name: 'Own',
  description: null,
  group: null,
  required: false,
  retired: false,
  options: names.map((name, at) => ({ key: `option_${at}`, name, colour: 'grey', retired: at === 1 })),
})

/** A file as Rondo itself writes it. */
const rulesOf = (language: (typeof languages)[number]): CellRules => ({
  number: (text) => (/^-?\d+(?:\.\d+)?(?:e[+-]\d+)?$/.test(text) ? Number(text) : null),
  money: (text) => {
    const [, major = '', minor = '', currency = ''] = /^(-?\d+)(?:\.(\d+))? ([A-Z]{3})$/.exec(text) ?? []
    return currency === '' ? null : { minor: Number(major + minor), currency }
  },
  day: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null),
  yesNo: (text) =>
    text === words(language).t('views.yes-no', { value: 'true' })
      ? true
      : text === words(language).t('views.yes-no', { value: 'false' })
        ? false
        : null,
  member: (text) => (text === 'Bo Lund' ? bo : null),
})

const names = ['Wind; sea', 'Land', 'גלים, חוף', 'a', 'ISO 9001']
const keys = names.map((_, at) => `option_${at}`)
const line = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .map((text) => text.replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim())
const values: Record<CustomKind, fc.Arbitrary<unknown>> = {
  text: line.filter((text) => text !== ''),
  long_text: line.filter((text) => text !== ''),
  number: fc.oneof(
    fc.integer(),
    fc.integer({ min: 1, max: 999_999_999 }).map((parts) => parts / 10_000),
  ),
  money: fc.record({ minor: fc.integer({ min: 1 }), currency: fc.constantFrom('EUR', 'JPY', 'KWD') }),
  date: fc.constantFrom('2026-02-28', '2028-02-29', '1999-12-31'),
  choice: fc.constantFrom(...keys),
  multi_choice: fc.subarray(keys, { minLength: 1 }),
  yes_no: fc.boolean(),
  link: fc.constantFrom('https://example.com/a?b=c', 'mailto:a@example.com', 'tel:+46701234567'),
  person: fc.constant(bo),
}

test.each(customKinds)('what is written of a value is read back as that value: %s', (kind) => {
  const field = fieldOf(kind, names)
  fc.assert(
    fc.property(values[kind], fc.constantFrom(...languages), (value, language) => {
      // A value of the field's own kind.
      const text = writeCustomText(field, value as never, language, () => 'Bo Lund')
      expect(readCustomValue(field, text, rulesOf(language))).toEqual({ value })
    }),
  )
})

const rules = rulesOf('en')

test.each<[CustomKind, string, object]>([
  ['text', '  ', { value: null }],
  ['text', 'Two\r\n lines', { value: 'Two lines' }],
  ['text', 'x'.repeat(501), { refused: 'text_too_long' }],
  ['long_text', 'Two\nlines', { value: 'Two\nlines' }],
  ['number', 'many', { refused: 'number_unreadable' }],
  ['money', '12 pebbles', { refused: 'amount_unreadable' }],
  ['date', '2026-02-30', { refused: 'date_unreadable' }],
  ['yes_no', 'perhaps', { refused: 'yes_no_unreadable' }],
  ['link', 'javascript:alert(1)', { refused: 'link_unreadable' }],
  ['link', 'nordlys.example/a', { value: 'https://nordlys.example/a' }],
  ['person', 'Nobody', { refused: 'colleague_unknown' }],
  ['choice', ' LAND ', { value: 'option_1' }],
  ['choice', 'option_4', { value: 'option_4' }],
  ['choice', 'Sky', { refused: 'option_unknown' }],
  ['multi_choice', 'Land, a', { value: ['option_1', 'option_3'] }],
  ['multi_choice', 'iso 9001; Land', { value: ['option_1', 'option_4'] }],
  ['multi_choice', 'Land; Sky', { refused: 'option_unknown' }],
])('a cell of a %s that says “%s”', (kind, text, read) => {
  expect(readCustomValue(fieldOf(kind, names), text, rules)).toEqual(read)
})

test('a link leads to a page, a mail or a call, and nowhere else', () => {
  const table: readonly [string, string | null][] = [
    ['example.com', 'https://example.com'],
    ['example.com:8080/a', 'https://example.com:8080/a'],
    ['//example.com', 'https://example.com'],
    ['HTTP://EXAMPLE.com', 'HTTP://EXAMPLE.com'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['tel:+4670123', 'tel:+4670123'],
    ['mailto:', null],
    ['java\tscript:alert(1)', null],
    ['javascript://example.com/%0aalert(1)', null],
    ['vbscript:x', null],
    ['file:///etc/passwd', null],
    ['ftp://example.com', null],
    ['word', null],
    ['two words.com', null],
  ]
  for (const [text, link] of table) expect([text, readLink(text)]).toEqual([text, link])
})
