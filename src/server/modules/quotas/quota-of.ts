import { sql } from 'kysely'
import type { QuotaContent, QuotaNode } from '../../../contract/quotas.ts'
import { divideHalfEven } from '../../kernel/apportion.ts'
import type { Context } from '../../kernel/context.ts'
import { type Year, daysBetween, daysWithin, endOf, monthStarts } from './calendar.ts'
import { monthsOf, sum } from './tree.ts'

/** Whose quota is asked for. */
export type QuotaHolder = { readonly memberId: string } | { readonly teamId: string } | { readonly company: true }

/** Days of the workspace, the last one excluded. */
export interface Period {
  readonly from: string
  readonly until: string
}

export interface Quota {
  readonly minor: number
  readonly currency: string
}

/** An approved version of a plan. */
export interface ApprovedPlan extends Year {
  readonly planId: string
  readonly number: number
  readonly currency: string
  readonly content: QuotaContent
}

/**
 * The approved quota of a member, a team or the company for any days: whole months as planned, others by their days (rounded
 * half-even once a month). Null where no approved plan has a place for them in these days. It does not ask who may see it.
 * @param knownAt approvals after it do not count
 */
export async function quotaOf(
  ctx: Context,
  holder: QuotaHolder,
  period: Period,
  knownAt: Date = ctx.now,
): Promise<Quota | null> {
  return quotaIn(await approvedPlans(ctx, period, knownAt), holder, period)
}

/** The versions that hold in some days, as approved up to an instant, earliest year first. For many quotas at once with `quotaIn`. */
export async function approvedPlans(ctx: Context, period: Period, knownAt: Date): Promise<ApprovedPlan[]> {
  const { rows } = await sql<ApprovedPlan>`
    select p.id as "planId", p.starts_on::text as "startsOn", p.months, p.currency, v.number, v.content
    from quota_plans p
    cross join lateral (
      select number, content from quota_versions v
      where v.workspace_id = p.workspace_id and v.plan_id = p.id and v.approved_at <= ${knownAt}
      order by v.approved_at desc, v.number desc limit 1) v
    where p.workspace_id = ${ctx.workspace.id}
      and p.starts_on < ${period.until}::date and p.starts_on + make_interval(months => p.months) > ${period.from}::date
    order by p.starts_on limit 50`.execute(ctx.tx)
  return rows
}

/** The quota in plans that were read already. Plans of one currency are added up; the first one's currency decides. */
export function quotaIn(plans: readonly ApprovedPlan[], holder: QuotaHolder, period: Period): Quota | null {
  const found = plans.flatMap(({ content, ...plan }): Quota[] => {
    const nodes = content.nodes.filter((node) => isHolder(node, holder))
    if (nodes.length === 0) return []
    const sums = monthsOf(content.nodes, plan.months)
    return [
      { minor: sum(nodes.map(({ id }) => withinPeriod(sums.get(id) ?? [], plan, period))), currency: plan.currency },
    ]
  })
  const [first] = found
  if (first === undefined) return null
  const alike = found.filter(({ currency }) => currency === first.currency)
  return { minor: sum(alike.map(({ minor }) => minor)), currency: first.currency }
}

function isHolder({ kind, subjectId }: QuotaNode, holder: QuotaHolder): boolean {
  if ('memberId' in holder) return kind === 'member' && subjectId === holder.memberId
  if ('teamId' in holder) return kind === 'team' && subjectId === holder.teamId
  return kind === 'company'
}

/** What of a year's months falls into some days, in minor units. */
export function withinPeriod(amounts: readonly number[], year: Year, { from, until }: Period): number {
  if (from <= year.startsOn && endOf(year) <= until) return amounts.reduce((total, minor) => total + minor, 0)
  const starts = monthStarts(year)
  return amounts.reduce((total, minor, month) => {
    const [first = '', last = ''] = starts.slice(month, month + 2)
    const days = daysWithin({ from, until }, first, last)
    return total + Number(divideHalfEven(BigInt(minor) * BigInt(days), BigInt(daysBetween(first, last))))
  }, 0)
}
