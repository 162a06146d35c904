import { type History, dayText } from './history.ts'
import { type Standing, eachLife } from './lives.ts'
import { idAt } from './packed-ids.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'
import { type Visit, placesIn, visitsOf } from './visits.ts'

/** A deal with the days it has spent in each stage, by the stages' keys. */
export interface DealIntervals {
  readonly id: string
  readonly standing: Standing
  /** Null where the opening, or the end, has no date. */
  readonly openedOn: string | null
  readonly endedOn: string | null
  readonly days: Readonly<Record<string, number>>
}

/** How long each deal stayed where, newest first; a stage that a deal was not in, or whose dates are missing, is not named. */
export function intervalsFigure(
  history: History,
  { scope, process, most }: { readonly scope: Scope; readonly process: ProcessMap; readonly most: number },
): DealIntervals[] {
  const places = placesIn(history, process)
  const found: DealIntervals[] = []
  eachLife(history, scope, (life) => {
    const { deal, standing, dated, started, until } = life
    found.push({
      id: idAt(history.deals.ids, deal),
      standing,
      openedOn: dated ? dayText(started) : null,
      endedOn: dated && standing !== 'open' ? dayText(until) : null,
      days: dated ? daysIn(process, visitsOf(history, places, life)) : {},
    })
  })
  return found.toSorted((one, other) => (one.id < other.id ? 1 : -1)).slice(0, most)
}

function daysIn({ places }: ProcessMap, visits: readonly Visit[]): Record<string, number> {
  const days: Record<string, number> = {}
  for (const { at, enteredOn, leftOn, whole } of visits) {
    const key = places[at - 1]?.key
    if (typeof key === 'string' && whole) days[key] = (days[key] ?? 0) + leftOn - enteredOn
  }
  return days
}
