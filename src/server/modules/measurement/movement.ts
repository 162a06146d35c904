import { amountsThen } from './amounts-then.ts'
import { type History, codeOf, noDay } from './history.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'
import type { Times } from './sums.ts'
import { tally } from './tally.ts'
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
}

/** Adds up how measured lives moved through the stages of late, and what the won ones were worth. */
function movementSum(history: History, { process, currency }: Asked) {
  // By the number of the place, counted from 1, as visits are, and by days since 1970-01-01.
  const [entered, passed] = [tally(process.places.length + 1), tally(process.places.length + 1)]
  const opened = tally(1)
  const won = { n: 0, minor: 0 }
  const moves = { n: 0 }
  const counting = (times: Times, scope: Scope) => {
    const { deals, codes } = history
    const amountOf = amountsThen(history, scope)
    const inCurrency = codeOf(codes, currency)
    return (life: Life, walk: Walk): void => {
      if (!life.measured) return
      opened.add(0, life.started, 0, times)
      const minor = amountOf(life.deal)
      if (life.standing === 'won' && !Number.isNaN(minor) && (deals.currency[life.deal] ?? 0) === inCurrency) {
        won.n += times
        won.minor += times * minor
      }
      let [before, furthest] = [0, 0]
      for (let number = 0; number < walk.length; number++) {
        const place = walk.at[number] ?? 0
        const enteredOn = walk.enteredOn[number] ?? 0
        if (before > 0 && place > before && walk.mapped[number] === 0) moves.n += times
        before = place
        if (place <= furthest) continue
        if (walk.dated[number] === 1) entered.add(place, enteredOn, 0, times)
        if (furthest > 0) passed.add(furthest, enteredOn, 0, times)
        furthest = place
      }
      if (furthest > 0 && life.standing === 'won') passed.add(furthest, life.until, 0, times)
    }
  }
  /** `since` is the first day of the window, days since 1970-01-01. */
  const movement = (since: number): Movement => {
    const enteredSince = new Int32Array(process.places.length + 1)
    entered.each((place, day, _late, count) => {
      if (day >= since) enteredSince[place] = (enteredSince[place] ?? 0) + count
    })
    const lastPassedOn = new Int32Array(process.places.length + 1).fill(noDay)
    passed.each((place, day) => {
      lastPassedOn[place] = Math.max(lastPassedOn[place] ?? 0, day)
    })
    let firstOpenedOn: number | null = null
    opened.each((_, day) => {
      firstOpenedOn = Math.min(firstOpenedOn ?? day, day)
    })
    return { stages: byKey(process, enteredSince, lastPassedOn), moves: moves.n, firstOpenedOn, won }
  }
  return { counting, movement, state: { entered, passed, opened, won, moves } }
}

export function movementPart(history: History, asked: Asked) {
  return { name: `movement ${asked.currency}`, begin: () => movementSum(history, asked) }
}

/** A stage is the same in all versions that have its key. */
function byKey({ places }: ProcessMap, entered: Int32Array, lastPassedOn: Int32Array): Movement['stages'] {
  const stages = new Map<string, StageMovement>()
  for (const [number, { key }] of places.entries()) {
    if (key === null) continue
    const known = stages.get(key)
    const day = Math.max(lastPassedOn[number + 1] ?? 0, known?.lastPassedOn ?? noDay)
    stages.set(key, {
      entered: (entered[number + 1] ?? 0) + (known?.entered ?? 0),
      lastPassedOn: day === noDay ? null : day,
    })
  }
  return stages
}
