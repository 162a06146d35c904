import { ImpossibleInput, assertCount, at } from './impossible-input.ts'

/**
 * `count` subjects with the same history, in days since their start. Because durations are whole days, rows grouped
 * by (entry, time, cause) in SQL carry exactly what one row a subject would.
 */
export interface SurvivalRow {
  /** Last moment before the subject is at risk: −½ when seen from its start, else max(0, observed_from − start) − ½. */
  entry: number
  /** Day of the end, or the last day seen. At risk on day t means entry < t ≤ time. */
  time: number
  /** 0 = still open (censored) at `time`; 1, 2, … = how it ended. */
  cause: number
  count: number
}

/** A distinct day on which somebody left the risk set, by an end or by being still open. */
export interface RiskDay {
  day: number
  atRisk: number
  /** Ends of any cause on this day; those still open on it leave after them. */
  events: number
  /** `eventsByCause[k − 1]` ends of cause k. */
  eventsByCause: number[]
}

export interface RiskTable {
  n: number
  causes: number
  days: RiskDay[]
  /** One entry per history: at risk on `days[from] … days[to]`. */
  spells: Spells
}

export interface Spells {
  length: number
  from: Int32Array
  to: Int32Array
  cause: Int32Array
  count: Float64Array
}

/**
 * The same subjects with one row for each distinct history, rows without a count left out. Everything after it costs by
 * histories instead of subjects. Throws ImpossibleInput for a row that cannot be: entry before −½, time ≤ entry, a
 * negative or broken count or cause.
 */
export function grouped(rows: readonly SurvivalRow[]): readonly SurvivalRow[] {
  for (const row of rows) assertRow(row)
  return areDistinct(rows) ? rows : merged(rows)
}

/** Whether all of them count, in ascending order of cause, entry and time, as they come out of a table of counts. */
function areDistinct(rows: readonly SurvivalRow[]): boolean {
  for (let i = 0; i < rows.length; i++) {
    const [row, before] = [rows[i], rows[i - 1]]
    if (row === undefined || row.count === 0) return false
    if (before !== undefined && !isAfter(row, before)) return false
  }
  return true
}

function isAfter(row: SurvivalRow, before: SurvivalRow): boolean {
  if (row.cause !== before.cause) return row.cause > before.cause
  return row.entry === before.entry ? row.time > before.time : row.entry > before.entry
}

function merged(rows: readonly SurvivalRow[]): SurvivalRow[] {
  const byEntry = new Map<number, Map<number, SurvivalRow[]>>()
  const histories: SurvivalRow[] = []
  for (const row of rows) {
    if (row.count === 0) continue
    const byTime = byEntry.get(row.entry) ?? new Map<number, SurvivalRow[]>()
    if (byTime.size === 0) byEntry.set(row.entry, byTime)
    const here = byTime.get(row.time) ?? []
    if (here.length === 0) byTime.set(row.time, here)
    const same = here.find((history) => history.cause === row.cause)
    if (same !== undefined) {
      same.count += row.count
      continue
    }
    const history = { ...row }
    here.push(history)
    histories.push(history)
  }
  return histories
}

/** Distinct days on which a subject leaves, ascending. */
export function exitDays(histories: readonly SurvivalRow[]): number[] {
  return [...new Set(histories.map((history) => history.time))].sort((a, b) => a - b)
}

/**
 * Who is at risk and who ends, day by day, in O(histories + days · log days). `days` may be wider than the histories' own
 * exit days, so that several groups share one grid. Throws ImpossibleInput for a cause above `causes`.
 */
export function riskTable(histories: readonly SurvivalRow[], causes?: number, days = exitDays(histories)): RiskTable {
  const spells = spellsOf(histories, days)
  const width = causes ?? spells.cause.reduce((most, cause) => Math.max(most, cause), 1)
  const table = days.map((day): RiskDay => ({ day, atRisk: 0, events: 0, eventsByCause: Array<number>(width).fill(0) }))
  const change = new Float64Array(days.length + 1)
  let n = 0
  for (let i = 0; i < spells.length; i++) {
    const count = at(spells.count, i)
    const cause = at(spells.cause, i)
    const to = at(spells.to, i)
    if (cause > width) throw new ImpossibleInput('cause_unknown', cause)
    n += count
    change[at(spells.from, i)] = at(change, at(spells.from, i)) + count
    change[to + 1] = at(change, to + 1) - count
    const leaving = table[to]
    if (leaving === undefined || cause === 0) continue
    leaving.events += count
    leaving.eventsByCause[cause - 1] = at(leaving.eventsByCause, cause - 1) + count
  }
  let atRisk = 0
  table.forEach((day, index) => {
    atRisk += at(change, index)
    day.atRisk = atRisk
  })
  return { n, causes: width, days: table, spells }
}

function spellsOf(histories: readonly SurvivalRow[], days: readonly number[]): Spells {
  const dayIndex = new Map(days.map((day, index) => [day, index]))
  // Entries repeat (most are −½), so that the search for the first day after an entry is remembered.
  const firstAfter = new Map<number, number>()
  const spells: Spells = {
    length: histories.length,
    from: new Int32Array(histories.length),
    to: new Int32Array(histories.length),
    cause: Int32Array.from(histories, (history) => history.cause),
    count: Float64Array.from(histories, (history) => history.count),
  }
  histories.forEach(({ entry, time }, i) => {
    const to = dayIndex.get(time)
    if (to === undefined) throw new ImpossibleInput('day_not_in_table', time)
    const from = firstAfter.get(entry) ?? firstIndex(days.length, (index) => at(days, index) > entry)
    firstAfter.set(entry, from)
    spells.from[i] = from
    spells.to[i] = to
  })
  return spells
}

/** Smallest index in 0 … length for which the condition holds, given that it holds ever after (binary search). */
export function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

export function assertRow(row: SurvivalRow): void {
  assertCount(row.count)
  if (!(Number.isSafeInteger(row.cause) && row.cause >= 0)) throw new ImpossibleInput('cause_not_whole', row)
  if (!(row.entry >= -0.5)) throw new ImpossibleInput('entry_before_start', row)
  if (!(row.time > row.entry && Number.isFinite(row.time))) throw new ImpossibleInput('time_not_after_entry', row)
}
