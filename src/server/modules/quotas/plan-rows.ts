import { sql } from 'kysely'
import type { QuotaContent, QuotaNode, QuotaPlan, ShownQuota } from '../../../contract/quotas.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { endOf } from './calendar.ts'
import { differencesFor } from './differences.ts'
import { type Nodes, below, monthsOf, sum } from './tree.ts'

export interface PlanRow {
  readonly id: string
  readonly startsOn: string
  readonly months: number
  readonly currency: string
  readonly approved_version: number | null
  readonly version: number
  readonly field_versions: Record<string, number>
  readonly approved_at: Date | null
  readonly approved_by: string | null
}

const planColumns = sql`p.id, p.starts_on::text as "startsOn", p.months, p.currency, p.approved_version, p.version, p.field_versions,
  a.approved_at, (select m.name from members m where m.workspace_id = p.workspace_id and m.id = a.approved_by) as approved_by`
const approval = sql`left join quota_versions a
  on a.workspace_id = p.workspace_id and a.plan_id = p.id and a.number = p.approved_version`

const mostPlans = 50

export async function listPlanRows(ctx: Context): Promise<PlanRow[]> {
  const { rows } = await sql<PlanRow>`
    select ${planColumns} from quota_plans p ${approval}
    where p.workspace_id = ${ctx.workspace.id} order by p.starts_on desc limit ${mostPlans}`.execute(ctx.tx)
  return rows
}

/** A plan with what it is in its latest version, or in another one. */
export async function findPlan(
  ctx: Context,
  id: string,
  { number, lock = false }: { number?: number | undefined; lock?: boolean } = {},
): Promise<{ plan: PlanRow; number: number; content: QuotaContent }> {
  const { rows } = await sql<PlanRow & { number: number; content: QuotaContent }>`
    select ${planColumns}, v.number, v.content
    from quota_plans p ${approval}
    join quota_versions v on v.workspace_id = p.workspace_id and v.plan_id = p.id and v.number = ${number ?? sql`p.version`}
    where p.workspace_id = ${ctx.workspace.id} and p.id = ${id} ${lock ? sql`for update of p` : sql``}`.execute(ctx.tx)
  const [row] = rows
  if (!row) return fail('not_found', { kind: 'quota_plan' })
  const { content, number: shown, ...plan } = row
  return { plan, number: shown, content }
}

/** The places that the actor sees: all, or the sellers whose deals they see and the teams made of such alone. */
export function shownNodes(ctx: Pick<Context, 'actor'>, nodes: Nodes): QuotaNode[] {
  const { sees } = ctx.actor
  if (sees === null) return [...nodes]
  const isSeen = (node: QuotaNode) => node.subjectId !== null && sees.includes(node.subjectId)
  const roots = nodes.filter((node) => {
    if (node.kind === 'member') return isSeen(node)
    const sellers = node.kind === 'team' ? below(nodes, node).filter(({ kind }) => kind === 'member') : []
    return sellers.length > 0 && sellers.every(isSeen)
  })
  const shown = new Set(roots.flatMap((node) => below(nodes, node)))
  return nodes.filter((node) => shown.has(node))
}

export function showHead(plan: PlanRow) {
  return {
    id: plan.id,
    version: plan.version,
    startsOn: plan.startsOn,
    endsOn: endOf(plan),
    months: plan.months,
    currency: plan.currency,
    approvedVersion: plan.approved_version,
    approvedAt: plan.approved_at?.toISOString() ?? null,
    approvedBy: plan.approved_by,
  }
}

/** A version of a plan as the actor sees it, places in the order of the tree, each by its name and its months. */
export async function showPlan(ctx: Context, plan: PlanRow, number: number, content: QuotaContent): Promise<QuotaPlan> {
  const names = await namesOf(ctx, content.nodes)
  const sums = monthsOf(content.nodes, plan.months)
  const proposals = new Map(content.bottomUp?.proposals.map(({ nodeId, minor }) => [nodeId, minor]))
  const visible = shownNodes(ctx, content.nodes)
  const isWhole = visible.length === content.nodes.length
  const ids = new Set(visible.map(({ id }) => id))
  return {
    ...showHead(plan),
    shown: number,
    seasons: content.seasons,
    isWhole,
    gapMinor: isWhole ? gapOf(content, plan.months) : null,
    differences: isWhole && number === plan.version ? await differencesFor(ctx, plan, content.nodes) : [],
    adjustments: isWhole ? content.adjustments : [],
    bottomUp: content.bottomUp && {
      ...content.bottomUp,
      proposals: content.bottomUp.proposals.filter(({ nodeId }) => ids.has(nodeId)),
    },
    nodes: inOrder(visible, names).map(({ node, depth }) => ({
      ...node,
      depth,
      amounts: sums.get(node.id) ?? [],
      name: names.get(node.subjectId ?? '') ?? null,
      proposedMinor: proposedFor(content, below(content.nodes, node), proposals),
    })),
  }
}

function proposedFor(
  { bottomUp }: QuotaContent,
  nodes: Nodes,
  proposals: ReadonlyMap<string, number>,
): ShownQuota['proposedMinor'] {
  const isProposed = bottomUp !== null && nodes.some(({ id }) => proposals.has(id))
  return isProposed ? sum(nodes.map(({ id }) => proposals.get(id) ?? 0)) : null
}

/** What separates the plan from above from the one from below, and has no name yet; null before anything was proposed. */
export function gapOf({ nodes, bottomUp, adjustments }: QuotaContent, months: number): number | null {
  const [root] = nodes
  if (bottomUp === null || root === undefined) return null
  const above = sum(monthsOf(nodes, months).get(root.id) ?? [])
  return above - sum(bottomUp.proposals.map(({ minor }) => minor)) - sum(adjustments.map(({ minor }) => minor))
}

/** Parents before children; teams and sellers by name, what waits for somebody last. */
export function inOrder(nodes: Nodes, names: ReadonlyMap<string, string>) {
  const ids = new Set(nodes.map(({ id }) => id))
  const byParent = Map.groupBy(nodes, ({ parentId }) => (parentId !== null && ids.has(parentId) ? parentId : null))
  const kinds: readonly string[] = ['company', 'team', 'member', 'product', 'open']
  const nameOf = ({ subjectId }: QuotaNode) => names.get(subjectId ?? '') ?? ''
  const walk = (parent: string | null, depth: number): { node: QuotaNode; depth: number }[] =>
    (byParent.get(parent) ?? [])
      .toSorted(
        (one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || nameOf(one).localeCompare(nameOf(other)),
      )
      .flatMap((node) => [{ node, depth }, ...walk(node.id, depth + 1)])
  return walk(null, 0)
}

/** Names of the members, teams and products that places are for. */
export async function namesOf(ctx: Context, nodes: Nodes): Promise<Map<string, string>> {
  const ids = [...new Set(nodes.flatMap(({ subjectId }) => (subjectId === null ? [] : [subjectId])))]
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from members where workspace_id = ${ctx.workspace.id} and id = any(${ids}::uuid[])
    union all select id, name from teams where workspace_id = ${ctx.workspace.id} and id = any(${ids}::uuid[])
    union all select id, name from products where workspace_id = ${ctx.workspace.id} and id = any(${ids}::uuid[])`.execute(
    ctx.tx,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
