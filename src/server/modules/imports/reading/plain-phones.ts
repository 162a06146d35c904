import { type CountryCode, getCountries, getCountryCallingCode, Metadata } from 'libphonenumber-js/max'
import type { ReadNumber } from './phones.ts'

// Signs that only part the digits; whatever else may stand in a number, the library knows.
const plain = /^\+[1-9][\d ().-]{5,24}$/
const between = /[ ().-]+/g
const kinds = ['PREMIUM_RATE', 'TOLL_FREE', 'SHARED_COST', 'VOIP', 'PERSONAL_NUMBER', 'PAGER', 'UAN', 'VOICEMAIL']

/**
 * Reads a number that is written in full, '+46 70 123 45 67', of a country that has its calling code for itself: what the
 * library says, in a tenth of the time. Null if it takes the library to say.
 */
export function readPlain(number: string): ReadNumber | null {
  if (!plain.test(number)) return null
  const digits = number.replace(between, '')
  const plan = planOf(digits)
  if (!plan) return null
  const national = digits.slice(plan.start)
  // Too short or too long, or with the zero that is dialled at home, it may mean something else than it says.
  if (!plan.lengths.has(national.length) || plan.prefix?.test(national)) return null
  const isFixed = plan.fixed.test(national)
  const isMobile = !isFixed && plan.mobile.test(national)
  const isValid =
    plan.general.test(national) && (isFixed || isMobile || plan.others.some((other) => other.test(national)))
  return { e164: digits, isValid, isMobile: isValid && isMobile }
}

interface Tests {
  test(national: string): boolean
}

interface Plan {
  /** Where the national number begins, behind '+' and the calling code. */
  readonly start: number
  readonly lengths: ReadonlySet<number>
  readonly prefix: RegExp | null
  readonly general: Tests
  readonly fixed: Tests
  readonly mobile: Tests
  readonly others: readonly Tests[]
}

let codes: Map<string, CountryCode | null> | undefined
const plans = new Map<CountryCode, Plan>()

function planOf(digits: string): Plan | null {
  codes ??= callingCodes()
  // No code begins with another one.
  for (const end of [2, 3, 4]) {
    const country = codes.get(digits.slice(1, end))
    if (country === undefined) continue
    return country === null ? null : (plans.get(country) ?? keep(country, planFor(country, end)))
  }
  return null
}

function keep(country: CountryCode, plan: Plan): Plan {
  plans.set(country, plan)
  return plan
}

/** The country of each calling code; null where several share it. */
function callingCodes(): Map<string, CountryCode | null> {
  const found = new Map<string, CountryCode | null>()
  for (const country of getCountries()) {
    const code = getCountryCallingCode(country)
    found.set(code, found.has(code) ? null : country)
  }
  return found
}

/** What the library's numbering plans have beyond what its types tell of. */
interface NumberingPlan {
  possibleLengths(): number[]
  nationalNumberPattern(): string
  nationalPrefixForParsing(): string | undefined
  type(kind: string): { pattern(): string; possibleLengths(): number[] } | undefined
}

function planFor(country: CountryCode, start: number): Plan {
  const metadata = new Metadata()
  metadata.selectNumberingPlan(country)
  const plan = metadata.numberingPlan as unknown as NumberingPlan // See above.
  const prefix = plan.nationalPrefixForParsing()
  const testsOf = (kind: string): Tests => {
    const type = plan.type(kind)
    if (!type?.pattern()) return never
    const [whole, lengths] = [wholly(type.pattern()), type.possibleLengths()]
    return { test: (national) => lengths.includes(national.length) && whole.test(national) }
  }
  return {
    start,
    lengths: new Set(plan.possibleLengths()),
    prefix: prefix ? new RegExp(`^(?:${prefix})`) : null,
    general: wholly(plan.nationalNumberPattern()),
    fixed: testsOf('FIXED_LINE'),
    mobile: testsOf('MOBILE'),
    others: kinds.map(testsOf),
  }
}

const never: Tests = { test: () => false }

function wholly(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`)
}
