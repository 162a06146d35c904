import { sql } from 'kysely'
import type { CommissionTerms } from '../../../contract/commission-plans.ts'
import { apportion } from '../../kernel/apportion.ts'
import { type Context, dayOf, startOfDay } from '../../kernel/context.ts'
import { type RateTable, converter, rateTable } from '../currencies/index.ts'
import type { Credit } from './reckon.ts'
import { type Win, type WinFact, namedIn, standingWins } from './wins.ts'

/** Days of the workspace, the last one excluded. */
export interface Days {
  readonly from: string
  readonly until: string
}

/** What was known when: facts that happened before the end of the days, and were recorded by the instant. */
export interface Known extends Days {
  readonly knownAt: Date
}

/** Facts by deal, in the order they happened: of every deal with a win in some days that may be one of the members'. */
export type WonDeals = ReadonlyMap<string, readonly WinFact[]>

/** The deals that may hold something for a member: each knows its own, so that nobody's statement goes through those of all. */
export function dealsByMember(deals: WonDeals): ReadonlyMap<string, WonDeals> {
  const found = new Map<string, Map<string, readonly WinFact[]>>()
  for (const [dealId, facts] of deals)
    for (const memberId of new Set(facts.flatMap(namedIn))) {
      const own = found.get(memberId) ?? new Map<string, readonly WinFact[]>()
      found.set(memberId, own)
      own.set(dealId, facts)
    }
  return found
}

const told = [
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
 * Reads the wins of members. A deal may be theirs if they own it, share it, or it was taken from them: who owned it when it was won is
 * told by its facts. Deal by deal (`offset 0`): else the planner, who takes a deal to have five times as many wins, reads all facts there are.
 */
export async function readWins(
  ctx: Context,
  memberIds: readonly string[],
  { from, until, knownAt }: Known,
): Promise<WonDeals> {
  const { id: workspaceId, timeZone } = ctx.workspace
  const [start, end] = [startOfDay(from, timeZone), startOfDay(until, timeZone)]
  const { rows } = await sql<FactRow>`
    with mine as (
      select id as deal_id from deals where workspace_id = ${workspaceId} and owner_id = any(${memberIds}::uuid[])
      union select deal_id from deal_splits where workspace_id = ${workspaceId} and member_id = any(${memberIds}::uuid[])
      union select deal_id from facts
        where workspace_id = ${workspaceId} and type = 'deal.assigned' and data ->> 'from' = any(${memberIds}::text[])),
    won as (
      select distinct f.deal_id from mine m join facts f on f.workspace_id = ${workspaceId} and f.deal_id = m.deal_id
      where f.type = 'deal.won' and f.occurred_at >= ${start} and f.occurred_at < ${end} and f.recorded_at <= ${knownAt})
    select w.deal_id, f.id, f.type, f.occurred_at as at, f.data
    from won w cross join lateral (
      select f.id, f.type, f.occurred_at, f.data from facts f
      where f.workspace_id = ${workspaceId} and f.deal_id = w.deal_id and f.type = any(${told}::text[]) and f.recorded_at <= ${knownAt}
        and not exists (
          select 1 from facts u where u.workspace_id = ${workspaceId} and u.undoes = f.id and u.recorded_at <= ${knownAt})
      offset 0) f
    order by w.deal_id, f.occurred_at, f.id`.execute(ctx.tx)
  return Map.groupBy(rows, ({ deal_id }) => deal_id)
}

/** Amounts into another currency at the rate of a day; null where there is no rate. */
export type Exchange = (minor: number, currency: string, to: string, day: string) => number | null

export async function exchangeOf(ctx: Context, knownAt: Date): Promise<Exchange> {
  return exchange(await rateTable(ctx, knownAt))
}

export function exchange(table: RateTable): Exchange {
  const inReporting = converter(table)
  return (minor, currency, to, on) => {
    if (currency === to) return minor
    const day = Date.parse(on) / 86_400_000
    const [amount, unit] = [inReporting(minor, currency, day), inReporting(1, to, day)]
    return amount === null || unit === null ? null : roundHalfEven(amount.minor / unit.minor)
  }
}

function roundHalfEven(value: number): number {
  const down = Math.floor(value)
  return value - down === 0.5 ? down + (down % 2 === 0 ? 0 : 1) : Math.round(value)
}

interface Asked extends Days {
  readonly memberId: string
  readonly terms: CommissionTerms
  /** Reversals from this day on belong to a later period. */
  readonly asOf: string
  readonly timeZone: string
  readonly exchange: Exchange
}

/** What counts for a member in a period, in the order it was won; and how many wins wait for a rate of their currency. */
export function creditsOf(deals: WonDeals, asked: Asked): { credits: Credit[]; withoutRate: number } {
  const wins = winsOf(deals, asked)
  const dayIn = lastingDay(asked.timeZone)
  const credits = wins.flatMap(({ dealId, id, at, minor, currency, shares, place }): Credit[] => {
    const parts = shares.map(({ basisPoints }) => basisPoints)
    const wonOn = dayIn(at)
    const credit = asked.exchange(apportion(minor, parts)[place] ?? 0, currency, asked.terms.currency, wonOn)
    const details = { share: parts[place] ?? 0, sold: { minor, currency }, wonOn }
    return credit === null ? [] : [{ dealId, winId: id, minor: credit, details }]
  })
  return { credits, withoutRate: wins.length - credits.length }
}

/** The wins of a period that a member has a share of, with the place of that share. */
function winsOf(deals: WonDeals, asked: Asked): (Win & { readonly dealId: string; readonly place: number })[] {
  const [start, end, seen] = [asked.from, asked.until, asked.asOf].map((day) => startOfDay(day, asked.timeZone))
  const found = [...deals].flatMap(([dealId, facts]) => {
    // A reversal is of its day; shares agreed later, an amount set right, a mistake undone hold for the win itself.
    const known = facts.filter(({ type, at }) => type !== 'deal.win_reversed' || seen === undefined || at < seen)
    return standingWins(known, asked.terms.clawBackDays).flatMap((win) => {
      const place = win.shares.findIndex(({ memberId }) => memberId === asked.memberId)
      const isOutside = start === undefined || end === undefined || win.at < start || win.at >= end
      return place < 0 || isOutside ? [] : [{ ...win, dealId, place }]
    })
  })
  return found.toSorted((one, other) => one.at.getTime() - other.at.getTime() || (one.id < other.id ? -1 : 1))
}

/** Days of instants that follow each other: a day is looked up once as long as they are of it. */
function lastingDay(timeZone: string): (instant: Date) => string {
  let [day, start, end] = ['', Infinity, Infinity]
  return (instant) => {
    const time = instant.getTime()
    if (time >= start && time < end) return day
    day = dayOf(instant, timeZone)
    start = startOfDay(day, timeZone).getTime()
    end = startOfDay(day, timeZone, 1).getTime()
    return day
  }
}
