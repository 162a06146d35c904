import { sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/today.ts'
import { closedDaysOf } from '../../kernel/closed-days.ts'
import { type Context, dayOf, memberOf, today } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import { converter, rateTable } from '../currencies/index.ts'
import { type ItemRow, itemColumns, showItem } from '../deals/index.ts'
import { type Outlook, dayNumber, outlookOf } from '../measurement/index.ts'
import { countryOfWorkspace } from '../people/index.ts'
import { agreed, toDecide } from './agreed.ts'
import { type Need, type Whose, answersOwed, stalled, stepsDue, weightsOf } from './needs.ts'
import { type Worth, byWorth, capacityOf, urgencyOf, worthOf } from './worth.ts'

/** More processes than this nobody works in on one day. */
const mostProcesses = 20
const lookedBackDays = 56

/** The day of a member, or of everybody: what to do, the most worth doing first. */
export async function showToday(ctx: Context, query: QueryOf<typeof contract.showToday>): Promise<contract.Today> {
  const whose: Whose = { ownerId: await ownerAsked(ctx, query), processId: query.process ?? null }
  const outlooks = await outlooksOf(ctx, whose)
  const needs = [
    ...(await answersOwed(ctx, whose)),
    ...(await stepsDue(ctx, whose)),
    ...(await stalled(ctx, whose, outlooks)),
    ...(whose.ownerId === null || whose.processId !== null ? [] : await agreed(ctx, whose.ownerId)),
    ...(whose.processId === null && [null, memberOf(ctx)].includes(whose.ownerId) ? await toDecide(ctx) : []),
  ]
  const weigh = await scale(ctx, needs, outlooks)
  const ranked = needs
    .map((need) => ({ need, worth: weigh(need) }))
    .toSorted((one, other) => byWorth(one.worth, other.worth) || (one.need.id < other.need.id ? -1 : 1))
  return {
    today: today(ctx),
    isEverybodys: whose.ownerId === null,
    currency: ctx.workspace.currency,
    items: await shown(ctx, ranked.slice(0, query.limit)),
    count: ranked.length,
    capacity: await capacity(ctx, whose.ownerId ?? memberOf(ctx)),
  }
}

/** Whose day is asked for, null for everybody's: it is also what somebody sees who has no deal of their own. */
async function ownerAsked(ctx: Context, { owner }: QueryOf<typeof contract.showToday>): Promise<string | null> {
  if (owner !== undefined) return owner === 'all' ? null : owner
  const own = memberOf(ctx)
  const { rows } = await sql`
    select from deals d where d.workspace_id = ${ctx.workspace.id} and d.owner_id = ${own} and d.outcome = 'open'
    limit 1`.execute(ctx.tx)
  return rows.length === 0 ? null : own
}

/** The outlook of each process in which there are open deals, where it is known. */
async function outlooksOf(ctx: Context, { processId }: Whose): Promise<ReadonlyMap<string, Outlook>> {
  const { rows } = await sql<{ id: string }>`
    select p.id from processes p
    where p.workspace_id = ${ctx.workspace.id} ${processId === null ? sql`` : sql`and p.id = ${processId}`}
      and exists (select 1 from deals d
        where d.workspace_id = p.workspace_id and d.process_id = p.id and d.outcome = 'open')
    order by p.is_default desc, p.id limit ${mostProcesses}`.execute(ctx.tx)
  const found = new Map<string, Outlook>()
  for (const { id } of rows) {
    const outlook = await outlookOf(ctx, id)
    if (outlook) found.set(id, outlook)
  }
  return found
}

/**
 * Weighs what there is to do, amounts of other currencies at today's rates. What is about no open deal may lead to one: it
 * counts as much as a deal of the default process at its beginning.
 */
async function scale(ctx: Context, needs: readonly Need[], outlooks: ReadonlyMap<string, Outlook>) {
  const ids = [...new Set(needs.flatMap(({ dealId }) => dealId ?? []))]
  const weights = new Map((await weightsOf(ctx, ids)).map((weight) => [weight.dealId, weight]))
  const convert = converter(await rateTable(ctx, ctx.now))
  const day = dayNumber(today(ctx))
  const [usual] = outlooks.values()
  return ({ kind, dealId, on, at }: Need): Worth => {
    const weight = weights.get(dealId ?? '')
    const outlook = weight ? outlooks.get(weight.processId) : usual
    const stage = weight ? outlook?.stages.find(({ key }) => key === weight.stageKey) : outlook?.stages[0]
    const value = weight && weight.amountMinor !== null ? convert(weight.amountMinor, weight.currency, day) : null
    const due = on ?? (at === null ? today(ctx) : dayOf(at, ctx.workspace.timeZone))
    return worthOf({
      valueMinor: value === null ? (outlook?.usualMinor ?? null) : Math.round(value.minor),
      isUsualValue: value === null,
      chance: stage?.chance ?? null,
      urgency: urgencyOf(kind, day - dayNumber(due)),
    })
  }
}

async function shown(
  ctx: Context,
  ranked: readonly { readonly need: Need; readonly worth: Worth }[],
): Promise<contract.Need[]> {
  const ids = [...new Set(ranked.flatMap(({ need }) => need.dealId ?? []))]
  const { rows } = await sql<ItemRow>`
    select ${itemColumns} from deals d where d.workspace_id = ${ctx.workspace.id} and d.id = any(${ids}::uuid[])
      and d.outcome = 'open' and ${seen(ctx.actor, sql.ref('d.owner_id'))} limit ${ids.length}`.execute(ctx.tx)
  const deals = new Map(rows.map((row) => [row.id, showItem(row)]))
  return ranked.map(({ need: { title, at, since, ...need }, worth }) => {
    const deal = deals.get(need.dealId ?? '') ?? null
    const when = { at: at?.toISOString() ?? null, since: since?.toISOString() ?? null }
    return { ...need, ...when, deal, title: title ?? deal?.name ?? null, worth }
  })
}

/** What fits into a day of a member, by what they logged in the last eight weeks; what is done of it today. Nothing has to while one is closed. */
async function capacity(ctx: Context, memberId: string | null): Promise<contract.Today['capacity']> {
  const { rows } = await sql<{ day: string; things: number }>`
    select (t.occurred_at at time zone ${ctx.workspace.timeZone})::date::text as day, count(*) as things from touches t
    where t.workspace_id = ${ctx.workspace.id} and t.author_id = ${memberId} and t.direction = 'outbound'
      and t.occurred_at > ${ctx.now}::timestamptz - ${lookedBackDays} * interval '1 day' and t.occurred_at <= ${ctx.now}
    group by 1 limit ${lookedBackDays + 1}`.execute(ctx.tx)
  const now = today(ctx)
  const country = countryOfWorkspace(ctx.workspace)
  const closed = await closedDaysOf(ctx)
  const closedFor = closed(now, country)
  const before = rows.filter(({ day }) => day !== now && closed(day, country) === null).map(({ things }) => things)
  const done = rows.find(({ day }) => day === now)?.things ?? 0
  const usual = capacityOf(before)
  return { ...usual, things: closedFor === null ? usual.things : 0, done, closedFor }
}
