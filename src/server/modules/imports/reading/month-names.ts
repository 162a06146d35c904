import { languages } from '../../../../contract/primitives.ts'
import { fold } from '../../../kernel/fold.ts'

let months: ReadonlyMap<string, string> | null = null

/** '05' for May, maj, Mayıs, מאי, במאי, พ.ค.; undefined if it is no month. */
export function monthOf(name: string | undefined): string | undefined {
  months ??= monthNames()
  const plain = bare(name ?? '')
  return months.get(plain) ?? months.get(plain.replace(/^ב/u, ''))
}

/** Whether a month is written in Thai: then its year is of Buddha. */
export function isThaiMonth(name: string): boolean {
  return /[\u0e01-\u0e5b]/.test(name)
}

function bare(name: string): string {
  return fold(name).replace(/[.'"]/g, '')
}

// Files of other countries come too: what our languages do not know, parted by commas, from January on.
const others = `
  januar, februar, märz, april, mai, juni, juli, august, september, oktober, november, dezember
  jan, feb, mrz, apr, mai, jun, jul, aug, sep, okt, nov, dez
  janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre
  jan, feb, mar, apr, may, jun, jul, aug, sept, oct, nov, dec
  oca, şub, mar, nis, may, haz, tem, ağu, eyl, eki, kas, ara
`

function monthNames(): Map<string, string> {
  const lists = others
    .trim()
    .split('\n')
    .map((line) => line.split(','))
  for (const language of languages) {
    for (const month of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' })
      lists.push(Array.from({ length: 12 }, (_, at) => format.format(new Date(Date.UTC(2024, at, 15)))))
    }
  }
  const names = new Map<string, string>()
  for (const list of lists)
    for (const [at, name] of list.entries()) names.set(bare(name), String(at + 1).padStart(2, '0'))
  return names
}

let weekday: RegExp | null = null

/** A date without its day of the week, before or behind it, which says nothing that the date does not. */
export function withoutWeekday(text: string): string {
  weekday ??= weekdayPattern()
  return text.replace(weekday, '').trim()
}

function weekdayPattern(): RegExp {
  const names = languages.flatMap((language) =>
    (['long', 'short'] as const).flatMap((style) => {
      const format = new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' })
      return Array.from({ length: 7 }, (_, at) => format.format(new Date(Date.UTC(2024, 0, at + 1))).replace(/\.$/, ''))
    }),
  )
  const any = names
    .toSorted((one, other) => other.length - one.length)
    .map((name) => name.replace(/[.\\^$*+?()[\]{}|]/g, '\\$&'))
    .join('|')
  // Thai and Danish put a word between: วันพุธที่ 14, onsdag den 14.
  return new RegExp(`^(?:(?:${any})(?=[\\s.,]|ที่))?[.,]?\\s*(?:ที่|den\\s|d\\.\\s)?\\s*|[,\\s]+(?:${any})$`, 'giu')
}

const morning = /^(?:a|f\.?m|öö|לפנה|ก่อน)/iu
const afternoon = /^(?:p|e\.?m|ös|אחה|หลัง)/iu

/** Whether a mark of half a day is that of its second half; null where there is none, as beside 24 hours. */
export function isAfternoon(half: string | undefined): boolean | null {
  if (half === undefined) return null
  return afternoon.test(half) ? true : morning.test(half) ? false : null
}
