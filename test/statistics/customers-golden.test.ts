import { expect, test } from 'vitest'
import {
  expectedPurchaseValue,
  expectedPurchases,
  repurchase,
  spending,
  stillBuying,
} from '../../src/statistics/index.ts'
import { expectSame, golden } from './kit.ts'

interface Customers {
  /** repeats, last, watched; law: r, α, a, b */
  repurchase: { rows: number[][]; law: number[]; logLikelihood: [number] }[]
  /** r, α, a, b, repeats, last, watched, ahead, expected */
  futures: number[][]
  /** purchases, average; law: p, q, γ */
  spending: { rows: number[][]; law: number[]; logLikelihood: [number]; mean: [number] }[]
}

const customers = golden<Customers>('customers')

test.each(customers.repurchase)('BG/NBD as optim in R (%#)', ({ rows, law, logLikelihood }) => {
  const ours = repurchase(rows.map(([repeats = 0, last = 0, watched = 0]) => ({ repeats, last, watched, count: 1 })))
  expectSame([ours?.logLikelihood], logLikelihood, 'likelihood')
  expectSame([ours?.r, ours?.alpha, ours?.a, ours?.b], law, 'law', 1e-5)
})

test.each(customers.futures)(
  'purchases to come as the integral in R: r %d, α %d, a %d, b %d, history %d %d %d, ahead %d',
  (r = 0, alpha = 0, a = 0, b = 0, repeats = 0, last = 0, watched = 0, ahead = 0, wanted = 0) => {
    const ours = expectedPurchases({ r, alpha, a, b }, { repeats, last, watched }, ahead)
    expectSame([ours], [wanted], 'purchases', a === 1 || a + b + repeats === 1 ? 1e-7 : 1e-9)
  },
)

test("the paper's customer: 1.226 purchases in 39 weeks", () => {
  const law = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }
  const buyer = { repeats: 2, last: 30.43, watched: 38.86 }
  expect(expectedPurchases(law, buyer, 39)).toBeCloseTo(1.226, 3)
  expect(stillBuying(law, buyer)).toBeGreaterThan(0.7)
  expect(stillBuying(law, { ...buyer, last: 5 })).toBeLessThan(0.2)
})

test.each(customers.spending)('gamma-gamma as optim in R (%#)', ({ rows, law, logLikelihood, mean }) => {
  const ours = spending(rows.map(([purchases = 0, average = 0]) => ({ purchases, average, count: 1 })))
  expectSame([ours?.logLikelihood], logLikelihood, 'likelihood')
  expectSame([ours?.p, ours?.q, ours?.gamma, ours?.mean], [...law, ...mean], 'law', 1e-4)
  // Between the customer's own average and that of all, nearer to the own the more purchases.
  const worth = [1, 5, 50].map((purchases) => (ours && expectedPurchaseValue(ours, { purchases, average: 1 })) ?? 0)
  expect(worth).toEqual(worth.toSorted((a, b) => b - a))
  expect(worth[2]).toBeGreaterThan(1)
})
