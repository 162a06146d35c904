import type { StageTimes } from '../../../contract/insights.ts'
import { kaplanMeier, survivalQuantile } from '../../../statistics/index.ts'
import { cohortSum, told } from './cohort.ts'
import { type Stay, flowOf } from './flow.ts'
import type { History } from './history.ts'
import { type Life, eachLife } from './lives.ts'
import type { Scope } from './scope.ts'
import { skippersOf, skippingIn } from './skipping.ts'
import type { ProcessMap } from './stages.ts'
import { type Limits, isStalled, isZombie, longestLife, stayOf } from './standing-deals.ts'
import { type Visit, placesIn, visitsOf } from './visits.ts'

interface Asked {
  readonly scope: Scope
  readonly process: ProcessMap
  readonly byDay: number
}

/** How long deals stay in each stage, which of the open ones stay too long, and which stages are passed over. */
export function stageTimesFigure(history: History, { scope, process, byDay }: Asked): StageTimes {
  const sum = cohortSum()
  const ends = longestLife()
  const skipping = skippingIn(history, process)
  const open: number[] = []
  const add = (life: Life): void => {
    sum.add(life)
    ends.add(life)
    if (life.measured && life.standing === 'open') open.push(life.deal)
  }
  const { stays } = flowOf(history, scope, process, add, skipping.add)
  const cohort = sum.cohort()
  const longest = ends.days()
  const standing = standingIn(process, limitsOf(process, stays), longest)
  const places = placesIn(history, process)
  eachLife(history, scope, (life) => standing.add(life, visitsOf(history, places, life)), open)
  return {
    ...told(scope, cohort, 'stage_times'),
    processId: process.processId,
    byDay,
    stages: process.shown
      .filter(({ isCare }) => !isCare)
      .map(({ key, name, position }) => ({
        key,
        name,
        position,
        n: count(stays.filter(({ place }) => place.key === key)),
        ...timesIn(stays, key),
        ...(standing.stages.get(key) ?? nobody),
        ...skipping.stage(key, byDay),
      })),
    skippers: skippersOf(skipping.owners()),
    zombies: { longest, count: standing.zombies(), open: cohort.counts.open },
  }
}

const nobody = { open: 0, stalled: 0, zombies: 0 }

/** Quantiles of the time in a stage: leaving is the end, whichever way; who is still there is open. */
function timesIn(stays: readonly Stay[], key: string) {
  const rows = stays
    .filter(({ place, days, late }) => place.key === key && days > late - 0.5)
    .map((stay) => ({ entry: stay.late - 0.5, time: stay.days, cause: stay.here ? 0 : 1, count: stay.count }))
  const curve = kaplanMeier(rows)
  const left = stays.filter(({ place, here }) => place.key === key && !here)
  return {
    median: survivalQuantile(curve, 0.5),
    lower: survivalQuantile(curve, 0.25),
    upper: survivalQuantile(curve, 0.75),
    p80: survivalQuantile(curve, 0.8),
    stalledAfter: survivalQuantile(curve, 0.9).value,
    longest: left.reduce<number | null>((most, { days }) => Math.max(most ?? days, days), null),
  }
}

/** By the key of each stage of the process. */
function limitsOf(process: ProcessMap, stays: readonly Stay[]): ReadonlyMap<string, Limits> {
  const keys = new Set(process.stages.map(({ key }) => key))
  return new Map([...keys].map((key) => [key, timesIn(stays, key)]))
}

/** The same from the history, for who lists these deals. */
export function stageLimits(history: History, scope: Scope, process: ProcessMap): ReadonlyMap<string, Limits> {
  return limitsOf(process, flowOf(history, scope, process).stays)
}

/** Counts the open deals that it is shown in each stage, and those that have stayed too long. */
function standingIn(process: ProcessMap, limits: ReadonlyMap<string, Limits>, longest: number | null) {
  const stages = new Map<string, { open: number; stalled: number; zombies: number }>()
  let zombies = 0
  const add = (life: Life, visits: readonly Visit[]): void => {
    if (isZombie(life, { longest })) zombies++
    const stay = stayOf(process, life, visits)
    const limit = stay && limits.get(stay.key)
    if (!stay || !limit) return
    const stage = stages.get(stay.key) ?? { ...nobody }
    stages.set(stay.key, stage)
    stage.open++
    if (isStalled(stay, limit)) stage.stalled++
    if (isZombie(stay, limit)) stage.zombies++
  }
  return { stages, add, zombies: () => zombies }
}

function count(stays: readonly Stay[]): number {
  return stays.reduce((sum, stay) => sum + stay.count, 0)
}
