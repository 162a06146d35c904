import type { QuotaNode } from '../../../contract/quotas.ts'
import { apportion } from '../../kernel/apportion.ts'
import { type Year, daysBetween, daysWithin, endOf, monthStarts } from './calendar.ts'
import { type Frame, type Nodes, below, leavesOf, spread, sum, withAmounts, zeros } from './tree.ts'

/** Makes the ids of new places. */
export type MakeId = () => string

/** The months of a leaf before a day and from it on: the month of the day is divided by its days, to the last minor unit. */
export function dividedAt(amounts: readonly number[], year: Year, on: string): [before: number[], after: number[]] {
  const starts = monthStarts(year)
  const parts = amounts.map((minor, month) => {
    const [first = '', last = ''] = starts.slice(month, month + 2)
    const before = daysWithin({ from: null, until: on }, first, last)
    return apportion(minor, [before, daysBetween(first, last) - before])
  })
  return [parts.map(([minor = 0]) => minor), parts.map(([, minor = 0]) => minor)]
}

/** A seller belongs to another place from a day on: what was before stays where it was. What remains goes along, or to the neighbours. */
export function moveNode(
  nodes: Nodes,
  frame: Frame,
  { node, parentId, on, takesQuota }: { node: QuotaNode; parentId: string; on: string; takesQuota: boolean },
  makeId: MakeId,
): QuotaNode[] {
  const { rest, ended } = endedAt(nodes, frame, node, on)
  const ids = new Map(below(nodes, node).map(({ id }) => [id, makeId()]))
  const moved = below(nodes, node).map((each): QuotaNode => {
    const after = rest.get(each.id)
    return {
      ...each,
      id: ids.get(each.id) ?? each.id,
      parentId: each === node ? parentId : (ids.get(each.parentId ?? '') ?? null),
      from: each === node && on > frame.startsOn ? on : each.from,
      // The ramp goes on where it stood.
      ramp: each === node ? rampFrom(each, on) : each.ramp,
      amounts: after ? (takesQuota ? after : zeros(frame.months)) : [],
    }
  })
  const moving = [...ended, ...moved]
  return takesQuota ? moving : toNeighbours(moving, frame, node, total(rest), makeId)
}

/** A place ends on a day: what remains goes to the neighbours, or to an open place that waits for somebody. */
export function endNode(
  nodes: Nodes,
  frame: Frame,
  { node, on, rest: to }: { node: QuotaNode; on: string; rest: 'neighbours' | 'open' },
  makeId: MakeId,
): QuotaNode[] {
  const { rest, ended } = endedAt(nodes, frame, node, on)
  const left = total(rest)
  return to === 'open' ? intoOpen(ended, node.parentId, left, makeId) : toNeighbours(ended, frame, node, left, makeId)
}

interface Addition {
  readonly parent: QuotaNode
  readonly kind: 'team' | 'member' | 'product'
  readonly subjectId: string
  readonly from: string | null
  readonly ramp: readonly number[]
  readonly takesOver: QuotaNode | null
}

/** Somebody new: takes over what an open place still has, or what a place had for itself while nobody was below it; else begins with nothing. */
export function addNode(nodes: Nodes, frame: Frame, addition: Addition, makeId: MakeId): QuotaNode[] {
  const { parent, kind, subjectId, takesOver } = addition
  const from = addition.from !== null && addition.from > frame.startsOn ? addition.from : null
  const source = takesOver ?? (parent.amounts.length > 0 ? parent : null)
  const on = addition.from ?? frame.startsOn
  const [before, after] = dividedAt(source?.amounts ?? zeros(frame.months), frame, on)
  const isParent = source === parent
  const kept = nodes.flatMap((node): QuotaNode[] => {
    if (node !== source) return [node]
    if (isParent) return [{ ...node, amounts: [] }]
    return sum(before) === 0 ? [] : [{ ...node, amounts: before, until: from }]
  })
  const { ramp } = addition
  const added = {
    ...blank,
    id: makeId(),
    parentId: parent.id,
    kind,
    subjectId,
    from: addition.from,
    ramp: [...ramp],
    amounts: after,
  }
  const whole = [...kept, added]
  return isParent ? intoOpen(whole, parent.id, before, makeId) : whole
}

