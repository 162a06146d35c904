import type { ImportMapping } from '../../../../contract/imports.ts'
import { languages } from '../../../../contract/primitives.ts'
import { fold } from '../../../kernel/fold.ts'

export type DateOrder = ImportMapping['files'][string]['dateOrder']

/** A date as a cell says it. `time` is '14:05:09' or null; `offset` is 'Z', '+02:00' or null for the local clock. */
export interface ReadDate {
  readonly day: string
  readonly time: string | null
  readonly offset: string | null
}

const clock = String.raw`(?:[T,\s]\s*(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?`
const yearFirst = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${clock}$`)
const yearLast = new RegExp(`^(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4}|\\d{2})${clock}$`)
const dayName = new RegExp(String.raw`^(\d{1,2})\.?[\s-]+([\p{L}\p{M}.]+?)\.?[\s,-]+(\d{4}|\d{2})${clock}$`, 'u')
const nameDay = new RegExp(String.raw`^([\p{L}\p{M}.]+?)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${clock}$`, 'u')
const compact = /^(\d{4})(\d{2})(\d{2})$/

/** The date in a cell, its numbers taken in this order; null if there is none, or none that exists. */
export function readDate(cell: string, order: DateOrder): ReadDate | null {
  const text = cell.trim()
  const first = yearFirst.exec(text) ?? compact.exec(text)
  if (first) return dated(first[1], first[2], first[3], first.slice(4))
  const last = yearLast.exec(text)
  if (last) {
    const [month, day] = order === 'mdy' ? [last[1], last[2]] : [last[2], last[1]]
    return dated(last[3], month, day, last.slice(4))
  }
  const named = dayName.exec(text)
  if (named) return dated(named[3], monthOf(named[2]), named[1], named.slice(4))
  const american = nameDay.exec(text)
  return american ? dated(american[3], monthOf(american[1]), american[2], american.slice(4)) : null
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
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (/^p/i.test(half) ? 12 : 0)
  if (hour > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return null
  return {
    day: date,
    time: `${String(hour).padStart(2, '0')}:${minutes}:${seconds ?? '00'}`,
    offset: zone === undefined ? null : zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2'),
  }
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

let months: ReadonlyMap<string, string> | null = null

/** '05' for May, mai, Mayıs, מאי, במאי, พ.ค.; undefined if it is no month. */
function monthOf(name: string | undefined): string | undefined {
  months ??= monthNames()
  const folded = fold(name ?? '').replaceAll('.', '')
  return months.get(folded) ?? months.get(folded.replace(/^ב/u, ''))
}

function monthNames(): Map<string, string> {
  const names = new Map<string, string>()
  for (const language of languages) {
    for (const month of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' })
      for (let at = 0; at < 12; at++) {
        const name = fold(format.format(new Date(Date.UTC(2024, at, 15)))).replaceAll('.', '')
        names.set(name, String(at + 1).padStart(2, '0'))
      }
    }
  }
  return names
}

/** What the cells of a file say about the order of day and month: 10/20/2016 can only be month first. */
export interface DateEvidence {
  see(cell: string): void
  /** The order, and whether the cells themselves decide it; `otherwise` where they do not. */
  order(otherwise: DateOrder): { order: DateOrder; sure: boolean }
}

export function dateEvidence(): DateEvidence {
  const seen = { dmy: 0, mdy: 0, either: 0 }
  return {
    see(cell) {
      const parts = yearLast.exec(cell.trim())
      if (!parts) return
      const [first, second] = [Number(parts[1]), Number(parts[2])]
      if (first > 12 && second <= 12) seen.dmy++
      else if (second > 12 && first <= 12) seen.mdy++
      else if (first !== second) seen.either++
    },
    order(otherwise) {
      if (seen.dmy === seen.mdy) return { order: otherwise, sure: seen.either === 0 && seen.dmy === 0 }
      return { order: seen.dmy > seen.mdy ? 'dmy' : 'mdy', sure: true }
    },
  }
}
