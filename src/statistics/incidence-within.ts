import { type ComparedWithin, comparedWithin } from './compared-within.ts'
import { ImpossibleInput, at } from './impossible-input.ts'
import { influenceOn, settled } from './influence.ts'
import { type SurvivalRow, grouped, riskTable } from './risk-table.ts'

/**
 * Do k groups differ in the share ended by `cause` by `day` within strata, where groups got easier and harder cases? `strata[s][g]` are the rows of group g in stratum s. Each subject gets its pseudo-value, the incidence of all together plus n times
 * how far the subject moves it (jackknife): nearly 1 or 0 where its end is known, in between where it is not. Their means are compared within strata (comparedWithin); `groups` are the
 * shares that each would have in the mix of strata of all. Who is still open must be so whichever group it is of. Null when nobody was followed to the day. Throws ImpossibleInput (see grouped), and
 * when strata differ in their number of groups.
 * Source: Andersen, Klein & Rosthøj 2003, Biometrika 90; golden: R pseudo(survfit(…)) of the survival package.
 */
export function compareIncidenceWithin(
  strata: readonly (readonly (readonly SurvivalRow[])[])[],
  day: number,
  cause = 1,
): ComparedWithin | null {
  if (!(day >= 0)) throw new ImpossibleInput('day_before_start', day)
  const own = strata.map((groups) => groups.map((rows) => grouped(rows)))
  const histories = own.flat(2)
  const table = riskTable(
    histories,
    histories.reduce((most, row) => Math.max(most, row.cause), cause),
  )
  const { spells, days } = table
  const end = days.at(-1)
  if (end === undefined || (end.day < day && end.events < end.atRisk)) return null
  const influence = influenceOn(table, cause)
  const last = days.findLastIndex((each) => each.day <= day)
  const estimate = last < 0 ? 0 : at(influence.incidence, last)
  // Who came into view after the day tells nothing of it.
  const isSeen = (i: number) => at(spells.from, i) <= last
  const n = histories.reduce((total, { count }, i) => total + (isSeen(i) ? count : 0), 0)
  const valueOf = (i: number, how: number): number => {
    const to = Math.min(at(spells.to, i), last)
    const over = at(spells.to, i) <= last && how !== 0
    const { p, q } = settled(influence, at(spells.from, i), to, over ? how : 0)
    return estimate + n * (q - estimate * p)
  }
  let i = 0
  return comparedWithin(
    own.map((groups) =>
      groups.map((rows) => {
        const sums = { n: 0, sum: 0, squares: 0 }
        for (const { cause: how, count } of rows) {
          const here = i++
          if (!isSeen(here)) continue
          const value = valueOf(here, how)
          sums.n += count
          sums.sum += count * value
          sums.squares += count * value ** 2
        }
        return sums
      }),
    ),
  )
}
