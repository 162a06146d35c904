import type { StageTimes } from '../../../contract/insights.ts'
import { kaplanMeier, survivalQuantile } from '../../../statistics/index.ts'
import { cohortPart, told } from './cohort.ts'
import { type Stay, flowPart } from './flow.ts'
import type { History } from './history.ts'
import { type Life, eachLife } from './lives.ts'
import type { Scope } from './scope.ts'
import { skippersOf, skippingPart } from './skipping.ts'
import type { ProcessMap } from './stages.ts'
import { type Limits, isLate, isStalled, isZombie, longestLife, stayOf } from './standing-deals.ts'
import { type Times, sumsOf } from './sums.ts'
import { type Visit, placesIn, visitsOf } from './visits.ts'

interface Asked {
  readonly scope: Scope
  readonly process: ProcessMap
  readonly byDay: number
}

/** How long deals stay in each stage, which of the open ones stay too long, and which stages are passed over. */
export function stageTimesFigure(history: History, { scope, process, byDay }: Asked): StageTimes {
  const parts = [cohortPart, flowPart(process), skippingPart(process), openPart] as const
  const [sum, flow, skipping, open] = sumsOf(history, { scope, process }, parts)
  const { stays } = flow.flow()
  const cohort = sum.cohort()
  const longest = longestLife(cohort)
  const limits = limitsOf(process, stays)
  const standing = standingIn(process, limits, longest)
  const places = placesIn(history, process)
  eachLife(history, scope, (life) => standing.add(life, visitsOf(history, places, life)), open.deals())
  const shown = process.shown.filter(({ isCare }) => !isCare)
  const standingThere = shown.flatMap(({ key }) => {
    const there = standing.stages.get(key)
    return there ? [tooLongIn(there, limits.get(key))] : []
  })
  return {
    ...told(scope, cohort, 'stage_times'),
    processId: process.processId,
    byDay,
    stages: shown.map(({ key, name, position }) => ({
      key,
      name,
      position,
      n: count(stays.filter(({ place }) => place.key === key)),
      ...timesIn(stays, key),
      open: standing.stages.get(key)?.open ?? 0,
      ...tooLongIn(standing.stages.get(key), limits.get(key)),
      ...skipping.stage(key, byDay),
    })),
    stalled: sumOfKnown(standingThere.map(({ stalled }) => stalled)),
    skippers: skippersOf(history, skipping.owners()),
    zombies: { longest, count: standing.zombies(), open: cohort.counts.open },
  }
}

/** The places of the deals that are open and measured. */
function openSum() {
  const deals = new Set<number>()
  const counting =
    (times: Times) =>
    ({ deal, measured, standing }: Life): void => {
      if (!measured || standing !== 'open') return
      if (times === 1) deals.add(deal)
      else deals.delete(deal)
    }
  return { counting, deals: () => [...deals], state: { deals } }
}

const openPart = { name: 'open', begin: openSum } as const

const nobody = { open: 0, late: 0, stalled: 0, zombies: 0 }

/** How many have stayed in a stage for too long; null where deals stand there, and nobody can say what is too long. */
function tooLongIn({ open, ...counts } = nobody, { lateAfter, stalledAfter, longest }: Limits = noLimits) {
  const known = (count: number, limit: number | null) => (open > 0 && limit === null ? null : count)
  return {
    late: known(counts.late, lateAfter),
    stalled: known(counts.stalled, stalledAfter),
    zombies: known(counts.zombies, longest),
  }
}

/** The sum of those that are known; null where there are some, and none is. */
function sumOfKnown(counts: readonly (number | null)[]): number | null {
  const known = counts.filter((count) => count !== null)
  return counts.length > 0 && known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0)
}

const noLimits: Limits = { lateAfter: null, stalledAfter: null, longest: null }

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
export function limitsOf(process: ProcessMap, stays: readonly Stay[]): ReadonlyMap<string, Limits> {
  const keys = new Set(process.stages.map(({ key }) => key))
  const limits = [...keys].map((key) => {
    const { p80, stalledAfter, longest } = timesIn(stays, key)
    return [key, { lateAfter: p80.value, stalledAfter, longest }] as const
  })
  return new Map(limits)
}

/** The same from the history, for who lists these deals. */
export function stageLimits(history: History, scope: Scope, process: ProcessMap): ReadonlyMap<string, Limits> {
  const [flow] = sumsOf(history, { scope, process }, [flowPart(process)])
  return limitsOf(process, flow.flow().stays)
}

/** Counts the open deals that it is shown in each stage, and those that have stayed too long. */
function standingIn(process: ProcessMap, limits: ReadonlyMap<string, Limits>, longest: number | null) {
  const stages = new Map<string, typeof nobody>()
  let zombies = 0
  const add = (life: Life, visits: readonly Visit[]): void => {
    if (isZombie(life, { longest })) zombies++
    const stay = stayOf(process, life, visits)
    const limit = stay && limits.get(stay.key)
    if (!stay || !limit) return
    const stage = stages.get(stay.key) ?? { ...nobody }
    stages.set(stay.key, stage)
    stage.open++
    if (isLate(stay, limit)) stage.late++
    if (isStalled(stay, limit)) stage.stalled++
    if (isZombie(stay, limit)) stage.zombies++
  }
  return { stages, add, zombies: () => zombies }
}

function count(stays: readonly Stay[]): number {
  return stays.reduce((sum, stay) => sum + stay.count, 0)
}
