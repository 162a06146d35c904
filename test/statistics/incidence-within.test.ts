import { expect, test } from 'vitest'
import { compareIncidenceWithin } from '../../src/statistics/index.ts'
import { expectSame, golden, seen, subjects } from './kit.ts'

interface Golden {
  name: string
  day: [number]
  /** entry, time, cause, group, stratum */
  rows: number[][]
  statistic: [number]
  degrees: [number]
  p: [number]
  share: number[]
}

test.each(golden<Golden[]>('incidence-within'))('$name: test and shares are those of R', ({ rows, day, ...wanted }) => {
  const groups = Array.from({ length: wanted.degrees[0] + 1 }, (_, g) => g + 1)
  const strata = [...Map.groupBy(rows, (row) => row[4]).values()]
  const found = compareIncidenceWithin(
    strata.map((own) => groups.map((group) => subjects(own.filter((row) => row[3] === group)))),
    day[0],
  )
  expectSame(
    [found?.statistic, found?.degrees, found?.pValue],
    [wanted.statistic[0], wanted.degrees[0], wanted.p[0]],
    'test',
  )
  expectSame(found?.groups.map((group) => group?.estimate) ?? [], wanted.share, 'shares')
})

test('where all ends are known, the values are the ends', () => {
  const won = (times: number) => seen(...Array.from({ length: times }, (): [number, number] => [5, 1]))
  const lost = (times: number) => seen(...Array.from({ length: times }, (): [number, number] => [7, 2]))
  // Alike in either stratum, unlike together.
  const found = compareIncidenceWithin(
    [
      [
        [...won(80), ...lost(20)],
        [...won(16), ...lost(4)],
      ],
      [
        [...won(2), ...lost(18)],
        [...won(10), ...lost(90)],
      ],
    ],
    10,
  )
  expect(found?.pValue).toBeCloseTo(1, 9)
  expectSame(found?.groups.map((group) => group?.estimate) ?? [], [0.45, 0.45], 'shares')
})

test('nobody is compared by a day to which nobody was followed', () => {
  expect(compareIncidenceWithin([[seen([3, 1], [4, 0]), seen([2, 0])]], 10)).toBeNull()
  expect(() => compareIncidenceWithin([], -1)).toThrow('day_before_start')
})
