import type { ForecastPart } from '../../../../contract/glance.ts'
import type { RateTable } from '../../currencies/index.ts'
import { type History, at, codeOf, dayNumber, factNumbers, noDay } from '../history.ts'
import { eachHolder } from '../holders.ts'
import { type Life, type Standing, eachLife } from '../lives.ts'
import { idAt } from '../packed-ids.ts'
import type { Scope } from '../scope.ts'
import { ages } from './chances.ts'
import { earlierDates, fewestWins } from './forecast.ts'
import { replay } from './replays.ts'
import type { Slots } from './spells.ts'

/** A stage of a version of a process. */
export interface StagePlace {
  readonly id: string
  readonly versionId: string
  readonly key: string
  readonly position: number
}

/** What the forecast is asked with; the days are those that it looks at both times. */
export interface ChangeAsked {
  readonly scope: Scope
  /** The clocks of the earlier forecast. */
  readonly before: Scope
  readonly slots: Slots
  /** Where each stage stands in its version: a move goes forward or back by it. */
  readonly order: readonly StagePlace[]
  readonly rates: RateTable
  readonly ratesBefore: RateTable
  readonly from: string
  readonly until: string
  /** Whose deals; null for everybody's. */
  readonly owners: readonly string[] | null
  /** The deals of one part, so many of them, those that moved most. */
  readonly part: ForecastPart | null
  readonly most: number
}

/** A deal as a forecast counted it: open, or won in the period. */
interface Counted {
  readonly owner: number
  readonly chance: number
  readonly amount: number
  readonly isWon: boolean
  /** The code of the stage it was in. */
  stage: number
}

/** One side of a deal's change; `counted` is null where it counted for nothing, or was none of theirs. */
export interface Side {
  /** Null where it did not exist. */
  readonly standing: Standing | null
  readonly counted: Pick<Counted, 'chance' | 'amount' | 'isWon' | 'stage'> | null
  /** Whether it counted, but for somebody else. */
  readonly isOthers: boolean
}

/**
 * Two forecasts of the same days, an earlier one from what was known then and that of now, and what lies between them: the difference of each
 * deal falls into one part, or into two where its amount was changed too, so that the parts with deals to come add up to the whole.
 */
export function forecastChangeFigure(history: History, asked: ChangeAsked) {
  const { owners, most } = asked
  const wanted = owners === null ? null : new Set(owners.map((id) => codeOf(history.codes, id)))
  const before = forecasted(history, asked.before, asked.ratesBefore, asked)
  const now = forecasted(history, asked.scope, asked.rates, asked)
  const totals = { before: freshOf(before, wanted), now: freshOf(now, wanted) }
  const toCome = totals.now - totals.before
  const sums = new Map<ForecastPart, { minor: number; deals: number }>()
  if (toCome !== 0) sums.set('to_come', { minor: toCome, deals: 0 })
  let moved: { deal: number; minor: number }[] = []
  const all = [...new Set([...before.counted.keys(), ...now.counted.keys()])]
  const stood = { before: standingsOf(history, asked.before, all), now: standingsOf(history, asked.scope, all) }
  const sidesOf = (deal: number): readonly [Side, Side] => [
    { standing: stood.before.get(deal) ?? null, ...countedOf(before, deal, wanted) },
    { standing: stood.now.get(deal) ?? null, ...countedOf(now, deal, wanted) },
  ]
  const directionOf = directions(history, asked.order)
  const compare = (deal: number) => {
    // A deal that was deleted since counts on neither side.
    if (at(history.deals.facts, deal) === 0) return
    const [one, other] = sidesOf(deal)
    totals.before += valueOf(one)
    totals.now += valueOf(other)
    const isRevalued = () => hasNewAmount(history, deal, asked.before)
    partsOf(one, other, { isRevalued, directionOf }, (part, minor) => {
      if (Math.abs(minor) < leastMinor) return
      const sum = sums.get(part) ?? { minor: 0, deals: 0 }
      sums.set(part, { minor: sum.minor + minor, deals: sum.deals + 1 })
      if (part === asked.part) moved.push({ deal, minor })
    })
    if (moved.length > most * 4 + 64) moved = largest(moved, most)
  }
  all.forEach(compare)
  return {
    isEnough: before.isEnough && now.isEnough,
    beforeMinor: totals.before,
    nowMinor: totals.now,
    parts: [...sums].map(([part, sum]) => ({ part, ...sum })),
    deals: largest(moved, most).map(({ deal, minor }) => {
      const [one, other] = sidesOf(deal)
      return { id: idAt(history.deals.ids, deal), minor, before: shown(one), now: shown(other) }
    }),
  }
}

