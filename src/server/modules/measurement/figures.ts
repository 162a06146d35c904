import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { doneWithoutWinFigure } from './activities.ts'
import { approachesFigure } from './approaches.ts'
import { closeTechniquesFigure } from './close-techniques.ts'
import { comparisonFigure } from './comparing.ts'
import { completenessFigure } from './completeness.ts'
import { countedDealsFigure } from './counted-deals.ts'
import { cycleLengthFigure } from './cycle-length.ts'
import { driftFigure } from './drift.ts'
import { endsByOwnerFigure } from './ends-by-owner.ts'
import { stageEntriesFigure } from './entries.ts'
import { funnelFigure } from './funnel.ts'
import { backTestFigure } from './forecast/back-test.ts'
import { forecastChangeFigure } from './forecast/change.ts'
import { coachFigure } from './forecast/coach.ts'
import { forecastFigure } from './forecast/forecast.ts'
import { standFigure } from './forecast/stand.ts'
import { wonFigure } from './forecast/won.ts'
import { handoffTimesFigure } from './handoff-times.ts'
import { dividedBy } from './groups.ts'
import type { History } from './history.ts'
import { intervalsFigure } from './intervals.ts'
import { forgetHistory, keptDeals, readHistory } from './kept-histories.ts'
import { kpiDealsFigure, kpisFigure } from './kpis/figure.ts'
import { lifeCycleFigure } from './life-cycle/figure.ts'
import { livesFigure } from './named-lives.ts'
import { persistenceFigure } from './persistence.ts'
import { largestWinsFigure } from './largest-wins.ts'
import { objectionsFigure } from './objections.ts'
import { outlookFigure } from './outlook.ts'
import { playbookFigure } from './playbook.ts'
import { remember } from './remembered.ts'
import { signalsFigure } from './signals.ts'
import { sourceYieldsFigure } from './source-yields.ts'
import { stageFlowFigure } from './stage-flow.ts'
import { stageTimesFigure } from './stage-times.ts'
import { timeFrameFigure } from './time-frame.ts'
import { trialEffectFigure } from './trial-effect.ts'
import { velocityFigure } from './velocity.ts'
import { walkerOf } from './walker.ts'
import { processMapFigure } from './process-map.ts'
import { weeksFigure } from './weeks.ts'
import { winBacksFigure } from './win-backs.ts'
import { wheelFigure } from './wheel.ts'
import { winRateFigure } from './win-rate.ts'

/**
 * Every figure is a pure function of the history and of what was asked: it needs no database, and what goes in and comes
 * out is plain values.
 */
const figures = {
  cycleLength: cycleLengthFigure,
  winRate: winRateFigure,
  funnel: funnelFigure,
  wheel: wheelFigure,
  countedDeals: countedDealsFigure,
  lives: livesFigure,
  persistence: persistenceFigure,
  outlook: outlookFigure,
  objections: objectionsFigure,
  trialEffect: trialEffectFigure,
  playbook: playbookFigure,
  lifeCycle: lifeCycleFigure,
  kpis: kpisFigure,
  kpiDeals: kpiDealsFigure,
  processMap: processMapFigure,
  doneWithoutWin: doneWithoutWinFigure,
  completeness: completenessFigure,
  drift: driftFigure,
  intervals: intervalsFigure,
  comparison: comparisonFigure,
  stageTimes: stageTimesFigure,
  timeFrame: timeFrameFigure,
  stageEntries: stageEntriesFigure,
  stageFlow: stageFlowFigure,
  signals: signalsFigure,
  velocity: velocityFigure,
  approaches: approachesFigure,
  closeTechniques: closeTechniquesFigure,
  winBacks: winBacksFigure,
  weeks: weeksFigure,
  largestWins: largestWinsFigure,
  handoffTimes: handoffTimesFigure,
  sourceYields: sourceYieldsFigure,
  forecast: forecastFigure,
  backTest: backTestFigure,
  stand: standFigure,
  won: wonFigure,
  coach: coachFigure,
  forecastChange: forecastChangeFigure,
  endsByOwner: endsByOwnerFigure,
} as const
type Figures = typeof figures

export type FigureName = keyof Figures
export type FigureAsked = Parameters<Figures[FigureName]>[1]

/** Larger workspaces are walked through in a thread: more would hold up what else the server does. */
export const largeDeals = 20_000
const large = new Set<string>()

/** Takes a figure of the workspace, from its facts as they are now. */
export async function figure<Name extends FigureName>(
  ctx: Context,
  name: Name,
  asked: Parameters<Figures[Name]>[1],
): Promise<ReturnType<Figures[Name]>> {
  const walker = walkerOf()
  const { workspace, now } = ctx
  const isElsewhere = walker !== null && (await isLarge(ctx))
  // The compiler does not see that a figure's name stands for its input and its output alike.
  return (
    isElsewhere
      ? await stayingAwake(ctx, walker.walk({ workspace, now, wanted: { name, asked } }))
      : takeFigure((await readHistory(ctx, dividedBy(asked))).history, name, asked)
  ) as ReturnType<Figures[Name]>
}

/** The same for who cannot wait long: null where it takes longer, in a workspace whose figures are taken in the thread. */
export async function figureWithin<Name extends FigureName>(
  ctx: Context,
  name: Name,
  asked: Parameters<Figures[Name]>[1],
  milliseconds: number,
): Promise<{ readonly now: ReturnType<Figures[Name]> | null; readonly later: Promise<ReturnType<Figures[Name]>> }> {
  const walker = walkerOf()
  const { workspace, now } = ctx
  if (walker === null || !(await isLarge(ctx))) {
    const found = await figure(ctx, name, asked)
    return { now: found, later: Promise.resolve(found) }
  }
  // The thread has a connection of its own, and needs nothing of the one who asked. As above: each takes what it is asked with.
  const later = walker.walk({ workspace, now, wanted: { name, asked } }) as Promise<ReturnType<Figures[Name]>>
  const found = await Promise.race([later.catch(() => null), pause(milliseconds, null)])
  return { now: found, later }
}

/** Takes a figure of a history. */
export function takeFigure(history: History, name: FigureName, asked: FigureAsked): unknown {
  // As above: each takes what it is asked with.
  const take = figures[name] as (history: History, input: FigureAsked) => unknown
  return remember(history, name, asked, () => take(history, asked))
}

/** Once large, always large: a base that shrinks is read by the thread a little slower. */
async function isLarge(ctx: Context): Promise<boolean> {
  const { id } = ctx.workspace
  if (large.has(id)) return true
  const deals = keptDeals(id) ?? (await countUpTo(ctx, largeDeals + 1))
  if (deals <= largeDeals) return false
  large.add(id)
  forgetHistory(id)
  return true
}

async function countUpTo(ctx: Context, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from deals where workspace_id = ${ctx.workspace.id} limit ${most}) d`.execute(ctx.tx)
  return rows[0]?.count ?? 0
}

/** The first reading of a very large workspace may last longer than a transaction may idle. */
async function stayingAwake<Result>(ctx: Context, result: Promise<Result>): Promise<Result> {
  const timer = setInterval(() => void sql`select 1`.execute(ctx.tx).catch(() => {}), 10_000)
  try {
    return await result
  } finally {
    clearInterval(timer)
  }
}
