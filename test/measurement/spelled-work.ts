import type { Codes } from '../../src/server/modules/measurement/history.ts'
import { type WorkDay, cellSize } from '../../src/server/modules/measurement/hours/work-days.ts'

/** What was done on each day, in words and in one order. */
export function spelledWork({ ids }: Codes, days: Iterable<readonly [number, WorkDay]>) {
  const all = [...days].toSorted(([one], [other]) => one - other)
  return all.map(([day, done]) => {
    const groups = Array.from({ length: done.length / cellSize }, (_, number) => [
      ...done.subarray(number * cellSize, (number + 1) * cellSize),
    ])
    return [day, groups.map(([who = 0, ...rest]) => [ids[who], ...rest].join('/')).toSorted()]
  })
}