/** Less than half of a cent is no change: sums of fractions never meet exactly. */
const leastMinor = 0.5

function largest<Row extends { readonly minor: number }>(rows: readonly Row[], most: number): Row[] {
  return rows.toSorted((one, other) => Math.abs(other.minor) - Math.abs(one.minor)).slice(0, most)
}

function shown({ counted }: Side) {
  return counted && { chance: counted.chance, amountMinor: counted.amount }
}

function valueOf({ counted }: Side): number {
  return counted === null ? 0 : counted.chance * counted.amount
}

interface Telling {
  /** Whether its amount was changed since. */
  readonly isRevalued: () => boolean
  /** From a stage to another: above 0 forward, under it back. */
  readonly directionOf: (from: number, to: number) => number
}

/** Into which parts the difference of one deal falls. */
export function partsOf(
  before: Side,
  now: Side,
  { isRevalued, directionOf }: Telling,
  add: (part: ForecastPart, minor: number) => void,
): void {
  const minor = valueOf(now) - valueOf(before)
  const [was, is] = [before.counted, now.counted]
  if (was === null && is === null) return
  if (before.standing === null) return add('opened', minor)
  if (is !== null && before.isOthers) return add('received', minor)
  if (was === null) return add(is?.isWon ? 'won' : 'reopened', minor)
  if (now.isOthers) return add('handed_over', minor)
  if (was.isWon) return add(is?.isWon ? 'amount' : 'win_taken_back', minor)
  // A new amount counts by the chance of then; what is left is what the chance did.
  const byAmount = is !== null && isRevalued() ? was.chance * (is.amount - was.amount) : 0
  if (byAmount !== 0) add('amount', byAmount)
  add(partOfChance(now, is === null ? 0 : directionOf(was.stage, is.stage)), minor - byAmount)
}

function partOfChance({ standing }: Side, direction: number): ForecastPart {
  if (standing === 'won') return 'won'
  if (standing === 'lost') return 'lost'
  if (standing === 'disqualified' || standing === 'not_now') return 'set_aside'
  if (direction === 0) return 'aged'
  return direction > 0 ? 'advanced' : 'moved_back'
}

/** Tells whether a stage comes after another, in the version of the later one; a change of version alone is no step. */
function directions({ codes }: History, order: readonly StagePlace[]): Telling['directionOf'] {
  const places = new Map(order.map((place) => [codeOf(codes, place.id), place]))
  const positions = new Map(order.map(({ versionId, key, position }) => [`${versionId} ${key}`, position]))
  return (from, to) => {
    const [was, is] = [places.get(from), places.get(to)]
    if (!was || !is) return 0
    return is.position - (positions.get(`${is.versionId} ${was.key}`) ?? is.position)
  }
}

function hasNewAmount({ deals, facts }: History, deal: number, before: Scope): boolean {
  const [day, known] = [dayNumber(before.asOf), before.knownAt.getTime()]
  const first = at(deals.firstFact, deal)
  for (let fact = first + at(deals.standing, deal); fact < first + at(deals.facts, deal); fact++) {
    if (facts.type[fact] !== factNumbers['deal.amount_changed']) continue
    if (at(facts.day, fact) > day || at(facts.recorded, fact) > known) return true
  }
  return false
}

/** What a forecast was made of, deal by deal; codes of owners are those of the history. */
interface Forecasted {
  readonly counted: ReadonlyMap<number, Counted>
  /** Of deals to come, by whose they would be. */
  readonly fresh: ReadonlyMap<number, number>
  readonly isEnough: boolean
}

type Wanted = ReadonlySet<number> | null

function countedOf({ counted }: Forecasted, deal: number, wanted: Wanted): Omit<Side, 'standing'> {
  const found = counted.get(deal) ?? null
  const isOwn = found === null || wanted === null || wanted.has(found.owner)
  return { counted: isOwn ? found : null, isOthers: !isOwn }
}

