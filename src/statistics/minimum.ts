import { at } from './impossible-input.ts'
import { inverseOf, symmetric, times } from './symmetric.ts'

export interface Slope {
  value: number
  gradient: number[]
}

export interface Minimum {
  point: number[]
  value: number
  /** False when the point ran away (further than 10 from the start: the minimum is taken to lie at infinity) or got stuck. */
  converged: boolean
}

/**
 * Least value of a smooth function of a few numbers: Newton's method with the second derivatives taken from differences of
 * the gradient, damped (Levenberg–Marquardt) until a step goes down. Finds the bottom to about 1e-9 where the slope
 * is exact. Scale the arguments to steps of about 1 (logarithms of positive parameters), and start within 10 of the bottom.
 * Source: Nocedal & Wright 2006, §3.4, §10.3.
 */
export function minimise(slope: (point: readonly number[]) => Slope, start: readonly number[]): Minimum {
  let point = [...start]
  let here = slope(point)
  let damping = 1e-3
  for (let round = 0; round < 500; round++) {
    if (point.some((coordinate, i) => Math.abs(coordinate - at(start, i)) > 10)) break
    if (steepest(here.gradient) <= 1e-10 * Math.max(1, Math.abs(here.value))) {
      return { point, value: here.value, converged: true }
    }
    const step = newtonStep(slope, point, here.gradient, damping)
    const next = point.map((coordinate, i) => coordinate - Math.max(-2, Math.min(2, at(step, i))))
    const there = slope(next)
    const flat = Math.abs(there.value - here.value) <= 1e-13 * Math.abs(here.value)
    if (there.value < here.value || (flat && steepest(there.gradient) < steepest(here.gradient))) {
      point = next
      here = there
      damping = Math.max(damping / 10, 1e-12)
    } else if (damping > 1e12) {
      break
    } else {
      damping *= 10
    }
  }
  const near = point.every((coordinate, i) => Math.abs(coordinate - at(start, i)) <= 10)
  // Sums over many observations leave a slope of rounding errors, below which nothing goes down any more.
  const flat = steepest(here.gradient) <= 1e-7 * Math.max(1, Math.abs(here.value))
  return { point, value: here.value, converged: near && flat }
}

function steepest(gradient: readonly number[]): number {
  return Math.max(...gradient.map(Math.abs))
}

function newtonStep(
  slope: (point: readonly number[]) => Slope,
  point: readonly number[],
  gradient: readonly number[],
  damping: number,
): Float64Array {
  const size = point.length
  const curvature = symmetric(size)
  point.forEach((_, i) => {
    const width = 1e-6
    const moved = slope(point.map((coordinate, j) => (i === j ? coordinate + width : coordinate))).gradient
    for (let j = 0; j < size; j++) curvature.values[i * size + j] = (at(moved, j) - at(gradient, j)) / width
  })
  const damped = symmetric(size)
  const bowl = Math.max(...point.map((_, i) => Math.abs(at(curvature.values, i * size + i))), 1e-12)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const middle = (at(curvature.values, i * size + j) + at(curvature.values, j * size + i)) / 2
      damped.values[i * size + j] = i === j ? Math.abs(middle) + damping * bowl : middle
    }
  }
  return times(inverseOf(damped), gradient)
}
