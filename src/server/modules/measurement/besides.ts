import type { Beside } from '../../../contract/what-works.ts'
import { type RiskCounts, changingLogRank, oneStepRatio } from '../../../statistics/index.ts'
import type { History } from './history.ts'
import { type Life, causes } from './lives.ts'
import { stagesStood, strataOf } from './stages-stood.ts'
import type { Times } from './sums.ts'
import { type Tally, tally } from './tally.ts'

/** Under so many wins on either side nothing is said of how quickly deals are won. */
export const leastWins = 5

/** Whether something had happened to a deal before the day of its end; `day` is that of the first time. */
export function isAfter({ until }: Life, day: number | null): boolean {
  return day !== null && day < until
}

// What is counted of each side by day; those with it lie behind those without.
const [entered, left, won, kinds] = [0, 1, 2, 3] as const

/**
 * Deals after something happened beside those to which it has not happened yet: on each day of a deal's age on which one is won, all that are open then are
 * divided by whether it had happened to them on an earlier day, and compared within the stage that they stood in when the day began. So nobody counts as won for
 * having lived to see it, nor for having come far; what happens on the day of the end itself has not led to it.
 * Source: Mantel & Byar 1974.
 */
export function besides() {
  const strata = new Map<string, Tally>()
  const counts = { after: 0, without: 0 }
  const counting = (history: History, times: Times) => {
    const nameOf = strataOf(history)
    const eachStood = stagesStood(history)
    const byStage: Tally[] = []
    const countedIn = (stage: number): Tally => {
      const name = nameOf(stage)
      const counted = strata.get(name) ?? tally(kinds * 2)
      strata.set(name, counted)
      return (byStage[stage] = counted)
    }
    let [happened, isWon, end] = [0, false, 0]
    const put = (counted: Tally, side: number, from: number, until: number): void => {
      counted.add(side + entered, from, 0, times)
      counted.add(side + left, until, 0, times)
      if (isWon && until === end) counted.add(side + won, until, 0, times)
    }
    // One function for all deals, since one a deal would be a million.
    const show = (stage: number, from: number, until: number): void => {
      const counted = byStage[stage] ?? countedIn(stage)
      if (from <= happened) put(counted, 0, from, Math.min(until, happened))
      if (until > happened) put(counted, kinds, Math.max(from, happened + 1), until)
    }
    /** `day` of the first time that it happened; null where it has not. */
    return (life: Life, day: number | null): void => {
      counts[isAfter(life, day) ? 'after' : 'without'] += times
      happened = day === null ? Infinity : day - life.started
      isWon = life.cause === causes.won
      end = life.days
      eachStood(life, show)
    }
  }
  return { state: { strata, counts }, counting, told: () => besideTold(strata, counts) }
}

function besideTold(
  strata: ReadonlyMap<string, Tally>,
  counts: { readonly after: number; readonly without: number },
): Beside {
  // In one order, whatever was counted first: sums of fractions would differ in their last digit.
  const names = [...strata.keys()].toSorted()
  const { pValue, groups } = changingLogRank(names.map((name) => sidesOf(strata.get(name))))
  const [without = nobody, after = nobody] = groups
  const isEnough = Math.min(without.observed, after.observed) >= leastWins && pValue !== null
  const ratio = isEnough ? oneStepRatio(after) : null
  return {
    after: { n: counts.after, won: after.observed, expected: after.expected },
    without: { n: counts.without, won: without.observed, expected: without.expected },
    leastWins,
    ratio: { estimate: ratio?.hazardRatio ?? null, low: ratio?.low ?? null, high: ratio?.high ?? null },
    verdict: !isEnough ? 'not_enough' : pValue > 0.05 ? 'within_chance' : 'differ',
    pValue: isEnough ? pValue : null,
  }
}

const nobody = { observed: 0, expected: 0, variance: 0 }

/** The sums of a stage by day: those without it first. */
function sidesOf(counted: Tally | undefined): RiskCounts[] {
  const columns = Array.from({ length: kinds * 2 }, (): number[] => [])
  let last = -1
  counted?.each((_, day) => {
    last = Math.max(last, day)
  })
  for (const column of columns) for (let day = 0; day <= last; day++) column.push(0)
  counted?.each((kind, day, _, count) => {
    const column = columns[kind]
    if (column) column[day] = count
  })
  const column = (side: number, kind: number): readonly number[] => columns[side + kind] ?? []
  return [0, kinds].map((side) => ({
    entered: column(side, entered),
    left: column(side, left),
    ended: column(side, won),
  }))
}