/** How some deals stood; those that did not exist are left out. */
function standingsOf(history: History, scope: Scope, deals: readonly number[]): ReadonlyMap<number, Standing> {
  const found = new Map<number, Standing>()
  eachLife(history, scope, ({ deal, standing }) => found.set(deal, standing), deals)
  return found
}

function freshOf({ fresh }: Forecasted, wanted: Wanted): number {
  let sum = 0
  for (const [owner, minor] of fresh) if (wanted === null || wanted.has(owner)) sum += minor
  return sum
}

const kept = new WeakMap<History, Map<string, Forecasted>>()
/** As many days as people compare with at a time. */
const mostKept = 6

/**
 * The forecast of one of the two clocks. What was said on an earlier day stays said, whatever is recorded later; so it is kept for those who
 * see all. Whose deals others see is told by the owners of now: theirs, and what is said now, is kept while nothing changes.
 */
function forecasted(history: History, scope: Scope, rates: RateTable, asked: ChangeAsked): Forecasted {
  const { facts, deals } = history
  const isSaid = scope === asked.before && scope.sees === null
  const revision = isSaid ? null : [facts.length, facts.stale, facts.lastRecorded, deals.length, scope.sees]
  const knownAt = scope.knownAt.getTime() < facts.lastRecorded ? scope.knownAt : null
  const key = JSON.stringify([scope.asOf, knownAt, revision, asked.from, asked.until, asked.slots, rates])
  const all = kept.get(history) ?? new Map<string, Forecasted>()
  kept.set(history, all)
  const known = all.get(key)
  if (known) return known
  const found = standingOn(history, scope, rates, asked)
  all.set(key, found)
  const [oldest] = all.keys()
  if (all.size > mostKept && oldest !== undefined) all.delete(oldest)
  return found
}

/** Every deal as the forecast of a day counts it; the same sums as the forecast's own, deal by deal. */
function standingOn(history: History, scope: Scope, rates: RateTable, asked: ChangeAsked): Forecasted {
  const date = dayNumber(scope.asOf)
  const horizon = dayNumber(asked.until) - date
  const { groupOf, owners } = ownersOn(history, scope)
  const [earliest = date] = earlierDates(date, horizon)
  // What is learned from begins before the first of the dates: with the same first one the chances are the forecast's.
  const common = { scope, slots: asked.slots, rates, dates: [earliest, date], horizon }
  const { spells, standing, worth, all } = replay(history, { ...common, groupOf, groups: owners.length })
  const last = all.at(-1)
  const counted = new Map<number, Counted>()
  for (const { deal, slot, entered } of standing) {
    const owner = owners[groupOf[deal] ?? -1]
    if (owner === undefined) continue
    const chance = last?.outlook.open[slot * ages + Math.min(date - entered, ages - 1)] ?? 0
    if (chance > 0) counted.set(deal, { owner, chance, amount: worth(deal, 1, date), isWon: false, stage: 0 })
  }
  const setStage = ({ deal, stage }: Life): void => {
    const own = counted.get(deal)
    if (own) own.stage = stage
  }
  eachLife(history, scope, setStage, [...counted.keys()])
  const first = dayNumber(asked.from)
  for (let deal = 0; deal < spells.wonOn.length; deal++) {
    const day = spells.wonOn[deal] ?? noDay
    if (day < first || day > date || (spells.reversedOn[deal] ?? 0) <= date) continue
    const owner = owners[groupOf[deal] ?? -1]
    if (owner !== undefined) counted.set(deal, { owner, chance: 1, amount: worth(deal, 1, day), isWon: true, stage: 0 })
  }
  const fresh = new Map(owners.map((owner, group) => [owner, last?.sums[group]?.freshExpected ?? 0]))
  return { counted, fresh, isEnough: (last?.wins ?? 0) >= fewestWins }
}

/** By deal, the place of its owner among all owners; −1 of what is not seen. */
function ownersOn(history: History, scope: Scope) {
  const owners: number[] = []
  const placeOf = new Map<number, number>()
  const groupOf = new Int32Array(history.deals.length).fill(-1)
  eachHolder(history, scope, ({ deal, owner }) => {
    let place = placeOf.get(owner)
    if (place === undefined) placeOf.set(owner, (place = owners.push(owner) - 1))
    groupOf[deal] = place
  })
  return { groupOf, owners }
}
