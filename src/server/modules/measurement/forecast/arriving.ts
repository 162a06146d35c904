import { noDay } from '../history.ts'
import { firstFrom } from './amounts.ts'
import type { Pace } from './arrivals.ts'
import { chancesOfBegun } from './chances.ts'
import { addColumns, addTo, noSumsBy, rangesBy } from './date-sums.ts'
import type { Basis, Counter } from './standing.ts'
import { windowsBetween } from './windows.ts'

type Arriving = Basis & { readonly paces: readonly Pace[] }

/** Counts deals among those that are expected to come like them, on the dates soon after they came; and what they brought, on those soon before. */
export function countArriving(basis: Arriving): Counter {
  const { asked, spells, amounts, worth } = basis
  const { dates, horizon, groups } = asked
  const came = rangesBy(dates, groups)
  const changedCame = noSumsBy(dates, groups)
  const expected = countExpected(basis)
  const numberFrom = firstFrom(dates)
  return {
    count: ({ deal, slot, entered }, group) => {
      const always = amounts.always(deal)
      const isSame = !Number.isNaN(always)
      if (isSame) expected.add(slot, entered, group, always)
      else expected.addChanging(deal, slot, entered, group)
      const wonOn = spells.wonOn[deal] ?? noDay
      if (wonOn === noDay) return
      const [begin, end] = [numberFrom(wonOn - horizon), numberFrom(Math.min(entered, wonOn))]
      if (begin >= end) return
      if (isSame) return came.add(begin, end, group, always)
      for (let number = begin; number < end; number++)
        addTo(changedCame, number * groups + group, worth(deal, number, wonOn))
    },
    addTo: (sums) => {
      addColumns({ freshCame: came.sums() }, sums)
      addColumns({ freshCame: changedCame, ...expected.columns() }, sums)
    },
  }
}

/**
 * What is expected of deals like those that began in the days before each date. Added up by the parts of the days that dates have in common,
 * and by slot, which is all that their chances depend on.
 */
function countExpected({ asked: { dates, groups }, outlooks, paces, worth }: Arriving) {
  const none = () => noSumsBy(dates, groups)
  const columns = { freshExpected: none(), freshVariance: none() }
  // By slot: P(won in the days ahead) of a deal that begins, summed over them by how many begin.
  const coming = outlooks.map((outlook, number) => chancesOfBegun(outlook, paces[number]?.daily ?? noPace))
  const slots = coming[0]?.length ?? 0
  const spans = dates.map((date, number) => ({ from: date - (paces[number]?.span ?? 1) + 1, until: date + 1 }))
  const { edges, partOf } = windowsBetween(spans.flatMap(({ from, until }) => [from, until]))
  const amounts = new Float64Array(edges.length * slots * groups)
  const squares = new Float64Array(amounts.length)
  const numberFrom = firstFrom(dates)
  /** Of a deal that is worth the same on all dates. */
  const add = (slot: number, entered: number, group: number, amount: number): void => {
    const part = partOf[entered - (edges[0] ?? 0)]
    if (part === undefined) return
    const place = (part * slots + slot) * groups + group
    addTo(amounts, place, amount)
    addTo(squares, place, amount * amount)
  }
  return {
    add,
    /**
     * Of a deal that may be worth something else on each. Where it is not, on these dates, it is added as one that never is: what was said before it
     * changed is said again to the last digit.
     */
    addChanging: (deal: number, slot: number, entered: number, group: number): void => {
      const begin = numberFrom(entered)
      const worths: number[] = []
      for (let number = begin; number < dates.length; number++) {
        const date = dates[number] ?? 0
        if (date - (paces[number]?.span ?? 1) >= entered) break
        worths.push(worth(deal, number, date))
      }
      const [first = 0] = worths
      if (worths.every((each) => each === first)) return add(slot, entered, group, first)
      worths.forEach((amount, place) => {
        const number = begin + place
        const value = ((coming[number]?.[slot] ?? 0) * amount) / (paces[number]?.span ?? 1)
        addTo(columns.freshExpected, number * groups + group, value)
        addTo(columns.freshVariance, number * groups + group, value * amount)
      })
    },
    columns: () => {
      spans.forEach(({ from, until }, number) => {
        const chances = coming[number]?.map((chance) => chance / (until - from)) ?? noPace
        for (let part = edges.indexOf(from); (edges[part] ?? until) < until; part++)
          for (let place = 0; place < slots * groups; place++) {
            const chance = chances[Math.floor(place / groups)] ?? 0
            const own = number * groups + (place % groups)
            addTo(columns.freshExpected, own, chance * (amounts[part * slots * groups + place] ?? 0))
            addTo(columns.freshVariance, own, chance * (squares[part * slots * groups + place] ?? 0))
          }
      })
      return columns
    },
  }
}

const noPace = new Float64Array(0)
