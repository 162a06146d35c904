import { noDay } from './history.ts'

/** A number by the place of a deal, most often a day, which a sum may have as its state: `noDay`, or no place, where none was put. */
export function daysByDeal() {
  // In a list, so that one that is copied need not be as long.
  const state = { columns: [new Int32Array(1024).fill(noDay)] }
  const days = (): Int32Array => state.columns[0] ?? new Int32Array(0)
  const longer = (deal: number): Int32Array => {
    const long = new Int32Array(Math.max(deal + 1, days().length * 2)).fill(noDay)
    long.set(days())
    state.columns = [long]
    return long
  }
  const put = (deal: number, day: number): void => {
    const known = days()
    const own = deal < known.length ? known : longer(deal)
    own[deal] = day
  }
  return { state, put, days }
}
