import type { AuditFinding } from '../../../contract/process-audits.ts'
import { dealOutcome, logRank, winRate } from '../../../statistics/index.ts'
import { cohortOf } from './cohort.ts'
import type { History } from './history.ts'
import type { Scope } from './scope.ts'

interface NumberedVersion {
  readonly id: string
  readonly number: number
}

interface Asked {
  readonly scope: Scope
  readonly before: NumberedVersion
  readonly after: NumberedVersion
  readonly byDay: number
}

/** With fewer deals on either side nothing is claimed. */
const fewest = 10

/**
 * Deals that were opened in one version beside those of the next: the share won by a day, and the log-rank test of the time to
 * a win. Before and after, not a test: whatever else changed meanwhile is in it too.
 */
export function driftFigure(history: History, { scope, before, after, byDay }: Asked): AuditFinding {
  const cohorts = [before, after].map(({ id }) => cohortOf(history, { ...scope, version: id }))
  const [first, second] = cohorts.map(({ rows, counts }) => ({
    rows: [...rows],
    n: counts.n,
    won: winRate(rows, byDay).won,
  }))
  const none = { rows: [], n: 0, won: { estimate: null, low: null, high: null } }
  const one = first ?? none
  const other = second ?? none
  const isEnough = one.n >= fewest && other.n >= fewest
  return {
    finding: 'drift',
    from: before.number,
    to: after.number,
    n: { before: one.n, after: other.n },
    won: { before: one.won, after: other.won },
    byDay,
    pValue: isEnough ? logRank([one.rows, other.rows], dealOutcome.won).pValue : null,
  }
}
