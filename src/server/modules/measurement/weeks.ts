import { type History, dayNumber } from './history.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import { type Times, sumsOf } from './sums.ts'

/** The day of each thing that is counted by weeks; null where it did not happen. */
const happened = {
  opened: ({ started }: Life) => started,
  won: ({ standing, until }: Life) => (standing === 'won' ? until : null),
  lost: ({ standing, until }: Life) => (standing === 'open' || standing === 'won' ? null : until),
} as const
type Counted = keyof typeof happened

interface Asked {
  readonly scope: Scope
  /** The first day of the week that ends with the scope's. */
  readonly from: string
  /** So many weeks before it at most. */
  readonly most: number
}

export interface Weeks {
  readonly counts: Readonly<Record<Counted, number>>
  /** Counted over the whole weeks before, since the first deal. */
  readonly before: Readonly<Record<Counted, number>>
  readonly weeks: number
}

/** How many deals were opened, won, and lost or put off in a week, and in the weeks before it; as they stood on its last day. */
export function weeksFigure(history: History, { scope, from, most }: Asked): Weeks {
  const start = dayNumber(from)
  const [{ days }] = sumsOf(history, { scope, process: null }, [{ name: 'days of weeks', begin: daysSum }])
  const first = Math.min(start, ...[...days.opened].flatMap(([day, n]) => (n > 0 ? [day] : [])))
  const weeks = Math.min(most, Math.floor((start - first) / 7))
  const since = start - weeks * 7
  const counts = { opened: 0, won: 0, lost: 0 }
  const before = { opened: 0, won: 0, lost: 0 }
  for (const code of ['opened', 'won', 'lost'] as const)
    for (const [day, n] of days[code]) {
      if (day >= start) counts[code] += n
      else if (day >= since) before[code] += n
    }
  return { counts, before, weeks }
}

/** How many deals were opened, won and lost on each day. */
function daysSum() {
  const days = { opened: new Map<number, number>(), won: new Map<number, number>(), lost: new Map<number, number>() }
  const counting =
    (times: Times) =>
    (life: Life): void => {
      if (!life.measured) return
      for (const code of ['opened', 'won', 'lost'] as const) {
        const day = happened[code](life)
        if (day !== null) days[code].set(day, (days[code].get(day) ?? 0) + times)
      }
    }
  return { counting, days }
}

/** Whether something happened to a deal since a day: 'won/2026-11-16'. */
export function weekTimes(code: string, from: string): (life: Life) => number {
  const dayOf = Object.hasOwn(happened, code) ? happened[code as Counted] : () => null // It is one of them.
  const start = dayNumber(from)
  return (life) => Number(life.measured && (dayOf(life) ?? -Infinity) >= start)
}
