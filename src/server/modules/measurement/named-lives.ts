import { type Coming, type Goal, comings } from './coming.ts'
import type { History } from './history.ts'
import { type Life, eachLife } from './lives.ts'
import { idAt, placeOf } from './packed-ids.ts'
import type { Scope } from './scope.ts'

/** A deal named, as it stood: its days are numbers of days since 1970-01-01. */
export interface NamedLife
  extends Pick<Life, 'standing' | 'dated' | 'started' | 'until' | 'days' | 'late' | 'measured'> {
  readonly id: string
  /** Whether it came to what it is followed to. */
  readonly coming: Coming
}

interface LivesAsked {
  readonly scope: Scope
  readonly ids: readonly string[]
  /** What they are followed to; that they are won unless said. */
  readonly goal?: Goal
}

/** The lives of some deals; those that did not exist on the day are left out. */
export function livesFigure(history: History, { scope, ids: named, goal = { kind: 'won' } }: LivesAsked) {
  const { ids } = history.deals
  const places = new Set(named.map((id) => placeOf(ids, id)).filter((place) => place >= 0))
  const found: NamedLife[] = []
  const come = comings(history, scope, goal)
  const show = (life: Life) => {
    const { deal, standing, dated, started, until, days, late, measured } = life
    found.push({ id: idAt(ids, deal), standing, dated, started, until, days, late, measured, coming: come(life) })
  }
  eachLife(history, scope, show, [...places])
  return found
}
