import { type History, at, codeOf, factNumbers, noDay } from '../history.ts'
import { type Life, eachLife, factsOf } from '../lives.ts'
import type { Scope } from '../scope.ts'

/** The stages of all processes: stages of one key in one process share a slot, in the order of the process, from 1 on; 0 is any other. */
export interface Slots {
  readonly count: number
  readonly of: readonly { readonly stage: string; readonly slot: number }[]
}

/** How a stay in a stage ended; one that has not is open. */
export const spellEnd = { open: 0, won: 1, ended: 2, moved: 3 } as const

/**
 * Stays in stages while a deal was open, one place a stay, in columns. Days are days since 1970-01-01. What is known at a day T is the
 * part up to T: a stay whose `to` is later is open then, and nothing of it is read. Wins and the days of reversal are one place a deal.
 */
export interface Spells {
  length: number
  deal: Int32Array
  slot: Int32Array
  /** The day it came to the stage. */
  entered: Int32Array
  /** The first day it is followed: later than `entered` where it came under observation, or was reopened, later. */
  from: Int32Array
  /** The day of its end; `never` while open. */
  to: Int32Array
  end: Uint8Array
  /** Of a move, where to. */
  next: Int32Array
  /** Whether the deal began with it. */
  first: Uint8Array
  readonly wonOn: Int32Array
  readonly reversedOn: Int32Array
  /** Whether a deal is left out, because it has no dates. */
  readonly isUndated: Uint8Array
  undated: number
  /** The last day on which something ended or began. */
  lastDay: number
}

export const never = 2_000_000_000
/** What stays are taken from: what was known when, and whose deals the asker sees: nobody learns from what they do not see. */
export type Seen = Pick<Scope, 'knownAt' | 'sees'>

interface Kept {
  /** What they were read with, and whose they are. */
  readonly key: string
  readonly spells: Spells
  /** How many facts there were, and one of their columns: another one where all were put elsewhere. */
  readonly facts: number
  readonly days: Int32Array
}

const kept = new WeakMap<History, Map<'all' | 'some', Kept>>()
/** So many deals are put in the place of what they were; more, and all are read anew. */
const mostReplaced = 50

/**
 * All stays, whenever they were; those of everybody, and of whoever asked last without seeing all, are kept, and read on when deals
 * have changed.
 */
export function spellsOf(history: History, seen: Seen, slots: Slots): Spells {
  const { facts, sources } = history
  if (facts.lastRecorded > seen.knownAt.getTime()) return collect(history, seen, slots)
  const known = kept.get(history) ?? new Map<'all' | 'some', Kept>()
  kept.set(history, known)
  const who = seen.sees === null ? 'all' : 'some'
  const key = JSON.stringify([slots, seen.sees, [...sources]])
  const last = known.get(who)
  const spells = (last?.key === key && readOn(history, seen, slots, last)) || collect(history, seen, slots)
  known.set(who, { key, spells, facts: facts.length, days: facts.day })
  return spells
}

/** The same where nothing has changed, others where few deals have; null where all are to be read. */
function readOn(history: History, seen: Seen, slots: Slots, last: Kept): Spells | null {
  const { deals, facts } = history
  const { spells } = last
  if (facts.day !== last.days || facts.length < last.facts || deals.length > spells.wonOn.length) return null
  const changed: number[] = []
  for (let deal = 0; deal < deals.length; deal++) {
    // What is read again is put behind all others; what is gone has no facts.
    if ((deals.firstFact[deal] ?? 0) < last.facts && (deals.facts[deal] ?? 0) > 0) continue
    if (changed.push(deal) > mostReplaced) return null
  }
  if (facts.length === last.facts && changed.every((deal) => placeIn(spells, deal) === placeIn(spells, deal + 1)))
    return spells
  const own = new Map(changed.map((deal) => [deal, { ...spells, ...columns(16), length: 0 }]))
  for (const deal of changed) {
    spells.wonOn[deal] = noDay
    spells.reversedOn[deal] = never
    spells.isUndated[deal] = 0
  }
  const show = followed(history, slots, ({ deal }) => own.get(deal))
  eachLife(history, { ...seen, asOf: '9999-12-31', current: true }, show, changed)
  for (const [deal, stays] of own) replace(spells, deal, stays)
  const lastDay = Math.max(spells.lastDay, ...[...own.values()].map((stays) => stays.lastDay))
  // Another object: what is kept with the stays is of those before.
  return { ...spells, lastDay, undated: count(spells.isUndated) }
}

function count(flags: Uint8Array): number {
  return flags.reduce((sum, flag) => sum + flag, 0)
}

/** The first place of the stays of a deal, or of a later one: they lie in the order of the deals. */
function placeIn({ deal: deals, length }: Spells, deal: number): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((deals[middle] ?? 0) < deal) low = middle + 1
    else high = middle
  }
  return low
}

