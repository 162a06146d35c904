import { at } from './impossible-input.ts'

/**
 * One side of a comparison: an estimate, and how far each cluster moves it (its influence; they sum to about zero). Deals of one seller
 * resemble each other, so that the seller, not the deal, is the unit that varies.
 */
export interface Arm {
  estimate: number
  /** By cluster: how many observations it has, and the sum of their influences. */
  clusters: Map<string, { n: number; move: number }>
  /** Observations that stand for themselves: how many, and the sum of their squared influences. */
  own: { n: number; squares: number }
  /** The smallest count that the normal approximation leans on: of successes or of failures; of observations for a mean. */
  leastSeen: number
}

/** A difference of two arms, first − second, ready for `alwaysValid` and `differenceLimits`. */
export interface Difference {
  estimate: number
  standardError: number
  /** Degrees of freedom of the standard error: about the number of clusters, less when few have most of the observations. */
  degrees: number
  /** The smaller one of both arms. */
  leastSeen: number
}

export function emptyArm(estimate: number, leastSeen: number): Arm {
  return { estimate, clusters: new Map(), own: { n: 0, squares: 0 }, leastSeen }
}

/** Adds `n` observations whose influences sum to `move`: alike ones that stand for themselves, or those of a cluster. */
export function addMove(arm: Arm, cluster: string | null, n: number, move: number): void {
  if (cluster === null) {
    arm.own.n += n
    arm.own.squares += n === 0 ? 0 : move ** 2 / n
    return
  }
  const here = arm.clusters.get(cluster) ?? { n: 0, move: 0 }
  arm.clusters.set(cluster, { n: here.n + n, move: here.move + move })
}

/**
 * Variance robust to any likeness within clusters: Σ over clusters (move in the first − move in the second)². A cluster
 * found in both arms (a seller with deals of both versions) is compared with itself. Each arm's sum is raised by
 * g/(g − 1), g = (Σn)² ÷ Σn² the effective number of its clusters (Kish), and has g − 1 degrees, put together by
 * Welch–Satterthwaite; with shared clusters, g is that of all clusters. Null when an arm has no two of them, or nothing varies.
 * Source: Liang & Zeger 1986; Cameron & Miller 2015, §VI (few clusters); Kish 1965.
 */
export function differenceOf(first: Arm, second: Arm): Difference | null {
  const shared = [...first.clusters.keys()].some((cluster) => second.clusters.has(cluster))
  const parts = shared ? [joined(first, second)] : [first, second]
  let variance = 0
  let spread = 0
  for (const part of parts) {
    const effective = effectiveClusters(part)
    if (!(effective > 1.000001)) return null
    const squares = [...part.clusters.values()].reduce((total, { move }) => total + move ** 2, part.own.squares)
    const raised = (squares * effective) / (effective - 1)
    variance += raised
    spread += raised ** 2 / (effective - 1)
  }
  if (!(variance > 0)) return null
  return {
    estimate: first.estimate - second.estimate,
    standardError: Math.sqrt(variance),
    degrees: variance ** 2 / spread,
    leastSeen: Math.min(first.leastSeen, second.leastSeen),
  }
}

function joined(first: Arm, second: Arm): Arm {
  const both: Arm = { ...first, clusters: new Map(first.clusters), own: { ...first.own } }
  both.own.n += second.own.n
  both.own.squares += second.own.squares
  for (const [cluster, { n, move }] of second.clusters) addMove(both, cluster, n, -move)
  return both
}

function effectiveClusters({ clusters, own }: Arm): number {
  const sizes = Float64Array.from(clusters.values(), ({ n }) => n)
  const total = sizes.reduce((sum, n) => sum + n, own.n)
  const squares = sizes.reduce((sum, n, i) => sum + n * at(sizes, i), own.n)
  return squares === 0 ? 0 : total ** 2 / squares
}
