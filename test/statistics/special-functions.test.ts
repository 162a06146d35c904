import { describe, expect, test } from 'vitest'
import { clopperPearson, poissonLimits } from '../../src/statistics/index.ts'
import {
  betaQuantile,
  betaShare,
  digamma,
  gammaShare,
  gammaTail,
  logBeta,
  logGamma,
  normalTail,
  studentQuantile,
  studentTail,
} from '../../src/statistics/special-functions.ts'
import { golden } from './kit.ts'

const known =
  golden<
    Record<
      'gamma' | 'incomplete' | 'counts' | 'logBeta' | 'promises' | 'beta' | 'betaQuantile' | 'student' | 'normal',
      number[][]
    >
  >('special-functions')

function expectRelative(ours: number, theirs: number, what: string): void {
  const close = Math.abs(ours - theirs) <= 1e-10 * Math.abs(theirs) + 1e-300
  expect(close, `${what}: ${ours} instead of ${theirs}`).toBe(true)
}

test.each(known.gamma)('ln Γ and ψ of %d as R', (x = 1, logarithm = 0, slope = 0) => {
  expect(Math.abs(logGamma(x) - logarithm)).toBeLessThan(1e-13 * Math.max(1, Math.abs(logarithm)))
  expect(Math.abs(digamma(x) - slope)).toBeLessThan(1e-12 * Math.max(1, Math.abs(slope)))
})

describe('to ten digits, in the tails too, as R', () => {
  test('gamma', () => {
    for (const [x = 0, a = 1, share = 0, tail = 0] of known.incomplete) {
      expectRelative(gammaShare(x, a), share, `pgamma ${x} ${a}`)
      expectRelative(gammaTail(x, a), tail, `upper pgamma ${x} ${a}`)
    }
  })

  test('limits of a count', () => {
    for (const [count = 0, confidence = 0.5, low = 0, high = 0] of known.counts) {
      const limits = poissonLimits(count, confidence)
      expectRelative(limits.low ?? Number.NaN, low, `low of ${count} at ${confidence}`)
      expectRelative(limits.high ?? Number.NaN, high, `high of ${count} at ${confidence}`)
    }
  })

  test('limits of a share of a thousand million', () => {
    for (const [a = 1, b = 1, logarithm = 0] of known.logBeta)
      expectRelative(logBeta(a, b), logarithm, `lbeta ${a} ${b}`)
    for (const [successes = 0, trials = 0, low = 0, high = 0] of known.promises) {
      const limits = clopperPearson(successes, trials)
      expect(Math.abs((limits.low ?? 1) - low), `low of ${successes}`).toBeLessThanOrEqual(2e-8 * low)
      expect(Math.abs((limits.high ?? 1) - high), `high of ${successes}`).toBeLessThanOrEqual(2e-8 * high)
    }
  })

  test('beta', () => {
    for (const [x = 0, a = 1, b = 1, p = 0] of known.beta) expectRelative(betaShare(x, a, b), p, `pbeta ${x} ${a} ${b}`)
    for (const [p = 0, a = 1, b = 1, x = 0] of known.betaQuantile) {
      expectRelative(betaQuantile(p, a, b), x, `qbeta ${p} ${a} ${b}`)
    }
  })

  test('Student and normal', () => {
    for (const [t = 0, degrees = 1, p = 0] of known.student) {
      expectRelative(studentTail(t, degrees), p, `pt ${t} ${degrees}`)
      expectRelative(studentQuantile(p, degrees), t, `qt ${p} ${degrees}`)
    }
    for (const [z = 0, p = 0] of known.normal) expectRelative(normalTail(z), p, `pnorm ${z}`)
  })
})
