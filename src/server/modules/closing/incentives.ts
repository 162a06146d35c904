import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type * as contract from '../../../contract/closing.ts'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import { instant } from '../../../contract/primitives.ts'
import { type Context, memberOf, today } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { namedBy } from '../../kernel/named.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { has } from '../../kernel/rights.ts'
import { seen } from '../../kernel/seen.ts'
import { holdDeal, requireOpen, standing, tellDeal } from '../deals/index.ts'
import { isAboveLimit } from './backing.ts'
import { marginOf } from './margin.ts'

/** Of a deal, in percent, where nobody has said otherwise. */
const usualPercent = 10
const mostOfDeal = 50

export async function showIncentiveLimit(ctx: Context): Promise<{ percent: number }> {
  const row = await ctx.tx
    .selectFrom('incentive_limits')
    .select('percent')
    .where('workspace_id', '=', ctx.workspace.id)
    .executeTakeFirst()
  return row ?? { percent: usualPercent }
}

export async function setIncentiveLimit(ctx: Context, percent: number): Promise<{ percent: number }> {
  await sql`
    insert into incentive_limits (workspace_id, id, percent) values (${ctx.workspace.id}, ${newId()}, ${percent})
    on conflict (workspace_id) do update set percent = excluded.percent`.execute(ctx.tx)
  return { percent }
}

/** Adds something to win a deal. Whoever may decide about it has decided; others up to the limit only. */
export async function offerIncentive(
  ctx: Context,
  dealId: string,
  { kind, name, costMinor, expiresOn }: BodyOf<typeof contract.offerIncentive>,
): Promise<contract.Incentive> {
  const held = await holdDeal(ctx, dealId)
  requireOpen(held)
  if (expiresOn < today(ctx)) fail('day_not_ahead')
  if ((await incentivesOf(ctx, dealId, mostOfDeal)).length >= mostOfDeal)
    fail('too_many', { kind: 'incentives', limit: mostOfDeal })
  const { percent } = await showIncentiveLimit(ctx)
  const maySay = has(ctx.actor, 'deals.assign') || !isAboveLimit(costMinor, held.amount_minor, percent)
  const approved = maySay ? true : null
  const id = newId()
  const { currency } = held
  await tellDeal(ctx, dealId, {
    facts: [
      {
        type: 'deal.incentive_offered',
        data: { incentiveId: id, kind, minor: costMinor, currency, expiresOn, approved },
        words: name,
      },
    ],
  })
  await ctx.tx
    .insertInto('incentives')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      deal_id: dealId,
      kind,
      name,
      cost_minor: costMinor,
      currency,
      expires_on: expiresOn,
      offered_by: memberOf(ctx),
      offered_at: ctx.now,
      approved,
      decided_by: maySay ? memberOf(ctx) : null,
      decided_at: maySay ? ctx.now : null,
    })
    .execute()
  return findIncentive(ctx, id)
}

export async function decideIncentive(ctx: Context, id: string, approved: boolean): Promise<contract.Incentive> {
  const found = await findIncentive(ctx, id)
  const { numUpdatedRows } = await ctx.tx
    .updateTable('incentives')
    .set({ approved, decided_by: memberOf(ctx), decided_at: ctx.now })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .where('approved', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) fail('incentive_decided')
  await tellDeal(ctx, found.deal.id, {
    facts: [{ type: 'deal.incentive_decided', data: { incentiveId: id, approved }, words: found.name }],
  })
  return findIncentive(ctx, id)
}

/** It waits again, while nothing hangs on what was decided. */
export async function takeBackIncentiveDecision(ctx: Context, id: string): Promise<contract.Incentive> {
  const found = await findIncentive(ctx, id)
  const held = await holdDeal(ctx, found.deal.id)
  const { rows } = await sql<{ fact_id: string | null; asked: boolean }>`
    select (select f.id from facts f where f.workspace_id = i.workspace_id and f.deal_id = i.deal_id
        and f.type = 'deal.incentive_decided' and f.data ->> 'incentiveId' = i.id::text and ${standing('f')}
        order by f.recorded_at desc, f.id desc limit 1) as fact_id, ${isAsked} as asked
    from incentives i where i.workspace_id = ${ctx.workspace.id} and i.id = ${id}`.execute(ctx.tx)
  const [decided] = rows
  if (!decided || decided.fact_id === null) return fail('decision_stands', { problem: 'undecided' })
  if (decided.asked) fail('decision_stands', { problem: 'asked' })
  if (held.outcome !== 'open') fail('decision_stands', { problem: 'ended' })
  await ctx.tx
    .updateTable('incentives')
    .set({ approved: null, decided_by: null, decided_at: null })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  await tellDeal(ctx, found.deal.id, {
    facts: [{ type: 'deal.incentive_decision_withdrawn', data: { incentiveId: id }, undoes: decided.fact_id }],
  })
  return findIncentive(ctx, id)
}

/** Whether the order was asked for with the incentive `i`. */
const isAsked = sql<boolean>`exists (
  select from close_asks a where a.workspace_id = i.workspace_id and a.deal_id = i.deal_id and a.incentive_id = i.id)`

