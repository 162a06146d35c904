import { isolated, range } from '../../words/isolate.ts'
import { currencyDigits, useFormats } from '../ui/index.ts'

/** Writes expected money in whole units of the currency: cents would say more than anybody knows. */
export function useWholeMoney(currency: string, style: 'full' | 'compact' = 'full'): (minor: number) => string {
  const { money } = useFormats()
  const unit = 10 ** currencyDigits(currency)
  // Nought is added because a small loss rounds to −0, which is written with its sign.
  return (minor) => money({ minor: Math.round(minor / unit) * unit + 0, currency }, style)
}

/** From a lower to an upper sum: each keeps the order of its sign and digits. */
export function moneyRange(low: string, high: string): string {
  return range(isolated(low), isolated(high))
}
