import { useMemo } from 'react'
import type { Option } from '../ui/index.ts'
import { useWords } from '../ui/index.ts'

// By region of ISO 3166; what is not here pays in a currency that somebody chooses from the list.
const currencies: Readonly<Record<string, string>> = {
  EUR: 'AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK MC SM VA AD ME XK',
  USD: 'US PR EC SV PA',
  GBP: 'GB GG JE IM',
  CHF: 'CH LI',
  AUD: 'AU NR KI TV',
  SEK: 'SE',
  DKK: 'DK GL FO',
  NOK: 'NO SJ',
  ISK: 'IS',
  ILS: 'IL PS',
  TRY: 'TR',
  THB: 'TH',
  PLN: 'PL',
  CZK: 'CZ',
  HUF: 'HU',
  RON: 'RO',
  UAH: 'UA',
  CAD: 'CA',
  NZD: 'NZ',
  JPY: 'JP',
  CNY: 'CN',
  HKD: 'HK',
  TWD: 'TW',
  KRW: 'KR',
  SGD: 'SG',
  MYR: 'MY',
  IDR: 'ID',
  PHP: 'PH',
  VND: 'VN',
  INR: 'IN',
  PKR: 'PK',
  BDT: 'BD',
  AED: 'AE',
  SAR: 'SA',
  QAR: 'QA',
  KWD: 'KW',
  EGP: 'EG',
  MAD: 'MA',
  ZAR: 'ZA',
  NGN: 'NG',
  KES: 'KE',
  GHS: 'GH',
  BRL: 'BR',
  MXN: 'MX',
  ARS: 'AR',
  CLP: 'CL',
  COP: 'CO',
  PEN: 'PE',
}

/** The currency that people pay in where the browser says it is: the first wish that names a region, else the likeliest region of its language. */
export function usualCurrency(wishes: readonly string[]): string {
  const locales = wishes.map((tag) => new Intl.Locale(tag))
  const region = locales.find((locale) => locale.region)?.region ?? locales[0]?.maximize().region ?? ''
  return Object.entries(currencies).find(([, regions]) => regions.split(' ').includes(region))?.[0] ?? 'USD'
}

/** The browser's own, in the spelling of the IANA database. */
export function usualTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** Every currency by its name in the reader's language. */
export function useCurrencies(): readonly Option[] {
  const { locale } = useWords()
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'currency' })
    return Intl.supportedValuesOf('currency')
      .map((code) => ({ id: code, label: `${code} · ${names.of(code) ?? code}` }))
      .toSorted((a, b) => a.label.localeCompare(b.label, locale))
  }, [locale])
}

/** Every time zone with its distance from UTC today; `kept` is one that this browser may not know. */
export function useTimeZones(kept: string): readonly Option[] {
  const { locale } = useWords()
  return useMemo(() => {
    const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', kept])
    return [...zones]
      .toSorted()
      .map((zone) => ({ id: zone, label: zone.replaceAll('_', ' '), hint: offset(zone, locale) }))
  }, [locale, kept])
}

function offset(timeZone: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortOffset' })
  return format.formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? ''
}
