import { daysByDeal } from '../days-by-deal.ts'
import { noDay } from '../history.ts'
import type { Life } from '../lives.ts'
import type { Times } from '../sums.ts'

/** By the place of a deal, the day on which it was won; `noDay`, or no place, where it was not, or nobody knows when. */
export interface WonDeals {
  readonly days: Int32Array
}

function wonSum() {
  const { state, put, days } = daysByDeal()
  const counting =
    (times: Times) =>
    ({ deal, standing, dated, until }: Life): void => {
      if (standing === 'won' && dated) put(deal, times === 1 ? until : noDay)
    }
  const won = (): WonDeals => ({ days: days() })
  return { counting, state, won }
}

export const wonPart = { name: 'won deals', begin: wonSum } as const
