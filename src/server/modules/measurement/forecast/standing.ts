import { noDay } from '../history.ts'
import { type Amounts, indexFrom } from './amounts.ts'
import type { Pace } from './arrivals.ts'
import { ages, chancesOfBegun } from './chances.ts'
import type { Outlook } from './outlook.ts'
import type { Replaying, Sums } from './replays.ts'
import type { Spells, Stay } from './spells.ts'

/** What deals are counted with on each of some dates. */
interface Basis {
  readonly asked: Replaying
  readonly spells: Spells
  readonly outlooks: readonly Outlook[]
  readonly amounts: Amounts
  readonly worth: (deal: number, number: number, day: number) => number
}

/** Counts stays of a group; what was counted is added to the sums, by date and group, when all are. */
interface Counter {
  readonly count: (stay: Stay, group: number) => void
  readonly addTo: (sums: readonly (readonly Sums[])[]) => void
}

type Standing = Basis & { readonly typical: (deal: number, number: number) => number }

/** Counts deals on every date on which they stood in a stage. */
export function countStanding({ asked, spells, outlooks, amounts, typical, worth }: Standing): Counter {
  const { dates, horizon, groups } = asked
  const none = () => new Float64Array(dates.length * groups)
  const [n, won, withoutAmount] = [none(), none(), none()]
  const [pipeline, expected, variance, came, brier] = [none(), none(), none(), none(), none()]
  const chances = outlooks.map(({ open }) => open)
  const count = ({ deal, slot, entered, from, to }: Stay, group: number): void => {
    const wonOn = spells.wonOn[deal] ?? noDay
    const always = amounts.always(deal)
    for (let number = indexFrom(dates, from); number < dates.length; number++) {
      const date = dates[number] ?? 0
      if (date >= to) return
      const own = number * groups + group
      const chance = chances[number]?.[slot * ages + Math.min(date - entered, ages - 1)] ?? 0
      const said = Number.isNaN(always) ? amounts.on(deal, date) : always
      const amount = Number.isNaN(said) ? typical(deal, number) : said
      const isWon = wonOn > date && wonOn <= date + horizon
      add(n, own, 1)
      add(pipeline, own, amount)
      add(expected, own, chance * amount)
      add(variance, own, chance * (1 - chance) * amount ** 2)
      add(brier, own, (chance - Number(isWon)) ** 2)
      if (Number.isNaN(said)) add(withoutAmount, own, 1)
      if (!isWon) continue
      add(won, own, 1)
      add(came, own, Number.isNaN(always) ? worth(deal, number, wonOn) : always)
    }
  }
  const columns = { n, won, withoutAmount, pipeline, expected, variance, came, brier }
  return { count, addTo: (sums) => addColumns(columns, sums) }
}

type Arriving = Basis & { readonly paces: readonly Pace[] }

/** Counts deals among those that are expected to come like them, on the dates soon after they came; and what they brought, on those soon before. */
export function countArriving({ asked, spells, outlooks, paces, amounts, worth }: Arriving): Counter {
  const { dates, horizon, groups } = asked
  const none = () => new Float64Array(dates.length * groups)
  const [freshExpected, freshVariance, freshCame] = [none(), none(), none()]
  // By slot: P(won in the days ahead) of a deal that begins, summed over them by how many begin.
  const coming = outlooks.map((outlook, number) => chancesOfBegun(outlook, paces[number]?.daily ?? noPace))
  const count = ({ deal, slot, entered }: Stay, group: number): void => {
    const always = amounts.always(deal)
    for (let number = indexFrom(dates, entered); number < dates.length; number++) {
      const date = dates[number] ?? 0
      const span = paces[number]?.span ?? 1
      if (date - span >= entered) break
      const amount = Number.isNaN(always) ? worth(deal, number, date) : always
      const chance = coming[number]?.[slot] ?? 0
      add(freshExpected, number * groups + group, (chance * amount) / span)
      add(freshVariance, number * groups + group, (chance * amount ** 2) / span)
    }
    const wonOn = spells.wonOn[deal] ?? noDay
    if (wonOn === noDay) return
    for (let number = indexFrom(dates, wonOn - horizon); number < dates.length; number++) {
      const date = dates[number] ?? 0
      if (date >= entered || date >= wonOn) break
      add(freshCame, number * groups + group, Number.isNaN(always) ? worth(deal, number, wonOn) : always)
    }
  }
  return { count, addTo: (sums) => addColumns({ freshExpected, freshVariance, freshCame }, sums) }
}

const noPace = new Float64Array(0)

function add(column: Float64Array, place: number, value: number): void {
  column[place] = (column[place] ?? 0) + value
}

/** Adds what was counted, by date and group, to the parts of the sums of the same names. */
function addColumns(columns: Partial<Record<keyof Sums, Float64Array>>, sums: readonly (readonly Sums[])[]): void {
  // Its own names and no others: the compiler takes names of an object for any text.
  const parts = Object.entries(columns) as [keyof Sums, Float64Array][]
  sums.forEach((groups, number) => {
    groups.forEach((own, group) => {
      for (const [part, column] of parts) own[part] += column[number * groups.length + group] ?? 0
    })
  })
}
