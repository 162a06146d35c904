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

// By ISO 3166; the browser names them, but tells of none which there are.
const countries = `
AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BR BS BT BW BY BZ CA CD CF
CG CH CI CK CL CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FM FO FR GA GB GD GE GF
GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX
MY MZ NA NC NE NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD
SE SG SI SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE
VG VI VN VU WF WS XK YE YT ZA ZM ZW`

/** Every country by its name in the reader's language. */
export function useCountries(): readonly Option[] {
  const { locale } = useWords()
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'region' })
    return countries
      .trim()
      .split(/\s/)
      .map((code) => ({ id: code, label: names.of(code) ?? code }))
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
