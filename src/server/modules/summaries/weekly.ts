import { type RawBuilder, sql } from 'kysely'
import type { PinnedFigure } from '../../../contract/dashboards.ts'
import type { QueryOf } from '../../../contract/endpoint.ts'
import { kpiCodes } from '../../../contract/kpis.ts'
import type * as contract from '../../../contract/summaries.ts'
import { weekCounts, type weekVerdicts } from '../../../contract/summaries.ts'
import { clopperPearson, poissonLimits } from '../../../statistics/index.ts'
import { type Context, memberOf, startOfDay, today } from '../../kernel/context.ts'
import { Failure } from '../../kernel/fail.ts'
import { seen } from '../../kernel/seen.ts'
import { listAdvices } from '../coaching/index.ts'
import { showTodayFigures } from '../dashboards/index.ts'
import { dealsAt } from '../deals/index.ts'
import {
  type Scope,
  figure,
  hoursWorked,
  processMap,
  scopeOf,
  showKpis,
  stageFlow,
  stageTimes,
} from '../measurement/index.ts'

const mostWeeks = 26
/** Of fewer weeks nobody knows what is usual. */
const leastWeeks = 8
const mostWins = 5
const mostAdvices = 10
const paceDays = 28

interface Clocks {
  readonly as_of: string
  readonly known_at: string | undefined
}

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
    stalled: times.stages.reduce((sum, { stalled }) => sum + stalled, 0),
  }
}

function nullIfUnpublished(error: unknown): null {
  if (error instanceof Failure && error.code === 'no_published_process') return null
  throw error
}

async function advicesFor(ctx: Context): Promise<contract.WeeklySummary['advices']> {
  const { items } = await listAdvices(ctx, { which: 'standing', limit: mostAdvices })
  const own = memberOf(ctx)
  return items.map(({ id, code, numbers, member }) => ({ id, code, numbers, member, isOwn: member.id === own }))
}

async function pinnedOf(ctx: Context, clocks: Clocks): Promise<contract.WeeklySummary['pinned']> {
  const { figures } = await showTodayFigures(ctx)
  const found: contract.WeeklySummary['pinned'] = []
  // At most four, each a figure of its own.
  for (const pinned of figures) {
    const value = await valueOf(ctx, pinned, clocks)
    if (value !== null) found.push({ ...pinned, ...value })
  }
  return found
}

type Value = Pick<contract.WeeklySummary['pinned'][number], 'unit' | 'value' | 'low' | 'high'>

async function valueOf(ctx: Context, { figure: code, filters }: PinnedFigure, clocks: Clocks): Promise<Value | null> {
  const { owner, product, source, process, from, to, byDay = 90, grain = 'month' } = filters
  const asked = { owner, product, source, process, from, to, ...clocks }
  const scope = scopeOf(ctx, asked)
  if (code === 'cycle_length') {
    return { unit: 'days', ...(await figure(ctx, 'cycleLength', { scope })).timeToSignature.median }
  }
  if (code === 'win_rate') {
    const { estimate: value, low, high } = (await figure(ctx, 'winRate', { scope, byDay })).won
    return { unit: 'share', value, low, high }
  }
  if (code === 'funnel') {
    const map = await processMap(ctx, asked.process).catch(nullIfUnpublished)
    if (map === null) return null
    const own = scopeOf(ctx, { ...asked, process: map.processId })
    const { n: value } = await figure(ctx, 'funnel', { scope: own, process: map, byDay })
    return { unit: 'deals', value, low: null, high: null }
  }
  if (code === 'velocity') {
    const { currency } = ctx.workspace
    const { estimate: value, low, high } = (await figure(ctx, 'velocity', { scope, currency })).perDay
    return { unit: 'money', value, low, high }
  }
  if (code === 'hours') {
    const { estimate: value, low, high } = (await hoursWorked(ctx, { ...asked, months: 0 })).selling
    return { unit: 'share', value, low, high }
  }
  if (!kpiCodes.some((each) => each === code)) return null // Many numbers, none of which stands for the others.
  const { items } = await showKpis(ctx, { ...asked, grain })
  const kpi = items.find((each) => each.code === code)
  const point = kpi?.points[kpi.shown]
  return kpi && point ? { unit: kpi.unit, value: point.value, low: point.low, high: point.high } : null
}
