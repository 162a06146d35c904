import { currencyDigits, useFormats } from '../ui/index.ts'

/** Writes expected money in whole units of the currency: cents would say more than anybody knows. */
export function useWholeMoney(currency: string, style: 'full' | 'compact' = 'full'): (minor: number) => string {
  const { money } = useFormats()
  const unit = 10 ** currencyDigits(currency)
  return (minor) => money({ minor: Math.round(minor / unit) * unit, currency }, style)
}
