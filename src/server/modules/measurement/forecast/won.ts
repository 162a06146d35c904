import type { RateTable } from '../../currencies/index.ts'
import { type History, dayNumber, noDay } from '../history.ts'
import type { Scope } from '../scope.ts'
import { amountsOf, typicalAmounts } from './amounts.ts'
import { chosenDeals } from './forecast.ts'
import { spellsOf } from './kept-spells.ts'
import type { Slots } from './spells.ts'

interface WonAsked {
  readonly scope: Scope
  readonly slots: Slots
  readonly rates: RateTable
  readonly periods: readonly Period[]
}

interface Period {
  readonly from: string
  readonly until: string
  /** Whose deals, as of the last day; of neither, everybody's. */
  readonly owner: string | undefined
  readonly owners: readonly string[] | null
}

/** What was won in each of some periods and not taken back by its last day: the same sum as a forecast of that day counts as won. */
export function wonFigure(history: History, { scope, slots, rates, periods }: WonAsked): number[] {
  const { wonOn, reversedOn } = spellsOf(history, scope, slots)
  const { on: amountOn } = amountsOf(history, rates, scope.knownAt, wonOn)
  const dates = [...new Set(periods.map(({ until }) => dayNumber(until)))].toSorted((one, other) => one - other)
  const typical = typicalAmounts(history, wonOn, amountOn, dates)
  return periods.map(({ from, until, owner, owners }) => {
    const [first, last] = [dayNumber(from), dayNumber(until)]
    const chosen = chosenDeals(history, { ...scope, asOf: until, current: false, owner }, owners)
    let won = 0
    for (let deal = 0; deal < wonOn.length; deal++) {
      const day = wonOn[deal] ?? noDay
      if (day < first || day > last || (reversedOn[deal] ?? 0) <= last) continue
      if (chosen !== null && chosen[deal] !== 0) continue
      const amount = amountOn(deal, day)
      won += Number.isNaN(amount) ? typical(deal, dates.indexOf(last)) : amount
    }
    return won
  })
}
