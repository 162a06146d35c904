import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cumulativeIncidence, expectedEnds, kaplanMeier } from '../../src/statistics/index.ts'
import { anyRows, expectSame, golden, seen, subjects } from './kit.ts'

interface Golden {
  name: string
  data: number[][]
  by: [number]
  days: number[]
  count: number[]
  estimate: [number]
  limits: number[]
}

test.each(golden<Golden[]>('lost'))('$name: what those lost would have come to is what R finds', (found) => {
  const lost = found.days.map((value, place) => ({ value, count: found.count[place] ?? 0 }))
  const { estimate, low, high } = expectedEnds(subjects(found.data), lost, { by: found.by[0] })
  expectSame([estimate, low, high], [...found.estimate, ...found.limits], found.name)
})

const by = 20
const lostBefore = (rows: ReturnType<typeof seen>) =>
  rows.filter(({ cause, time }) => cause === 0 && time < by).map(({ time, count }) => ({ value: time, count }))

/** Some are followed to the end, so that there is somebody after whoever is lost. */
const followed = (causes: number) =>
  anyRows({ late: false, causes }).map((rows) => [...rows, { entry: -0.5, time: 40, cause: 0, count: 1 }])

test('where no other end competes it is what the others had after as many days: 1 − S(by) ÷ S(lost), summed', () => {
  fc.assert(
    fc.property(followed(1), (rows) => {
      const { steps } = kaplanMeier(rows)
      const on = (day: number) => steps.findLast((step) => step.day <= day)?.estimate ?? 1
      const slow = lostBefore(rows).reduce((sum, { value, count }) => sum + count * (1 - on(by) / on(value)), 0)
      expectSame([expectedEnds(rows, lostBefore(rows), { by }).estimate], [slow], 'expected')
    }),
  )
})

test('each of them comes to what lies between the shares of the two days, of those then open', () => {
  fc.assert(
    fc.property(followed(3), (rows) => {
      const { steps } = cumulativeIncidence(rows, { causes: 3 })
      const on = (day: number) => {
        const step = steps.findLast((each) => each.day <= day)
        return { open: step?.open.estimate ?? 1, came: step?.causes[0]?.estimate ?? 0 }
      }
      const lost = lostBefore(rows)
      const slow = lost.reduce(
        (sum, { value, count }) => sum + (count * (on(by).came - on(value).came)) / on(value).open,
        0,
      )
      const { estimate, low, high } = expectedEnds(rows, lost, { by })
      expectSame([estimate], [slow], 'expected')
      const many = lost.reduce((sum, { count }) => sum + count, 0)
      expect((low ?? 0) <= slow + 1e-9 && slow <= (high ?? many) + 1e-9 && (high ?? 0) <= many).toBe(true)
    }),
  )
})

test('deal 5 of the ten in docs/statistics.md would have been won in 20 of 100 cases', () => {
  const ten = seen([10, 1], [20, 1], [20, 2], [30, 1], [30, 0], [40, 2], [50, 1], [60, 0], [80, 0], [90, 1])
  expect(expectedEnds(ten, [{ value: 30, count: 1 }], { by: 80 }).estimate).toBeCloseTo(0.2, 10)
})

test('nobody lost is nothing lost; of whom nobody was followed further nothing can be said', () => {
  const rows = seen([1, 1], [2, 2], [3, 0])
  expect(expectedEnds(rows, [], { by: 3 })).toEqual({ estimate: 0, low: 0, high: 0 })
  expect(expectedEnds(rows, [{ value: 3, count: 4 }], { by: 3 })).toEqual({ estimate: 0, low: 0, high: 0 })
  // Two of three are left, and neither has it: no limits.
  expect(expectedEnds(rows, [{ value: 1, count: 4 }], { by: 3 })).toEqual({ estimate: 0, low: null, high: null })
  expect(() => expectedEnds(rows, [{ value: 5, count: 1 }], { by: 9 })).toThrow('nobody_followed_after')
  expect(() => expectedEnds(rows, [{ value: 1, count: 0.5 }], { by: 3 })).toThrow('count_not_whole')
})
