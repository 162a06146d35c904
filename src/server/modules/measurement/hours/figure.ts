import {
  type HoursFigure,
  type WorkKind,
  leastToAutomate,
  leastWeeks,
  takenOver,
  works,
  workKinds,
} from '../../../../contract/hours.ts'
import { meanLimits, ratioOfTotals, shrunkenEstimates, welchTest } from '../../../../statistics/index.ts'
import { dayNumber } from '../history.ts'
import type { Slot } from './slots.ts'

/** What was done in a slot: of a kind by everybody, or by a member, whatever it was. Minutes. */
export interface Cell {
  readonly slot: number
  readonly kind: WorkKind | null
  readonly memberId: string | null
  readonly n: number
  readonly timed: number
  readonly logged: number
  readonly minutes: number
  readonly selling: number
}

interface Asked {
  readonly from: string
  readonly to: string
  readonly slots: readonly Slot[]
  readonly usual: ReadonlyMap<WorkKind, HoursFigure['kinds'][number]['usual']>
  readonly cells: readonly Cell[]
}

type Found = Omit<HoursFigure, 'from' | 'to' | 'asOf' | 'knownAt' | 'withoutDeal' | 'sellers'> & {
  readonly sellers: Omit<HoursFigure['sellers'][number], 'name'>[]
}

/** Adds up what was done, and how sure its shares are: weeks vary, and what is done in one varies together. */
export function figureOfHours(asked: Asked): Found {
  const { slots, usual, cells } = asked
  const ofKinds = cells.filter(({ kind }) => kind !== null)
  const isNow = ({ slot }: Cell) => slots[slot]?.isInPeriod === true
  const now = ofKinds.filter(isNow)
  const { clusters: weeks, ...selling } = shareSelling(now, slots)
  const months = [...new Set(slots.flatMap(({ month }) => month ?? []))]
  return {
    n: total(now, 'n'),
    hours: total(now, 'minutes') / 60,
    loggedHours: total(now, 'logged') / 60,
    selling: limitsOf(selling),
    sellingHours: total(now, 'selling') / 60,
    weeks,
    kinds: workKinds.flatMap((kind) => {
      const own = now.filter((cell) => cell.kind === kind)
      const length = usual.get(kind)
      if (own.length === 0 || length === undefined) return []
      const { group } = works[kind]
      return [{ kind, group, ...countedOf(own), timed: total(own, 'timed'), usual: length }]
    }),
    months: months.map((month) => {
      const own = ofKinds.filter(({ slot }) => slots[slot]?.month === month)
      return { from: month, ...countedOf(own), selling: limitsOf(shareSelling(own, slots)) }
    }),
    ...compared(
      cells.filter((cell) => cell.kind === null && isNow(cell)),
      slots,
    ),
    automatable: automatable(now, asked),
  }
}

function shareSelling(cells: readonly Cell[], slots: readonly Slot[]) {
  return ratioOfTotals(
    byWeek(cells, slots).map((own) => ({ part: total(own, 'selling'), whole: total(own, 'minutes') })),
  )
}

function byWeek(cells: readonly Cell[], slots: readonly Slot[]): Cell[][] {
  return [...Map.groupBy(cells, ({ slot }) => slots[slot]?.week).values()]
}

function countedOf(cells: readonly Cell[]) {
  return { n: total(cells, 'n'), hours: total(cells, 'minutes') / 60 }
}

function total(cells: readonly Cell[], of: 'n' | 'timed' | 'logged' | 'minutes' | 'selling'): number {
  return cells.reduce((sum, cell) => sum + cell[of], 0)
}

function limitsOf({ estimate, low, high }: HoursFigure['selling']): HoursFigure['selling'] {
  return { estimate, low, high }
}

/** First whether sellers differ at all; only then each of them, drawn to the mean, and in that order. */
function compared(cells: readonly Cell[], slots: readonly Slot[]): Pick<Found, 'verdict' | 'pValue' | 'sellers'> {
  const all = [...Map.groupBy(cells, ({ memberId }) => memberId)].flatMap(([id, own]) => {
    if (id === null) return []
    const { standardError, clusters, ...selling } = shareSelling(own, slots)
    return [{ id, ...countedOf(own), selling: limitsOf(selling), standardError, clusters }]
  })
  const able = all.flatMap(({ id, selling: { estimate }, standardError, clusters }) =>
    // Who did the same each week leaves nothing to tell chance from.
    estimate === null || standardError === null || standardError < 1e-9 || clusters < leastWeeks
      ? []
      : [{ id, estimate, standardError, clusters }],
  )
  const pValue = welchTest(able)
  const verdict = pValue === null ? 'not_enough' : pValue > 0.05 ? 'within_chance' : 'differ'
  if (verdict !== 'differ') return { verdict, pValue, sellers: [] }
  const shrunken = shrunkenEstimates(able).groups
  const drawn = new Map(able.map(({ id }, at) => [id, shrunken[at]]))
  const order = able
    .map(({ id }) => id)
    .toSorted((a, b) => (drawn.get(b)?.estimate ?? 0) - (drawn.get(a)?.estimate ?? 0))
  const sellers = all.map(({ id, n, hours, selling }) => {
    const share = drawn.get(id)
    const bound = (value: number | null) => (value === null ? null : Math.min(1, Math.max(0, value)))
    return {
      id,
      n,
      hours,
      selling,
      shrunken: share ? { estimate: share.estimate, low: bound(share.low), high: bound(share.high) } : null,
      rank: share ? order.indexOf(id) + 1 : null,
    }
  })
  return { verdict, pValue, sellers: sellers.toSorted((a, b) => (a.rank ?? all.length) - (b.rank ?? all.length)) }
}

const daysAMonth = 365.2425 / 12

/** What Rondo can take over of the work that is not selling, the most hours first. */
function automatable(cells: readonly Cell[], { slots, from, to }: Asked): Found['automatable'] {
  const weeks = new Set(slots.flatMap(({ week, isInPeriod }) => (isInPeriod ? [week] : []))).size
  // The first week of a period may be a short one.
  const monthsAWeek = (weeks / (dayNumber(to) - dayNumber(from) + 1)) * daysAMonth
  return [...Map.groupBy(cells, ({ kind }) => kind)]
    .flatMap(([kind, own]) => {
      if (kind === null || !takenOver.includes(kind)) return []
      const hours = byWeek(own, slots).map((week) => total(week, 'minutes') / 60)
      const squares = hours.reduce((sum, each) => sum + each ** 2, 0)
      const weekly = meanLimits(weeks, total(own, 'minutes') / 60, squares)
      const monthly = (value: number | null) => (value === null ? null : Math.max(0, value * monthsAWeek))
      const { estimate, low, high } = weekly
      const hoursAMonth = { estimate: monthly(estimate), low: monthly(low), high: monthly(high) }
      return [{ kind, ...countedOf(own), hoursAMonth }]
    })
    .filter(
      ({ n, hoursAMonth }) => n >= leastToAutomate.n && (hoursAMonth.estimate ?? 0) >= leastToAutomate.hoursAMonth,
    )
    .toSorted((one, other) => other.hours - one.hours)
}
