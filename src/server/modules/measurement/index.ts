/**
 * What the facts say in numbers: cycle length, win rate, funnel, the wheel, and the deals behind each. It decides which
 * deals count, on two clocks (as of a day, known at an instant), and adds them up by day; every estimate, rate and average is
 * taken by `src/statistics`. It reads all modules and writes nothing of theirs; what an audit of a process found is kept here.
 */
export { causes } from './lives.ts'
export { winBacks } from './closing-inputs.ts'
export { figure } from './figures.ts'
export { type StagePlace } from './forecast/change.ts'
export { type SellerFacts, lookDays } from './forecast/coach.ts'
export { groupNames, groupingOf } from './grouping.ts'
export { handoffTimes } from './handoffs-timed.ts'
export { dayNumber, dayText } from './history.ts'
export { type NamedLife } from './lives.ts'
export { effortOn } from './hours/effort.ts'
export { hoursWorked } from './hours/hours.ts'
export { showKpis } from './kpis/kpis.ts'
export { showQualitiesOf } from './mapped-process.ts'
export { showAudit } from './process-audits.ts'
export { stageFlow, stageTimes } from './insights.ts'
export { rowsCounted } from './measured-deals.ts'
export { type Outlook } from './outlook.ts'
export { outlookOf } from './outlooks.ts'
export { type Scope, scopeOf } from './scope.ts'
export { processMap } from './stages.ts'
export { measurementRoutes } from './routes.ts'
export { openWalker } from './walker.ts'
export { playbookFigures } from './what-works.ts'
export { readAhead, storeRegularly } from './storing.ts'
