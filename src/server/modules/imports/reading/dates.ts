import type { ImportMapping } from '../../../../contract/imports.ts'
import { westernDigits } from './digits.ts'
import { isAfternoon, isThaiMonth, monthOf, withoutWeekday } from './month-names.ts'

export type DateOrder = ImportMapping['files'][string]['dateOrder']

/** A date as a cell says it. `time` is '14:05:09' or null; `offset` is 'Z', '+02:00' or null for the local clock. */
export interface ReadDate {
  readonly day: string
  readonly time: string | null
  readonly offset: string | null
}

const clock = String.raw`(?:(?:[T,\s]|\sat\s|\skl\.?\s|\sเวลา\s)\s*(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,:]\d{1,9})?)?\s*([AaPp]\.?[Mm]\.?|ÖÖ|ÖS|[fe]\.?m\.?|לפנה["״]צ|אחה["״]צ|ก่อนเที่ยง|หลังเที่ยง|น\.)?\s*(Z|(?:UTC|GMT)?\s?[+-]\d{2}(?::?\d{2})?|UTC|GMT)?(?:\s*\([^)]*\))?)?`
const yearFirst = new RegExp(String.raw`^(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})\.?${clock}$`)
const yearLast = new RegExp(String.raw`^(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|\d{2})${clock}$`)
const dayName = new RegExp(
  String.raw`^(\d{1,2})(?:\.|st|nd|rd|th)?[\s-]*(?:of\s|de\s)?([\p{L}\p{M}.'’׳]+?)\.?[\s,/-]*(\d{4}|\d{2})${clock}$`,
  'u',
)
const nameDay = new RegExp(String.raw`^([\p{L}\p{M}.]+?)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${clock}$`, 'u')
const yearName = new RegExp(String.raw`^(\d{4})[\s-]+([\p{L}\p{M}.]+?)\.?[\s-]+(\d{1,2})${clock}$`, 'u')
// As JavaScript writes it: May 14 2026 10:00:00 GMT+0200; and as Unix does: May 14 10:00:00 2026.
const unixLike = /^([A-Z][a-z]{2}) (\d{1,2}) (\d{1,2}):(\d{2}):(\d{2})(?: [A-Z]{3,4})? (\d{4})$/
const compact = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/

/** The date in a cell, its numbers taken in this order; null if there is none, or none that exists. */
export function readDate(cell: string, order: DateOrder): ReadDate | null {
  const text = plainDate(cell)
  const first = yearFirst.exec(text)
  if (first) return dated(first[1], first[2], first[3], first.slice(4))
  const last = yearLast.exec(text)
  if (last) {
    const [one, two, three] = last.slice(1)
    const clockParts = last.slice(4)
    if (order === 'ymd' && three?.length === 2) return dated(one, two, three, clockParts)
    return order === 'mdy' ? dated(three, one, two, clockParts) : dated(three, two, one, clockParts)
  }
  return inWords(text) ?? inDigits(text)
}

// Which years are counted is told by the year itself.
const era = /\s*(?:พ\.\s?ศ\.|ค\.\s?ศ\.)\s*/u

function plainDate(cell: string): string {
  const text = westernDigits(cell)
    .replace(/[\u200e\u200f]/g, '')
    .replace(/[\u00a0\u202f]/g, ' ')
    .trim()
  return /^\d[\d\s:./TZ+-]*$/.test(text) ? text : withoutWeekday(text.replace(era, ' '))
}

function inWords(text: string): ReadDate | null {
  const named = dayName.exec(text)
  const month = monthOf(named?.[2])
  if (named && month !== undefined) return dated(thaiYear(named[3], named[2]), month, named[1], named.slice(4))
  const american = nameDay.exec(text)
  if (american) return dated(american[3], monthOf(american[1]), american[2], american.slice(4))
  const first = yearName.exec(text)
  if (first) return dated(first[1], monthOf(first[2]), first[3], first.slice(4))
  const unix = unixLike.exec(text)
  return unix ? dated(unix[6], monthOf(unix[1]), unix[2], [unix[3], unix[4], unix[5]]) : null
}

