import { sql } from 'kysely'
import { type Context, startOfDay } from '../../kernel/context.ts'
import { type WinFact, namedIn } from './wins.ts'

/** Days of the workspace, the last one excluded. */
export interface Days {
  readonly from: string
  readonly until: string
}

/** The part of a win that is a member's. */
export interface Part {
  readonly dealId: string
  /** The fact of the win; empty where only sums are asked for. */
  readonly winId: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly minor: number
  /** Of 10,000. */
  readonly share: number
  /** The whole win. */
  readonly soldMinor: number
  readonly currency: string
}

/** Facts by deal, in the order they happened. */
export type WonDeals = ReadonlyMap<string, readonly WinFact[]>

/** What a member may have sold in some days. */
export interface Sales {
  /** Wins that nothing was said about since: the member's alone, for what the deal says of itself. In their order. */
  readonly plain: readonly Part[]
  /** The facts of all other deals: they tell which wins stand, for how much, and whose they are. */
  readonly told: WonDeals
}

/** Reads what a member has sold out of what was fetched for several: of each when it is their turn, for of all it is much to hold. */
export type SalesOf = (memberId: string) => Sales

const nothing: WonDeals = new Map()

/**
 * What members have sold, as it stands now. What a deal says of itself is what its facts say (the doctor compares them), so only those
 * are read fact by fact of which more than the win counts: a year of a hundred thousand wins is a scan of one index.
 * @param known the facts of wins by their deals, as far as lines have named them already; null where only sums are asked for
 */
export async function salesNow(
  ctx: Context,
  memberIds: readonly string[],
  days: Days,
  known: ReadonlyMap<string, string> | null,
): Promise<SalesOf> {
  const { plain, doubted } = await winsOf(ctx, memberIds, days)
  const told = dealsByMember(await factsOf(ctx, sql`select unnest(${doubted}::uuid[]) as deal_id`, ctx.now))
  const partsOf = (memberId: string) => (plain.get(memberId) ?? []).flatMap(partsIn).toSorted(inOrder)
  const named = new Map<string, readonly Part[]>()
  if (known !== null)
    for (const memberId of memberIds) named.set(memberId, await nameWins(ctx, partsOf(memberId), days, known))
  return (memberId) => ({ plain: named.get(memberId) ?? partsOf(memberId), told: told.get(memberId) ?? nothing })
}

/** What members had sold as it was known at an instant: of every deal that may be theirs the facts alone. */
export async function salesKnown(
  ctx: Context,
  memberIds: readonly string[],
  days: Days,
  knownAt: Date,
): Promise<SalesOf> {
  const { id: workspaceId } = ctx.workspace
  const { start, end } = instantsOf(ctx, days)
  const told = dealsByMember(
    await factsOf(
      ctx,
      sql`
      with mine as (
        select id as deal_id from deals where workspace_id = ${workspaceId} and owner_id = any(${memberIds}::uuid[])
        union select deal_id from deal_splits where workspace_id = ${workspaceId} and member_id = any(${memberIds}::uuid[])
        union select deal_id from facts
          where workspace_id = ${workspaceId} and type = 'deal.assigned' and data ->> 'from' = any(${memberIds}::text[]))
      select distinct f.deal_id from mine m join facts f on f.workspace_id = ${workspaceId} and f.deal_id = m.deal_id
      where f.type = 'deal.won' and f.occurred_at >= ${start} and f.occurred_at < ${end} and f.recorded_at <= ${knownAt}`,
      knownAt,
    ),
  )
  return (memberId) => ({ plain: [], told: told.get(memberId) ?? nothing })
}

