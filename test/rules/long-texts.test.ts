import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { email, line, text } from '../../src/contract/primitives.ts'

describe('50 kB of almost the right text are refused at once', () => {
  const long = 50_000
  const almost = [
    'a'.repeat(long),
    `${'a.'.repeat(long / 2)}`,
    `a@${'b.'.repeat(long / 2)}`,
    ' '.repeat(long) + 'x',
    `x${' '.repeat(long)}x`,
    '+4'.repeat(long / 2),
    `${'a@'.repeat(long / 2)}b`,
  ]
  test.each([
    ['email', email],
    ['line', line(200)],
    ['text', text(1000)],
  ] as const)('%s', (_, shape) => {
    for (const value of almost) {
      const from = performance.now()
      z.safeParse(shape, value)
      expect(performance.now() - from).toBeLessThan(50)
    }
  })
})