/** Two digits beside a month in Thai are of a year of Buddha: 69 is 2569. */
function thaiYear(year: string | undefined, month: string | undefined): string | undefined {
  return year?.length === 2 && isThaiMonth(month ?? '') ? `25${year}` : year
}

const firstOfExcel = Date.UTC(1899, 11, 30)
// 1954 to 2119: a number beyond is no date that a salesperson meets.
const leastSerial = 20_000
const mostSerial = 80_000

/** Digits without a sign between: 20260514, a day as Excel counts it, or milliseconds as programs do. */
function inDigits(text: string): ReadDate | null {
  const day = compact.exec(text)
  const read = day && dated(day[1], day[2], day[3], [day[4], day[5], day[6], undefined, day[7]])
  if (read) return read
  if (/^\d{13}$/.test(text)) return { ...momentOf(Number(text)), offset: 'Z' }
  if (!/^\d{5}(?:[.,]\d+)?$/.test(text)) return null
  const days = Number(text.replace(',', '.'))
  if (days < leastSerial || days > mostSerial) return null
  const { day: on, time } = momentOf(firstOfExcel + Math.round(days * 86_400) * 1000)
  return { day: on, time: time === '00:00:00' ? null : time, offset: null }
}

function momentOf(milliseconds: number): { day: string; time: string } {
  const iso = new Date(milliseconds).toISOString()
  return { day: iso.slice(0, 10), time: iso.slice(11, 19) }
}

function dated(
  yearText: string | undefined,
  month: string | undefined,
  day: string | undefined,
  [hours, minutes, seconds, half, zone]: (string | undefined)[],
): ReadDate | null {
  const date = `${fullYear(yearText ?? '')}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`
  if (!exists(date)) return null
  if (hours === undefined) return { day: date, time: null, offset: null }
  const afternoon = isAfternoon(half)
  const hour = afternoon === null ? Number(hours) : (Number(hours) % 12) + (afternoon ? 12 : 0)
  if (hour > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return null
  return {
    day: date,
    time: `${String(hour).padStart(2, '0')}:${minutes}:${seconds ?? '00'}`,
    offset: offsetOf(zone),
  }
}

/** '+02:00' for +0200, GMT+2 and +02; null without a zone. */
function offsetOf(zone: string | undefined): string | null {
  if (zone === undefined) return null
  const [, hours, minutes = '00'] = /([+-]\d{2}):?(\d{2})?$/.exec(zone) ?? []
  return hours === undefined ? 'Z' : `${hours}:${minutes}`
}

// Thai files count years from the Buddha's passing, 543 before ours.
function fullYear(text: string): string {
  const year = Number(text)
  if (text.length === 2) return String(year < 70 ? 2000 + year : 1900 + year)
  return String(year >= 2400 && year < 2700 ? year - 543 : year)
}

function exists(day: string): boolean {
  if (!/^(?:19|20)\d{2}-\d{2}-\d{2}$/.test(day)) return false
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

/** What the cells of a file say about the order of day and month: 10/20/2016 can only be month first. */
export interface DateEvidence {
  see(cell: string): void
  /** The order, or `otherwise` where the cells do not decide it: then with one that may be either way round. */
  order(otherwise: DateOrder): { order: DateOrder; unclear: string | null }
}

const orders = ['dmy', 'mdy', 'ymd'] as const satisfies readonly DateOrder[]

export function dateEvidence(): DateEvidence {
  const seen = { dmy: 0, mdy: 0, ymd: 0 }
  let either: string | null = null
  return {
    see(cell) {
      const parts = yearLast.exec(plainDate(cell))
      if (!parts) return
      const [first, second] = [Number(parts[1]), Number(parts[2])]
      // 98-05-14 can only begin with its year.
      if (first > 31 && second <= 12) seen.ymd++
      else if (first > 12 && second <= 12) seen.dmy++
      else if (second > 12 && first <= 12) seen.mdy++
      else if (first !== second && first <= 12) either ??= cell.trim()
    },
    order(otherwise) {
      const best = orders.reduce((one, other) => (seen[other] > seen[one] ? other : one))
      const isTied = orders.some((one) => one !== best && seen[one] === seen[best])
      return isTied ? { order: otherwise, unclear: either } : { order: best, unclear: null }
    },
  }
}
