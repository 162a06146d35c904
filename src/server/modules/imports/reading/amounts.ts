import { exponentOf, isCurrency } from '../../../kernel/money.ts'
import { westernDigits } from './digits.ts'

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
  ca$: ['CAD'],
  c$: ['CAD'],
  a$: ['AUD'],
  au$: ['AUD'],
  nz$: ['NZD'],
  s$: ['SGD'],
  hk$: ['HKD'],
  r$: ['BRL'],
  mx$: ['MXN'],
  '€': ['EUR'],
  euro: ['EUR'],
  '£': ['GBP', 'EGP'],
  '₪': ['ILS'],
  'ש"ח': ['ILS'],
  'ש״ח': ['ILS'],
  שח: ['ILS'],
  שקל: ['ILS'],
  שקלים: ['ILS'],
  nis: ['ILS'],
  '₺': ['TRY'],
  tl: ['TRY'],
  ytl: ['TRY'],
  '฿': ['THB'],
  บาท: ['THB'],
  'บ.': ['THB'],
  baht: ['THB'],
  kr: ['SEK', 'DKK', 'NOK', 'ISK'],
  'kr.': ['DKK', 'SEK', 'NOK', 'ISK'],
  skr: ['SEK'],
  dkr: ['DKK'],
  nkr: ['NOK'],
  ':-': ['SEK'],
  'kr:-': ['SEK'],
  fr: ['CHF'],
  'fr.': ['CHF'],
  sfr: ['CHF'],
  'sfr.': ['CHF'],
  '¥': ['JPY', 'CNY'],
  '₹': ['INR'],
  rs: ['INR', 'PKR'],
  'rs.': ['INR', 'PKR'],
  zł: ['PLN'],
  kč: ['CZK'],
  ft: ['HUF'],
  lei: ['RON'],
  '₽': ['RUB'],
  '₴': ['UAH'],
  '₩': ['KRW'],
  '₫': ['VND'],
  '₱': ['PHP'],
  '₦': ['NGN'],
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
  // The Swiss part thousands by an apostrophe; right-to-left texts carry marks that nobody sees.
  const bare = westernDigits(cell).replace(/[\s'’´`\u061c\u200e\u200f\u2066-\u2069]/gu, '')
  const short = /^([^\d]*)(\d+(?:[.,]\d+)?)e([+-]?\d{1,2})$/i.exec(bare)
  const text = short ? `${short[1]}${exponential(short[2] ?? '', Number(short[3]))}` : bare
  // A point behind a letter belongs to it: kr.500.
  const parts = /^\(?([^\d]*?)((?<!\p{L})[.,]\d[\d.,]*|\d[\d.,]*)([^\d]*)$/u.exec(text)
  if (!parts) return null
  const negative = /^\(.*\)$/.test(text) || /^[^\d]*[-−]/u.test(text) || /\d[-−]/u.test(text)
  // In 5:- the sign stands for no öre.
  const mark = `${parts[1] ?? ''}${parts[3] ?? ''}`.replace(/(?<!:)[-−–]|[()+]/gu, '').replace(':–', ':-')
  return { number: (parts[2] ?? '').replace(/[.,]+$/, ''), mark, negative }
}

/** 1.2 and 5 as 120000: how programs shorten a number that no longer fits its column. */
function exponential(digits: string, exponent: number): string {
  return Number(`${digits.replace(',', '.')}e${exponent}`).toLocaleString('en-US', {
    useGrouping: false,
    maximumFractionDigits: 20,
  })
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

function minorUnits(number: string, usual: Decimal, exponent: number): number | null {
  const [whole = '', fraction = ''] = plainDigits(number, usual)?.split('.') ?? []
  if (whole + fraction === '' || (whole + fraction).length > 24) return null
  const kept = Number(`${whole || '0'}${fraction.slice(0, exponent).padEnd(exponent, '0')}`)
  const minor = kept + (Number(fraction[exponent] ?? 0) >= 5 ? 1 : 0)
  return Number.isSafeInteger(minor) ? minor : null
}

// 1.234.567 and, in India, 12,34,567.
const grouped = /^(?:\d*|\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3})$/

/**
 * A number with a point and nothing between its thousands; null where its groups are none. What a number says by itself
 * comes before what is usual in the file.
 */
function plainDigits(number: string, usual: Decimal): string | null {
  const decimal = decimalIn(number) ?? usual
  const [whole = '', fraction, ...more] = number.split(decimal)
  if (more.length > 0 || !grouped.test(whole) || /\D/.test(fraction ?? '')) return null
  const digits = whole.replace(/[.,]/g, '')
  return fraction === undefined ? digits : `${digits}.${fraction}`
}

/** A plain number, such as a count of employees; null if there is none. */
export function readNumber(cell: string, decimal: Decimal): number | null {
  const parts = split(cell)
  const digits = parts && parts.mark === '' ? plainDigits(parts.number, decimal) : null
  if (digits === null) return null
  return parts?.negative ? -Number(digits) : Number(digits)
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
