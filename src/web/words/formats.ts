import type { Money } from '../../contract/primitives.ts'
import { numberFormat } from '../../words/number-format.ts'
import { useWords } from './language.tsx'

type DayStyle = 'short' | 'long' | 'monthDay'

export interface Formats {
  readonly number: (value: number, maximumFractionDigits?: number) => string
  /** Minor units and currency to text; whole amounts go without decimals, unless `exact`. `compact` writes 1.2M. */
  readonly money: (money: Money, style?: 'full' | 'exact' | 'compact') => string
  /** A share between 0 and 1. */
  readonly percent: (share: number, maximumFractionDigits?: number) => string
  /** A calendar day, '2026-03-02', or that of an instant in the browser's time zone. */
  readonly day: (day: string, style?: DayStyle) => string
  /** An instant in UTC, shown in the browser's time zone unless one is named. */
  readonly instant: (instant: string, timeZone?: string) => string
  /** "3 days ago", "in 2 hours": the distance of an instant from now. */
  readonly relative: (instant: string) => string
  /** Names in the order of the language. */
  readonly compare: (a: string, b: string) => number
}

const dayStyles = {
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric', weekday: 'long' },
  monthDay: { day: 'numeric', month: 'short' },
} satisfies Record<DayStyle, Intl.DateTimeFormatOptions>

const distances = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

// Intl's formatters cost about 50 µs to make and 1 µs to use; a board shows hundreds of amounts, each a component.
const ofLocale = remember(formats)
const digitsOf = remember(
  (currency: string) =>
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2,
)

/** Numbers, money, days and times as the reader's language writes them. */
export function useFormats(): Formats {
  return ofLocale(useWords().locale)
}

/** How many minor units make one of the currency: 2 for the euro, 0 for the yen, 3 for the Kuwaiti dinar. */
export function currencyDigits(currency: string): number {
  return digitsOf(currency)
}

function formats(locale: string): Formats {
  const collator = new Intl.Collator(locale, { numeric: true })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const numbers = remember((digits: number) => numberFormat(locale, { maximumFractionDigits: digits }))
  const percents = remember((digits: number) =>
    numberFormat(locale, { style: 'percent', maximumFractionDigits: digits }),
  )
  const currencies = remember((key: string) => currencyFormat(locale, key))
  // Days have no zone: they are read and written in UTC so that none can slip to its neighbour.
  const days = remember((style: DayStyle) => new Intl.DateTimeFormat(locale, { ...dayStyles[style], timeZone: 'UTC' }))
  const daysHere = remember((style: DayStyle) => new Intl.DateTimeFormat(locale, dayStyles[style]))
  const instants = remember(
    (timeZone: string) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: timeZone || undefined }),
  )
  return {
    number: (value, digits = 1) => numbers(digits).format(value),
    money: ({ minor, currency }, style = 'full') => {
      const major = minor / 10 ** currencyDigits(currency)
      const kind = style === 'full' && Number.isInteger(major) ? 'whole' : style
      return currencies(`${currency} ${kind}`).format(major)
    },
    percent: (share, digits = 0) => percents(digits).format(share),
    day: (day, style = 'short') =>
      day.includes('T') ? daysHere(style).format(new Date(day)) : days(style).format(new Date(`${day}T00:00:00Z`)),
    instant: (instant, timeZone = '') => instants(timeZone).format(new Date(instant)),
    relative: (instant) => relativeText(relative, (Date.parse(instant) - Date.now()) / 1000),
    compare: (a, b) => collator.compare(a, b),
  }
}

function currencyFormat(locale: string, key: string) {
  const [currency = 'USD', kind] = key.split(' ')
  const shape: Intl.NumberFormatOptions = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }
  if (kind === 'compact') return numberFormat(locale, { ...shape, notation: 'compact', maximumFractionDigits: 1 })
  if (kind === 'whole') return numberFormat(locale, { ...shape, maximumFractionDigits: 0 })
  return numberFormat(locale, shape)
}

function relativeText(format: Intl.RelativeTimeFormat, seconds: number): string {
  const found = distances.find(([, length]) => Math.abs(seconds) >= length)
  if (!found) return format.format(0, 'minute')
  const [unit, length] = found
  // Hebrew says "two hours ago (2)": the number stands in the word already.
  return format.format(Math.round(seconds / length), unit).replace(/ \(\d+\)$/, '')
}

function remember<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const made = make(key)
    known.set(key, made)
    return made
  }
}
