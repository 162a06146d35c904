import { setImmediate } from 'node:timers/promises'
import type { CommissionStatement } from '../../../contract/commission.ts'
import type { Context } from '../../kernel/context.ts'
import { approvedPlans, quotaIn } from '../quotas/index.ts'
import { type Calendar, type Exchange, calendarOf, countedIn, creditsOf, exchangeOf } from './credits.ts'
import { type BookedLine, type Closed, bookedLines, bookedSums, closedStatements, grantedTo } from './ledger.ts'
import type { OnPlan } from './on-plan.ts'
import { type Line, corrections, earnings, reckon, sumOf, winsIn } from './reckon.ts'
import { type Days, type Sales, type SalesOf, salesKnown, salesNow } from './sales.ts'
import { type WinFact, namedIn } from './wins.ts'

/** A member's period, to be reckoned. */
export interface Wanted extends OnPlan {
  readonly memberId: string
}

/** A line with the period that it is about. */
export interface DatedLine extends Line {
  readonly forOn: string
}

export interface Reckoned {
  readonly lines: readonly DatedLine[]
  readonly quotaMinor: number | null
  readonly soldMinor: number
  readonly gaps: CommissionStatement['gaps']
}

/** What periods of members are reckoned from. */
interface Read {
  readonly salesOf: SalesOf
  readonly closed: readonly Closed[]
  readonly granted: Awaited<ReturnType<typeof grantedTo>>
  readonly plans: Awaited<ReturnType<typeof approvedPlans>>
  readonly exchange: Exchange
  readonly calendar: Calendar
}

/** The same with every line that was booked. */
interface Detailed extends Read {
  readonly booked: readonly BookedLine[]
}

/**
 * Reckons periods of members: what the wins of the period earn, what sets earlier closed periods right, and what disputes have granted.
 * @param knownAt from the facts alone, as they were known at this instant: statements that were closed later do not count, so that a
 *   closed one comes out again as it was. Null: as it stands now
 */
export async function reckonAll(ctx: Context, wanted: readonly Wanted[], knownAt: Date | null): Promise<Reckoned[]> {
  if (wanted.length === 0) return []
  const read = await readDetailed(ctx, wanted, knownAt)
  return wanted.map((each) => reckoned(each, read))
}

/** What statements as they stand now come to, without their lines: those of everybody at once. */
export async function sumAll(
  ctx: Context,
  wanted: readonly Wanted[],
): Promise<{ quotaMinor: number | null; soldMinor: number; totalMinor: number }[]> {
  if (wanted.length === 0) return []
  const closed = await closedBefore(ctx, wanted, ctx.now)
  const read = await readFor(ctx, wanted, closed, ctx.now, (ids, days) => salesNow(ctx, ids, days, null))
  const { minorFor, adjustments } = await bookedSums(ctx, closed)
  const sums = []
  for (const each of wanted) {
    const quotaMinor = quotaFor(each, read)
    const sales = read.salesOf(each.memberId)
    const own = minorsIn(sales, each, each, read)
    const granted = grantedIn(each, read, adjustments)
    const right = earlierThan(each, read).map(
      (closed) =>
        earnings(minorsIn(sales, closed, each, read), closed.terms.terms, closed.quotaMinor) - minorFor(closed),
    )
    const totalMinor = [earnings(own, each.terms.terms, quotaMinor), sumOf(granted), ...right].reduce(add)
    sums.push({ quotaMinor, soldMinor: own.reduce(add, 0), totalMinor })
    // A year of a hundred thousand wins is not gone through in one go: others are to be answered between.
    await setImmediate()
  }
  return sums
}

/** The same as `reckonAll` twice: as it is, and as if a deal had these facts. */
export async function reckonSupposing(
  ctx: Context,
  wanted: readonly Wanted[],
  supposed: readonly [string, readonly WinFact[]],
): Promise<{ wanted: Wanted; now: Reckoned; supposed: Reckoned }[]> {
  if (wanted.length === 0) return []
  const read = await readDetailed(ctx, wanted, null)
  const salesOf = (memberId: string) => supposing(read.salesOf(memberId), memberId, supposed)
  return wanted.map((each) => ({
    wanted: each,
    now: reckoned(each, read),
    supposed: reckoned(each, { ...read, salesOf }),
  }))
}

function supposing(
  { plain, told }: Sales,
  memberId: string,
  [dealId, facts]: readonly [string, readonly WinFact[]],
): Sales {
  const others = [...told].filter(([id]) => id !== dealId)
  return {
    plain: plain.filter((part) => part.dealId !== dealId),
    told: new Map(facts.flatMap(namedIn).includes(memberId) ? [...others, [dealId, facts]] : others),
  }
}

