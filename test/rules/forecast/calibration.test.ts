import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forecastLimits } from '../../../src/statistics/index.ts'
import { type Calibration, calibrationOf, together } from './calibration.ts'
import { kinds } from './kinds.ts'

// One made-up history of each kind; `npm run test:simulations` tries two hundred.
const all: Calibration[] = []

test.each(Object.entries(kinds))('%s: the limits hold more often than not', (_name, kind) => {
  const own = calibrationOf(kind, 1)
  all.push(own)
  for (const part of ['open', 'whole'] as const) expect(together([own], part).coverage).toBeGreaterThan(0.6)
})

test.each(['open', 'whole'] as const)('over all kinds eight of ten hold, and what is expected comes: %s', (part) => {
  expect(all).toHaveLength(Object.keys(kinds).length)
  const { coverage, bias } = together(all, part)
  expect(coverage).toBeGreaterThan(0.75)
  expect(coverage).toBeLessThan(0.87)
  expect(Math.abs(bias)).toBeLessThan(0.05)
})

test('leads that never end are not expected to buy a quarter ahead as they did when they were new', () => {
  const kind = kinds['leads that never end, won ever less the older they are']
  if (!kind) throw new Error('there are leads')
  const found = [1, 2, 3].map((seed) => calibrationOf(kind, seed, 91))
  expect(Math.abs(together(found, 'open').bias)).toBeLessThan(0.13)
})

// Money and its squares: nothing is smaller than a whole unit.
const amount = fc.nat(1_000_000_000)
const made = fc.record({ expected: amount, variance: amount, wins: fc.nat(1_000), came: amount })

test('in another currency the limits are the same sums, and they lie around what is expected', () => {
  fc.assert(
    fc.property(made, fc.array(made, { maxLength: 30 }), fc.nat(13), (now, earlier, delay) => {
      // A power of two, so that nothing is rounded.
      const times = 8
      const dearer = ({ expected, variance, came, wins }: typeof now) => ({
        wins,
        expected: expected * times,
        variance: variance * times ** 2,
        came: came * times,
      })
      const { low, high } = forecastLimits(now, earlier, { delay: delay + 1 })
      const again = forecastLimits(dearer(now), earlier.map(dearer), { delay: delay + 1 })
      expect(low).toBeLessThanOrEqual(now.expected)
      expect(high).toBeGreaterThanOrEqual(now.expected)
      expect(again.low).toBeCloseTo(low * times, 0)
      expect(again.high / times).toBeCloseTo(high, 0)
    }),
  )
})
