import { type History, at, codeOf, factNumbers, noDay } from '../history.ts'
import { type Life, eachLife, factsOf } from '../lives.ts'
import type { Scope } from '../scope.ts'
import { recount } from './cube.ts'
import { recountDays } from './day-counts.ts'
import {
  type Slots,
  type Spells,
  type Stays,
  addStay,
  emptySpells,
  emptyStays,
  hasStays,
  never,
  replaceStays,
  spellEnd,
} from './spells.ts'

/** What stays are taken from: what was known when, and whose deals the asker sees: nobody learns from what they do not see. */
export type Seen = Pick<Scope, 'knownAt' | 'sees'>

interface Kept {
  /** What they were read with, and whose they are. */
  readonly key: string
  readonly spells: Spells
  /** How many facts there were, how many of them stale, and one of their columns: another one where all were put elsewhere. */
  readonly facts: number
  readonly stale: number
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
  const isReadOn = last?.key === key && readOn(history, seen, slots, last)
  const spells = isReadOn ? last.spells : collect(history, seen, slots)
  known.set(who, { key, spells, facts: facts.length, stale: facts.stale, days: facts.day })
  return spells
}

/** Puts the stays of few deals that have changed in the place of what they were; false where all are to be read. */
function readOn(history: History, seen: Seen, slots: Slots, last: Kept): boolean {
  const { deals, facts } = history
  const { spells } = last
  if (facts.day !== last.days || facts.length < last.facts || deals.length > spells.wonOn.length) return false
  if (facts.length === last.facts && facts.stale === last.stale) return true
  const changed: number[] = []
  for (let deal = 0; deal < deals.length; deal++) {
    // What is read again is put behind all others; what is gone has no facts.
    const isThere = (deals.facts[deal] ?? 0) > 0
    if (isThere ? (deals.firstFact[deal] ?? 0) < last.facts : !isKept(spells, deal)) continue
    if (changed.push(deal) > mostReplaced) return false
  }
  const own = new Map(changed.map((deal) => [deal, { spells, stays: emptyStays(16) }]))
  for (const deal of changed) {
    spells.undated -= spells.isUndated[deal] ?? 0
    spells.wonOn[deal] = noDay
    spells.reversedOn[deal] = never
    spells.isUndated[deal] = 0
  }
  const show = followed(history, slots, ({ deal }) => own.get(deal))
  eachLife(history, { ...seen, asOf: '9999-12-31', current: true }, show, changed)
  for (const [deal, { stays }] of own) {
    const gone = replaceStays(spells, deal, stays)
    recount(spells, gone, stays)
    recountDays(spells, gone, stays)
  }
  return true
}

function isKept(spells: Spells, deal: number): boolean {
  return spells.isUndated[deal] === 1 || spells.wonOn[deal] !== noDay || hasStays(spells, deal)
}

function collect(history: History, seen: Seen, slots: Slots): Spells {
  const spells = emptySpells(history.deals.length, seen.sees === null ? staysIn(history) : null)
  const all = { spells, stays: spells }
  const show = followed(history, slots, () => all)
  eachLife(history, { ...seen, asOf: '9999-12-31', current: true }, show)
  return spells
}

/** No more stays than facts that a deal came somewhere by, and some that may come. */
function staysIn({ facts }: History): number {
  let count = 0
  for (let fact = 0; fact < facts.length; fact++)
    if ((facts.type[fact] ?? 0) <= factNumbers['deal.version_changed']) count++
  return Math.ceil(count * 1.01) + 100
}

/** Where a life is put: its stays, and what is kept beside them. */
interface Place {
  readonly spells: Spells
  readonly stays: Stays
}

/** Follows a life through its stages, into the stays that are its place. */
function followed(history: History, slots: Slots, placeFor: (life: Life) => Place | undefined): (life: Life) => void {
  const slotOf = new Int32Array(history.codes.ids.length)
  for (const { stage, slot } of slots.of) {
    const code = codeOf(history.codes, stage)
    if (code > 0) slotOf[code] = slot
  }
  return (life) => {
    const place = placeFor(life)
    if (!place) return
    if (life.dated) return follow(history, slotOf, life, place)
    place.spells.isUndated[life.deal] = 1
    place.spells.undated++
  }
}

function follow(history: History, slotOf: Int32Array, life: Life, { spells, stays }: Place): void {
  const { facts } = history
  const { deal, observedFrom } = life
  let [slot, entered, from] = [-1, 0, 0]
  let isOpen = false
  let isFirst = true
  const close = (to: number, end: number, next: number) => {
    const seenFrom = Math.max(from, observedFrom)
    if (to < seenFrom) return
    addStay(stays, { deal, slot, entered, from: seenFrom, to, end, next, first: Number(isFirst) })
    spells.lastDay = Math.max(spells.lastDay, seenFrom, to === never ? 0 : to)
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
