import { sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type { Forecast } from '../../../contract/forecast.ts'
import type * as contract from '../../../contract/glance.ts'
import { judgeShares } from '../../../statistics/index.ts'
import type { Context } from '../../kernel/context.ts'
import type { Named } from '../../kernel/named.ts'
import { listAdvices } from '../coaching/index.ts'
import { ownersOf, showForecast } from '../forecast/index.ts'
import { figure, scopeOf } from '../measurement/index.ts'
import { type ApprovedPlan, approvedPlans, quotaIn } from '../quotas/index.ts'
import { neglectedOf, stallingStages } from './open-deals.ts'
import { touchesOf, weekStart } from './touches.ts'

/** More sellers than this are not shown beside each other. */
const mostSellers = 200

const endsDays = 365
/** Under so many ended deals a seller's share won is compared with nobody's. */
const fewestEnds = 10
const mostAdvices = 200

/** Each seller of a team, or all that one sees, beside their own quota and usual weeks, in the order of their names. */
export async function showTeamAtAGlance(
  ctx: Context,
  { team }: QueryOf<typeof contract.showTeamAtAGlance>,
): Promise<contract.TeamAtAGlance> {
  const forecast = await showForecast(ctx, { by: 'owner', most: 0 })
  const groups = new Map(forecast.groups.map((group) => [group.key, group]))
  const plans = await approvedPlans(ctx, periodOf(forecast), ctx.now)
  const all = (await sellersIn(ctx, team)).filter(
    ({ id, role }) => role === 'seller' || groups.has(id) || quotaFor(ctx, plans, id, forecast) !== null,
  )
  const shown = all.slice(0, mostSellers)
  const ids = shown.map(({ id }) => id)
  const stages = await stallingStages(ctx)
  const neglected = await neglectedOf(ctx, ids, stages)
  const touches = await touchesOf(ctx, ids)
  const advices = await advicesOf(ctx)
  const ends = await endsOf(ctx, ids, forecast.asOf)
  return {
    ...common(forecast),
    endsFrom: ends.from,
    winRate: ends.judged,
    weekSince: weekStart(ctx).toISOString(),
    stalled: stages,
    sellers: shown.map(({ id, name }) => ({
      member: { id, name },
      ...moneyOf(quotaFor(ctx, plans, id, forecast), groups.get(id)),
      ...(neglected.get(id) ?? { stalled: 0, withoutNextStep: 0, overdue: 0 }),
      touches: touches.get(id) ?? { week: 0, usual: 0, verdict: 'not_enough' },
      advices: advices.get(id) ?? 0,
      winRate: ends.of.get(id) ?? null,
    })),
    more: all.length - shown.length,
  }
}

function common({ asOf, from, until, currency, isEnough }: Forecast) {
  return { asOf, from, until, currency, isEnough }
}

/** Active members whose deals the actor sees, of a team if one is asked for. */
async function sellersIn(ctx: Context, team: string | undefined): Promise<(Named & { readonly role: string })[]> {
  const { sees } = ctx.actor
  const asked = await ownersOf(ctx, undefined, team)
  return ctx.tx
    .selectFrom('members')
    .select(['id', 'name', 'role'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('deactivated_at', 'is', null)
    .$if(sees !== null, (q) => q.where(sql<boolean>`id = any(${sees}::uuid[])`))
    .$if(asked !== null, (q) => q.where(sql<boolean>`id = any(${asked}::uuid[])`))
    .orderBy('name')
    .orderBy('id')
    .limit(10_000)
    .execute()
}

function periodOf({ from, until }: Forecast) {
  return { from, until: Temporal.PlainDate.from(until).add({ days: 1 }).toString() }
}

/** Null without a quota, or with one in another currency than the workspace's. */
function quotaFor(ctx: Context, plans: readonly ApprovedPlan[], memberId: string, forecast: Forecast): number | null {
  const quota = quotaIn(plans, { memberId }, periodOf(forecast))
  return quota === null || quota.currency !== ctx.workspace.currency ? null : quota.minor
}

function moneyOf(quotaMinor: number | null, group: Forecast['groups'][number] | undefined) {
  const nothing = { expected: 0, low: 0, high: 0 }
  const { n = 0, pipeline = 0, won = 0, open = nothing, total = nothing } = group ?? {}
  return {
    quotaMinor,
    won,
    expected: open,
    total,
    toCreateMinor: quotaMinor === null ? null : Math.max(0, quotaMinor - won - open.expected),
    open: n,
    pipeline,
  }
}

/** How much advice stands for each that the actor may see already. */
async function advicesOf(ctx: Context): Promise<ReadonlyMap<string, number>> {
  const { items } = await listAdvices(ctx, { which: 'standing', limit: mostAdvices })
  const byMember = Map.groupBy(items, ({ member }) => member.id)
  return new Map([...byMember].map(([id, given]) => [id, given.length]))
}

/** What was won of the deals that ended in a year, seller by seller: whether they differ at all comes first. */
async function endsOf(ctx: Context, members: readonly string[], asOf: string) {
  const from = Temporal.PlainDate.from(asOf)
    .subtract({ days: endsDays - 1 })
    .toString()
  const all = await figure(ctx, 'endsByOwner', { scope: scopeOf(ctx, {}), from })
  const own = all.filter(({ owner }) => members.includes(owner))
  const { verdict, pValue, groups } = judgeShares(
    own.map(({ won, ended }) => ({ successes: won, trials: ended })),
    { leastTrials: fewestEnds },
  )
  const of = new Map(
    own.map(({ owner, won, ended }, place) => {
      const { plain, shrunken = null } = groups[place] ?? {}
      return [owner, { won, ended, ...(plain ?? { estimate: null, low: null, high: null }), shrunken }]
    }),
  )
  return { from, judged: { verdict, pValue }, of }
}
