import { plainNumber } from './workbook.ts'
import { type Attributes, hearXml } from './xml.ts'

/** What the number of a cell is: as it stands, a day, a time of day, or both. */
export type NumberKind = 'number' | 'date' | 'time'

// The formats that a workbook need not describe: dates, times of day, and those of East Asia and Thailand.
const dates = [
  [14, 17],
  [22, 22],
  [27, 31],
  [36, 36],
  [50, 54],
  [57, 58],
  [71, 74],
  [77, 77],
  [81, 81],
] as const
const times = [
  [18, 21],
  [32, 35],
  [45, 45],
  [47, 47],
  [55, 56],
  [75, 76],
  [78, 80],
] as const

function builtIn(id: number): NumberKind {
  const isAmong = (ranges: readonly (readonly [number, number])[]) =>
    ranges.some(([from, to]) => id >= from && id <= to)
  return isAmong(dates) ? 'date' : isAmong(times) ? 'time' : 'number'
}

/** The kind of each style of cells, by its place among them. @throws Unreadable */
export async function cellKinds(styles: AsyncIterable<Buffer>): Promise<NumberKind[]> {
  const own = new Map<number, NumberKind>()
  const kinds: NumberKind[] = []
  let inCellXfs = false
  const hearing = {
    open(name: string, attributes: Attributes) {
      const id = Number(attributes['numFmtId'])
      if (name === 'numFmt') own.set(id, kindOfFormat(attributes['formatCode'] ?? ''))
      if (name === 'cellXfs') inCellXfs = true
      if (name === 'xf' && inCellXfs) kinds.push(own.get(id) ?? builtIn(id))
    },
    close(name: string) {
      if (name === 'cellXfs') inCellXfs = false
    },
    text() {},
  }
  for await (const _ of hearXml(styles, hearing)) void _
  return kinds
}

/** What a format such as `[$-409]d mmm yyyy;@` shows a number as. */
export function kindOfFormat(code: string): NumberKind {
  const [first = ''] = code.split(';')
  const bare = first.replace(/"[^"]*"|\\.|[_*]./g, '')
  // [h]:mm counts hours, as in 37:30; it is an amount of time, no moment.
  if (/\[(?:h+|m+|s+)\]/i.test(bare)) return 'number'
  const letters = bare
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general|e[+-]/gi, '')
    .replace(/AM\/PM|A\/P/gi, 'h')
  // A year of Buddha's is bbbb, one of an emperor's e.
  if (/[ydbe]/i.test(letters) || /m{3}/i.test(letters)) return 'date'
  if (/[hs]/i.test(letters)) return 'time'
  return /m/i.test(letters) ? 'date' : 'number'
}

const dayMilliseconds = 86_400_000
// A workbook of 1900 counts a 29 February of that year, which never was: behind it the first day is one earlier.
const firstDay = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const

/** The day, the time of day or both that a number of days means: '2024-05-14', '10:30:00', '2024-05-14T10:30:00'. */
export function fromSerial(text: string, kind: 'date' | 'time', system: 1900 | 1904): string {
  const days = Number(text)
  // Excel's last day is 31 December 9999.
  if (!(days >= 0 && days < 2_958_466)) return plainNumber(text)
  const shifted = system === 1900 && days < 60 && days >= 1 ? days + 1 : days
  const moment = new Date(firstDay[system] + Math.round(shifted * 86_400) * 1000)
  const iso = moment.toISOString()
  if (kind === 'time' && days < 1) return iso.slice(11, 19)
  return moment.getTime() % dayMilliseconds === 0 ? iso.slice(0, 10) : iso.slice(0, 19)
}
