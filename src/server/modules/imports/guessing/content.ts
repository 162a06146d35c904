import { readAmount } from '../reading/amounts.ts'
import { readDate } from '../reading/dates.ts'
import { bare } from './header-words.ts'

/** What the cells of a column look like, whatever it is called. */
export type Content = 'email' | 'linkedin' | 'domain' | 'phone' | 'country' | 'date' | 'money'

const email = /^[^\s@<>"(),:;\\]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/
const profile = /^(?:https?:\/\/)?(?:[a-z]{2,3}\.)?linkedin\.com\//i
const address =
  /^(?:https?:\/\/|www\.)\S+\.\S+$|^[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:com|net|org|io|se|dk|de|il|tr|th|uk|eu)$/i
// With a sign that numbers have and telephone numbers have not: a bare row of digits may be anything.
const phone = /^(?=(?:.*\d){7,15}[^\d]*$)(?:\+|00|\(|0\d).*$|^\d{2,4}[-\s]\d[\d\s-]{4,}$/
const marked = /(?:[$€£₪₺฿]|\bkr\b|\b[A-Z]{3}\b)/u

/** What most of the cells are: four of five, and three at least, unless there are no more. */
export function contentOf(cells: readonly string[]): Content | null {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  if (filled.length === 0) return null
  const most = (is: (cell: string) => boolean) => filled.filter(is).length >= filled.length * 0.8
  if (most((cell) => email.test(cell))) return 'email'
  if (most((cell) => profile.test(cell))) return 'linkedin'
  if (most((cell) => address.test(cell))) return 'domain'
  if (most(isDate)) return 'date'
  if (most((cell) => phone.test(cell) && /^[\d\s().+/x-]+$/i.test(cell))) return 'phone'
  if (most((cell) => marked.test(cell) && typeof readAmount(cell, '.', 'USD') === 'object' && /\d/.test(cell)))
    return 'money'
  if (most(isCountry)) return 'country'
  return null
}

export function isDate(cell: string): boolean {
  return (readDate(cell, 'dmy') ?? readDate(cell, 'mdy')) !== null
}

let countries: ReadonlySet<string> | null = null

/** Whether a cell names a country in English, or is its code: in capitals, as codes are written. */
export function isCountry(cell: string): boolean {
  countries ??= countryNames()
  return countries.has(bare(cell))
}

function countryNames(): Set<string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const known = letters.flatMap((one) => letters.map((other) => bare(names.of(one + other) ?? '')))
  return new Set(known.filter((name) => name !== ''))
}
