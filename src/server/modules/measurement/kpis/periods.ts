import type { Grain } from '../../../../contract/kpis.ts'
import { dayNumber, dayText } from '../history.ts'

/** A month or a quarter, by numbers of days since 1970-01-01; both ends belong to it. */
export interface Period {
  readonly from: number
  /** The last day that counts: as of which the figures are, where it is not over. */
  readonly to: number
  readonly complete: boolean
}

const monthsIn = { month: 1, quarter: 3 } satisfies Record<Grain, number>
/** How many periods before the present one are told: a year and the one it is compared with. */
const former = { month: 13, quarter: 9 } satisfies Record<Grain, number>

/** The periods up to a day, the one it lies in last; so many before it. */
export function periodsUntil(asOf: number, grain: Grain, before = former[grain]): Period[] {
  const present = Temporal.PlainDate.from(dayText(asOf)).with({ day: 1 })
  const months = monthsIn[grain]
  const begin = present.subtract({ months: (present.month - 1) % months })
  return Array.from({ length: before + 1 }, (_, place) => {
    const from = begin.subtract({ months: (before - place) * months })
    const end = dayNumber(from.add({ months }).toString()) - 1
    return { from: dayNumber(from.toString()), to: Math.min(end, asOf), complete: end <= asOf }
  })
}

/** The months since January 1970 until the one that a day lies in; below 0 for earlier ones. */
export function monthOf(day: number): number {
  const known = months[day]
  if (known !== undefined && known >= 0) return known
  const date = new Date(day * 86_400_000)
  const month = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
  if (known !== undefined) months[day] = month
  return month
}

/** A date would be made for each of a million deals; −1 where nobody has asked. */
const months = new Int32Array(50_000).fill(-1)

/** Finds the place of the period that a day lies in, −1 for none: by a table, for those who ask it of a million deals. */
export function periodsByDay(periods: readonly Period[]): (day: number) => number {
  const first = periods[0]?.from ?? 0
  const places = Int32Array.from(periods.flatMap(({ from, to }, place) => Array<number>(to - from + 1).fill(place)))
  return (day) => (day < first || day - first >= places.length ? -1 : (places[day - first] ?? -1))
}

/** The place of the period that a day lies in; −1 for none. */
export function periodOf(periods: readonly Period[], day: number): number {
  const place = periods.findLastIndex(({ from }) => from <= day)
  return place >= 0 && day <= (periods[place]?.to ?? 0) ? place : -1
}