/** Puts other stays in the place of those of a deal. */
function replace(spells: Spells, deal: number, stays: Spells): void {
  const [from, until] = [placeIn(spells, deal), placeIn(spells, deal + 1)]
  const length = spells.length + from + stays.length - until
  while (length > spells.deal.length) widen(spells)
  for (const name of columnNames) {
    spells[name].copyWithin(from + stays.length, until, spells.length)
    spells[name].set(stays[name].subarray(0, stays.length), from)
  }
  spells.length = length
}

function collect(history: History, seen: Seen, slots: Slots): Spells {
  const spells = emptySpells(history.deals.length, seen.sees === null)
  const show = followed(history, slots, () => spells)
  eachLife(history, { ...seen, asOf: '9999-12-31', current: true }, show)
  return { ...spells, undated: count(spells.isUndated) }
}

/** Follows a life through its stages, into the stays that are its place. */
function followed(history: History, slots: Slots, spellsFor: (life: Life) => Spells | undefined): (life: Life) => void {
  const slotOf = new Int32Array(history.codes.ids.length)
  for (const { stage, slot } of slots.of) {
    const code = codeOf(history.codes, stage)
    if (code > 0) slotOf[code] = slot
  }
  return (life) => {
    const spells = spellsFor(life)
    if (spells && life.dated) follow(history, slotOf, life, spells)
    else if (spells) spells.isUndated[life.deal] = 1
  }
}

function follow(history: History, slotOf: Int32Array, life: Life, spells: Spells): void {
  const { facts } = history
  const { deal, observedFrom } = life
  let [slot, entered, from] = [-1, 0, 0]
  let isOpen = false
  let isFirst = true
  const close = (to: number, end: number, next: number) => {
    const seenFrom = Math.max(from, observedFrom)
    if (to < seenFrom) return
    add(spells, { deal, slot, entered, from: seenFrom, to, end, next, first: Number(isFirst) })
    isFirst = false
  }
  for (let number = 0, count = factsOf(history, life); number < count; number++) {
    const fact = life.facts[number] ?? 0
    const type = at(facts.type, fact)
    const day = Math.max(from, at(facts.day, fact))
    if (type > factNumbers['deal.version_changed']) {
      if (type === factNumbers['deal.win_reversed']) spells.reversedOn[deal] = day
      if (!isOpen) continue
      isOpen = false
      const isWon = type === factNumbers['deal.won']
      if (isWon) spells.wonOn[deal] = day
      close(day, isWon ? spellEnd.won : spellEnd.ended, 0)
      continue
    }
    const there = slotOf[at(facts.value, fact)] ?? 0
    if (isOpen && there === slot) continue
    if (isOpen) close(day, spellEnd.moved, there)
    // A deal that was reopened comes back to where it was, and its clock has never stopped.
    if (there !== slot) entered = day
    slot = there
    from = day
    isOpen = true
  }
  if (isOpen) close(never, spellEnd.open, 0)
}

interface Spell {
  readonly deal: number
  readonly slot: number
  readonly entered: number
  readonly from: number
  readonly to: number
  readonly end: number
  readonly next: number
  readonly first: number
}

function add(spells: Spells, { deal, slot, entered, from, to, end, next, first }: Spell): void {
  const place = spells.length++
  spells.lastDay = Math.max(spells.lastDay, from, to === never ? 0 : to)
  if (place === spells.deal.length) widen(spells)
  spells.deal[place] = deal
  spells.slot[place] = slot
  spells.entered[place] = entered
  spells.from[place] = from
  spells.to[place] = to
  spells.end[place] = end
  spells.next[place] = next
  spells.first[place] = first
}

const columnNames = ['deal', 'slot', 'entered', 'from', 'to', 'end', 'next', 'first'] as const

function columns(places: number): Pick<Spells, (typeof columnNames)[number]> {
  const column = () => new Int32Array(places)
  return {
    deal: column(),
    slot: column(),
    entered: column(),
    from: column(),
    to: column(),
    end: new Uint8Array(places),
    next: column(),
    first: new Uint8Array(places),
  }
}

function emptySpells(deals: number, isAll: boolean): Spells {
  // Some more deals may begin.
  const most = Math.ceil(deals * 1.01) + 100
  return {
    length: 0,
    ...columns(isAll ? Math.max(16, deals * 2) : 1024),
    wonOn: new Int32Array(most).fill(noDay),
    reversedOn: new Int32Array(most).fill(never),
    isUndated: new Uint8Array(most),
    undated: 0,
    lastDay: 0,
  }
}

function widen(spells: Spells): void {
  const wide = columns(Math.ceil(spells.deal.length * 1.25))
  for (const name of columnNames) wide[name].set(spells[name])
  Object.assign(spells, wide)
}
