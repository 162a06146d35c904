import { firstIndex } from './risk-table.ts'
import { type ScoredTrials, byScore } from './scored.ts'

/** From `score` on (until the next step) the share is `estimate`. */
export interface IsotonicStep {
  score: number
  estimate: number
}

/**
 * The shares nearest to those seen (least squares by trials) that never fall when the score rises: neighbours that do are pooled until
 * none does (pool adjacent violators). Calibrates any score, given some hundreds of outcomes. One step per pool, ascending; no trials: none.
 * Throws ImpossibleInput (see byScore). Source: Ayer et al. 1955; golden: R isoreg. O(n log n).
 */
export function isotonic(rows: readonly ScoredTrials[]): IsotonicStep[] {
  const pools: ScoredTrials[] = []
  for (const row of byScore(rows)) {
    let pool = row
    for (let before = pools.at(-1); before !== undefined; before = pools.at(-1)) {
      if (before.successes * pool.trials < pool.successes * before.trials) break
      pools.pop()
      pool = {
        score: before.score,
        successes: before.successes + pool.successes,
        trials: before.trials + pool.trials,
      }
    }
    pools.push(pool)
  }
  return pools.map(({ score, successes, trials }) => ({ score, estimate: successes / trials }))
}

/** The share for a score: that of the last step not above it, and under the first step that of the first; null without steps. */
export function isotonicAt(steps: readonly IsotonicStep[], score: number): number | null {
  const above = firstIndex(steps.length, (index) => (steps[index]?.score ?? Infinity) > score)
  return steps[Math.max(0, above - 1)]?.estimate ?? null
}
