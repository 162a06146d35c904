import { sql } from 'kysely'
import type { CommissionTerms } from '../../../contract/commission-plans.ts'
import type { Context } from '../../kernel/context.ts'
import { yearOf } from '../quotas/index.ts'
import type { Days } from './sales.ts'

/** Somebody is on a plan from a day on, or on none. */
export interface Assignment {
  readonly memberId: string
  readonly planId: string | null
  readonly from: string
}

export interface Terms {
  readonly id: string
  readonly planId: string
  readonly planName: string
  readonly number: number
  readonly validFrom: string
  readonly terms: CommissionTerms
  readonly recordedAt: Date
}

const mostRows = 10_000

/** Who was on which plan since when, as known at an instant: of some members, in the order of the days. */
export async function assignmentsOf(ctx: Context, memberIds: readonly string[], knownAt: Date): Promise<Assignment[]> {
  const { rows } = await sql<Assignment>`
    select distinct on (member_id, from_on) member_id as "memberId", plan_id as "planId", from_on::text as "from"
    from commission_members
    where workspace_id = ${ctx.workspace.id} and member_id = any(${memberIds}::uuid[]) and recorded_at <= ${knownAt}
    order by member_id, from_on, recorded_at desc, id desc limit ${mostRows}`.execute(ctx.tx)
  return rows
}

/** All terms of all plans, as known at an instant, latest first. */
export async function allTerms(ctx: Context, knownAt: Date): Promise<Terms[]> {
  const { rows } = await sql<Terms>`
    select t.id, t.plan_id as "planId", p.name as "planName", t.number, t.valid_from::text as "validFrom", t.terms,
      t.recorded_at as "recordedAt"
    from commission_terms t join commission_plans p on p.workspace_id = t.workspace_id and p.id = t.plan_id
    where t.workspace_id = ${ctx.workspace.id} and t.recorded_at <= ${knownAt}
    order by t.valid_from desc, t.number desc limit ${mostRows}`.execute(ctx.tx)
  return rows
}

/** What a member is paid by in the period of a day. */
export interface OnPlan extends Days {
  readonly terms: Terms
}

/**
 * The period of a day for a member, with the terms that hold for it: a month, quarter or year of the fiscal calendar, cut where the member
 * comes to a plan or leaves it. Null where they are on none.
 */
export function onPlan(
  assignments: readonly Assignment[],
  terms: readonly Terms[],
  memberId: string,
  day: string,
  firstMonth: number,
): OnPlan | null {
  const own = assignments.filter((each) => each.memberId === memberId)
  const place = own.findLastIndex(({ from }) => from <= day)
  const held = own[place]
  if (held === undefined || held.planId === null) return null
  const ofPlan = terms.filter(({ planId }) => planId === held.planId)
  // The day may be of another period by other terms: the latest that began before it decide how periods are cut.
  const cutting = ofPlan.find(({ validFrom }) => validFrom <= day) ?? ofPlan.at(-1)
  if (cutting === undefined) return null
  const period = periodOf(day, cutting.terms.period, firstMonth)
  const from = period.from < held.from ? held.from : period.from
  const next = own[place + 1]?.from
  const until = next !== undefined && next < period.until ? next : period.until
  const valid = ofPlan.find(
    ({ validFrom, terms: { period: length } }) => validFrom <= from && length === cutting.terms.period,
  )
  return { from, until, terms: valid ?? cutting }
}

/** The month, quarter or year of the fiscal calendar that a day belongs to. */
export function periodOf(day: string, period: CommissionTerms['period'], firstMonth: number): Days {
  const months = { month: 1, quarter: 3, year: 12 }[period]
  const start = Temporal.PlainDate.from(yearOf(day, firstMonth).startsOn)
  const since = start.until(Temporal.PlainDate.from(day).with({ day: 1 }), { largestUnit: 'months' }).months
  const from = start.add({ months: since - (since % months) })
  return { from: from.toString(), until: from.add({ months }).toString() }
}