const cursor = z.tuple([instant, z.uuid()])

/** Those of open deals that nobody has decided about, and whose day is not over. */
export async function listIncentives(ctx: Context, query: QueryOf<typeof contract.listIncentives>) {
  const after = decodeCursor(query.after, cursor)
  const behind = after
    ? sql<boolean>`(i.offered_at, i.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`
    : sql<boolean>`true`
  const waits = sql<boolean>`i.approved is null and d.outcome = 'open' and i.expires_on >= ${today(ctx)}::date and ${behind}`
  const { rows } = await sql<WaitingRow>`
    ${incentives(ctx, waits, decidedOn(ctx))} order by i.offered_at, i.id limit ${query.limit + 1}`.execute(ctx.tx)
  const show = shower(ctx)
  return pageOf(
    rows,
    query.limit,
    (row) => [row.offered_at.toISOString(), row.id],
    ({ deal_amount, lines, given, ...row }) => {
      const margin = marginOf(lines)
      return { ...show(row), dealAmountMinor: deal_amount, marginMinor: margin === null ? null : margin - given }
    },
  )
}

/** Those that the actor may decide about, the oldest first. */
export async function incentivesToDecide(ctx: Context, limit: number): Promise<contract.WaitingIncentive[]> {
  return has(ctx.actor, 'deals.assign') ? (await listIncentives(ctx, { limit })).items : []
}

interface WaitingRow extends Row {
  readonly deal_amount: number | null
  readonly lines: Parameters<typeof marginOf>[0]
  /** What approved ones cost already. */
  readonly given: number
}

function decidedOn(ctx: Context) {
  return sql`, d.amount_minor as deal_amount,
    (select coalesce(json_agg(json_build_object('quantity', l.quantity, 'priceMinor', l.price_minor,
        'costMinor', l.cost_minor)), '[]')
      from deal_lines l where l.workspace_id = d.workspace_id and l.deal_id = d.id) as lines,
    (select coalesce(sum(g.cost_minor), 0)::bigint from incentives g
      where g.workspace_id = d.workspace_id and g.deal_id = d.id and g.approved and g.currency = d.currency
        and g.expires_on >= ${today(ctx)}::date) as given`
}

export async function incentivesOf(ctx: Context, dealId: string, most: number): Promise<contract.Incentive[]> {
  const { rows } = await sql<Row>`
    ${incentives(ctx, sql<boolean>`i.deal_id = ${dealId}`)} order by i.offered_at desc limit ${most}`.execute(ctx.tx)
  return rows.map(shower(ctx))
}

/** With `dealId`, one that a request about that deal names. */
export async function findIncentive(
  ctx: Context,
  id: string,
  { dealId }: { readonly dealId?: string } = {},
): Promise<contract.Incentive> {
  const { rows } = await incentives(ctx, sql<boolean>`i.id = ${id}`).execute(ctx.tx)
  const [row] = rows
  if (dealId !== undefined && row?.deal.id !== dealId) return fail('unknown_reference', { field: 'incentiveId' })
  return row ? shower(ctx)(row) : fail('not_found', { kind: 'incentive' })
}

interface Row extends Pick<contract.Incentive, 'id' | 'deal' | 'kind' | 'name' | 'currency'> {
  readonly cost_minor: number
  readonly expires_on: string
  readonly approved: boolean | null
  readonly offered_by: contract.Incentive['offeredBy']
  readonly offered_at: Date
  readonly decided_by: contract.Incentive['decidedBy']
  readonly is_loose: boolean
}

/** Incentives `i` of deals `d` that the actor sees. */
function incentives(ctx: Context, where: RawBuilder<boolean>, more = sql``): RawBuilder<Row> {
  return sql<Row>`
    select i.id, json_build_object('id', d.id, 'name', d.name) as deal, i.kind, i.name, i.cost_minor, i.currency, i.expires_on,
      i.approved, i.offered_at, ${namedBy('members', 'i.offered_by')} as offered_by,
      ${namedBy('members', 'i.decided_by')} as decided_by,
      i.decided_at > i.offered_at and d.outcome = 'open' and not ${isAsked} as is_loose ${more}
    from incentives i
    join deals d on d.workspace_id = i.workspace_id and d.id = i.deal_id and ${seen(ctx.actor, sql.ref('d.owner_id'))}
    where i.workspace_id = ${ctx.workspace.id} and ${where}`
}

function shower(ctx: Context): (row: Row) => contract.Incentive {
  const day = today(ctx)
  const mayDecide = has(ctx.actor, 'deals.assign')
  return ({ cost_minor, expires_on, approved, offered_by, offered_at, decided_by, is_loose, ...row }) => ({
    ...row,
    costMinor: cost_minor,
    expiresOn: expires_on,
    state: approved === false ? 'refused' : expires_on < day ? 'expired' : approved ? 'approved' : 'waiting',
    offeredBy: offered_by,
    offeredAt: offered_at.toISOString(),
    decidedBy: decided_by,
    mayTakeBack: approved !== null && is_loose && mayDecide,
  })
}
