import { assert } from '../../kernel/fail.ts'
import { type History, dayText } from './history.ts'
import { type Life, eachLife } from './lives.ts'
import { newestFirst } from './newest-first.ts'
import { compareIds, idAt, isBefore, wordsOf } from './packed-ids.ts'
import { type Grouping, groupsIn } from './groups.ts'
import { type Reported, reportTimes } from './report-numbers.ts'
import type { Scope } from './scope.ts'
import { type StagePart, isStagePart, stagePart } from './stage-parts.ts'
import type { ProcessMap } from './stages.ts'
import { placesIn, visitsOf } from './visits.ts'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type { listMeasuredDeals } from '../../../contract/measurement.ts'

type Part = QueryOf<typeof listMeasuredDeals>['part']
type LifePart = Exclude<Part, FunnelPart | StagePart>
type FunnelPart = 'reached' | 'skipped' | 'advanced' | 'left' | 'in_stage'

/** A deal that a figure counts, and how long it took. */
export interface Counted {
  readonly id: string
  readonly startedOn: string | null
  readonly days: number | null
  /** How often the number counts it. */
  readonly times: number
}

interface Asked {
  readonly scope: Scope
  readonly part: Part
  /** For the parts of a process: the stage, if it is about one. */
  readonly funnel?:
    | { readonly process: ProcessMap; readonly stage: string | undefined; readonly since?: string | undefined }
    | undefined
  /** Only the deals of one group. */
  readonly group?: { readonly grouping: Grouping; readonly key: string } | undefined
  /** Only the deals that a number of a report counts. */
  readonly reported?: Reported | undefined
  /** Begins behind this deal. */
  readonly after: string | undefined
  readonly most: number
}

/** The newest of the deals that a figure counts, by their ids. */
export function countedDealsFigure(history: History, asked: Asked): Counted[] {
  const { scope, after, most } = asked
  const inPart = partOf(history, asked)
  const inGroup = groupOf(history, asked)
  const timesOf = timesIn(history, asked)
  const { ids } = history.deals
  const behind = after === undefined ? null : wordsOf(after)
  const isAsked = behind === null ? null : (deal: number) => isBefore(ids, deal, behind)
  let newest: (Pick<Life, 'deal' | 'dated' | 'timed' | 'started' | 'days'> & { readonly times: number })[] = []
  const cut = () => {
    newest = newest.toSorted((one, other) => compareIds(ids, other.deal, one.deal)).slice(0, most)
  }
  const show = (life: Life) => {
    const { deal, dated, timed, started, days } = life
    if (!inPart(life) || !inGroup(life)) return
    const times = timesOf(life)
    if (times === 0) return
    newest.push({ deal, dated, timed, started, days, times })
    if (newest.length > most * 4) cut()
  }
  for (const { places, next } of newestFirst(ids)) {
    eachLife(history, scope, show, places, isAsked)
    cut()
    const least = newest[most - 1]
    if (least !== undefined && compareIds(ids, least.deal, next) > 0) break
  }
  return newest.map(({ deal, dated, timed, started, days, times }) => ({
    id: idAt(ids, deal),
    startedOn: dated ? dayText(started) : null,
    days: dated || timed ? days : null,
    times,
  }))
}

const once = () => 1

/** Numbers of reports are of the calendar: where all the deals of one are asked for, those without dates are none. */
function timesIn(history: History, { scope, part, reported }: Asked): (life: Life) => number {
  if (reported === undefined) return once
  const timesOf = reportTimes(history, scope, reported)
  return part in leftOut ? timesOf : (life) => (life.dated ? timesOf(life) : 0)
}

function partOf(history: History, { scope, part, funnel }: Asked): (life: Life) => boolean {
  if (isStagePart(part)) return stagePart(history, scope, part, funnel)
  return isFunnelPart(part) ? funnelPart(history, part, funnel) : lifeParts[part]
}

function groupOf(history: History, { scope, group }: Asked): (life: Life) => boolean {
  if (group === undefined) return () => true
  return groupsIn(history, scope, group.grouping, (key) => key === group.key)
}

/** What figures leave out, and why. */
const leftOut = {
  undated: ({ dated, timed }) => !dated && !timed,
  length_only: ({ dated, timed }) => !dated && timed,
  entered_late: ({ measured, late }) => measured && late > 0,
  ended_before_observed: ({ dated, measured }) => dated && !measured,
} as const satisfies Partial<Record<LifePart, (life: Life) => boolean>>

const lifeParts = {
  ...leftOut,
  all: ({ timed }) => timed,
  won: ({ timed, standing }) => timed && standing === 'won',
  dated: ({ measured }) => measured,
  dated_won: ({ measured, standing }) => measured && standing === 'won',
  closed: ({ closed }) => closed,
  closed_won: ({ closed, standing }) => closed && standing === 'won',
  closed_undated: ({ closed, dated }) => closed && !dated,
  // Every win is a sale, whoever watched the deal before.
  sold: ({ dated, standing }) => dated && standing === 'won',
  lost: ({ timed, standing }) => timed && standing === 'lost',
  disqualified: ({ timed, standing }) => timed && standing === 'disqualified',
  not_now: ({ timed, standing }) => timed && standing === 'not_now',
  open: ({ timed, standing }) => timed && standing === 'open',
} as const satisfies Record<LifePart, (life: Life) => boolean>

/** How far a deal came, by places: the furthest, and the one of the stage asked about in its version. */
interface Progress {
  readonly furthest: number
  readonly asked: number
  readonly wasThere: boolean
  readonly standing: Life['standing']
}

const funnelParts = {
  reached: () => true,
  skipped: ({ wasThere }) => !wasThere,
  advanced: ({ standing, furthest, asked }) => standing === 'won' || furthest > asked,
  left: ({ standing, furthest, asked }) => furthest === asked && standing !== 'won' && standing !== 'open',
  in_stage: ({ standing, furthest, asked }) => furthest === asked && standing === 'open',
} as const satisfies Record<FunnelPart, (progress: Progress) => boolean>

export function isFunnelPart(part: Part): part is FunnelPart {
  return part in funnelParts
}

/** Whether a stage of the funnel counts a deal, by the furthest stage each deal came to. */
function funnelPart(history: History, part: FunnelPart, asked: Asked['funnel']): (life: Life) => boolean {
  assert(asked, 'a part of a funnel is one of a stage')
  const { places } = asked.process
  // For each place the number of the stage asked about in the same version; 0 where that version has none.
  const askedAt = places.map(
    ({ versionId }) => places.findIndex((place) => place.versionId === versionId && place.key === asked.stage) + 1,
  )
  const order = placesIn(history, asked.process)
  return (life) => {
    if (!life.measured) return false
    const first = visitsOf(history, order, life).filter((visit) => visit.first)
    const furthest = first.at(-1)?.at ?? 0
    const own = askedAt[furthest - 1] ?? 0
    const { standing } = life
    if (own === 0 || (standing !== 'won' && furthest < own)) return false
    return funnelParts[part]({ furthest, asked: own, wasThere: first.some(({ at }) => at === own), standing })
  }
}
