import { AsYouType, type CountryCode, getCountryCallingCode } from 'libphonenumber-js/min'
import { fold, foldedWords } from '../../kernel/fold.ts'

/** What was typed, in every form that it is looked for. */
export interface Asked {
  /** Folded, as names are. */
  readonly text: string
  readonly words: readonly string[]
  /** In lower case, but with its accents: how e-mail addresses, streets and notes are kept. */
  readonly lower: string
  readonly number: AskedNumber | null
}

export interface AskedNumber {
  /** How the number may begin when it is written with its country: '+4670123'. */
  readonly beginnings: readonly string[]
  /** Its digits without country or leading zeros: what every way of writing it contains. */
  readonly digits: string
}

/** Reads what was typed; `country` is where numbers without a country code are dialled. */
export function readAsked(typed: string, country: CountryCode | undefined): Asked {
  return {
    text: fold(typed),
    words: foldedWords(typed),
    lower: typed.trim().toLowerCase(),
    number: readNumber(typed, country),
  }
}

// Fewer digits are part of many names and of most numbers.
const fewestDigits = 4

function readNumber(typed: string, country: CountryCode | undefined): AskedNumber | null {
  if (!/^[+\d][\d\s().\-/]*$/.test(typed.trim())) return null
  const digits = typed.replace(/\D/g, '').replace(/^00/, '')
  if (digits.length < fewestDigits) return null
  const isInternational = /^\s*(\+|00)/.test(typed)
  const national = isInternational ? withoutCountry(digits) : digits.replace(/^0+/, '')
  const calling = country && `+${getCountryCallingCode(country)}${national}`
  return {
    beginnings: [`+${digits}`, ...(isInternational || !calling ? [] : [calling])],
    digits: national,
  }
}

/** The digits after the country's code, as far as they are typed. */
function withoutCountry(digits: string): string {
  const typing = new AsYouType()
  typing.input(`+${digits}`)
  return typing.getNumber()?.nationalNumber ?? digits
}
