import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/commission.ts'
import type { DealCommission } from '../../../contract/commission.ts'
import { type Context, today } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { seen } from '../../kernel/seen.ts'
import { tellDeal } from '../deals/index.ts'
import { type Reckoned, type Wanted, reckonSupposing } from './reckoning.ts'
import { type Line, sumOf } from './reckon.ts'
import { paySeen } from './sight.ts'
import { planOf } from './statements.ts'
import type { Share, WinFact } from './wins.ts'

interface DealRow {
  readonly id: string
  readonly outcome: string
  readonly owner_id: string | null
  readonly amount_minor: number | null
  readonly currency: string
  readonly split: DealCommission['split']
}

/** What a deal would bring if it were won today for its amount, or what it has brought; and who shares it. */
export async function showDealCommission(ctx: Context, dealId: string): Promise<DealCommission> {
  const { rows } = await sql<DealRow>`
    select d.id, d.outcome, d.owner_id, d.amount_minor, d.currency, (
      select coalesce(json_agg(json_build_object('memberId', s.member_id, 'basisPoints', s.basis_points, 'name', m.name)
        order by s.basis_points desc, s.id), '[]')
      from deal_splits s join members m on m.workspace_id = s.workspace_id and m.id = s.member_id
      where s.workspace_id = d.workspace_id and s.deal_id = d.id and s.ended_at is null) as split
    from deals d where d.workspace_id = ${ctx.workspace.id} and d.id = ${dealId} and ${seen(ctx.actor, sql.ref('d.owner_id'))}`.execute(
    ctx.tx,
  )
  const [deal] = rows
  if (!deal) return fail('not_found', { kind: 'deal' })
  const shares =
    deal.split.length > 0
      ? deal.split
      : deal.owner_id === null
        ? []
        : [{ memberId: deal.owner_id, basisPoints: 10_000 }]
  const members = await seenAmong(ctx, shares)
  const items =
    deal.outcome === 'won'
      ? await brought(ctx, deal, members)
      : deal.outcome === 'open'
        ? await wouldBring(ctx, deal, shares, members)
        : []
  return { split: deal.split, items }
}

/** Shares as the fact has them. */
function splitOf(shares: readonly Share[]) {
  return {
    memberIds: shares.map(({ memberId }) => memberId),
    basisPoints: shares.map(({ basisPoints }) => basisPoints),
  }
}

type Named = DealCommission['items'][number]['member']

async function seenAmong(ctx: Context, shares: readonly Share[]): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select m.id, m.name from members m
    where m.workspace_id = ${ctx.workspace.id} and m.id = any(${shares.map(({ memberId }) => memberId)}::uuid[]) and ${paySeen(ctx)}
    order by m.name, m.id`.execute(ctx.tx)
  return rows
}

async function wanted(ctx: Context, members: readonly Named[], day: string): Promise<Wanted[]> {
  const plans = await planOf(
    ctx,
    members.map(({ id }) => id),
    day,
  )
  return [...plans].map(([memberId, held]) => ({ ...held, memberId }))
}

async function wouldBring(
  ctx: Context,
  deal: DealRow,
  shares: readonly Share[],
  members: readonly Named[],
): Promise<DealCommission['items']> {
  if (deal.amount_minor === null || deal.amount_minor === 0) return []
  const facts: WinFact[] = [
    { id: 'split', type: 'deal.split_set', at: ctx.now, data: splitOf(shares) },
    { id: 'win', type: 'deal.won', at: ctx.now, data: { minor: deal.amount_minor, currency: deal.currency } },
  ]
  const found = await reckonSupposing(ctx, await wanted(ctx, members, today(ctx)), [deal.id, facts])
  return found.map(({ wanted: each, now, supposed }) =>
    item(members, each, supposed, difference(now.lines, supposed.lines)),
  )
}

/** What has been booked, and what of it the running period holds. */
async function brought(ctx: Context, deal: DealRow, members: readonly Named[]): Promise<DealCommission['items']> {
  const { rows: booked } = await sql<{ memberId: string; kind: Line['kind']; minor: number }>`
    select s.member_id as "memberId", l.kind, l.minor from commission_lines l
    join commission_statements s on s.workspace_id = l.workspace_id and s.id = l.statement_id
    where l.workspace_id = ${ctx.workspace.id} and l.deal_id = ${deal.id}
      and s.member_id = any(${members.map(({ id }) => id)}::uuid[])`.execute(ctx.tx)
  const running = await reckonSupposing(ctx, await wanted(ctx, members, today(ctx)), [deal.id, []])
  return running.map(({ wanted: each, now, supposed }) => {
    const before = booked.filter(({ memberId }) => memberId === each.memberId)
    const current = now.lines.filter(({ dealId }) => dealId === deal.id)
    return item(members, each, supposed, byKind([...before, ...current]))
  })
}

function item(
  members: readonly Named[],
  { memberId, terms }: Wanted,
  { soldMinor, quotaMinor }: Reckoned,
  parts: Part[],
) {
  return {
    member: members.find(({ id }) => id === memberId) ?? { id: memberId, name: '' },
    currency: terms.terms.currency,
    minor: sumOf(parts),
    soldMinor,
    quotaMinor,
    parts: parts.filter(({ minor }) => minor !== 0),
  }
}

type Part = DealCommission['items'][number]['parts'][number]

function difference(now: readonly Line[], supposed: readonly Line[]): Part[] {
  return byKind([...supposed, ...now.map((line) => ({ ...line, minor: -line.minor }))])
}

/** One part a kind; bonuses each by its name. */
function byKind(lines: readonly (Pick<Line, 'kind' | 'minor'> & Partial<Pick<Line, 'details'>>)[]): Part[] {
  const groups = Map.groupBy(lines, ({ kind, details }) => `${kind} ${kind === 'bonus' ? (details?.name ?? '') : ''}`)
  return [...groups.values()].map((each) => {
    const [first] = each
    const kind = first?.kind ?? 'sale'
    return { kind, minor: sumOf(each), name: kind === 'bonus' ? (first?.details?.name ?? null) : null }
  })
}

/** Says who shares the win of a deal. Shares that hold no more are kept: what was settled by them can be reckoned again. */
export async function splitDeal(
  ctx: Context,
  dealId: string,
  { shares }: BodyOf<typeof contract.splitDeal>,
): Promise<DealCommission> {
  const members = new Set(shares.map(({ memberId }) => memberId))
  const whole = shares.reduce((sum, { basisPoints }) => sum + basisPoints, 0)
  if (shares.length > 0 && (whole !== 10_000 || members.size < shares.length)) fail('split_not_whole')
  const { rows } = await sql<{ id: string }>`
    select id from members where workspace_id = ${ctx.workspace.id} and id = any(${[...members]}::uuid[])
      and deactivated_at is null`.execute(ctx.tx)
  if (rows.length < members.size) fail('unknown_reference', { field: 'shares' })
  await tellDeal(ctx, dealId, { facts: [{ type: 'deal.split_set', data: splitOf(shares) }] })
  await ctx.tx
    .updateTable('deal_splits')
    .set({ ended_at: ctx.now })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('deal_id', '=', dealId)
    .where('ended_at', 'is', null)
    .execute()
  if (shares.length > 0)
    await ctx.tx
      .insertInto('deal_splits')
      .values(
        shares.map(({ memberId, basisPoints }) => ({
          workspace_id: ctx.workspace.id,
          id: newId(),
          deal_id: dealId,
          member_id: memberId,
          basis_points: basisPoints,
          recorded_at: ctx.now,
          ended_at: null,
        })),
      )
      .execute()
  return showDealCommission(ctx, dealId)
}