/** The order of wins: as they happened, at one instant by their deals. */
export function inOrder(one: Part, other: Part): number {
  return one.at - other.at || compare(one.dealId, other.dealId) || compare(one.winId, other.winId)
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function instantsOf({ workspace: { timeZone } }: Context, { from, until }: Days) {
  return { start: startOfDay(from, timeZone), end: startOfDay(until, timeZone) }
}

/**
 * The deals won in some days that may be a member's and that more is to be said about: they were won but once, or are shared, or had
 * another owner, or were told of while this request was on its way, which then knows nothing of it. A deal leaves the won ones, and comes
 * back to them, by facts of these types alone.
 */
function doubtedDeals(ctx: Context, memberIds: readonly string[], days: Days) {
  const { id: workspaceId } = ctx.workspace
  const { start, end } = instantsOf(ctx, days)
  return sql<{ deal_id: string }>`
    with doubted as (
      select deal_id from facts where workspace_id = ${workspaceId} and occurred_at >= ${start}
        and type in ('deal.reopened', 'deal.undone', 'deal.win_reversed')
      union select deal_id from facts where workspace_id = ${workspaceId} and recorded_at > ${ctx.now}
        and type in ('deal.opened', 'deal.won', 'deal.reopened', 'deal.win_reversed', 'deal.amount_changed', 'deal.assigned')
      union select deal_id from deal_splits where workspace_id = ${workspaceId} and (ended_at is null or ended_at > ${ctx.now})
      union select f.deal_id from facts f
        join deals d on d.workspace_id = f.workspace_id and d.id = f.deal_id
        where f.workspace_id = ${workspaceId} and f.type = 'deal.assigned' and f.occurred_at >= ${start}
          and d.outcome = 'won' and d.ended_at >= ${start} and d.ended_at < ${end} and f.occurred_at >= d.ended_at)
    select e.deal_id from doubted e
    where exists (
        select from facts w where w.workspace_id = ${workspaceId} and w.deal_id = e.deal_id and w.type = 'deal.won'
          and w.occurred_at >= ${start} and w.occurred_at < ${end})
      and (exists (
          select from deals d where d.workspace_id = ${workspaceId} and d.id = e.deal_id and d.owner_id = any(${memberIds}::uuid[]))
        or exists (
          select from deal_splits s where s.workspace_id = ${workspaceId} and s.deal_id = e.deal_id
            and s.member_id = any(${memberIds}::uuid[]))
        or exists (
          select from facts a where a.workspace_id = ${workspaceId} and a.deal_id = e.deal_id and a.type = 'deal.assigned'
            and a.data ->> 'from' = any(${memberIds}::text[])))`
}

interface PlainRow {
  readonly memberId: string
  readonly currency: string
  /** Without anything between: all ids are of one length. */
  readonly deals: string
  readonly instants: string
  readonly amounts: string
}

const idLength = 36

/**
 * The wins of members that nothing more is to be said about, a row for those of a member in a currency, not one for each of a hundred
 * thousand: the driver would take longer than the database. With the doubted deals, as one moment sees both.
 */
async function winsOf(ctx: Context, memberIds: readonly string[], days: Days) {
  const { start, end } = instantsOf(ctx, days)
  const { rows } = await sql<Omit<PlainRow, 'memberId'> & { readonly memberId: string | null }>`
    with doubted as materialized (${doubtedDeals(ctx, memberIds, days)})
    select owner_id as "memberId", currency, string_agg(id::text, '') as deals,
      string_agg((date_part('epoch', ended_at) * 1000)::bigint::text, ',') as instants,
      string_agg(coalesce(amount_minor, 0)::text, ',') as amounts
    from deals
    where workspace_id = ${ctx.workspace.id} and outcome = 'won' and ended_at >= ${start} and ended_at < ${end}
      and owner_id = any(${memberIds}::uuid[]) and id not in (select deal_id from doubted)
    group by owner_id, currency
    union all select null, '', string_agg(deal_id::text, ''), '', '' from doubted having count(*) > 0`.execute(ctx.tx)
  const plain = rows.flatMap((row): PlainRow[] => (row.memberId === null ? [] : [{ ...row, memberId: row.memberId }]))
  const doubted = rows.find(({ memberId }) => memberId === null)?.deals ?? ''
  return { plain: Map.groupBy(plain, ({ memberId }) => memberId), doubted: idsIn(doubted) }
}

function idsIn(deals: string): string[] {
  return Array.from({ length: deals.length / idLength }, (_, place) => idAt(deals, place))
}

function idAt(deals: string, place: number): string {
  return deals.slice(place * idLength, (place + 1) * idLength)
}

function partsIn({ currency, deals, instants, amounts }: PlainRow): Part[] {
  const minors = amounts.split(',')
  return instants.split(',').map((instant, place) => {
    const dealId = idAt(deals, place)
    const minor = Number(minors[place])
    return { dealId, winId: '', at: Number(instant), minor, share: 10_000, soldMinor: minor, currency }
  })
}

/** Each with the fact of its win: a deal of which no more is to be said has but one in these days. */
async function nameWins(
  ctx: Context,
  parts: readonly Part[],
  days: Days,
  known: ReadonlyMap<string, string>,
): Promise<Part[]> {
  const { start, end } = instantsOf(ctx, days)
  const unknown = parts.flatMap(({ dealId }) => (known.has(dealId) ? [] : [dealId]))
  const { rows } = await sql<{ deal_id: string; id: string }>`
    select deal_id, id from facts
    where workspace_id = ${ctx.workspace.id} and deal_id = any(${unknown}::uuid[])
      and type = 'deal.won' and occurred_at >= ${start} and occurred_at < ${end}`.execute(ctx.tx)
  const found = new Map(rows.map(({ deal_id, id }) => [deal_id, id]))
  return parts.map((part) => ({ ...part, winId: known.get(part.dealId) ?? found.get(part.dealId) ?? '' }))
}

const tellingTypes = [
  'deal.opened',
  'deal.assigned',
  'deal.split_set',
  'deal.won',
  'deal.amount_changed',
  'deal.win_reversed',
  'deal.reopened',
]

interface FactRow extends WinFact {
  readonly deal_id: string
}

/**
 * The facts of deals that tell of their wins. Deal by deal (`offset 0`): else the planner, who takes a deal to have five times as many
 * wins, reads all facts there are.
 */
async function factsOf(ctx: Context, deals: ReturnType<typeof sql>, knownAt: Date): Promise<WonDeals> {
  const { id: workspaceId } = ctx.workspace
  const { rows } = await sql<FactRow>`
    select w.deal_id, f.id, f.type, f.occurred_at as at, f.data
    from (${deals}) w cross join lateral (
      select f.id, f.type, f.occurred_at, f.data from facts f
      where f.workspace_id = ${workspaceId} and f.deal_id = w.deal_id and f.type = any(${tellingTypes}::text[]) and f.recorded_at <= ${knownAt}
        and not exists (
          select 1 from facts u where u.workspace_id = ${workspaceId} and u.undoes = f.id and u.recorded_at <= ${knownAt})
      offset 0) f
    order by w.deal_id, f.occurred_at, f.id`.execute(ctx.tx)
  return Map.groupBy(rows, ({ deal_id }) => deal_id)
}

/** The deals that may hold something for a member: each knows its own, so that nobody's statement goes through those of all. */
function dealsByMember(deals: WonDeals): ReadonlyMap<string, WonDeals> {
  const found = new Map<string, Map<string, readonly WinFact[]>>()
  for (const [dealId, facts] of deals)
    for (const memberId of new Set(facts.flatMap(namedIn))) {
      const own = found.get(memberId) ?? new Map<string, readonly WinFact[]>()
      found.set(memberId, own)
      own.set(dealId, facts)
    }
  return found
}
