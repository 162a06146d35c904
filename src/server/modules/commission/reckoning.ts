import type { CommissionStatement } from '../../../contract/commission.ts'
import type { Context } from '../../kernel/context.ts'
import { approvedPlans, quotaIn } from '../quotas/index.ts'
import { type Days, type Exchange, type WonDeals, creditsOf, dealsByMember, exchangeOf, readWins } from './credits.ts'
import { type BookedLine, type Closed, bookedLines, closedStatements, grantedTo } from './ledger.ts'
import type { OnPlan } from './on-plan.ts'
import { type Line, corrections, reckon } from './reckon.ts'
import type { WinFact } from './wins.ts'

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

interface Read {
  readonly deals: WonDeals
  readonly dealsOf: ReadonlyMap<string, WonDeals>
  readonly closed: readonly Closed[]
  readonly booked: readonly BookedLine[]
  readonly granted: Awaited<ReturnType<typeof grantedTo>>
  readonly plans: Awaited<ReturnType<typeof approvedPlans>>
  readonly exchange: Exchange
  readonly timeZone: string
}

/**
 * Reckons periods of members from the facts as they were known at an instant: what the wins of the period earn, what sets earlier
 * closed periods right, and what disputes have granted. Statements that were closed later do not count, so that a closed
 * one comes out again as it was.
 */
export async function reckonAll(ctx: Context, wanted: readonly Wanted[], knownAt: Date): Promise<Reckoned[]> {
  if (wanted.length === 0) return []
  const read = await readFor(ctx, wanted, knownAt)
  return wanted.map((each) => reckoned(each, read))
}

/** The same twice: as it is, and as if a deal had these facts. */
export async function reckonSupposing(
  ctx: Context,
  wanted: readonly Wanted[],
  [dealId, facts]: readonly [string, readonly WinFact[]],
): Promise<{ wanted: Wanted; now: Reckoned; supposed: Reckoned }[]> {
  if (wanted.length === 0) return []
  const read = await readFor(ctx, wanted, ctx.now)
  const otherwise = { ...read, dealsOf: dealsByMember(new Map([...read.deals, [dealId, facts]])) }
  return wanted.map((each) => ({ wanted: each, now: reckoned(each, read), supposed: reckoned(each, otherwise) }))
}

async function readFor(ctx: Context, wanted: readonly Wanted[], knownAt: Date): Promise<Read> {
  const memberIds = wanted.map(({ memberId }) => memberId)
  const closed = await closedStatements(ctx, memberIds, { before: knownAt })
  const span = spanOf([...wanted, ...closed])
  const deals = await readWins(ctx, memberIds, { ...span, knownAt })
  return {
    deals,
    dealsOf: dealsByMember(deals),
    closed,
    booked: await bookedLines(ctx, closed),
    granted: await grantedTo(ctx, memberIds, knownAt),
    plans: await approvedPlans(ctx, span, knownAt),
    exchange: await exchangeOf(ctx, knownAt),
    timeZone: ctx.workspace.timeZone,
  }
}

function spanOf(periods: readonly Days[]): Days {
  const days = { from: periods.map(({ from }) => from).sort(), until: periods.map(({ until }) => until).sort() }
  return { from: days.from[0] ?? '', until: days.until.at(-1) ?? '' }
}

function reckoned(wanted: Wanted, read: Read): Reckoned {
  const { memberId, from, until } = wanted
  const quotaMinor = quotaFor(wanted, read)
  const { credits, withoutRate } = creditsOf(read.dealsOf.get(memberId) ?? new Map(), {
    ...read,
    memberId,
    from,
    until,
    asOf: until,
    terms: wanted.terms.terms,
  })
  const own = reckon(credits, wanted.terms.terms, quotaMinor)
  const booked = read.booked.filter((each) => each.memberId === memberId)
  const isBooked = new Set(booked.map(({ key }) => key))
  const granted = read.granted.flatMap((each) =>
    each.memberId === memberId && !isBooked.has(each.line.key) ? [each.line] : [],
  )
  const earlier = read.closed.filter((each) => each.memberId === memberId && each.from < from)
  const lines = [
    ...[...own, ...granted].map((line) => ({ ...line, forOn: from })),
    ...earlier.toReversed().flatMap((each) => setRight(each, wanted, read, booked)),
  ]
  const asksForQuota = wanted.terms.terms.tiersBy === 'quota' || wanted.terms.terms.accelerators.length > 0
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
function setRight(closed: Closed, { until }: Wanted, read: Read, booked: readonly BookedLine[]): DatedLine[] {
  const { terms } = closed.terms
  const { credits } = creditsOf(read.dealsOf.get(closed.memberId) ?? new Map(), {
    ...read,
    ...closed,
    terms,
    asOf: until,
  })
  const was = booked.filter(({ forOn, key }) => forOn === closed.from && !key.startsWith('adjustment:'))
  return corrections(reckon(credits, terms, closed.quotaMinor), was).map((line) => ({ ...line, forOn: closed.from }))
}

/** The quota of the period as it was approved by then, in the currency of the terms. */
function quotaFor({ memberId, from, until, terms }: Wanted, { plans, exchange }: Read): number | null {
  const quota = quotaIn(plans, { memberId }, { from, until })
  return quota === null ? null : exchange(quota.minor, quota.currency, terms.terms.currency, from)
}
