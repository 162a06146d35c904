import { sql } from 'kysely'
import type { Attainment, QuotaNode } from '../../../contract/quotas.ts'
import { type Context, today } from '../../kernel/context.ts'
import { type Year, endOf, monthStarts } from './calendar.ts'
import { findPlan, shownNodes } from './plan-rows.ts'
import { type Nodes, below, monthsOf, sum, zeros } from './tree.ts'
import { withinPeriod } from './quota-of.ts'
import { type Won, wonBy } from './won.ts'

/** What was won against the quotas of a plan, and what was due by a day, place by place. */
export async function showAttainment(ctx: Context, planId: string, asOf: string | undefined): Promise<Attainment> {
  const { plan, content } = await findPlan(ctx, planId)
  const now = today(ctx)
  const day = asOf === undefined || asOf > now ? now : asOf
  const products = content.nodes.flatMap(({ kind, subjectId }) => (kind === 'product' && subjectId ? [subjectId] : []))
  const days = daysOf(content.nodes, plan, nextDay(day))
  const { won, withoutRate } = days.length > 1 ? await wonBy(ctx, days, products) : { won: [], withoutRate: 0 }
  const quotas = monthsOf(content.nodes, plan.months)
  const period = { from: plan.startsOn, until: nextDay(day) }
  const shown = shownNodes(ctx, content.nodes)
  return {
    asOf: day,
    withoutRate,
    outside: shown.some(({ kind }) => kind === 'company') ? await outsideOf(ctx, content.nodes, won, days) : [],
    items: shown.map((node) => ({
      nodeId: node.id,
      won: wonFor(content.nodes, plan, node, won, days),
      dueMinor: period.until <= period.from ? 0 : withinPeriod(quotas.get(node.id) ?? [], plan, period),
    })),
  }
}

/** The days on which a month or somebody's place begins or ends, up to a day: between two of them everything is of one place. */
function daysOf(nodes: Nodes, year: Year, until: string): string[] {
  const ends = until < endOf(year) ? until : endOf(year)
  const days = [...monthStarts(year), ...nodes.flatMap(({ from, until: last }) => [from, last]), ends]
  const within = days.filter((day): day is string => day !== null && day >= year.startsOn && day <= ends)
  return [...new Set(within)].sort()
}

function wonFor(nodes: Nodes, year: Year, node: QuotaNode, won: readonly Won[], days: readonly string[]): number[] {
  const starts = monthStarts(year)
  const months = zeros(year.months)
  const isCounted = counts(nodes, node, days)
  for (const each of won) {
    const day = days[each.span] ?? ''
    const month = starts.findLastIndex((first) => first <= day)
    if (isCounted(each)) months[month] = (months[month] ?? 0) + each.minor
  }
  return months
}

/** Which wins count for a place: the company's are all; a team's those of its sellers while they are in it. */
function counts(nodes: Nodes, node: QuotaNode, days: readonly string[]): (won: Won) => boolean {
  const product = node.kind === 'product' ? node.subjectId : null
  const parent = node.kind === 'product' ? nodes.find(({ id }) => id === node.parentId) : node
  if (!parent || parent.kind === 'open') return () => false
  const isOfProduct = (won: Won) => won.productId === product
  if (parent.kind === 'company') return isOfProduct
  const sellers = Map.groupBy(
    below(nodes, parent).filter(({ kind }) => kind === 'member'),
    ({ subjectId }) => subjectId,
  )
  return (won) =>
    isOfProduct(won) &&
    (sellers.get(won.ownerId)?.some(({ from, until }) => {
      const day = days[won.span] ?? ''
      return won.ownerId !== null && (from === null || from <= day) && (until === null || day < until)
    }) ??
      false)
}

/** By owner, what was won outside every seller's place: with it, the sellers make the company. */
async function outsideOf(ctx: Context, nodes: Nodes, won: readonly Won[], days: readonly string[]) {
  const places = nodes.filter(({ kind }) => kind === 'member').map((node) => counts(nodes, node, days))
  const rest = won.filter((each) => each.productId === null && !places.some((isOf) => isOf(each)))
  const sums = [...Map.groupBy(rest, ({ ownerId }) => ownerId)]
    .map(([ownerId, each]) => ({ ownerId, minor: sum(each.map(({ minor }) => minor)) }))
    .filter(({ minor }) => minor !== 0)
    .toSorted((one, other) => other.minor - one.minor)
  const ids = sums.flatMap(({ ownerId }) => ownerId ?? [])
  const rows = await ctx.tx
    .selectFrom('members')
    .select(['id', 'name'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .limit(ids.length)
    .execute()
  const owners = new Map(rows.map((row) => [row.id, row]))
  return sums.map(({ ownerId, minor }) => ({ owner: owners.get(ownerId ?? '') ?? null, minor }))
}

function nextDay(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString()
}
