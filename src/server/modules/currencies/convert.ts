/** The rates of a workspace as plain values. */
export interface RateTable {
  readonly reporting: string
  /** One unit of the currency in the reporting one, from the day on; days count from 1970-01-01, in order. */
  readonly rates: readonly { readonly currency: string; readonly day: number; readonly rate: number }[]
  /** Digits after the point of every currency in the table, and of the reporting one. */
  readonly digits: Readonly<Record<string, number>>
}

/** An amount in minor units of the reporting currency, not rounded, and the day of its rate: null where none was needed. */
export interface Converted {
  readonly minor: number
  readonly rateDay: number | null
}

/**
 * Converts amounts into the reporting currency, each at the latest rate up to its day; null where there is none: an
 * amount without a rate is no zero.
 */
export function converter({ reporting, rates, digits }: RateTable) {
  const ofCurrency = new Map<string, { day: number; rate: number }[]>()
  for (const { currency, day, rate } of rates) {
    const known = ofCurrency.get(currency)
    if (known) known.push({ day, rate })
    else ofCurrency.set(currency, [{ day, rate }])
  }
  return (minor: number, currency: string, day: number): Converted | null => {
    if (currency === reporting) return { minor, rateDay: null }
    const rate = latest(ofCurrency.get(currency) ?? [], day)
    if (rate === undefined) return null
    const scale = 10 ** ((digits[reporting] ?? 2) - (digits[currency] ?? 2))
    return { minor: minor * rate.rate * scale, rateDay: rate.day }
  }
}

/** By halving: a million deals look up rates of ten years of days. */
function latest<Rate extends { readonly day: number }>(rates: readonly Rate[], day: number): Rate | undefined {
  let [low, high] = [0, rates.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rates[middle]?.day ?? Infinity) <= day) low = middle + 1
    else high = middle
  }
  return rates[low - 1]
}