async function readDetailed(ctx: Context, wanted: readonly Wanted[], knownAt: Date | null): Promise<Detailed> {
  const closed = await closedBefore(ctx, wanted, knownAt ?? ctx.now)
  const booked = await bookedLines(ctx, closed)
  const read = await readFor(ctx, wanted, closed, knownAt ?? ctx.now, (ids, days) =>
    knownAt === null ? salesNow(ctx, ids, days, winsIn(booked)) : salesKnown(ctx, ids, days, knownAt),
  )
  return { ...read, booked }
}

function closedBefore(ctx: Context, wanted: readonly Wanted[], before: Date): Promise<Closed[]> {
  return closedStatements(
    ctx,
    wanted.map(({ memberId }) => memberId),
    { before },
  )
}

async function readFor(
  ctx: Context,
  wanted: readonly Wanted[],
  closed: readonly Closed[],
  knownAt: Date,
  fetchSales: (memberIds: readonly string[], days: Days) => Promise<SalesOf>,
): Promise<Read> {
  const memberIds = wanted.map(({ memberId }) => memberId)
  const span = spanOf([...wanted, ...closed])
  return {
    salesOf: await fetchSales(memberIds, span),
    closed,
    granted: await grantedTo(ctx, memberIds, knownAt),
    plans: await approvedPlans(ctx, span, knownAt),
    exchange: await exchangeOf(ctx, knownAt),
    calendar: calendarOf(ctx.workspace.timeZone),
  }
}

function spanOf(periods: readonly Days[]): Days {
  const days = { from: periods.map(({ from }) => from).sort(), until: periods.map(({ until }) => until).sort() }
  return { from: days.from[0] ?? '', until: days.until.at(-1) ?? '' }
}

function reckoned(wanted: Wanted, read: Detailed): Reckoned {
  const { memberId, from, until } = wanted
  const { terms } = wanted.terms
  const quotaMinor = quotaFor(wanted, read)
  const asked = { ...read, memberId, from, until, asOf: until, terms }
  const { credits, withoutRate } = creditsOf(read.salesOf(memberId), asked)
  const booked = read.booked.filter((each) => each.memberId === memberId)
  const granted = grantedIn(wanted, read, new Set(booked.map(({ key }) => key)))
  const lines = [
    ...[...reckon(credits, terms, quotaMinor), ...granted].map((line) => ({ ...line, forOn: from })),
    ...earlierThan(wanted, read).flatMap((each) => setRight(each, wanted, read, booked)),
  ]
  const asksForQuota = terms.tiersBy === 'quota' || terms.accelerators.length > 0
  return {
    lines,
    quotaMinor,
    soldMinor: credits.reduce((sum, { minor }) => sum + minor, 0),
    gaps: [
      ...(withoutRate > 0 ? [{ kind: 'rate' as const, count: withoutRate }] : []),
      ...(asksForQuota && quotaMinor === null ? [{ kind: 'quota' as const, count: 1 }] : []),
    ],
  }
}

/** What a closed period comes to by what is known now, less what was booked for it: by its own terms and its own quota. */
function setRight(closed: Closed, { until }: Wanted, read: Detailed, booked: readonly BookedLine[]): DatedLine[] {
  const { terms } = closed.terms
  const { credits } = creditsOf(read.salesOf(closed.memberId), { ...read, ...closed, terms, asOf: until })
  const was = booked.filter(({ forOn, key }) => forOn === closed.from && !key.startsWith('adjustment:'))
  return corrections(reckon(credits, terms, closed.quotaMinor), was).map((line) => ({ ...line, forOn: closed.from }))
}

/** What counts of sales in a period, as far as it was known by the end of another. */
function minorsIn(sales: Sales, period: Wanted | Closed, { until }: Days, read: Read): readonly number[] {
  return countedIn(sales, { ...read, ...period, terms: period.terms.terms, asOf: until }).minors
}

/** The periods that were closed before one, the first of them first. */
function earlierThan({ memberId, from }: Wanted, { closed }: Read): Closed[] {
  return closed.filter((each) => each.memberId === memberId && each.from < from).toReversed()
}

/** What disputes have granted that is in no statement yet. */
function grantedIn({ memberId }: Wanted, { granted }: Read, booked: ReadonlySet<string>): Line[] {
  return granted.flatMap((each) => (each.memberId === memberId && !booked.has(each.line.key) ? [each.line] : []))
}

/** The quota of the period as it was approved by then, in the currency of the terms. */
function quotaFor({ memberId, from, until, terms }: Wanted, { plans, exchange }: Read): number | null {
  const quota = quotaIn(plans, { memberId }, { from, until })
  return quota === null ? null : exchange(quota.minor, quota.currency, terms.terms.currency, from)
}

function add(one: number, other: number): number {
  return one + other
}
