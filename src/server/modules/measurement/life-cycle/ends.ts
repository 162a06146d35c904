import { daysByDeal } from '../days-by-deal.ts'
import { noDay } from '../history.ts'
import type { Life } from '../lives.ts'
import type { Times } from '../sums.ts'
import { tally } from '../tally.ts'

/** When deals with dates ended, and the first of them began. */
interface Ends {
  /** By the place of a deal, `endOn`; `noDay`, or no place, where it has not ended. */
  readonly ends: Int32Array
  /** `Infinity` where there is none. */
  readonly from: number
}

/** A day and whether a deal was won on it, as one number. */
const endOn = (day: number, isWon: boolean): number => day * 2 + Number(isWon)
export const dayOfEnd = (end: number): number => end >> 1
export const isWin = (end: number): boolean => (end & 1) === 1

function endsSum() {
  const ends = daysByDeal()
  const starts = tally(1)
  const counting =
    (times: Times) =>
    ({ deal, standing, dated, started, until }: Life): void => {
      if (!dated) return
      starts.add(0, started, 0, times)
      if (standing !== 'open') ends.put(deal, times === 1 ? endOn(until, standing === 'won') : noDay)
    }
  const told = (): Ends => {
    let from = Infinity
    starts.each((_kind, day) => {
      from = Math.min(from, day)
    })
    return { ends: ends.days(), from }
  }
  return { counting, state: { ends: ends.state, starts }, told }
}

export const endsPart = { name: 'ends and the first start', begin: endsSum } as const
