import { type ChiSquareTest, chiSquareTail } from './homogeneity.ts'
import { ImpossibleInput, add, at } from './impossible-input.ts'
import type { Estimated } from './shrinkage.ts'
import { inverseOf, quadraticForm, symmetric, times } from './symmetric.ts'

/** The values of a group in a stratum: how many, their sum and that of their squares. */
export interface ValueSums {
  readonly n: number
  readonly sum: number
  readonly squares: number
}

export interface ComparedWithin extends ChiSquareTest {
  /** By group: the sum of its values less what was to be expected in its strata. */
  apart: number[]
  /** The statistic of any such sums, the values of the strata given. */
  statisticOf: (apart: readonly number[]) => number
  /** The means that groups would have in the mix of strata of all; null where one is alone in its strata, or no chain of strata joins them. */
  groups: (Estimated | null)[]
}

/**
 * Do the means of k groups differ within strata? `strata[s][g]` are the sums of group g in stratum s. U = Σ over strata of (sum − n · the stratum's mean), V = Σ S² (diag(n) − nnᵀ/N), S²
 * the variance of the stratum's values: UᵀV⁻U, the generalised Mantel–Haenszel statistic for scores. The means are that of all + θ, θ by least squares from a value = stratum + group, with the variance that
 * V gives them. Throws ImpossibleInput when strata differ in their number of groups.
 * Source: Landis, Heyman & Koch 1978, International Statistical Review 46; golden: R mantelhaen.test(correct = FALSE), lm.
 */
export function comparedWithin(strata: readonly (readonly ValueSums[])[]): ComparedWithin {
  const size = strata[0]?.length ?? 0
  const apart = Array<number>(size).fill(0)
  const [covariance, information] = [symmetric(size), symmetric(size)]
  for (const groups of strata) {
    if (groups.length !== size) throw new ImpossibleInput('groups_differ_by_stratum', groups.length)
    const { n, sum, squares } = added(groups)
    if (n === 0) continue
    const variance = n > 1 ? Math.max(0, squares - sum ** 2 / n) / (n - 1) : 0
    groups.forEach((group, g) => {
      apart[g] = at(apart, g) + group.sum - (group.n * sum) / n
      groups.forEach((other, h) => {
        const share = group.n * (Number(g === h) - other.n / n)
        add(information.values, g * size + h, share)
        add(covariance.values, g * size + h, variance * share)
      })
    })
  }
  const inverse = inverseOf(covariance)
  const statisticOf = (moves: readonly number[]) => quadraticForm(inverse, moves)
  const statistic = statisticOf(apart)
  const test = { statistic, degrees: inverse.rank, pValue: chiSquareTail(statistic, inverse.rank) }
  const totals = Array.from({ length: size }, (_, g) => added(strata.map((groups) => groups[g] ?? nothing)))
  return { ...test, apart, statisticOf, groups: meansIn(totals, apart, covariance, information) }
}

const nothing: ValueSums = { n: 0, sum: 0, squares: 0 }

function added(sums: readonly ValueSums[]): ValueSums {
  return sums.reduce(
    (all, { n, sum, squares }) => ({ n: all.n + n, sum: all.sum + sum, squares: all.squares + squares }),
    nothing,
  )
}

type Matrix = ReturnType<typeof symmetric>

function meansIn(
  totals: readonly ValueSums[],
  apart: readonly number[],
  covariance: Matrix,
  information: Matrix,
): (Estimated | null)[] {
  const { size } = covariance
  const { n, sum } = added(totals)
  const isLinked = totals.map((_, g) => at(covariance.values, g * size + g) > 0)
  const inverse = inverseOf(information)
  if (inverse.rank < isLinked.filter(Boolean).length - 1) return totals.map(() => null)
  // Around the mean of all, each group by how many it has.
  const centred = (of: (g: number) => number) => {
    const middle = totals.reduce((total, each, g) => total + each.n * of(g), 0) / n
    return totals.map((_, g) => of(g) - middle)
  }
  const effects = times(inverse, apart)
  const theta = centred((g) => at(effects, g))
  const columns = totals.map((_, h) => centred((g) => at(inverse.values, g * size + h)))
  return theta.map((effect, g) => {
    if (!isLinked[g]) return null
    const row = columns.map((column) => column[g] ?? 0)
    return { estimate: sum / n + effect, standardError: Math.sqrt(Math.max(0, quadraticForm(covariance, row))) }
  })
}
