import { fail } from './fail.ts'

const currencies = new Set(Intl.supportedValuesOf('currency'))
const exponents = new Map<string, number>()

/** Refuses what is not a currency of ISO 4217. */
export function requireCurrency(currency: string): string {
  return currencies.has(currency) ? currency : fail('unknown_currency', { currency })
}

/** Whether a code is a currency of ISO 4217. */
export function isCurrency(currency: string): boolean {
  return currencies.has(currency)
}

/** Digits after the point: 2 for the euro, 0 for the yen, 3 for the Kuwaiti dinar (ISO 4217, as ICU has it). */
export function exponentOf(currency: string): number {
  const known = exponents.get(currency)
  if (known !== undefined) return known
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  exponents.set(currency, digits)
  return digits
}
