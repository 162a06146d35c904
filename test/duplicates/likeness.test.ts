import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comparePlaces, placeOf } from '../../src/server/modules/duplicates/likeness/address.ts'
import { companyName, compareCompanyNames } from '../../src/server/modules/duplicates/likeness/company-name.ts'
import { keysOf } from '../../src/server/modules/duplicates/likeness/keys.ts'
import { isSlip } from '../../src/server/modules/duplicates/likeness/letters.ts'
import { comparePersonNames, personName } from '../../src/server/modules/duplicates/likeness/person-name.ts'
import { companyDomain, linkedinKey, mailKey } from '../../src/server/modules/duplicates/likeness/reach.ts'
import { likeness } from '../../src/server/modules/duplicates/likeness/score.ts'
import { type Described, traitsOf } from '../../src/server/modules/duplicates/likeness/traits.ts'

describe('names of people', () => {
  test.each([
    ['Anna Berg', 'Berg, Anna', 'same'],
    ['Dr. Anna Berg', 'anna berg', 'same'],
    ['Işıl Işık', 'ISIL IŞIK', 'same'],
    ['Søren Møller', 'Soeren Moeller', 'spelling'],
    ['Åke Ågård', 'Aake Aagaard', 'spelling'],
    ['Lars Ericsson', 'Lars Erikson', 'spelling'],
    ['Bob Whitfield', 'Robert Whitfield', 'spelling'],
    ['Anne-Marie Holst', 'Annemarie Holst', 'spelling'],
    ['דויד כהן', 'דוד כהן', 'spelling'],
    ['ד"ר יוסי לוי', 'יוסף לוי', 'spelling'],
    ['שָׁלוֹם כהן', 'שלום כהן', 'same'],
    ['นายสมชาย ใจดี', 'สมชาย ใจดี', 'same'],
    ['คุณ วรรณา ศรีสุข', 'ศรีสุข วรรณา', 'same'],
    ['Anna Berg', 'Anna Maria Berg', 'more'],
    ['Frederik Nørgaard', 'Frederik Nørgard', 'spelling'],
    ['Pernille Vestergaard', 'Pernille Vestegaard', 'slip'],
    ['M. Wright', 'Michael Wright', 'initial'],
    ['Anna Berg', 'Anna Holm', 'part'],
    ['Anna Berg', 'Eva Holm', 'different'],
    ['Hanna Berg', 'Anna Berg', 'part'],
    ['Noa Levi', 'נועה לוי', 'unknown'],
  ] as const)('%s and %s: %s', (one, other, expected) => {
    expect(comparePersonNames(personName(one), personName(other))).toBe(expected)
    expect(comparePersonNames(personName(other), personName(one))).toBe(expected)
  })
})

describe('names of companies', () => {
  test.each([
    ['Kestrel AB', 'Kestrel Aktiebolag', 'same'],
    ['Kestrel AB', 'KESTREL', 'same'],
    ['Nordlys A/S', 'Nordlys as', 'same'],
    ['Işıkkent A.Ş.', 'IŞIKKENT ANONİM ŞİRKETİ', 'same'],
    ['Çınar Ltd. Şti.', 'Cinar Limited Şirketi', 'same'],
    ['אלון הנדסה בע"מ', 'אלון הנדסה בע״מ', 'same'],
    ['אלון הנדסה בע"מ', 'אלון הנדסה', 'same'],
    ['บริษัท ตะวันฉาย จำกัด (มหาชน)', 'บมจ. ตะวันฉาย', 'same'],
    ['บริษัทตะวันฉาย จำกัด', 'ตะวันฉาย', 'same'],
    ['Smith & Sons Ltd', 'Smith and Sons', 'same'],
    ['Nord Lys ApS', 'Nordlys ApS', 'spelling'],
    ['Kestrel AB', 'Kestrel GmbH', 'other_form'],
    ['Brightwell Marine', 'Brigthwell Marine', 'slip'],
    ['International Business Machines', 'IBM', 'initials'],
    ['Kestrel AB', 'Kestrel Sverige AB', 'sister'],
    ['Kestrel Danmark A/S', 'Kestrel Norge AS', 'sister'],
    ['Kestrel', 'Kestrel Instruments', 'more'],
    ['Husbo 1 AB', 'Husbo 2 AB', 'different'],
    ['Kestrel', 'Foxglove', 'different'],
  ] as const)('%s and %s: %s', (one, other, expected) => {
    expect(compareCompanyNames(companyName(one), companyName(other))).toBe(expected)
    expect(compareCompanyNames(companyName(other), companyName(one))).toBe(expected)
  })
})

