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
  // In a list, so that one that is copied need not be as long.
  const state = { columns: [new Int32Array(1024).fill(noDay)], starts: tally(1) }
  const longer = (deal: number): Int32Array => {
    const [known = new Int32Array(0)] = state.columns
    const long = new Int32Array(Math.max(deal + 1, known.length * 2)).fill(noDay)
    long.set(known)
    state.columns = [long]
    return long
  }
  const counting =
    (times: Times) =>
    ({ deal, standing, dated, started, until }: Life): void => {
      if (!dated) return
      state.starts.add(0, started, 0, times)
      if (standing === 'open') return
      const [known] = state.columns
      const ends = known !== undefined && deal < known.length ? known : longer(deal)
      ends[deal] = times === 1 ? endOn(until, standing === 'won') : noDay
    }
  const told = (): Ends => {
    let from = Infinity
    state.starts.each((_kind, day) => {
      from = Math.min(from, day)
    })
    return { ends: state.columns[0] ?? new Int32Array(0), from }
  }
  return { counting, state, told }
}

export const endsPart = { name: 'ends and the first start', begin: endsSum } as const
