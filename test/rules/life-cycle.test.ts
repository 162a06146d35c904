import { expect, test } from 'vitest'
import { type Year, readPhase } from '../../src/server/modules/measurement/life-cycle/phase.ts'
import { rateRatio } from '../../src/statistics/index.ts'

const year = (more: Partial<Year>): Year => ({
  wins: 0,
  named: 0,
  fresh: 0,
  closed: 0,
  lines: 0,
  discount: 0,
  discountSquares: 0,
  ...more,
})

test.each([
  ['too few wins are no finding', { wins: 14 }, { wins: 15 }, false, null],
  ['the first year is the introduction, by however few', { wins: 1 }, {}, true, 'introduction'],
  ['nothing sold yet is no introduction', {}, {}, true, null],
  ['more than chance makes a growth', { wins: 60 }, { wins: 30 }, false, 'growth'],
  ['a little more is chance', { wins: 33 }, { wins: 30 }, false, 'maturity'],
  ['less than chance makes a decline', { wins: 30 }, { wins: 60 }, false, 'decline'],
  ['nothing sold any more is a decline', {}, { wins: 60 }, false, 'decline'],
  [
    'the same volume at worse odds and lower prices is a decline',
    { wins: 50, closed: 250, lines: 50, discount: 15, discountSquares: 4.6 },
    { wins: 50, closed: 100, lines: 50, discount: 5, discountSquares: 0.6 },
    false,
    'decline',
  ],
  [
    'the same volume with new customers at better odds is a growth',
    { wins: 50, named: 50, fresh: 40, closed: 80 },
    { wins: 50, named: 50, fresh: 10, closed: 200 },
    false,
    'growth',
  ],
  [
    'more, but bought by discounts from fewer new customers, is mature',
    { wins: 80, named: 80, fresh: 10, closed: 160, lines: 80, discount: 30, discountSquares: 12 },
    { wins: 40, named: 40, fresh: 30, closed: 80, lines: 40, discount: 2, discountSquares: 0.2 },
    false,
    'maturity',
  ],
] as const)('%s', (_, now, before, isNew, phase) => {
  expect(readPhase(year(now), year(before), isNew).phase).toBe(phase)
})

test('a ratio of counts has the limits of the share that the later ones are of both', () => {
  const { estimate, low, high } = rateRatio(60, 30)
  expect(estimate).toBeCloseTo(2)
  // R: p <- prop.test(60, 90, correct = FALSE)$conf.int; p / (1 - p)
  expect(low).toBeCloseTo(1.294753, 5)
  expect(high).toBeCloseTo(3.089393, 5)
  expect(rateRatio(5, 0)).toMatchObject({ estimate: null, high: null })
  expect(rateRatio(0, 0)).toEqual({ estimate: null, low: null, high: null })
})
