import { noDay } from '../history.ts'
import { type Amounts, firstFrom } from './amounts.ts'
import { ages } from './chances.ts'
import { addColumns, addTo, noSumsBy, rangesBy } from './date-sums.ts'
import type { Outlook } from './outlook.ts'
import type { Replaying, Sums } from './replays.ts'
import type { Spells, Stay } from './spells.ts'

/** What deals are counted with on each of some dates. */
export interface Basis {
  readonly asked: Replaying
  readonly spells: Spells
  readonly outlooks: readonly Outlook[]
  readonly amounts: Amounts
  readonly worth: (deal: number, number: number, day: number) => number
}

/** Counts stays of a group; what was counted is added to the sums, by date and group, when all are. */
export interface Counter {
  readonly count: (stay: Stay, group: number) => void
  readonly addTo: (sums: readonly (readonly Sums[])[]) => void
}

type Standing = Basis & { readonly typical: (deal: number, number: number) => number }

/** Counts deals on every date on which they stood in a stage. */
export function countStanding(basis: Standing): Counter {
  const { asked, spells, outlooks, amounts } = basis
  const { dates, horizon, groups } = asked
  const none = () => noSumsBy(dates, groups)
  const ranges = () => rangesBy(dates, groups)
  const [n, won, pipeline, came] = [ranges(), ranges(), ranges(), ranges()]
  const [expected, variance, brier] = [none(), none(), none()]
  const changing = countChanging(basis)
  const chances = outlooks.map(({ open }) => open)
  const numberFrom = firstFrom(dates)
  const dateOf = Int32Array.from(dates)
  const count = ({ deal, slot, entered, from, to }: Stay, group: number): void => {
    const [begin, end] = [numberFrom(from), numberFrom(to)]
    if (begin >= end) return
    const wonOn = spells.wonOn[deal] ?? noDay
    // Of these dates, those after which it was won in time.
    const first = wonOn === noDay ? end : Math.max(begin, numberFrom(wonOn - horizon))
    const last = wonOn === noDay ? end : Math.min(end, numberFrom(wonOn))
    const always = amounts.always(deal)
    const isSame = !Number.isNaN(always)
    n.add(begin, end, group, 1)
    if (isSame) pipeline.add(begin, end, group, always)
    if (first < last) won.add(first, last, group, 1)
    if (first < last && isSame) came.add(first, last, group, always)
    const cells = slot * ages
    for (let number = begin; number < end; number++) {
      const place = number * groups + group
      const date = dateOf[number] ?? 0
      const chance = chances[number]?.[cells + Math.min(date - entered, ages - 1)] ?? 0
      const isWon = number >= first && number < last
      const amount = isSame ? always : changing.amountOn(deal, number, group, isWon)
      const value = chance * amount
      const missed = isWon ? chance - 1 : chance
      expected[place] = (expected[place] ?? 0) + value
      variance[place] = (variance[place] ?? 0) + value * (amount - value)
      brier[place] = (brier[place] ?? 0) + missed * missed
    }
  }
  return {
    count,
    addTo: (sums) => {
      const told = { n: n.sums(), won: won.sums(), pipeline: pipeline.sums(), came: came.sums() }
      addColumns({ ...told, expected, variance, brier }, sums)
      addColumns(changing.columns, sums)
    },
  }
}

/** Counts what a deal is worth on a date, where that is not the same on all. */
function countChanging({ asked: { dates, groups }, spells, amounts, typical, worth }: Standing) {
  const none = () => noSumsBy(dates, groups)
  const columns = { pipeline: none(), came: none(), withoutAmount: none() }
  const amountOn = (deal: number, number: number, group: number, isWon: boolean): number => {
    const place = number * groups + group
    const said = amounts.on(deal, dates[number] ?? 0)
    const amount = Number.isNaN(said) ? typical(deal, number) : said
    addTo(columns.pipeline, place, amount)
    if (Number.isNaN(said)) addTo(columns.withoutAmount, place, 1)
    if (isWon) addTo(columns.came, place, worth(deal, number, spells.wonOn[deal] ?? noDay))
    return amount
  }
  return { columns, amountOn }
}
