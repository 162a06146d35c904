import { sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/forecast.ts'
import { closedDaysOf } from '../../kernel/closed-days.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { seen, sees } from '../../kernel/seen.ts'
import { rateTable } from '../currencies/index.ts'
import { type Scope, effortOn, figure, scopeOf } from '../measurement/index.ts'
import { countryOfWorkspace } from '../people/index.ts'
import { approvedPlans, fiscalFirstMonth, quotaIn } from '../quotas/index.ts'
import { type Days, aheadOf, formerPeriods, quarterOf, workdaysBetween } from './periods.ts'
import { slotsOf } from './slots.ts'

/** A day holds no more calls than this for one person, whatever the gap. */
export const callsPerDay = 30
/** Calls of a few new deals are drawn to this many each as by so many deals. */
const usualCalls = { each: 8, prior: 5 }
const usualAppointments = { each: 1, prior: 5 }
const formerCount = 8

/** Where a seller, a team or the company stands in some days. */
export async function showStand(ctx: Context, query: QueryOf<typeof contract.showStand>): Promise<contract.Stand> {
  const { from, until, owner, team, ...clocks } = query
  const scope = scopeOf(ctx, clocks)
  const quarter = quarterOf(scope.asOf, await fiscalFirstMonth(ctx, scope.knownAt))
  const days = { from: from ?? quarter.from, until: aheadOf(scope.asOf, until ?? quarter.until) }
  const owners = await ownersOf(ctx, owner, team)
  const common = { scope, slots: await slotsOf(ctx), rates: await rateTable(ctx, scope.knownAt) }
  const former = formerPeriods(days, scope.asOf, formerCount)
  const found = await figure(ctx, 'stand', { ...common, ...days, owners, former })
  const heard = owners?.filter((id) => sees(ctx.actor, id)) ?? ctx.actor.sees
  const effort = await effortOf(ctx, heard, scope, found.newDeal)
  const quota = await quotaSeen(ctx, { owner, team, owners }, days, scope.knownAt)
  const quotaMinor = quota === null || quota.currency !== ctx.workspace.currency ? null : quota.minor
  const country = countryOfWorkspace(ctx.workspace)
  const workdaysLeft = workdaysBetween(scope.asOf, days.until, country, await closedDaysOf(ctx))
  const people = owners?.length ?? (await sellers(ctx))
  const stand = { ...found, quotaMinor, workdaysLeft, newDeal: { ...found.newDeal, ...effort.each } }
  return { ...stand, toCreate: quotaMinor === null ? null : toCreate(stand, quotaMinor, effort.callsLately, people) }
}

type Known = Omit<contract.Stand, 'toCreate'>

/**
 * What must come from deals that do not exist yet: quota − sold − expected of open deals; in deals by their mean value and their chance to
 * be won in time, in calls and appointments by what one took lately. A day holds no more calls than it holds.
 */
export function toCreate(
  stand: Known,
  quotaMinor: number,
  callsLately: number,
  people: number,
): contract.Stand['toCreate'] {
  const { sold, expected, newDeal, workdaysLeft } = stand
  const gap = (of: number) => Math.max(0, quotaMinor - sold - of)
  const minor = gap(expected.expected)
  const worth = newDeal.chance * (newDeal.valueMinor ?? 0)
  const deals = minor === 0 ? 0 : worth > 0 ? minor / worth : null
  const aDay = (each: number | null) =>
    deals === null || each === null || workdaysLeft === 0 ? (minor === 0 ? 0 : null) : (deals * each) / workdaysLeft
  const callsADay = aDay(newDeal.callsEach)
  return {
    minor,
    low: gap(expected.high),
    high: gap(expected.low),
    deals,
    dealsADay: aDay(1),
    callsADay,
    appointmentsADay: aDay(newDeal.appointmentsEach),
    callsLately,
    callsPerDay: callsPerDay * people,
    isPossible: callsADay !== null && callsADay <= callsPerDay * people,
  }
}

interface Whose {
  readonly owner: string | undefined
  readonly team: string | undefined
  readonly owners: readonly string[] | null
}

/** The quota of whom is asked about; of whoever does not see all, that of those whose deals they see. Null of whom they do not see. */
async function quotaSeen(ctx: Context, { owner, team, owners }: Whose, days: Days, knownAt: Date) {
  const period = { from: days.from, until: dayAfter(days.until) }
  const plans = await approvedPlans(ctx, period, knownAt)
  if (owners?.some((id) => !sees(ctx.actor, id))) return null
  if (owner !== undefined) return quotaIn(plans, { memberId: owner }, period)
  if (team !== undefined) return quotaIn(plans, { teamId: team }, period)
  if (ctx.actor.sees === null) return quotaIn(plans, { company: true }, period)
  const each = ctx.actor.sees.map((memberId) => quotaIn(plans, { memberId }, period)).filter((quota) => quota !== null)
  const [first] = each
  return first ? { ...first, minor: each.reduce((sum, { minor }) => sum + minor, 0) } : null
}

/** Whose deals are asked for; null for everybody's. @throws Failure not_found for a team without members */
export async function ownersOf(
  ctx: Context,
  owner: string | undefined,
  team: string | undefined,
): Promise<string[] | null> {
  if (owner !== undefined) return [owner]
  if (team === undefined) return null
  const rows = await ctx.tx
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('team_id', '=', team)
    .limit(1000)
    .execute()
  return rows.length === 0 ? fail('not_found', { kind: 'team' }) : rows.map(({ id }) => id)
}

async function sellers(ctx: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from members
    where workspace_id = ${ctx.workspace.id} and role = 'seller' and deactivated_at is null
      and ${seen(ctx.actor, sql.ref('id'))}`.execute(ctx.tx)
  return Math.max(1, rows[0]?.count ?? 1)
}

/** Calls and appointments of the days in which the new deals began, and how many went with each deal. */
async function effortOf(
  ctx: Context,
  owners: readonly string[] | null,
  { asOf, knownAt }: Scope,
  { opened, days }: { readonly opened: number; readonly days: number },
) {
  const from = Temporal.PlainDate.from(asOf)
    .subtract({ days: days - 1 })
    .toString()
  const { calls, appointments } = await effortOn(ctx, { from, to: asOf, knownAt }, owners)
  const each = (count: number, usual: { each: number; prior: number }) =>
    (count + usual.each * usual.prior) / (opened + usual.prior)
  return {
    each: { callsEach: each(calls, usualCalls), appointmentsEach: each(appointments, usualAppointments) },
    callsLately: calls / ((days * 5) / 7),
  }
}

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString()
}
