import fc from 'fast-check'
import { expect, test } from 'vitest'
import { languages } from '../../src/contract/primitives.ts'
import { languageFacts } from '../../src/words/languages.ts'
import { numberFormat } from '../../src/words/number-format.ts'
import { readNumber } from '../../src/web/views/read-number.ts'

test.each(languages)(
  'in %s a number below nothing has a true minus, and is read again as it is written',
  (language) => {
    const { locale } = languageFacts[language]
    const written = [
      numberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(-0.143),
      numberFormat(locale, { style: 'currency', currency: 'EUR' }).format(-1_234.5),
      numberFormat(locale, { signDisplay: 'exceptZero' }).format(-4),
    ]
    for (const text of written) expect(text).toMatch(/^[^-−]*−[^-−]*$/)
    const write = numberFormat(locale, { maximumFractionDigits: 2 })
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_00, max: 1_000_000_00 }), (cents) => {
        expect(readNumber(write.format(cents / 100), locale)).toBe(cents === 0 ? 0 : cents / 100)
      }),
      { numRuns: 50 },
    )
  },
)
