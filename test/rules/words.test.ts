import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/contract/primitives.ts'
import { areas, compileCatalogues, readCatalogue } from '../../src/words/catalogues.ts'
import { speak } from '../../src/words/index.ts'
import { languageFacts } from '../../src/words/languages.ts'
import { words } from '../../src/words/node.ts'
import { faults, namedIds } from './words-check.ts'
import type { Area } from './words-check.ts'
import { sameAsEnglish } from './words-same.ts'

const catalogue = (messages: Record<string, string>) => new Map(Object.entries(messages))

function planted(change: Partial<Record<(typeof languages)[number], Record<string, string>>>): Area {
  const good = {
    en: { 'deals.count': '{n, plural, one {# deal} other {# deals}}', 'deals.hello': 'Hello {name}' },
    sv: { 'deals.count': '{n, plural, one {# affär} other {# affärer}}', 'deals.hello': 'Hej {name}' },
    he: {
      'deals.count': '{n, plural, one {עסקה אחת} two {שתי עסקאות} other {# עסקאות}}',
      'deals.hello': 'שלום {name}',
    },
    tr: { 'deals.count': '{n, plural, one {# anlaşma} other {# anlaşma}}', 'deals.hello': 'Merhaba {name}' },
    da: { 'deals.count': '{n, plural, one {# handel} other {# handler}}', 'deals.hello': 'Hej med dig {name}' },
    th: { 'deals.count': '{n, plural, other {# ดีล}}', 'deals.hello': 'สวัสดี {name}' },
  }
  const of = (language: (typeof languages)[number]) => catalogue(change[language] ?? good[language])
  return { en: of('en'), sv: of('sv'), he: of('he'), tr: of('tr'), da: of('da'), th: of('th') }
}

describe('the catalogues', () => {
  test.each(areas())('%s says the same in six languages', (area) => {
    const read = (language: (typeof languages)[number]) => readCatalogue(area, language)
    const all = { en: read('en'), sv: read('sv'), he: read('he'), tr: read('tr'), da: read('da'), th: read('th') }
    expect(faults(all, area)).toEqual([])
  })

  test('no text is allowed to equal English that nobody uses', () => {
    for (const language of languages) {
      if (language === 'en') continue
      const used = new Set(areas().flatMap((area) => [...readCatalogue(area, language).values()]))
      expect([...sameAsEnglish[language].difference(used)], language).toEqual([])
    }
  })

  test('every id that the code names has words', () => {
    const known = new Set(areas().flatMap((area) => [...readCatalogue(area, 'en').keys()]))
    const named = globSync('src/**/*.{ts,tsx}').flatMap((file) => namedIds(readFileSync(file, 'utf8')))
    expect([...new Set(named).difference(known)]).toEqual([])
  })

  test('the plural categories are those that Intl chooses for whole numbers', () => {
    for (const language of languages) {
      const rules = new Intl.PluralRules(language)
      const chosen = new Set(Array.from({ length: 1001 }, (_, n) => rules.select(n)))
      expect([...chosen].sort(), language).toEqual([...languageFacts[language].plurals].sort())
    }
  })
})

describe('the check itself', () => {
  test('finds nothing wrong with a right area', () => {
    expect(faults(planted({}), 'deals')).toEqual([])
  })

  const count = '{n, plural, one {# affär} other {# affärer}}'
  test.each([
    ['a missing id', { sv: { 'deals.count': count } }, 'sv: deals.hello is missing'],
    [
      'an id too many',
      { sv: { 'deals.count': count, 'deals.hello': 'Hej {name}', 'deals.more': 'Mer' } },
      'sv: deals.more is not in English',
    ],
    [
      'an id of another area',
      { sv: { 'deals.count': count, 'deals.hello': 'Hej {name}', 'home.x': 'X' } },
      'sv: home.x does not start with deals.',
    ],
    [
      'another placeholder',
      { sv: { 'deals.count': count, 'deals.hello': 'Hej {namn}' } },
      'sv: deals.hello asks for namn, English for name',
    ],
    ['an empty text', { sv: { 'deals.count': count, 'deals.hello': '' } }, 'sv: deals.hello is empty or padded'],
    [
      'a broken message',
      { sv: { 'deals.count': count, 'deals.hello': 'Hej {name' } },
      'sv: deals.hello does not compile',
    ],
    [
      'English left in place',
      { sv: { 'deals.count': count, 'deals.hello': 'Hello {name}' } },
      'sv: deals.hello reads like English',
    ],
    [
      'Hebrew without its dual',
      { he: { 'deals.count': '{n, plural, one {עסקה} other {# עסקאות}}', 'deals.hello': 'שלום {name}' } },
      'he: deals.count lacks one of the plurals one, two, other',
    ],
    [
      'a Thai singular',
      { th: { 'deals.count': '{n, plural, one {ดีลเดียว} other {# ดีล}}', 'deals.hello': 'สวัสดี {name}' } },
      'th: deals.count has plurals the language does not use: one',
    ],
  ])('finds %s', (_, change, fault) => {
    expect(faults(planted(change), 'deals')).toContain(fault)
  })
})

test('ids are found where they are spoken', () => {
  expect(
    namedIds("/* t('a.b') */ title={t('deals.move.title')} it('is no id. Really'); words.t(\n  'deals.count', { n })"),
  ).toEqual(['deals.move.title', 'deals.count'])
})

describe('speaking', () => {
  test('an id that nobody wrote fails a test, and shows itself to a reader', () => {
    expect(() => words('sv').t('errors.nobody_wrote_this')).toThrow('No words for errors.nobody_wrote_this')
    expect(speak('sv', {}).t('errors.nobody_wrote_this')).toBe('errors.nobody_wrote_this')
  })

  test('a language is compiled once', () => {
    expect(words('he')).toBe(words('he'))
    expect(words('he').has('errors.forbidden')).toBe(true)
    expect(words('he').has('errors.nobody_wrote_this')).toBe(false)
  })

  test('compiled messages survive the way to the browser', () => {
    const sent: unknown = JSON.parse(JSON.stringify(compileCatalogues(['errors'], 'he')))
    expect(sent).toEqual(JSON.parse(JSON.stringify(compileCatalogues(['errors'], 'he'))))
  })
})
