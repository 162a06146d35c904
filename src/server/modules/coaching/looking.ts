import { sql } from 'kysely'
import { type Context, today } from '../../kernel/context.ts'
import { slotsOf, showStand } from '../forecast/index.ts'
import { rateTable } from '../currencies/index.ts'
import { type SellerFacts, figure, scopeOf } from '../measurement/index.ts'
import { approvedPlans, quotaIn } from '../quotas/index.ts'
import { coachingChoice } from './choices.ts'
import type { Circumstances } from './rules.ts'

const usualLead = 30

/** The facts of every seller on some days, the last of which is the one to advise on. */
export async function sellerFacts(ctx: Context, dates: readonly string[]): Promise<SellerFacts[][]> {
  const scope = scopeOf(ctx, {})
  const rates = await rateTable(ctx, scope.knownAt)
  return figure(ctx, 'coach', { scope, slots: await slotsOf(ctx), rates, late: await lateSlots(ctx), dates })
}

/** The later half of the stages of each process, by their slots. */
async function lateSlots(ctx: Context): Promise<number[]> {
  const { rows } = await sql<{ id: string; is_late: boolean }>`
    select g.id, row_number() over own > count(*) over (partition by g.version_id) / 2.0 as is_late
    from stages g
    where g.workspace_id = ${ctx.workspace.id} and not ('care' = any(g.phases))
    window own as (partition by g.version_id order by g.position)
    limit 5000`.execute(ctx.tx)
  const late = new Set(rows.flatMap((row) => (row.is_late ? [row.id] : [])))
  const { of } = await slotsOf(ctx)
  return [...new Set(of.flatMap(({ stage, slot }) => (late.has(stage) ? [slot] : [])))]
}

/** What holds for all sellers, and of each what is left of a quota. */
export async function circumstancesOf(ctx: Context) {
  const { callsPerDay } = await coachingChoice(ctx)
  const { timeToSignature } = await figure(ctx, 'cycleLength', { scope: scopeOf(ctx, {}) })
  const common = { callsPerDay, leadDays: timeToSignature.median.value ?? usualLead }
  const day = today(ctx)
  const plans = await approvedPlans(ctx, { from: day, until: dayAfter(day) }, ctx.now)
  const company = await showStand(ctx, {})
  return async (member: string): Promise<Circumstances> => {
    const hasQuota = quotaIn(plans, { memberId: member }, { from: day, until: dayAfter(day) }) !== null
    const stand = hasQuota ? await showStand(ctx, { owner: member }) : company
    const callsEach = stand.newDeal.callsEach ?? 1
    const { toCreate } = stand
    if (!hasQuota || toCreate === null || stand.quotaMinor === null) return { ...common, callsEach, gap: null }
    const missingMinor = stand.quotaMinor - stand.total.high
    const isPossible = toCreate.minor === 0 || (toCreate.callsADay !== null && toCreate.callsADay <= callsPerDay)
    return {
      ...common,
      callsEach,
      gap: { minor: toCreate.minor, missingMinor, callsADay: toCreate.callsADay, isPossible },
    }
  }
}

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString()
}
