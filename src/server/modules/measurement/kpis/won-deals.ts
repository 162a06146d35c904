import type { Life } from '../lives.ts'
import type { Times } from '../sums.ts'

/** Deals won on a known day, in the order of the history: their places, and the days. Columns are longer than `count`. */
export interface WonDeals {
  count: number
  deals: Int32Array<ArrayBuffer>
  days: Int32Array<ArrayBuffer>
}

function wonSum() {
  const won: WonDeals = { count: 0, deals: new Int32Array(1024), days: new Int32Array(1024) }
  const counting =
    (times: Times) =>
    ({ deal, standing, dated, until }: Life): void => {
      if (standing !== 'won' || !dated) return
      const place = placeFor(won, deal)
      if (times === 1) putIn(won, place, deal, until)
      else takeOut(won, place)
    }
  return { counting, won }
}

export const wonPart = { name: 'won deals', begin: wonSum } as const

/** Where a deal is, or belongs. Mostly behind all others: deals are walked through in their order. */
function placeFor({ count, deals }: WonDeals, deal: number): number {
  if (count === 0 || (deals[count - 1] ?? 0) < deal) return count
  let [low, high] = [0, count - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((deals[middle] ?? 0) < deal) low = middle + 1
    else high = middle
  }
  return low
}

function putIn(won: WonDeals, place: number, deal: number, day: number): void {
  if (won.count === won.deals.length) [won.deals, won.days] = [wider(won.deals), wider(won.days)]
  const { count, deals, days } = won
  if (place < count) for (const column of [deals, days]) column.copyWithin(place + 1, place, count)
  deals[place] = deal
  days[place] = day
  won.count++
}

function takeOut(won: WonDeals, place: number): void {
  for (const column of [won.deals, won.days]) column.copyWithin(place, place + 1, won.count)
  won.count--
}

function wider(column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const wide = new Int32Array(column.length * 2)
  wide.set(column)
  return wide
}
