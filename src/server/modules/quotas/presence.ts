import type { QuotaNode } from '../../../contract/quotas.ts'
import { type Year, daysBetween, daysWithin, monthStarts } from './calendar.ts'

type Present = Pick<QuotaNode, 'from' | 'until' | 'capacity' | 'ramp'>

/** The share of each month's days on which a place is held. */
export function presence(node: Pick<Present, 'from' | 'until'>, year: Year): number[] {
  const starts = monthStarts(year)
  return starts.slice(0, -1).map((first, month) => {
    const last = starts[month + 1] ?? first
    return daysWithin(node, first, last) / daysBetween(first, last)
  })
}

/** What somebody can do in each month, 1 for a whole month at full strength: presence × part of full time × ramp. */
export function capacities(node: Present, year: Year): number[] {
  const { from, ramp, capacity } = node
  const begins = from === null ? null : Temporal.PlainDate.from(from).with({ day: 1 })
  const start = Temporal.PlainDate.from(year.startsOn)
  return presence(node, year).map((share, month) => {
    const since =
      begins === null ? ramp.length : begins.until(start.add({ months: month }), { largestUnit: 'months' }).months
    return (share * (capacity / 100) * (ramp[since] ?? 100)) / 100
  })
}
