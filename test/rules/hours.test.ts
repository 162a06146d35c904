import { describe, expect, test } from 'vitest'
import { type WorkKind, sellingGroups, works } from '../../src/contract/hours.ts'
import { type Cell, figureOfHours } from '../../src/server/modules/measurement/hours/figure.ts'
import { usualLengths } from '../../src/server/modules/measurement/hours/lengths.ts'
import { slotsOf } from '../../src/server/modules/measurement/hours/slots.ts'

const [from, to] = ['2026-01-05', '2026-04-05'] // Thirteen weeks.
const slots = slotsOf(from, to, 0)

/** So many minutes of a kind by somebody in a week, counted back from the last. */
type Did = readonly [memberId: string, week: number, kind: WorkKind, minutes: number]

function figureOf(did: readonly Did[]) {
  const cells = did.flatMap(([memberId, week, kind, minutes]): Cell[] => {
    const slot = slots.findIndex((each) => each.week === week)
    const selling = sellingGroups.includes(works[kind].group) ? minutes : 0
    const sums = { slot, n: 10, timed: 0, logged: 0, minutes, selling }
    return [
      { ...sums, kind, memberId: null },
      { ...sums, kind: null, memberId },
    ]
  })
  return figureOfHours({ from, to, slots, usual: usualLengths([]), cells })
}

/** Thirteen weeks of a seller who sells about that share of ten hours. */
const weeksOf = (memberId: string, share: number): Did[] =>
  Array.from({ length: 13 }, (_, week) => 600 * (share + ((week % 5) - 2) * 0.02)).flatMap((minutes, week): Did[] => [
    [memberId, week, 'visit', minutes],
    [memberId, week, 'logging', 600 - minutes],
  ])

test('days are cut at weeks back from the last, at months, and where the period begins', () => {
  expect(
    slotsOf('2026-03-30', '2026-04-05', 2).map((slot) => [slot.from, slot.week, slot.isInPeriod, slot.month]),
  ).toEqual([
    ['2026-03-01', 5, false, '2026-03-01'],
    ['2026-03-02', 4, false, '2026-03-01'],
    ['2026-03-09', 3, false, '2026-03-01'],
    ['2026-03-16', 2, false, '2026-03-01'],
    ['2026-03-23', 1, false, '2026-03-01'],
    ['2026-03-30', 0, true, '2026-03-01'],
    ['2026-04-01', 0, true, '2026-04-01'],
  ])
})

describe('sellers', () => {
  test('who differ by more than chance are named in the order of a share drawn to the mean', () => {
    const found = figureOf([...weeksOf('Bo', 0.3), ...weeksOf('Sam', 0.5), ...weeksOf('Eva', 0.4)])
    expect(found.verdict).toBe('differ')
    expect(found.sellers.map(({ id, rank }) => [id, rank])).toEqual([
      ['Sam', 1],
      ['Eva', 2],
      ['Bo', 3],
    ])
    const [sam] = found.sellers
    expect(sam?.shrunken?.estimate).toBeLessThan(sam?.selling.estimate ?? 0)
    expect(found.selling.estimate).toBeCloseTo((0.3 + 0.5 + 0.4) / 3 - 0.02 * (3 / 13), 9)
  })

  test('who differ by no more than chance are not named', () => {
    const found = figureOf([...weeksOf('Bo', 0.4), ...weeksOf('Sam', 0.405)])
    expect(found).toMatchObject({ verdict: 'within_chance', sellers: [] })
  })

  test('with less than four weeks, or the same each week, are not compared', () => {
    const same = Array.from({ length: 13 }, (_, week): Did => ['Always', week, 'visit', 600])
    const found = figureOf([...weeksOf('Bo', 0.4), ...same, ['New', 0, 'visit', 60], ['New', 1, 'note', 60]])
    expect(found).toMatchObject({ verdict: 'not_enough', pValue: null, sellers: [] })
  })
})

test('what takes two hours a month and is no selling is named with the hours it takes, the most first', () => {
  const found = figureOf([
    ...Array.from({ length: 13 }, (_, week): Did[] => [
      ['Bo', week, 'logging', 60],
      ['Bo', week, 'editing', week % 2 === 0 ? 180 : 60],
      ['Bo', week, 'merging', 20],
      ['Bo', week, 'note', 300],
      ['Bo', week, 'visit', 600],
    ]).flat(),
    ['Bo', 3, 'importing', 900],
  ])
  const month = 365.2425 / 12 / 7
  // Notes are nobody's to take over, merging takes too little, one import is not many.
  expect(found.automatable.map(({ kind }) => kind)).toEqual(['editing', 'logging'])
  expect(found.automatable[1]?.hoursAMonth).toEqual({
    estimate: expect.closeTo(month, 9),
    low: expect.closeTo(month, 9),
    high: expect.closeTo(month, 9),
  })
  expect(found.automatable[0]?.hoursAMonth.estimate).toBeCloseTo(((7 * 3 + 6) / 13) * month, 9)
  expect(found.automatable[0]?.hoursAMonth.low).toBeLessThan(2 * month)
})
