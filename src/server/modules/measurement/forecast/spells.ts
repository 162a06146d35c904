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
  undated: number
  /** The last day on which something ended or began. */
  lastDay: number
}

export const never = 2_000_000_000
/** What stays are taken from: what was known when, and whose deals the asker sees: nobody learns from what they do not see. */
export type Seen = Pick<Scope, 'knownAt' | 'sees'>

const kept = new WeakMap<History, Map<'all' | 'some', { key: string; spells: Spells }>>()

/** All stays, whenever they were; those of everybody, and of whoever asked last without seeing all, are kept while the history does not change. */
export function spellsOf(history: History, seen: Seen, slots: Slots): Spells {
  const { facts, deals } = history
  const isAll = facts.lastRecorded <= seen.knownAt.getTime()
  const who = seen.sees === null ? 'all' : 'some'
  const key = JSON.stringify([facts.length, facts.stale, facts.lastRecorded, deals.length, slots, seen.sees])
  const known = kept.get(history) ?? new Map()
  kept.set(history, known)
  const last = known.get(who)
  if (isAll && last?.key === key) return last.spells
  const spells = collect(history, seen, slots)
  if (isAll) known.set(who, { key, spells })
  return spells
}

function collect(history: History, seen: Seen, slots: Slots): Spells {
  const spells = emptySpells(history.deals.length, seen.sees === null)
  const slotOf = new Int32Array(history.codes.ids.length)
  for (const { stage, slot } of slots.of) {
    const code = codeOf(history.codes, stage)
    if (code > 0) slotOf[code] = slot
  }
  eachLife(history, { ...seen, asOf: '9999-12-31', current: true }, (life) => {
    if (life.dated) follow(history, slotOf, life, spells)
    else spells.undated++
  })
  return spells
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

function emptySpells(deals: number, isAll: boolean): Spells {
  const places = isAll ? Math.max(16, deals * 2) : 1024
  const column = () => new Int32Array(places)
  return {
    length: 0,
    deal: column(),
    slot: column(),
    entered: column(),
    from: column(),
    to: column(),
    end: new Uint8Array(places),
    next: column(),
    first: new Uint8Array(places),
    wonOn: new Int32Array(deals).fill(noDay),
    reversedOn: new Int32Array(deals).fill(never),
    undated: 0,
    lastDay: 0,
  }
}

function widen(spells: Spells): void {
  const wide = <Kind extends Int32Array | Uint8Array>(column: Kind): Kind => {
    // Both kinds are made with a length.
    const wider = new (column.constructor as new (length: number) => Kind)(Math.ceil(column.length * 1.25))
    wider.set(column)
    return wider
  }
  spells.deal = wide(spells.deal)
  spells.slot = wide(spells.slot)
  spells.entered = wide(spells.entered)
  spells.from = wide(spells.from)
  spells.to = wide(spells.to)
  spells.end = wide(spells.end)
  spells.next = wide(spells.next)
  spells.first = wide(spells.first)
}
