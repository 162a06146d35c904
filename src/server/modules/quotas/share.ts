import type { SplitBasis } from '../../../contract/quota-edits.ts'
import type { QuotaNode } from '../../../contract/quotas.ts'
import { apportion } from '../../kernel/apportion.ts'
import { capacities, presence } from './presence.ts'
import { type Frame, type Nodes, below, childrenOf, leavesOf, monthsOf, spread, sum, zeros } from './tree.ts'

/** What a place is to have does not fit: the most that it may be, in minor units. */
export interface Misfit {
  readonly mostMinor: number
}

interface Amount {
  readonly node: QuotaNode
  readonly months: readonly number[]
  readonly minor: number
  readonly above: 'stays' | 'grows'
}

/** Gives a place an amount for some months. What is above keeps its months, the neighbours taking up the difference; or it grows. */
export function setAmount(nodes: Nodes, frame: Frame, { node, months, minor, above }: Amount): QuotaNode[] | Misfit {
  const former = monthsOf(nodes, frame.months)
  const changed = spread(nodes, frame, leavesOf(nodes, node), months, minor)
  if (above === 'grows' || node.parentId === null) return changed
  const whole = former.get(node.parentId) ?? []
  const own = monthsOf(changed, frame.months).get(node.id) ?? []
  const neighbours = nodes.filter(({ parentId, id }) => parentId === node.parentId && id !== node.id)
  const isAlone = neighbours.length === 0
  const rests = months.map((month) => ({ month, rest: (whole[month] ?? 0) - (own[month] ?? 0) }))
  if (rests.some(({ rest }) => rest < 0 || (isAlone && rest > 0)))
    return { mostMinor: sum(months.map((month) => whole[month] ?? 0)) }
  return rests.reduce<QuotaNode[]>((current, { month, rest }) => {
    const leaves = neighbours.flatMap((each) => leavesOf(current, current.find(({ id }) => id === each.id) ?? each))
    return leaves.length === 0 ? current : spread(current, frame, leaves, [month], rest)
  }, changed)
}

interface Split {
  readonly node: QuotaNode
  readonly by: SplitBasis
  readonly fromMonth: number
  /** What customers or results say, by place; for 'territory' and 'results'. */
  readonly measured: ReadonlyMap<string, number>
}

/** Shares out what a place has among what is right below it, month by month, from a month on. */
export function splitNode(nodes: Nodes, frame: Frame, split: Split): QuotaNode[] {
  const { node, fromMonth } = split
  const children = childrenOf(nodes, node.id)
  if (children.length === 0) return [...nodes]
  const whole = monthsOf(nodes, frame.months).get(node.id) ?? []
  const able = children.map((child) => ableOf(nodes, frame, child))
  const weights = children.map((child, place) => weightsOf(frame, child, able[place] ?? [], split))
  let current: QuotaNode[] = [...nodes]
  for (let month = fromMonth; month < frame.months; month++) {
    const wanted = weights.map((each) => each[month] ?? 0)
    const parts = apportion(whole[month] ?? 0, sum(wanted) > 0 ? wanted : able.map((each) => each[month] ?? 0))
    children.forEach((child, place) => {
      current = spread(
        current,
        frame,
        leavesOf(current, current.find(({ id }) => id === child.id) ?? child),
        [month],
        parts[place] ?? 0,
      )
    })
  }
  return current
}

function weightsOf(frame: Frame, child: QuotaNode, able: readonly number[], { by, measured }: Split): number[] {
  switch (by) {
    case 'weights':
      return presence(child, frame).map((share) => share * child.weight)
    case 'capacity':
      return [...able]
    case 'territory':
      return presence(child, frame).map((share) => share * (measured.get(child.id) ?? 0))
    case 'results':
      return able.map((share) => share * (measured.get(child.id) ?? 0))
  }
}

/** What a place can do in each month: that of the sellers below it, or its own. An open place can do nothing. */
function ableOf(nodes: Nodes, frame: Frame, node: QuotaNode): number[] {
  const sellers = below(nodes, node).filter(({ kind }) => kind === 'member')
  if (sellers.length === 0) return node.kind === 'open' ? zeros(frame.months) : capacities(node, frame)
  const each = sellers.map((seller) => capacities(seller, frame))
  return zeros(frame.months).map((_, month) => sum(each.map((months) => months[month] ?? 0)))
}

/** Lets every year fall otherwise on its months; nobody's sum changes. */
export function setSeasons(nodes: Nodes, frame: Frame): QuotaNode[] {
  return nodes.map((node) => {
    if (node.amounts.length === 0) return node
    const able = node.kind === 'open' ? node.amounts.map((minor) => (minor > 0 ? 1 : 0)) : capacities(node, frame)
    const weights = able.map((share, month) => share * (frame.seasons[month] ?? 0))
    return { ...node, amounts: apportion(sum(node.amounts), sum(weights) > 0 ? weights : node.amounts) }
  })
}
