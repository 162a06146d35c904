import { remembered } from './remembered.ts'
import { isSlip, scriptOf, spelling, wordsOf } from './letters.ts'

/** A company's name as it is compared. */
export interface CompanyName {
  /** Without its legal form, 'the' and 'and'. */
  readonly words: readonly string[]
  /** What is left without words that only place a company among its sisters. */
  readonly own: readonly string[]
  /** As it may be spelt, without spaces: 'Nord Lys' is 'Nordlys'. */
  readonly compact: string
  /** Families of legal forms that mean the same: 'ab', 'ltd', 'gmbh'. */
  readonly forms: readonly string[]
  readonly script: ReturnType<typeof scriptOf>
}

/** How alike two names of companies are, from the most to the least. */
export type CompanyLikeness =
  | 'same'
  | 'spelling'
  | 'other_form'
  | 'slip'
  | 'initials'
  | 'more'
  | 'sister'
  | 'different'
  | 'unknown'

// Each line is one family: its first word is its name. Folded, as `wordsOf` leaves them.
const families = `
  ab aktiebolag abp publ aktb
  as aksjeselskap aktieselskab anonimsirketi anonim sirketi sirket
  aps anpartsselskab
  ltd limited ltdsti sti pte
  inc incorporated corp corporation
  llc llp lp
  plc
  gmbh mbh ug
  ag aktiengesellschaft
  kg ohg gbr
  oy oyj
  sa sarl sas sl srl spa
  bv nv
  hb kb handelsbolag kommanditbolag
  is ivs
  san tic sanayi ticaret
  בעמ חפ
  จำกัด มหาชน บจก บมจ หจก
  co company kompani firma and og och ve und et the`

const family = new Map<string, string>()
for (const line of families.trim().split('\n')) {
  const forms = line.trim().split(/\s+/)
  for (const form of forms) family.set(form, forms[0] ?? form)
}
// Say nothing about which country's company it is.
const silent = new Set(['co', 'san'])

// Written onto the name, before or behind it.
const thaiForms = /บริษัท|ห้างหุ้นส่วนจำกัด|ห้างหุ้นส่วน|ห้างฯ|จำกัด|\(?มหาชน\)?|บจก\.?|บมจ\.?|หจก\.?/gu
const hebrewAnd = /^ו(?=[א-ת]{3})/u

// Words that tell a company from its parent, its daughters and its sisters, in six languages.
const placing = new Set(
  `group gruppen koncern holding holdings holdinger grup grubu international global worldwide europe nordic nordics
  scandinavia emea apac america americas usa us uk ireland england
  sverige sweden danmark denmark norge norway suomi finland deutschland germany turkiye turkey turkiyenin israel thailand
  asia services service consulting solutions software systems logistics trading finance capital invest properties
  fastigheter ejendomme ejendom energy energi norr nord syd soder ost vast vest oresund stockholm goteborg malmo
  kobenhavn aarhus odense istanbul ankara izmir london manchester bangkok
  ישראל קבוצת אחזקות החזקות שירותים נדלן נכסים צפון דרום
  ประเทศไทย กรุ๊ป โฮลดิ้ง เซอร์วิส`.split(/\s+/),
)

/** Reads the name of a company: legal forms of the six languages, and of the countries they trade with, are taken off. */
export const companyName = remembered(5_000, readCompanyName)

function readCompanyName(name: string): CompanyName {
  const isThai = /[ก-๛]/.test(name)
  const all = wordsOf(isThai ? name.replace(thaiForms, ' ') : name)
  const kept = all.filter((word) => !family.has(word))
  const words = (kept.length > 0 ? kept : all).map((word) => word.replace(hebrewAnd, ''))
  const own = words.filter((word) => !placing.has(word))
  const forms = all.map((word) => family.get(word)).filter((form) => form !== undefined && !silent.has(form))
  return {
    words,
    own: own.length > 0 ? own : words,
    compact: words.map(spelling).join(''),
    forms: [...new Set(forms)].filter((form) => form !== undefined),
    script: scriptOf(words),
  }
}

/** Compares two names of companies. Sisters share their own words and differ in a place or a line of business. */
export function compareCompanyNames(a: CompanyName, b: CompanyName): CompanyLikeness {
  if (a.words.length === 0 || b.words.length === 0) return 'unknown'
  if (a.script !== b.script) return 'unknown'
  if (a.compact === b.compact) {
    if (a.forms.length > 0 && b.forms.length > 0 && !a.forms.some((form) => b.forms.includes(form))) return 'other_form'
    return a.words.join(' ') === b.words.join(' ') ? 'same' : 'spelling'
  }
  if (numbersOf(a) !== numbersOf(b)) return 'different'
  if (isReordered(a, b)) return 'spelling'
  if (a.compact.length >= 6 && isSlip(a.compact, b.compact)) return 'slip'
  if (isInitials(a, b) || isInitials(b, a)) return 'initials'
  if (a.own.join(' ') === b.own.join(' ')) return 'sister'
  return isBegun(a, b) || isBegun(b, a) ? 'more' : 'different'
}

function numbersOf({ words }: CompanyName): string {
  return words.filter((word) => /\d/.test(word)).join(' ')
}

function isReordered(a: CompanyName, b: CompanyName): boolean {
  return a.words.length > 1 && a.words.map(spelling).sort().join(' ') === b.words.map(spelling).sort().join(' ')
}

function isInitials(short: CompanyName, long: CompanyName): boolean {
  const initials = long.words.map((word) => word[0]).join('')
  return initials.length >= 3 && short.words.length === 1 && short.words[0] === initials
}

/** Whether one name goes on where the other ends: 'Kestrel' and 'Kestrel Instruments'. */
function isBegun(short: CompanyName, long: CompanyName): boolean {
  return (
    short.words.length < long.words.length &&
    short.words.every((word, at) => spelling(word) === spelling(long.words[at] ?? ''))
  )
}
