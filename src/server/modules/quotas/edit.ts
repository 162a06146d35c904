import type { QuotaEdit } from '../../../contract/quota-edits.ts'
import {
  type QuotaContent,
  type QuotaKind,
  type QuotaNode,
  mostAdjustments,
  mostQuotaNodes,
} from '../../../contract/quotas.ts'
import { type Year, endOf } from './calendar.ts'
import { type MakeId, addNode, endNode, moveNode } from './reorganise.ts'
import { type Misfit, setAmount, setSeasons, splitNode } from './share.ts'
import { type Frame, type Nodes, below, sum } from './tree.ts'

/** Why an edit is refused. */
export type Refused =
  | ({ readonly refused: 'quota_does_not_fit' } & Misfit)
  | { readonly refused: 'quota_out_of_place' }
  | { readonly refused: 'unknown_reference'; readonly field: string }
  | { readonly refused: 'too_many'; readonly kind: string; readonly limit: number }

/** An edit that the tree alone decides; proposals are made of what was won. */
export type TreeEdit = Exclude<QuotaEdit, { kind: 'propose' }>

interface Known {
  readonly year: Year
  /** By place: what 'territory' or 'results' share by. */
  readonly measured: ReadonlyMap<string, number>
  readonly makeId: MakeId
}

/** What may stand right below what. */
const nesting: Readonly<Record<QuotaKind, readonly QuotaKind[]>> = {
  company: ['team', 'member', 'product', 'open'],
  team: ['member', 'product', 'open'],
  member: ['product'],
  product: [],
  open: [],
}

/** The plan after an edit. Every sum is made of its leaves, so places sum to what is above them whatever was done. */
export function edited(content: QuotaContent, edit: TreeEdit, known: Known): QuotaContent | Refused {
  if (edit.kind === 'adjust') return adjusted(content, edit, known.makeId)
  if (edit.kind === 'drop_adjustment')
    return { ...content, adjustments: content.adjustments.filter(({ id }) => id !== edit.id) }
  const frame: Frame = { ...known.year, seasons: content.seasons }
  if (edit.kind === 'set_seasons') {
    const { seasons } = edit
    if (seasons.length !== frame.months || seasons.every((weight) => weight === 0))
      return { refused: 'quota_out_of_place' }
    return { ...content, seasons, nodes: setSeasons(content.nodes, { ...frame, seasons }) }
  }
  const nodes = editedNodes(content.nodes, frame, edit, known)
  if ('refused' in nodes) return nodes
  if ('mostMinor' in nodes) return { refused: 'quota_does_not_fit', ...nodes }
  if (nodes.length > mostQuotaNodes) return { refused: 'too_many', kind: 'quota', limit: mostQuotaNodes }
  return { ...content, nodes }
}

type NodeEdit = Exclude<TreeEdit, { kind: 'adjust' | 'drop_adjustment' | 'set_seasons' }>

function editedNodes(nodes: Nodes, frame: Frame, edit: NodeEdit, known: Known): QuotaNode[] | Misfit | Refused {
  if (edit.kind === 'add') return addition(nodes, frame, edit, known.makeId)
  const node = nodes.find(({ id }) => id === edit.nodeId)
  if (!node) return { refused: 'unknown_reference', field: 'nodeId' }
  switch (edit.kind) {
    case 'set_amount': {
      const months = Array.from({ length: edit.months }, (_, after) => edit.fromMonth + after)
      if (months.some((month) => month >= frame.months)) return { refused: 'quota_out_of_place' }
      return setAmount(nodes, frame, { node, months, minor: edit.minor, above: edit.above })
    }
    case 'split': {
      const weights = new Map(edit.weights?.map((each) => [each.nodeId, each.weight]))
      const weighed = nodes.map((each) => ({ ...each, weight: weights.get(each.id) ?? each.weight }))
      return splitNode(weighed, frame, { node, by: edit.by, fromMonth: edit.fromMonth, measured: known.measured })
    }
    case 'set_capacity':
      return nodes.map((each) => (each === node ? { ...each, capacity: edit.capacity, ramp: edit.ramp } : each))
    case 'move':
      return movement(nodes, frame, { ...edit, node }, known.makeId)
    case 'end':
      if (node.kind === 'company' || edit.on > endOf(frame)) return { refused: 'quota_out_of_place' }
      return endNode(nodes, frame, { node, on: edit.on, rest: edit.rest }, known.makeId)
  }
}

