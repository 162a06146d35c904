import type { Persistence, PersistenceCurve, TouchAim, TouchRow } from '../../../contract/persistence.ts'
import { fewestTouched, reachedBy } from '../../../contract/persistence.ts'
import {
  type Limits,
  type SurvivalRow,
  cumulativeIncidence,
  expectedEnds,
  quantile,
  wilson,
} from '../../../statistics/index.ts'
import { compareRates } from './comparing.ts'
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
  readonly sellers: Omit<Persistence['sellers'][number], 'name'>[]
}

/** How a series can stand; `came` is the cause that a win is to estimators of deals, `ended` competes with it. */
const [stillOpen, came, ended, gaveUp] = [0, 1, 2, 3] as const
const endOf = { open: stillOpen, came, ended, gave_up: gaveUp } as const
/** Sellers are compared by this touch at the latest. */
const latestCompared = 5

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
  ended: ({ touches, end }, touch) => end === 'ended' && touches === (touch ?? touches),
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
 * Whoever is given up on without an answer, and whoever is not yet done, is not seen further (censored); other ends compete. Deals whose
 * first touches nobody may have seen are left out.
 */
export function persistenceFigure(history: History, { scope, aim, memberId }: Asked): Figure {
  const [sum] = sumsOf(history, { scope, process: null }, [touchPart(history, aim)])
  const [all, left] = [whatIsLeft(sum.all), sum.left]
  const bySeller = new Map([...sum.bySeller].map(([code, counts]) => [code, whatIsLeft(counts)]))
  const whole = curveOf(all)
  const lastTouch = whole.touches.findLast(({ got }) => got >= fewestTouched)?.touch ?? 0
  const idOf = (code: number) => history.codes.ids[code] ?? ''
  const sellers = [...bySeller]
    .filter(([, counts]) => totalOf(counts) >= fewestTouched)
    .toSorted(([one], [other]) => (idOf(one) < idOf(other) ? -1 : 1))
    .map(([code, counts]) => ({ id: idOf(code) || null, counts, curve: curveOf(counts) }))
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
    missed: expectedEnds(rowsOf(all), givenUp(all), { by: lastTouch, cause: came }),
    ...compareSellers(sellers),
    own: mine.length > 0 ? curveOf(mine) : null,
  }
}

interface Seller {
  readonly id: string | null
  readonly counts: Counts
  readonly curve: PersistenceCurve
}

/** Sellers by the last touch up to the fifth that most of them got enough deals to; those with too few there are not compared. */
function compareSellers(sellers: readonly Seller[]): Pick<Figure, 'verdict' | 'pValue' | 'comparedAt' | 'sellers'> {
  const enoughAt = (touch: number) => sellers.filter(({ curve }) => reachedBy(curve, touch).estimate !== null)
  const touches = Array.from({ length: latestCompared }, (_, place) => place + 1)
  const at = touches.findLast((touch) => enoughAt(touch).length * 2 > sellers.length) ?? 1
  const compared = enoughAt(at)
  const { judged, groups } = compareRates(
    compared.map(({ counts }) => rowsOf(counts)),
    at,
  )
  return {
    ...judged,
    comparedAt: sellers.length === 0 ? null : at,
    sellers: sellers.map((seller) => {
      const { shrunken = null, rank = null } = groups[compared.indexOf(seller)] ?? {}
      return { id: seller.id, ...seller.curve, share: reachedBy(seller.curve, at), shrunken, rank }
    }),
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
          add(all, series.touches, series.end, times)
          add(own, series.touches, series.end, times)
        }
      }
    }
  }
  return { counting, all, bySeller, left, state: { all, bySeller, left } }
}

function touchPart(history: History, aim: TouchAim) {
  return { name: `touches until ${aim}`, begin: () => touchSum(history, aim) }
}

function add(counts: Counts, touches: number, end: keyof typeof endOf, times: Times): void {
  while (counts.length < touches) counts.push([0, 0, 0, 0])
  const row = counts[touches - 1]
  if (row) row[endOf[end]] = (row[endOf[end]] ?? 0) + times
}

/** Without the last touches that deals had which were taken out again. */
function whatIsLeft(counts: Counts): Counts {
  return counts.slice(0, counts.findLastIndex((row) => row.some((count) => count > 0)) + 1)
}

function totalOf(counts: Counts): number {
  return counts.flat().reduce((sum, count) => sum + count, 0)
}

/** As the estimators take them: the touch is the time, and giving up is no end of it. */
function rowsOf(counts: Counts): SurvivalRow[] {
  return counts.flatMap((row, place) =>
    row.map((count, end) => ({ entry: 0, time: place + 1, cause: end === gaveUp ? stillOpen : end, count })),
  )
}

/** How many were given up after each touch. */
function givenUp(counts: Counts) {
  return counts.map((row, place) => ({ value: place + 1, count: row[gaveUp] ?? 0 }))
}

function curveOf(counts: Counts): PersistenceCurve {
  const { steps, n } = cumulativeIncidence(rowsOf(counts), { causes: ended })
  const byTouch = new Map(steps.map(({ day, causes }) => [day, causes[came - 1]]))
  const totalBy = (end: number) => counts.reduce((sum, row) => sum + (row[end] ?? 0), 0)
  let [got, settled] = [n, 0]
  let last = { estimate: 0, low: null as number | null, high: null as number | null } // What steps have later.
  const touches = counts.map((row, place): TouchRow => {
    const [open = 0, events = 0, otherwise = 0, stopped = 0] = row
    last = byTouch.get(place + 1) ?? last
    const isEnough = got >= fewestTouched
    const shown: TouchRow = {
      touch: place + 1,
      got,
      events,
      stopped,
      ended: otherwise,
      open,
      hazard: isEnough ? wilson(events, got) : nothing,
      reached: isEnough ? withLimits(last, settled + got) : nothing,
    }
    got -= open + events + otherwise + stopped
    settled += events + otherwise
    return shown
  })
  return {
    n,
    events: totalBy(came),
    stopped: totalBy(gaveUp),
    ended: totalBy(ended),
    open: totalBy(stillOpen),
    stoppedAfter: quantile(givenUp(counts), 0.5),
    touches,
  }
}

const nothing = { estimate: null, low: null, high: null }

/** A share of none or all has no limits by its own variance: Wilson's, of as many as it is known of. */
function withLimits({ estimate, low, high }: { estimate: number } & Limits, known: number): TouchRow['reached'] {
  if (low !== null && high !== null) return { estimate, low, high }
  return wilson(Math.round(estimate) * known, known)
}