export const blank = { subjectId: null, weight: 1, capacity: 100, ramp: [] as number[], from: null, until: null }

/** The place without what comes after a day; gone, if nothing came before. What came after, by leaf. */
function endedAt(nodes: Nodes, frame: Frame, node: QuotaNode, on: string) {
  const amounts = new Map<string, number[]>()
  const rest = new Map<string, number[]>()
  for (const leaf of leavesOf(nodes, node)) {
    const [before, after] = dividedAt(leaf.amounts, frame, on)
    amounts.set(leaf.id, before)
    rest.set(leaf.id, after)
  }
  const began = node.from !== null && node.from > frame.startsOn ? node.from : frame.startsOn
  const isGone = on <= began && sum(total(amounts)) === 0
  const gone = new Set(below(nodes, node).map(({ id }) => id))
  const until = on < endOf(frame) ? on : null
  const ended = isGone
    ? nodes.filter(({ id }) => !gone.has(id))
    : withAmounts(nodes, amounts).map((each) => (each.id === node.id ? { ...each, until } : each))
  return { rest, ended: isGone ? withLeaf(ended, node.parentId, frame) : ended }
}

/** A place under which nothing is left holds amounts itself again. */
function withLeaf(nodes: readonly QuotaNode[], id: string | null, { months }: Year): QuotaNode[] {
  const isBare = nodes.every(({ parentId }) => parentId !== id)
  return nodes.map((node) => (node.id === id && isBare ? { ...node, amounts: zeros(months) } : node))
}

/** Gives months to the neighbours of a place, in the proportion of what they have; to an open place where nobody is there. */
function toNeighbours(
  nodes: Nodes,
  frame: Frame,
  node: QuotaNode,
  rest: readonly number[],
  makeId: MakeId,
): QuotaNode[] {
  const parent = nodes.find(({ id }) => id === node.parentId)
  if (parent && parent.amounts.length > 0)
    return withAmounts(nodes, new Map([[parent.id, added(parent.amounts, rest)]]))
  let current: Nodes = nodes
  const alone = zeros(frame.months)
  rest.forEach((minor, month) => {
    if (minor === 0) return
    const takers = current
      .filter((each) => each.parentId === node.parentId && each.id !== node.id)
      .flatMap((each) => leavesOf(current, each))
      .filter((leaf) => daysWithin(leaf, ...monthOf(frame, month)) > 0)
    if (takers.length === 0) alone[month] = minor
    else
      current = spread(current, frame, takers, [month], minor + sum(takers.map(({ amounts }) => amounts[month] ?? 0)))
  })
  return intoOpen(current, node.parentId, alone, makeId)
}

function monthOf(year: Year, month: number): [first: string, last: string] {
  const starts = monthStarts(year)
  return [starts[month] ?? '', starts[month + 1] ?? '']
}

/** Puts months into the open place below a parent, making one where there is none. */
function intoOpen(nodes: Nodes, parentId: string | null, rest: readonly number[], makeId: MakeId): QuotaNode[] {
  if (sum(rest) === 0) return [...nodes]
  const parent = nodes.find(({ id }) => id === parentId)
  if (parent && parent.amounts.length > 0)
    return withAmounts(nodes, new Map([[parent.id, added(parent.amounts, rest)]]))
  const open = nodes.find((each) => each.parentId === parentId && each.kind === 'open')
  if (open)
    return withAmounts(nodes, new Map([[open.id, added(open.amounts, rest)]])).map((each) =>
      each.id === open.id ? { ...each, until: null } : each,
    )
  return [...nodes, { ...blank, id: makeId(), parentId, kind: 'open', amounts: [...rest] }]
}

function total(amounts: ReadonlyMap<string, readonly number[]>): number[] {
  return [...amounts.values()].reduce<number[]>((whole, each) => added(each, whole), [])
}

function added(one: readonly number[], other: readonly number[]): number[] {
  return one.map((minor, month) => minor + (other[month] ?? 0))
}

function rampFrom({ from, ramp }: QuotaNode, on: string): number[] {
  if (from === null) return []
  const [begins, moves] = [from, on].map((day) => Temporal.PlainDate.from(day).with({ day: 1 }))
  return begins && moves ? ramp.slice(Math.max(0, begins.until(moves, { largestUnit: 'months' }).months)) : []
}
