import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { countryNamed, countryOfZone } from '../../people/index.ts'
import { readPlain } from './plain-phones.ts'

export interface ReadNumber {
  /** As a telephone network takes it; null when it is no number that can be called. */
  readonly e164: string | null
  /** Whether numbers like it are given out in its country. */
  readonly isValid: boolean
  /** Whether only mobile telephones have such numbers there; many countries do not tell them apart. */
  readonly isMobile: boolean
}

/** Reads a number as somebody would dial it in that country, by its name or code, or else in that time zone. */
export function readNumberOf(number: string, country: string | null, timeZone: string): ReadNumber {
  return readPlain(number) ?? readAny(number, countryNamed(country) ?? countryOfZone(timeZone))
}

/** Reads a number however it is written, as the library does. */
export function readAny(number: string, country: CountryCode | undefined): ReadNumber {
  const read = parsePhoneNumberFromString(number, country)
  if (!read?.isPossible()) return { e164: null, isValid: false, isMobile: false }
  const type = read.getType()
  return { e164: read.number, isValid: type !== undefined, isMobile: type === 'MOBILE' }
}
