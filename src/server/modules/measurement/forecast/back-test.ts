import { clopperPearson, intervalLoss } from '../../../../statistics/index.ts'
import { type History, dayNumber, dayText } from '../history.ts'
import type { RateTable } from '../../currencies/index.ts'
import type { Scope } from '../scope.ts'
import {
  type Before,
  chosenDeals,
  errorsBefore,
  fewestWins,
  limited,
  mostErrors,
  openPart,
  weeksOver,
  wholePart,
} from './forecast.ts'
import { type Replay, type Sums, replay } from './replays.ts'
import { remember } from '../remembered.ts'
import { type Slots, never } from './spells.ts'

export interface BackTestAsked {
  readonly scope: Scope
  readonly slots: Slots
  readonly rates: RateTable
  /** The first and the last date that something is said on, a week apart, and how many days ahead. */
  readonly first: string
  readonly last: string
  readonly horizon: number
}

/**
 * What would have been said on each date from what had happened by then, beside what came: the same computation as the
 * forecast of today, date by date, and two simpler ways on the same dates.
 */
export function backTestFigure(history: History, asked: BackTestAsked) {
  const { scope, horizon } = asked
  const first = dayNumber(asked.first)
  const weeks = Math.floor((dayNumber(asked.last) - first) / 7)
  const before = weeksOver(horizon) + mostErrors
  const dates = Array.from({ length: weeks + before + 1 }, (_, number) => first + (number - before) * 7)
  const found = saidOn(history, asked, dates)
  const asOf = dayNumber(scope.asOf)
  const rows = found.all.flatMap((each) => {
    const [sums] = each.sums
    if (each.date < first || sums === undefined) return []
    const earlier = errorsBefore(found, each.date, horizon).flatMap(({ sums: own }) => own[0] ?? [])
    return [rowOf(each, sums, { horizon, sums: earlier }, each.date + horizon <= asOf)]
  })
  const over = rows.filter(({ isOver, isEnough }) => isOver && isEnough)
  return {
    asOf: scope.asOf,
    knownAt: scope.knownAt.toISOString(),
    horizonDays: horizon,
    currency: asked.rates.reporting,
    rows,
    dates: over.length,
    open: scored(over.map((row) => ({ ...row.open, weighted: row.weighted, closedRate: row.closedRate }))),
    whole: scored(over.map((row) => ({ ...row.whole, weighted: null, closedRate: null }))),
    brier: meanOf(over.map((row) => row.brier)),
    baseRateBrier: meanOf(over.map((row) => row.baseRateBrier)),
  }
}

type Said = Omit<Replay, 'outlook'>

/** What was said on days, with the day of the first win. */
interface Told {
  readonly byDate: Map<number, Said>
  firstWin: number
}

/**
 * What is said on each date, and what came: of all deals, whatever day is asked of, it is the same until something changes, and each date is
 * told once. As if all its days were over: what is not yet over is left out by whoever asks.
 */
function saidOn(history: History, { scope, slots, rates, horizon }: BackTestAsked, dates: readonly number[]) {
  const groupOf = chosenDeals(history, scope)
  const none = (): Told => ({ byDate: new Map(), firstWin: never })
  const anyDay = { scope: { asOf: '', knownAt: scope.knownAt, current: false, sees: null }, slots, rates, horizon }
  const told = groupOf === null ? remember(history, 'backTest', anyDay, none) : none()
  const missing = dates.filter((date) => !told.byDate.has(date))
  const last = missing.at(-1)
  if (last !== undefined) {
    const until = { ...scope, asOf: dayText(last + horizon) }
    const { all, firstWin } = replay(history, {
      scope: until,
      slots,
      rates,
      dates: missing,
      horizon,
      groupOf,
      groups: 1,
    })
    for (const { outlook: _outlook, ...said } of all) told.byDate.set(said.date, said)
    told.firstWin = firstWin
  }
  return { all: dates.flatMap((date) => told.byDate.get(date) ?? []), firstWin: told.firstWin }
}

function rowOf(replayed: Said, sums: Sums, earlier: Before, isOver: boolean) {
  const { horizon } = earlier
  const { wins, ends, winDays, date } = replayed
  const rate = ends === 0 ? 0 : wins / ends
  const share = sums.n === 0 ? 0 : sums.won / sums.n
  const told = (part: typeof openPart, made: ReturnType<typeof openPart>) => ({
    ...limited(sums, earlier, part),
    came: isOver ? made.came : null,
  })
  return {
    on: dayText(date),
    isOver,
    isEnough: wins >= fewestWins,
    n: sums.n,
    open: told(openPart, openPart(sums)),
    whole: told(wholePart, wholePart(sums)),
    /** What is open × the share won of what had ended, and this × the part of a mean way to a win that the days are. */
    closedRate: sums.pipeline * rate,
    weighted: wins === 0 ? 0 : sums.pipeline * rate * Math.min(1, (horizon * wins) / Math.max(1, winDays)),
    brier: sums.n === 0 || !isOver ? null : sums.brier / sums.n,
    /** As if every deal had been given the share that was won in the end: nobody knew it. */
    baseRateBrier: sums.n === 0 || !isOver ? null : share * (1 - share),
  }
}

interface Scored {
  readonly expected: number
  readonly low: number
  readonly high: number
  readonly came: number | null
  readonly weighted: number | null
  readonly closedRate: number | null
}

function scored(rows: readonly Scored[]) {
  const seen = rows.flatMap((row) => (row.came === null ? [] : [{ ...row, came: row.came }]))
  const held = seen.filter(({ low, high, came }) => came >= low && came <= high).length
  const error = (pick: (row: (typeof seen)[number]) => number | null) =>
    meanOf(seen.map((row) => absolute(pick(row), row.came)))
  return {
    coverage: { held, n: seen.length, ...clopperPearson(held, seen.length) },
    meanError: error(({ expected }) => expected),
    bias: meanOf(seen.map(({ expected, came }) => expected - came)),
    pinball: meanOf(seen.map((row) => intervalLoss(row, row.came))),
    meanCame: meanOf(seen.map(({ came }) => came)),
    weightedError: error(({ weighted }) => weighted),
    closedRateError: error(({ closedRate }) => closedRate),
  }
}

function absolute(said: number | null, came: number): number | null {
  return said === null ? null : Math.abs(said - came)
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}
