import { exponentOf, isCurrency } from '../../../kernel/money.ts'

export type Decimal = '.' | ','

/** An amount in minor units, with the currencies that the mark beside it may mean; null where it has none. */
export interface ReadAmount {
  readonly minor: number
  readonly currency: string
}

// A mark that several currencies share lists them all; the workspace's own wins among them.
const marks: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN'],
  us$: ['USD'],
  '€': ['EUR'],
  '£': ['GBP'],
  '₪': ['ILS'],
  'ש"ח': ['ILS'],
  'ש״ח': ['ILS'],
  nis: ['ILS'],
  '₺': ['TRY'],
  tl: ['TRY'],
  '฿': ['THB'],
  บาท: ['THB'],
  kr: ['SEK', 'DKK', 'NOK', 'ISK'],
  'kr.': ['DKK', 'SEK', 'NOK', 'ISK'],
  ':-': ['SEK'],
  '¥': ['JPY', 'CNY'],
  '₹': ['INR'],
}

/** The currencies a mark or a code may mean, the likeliest first; none if it is neither. */
export function currenciesOf(mark: string): readonly string[] {
  const folded = mark.trim().toLowerCase()
  if (Object.hasOwn(marks, folded)) return marks[folded] ?? []
  const code = mark.trim().toUpperCase()
  return isCurrency(code) ? [code] : []
}

/** The number and the mark in a cell: '1 234,50 kr' is ['1234,50', 'kr']; null without a number. */
function split(cell: string): { number: string; mark: string; negative: boolean } | null {
  const text = cell.replace(/[\s\u00a0\u202f'’\u200e\u200f]/gu, '')
  const negative = /^\(.*\)$/.test(text) || /^[^\d]*[-−]/u.test(text) || /\d-$/.test(text)
  const parts = /^\(?([^\d,.]*)([\d.,]*\d[\d.,]*)([^\d]*)$/u.exec(text)
  if (!parts) return null
  const mark = `${parts[1] ?? ''}${parts[3] ?? ''}`.replace(/[-−()+]/gu, '')
  // In 5,- and 5:- the sign stands for no öre, not for a number below zero.
  return { number: (parts[2] ?? '').replace(/[.,]$/, ''), mark, negative: negative && !/[:,.]-$/.test(text) }
}

/**
 * The amount in a cell, in minor units of the currency its mark names, else of `currency`.
 * Null without a number; 'unclear' if the mark names no currency we know.
 */
export function readAmount(cell: string, decimal: Decimal, currency: string): ReadAmount | 'unclear' | null {
  const parts = split(cell)
  if (!parts) return null
  const named = parts.mark === '' ? [currency] : currenciesOf(parts.mark)
  const chosen = named.includes(currency) ? currency : named[0]
  if (chosen === undefined) return 'unclear'
  const minor = minorUnits(parts.number, decimal, exponentOf(chosen))
  if (minor === null) return null
  return { minor: parts.negative ? -minor : minor, currency: chosen }
}

function minorUnits(number: string, decimal: Decimal, exponent: number): number | null {
  const group = decimal === '.' ? ',' : '.'
  const [whole = '', fraction = '', ...more] = number.replaceAll(group, '').split(decimal)
  if (more.length > 0 || (whole + fraction).length > 24) return null
  const kept = Number(`${whole || '0'}${fraction.slice(0, exponent).padEnd(exponent, '0')}`)
  const minor = kept + (Number(fraction[exponent] ?? 0) >= 5 ? 1 : 0)
  return Number.isSafeInteger(minor) ? minor : null
}

/** A plain number, such as a count of employees; null if there is none. */
export function readNumber(cell: string, decimal: Decimal): number | null {
  const parts = split(cell)
  if (!parts || parts.mark !== '') return null
  const group = decimal === '.' ? ',' : '.'
  const number = Number(parts.number.replaceAll(group, '').replace(decimal, '.'))
  return Number.isFinite(number) ? (parts.negative ? -number : number) : null
}

/** What the cells of a file say about its decimal sign: 1.234,50 and 12,5 can only be a comma. */
export interface DecimalEvidence {
  see(cell: string): void
  /** The sign, or `otherwise` where the cells do not decide it. */
  decimal(otherwise: Decimal): Decimal
}

export function decimalEvidence(): DecimalEvidence {
  const seen = { '.': 0, ',': 0 }
  return {
    see(cell) {
      const sign = decimalIn(split(cell)?.number ?? '')
      if (sign) seen[sign]++
    },
    decimal(otherwise) {
      if (seen['.'] === seen[',']) return otherwise
      return seen['.'] > seen[','] ? '.' : ','
    },
  }
}

/** The decimal sign that one number must have; null if it may be either. */
function decimalIn(number: string): Decimal | null {
  const point = number.lastIndexOf('.')
  const comma = number.lastIndexOf(',')
  if (point === comma) return null
  if (point >= 0 && comma >= 0) return point > comma ? '.' : ','
  const sign = point >= 0 ? '.' : ','
  const groups = number.split(sign)
  // 1.234.567 can only be thousands; 1.234 alone may be either.
  if (groups.length > 2) return sign === '.' ? ',' : '.'
  return groups[1]?.length === 3 && /^[1-9]\d{0,2}$/.test(groups[0] ?? '') ? null : sign
}
