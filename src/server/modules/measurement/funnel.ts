import type { Funnel } from '../../../contract/measurement.ts'
import {
  type DayEstimate,
  type Share,
  type SurvivalCurve,
  type SurvivalRow,
  cumulativeIncidence,
  incidenceAt,
  kaplanMeier,
  survivalQuantile,
} from '../../../statistics/index.ts'
import { cohortPart, told } from './cohort.ts'
import { type Flow, type Passage, type Stay, flowPart } from './flow.ts'
import type { History } from './history.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'
import { sumsOf } from './sums.ts'

interface Asked {
  readonly scope: Scope
  readonly process: ProcessMap
  readonly byDay: number
}

/** Stage by stage, what became of the deals that came so far; by key, over all versions of the process. */
export function funnelFigure(history: History, { scope, process, byDay }: Asked): Funnel {
  const [sum, flow] = sumsOf(history, { scope, process }, [cohortPart, flowPart(process)])
  const stages = funnelStages(process, flow.flow(), byDay)
  return { ...told(scope, sum.cohort(), 'funnel'), processId: process.processId, stages }
}

/** The stages before care that are shown, each with its deals. */
export function funnelStages(process: ProcessMap, { passages, stays }: Flow, byDay: number): Funnel['stages'] {
  return process.shown
    .filter((stage) => !stage.isCare)
    .map(({ key, name, position }) => ({
      key,
      name,
      position,
      ...countsOf(process, passages, key),
      conversion: conversionBy(
        passages.filter((each) => each.place.key === key),
        byDay,
      ),
      byDay,
      timeInStage: medianStay(stays, key),
    }))
}

/** Median time in a stage: the end is leaving it, by whichever way; who is still there is open. */
export function medianStay(stays: readonly Stay[], key: string): DayEstimate {
  return survivalQuantile(stayCurve(stays, key), 0.5)
}

/** How long deals stay in a stage, all stays of a deal together. */
export function stayCurve(stays: readonly Stay[], key: string): SurvivalCurve {
  const rows = stays.filter(({ place }) => place.key === key).map((stay) => row(stay, stay.here ? 0 : 1))
  return kaplanMeier(seen(rows))
}

/** Share of those who entered that have gone on by a day; ending without a win competes. */
export function conversionBy(passages: readonly Passage[], byDay: number): Share {
  const rows = passages.filter(({ dated }) => dated).map((each) => row(each, causeOf(each)))
  const share = incidenceAt(cumulativeIncidence(seen(rows), { causes: 2 }), byDay)?.causes[0]
  return { estimate: share?.estimate ?? null, low: share?.low ?? null, high: share?.high ?? null }
}

/** 0 for open, 1 for going on, 2 for an end without a win; a change of version is neither. */
function causeOf(passage: Passage): number {
  if (passage.mapped) return 0
  if (hasPassed(passage)) return 1
  return passage.standing === 'open' ? 0 : 2
}

function countsOf(process: ProcessMap, passages: readonly Passage[], key: string) {
  const here = passages.filter(({ place }) => place.key === key)
  const stopped = passages.filter(({ further }) => !further)
  const reached = total(stopped.filter((each) => cameTo(process, each, key)))
  const ended = here.filter((each) => !hasPassed(each))
  const open = total(ended.filter(({ standing }) => standing === 'open'))
  const left = total(ended) - open
  return { reached, skipped: reached - total(here), advanced: reached - left - open, left, open }
}

/** Whether deals that came no further than a stage came as far as another one of their version; a win passes them all. */
function cameTo(process: ProcessMap, { place, standing }: Passage, key: string): boolean {
  const other = process.places.find((each) => each.versionId === place.versionId && each.key === key)
  return other !== undefined && (standing === 'won' || other.rank <= place.rank)
}

function hasPassed({ further, standing }: Passage): boolean {
  return further || standing === 'won'
}

function row({ days, late, count }: Passage | Stay, cause: number): SurvivalRow {
  return { entry: late - 0.5, time: days, cause, count }
}

/** Without the stays that were over before the deals came under observation. */
function seen(rows: readonly SurvivalRow[]): SurvivalRow[] {
  return rows.filter((each) => each.time > each.entry)
}

/** How many were there while they were under observation: those that an estimate is made of. */
export function timed(rows: readonly (Passage | Stay)[]): number {
  return total(seen(rows.map((each) => row(each, 0))))
}

function total(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0)
}
