import { type CountryCode, getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { languages } from '../../../contract/primitives.ts'
import { fold } from '../../kernel/fold.ts'

export interface ReadPhone {
  /** As a telephone network takes it, '+46701234567'; null when it is no number that can be called. */
  readonly e164: string | null
  /** As people write it: with the country's code, in groups. What was typed, if it could not be read. */
  readonly shown: string
}

/** Reads a number as somebody in that country would dial it. */
export function readPhone(number: string, country: CountryCode | undefined): ReadPhone {
  const read = parsePhoneNumberFromString(number, country)
  if (!read?.isPossible()) return { e164: null, shown: number }
  return { e164: read.number, shown: read.formatInternational() }
}

/** Whether a number like this exists in its country, by the ranges that are given out there. */
export function isNumber(number: string, country: CountryCode | undefined): boolean {
  return parsePhoneNumberFromString(number, country)?.isValid() ?? false
}

/** A number that was read before, as people write it. */
export function showPhone(number: string, e164: string | null): string {
  return (e164 && parsePhoneNumberFromString(e164)?.formatInternational()) ?? number
}

/** The country that a number is dialled in; none where several share it. */
export function countryOfNumber(e164: string | null | undefined): CountryCode | undefined {
  return e164 ? parsePhoneNumberFromString(e164)?.country : undefined
}

const countries = getCountries()
let byName: Map<string, CountryCode> | undefined
let byZone: Map<string, CountryCode> | undefined

/** The country that somebody typed: its code, or its name in one of our languages. */
export function countryNamed(name: string | null | undefined): CountryCode | undefined {
  if (!name) return undefined
  byName ??= new Map(
    languages.flatMap((language) => {
      const names = new Intl.DisplayNames(language, { type: 'region' })
      return countries.flatMap((code): [string, CountryCode][] => [
        [fold(code), code],
        [fold(names.of(code) ?? code), code],
      ])
    }),
  )
  return byName.get(fold(name))
}

/** The country of a time zone of the IANA database; none for zones that belong to no country. */
export function countryOfZone(timeZone: string): CountryCode | undefined {
  byZone ??= new Map(
    countries.flatMap((code) =>
      (new Intl.Locale(`und-${code}`).getTimeZones?.() ?? []).map((zone): [string, CountryCode] => [zone, code]),
    ),
  )
  return byZone.get(timeZone)
}
