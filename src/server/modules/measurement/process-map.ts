import type { FunnelStage } from '../../../contract/measurement.ts'
import type { MapStage, ProcessMapFigures, TargetVerdict } from '../../../contract/process-map.ts'
import { type DayEstimate, type Share, poissonLimits, survivalQuantile } from '../../../statistics/index.ts'
import { type StageActivities, doneOf, withNotes } from './activities.ts'
import { cohortPart, told } from './cohort.ts'
import { flowPart } from './flow.ts'
import { funnelStages, stayCurve } from './funnel.ts'
import { type History, dayNumber, dayText } from './history.ts'
import type { MapInputs, PlannedStage } from './map-inputs.ts'
import { type Movement, movementPart, windowDays } from './movement.ts'
import type { Scope } from './scope.ts'
import { costOfDeals } from './source-costs.ts'
import type { ProcessMap } from './stages.ts'
import { sumsOf } from './sums.ts'

interface Asked {
  readonly scope: Scope
  readonly process: ProcessMap
  readonly byDay: number
  readonly inputs: MapInputs
}

const daysAMonth = 365.2425 / 12

/** The process stage by stage: what is planned in it, what happens in it, and how the two compare. */
export function processMapFigure(history: History, asked: Asked): ProcessMapFigures {
  const { scope, process, byDay, inputs } = asked
  const asOf = dayNumber(scope.asOf)
  const { currency, planned } = inputs
  const moved = movementPart(history, { process, currency })
  const [sum, flows, moves] = sumsOf(history, { scope, process }, [cohortPart, flowPart(process), moved])
  const done = doneOf(history, { scope, process })
  const activities = withNotes(history, { scope, process, notes: inputs.notes }, done).stages
  const flow = flows.flow()
  const movement = moves.movement(asOf - windowDays + 1)
  const window = Math.min(windowDays, asOf - (movement.firstOpenedOn ?? asOf) + 1)
  const costs = costOfDeals(history, scope, inputs.costs)
  const meanMinor = movement.won.n === 0 ? null : movement.won.minor / movement.won.n
  const funnel = funnelStages(process, flow, byDay)
  const stages = funnel.map((stage, number): MapStage => {
    const { key, conversion, timeInStage, byDay: _, ...counts } = stage
    const plan = planned.find((each) => each.key === key)
    const curve = stayCurve(flow.stays, key)
    const perMonth = arrivals(movement, key, window)
    const wins = winsOfOneMore(perMonth, funnel.slice(number + 1))
    return {
      key,
      ...counts,
      conversion,
      duration: {
        n: curve.n,
        median: timeInStage,
        p80: survivalQuantile(curve, 0.8),
        band: { low: survivalQuantile(curve, 0.1).value, high: survivalQuantile(curve, 0.9).value },
      },
      entered: movement.stages.get(key)?.entered ?? 0,
      perMonth,
      lastPassedOn: lastPassed(movement, key),
      targets: targetsOf(plan, { duration: timeInStage, conversion, perMonth }),
      activities: { planned: plan?.contacts ?? 0, ...(activities.get(key) ?? nothingDone) },
      costMinor: costs.deals === 0 || counts.reached === 0 ? null : costs.minor / counts.reached,
      gain: { wins, minor: wins === null || meanMinor === null ? null : wins * meanMinor },
    }
  })
  return {
    ...told(scope, sum.cohort(), 'funnel'),
    processId: process.processId,
    versionId: process.shown[0]?.versionId ?? '',
    byDay,
    windowDays: window,
    currency,
    stages,
    moves: movement.moves,
    wonValue: { meanMinor, n: movement.won.n },
    costs: { ...costs, otherCurrencies: inputs.costs.otherCurrencies },
  }
}

const nothingDone: StageActivities = { touches: 0, steps: 0, notes: 0, criteria: 0, deals: 0, minutes: 0, timed: 0 }

/** Deals a month that come into a stage; a count of a window, with the limits of a Poisson count. */
function arrivals({ stages }: Movement, key: string, window: number): Share {
  const count = stages.get(key)?.entered ?? 0
  const aMonth = daysAMonth / window
  const { low, high } = poissonLimits(count)
  return {
    estimate: count * aMonth,
    low: low === null ? null : low * aMonth,
    high: high === null ? null : high * aMonth,
  }
}

function lastPassed({ stages }: Movement, key: string): string | null {
  const day = stages.get(key)?.lastPassedOn ?? null
  return day === null ? null : dayText(day)
}

/** Wins a month that one more deal in a hundred going on brings: what arrives, times what the later stages let through. */
function winsOfOneMore({ estimate }: Share, later: readonly FunnelStage[]): number | null {
  const through = later.reduce<number | null>((product, stage) => {
    const passed = shareThrough(stage)
    return product === null || passed === null ? null : product * passed
  }, 1)
  return through === null || estimate === null ? null : (estimate * through) / 100
}

/** Of all that come to a stage, the share that comes further: those who pass over it do, of the others those who go on. */
function shareThrough({ reached, skipped, conversion }: FunnelStage): number | null {
  if (reached === 0) return null
  if (skipped === reached) return 1
  return conversion.estimate === null ? null : (skipped + (reached - skipped) * conversion.estimate) / reached
}

interface Measured {
  readonly duration: DayEstimate
  readonly conversion: Share
  readonly perMonth: Share
}

function targetsOf(plan: PlannedStage | undefined, { duration, conversion, perMonth }: Measured): MapStage['targets'] {
  const { durationDays = null, conversionPercent = null, deals = null } = plan?.targets ?? {}
  const share = conversionPercent === null ? null : conversionPercent / 100
  return {
    duration: durationDays === null ? null : { target: durationDays, verdict: verdictOn(duration, durationDays, -1) },
    conversion: share === null ? null : { target: share, verdict: verdictOn(conversion, share, 1) },
    deals: deals === null ? null : { target: deals, verdict: verdictOn(perMonth, deals, 1) },
  }
}

/** Whether the whole interval lies on the wanted side of the target, or on the other. */
function verdictOn({ low, high }: Pick<Share, 'low' | 'high'>, target: number, wanted: 1 | -1): TargetVerdict {
  if (low !== null && low > target) return wanted === 1 ? 'met' : 'missed'
  if (high !== null && high < target) return wanted === 1 ? 'missed' : 'met'
  return 'open'
}
