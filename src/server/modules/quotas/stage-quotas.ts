import { sql } from 'kysely'
import type { Funnel } from '../../../contract/measurement.ts'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type { QuotaNode, StageQuotas, showStageQuotas as contract } from '../../../contract/quotas.ts'
import { type Context, startOfDay, today } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { seen } from '../../kernel/seen.ts'
import { figure, processMap, scopeOf } from '../measurement/index.ts'
import { type Past, backwards } from './backwards.ts'
import { findPlan, shownNodes } from './plan-rows.ts'
import { monthsOf } from './tree.ts'

// Long enough for a cycle to end, short enough to be of the present process.
const daysBack = 730
const daysOfTouches = 365

/** What the quota of a place in a month asks of every stage and of touches, by the past of the seller. */
export async function showStageQuotas(
  ctx: Context,
  planId: string,
  { node: nodeId, month }: QueryOf<typeof contract>,
): Promise<StageQuotas> {
  const { plan, content } = await findPlan(ctx, planId)
  const node = shownNodes(ctx, content.nodes).find(({ id }) => nodeId === undefined || id === nodeId)
  if (!node) return fail('not_found', { kind: 'quota' })
  const quotaMinor = monthsOf(content.nodes, plan.months).get(node.id)?.[month] ?? 0
  return {
    quotaMinor,
    currency: plan.currency,
    ...backwards(quotaMinor, await pastOf(ctx, ownerOf(content.nodes, node), plan.currency)),
  }
}

/** Whose past it is: that of the seller, or everybody's. */
function ownerOf(nodes: readonly QuotaNode[], node: QuotaNode): string | null {
  if (node.kind === 'member') return node.subjectId
  const above = node.kind === 'product' ? nodes.find(({ id }) => id === node.parentId) : undefined
  return above?.kind === 'member' ? above.subjectId : null
}

async function pastOf(ctx: Context, owner: string | null, currency: string): Promise<Past> {
  const process = await processMap(ctx, undefined)
  const from = Temporal.PlainDate.from(today(ctx)).subtract({ days: daysBack }).toString()
  const asked = { process: process.processId, from }
  const all = await figure(ctx, 'funnel', { scope: scopeOf(ctx, asked), process, byDay: 90 })
  const own =
    owner === null ? all : await figure(ctx, 'funnel', { scope: scopeOf(ctx, { ...asked, owner }), process, byDay: 90 })
  return {
    value: await valuesOf(ctx, owner, currency, from),
    stages: all.stages.map((stage) => passagesOf(stage, own)),
    ...(await touchesOf(ctx, owner)),
  }
}

function passagesOf(stage: Funnel['stages'][number], own: Funnel): Past['stages'][number] {
  const mine = own.stages.find(({ key }) => key === stage.key) ?? { advanced: 0, left: 0 }
  return {
    key: stage.key,
    name: stage.name,
    own: { advanced: mine.advanced, left: mine.left },
    others: { advanced: stage.advanced - mine.advanced, left: stage.left - mine.left },
  }
}

/** What wins are worth, own and others'; for everybody's past all of them are own. */
async function valuesOf(ctx: Context, owner: string | null, currency: string, from: string): Promise<Past['value']> {
  const { rows } = await sql<{ isOwn: boolean; count: number; mean: number; deviation: number | null }>`
    select ${owner === null ? sql`true` : sql`owner_id is not distinct from ${owner}::uuid`} as "isOwn",
      count(*) as count, avg(amount_minor)::float8 as mean, stddev_samp(amount_minor)::float8 as deviation
    from deals
    where workspace_id = ${ctx.workspace.id} and outcome = 'won' and ended_at >= ${startOfDay(from, ctx.workspace.timeZone)}
      and currency = ${currency} and amount_minor > 0 and ${seen(ctx.actor, sql.ref('owner_id'))}
    group by 1`.execute(ctx.tx)
  const of = (isOwn: boolean) => {
    const row = rows.find((each) => each.isOwn === isOwn)
    return { count: row?.count ?? 0, mean: row?.mean ?? 0, deviation: row?.deviation ?? 0 }
  }
  return { own: of(true), others: of(false) }
}

/** How often somebody wrote or spoke to buyers in the last year, and to how many new deals. */
async function touchesOf(ctx: Context, owner: string | null): Promise<Pick<Past, 'touches' | 'opened'>> {
  const since = startOfDay(today(ctx), ctx.workspace.timeZone, -daysOfTouches)
  const author = owner === null ? sql`author_kind = 'member'` : sql`author_id = ${owner}`
  const { rows: touches } = await sql<{ channel: string; count: number }>`
    select channel, count(*) as count from touches
    where workspace_id = ${ctx.workspace.id} and ${author} and occurred_at >= ${since} and direction = 'outbound'
    group by 1 order by 2 desc, 1 limit 20`.execute(ctx.tx)
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from deals
    where workspace_id = ${ctx.workspace.id} and opened_at >= ${since} and ${seen(ctx.actor, sql.ref('owner_id'))}
      and ${owner === null ? sql`true` : sql`owner_id = ${owner}`}`.execute(ctx.tx)
  return { touches, opened: rows[0]?.count ?? 0 }
}
