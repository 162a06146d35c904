import type { QuotaNode, QuotaProposal } from '../../../contract/quotas.ts'
import { quantile } from '../../../statistics/index.ts'
import { capacities } from './presence.ts'
import { type Frame, sum } from './tree.ts'

/** What somebody did in the year before. */
export interface Results {
  readonly node: QuotaNode
  readonly wonMinor: number
  readonly wins: number
  /** Of that year, the part that they have been selling. */
  readonly activeShare: number
  readonly pipelineMinor: number
}

/** Under these, a year made of somebody's own wins says nothing. */
const leastWins = 5
const leastActiveShare = 0.25

/**
 * What each seller could do in a plan: what they won in a year, grown by a rate, times what of the plan they are there and up
 * to strength. Who has too few wins, or began too late, is taken for the median of the others.
 */
export function proposals(results: readonly Results[], frame: Frame, growthPercent: number): QuotaProposal[] {
  const yearly = results.map(({ wonMinor, wins, activeShare }) =>
    wins >= leastWins && activeShare >= leastActiveShare ? wonMinor / activeShare : null,
  )
  const usual = quantile(
    yearly.flatMap((value) => (value === null ? [] : [{ value, count: 1 }])),
    0.5,
  )
  return results.map(({ node, wonMinor, wins, pipelineMinor }, place) => {
    const own = yearly[place] ?? null
    const year = own ?? usual ?? 0
    const minor = Math.round(year * (1 + growthPercent / 100) * strengthOf(node, frame))
    const basis = own === null ? (usual === null ? 'none' : 'colleagues') : 'own'
    return { nodeId: node.id, minor, basis, wonMinor, wins, pipelineMinor }
  })
}

/** The part of a year's selling that a place is good for in the plan, by season. */
function strengthOf(node: QuotaNode, { seasons, ...year }: Frame): number {
  const all = sum(seasons)
  const able = capacities(node, year).map((share, month) => share * (seasons[month] ?? 0))
  return all === 0 ? 0 : (sum(able) / all) * (year.months / 12)
}
