import type { QuotaNode } from '../../../contract/quotas.ts'
import { apportion } from '../../kernel/apportion.ts'
import type { Year } from './calendar.ts'
import { capacities } from './presence.ts'

export type Nodes = readonly QuotaNode[]

/** What amounts are spread by where there are none yet. */
export interface Frame extends Year {
  /** Weights of the months. */
  readonly seasons: readonly number[]
}

export function childrenOf(nodes: Nodes, id: string): QuotaNode[] {
  return nodes.filter(({ parentId }) => parentId === id)
}

/** A place and all below it, parents first. */
export function below(nodes: Nodes, node: QuotaNode): QuotaNode[] {
  const byParent = Map.groupBy(nodes, ({ parentId }) => parentId)
  const found = [node]
  for (const each of found) found.push(...(byParent.get(each.id) ?? []))
  return found
}

/** The places below one, or itself, that hold amounts. */
export function leavesOf(nodes: Nodes, node: QuotaNode): QuotaNode[] {
  return below(nodes, node).filter(({ amounts }) => amounts.length > 0)
}

/** The months of every place: its own, or the sums of what is below it. Parents stand before their children. */
export function monthsOf(nodes: Nodes, months: number): Map<string, number[]> {
  const sums = new Map(nodes.map(({ id, amounts }) => [id, amounts.length > 0 ? [...amounts] : zeros(months)]))
  for (const { id, parentId } of nodes.toReversed()) {
    const above = parentId === null ? undefined : sums.get(parentId)
    const own = sums.get(id) ?? []
    if (above) own.forEach((minor, month) => (above[month] = (above[month] ?? 0) + minor))
  }
  return sums
}

export function zeros(months: number): number[] {
  return Array.from({ length: months }, () => 0)
}

export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, minor) => total + minor, 0)
}

/** The same tree with other amounts of some leaves. */
export function withAmounts(nodes: Nodes, amounts: ReadonlyMap<string, readonly number[]>): QuotaNode[] {
  return nodes.map((node) => {
    const changed = amounts.get(node.id)
    return changed ? { ...node, amounts: [...changed] } : node
  })
}

/**
 * Spreads a sum over leaves and months, in the proportion of what they have; where they have nothing, by season and
 * capacity; where there is nobody either, alike.
 */
export function spread(
  nodes: Nodes,
  frame: Frame,
  leaves: readonly QuotaNode[],
  months: readonly number[],
  total: number,
): QuotaNode[] {
  const cells = leaves.flatMap((leaf) => months.map((month) => ({ leaf, month })))
  const had = cells.map(({ leaf, month }) => leaf.amounts[month] ?? 0)
  const parts = apportion(total, sum(had) > 0 ? had : expected(frame, leaves, months))
  const amounts = new Map(leaves.map((leaf) => [leaf.id, [...leaf.amounts]]))
  cells.forEach(({ leaf, month }, place) => {
    const own = amounts.get(leaf.id)
    if (own) own[month] = parts[place] ?? 0
  })
  return withAmounts(nodes, amounts)
}

function expected(frame: Frame, leaves: readonly QuotaNode[], months: readonly number[]): number[] {
  return leaves.flatMap((leaf) => {
    const able = capacities(leaf, frame)
    return months.map((month) => (able[month] ?? 0) * leaf.weight * (frame.seasons[month] ?? 0))
  })
}