function movement(
  nodes: Nodes,
  frame: Frame,
  { node, parentId, on, takesQuota }: { node: QuotaNode; parentId: string; on: string; takesQuota: boolean },
  makeId: MakeId,
): QuotaNode[] | Refused {
  const parent = nodes.find(({ id }) => id === parentId)
  if (!parent) return { refused: 'unknown_reference', field: 'parentId' }
  const isThere = parent.id === node.parentId || below(nodes, node).includes(parent)
  const isHeld = (node.from === null || node.from <= on) && (node.until === null || on < node.until)
  if (node.kind !== 'member' || isThere || !isHeld || !nesting[parent.kind].includes('member') || !isWithin(frame, on))
    return { refused: 'quota_out_of_place' }
  // What a bare team had for itself waits there for somebody.
  const roomy = parent.amounts.length > 0 ? emptied(nodes, parent, makeId) : nodes
  return moveNode(roomy, frame, { node, parentId, on, takesQuota }, makeId)
}

function emptied(nodes: Nodes, parent: QuotaNode, makeId: MakeId): QuotaNode[] {
  const bare = nodes.map((each) => (each === parent ? { ...each, amounts: [] } : each))
  if (sum(parent.amounts) === 0) return bare
  const open = { ...parent, id: makeId(), parentId: parent.id, kind: 'open' as const, subjectId: null }
  return [...bare, open]
}

function addition(nodes: Nodes, frame: Frame, edit: TreeEdit & { kind: 'add' }, makeId: MakeId): QuotaNode[] | Refused {
  const parent = nodes.find(({ id }) => id === edit.parentId)
  if (!parent) return { refused: 'unknown_reference', field: 'parentId' }
  const takesOver = edit.takesOver === null ? null : nodes.find(({ id }) => id === edit.takesOver)
  if (takesOver === undefined) return { refused: 'unknown_reference', field: 'takesOver' }
  const isOpenHere = takesOver === null || (takesOver.kind === 'open' && takesOver.parentId === parent.id)
  const isLate = edit.from !== null && edit.from >= endOf(frame)
  if (!nesting[parent.kind].includes(edit.of) || !isOpenHere || isLate || isTaken(nodes, frame, edit))
    return { refused: 'quota_out_of_place' }
  const { of: kind, subjectId, from, ramp } = edit
  return addNode(nodes, frame, { parent, kind, subjectId, from, ramp, takesOver }, makeId)
}

/** A team stands once in a plan, a product once below a place, a seller in one place at a time. */
function isTaken(nodes: Nodes, { startsOn }: Year, edit: TreeEdit & { kind: 'add' }): boolean {
  return nodes.some(
    (node) =>
      node.subjectId === edit.subjectId &&
      (edit.of !== 'product' || node.parentId === edit.parentId) &&
      (node.until === null || (edit.from ?? startsOn) < node.until),
  )
}

function isWithin(year: Year, on: string): boolean {
  return year.startsOn <= on && on < endOf(year)
}

function adjusted(content: QuotaContent, { name, minor }: TreeEdit & { kind: 'adjust' }, makeId: MakeId) {
  if (content.adjustments.length >= mostAdjustments)
    return { refused: 'too_many' as const, kind: 'quota', limit: mostAdjustments }
  return { ...content, adjustments: [...content.adjustments, { id: makeId(), name, minor }] }
}
