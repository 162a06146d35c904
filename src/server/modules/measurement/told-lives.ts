import { dealOutcome } from '../../../statistics/index.ts'
import type { History } from './history.ts'
import { causes } from './cohort.ts'
import { type Life, eachLife } from './lives.ts'
import type { Scope } from './scope.ts'

/** A deal as it stood, in plain values; days are numbered as `dayNumber` does. */
export interface ToldLife extends Pick<Life, 'started' | 'until' | 'late' | 'measured'> {
  readonly id: string
  /** A `dealOutcome`. */
  readonly cause: (typeof dealOutcome)[keyof typeof dealOutcome]
  readonly ownerId: string | null
  readonly sourceId: string | null
}

interface Asked {
  readonly scope: Scope
  /** Only these deals; null for all that the scope chooses. */
  readonly only: readonly string[] | null
}

/** The chosen deals one by one, for those who group them by what the history does not know. */
export function livesFigure(history: History, { scope, only }: Asked): ToldLife[] {
  const wanted = only === null ? null : new Set(only)
  const told: ToldLife[] = []
  const named = (code: number) => history.codes.ids[code] || null
  eachLife(history, scope, ({ deal, standing, started, until, late, measured, owner, source }) => {
    const id = history.deals.ids[deal] ?? ''
    if (wanted !== null && !wanted.has(id)) return
    const cause = causes[standing]
    told.push({ id, cause, started, until, late, measured, ownerId: named(owner), sourceId: named(source) })
  })
  return told
}
