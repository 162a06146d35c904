import fc from 'fast-check'
import { getCountries, getCountryCallingCode, getExampleNumber } from 'libphonenumber-js/max'
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' }
import { expect, test } from 'vitest'
import { readAny } from '../../../src/server/modules/imports/reading/phones.ts'
import { readPlain } from '../../../src/server/modules/imports/reading/plain-phones.ts'

const countries = getCountries()
const digit = fc.constantFrom(...'0123456789')
const separator = fc.constantFrom('', '', '', ' ', '-', '.', ' (', ') ', '  ')

/** Numbers of a country in full: half of them near one that is given out, so that many are valid, the others of any digits. */
const numbers = fc.constantFrom(...countries).chain((country) => {
  const example = String(getExampleNumber(country, examples)?.nationalNumber ?? '12345678')
  const near = fc.tuple(fc.nat(example.length), fc.array(digit, { maxLength: 10 })).map(([kept, rest]) => {
    return (example.slice(0, kept) + rest.join('')).slice(0, Math.max(example.length, 5)).split('')
  })
  const any = fc.array(digit, { minLength: 4, maxLength: 13 })
  return fc
    .tuple(fc.oneof(near, any), fc.array(separator, { minLength: 14, maxLength: 14 }))
    .map(([digits, between]) => {
      return `+${getCountryCallingCode(country)} ${digits.map((one, at) => one + (between[at] ?? '')).join('')}`
    })
})

test('a number written in full is read as the library reads it', () => {
  let read = 0
  let valid = 0
  fc.assert(
    fc.property(numbers, fc.constantFrom('SE', 'US', 'TH', undefined), (number, country) => {
      const plain = readPlain(number)
      if (plain === null) return
      read++
      if (plain.isValid) valid++
      expect(plain, number).toEqual(readAny(number, country))
    }),
    { numRuns: 5_000 },
  )
  expect(read).toBeGreaterThan(250)
  expect(valid).toBeGreaterThan(250)
})

test('what takes more than its digits to be read is left to the library', () => {
  const left = [
    '070 123 45 67',
    '+1 650 253 0000',
    '+46 (0)70 123 45 67',
    '+46 70 123 45 67 ext. 5',
    '+999 123 456',
    '+46 70',
  ]
  for (const number of left) expect(readPlain(number), number).toBeNull()
  expect(readPlain('+46 70-123 45 67')).toEqual({ e164: '+46701234567', isValid: true, isMobile: true })
  expect(readPlain('+46 8 123 456 78')).toEqual({ e164: '+46812345678', isValid: true, isMobile: false })
})
