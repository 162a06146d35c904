import { noDay } from '../history.ts'
import type { Life } from '../lives.ts'
import type { Times } from '../sums.ts'

/** By the place of a deal, the day on which it was won; `noDay`, or no place, where it was not, or nobody knows when. */
export interface WonDeals {
  readonly days: Int32Array
}

function wonSum() {
  // In a list, so that one that is copied need not be as long.
  const state = { columns: [new Int32Array(1024).fill(noDay)] }
  const longer = (deal: number): Int32Array => {
    const [days = new Int32Array(0)] = state.columns
    const long = new Int32Array(Math.max(deal + 1, days.length * 2)).fill(noDay)
    long.set(days)
    state.columns = [long]
    return long
  }
  const counting =
    (times: Times) =>
    ({ deal, standing, dated, until }: Life): void => {
      if (standing !== 'won' || !dated) return
      const [known] = state.columns
      const days = known !== undefined && deal < known.length ? known : longer(deal)
      days[deal] = times === 1 ? until : noDay
    }
  const won = (): WonDeals => ({ days: state.columns[0] ?? new Int32Array(0) })
  return { counting, state, won }
}

export const wonPart = { name: 'won deals', begin: wonSum } as const
