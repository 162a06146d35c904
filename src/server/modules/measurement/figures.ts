import type { Context } from '../../kernel/context.ts'
import { comparisonFigure } from './comparing.ts'
import { completenessFigure } from './completeness.ts'
import { countedDealsFigure } from './counted-deals.ts'
import { cycleLengthFigure } from './cycle-length.ts'
import { driftFigure } from './drift.ts'
import { funnelFigure } from './funnel.ts'
import type { History } from './history.ts'
import { intervalsFigure } from './intervals.ts'
import { historyOf } from './kept-histories.ts'
import { kpiDealsFigure, kpisFigure } from './kpis/figure.ts'
import { livesFigure } from './lives.ts'
import { signalsFigure } from './signals.ts'
import { stageFlowFigure } from './stage-flow.ts'
import { stageTimesFigure } from './stage-times.ts'
import { velocityFigure } from './velocity.ts'
import { processMapFigure } from './process-map.ts'
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
  processMap: processMapFigure,
  completeness: completenessFigure,
  drift: driftFigure,
  intervals: intervalsFigure,
  kpis: kpisFigure,
  kpiDeals: kpiDealsFigure,
  comparison: comparisonFigure,
  stageTimes: stageTimesFigure,
  stageFlow: stageFlowFigure,
  signals: signalsFigure,
  velocity: velocityFigure,
} as const
type Figures = typeof figures

/** Takes a figure of the workspace, from its facts as they are now. */
export async function figure<Name extends keyof Figures>(
  ctx: Context,
  name: Name,
  asked: Parameters<Figures[Name]>[1],
): Promise<ReturnType<Figures[Name]>> {
  // The compiler does not see that a figure's name stands for its input and its output alike.
  const take = figures[name] as (history: History, input: typeof asked) => ReturnType<Figures[Name]>
  return take(await historyOf(ctx), asked)
}
