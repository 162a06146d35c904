import type { Persistence, PersistenceCurve, TouchAim, TouchRow } from '../../../contract/persistence.ts'
import { type SurvivalRow, kaplanMeier, logRank, quantile, wilson } from '../../../statistics/index.ts'
import type { History } from './history.ts'
import { codeOf } from './history.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import { type Times, sumsOf } from './sums.ts'
import { type TouchSeries, touchSeries } from './touch-series.ts'

interface Asked {
  readonly scope: Scope
  readonly aim: TouchAim
  /** The member who asks. */
  readonly memberId: string | null
}

type Figure = Omit<Persistence, 'sellers'> & {
  readonly sellers: (PersistenceCurve & { readonly id: string | null })[]
}

/** Sellers with fewer deals are not shown, and touches that fewer deals got are not relied on. */
const fewest = 10
const [stillOpen, came, gaveUp] = [0, 1, 2] as const

interface Numbered {
  readonly aim: TouchAim
  readonly number: string
  /** The how manieth touch; '' for all of a curve. */
  readonly touch: string
  /** Whose deals; '' for everybody's, 'none' for nobody's. */
  readonly seller: string
}

const ofTouches: Readonly<Record<string, (series: TouchSeries, touch: number | null) => boolean>> = {
  got: ({ touches }, touch) => touches >= (touch ?? 1),
  events: ({ touches, end }, touch) => end === 'came' && touches === (touch ?? touches),
  stopped: ({ touches, end }, touch) => end === 'gave_up' && touches === (touch ?? touches),
  open: ({ touches, end }, touch) => end === 'open' && touches === (touch ?? touches),
}

/** Whether a deal counts in a number of the life table: of a touch, or of a whole curve; or is left out as untouched. */
export function touchTimes(
  history: History,
  scope: Scope,
  { aim, number, touch, seller }: Numbered,
): (life: Life) => number {
  const seriesOf = touchSeries(history, scope, aim)
  const owner = seller === 'none' ? 0 : codeOf(history.codes, seller)
  const isIn = ofTouches[number]
  return (life) => {
    if (!life.measured || life.late > 0 || (seller !== '' && life.owner !== owner)) return 0
    const series = seriesOf(life)
    if (series.end === 'untouched' || series.end === 'came_first') return Number(series.end === number)
    return Number(isIn?.(series, touch === '' ? null : Number(touch)) ?? false)
  }
}

/** Counted: `counts[touch][end]`, from the first touch on. */
type Counts = number[][]

/**
 * How often touch k brings a reply, or a win, among the deals that got k touches: a life table over touches instead of days.
 * Whoever gives up, and whoever is not yet done, is not seen further (censored). Deals whose first touches nobody may have seen
 * are left out.
 */
export function persistenceFigure(history: History, { scope, aim, memberId }: Asked): Figure {
  const [sum] = sumsOf(history, { scope, process: null }, [touchPart(history, aim)])
  const [all, left] = [whatIsLeft(sum.all), sum.left]
  const bySeller = new Map([...sum.bySeller].map(([code, counts]) => [code, whatIsLeft(counts)]))
  const whole = curveOf(all)
  const lastTouch = whole.touches.findLast(({ got }) => got >= fewest)?.touch ?? 0
  const idOf = (code: number) => history.codes.ids[code] ?? ''
  const sellers = [...bySeller]
    .filter(([, counts]) => totalOf(counts) >= fewest)
    .toSorted(([one], [other]) => (idOf(one) < idOf(other) ? -1 : 1))
  const mine = memberId === null ? [] : (bySeller.get(codeOf(history.codes, memberId)) ?? [])
  return {
    asOf: scope.asOf,
    knownAt: scope.knownAt.toISOString(),
    n: whole.n,
    ...left,
    method: aim === 'reply' ? 'persistence_reply' : 'persistence_win',
    aim,
    all: whole,
    lastTouch,
    missed: missedBy(all, lastTouch),
    sellers: sellers.map(([code, counts]) => ({ id: idOf(code) || null, ...curveOf(counts) })),
    pValue:
      sellers.length < 2
        ? null
        : logRank(
            sellers.map(([, counts]) => rowsOf(counts)),
            came,
          ).pValue,
    own: mine.length > 0 ? curveOf(mine) : null,
  }
}

