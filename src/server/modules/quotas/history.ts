import { sql } from 'kysely'
import * as z from 'zod/mini'
import type { OutputOf, QueryOf } from '../../../contract/endpoint.ts'
import type { QuotaEdit } from '../../../contract/quota-edits.ts'
import type * as contract from '../../../contract/quota-history.ts'
import { type QuotaVersion, mostQuotaChanges } from '../../../contract/quota-history.ts'
import type { QuotaContent, QuotaNode } from '../../../contract/quotas.ts'
import type { Context } from '../../kernel/context.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { type PlanRow, findPlan, inOrder, namesOf, shownNodes } from './plan-rows.ts'
import { reasonsOf } from './reasons.ts'
import { staysOf } from './stays.ts'
import { monthsOf, sum } from './tree.ts'

interface Row {
  readonly number: number
  readonly edit: QuotaEdit | { readonly kind: 'begun' }
  readonly content: QuotaContent
  readonly recorded_at: Date
  readonly recorded_by: string | null
  readonly approved_at: Date | null
  readonly approved_by: string | null
}

/** What was done to a plan, latest first. */
export async function listQuotaVersions(
  ctx: Context,
  id: string,
  { after, limit }: QueryOf<typeof contract.listQuotaVersions>,
): Promise<OutputOf<typeof contract.listQuotaVersions>> {
  const { plan } = await findPlan(ctx, id)
  const before = decodeCursor(after, z.tuple([z.uuid(), z.int()]))
  const name = (column: string) =>
    sql<
      string | null
    >`(select m.name from members m where m.workspace_id = v.workspace_id and m.id = ${sql.ref(column)})`
  const { rows } = await sql<Row>`
    select v.number, v.edit, v.content, v.recorded_at, v.approved_at,
      ${name('v.recorded_by')} as recorded_by, ${name('v.approved_by')} as approved_by
    from quota_versions v where v.workspace_id = ${ctx.workspace.id} and v.plan_id = ${id}
      and v.number < ${before?.[1] ?? plan.version + 1}
    order by v.number desc limit ${limit + 1}`.execute(ctx.tx)
  const names = await namesOf(
    ctx,
    rows.flatMap(({ content }) => content.nodes),
  )
  const numbers = rows.map(({ number }) => number)
  const reasons = await reasonsOf(ctx, id, numbers)
  const stays = await staysOf(ctx, id, numbers)
  const former = new Map(rows.map((row) => [row.number, row]))
  return pageOf(
    rows,
    limit,
    ({ number }): [string, number] => [id, number],
    (row) =>
      told(row, {
        ctx,
        plan,
        names,
        former: former.get(row.number - 1)?.content ?? null,
        reasons: reasons.get(row.number) ?? [],
        stays: stays.get(row.number) ?? [],
      }),
  )
}

interface Telling {
  readonly ctx: Context
  readonly plan: PlanRow
  readonly names: ReadonlyMap<string, string>
  /** The version before. */
  readonly former: QuotaContent | null
  readonly reasons: QuotaVersion['reasons']
  readonly stays: QuotaVersion['stays']
}