test.each([
  ['Anna.Berg+crm@Gmail.com', 'annaberg@gmail.com'],
  ['anna.berg@googlemail.com', 'annaberg@gmail.com'],
  ['Anna.Berg+x@kestrel.se', 'anna.berg@kestrel.se'],
  ['no address', null],
  ['@kestrel.se', null],
])('the box of %s is %s', (address, key) => {
  expect(mailKey(address)).toBe(key)
})

test.each([
  ['https://www.kestrel.co.il/contact', 'kestrel.co.il'],
  ['mail.kestrel.com.tr', 'kestrel.com.tr'],
  ['anna@kestrel.se', 'kestrel.se'],
  ['anna@hotmail.com', null],
  ['https://facebook.com/kestrel', null],
  ['', null],
])('the company of %s is %s', (text, domain) => {
  expect(companyDomain(text)).toBe(domain)
})

test.each([
  ['https://se.linkedin.com/in/Noa-Levi/?trk=x', 'in/noa-levi'],
  ['linkedin.com/in/n%C3%B8a', 'in/nøa'],
  ['https://www.linkedin.com/company/kestrel#about', 'company/kestrel'],
  ['https://example.com/in/noa', null],
])('the page of %s is %s', (text, key) => {
  expect(linkedinKey(text)).toBe(key)
})

test.each([
  [{ street: 'Storgatan 5', city: 'Umeå' }, { street: 'storgatan 5', city: 'UMEÅ' }, 'same'],
  [{ street: 'Hauptstraße 9', postalCode: '10 115' }, { street: 'Hauptstr. 9', postalCode: '10115' }, 'same'],
  [{ street: 'רחוב הרצל 5', city: 'חיפה' }, { street: 'הרצל 5', city: 'חיפה' }, 'same'],
  [{ street: 'Storgatan 5', city: 'Umeå' }, { street: 'Storgatan 5', city: 'Luleå' }, 'elsewhere'],
  [{ city: 'Umeå' }, { city: 'Umeå' }, 'town'],
  [{ city: 'Umeå' }, {}, 'unknown'],
] as const)('%j and %j: %s', (one, other, expected) => {
  expect(comparePlaces(placeOf(one), placeOf(other))).toBe(expected)
})

test('a slip is one letter, never in short words or numbers', () => {
  expect(isSlip('erikson', 'eriksn')).toBe(true)
  expect(isSlip('erikson', 'eirkson')).toBe(true)
  expect(isSlip('erikson', 'erikzon')).toBe(true)
  expect(isSlip('erikson', 'erikson')).toBe(false)
  expect(isSlip('anna', 'ana')).toBe(false)
  expect(isSlip('erikson', 'eriksons2')).toBe(false)
})

const described: fc.Arbitrary<Described> = fc.record({
  name: fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.constantFrom('Anna Berg', 'בע"מ', 'จำกัด', 'A/S', '…'),
  ),
  emails: fc.array(fc.oneof(fc.emailAddress(), fc.string()), { maxLength: 3 }),
  phones: fc.array(fc.string(), { maxLength: 2 }),
  linkedin: fc.option(fc.oneof(fc.string(), fc.constant('linkedin.com/in/%E0%A4%A'))),
  domain: fc.option(fc.oneof(fc.webUrl(), fc.string())),
  company: fc.option(fc.string({ unit: 'grapheme' })),
  street: fc.option(fc.string()),
  postalCode: fc.option(fc.string()),
  city: fc.option(fc.string()),
})

test.each(['person', 'company', 'household'] as const)(
  'of every %s, likeness is between 0 and 1 and the same both ways',
  (kind) => {
    fc.assert(
      fc.property(described, described, (one, other) => {
        const [a, b] = [traitsOf(kind, one), traitsOf(kind, other)]
        const { score } = likeness(kind, a, b)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
        expect(likeness(kind, b, a)).toEqual(likeness(kind, a, b))
        expect(keysOf(kind, a).every(Number.isSafeInteger)).toBe(true)
        expect(keysOf(kind, a)).toEqual(keysOf(kind, traitsOf(kind, one)))
      }),
    )
  },
)
