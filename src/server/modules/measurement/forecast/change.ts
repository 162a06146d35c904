import type { ForecastPart } from '../../../../contract/glance.ts'
import type { RateTable } from '../../currencies/index.ts'
import { type History, at, codeOf, dayNumber, factNumbers, noDay } from '../history.ts'
import { type Standing, eachLife } from '../lives.ts'
import { idAt } from '../packed-ids.ts'
import type { Scope } from '../scope.ts'
import { ages } from './chances.ts'
import { earlierDates, fewestWins } from './forecast.ts'
import { replay } from './replays.ts'
import type { Slots } from './spells.ts'

/** What the forecast is asked with; the days are those that it looks at both times. */
export interface ChangeAsked {
  readonly scope: Scope
  /** The clocks of the earlier forecast. */
  readonly before: Scope
  readonly slots: Slots
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

/** A deal as a forecast counted it. */
interface Counted {
  /** Null where it did not exist. */
  readonly standing: Standing | null
  readonly isOwn: boolean
  /** 1 of what is won in the period, 0 of what counts for nothing. */
  readonly chance: number
  readonly amount: number
  readonly isWon: boolean
  readonly slot: number
}

/**
 * Two forecasts of the same days, an earlier one from what was known then and that of now, and what lies between them: the difference of each
 * deal falls into one part, or into two where its amount was changed too, so that the parts with deals to come add up to the whole.
 */
export function forecastChangeFigure(history: History, asked: ChangeAsked) {
  const before = countedOn(history, asked.before, asked.ratesBefore, asked)
  const now = countedOn(history, asked.scope, asked.rates, asked)
  const sums = new Map<ForecastPart, { minor: number; deals: number }>()
  let moved: { deal: number; minor: number }[] = []
  const add = (part: ForecastPart, minor: number, deal: number) => {
    if (Math.abs(minor) < leastMinor) return
    const sum = sums.get(part) ?? { minor: 0, deals: 0 }
    sums.set(part, { minor: sum.minor + minor, deals: sum.deals + 1 })
    if (part === asked.part) moved.push({ deal, minor })
    if (moved.length > asked.most * 4 + 64) moved = largest(moved, asked.most)
  }
  for (let deal = 0; deal < history.deals.length; deal++) {
    if (!before.counts(deal) && !now.counts(deal)) continue
    partsOf(
      before.of(deal),
      now.of(deal),
      () => hasNewAmount(history, deal, asked.before),
      (part, minor) => add(part, minor, deal),
    )
  }
  const toCome = now.fresh - before.fresh
  if (toCome !== 0) sums.set('to_come', { minor: toCome, deals: 0 })
  return {
    isEnough: before.isEnough && now.isEnough,
    beforeMinor: before.total,
    nowMinor: now.total,
    parts: [...sums].map(([part, sum]) => ({ part, ...sum })),
    deals: largest(moved, asked.most).map(({ deal, minor }) => ({
      id: idAt(history.deals.ids, deal),
      minor,
      before: shown(before.of(deal)),
      now: shown(now.of(deal)),
    })),
  }
}

/** Less than half of a cent is no change: sums of fractions never meet exactly. */
const leastMinor = 0.5

function largest<Row extends { readonly minor: number }>(rows: readonly Row[], most: number): Row[] {
  return rows.toSorted((one, other) => Math.abs(other.minor) - Math.abs(one.minor)).slice(0, most)
}

function shown({ chance, amount, isOwn }: Counted) {
  return isOwn && chance > 0 ? { chance, amountMinor: amount } : null
}

function valueOf({ chance, amount }: Counted): number {
  return chance * amount
}

/** Into which parts the difference of one deal falls. */
export function partsOf(
  before: Counted,
  now: Counted,
  hasNewAmount: () => boolean,
  add: (part: ForecastPart, minor: number) => void,
): void {
  const minor = valueOf(now) - valueOf(before)
  if (before.standing === null) return add('opened', minor)
  if (before.isOwn !== now.isOwn) return add(now.isOwn ? 'received' : 'handed_over', minor)
  if (before.isWon) return add(now.isWon ? 'amount' : 'win_taken_back', minor)
  if (before.chance === 0) return add(now.isWon ? 'won' : 'reopened', minor)
  // A new amount counts by the chance of then; what is left is what the chance did.
  const byAmount = now.chance > 0 && hasNewAmount() ? before.chance * (now.amount - before.amount) : 0
  add('amount', byAmount)
  add(partOfChance(before, now), minor - byAmount)
}

function partOfChance(before: Counted, now: Counted): ForecastPart {
  if (now.isWon || now.standing === 'won') return 'won'
  if (now.standing === 'lost') return 'lost'
  if (now.standing === 'disqualified' || now.standing === 'not_now') return 'set_aside'
  if (now.slot === before.slot) return 'aged'
  return now.slot > before.slot ? 'advanced' : 'moved_back'
}

function hasNewAmount({ deals, facts }: History, deal: number, before: Scope): boolean {
  const [day, known] = [dayNumber(before.asOf), before.knownAt.getTime()]
  const first = at(deals.firstFact, deal)
  for (let fact = first; fact < first + at(deals.facts, deal); fact++) {
    if (facts.type[fact] !== factNumbers['deal.amount_changed']) continue
    if (at(facts.day, fact) > day || at(facts.recorded, fact) > known) return true
  }
  return false
}

/** Every deal as the forecast of a day counts it; the same sums as the forecast's own, deal by deal. */
function countedOn(history: History, scope: Scope, rates: RateTable, asked: ChangeAsked) {
  const date = dayNumber(scope.asOf)
  const horizon = dayNumber(asked.until) - date
  const count = history.deals.length
  const { stood, groupOf } = livesOn(history, scope, asked.owners)
  const [earliest = date] = earlierDates(date, horizon)
  // What is learned from begins before the first of the dates: the same first one, and the chances are the forecast's.
  const common = { scope, slots: asked.slots, rates, dates: [earliest, date], horizon }
  const { spells, worth, all } = replay(history, { ...common, groupOf, groups: 1 })
  const last = all.at(-1)
  const [chances, amounts, slots] = [new Float64Array(count), new Float64Array(count), new Int32Array(count)]
  const won = new Uint8Array(count)
  let total = last?.sums[0]?.freshExpected ?? 0
  const set = (deal: number, chance: number, amount: number) => {
    chances[deal] = chance
    amounts[deal] = amount
    total += chance * amount
  }
  for (let place = 0; place < spells.length; place++) {
    const [deal, slot] = [spells.deal[place] ?? 0, spells.slot[place] ?? 0]
    if ((spells.to[place] ?? 0) <= date || (spells.from[place] ?? 0) > date || groupOf[deal] !== 0) continue
    const age = Math.min(date - (spells.entered[place] ?? 0), ages - 1)
    slots[deal] = slot
    set(deal, last?.outlook.open[slot * ages + age] ?? 0, worth(deal, 1, date))
  }
  const first = dayNumber(asked.from)
  for (let deal = 0; deal < count; deal++) {
    const day = spells.wonOn[deal] ?? noDay
    if (day < first || day > date || groupOf[deal] !== 0 || (spells.reversedOn[deal] ?? 0) <= date) continue
    won[deal] = 1
    set(deal, 1, worth(deal, 1, day))
  }
  return {
    total,
    fresh: last?.sums[0]?.freshExpected ?? 0,
    isEnough: (last?.wins ?? 0) >= fewestWins,
    counts: (deal: number): boolean => at(chances, deal) > 0,
    of: (deal: number): Counted => ({
      standing: standings[at(stood, deal) - 1] ?? null,
      isOwn: groupOf[deal] === 0,
      chance: at(chances, deal),
      amount: at(amounts, deal),
      isWon: won[deal] === 1,
      slot: at(slots, deal),
    }),
  }
}

const standings: readonly Standing[] = ['open', 'won', 'lost', 'disqualified', 'not_now']

/** How each deal stood, from 1 on, 0 where it did not exist; and 0 as the group of those that are asked for, −1 of others. */
function livesOn(history: History, scope: Scope, owners: readonly string[] | null) {
  const wanted = owners === null ? null : new Set(owners.map((id) => codeOf(history.codes, id)))
  const stood = new Uint8Array(history.deals.length)
  const groupOf = new Int32Array(history.deals.length).fill(-1)
  eachLife(history, scope, ({ deal, standing, owner }) => {
    stood[deal] = standings.indexOf(standing) + 1
    if (wanted === null || wanted.has(owner)) groupOf[deal] = 0
  })
  return { stood, groupOf }
}