/** Counts the series of deals, of all and by their sellers, and those that are left out. */
function touchSum(history: History, aim: TouchAim) {
  const all: Counts = []
  const bySeller = new Map<number, Counts>()
  const left = { undated: 0, lengthOnly: 0, endedBeforeObserved: 0, enteredLate: 0, untouched: 0, cameFirst: 0 }
  const counting = (times: Times, scope: Scope) => {
    const seriesOf = touchSeries(history, scope, aim)
    return (life: Life): void => {
      if (!life.dated) left[life.timed ? 'lengthOnly' : 'undated'] += times
      else if (!life.measured) left.endedBeforeObserved += times
      else if (life.late > 0) left.enteredLate += times
      else {
        const series = seriesOf(life)
        if (series.end === 'untouched') left.untouched += times
        else if (series.end === 'came_first') left.cameFirst += times
        else {
          const own = bySeller.get(life.owner) ?? []
          bySeller.set(life.owner, own)
          add(all, series, times)
          add(own, series, times)
        }
      }
    }
  }
  return { counting, all, bySeller, left, state: { all, bySeller, left } }
}

function touchPart(history: History, aim: TouchAim) {
  return { name: `touches until ${aim}`, begin: () => touchSum(history, aim) }
}

function add(counts: Counts, { touches, end }: TouchSeries, times: Times): void {
  while (counts.length < touches) counts.push([0, 0, 0])
  const row = counts[touches - 1]
  const cause = end === 'came' ? came : end === 'gave_up' ? gaveUp : stillOpen
  if (row) row[cause] = (row[cause] ?? 0) + times
}

/** Without the last touches that deals had which were taken out again. */
function whatIsLeft(counts: Counts): Counts {
  return counts.slice(0, counts.findLastIndex((row) => row.some((count) => count > 0)) + 1)
}

function totalOf(counts: Counts): number {
  return counts.flat().reduce((sum, count) => sum + count, 0)
}

/** As the estimators take them: the touch is the time, and giving up is no end of it. */
function rowsOf(counts: Counts, after = 0): SurvivalRow[] {
  return counts.flatMap((row, place) =>
    place + 1 <= after
      ? []
      : [stillOpen, came, gaveUp].flatMap((end) => {
          const count = row[end] ?? 0
          return count === 0 ? [] : [{ entry: after, time: place + 1, cause: end === came ? came : 0, count }]
        }),
  )
}

function curveOf(counts: Counts): PersistenceCurve {
  const { steps, n, events } = kaplanMeier(rowsOf(counts))
  const byTouch = new Map(steps.map((step) => [step.day, step]))
  let got = n
  let last = { estimate: 1, low: null as number | null, high: null as number | null } // What steps have later.
  const touches = counts.map((row, place): TouchRow => {
    const [open = 0, came = 0, stopped = 0] = row
    const step = byTouch.get(place + 1)
    if (step) last = step
    const shown: TouchRow = {
      touch: place + 1,
      got,
      events: came,
      stopped,
      open,
      hazard: wilson(came, got),
      reached: {
        estimate: 1 - last.estimate,
        low: last.high === null ? null : 1 - last.high,
        high: last.low === null ? null : 1 - last.low,
      },
    }
    got -= open + came + stopped
    return shown
  })
  const given = counts.map((row, place) => ({ value: place + 1, count: row[gaveUp] ?? 0 }))
  return {
    n,
    events,
    stopped: given.reduce((sum, { count }) => sum + count, 0),
    stoppedAfter: quantile(given, 0.5),
    touches,
  }
}

/**
 * Of those who gave up after touch k, how many would have come to it by the last touch that enough deals got, had they gone on
 * and fared as those who did: 1 − S(last) ÷ S(k), summed. Its limits add up those of the parts, which is wider than needed.
 */
function missedBy(counts: Counts, lastTouch: number): Persistence['missed'] {
  let [estimate, low, high] = [0, 0, 0]
  for (let touch = 1; touch < lastTouch; touch++) {
    const gave = counts[touch - 1]?.[gaveUp] ?? 0
    if (gave === 0) continue
    const step = kaplanMeier(rowsOf(counts, touch)).steps.findLast(({ day }) => day <= lastTouch)
    if (!step) continue
    estimate += gave * (1 - step.estimate)
    // Without an event there is nothing to bound by, and nothing is claimed to be missed.
    low += gave * (1 - (step.high ?? step.estimate))
    high += gave * (1 - (step.low ?? step.estimate))
  }
  return { estimate, low, high }
}
