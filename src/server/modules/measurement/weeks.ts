import { type History, dayNumber } from './history.ts'
import { type Life, eachLife } from './lives.ts'
import type { Scope } from './scope.ts'

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
  const counts = { opened: 0, won: 0, lost: 0 }
  const before = { opened: [] as number[], won: [] as number[], lost: [] as number[] }
  let first = start
  eachLife(history, scope, (life) => {
    if (!life.measured) return
    first = Math.min(first, life.started)
    for (const code of ['opened', 'won', 'lost'] as const) {
      const day = happened[code](life)
      if (day === null) continue
      if (day >= start) counts[code]++
      else before[code].push(day)
    }
  })
  const weeks = Math.min(most, Math.floor((start - first) / 7))
  const since = start - weeks * 7
  const sum = (code: Counted) => before[code].filter((day) => day >= since).length
  return { counts, before: { opened: sum('opened'), won: sum('won'), lost: sum('lost') }, weeks }
}

/** Whether something happened to a deal since a day: 'won/2026-11-16'. */
export function weekTimes(code: string, from: string): (life: Life) => number {
  const dayOf = Object.hasOwn(happened, code) ? happened[code as Counted] : () => null // It is one of them.
  const start = dayNumber(from)
  return (life) => Number(life.measured && (dayOf(life) ?? -Infinity) >= start)
}
