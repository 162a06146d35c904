import { type History, at, codeOf, noDay } from './history.ts'
import type { Life } from './lives.ts'
import type { ProcessMap } from './stages.ts'
import type { Walk } from './visits.ts'

/** Arrivals and activities are those of so many days at most: a process changes, and last year's say little. */
export const windowDays = 90

/** What came through a stage, and when last. */
export interface StageMovement {
  /** First entries from the first day asked about on. */
  readonly entered: number
  /** The last day on which a deal went on from it, days since 1970-01-01. */
  readonly lastPassedOn: number | null
}

export interface Movement {
  readonly stages: ReadonlyMap<string, StageMovement>
  /** Moves to a later stage. */
  readonly moves: number
  /** The day the first of the deals was opened. */
  readonly firstOpenedOn: number | null
  /** Deals won in the currency asked for, and the sum of their amounts in minor units. */
  readonly won: { readonly n: number; readonly minor: number }
}

interface Asked {
  readonly process: ProcessMap
  readonly currency: string
  /** The first day of the window, days since 1970-01-01. */
  readonly since: number
}

/** Adds up how measured lives moved through the stages of late, and what the won ones were worth. */
export function movementSum(history: History, { process, currency, since }: Asked) {
  const inCurrency = codeOf(history.codes, currency)
  // By the number of the place, counted from 1, as visits are.
  const entered = new Int32Array(process.places.length + 1)
  const lastPassedOn = new Int32Array(process.places.length + 1).fill(noDay)
  const won = { n: 0, minor: 0 }
  let firstOpenedOn: number | null = null
  let moves = 0
  const pass = (place: number, day: number) => {
    if (day > at(lastPassedOn, place)) lastPassedOn[place] = day
  }
  const add = (life: Life, walk: Walk): void => {
    firstOpenedOn = Math.min(firstOpenedOn ?? life.started, life.started)
    const minor = at(history.deals.amountMinor, life.deal)
    if (life.standing === 'won' && !Number.isNaN(minor) && at(history.deals.currency, life.deal) === inCurrency) {
      won.n++
      won.minor += minor
    }
    let [before, furthest] = [0, 0]
    for (let number = 0; number < walk.length; number++) {
      const place = at(walk.at, number)
      const enteredOn = at(walk.enteredOn, number)
      if (before > 0 && place > before && walk.mapped[number] === 0) moves++
      before = place
      if (place <= furthest) continue
      if (walk.dated[number] === 1 && enteredOn >= since) entered[place] = at(entered, place) + 1
      if (furthest > 0) pass(furthest, enteredOn)
      furthest = place
    }
    if (furthest > 0 && life.standing === 'won') pass(furthest, life.until)
  }
  const movement = (): Movement => ({ stages: byKey(process, entered, lastPassedOn), moves, firstOpenedOn, won })
  return { add, movement }
}

/** A stage is the same in all versions that have its key. */
function byKey({ places }: ProcessMap, entered: Int32Array, lastPassedOn: Int32Array): Movement['stages'] {
  const stages = new Map<string, StageMovement>()
  for (const [number, { key }] of places.entries()) {
    if (key === null) continue
    const known = stages.get(key)
    const day = Math.max(at(lastPassedOn, number + 1), known?.lastPassedOn ?? noDay)
    stages.set(key, {
      entered: at(entered, number + 1) + (known?.entered ?? 0),
      lastPassedOn: day === noDay ? null : day,
    })
  }
  return stages
}
