import { exponentOf } from './money.ts'
import { xmlText } from './xml.ts'

/** The looks of cells by their place in the book; those of currencies are numbered as they are met. */
export interface StyleBook {
  /** The look of money in this currency. */
  readonly moneyOf: (currency: string) => number
  /** All looks, once every cell is written. */
  readonly xml: () => string
}

/** A plain one, the header's, a text kept from being computed, a day, an instant. */
export const look = { plain: 0, header: 1, text: 2, day: 3, instant: 4 } as const

const firstMoney = 5
// Numbers of formats below this are Excel's own: 14 is a day, 22 a day with its time, both as the reader's country writes them.
const firstFormat = 164

/** Begins the looks of a workbook. */
export function styleBook(): StyleBook {
  const currencies: string[] = []
  const moneyOf = (currency: string): number => {
    const known = currencies.indexOf(currency)
    return firstMoney + (known >= 0 ? known : currencies.push(currency) - 1)
  }
  return { moneyOf, xml: () => xmlOf(currencies) }
}

function xmlOf(currencies: readonly string[]): string {
  const formats = currencies.map(
    (currency, at) => `<numFmt numFmtId="${firstFormat + at}" formatCode="${xmlText(formatOf(currency))}"/>`,
  )
  const xf = (format: number, more = '') =>
    `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"${more}/>`
  const looks = [
    xf(0),
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" quotePrefix="1"/>',
    // Also after it was edited by hand, what begins with = stays a text.
    xf(49, ' quotePrefix="1"'),
    xf(14),
    xf(22),
    ...currencies.map((_, at) => xf(firstFormat + at)),
  ]
  return `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${
    formats.length > 0 ? `<numFmts count="${formats.length}">${formats.join('')}</numFmts>` : ''
  }<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${looks.length}">${looks.join('')}</cellXfs></styleSheet>`
}

/** 1,234.50 EUR: Excel writes the separators of the reader's country. */
function formatOf(currency: string): string {
  const exponent = exponentOf(currency)
  return `#,##0${exponent === 0 ? '' : `.${'0'.repeat(exponent)}`}\\ [$${currency}]`
}
