import { type RawBuilder, sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/summaries.ts'
import { weekCounts, type weekVerdicts } from '../../../contract/summaries.ts'
import { clopperPearson, poissonLimits } from '../../../statistics/index.ts'
import { type Context, memberOf, startOfDay, today } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import { listAdvices } from '../coaching/index.ts'
import { dealsAt } from '../deals/index.ts'
import { type Scope, figure, processMap, scopeOf, stageFlow, stageTimes } from '../measurement/index.ts'
import { type Clocks, nullIfUnpublished, pinnedOf } from './pinned.ts'

const mostWeeks = 26
/** Of fewer weeks nobody knows what is usual. */
const leastWeeks = 8
const mostWins = 5
const mostAdvices = 10
const paceDays = 28

type Verdict = (typeof weekVerdicts)[number]

/**
 * The week that a day lies in, or the last one that is over: what one sees of it, by what is known now or was then. Advice, and which
 * figures are pinned, is of now.
 */
export async function weeklySummary(
  ctx: Context,
  { day, known_at }: QueryOf<typeof contract.showWeeklySummary>,
): Promise<contract.WeeklySummary> {
  const now = Temporal.PlainDate.from(today(ctx))
  const within = day === undefined ? now.subtract({ days: 7 }) : Temporal.PlainDate.from(day)
  const monday = within.subtract({ days: within.dayOfWeek - 1 })
  const [from, to] = [monday.toString(), monday.add({ days: 6 }).toString()]
  const scope = scopeOf(ctx, { as_of: to, known_at })
  const clocks = { as_of: scope.asOf, known_at }
  const { counts, before, weeks } = await figure(ctx, 'weeks', { scope, from, most: mostWeeks })
  return {
    from,
    to,
    asOf: scope.asOf,
    knownAt: scope.knownAt.toISOString(),
    weeks,
    counts: weekCounts.map((code) => ({ code, ...beside(counts[code], before[code], weeks) })),
    won: await winsOf(ctx, from, scope),
    pace: await paceOf(ctx, clocks),
    process: await movedIn(ctx, from, clocks),
    advices: await advicesFor(ctx),
    pinned: await pinnedOf(ctx, clocks),
    currency: ctx.workspace.currency,
  }
}

/**
 * A count beside the mean of the weeks before, with the exact limits of that mean (Poisson). Were the week as the others, each of all
 * deals would have come in it with a chance of 1 ÷ (weeks + 1): more or less is said where the exact limits of its share leave that out.
 */
function beside(count: number, before: number, weeks: number) {
  const { low, high } = poissonLimits(before)
  const mean = (sum: number | null) => (sum === null || weeks === 0 ? null : sum / weeks)
  return { count, usual: mean(before), low: mean(low), high: mean(high), verdict: verdictOf(count, before, weeks) }
}

function verdictOf(count: number, before: number, weeks: number): Verdict {
  if (weeks < leastWeeks) return 'unknown'
  const share = clopperPearson(count, count + before)
  if ((share.low ?? 0) > 1 / (weeks + 1)) return 'more'
  return (share.high ?? 1) < 1 / (weeks + 1) ? 'less' : 'usual'
}

/** Of the deals that stood as won, with their amounts of then; who sees them is of now. */
async function winsOf(ctx: Context, from: string, scope: Scope): Promise<contract.WeeklySummary['won']> {
  const { id: workspace, timeZone, currency } = ctx.workspace
  const ids = await figure(ctx, 'largestWins', { scope, from, currency, most: mostWins })
  const [start, until] = [startOfDay(from, timeZone), startOfDay(scope.asOf, timeZone, 1)]
  const among = sql<boolean>`d.id = any(${ids}::uuid[]) and ${seen(ctx.actor, sql.ref('d.owner_id'))}`
  const { rows } = await sql<contract.WeeklySummary['won'][number]>`
    select d.id, d.name, d.amount_minor as "amountMinor", d.currency
    from ${dealsAt(ctx, { until, knownAt: scope.knownAt }, among)} d
    where d.workspace_id = ${workspace} and d.outcome = 'won' and d.ended_at >= ${start}
    order by ${largest(ctx)}, d.id limit ${mostWins}`.execute(ctx.tx)
  return rows
}

/** Amounts in the workspace's own currency first: others cannot be laid beside them. */
function largest({ workspace }: Context): RawBuilder<unknown> {
  return sql`d.currency = ${workspace.currency} desc, d.amount_minor desc nulls last`
}

async function paceOf(ctx: Context, clocks: Clocks): Promise<contract.WeeklySummary['pace']> {
  const beforeOn = Temporal.PlainDate.from(clocks.as_of).subtract({ days: paceDays }).toString()
  const now = await figure(ctx, 'cycleLength', { scope: scopeOf(ctx, clocks) })
  const before = await figure(ctx, 'cycleLength', { scope: scopeOf(ctx, { ...clocks, as_of: beforeOn }) })
  return { n: now.n, now: now.timeToSignature.median, before: before.timeToSignature.median, beforeOn }
}

async function movedIn(ctx: Context, from: string, clocks: Clocks): Promise<contract.WeeklySummary['process']> {
  const process = await processMap(ctx, undefined).catch(nullIfUnpublished)
  if (process === null) return null
  const flow = await stageFlow(ctx, { from, ...clocks })
  const times = await stageTimes(ctx, { ...clocks, by_day: 90 })
  return {
    stages: flow.stages.map(({ key, name, entered, onward }) => ({ key, name, entered, onward })),
    stalled: times.stalled,
  }
}

async function advicesFor(ctx: Context): Promise<contract.WeeklySummary['advices']> {
  const { items } = await listAdvices(ctx, { which: 'standing', limit: mostAdvices })
  const own = memberOf(ctx)
  return items.map(({ id, code, numbers, member }) => ({ id, code, numbers, member, isOwn: member.id === own }))
}
