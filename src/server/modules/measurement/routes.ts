import { showApproaches } from '../../../contract/approaches.ts'
import * as closing from '../../../contract/closing-figures.ts'
import { compareDeals } from '../../../contract/comparing.ts'
import * as hours from '../../../contract/hours.ts'
import * as insights from '../../../contract/insights.ts'
import * as contract from '../../../contract/measurement.ts'
import { showPersistence } from '../../../contract/persistence.ts'
import * as sources from '../../../contract/sources.ts'
import { showTimeFrame } from '../../../contract/time-frame.ts'
import * as whatWorks from '../../../contract/what-works.ts'
import { type Route, report } from '../../kernel/route.ts'
import { approaches, techniques, winBacks } from './closing-inputs.ts'
import { handoffTimes, listTimedHandoffs } from './handoffs-timed.ts'
import { figure } from './figures.ts'
import { closingSignals, comparison, stageFlow, stageTimes, timeFrame } from './insights.ts'
import { hoursWorked } from './hours/hours.ts'
import { piecesWorked } from './hours/worked.ts'
import { kpiRoutes } from './kpis/routes.ts'
import { lifeCycleRoutes } from './life-cycle/routes.ts'
import { listSourceYields } from './listed-sources.ts'
import { listMeasuredDeals } from './measured-deals.ts'
import { persistenceOf } from './persistences.ts'
import { processMapRoutes } from './process-map-routes.ts'
import { scopeOf } from './scope.ts'
import { processMap } from './stages.ts'
import { objectionFigures, playbookFigures, trialFigures } from './what-works.ts'
import { countWithoutNextStep } from './wheel.ts'

export const measurementRoutes: readonly Route[] = [
  ...processMapRoutes,
  ...kpiRoutes,
  ...lifeCycleRoutes,
  report(contract.showCycleLength, (ctx, { query }) => figure(ctx, 'cycleLength', { scope: scopeOf(ctx, query) })),
  report(contract.showWinRate, (ctx, { query: { by_day: byDay, ...asked } }) =>
    figure(ctx, 'winRate', { scope: scopeOf(ctx, asked), byDay }),
  ),
  report(contract.showFunnel, async (ctx, { query: { by_day: byDay, ...asked } }) => {
    const process = await processMap(ctx, asked.process)
    return figure(ctx, 'funnel', { scope: scopeOf(ctx, { ...asked, process: process.processId }), process, byDay })
  }),
  report(contract.showWheel, async (ctx, { query }) => {
    const process = await processMap(ctx, query.process)
    const scope = scopeOf(ctx, { process: process.processId })
    const withoutNextStep = await countWithoutNextStep(ctx, process)
    return { ...(await figure(ctx, 'wheel', { scope, process })), withoutNextStep }
  }),
  report(compareDeals, (ctx, { query }) => comparison(ctx, query)),
  report(insights.showStageTimes, (ctx, { query }) => stageTimes(ctx, query)),
  report(showTimeFrame, (ctx, { params }) => timeFrame(ctx, params)),
  report(insights.showStageFlow, (ctx, { query }) => stageFlow(ctx, query)),
  report(insights.showClosingSignals, (ctx, { query }) => closingSignals(ctx, query)),
  report(insights.showVelocity, (ctx, { query }) =>
    figure(ctx, 'velocity', { scope: scopeOf(ctx, query), currency: ctx.workspace.currency }),
  ),
  report(showPersistence, (ctx, { query }) => persistenceOf(ctx, query)),
  report(whatWorks.showObjectionFigures, (ctx, { query }) => objectionFigures(ctx, query)),
  report(whatWorks.showTrialFigures, (ctx, { query }) => trialFigures(ctx, query)),
  report(whatWorks.showPlaybookFigures, (ctx, { query }) => playbookFigures(ctx, query)),
  report(showApproaches, (ctx, { query }) => approaches(ctx, query)),
  report(closing.showTechniques, (ctx, { query }) => techniques(ctx, query)),
  report(closing.showWinBacks, (ctx, { query }) => winBacks(ctx, query)),
  report(closing.showHandoffTimes, (ctx, { query }) => handoffTimes(ctx, query)),
  report(closing.listTimedHandoffs, (ctx, { query }) => listTimedHandoffs(ctx, query)),
  report(sources.listSourceYields, (ctx, { query }) => listSourceYields(ctx, query)),
  report(hours.showHours, (ctx, { query }) => hoursWorked(ctx, query)),
  report(hours.listWorked, (ctx, { query }) => piecesWorked(ctx, query)),
  report(contract.listMeasuredDeals, (ctx, { query }) => listMeasuredDeals(ctx, query)),
]