function told(row: Row, { ctx, plan, names, former, reasons, stays }: Telling): QuotaVersion {
  const { edit, content } = row
  // What is gone is named as it was; what somebody does not see is not told.
  const all = [...content.nodes, ...(former?.nodes ?? []).filter((node) => !content.nodes.some(isSame(node)))]
  const shown = shownNodes(ctx, all)
  const isWhole = shown.length === all.length
  const find = (id: string | undefined) => shown.find((node) => node.id === id)
  const name = (node: QuotaNode | undefined) =>
    node ? { kind: node.kind, name: names.get(node.subjectId ?? '') ?? null } : null
  const place = placeOf(edit, content, former)
  const span = edit.kind === 'set_amount' ? { fromMonth: edit.fromMonth, months: edit.months } : null
  const changes = changed(former, content, shown, { months: plan.months, span, first: place })
  return {
    number: row.number,
    kind: edit.kind,
    recordedAt: row.recorded_at.toISOString(),
    recordedBy: row.recorded_by,
    approvedAt: row.approved_at?.toISOString() ?? null,
    approvedBy: row.approved_by,
    reasons: isWhole ? reasons : [],
    stays: isWhole ? stays : [],
    place: name(find(place)),
    into: 'parentId' in edit ? name(find(edit.parentId)) : null,
    on: 'on' in edit ? edit.on : 'from' in edit ? edit.from : null,
    span,
    capacity:
      edit.kind === 'set_capacity' && find(place)
        ? { before: former?.nodes.find(({ id }) => id === place)?.capacity ?? 100, after: edit.capacity }
        : null,
    adjustment: isWhole ? adjustmentOf(edit, former) : null,
    changes: changes.slice(0, mostQuotaChanges).map(({ node, ...sums }) => ({
      kind: node.kind,
      name: names.get(node.subjectId ?? '') ?? null,
      ...sums,
    })),
    changed: changes.length,
  }
}

function isSame(node: QuotaNode): (other: QuotaNode) => boolean {
  return ({ id }) => id === node.id
}

/** The id of the place that an edit was done to: one that it added is found by what it is for. */
function placeOf(edit: Row['edit'], { nodes }: QuotaContent, former: QuotaContent | null): string | undefined {
  if ('nodeId' in edit) return edit.nodeId
  if (edit.kind !== 'add') return edit.kind === 'begun' ? nodes[0]?.id : undefined
  const known = new Set(former?.nodes.map(({ id }) => id))
  return nodes.find(({ id, subjectId }) => subjectId === edit.subjectId && !known.has(id))?.id
}

function adjustmentOf(edit: Row['edit'], former: QuotaContent | null): QuotaVersion['adjustment'] {
  if (edit.kind === 'adjust') return { name: edit.name, minor: edit.minor }
  const dropped = edit.kind === 'drop_adjustment' ? former?.adjustments.find(({ id }) => id === edit.id) : undefined
  return dropped ? { name: dropped.name, minor: dropped.minor } : null
}

interface Change {
  readonly node: QuotaNode
  readonly beforeMinor: number | null
  readonly afterMinor: number | null
}

/** Whose sums differ between two versions. A seller who moved is one and the same in both places. */
function changed(
  former: QuotaContent | null,
  content: QuotaContent,
  shown: readonly QuotaNode[],
  { months, span, first }: { months: number; span: QuotaVersion['span']; first: string | undefined },
): Change[] {
  const [before, after] = [sumsOf(former, months, span), sumsOf(content, months, span)]
  const keys = new Map(
    inOrder(shown, new Map())
      .toReversed()
      .map(({ node }) => [keyOf(node), node]),
  )
  const changes = [...keys]
    .toReversed()
    .map(([key, node]) => ({ node, beforeMinor: before.get(key) ?? null, afterMinor: after.get(key) ?? null }))
    .filter(({ beforeMinor, afterMinor }) => beforeMinor !== afterMinor)
  const subject = shown.find(({ id }) => id === first)
  const isFirst = ({ node }: Change) => subject !== undefined && keyOf(node) === keyOf(subject)
  return [...changes.filter(isFirst), ...changes.filter((each) => !isFirst(each))]
}

function sumsOf(content: QuotaContent | null, months: number, span: QuotaVersion['span']): Map<string, number> {
  const sums = new Map<string, number>()
  const nodes = content?.nodes ?? []
  const amounts = monthsOf(nodes, months)
  const { fromMonth, months: count } = span ?? { fromMonth: 0, months }
  for (const node of nodes) {
    const own = sum((amounts.get(node.id) ?? []).slice(fromMonth, fromMonth + count))
    sums.set(keyOf(node), (sums.get(keyOf(node)) ?? 0) + own)
  }
  return sums
}

/** What counts as one over all its places: a seller, a team; a product only below one place. */
function keyOf({ id, kind, subjectId, parentId }: QuotaNode): string {
  if (subjectId === null) return id
  return kind === 'product' ? `${subjectId} ${parentId}` : subjectId
}
