import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  countDays,
  countOn,
  countedIn,
  countsBefore,
  noCounts,
  windowsBetween,
} from '../../../src/server/modules/measurement/forecast/windows.ts'

const day = fc.integer({ min: -40, max: 40 })
const days = fc.array(fc.record({ owner: fc.nat(2), from: day, length: fc.nat(60) }), { maxLength: 20 })

test('what is kept between the ends of windows is what a count day by day finds in each of them', () => {
  fc.assert(
    fc.property(fc.array(day, { minLength: 2, maxLength: 8 }), days, (edges, all) => {
      const windows = windowsBetween(edges)
      const [on, through] = [noCounts(windows, 3), noCounts(windows, 3)]
      for (const { owner, from, length } of all) {
        countOn(windows, on, owner, from)
        countDays(windows, through, owner, from, from + length)
      }
      const [onBefore, throughBefore] = [countsBefore(windows, on), countsBefore(windows, through)]
      for (const begin of edges)
        for (const end of edges.filter((each) => each > begin)) {
          for (const owner of [0, 1, 2]) {
            const own = all.filter((each) => each.owner === owner)
            const begun = own.filter(({ from }) => from >= begin && from < end).length
            const lasted = own.map(({ from, length }) => Math.min(end, from + length) - Math.max(begin, from))
            expect(countedIn(windows, onBefore, owner, begin, end)).toBe(begun)
            expect(countedIn(windows, throughBefore, owner, begin, end)).toBe(
              lasted.reduce((sum, each) => sum + Math.max(0, each), 0),
            )
          }
        }
    }),
  )
})
