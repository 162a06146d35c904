import { type History, at, noDay } from '../history.ts'
import { type Life, eachLife } from '../lives.ts'
import type { Scope } from '../scope.ts'
import { countCube, recount } from './cube.ts'
import { countDays, recountDays } from './day-counts.ts'
import { follower } from './following.ts'
import { type ShowStay, type Slots, type Spells, type Stay, never } from './spells.ts'

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
  /** Where each deal's facts began and which was the last, and since when it was observed: what was told of it can be followed again. */
  readonly firstFact: Int32Array
  readonly last: Int32Array
  readonly observedFrom: Int32Array
}

const endOfTime = new Date('9999-12-31')

const kept = new WeakMap<History, Map<'all' | 'some', Kept>>()
/** So many deals are put in the place of what they were; more, and all are read anew. */
const mostReplaced = 50
/** After so many, all are read anew, and what was replaced is forgotten. */
const mostCorrections = 20_000

/**
 * All stays, whenever they were; those of everybody, and of whoever asked last without seeing all, are kept, and read on when deals
 * have changed.
 */
export function spellsOf(history: History, seen: Seen, slots: Slots): Spells {
  const { facts, sources } = history
  if (facts.lastRecorded > seen.knownAt.getTime()) return collect(history, seen, slots).spells
  // Nothing is unknown then, nor will be when they are followed again.
  const all = { ...seen, knownAt: endOfTime }
  const known = kept.get(history) ?? new Map<'all' | 'some', Kept>()
  kept.set(history, known)
  const who = seen.sees === null ? 'all' : 'some'
  const key = JSON.stringify([slots, seen.sees, [...sources]])
  const last = known.get(who)
  const isReadOn = last?.key === key && readOn(history, all, slots, last)
  const read = isReadOn ? last : collect(history, all, slots)
  known.set(who, { ...read, key, facts: facts.length, stale: facts.stale, days: facts.day })
  return read.spells
}

/** Puts the stays of few deals that have changed in the place of what they were; false where all are to be read. */
function readOn(history: History, seen: Seen, slots: Slots, last: Kept): boolean {
  const { deals, facts } = history
  const { spells } = last
  if (facts.day !== last.days || facts.length < last.facts || deals.length > spells.wonOn.length) return false
  if (facts.length === last.facts && facts.stale === last.stale) return true
  if (spells.corrections.length > mostCorrections) return false
  const changed: number[] = []
  for (let deal = 0; deal < deals.length; deal++) {
    // What is read again is put behind all others; what is gone has no facts.
    const isThere = (deals.facts[deal] ?? 0) > 0
    if (isThere ? (deals.firstFact[deal] ?? 0) < last.facts : !isKept(spells, deal)) continue
    if (changed.push(deal) > mostReplaced) return false
  }
  const goneOf = new Map(changed.map((deal) => [deal, forget(history, slots, last, deal)]))
  const comeOf = new Map(changed.map((deal): [number, Stay[]] => [deal, []]))
  const show = telling(history, slots, last, (stay) => comeOf.get(stay.deal)?.push({ ...stay }))
  eachLife(history, scopeOf(seen), show, changed)
  for (const [deal, come] of comeOf) {
    const gone = goneOf.get(deal) ?? []
    recount(spells, gone, come)
    recountDays(spells, gone, come)
    spells.corrections.push({ deal, gone, come })
  }
  return true
}

function isKept({ isUndated, wonOn, overOn }: Spells, deal: number): boolean {
  return isUndated[deal] === 1 || wonOn[deal] !== noDay || overOn[deal] !== noDay
}

/** Takes out what is kept of a deal, and gives its stays as they were. Their facts lie where they lay, though the deal has others now. */
function forget(history: History, slots: Slots, { spells, ...kept }: Kept, deal: number): Stay[] {
  const gone: Stay[] = []
  const follow = follower(history, slots, spells)
  const was = {
    deal,
    last: at(kept.last, deal),
    observedFrom: at(kept.observedFrom, deal),
    facts: [],
    standingFacts: null,
  }
  if (spells.overOn[deal] !== noDay) follow(was, at(kept.firstFact, deal), (stay) => gone.push({ ...stay }))
  spells.undated -= spells.isUndated[deal] ?? 0
  spells.isUndated[deal] = 0
  for (const column of [spells.begunOn, spells.overOn, spells.wonOn]) column[deal] = noDay
  spells.reversedOn[deal] = never
  return gone
}

type Read = Pick<Kept, 'spells' | 'firstFact' | 'last' | 'observedFrom'>

/** One walk through all lives, which counts what is counted of all stays. */
function collect(history: History, seen: Seen, slots: Slots): Read {
  // Some more deals may begin.
  const most = Math.ceil(history.deals.length * 1.01) + 100
  const none = () => new Int32Array(most).fill(noDay)
  const columns = { begunOn: none(), overOn: none(), wonOn: none(), reversedOn: new Int32Array(most).fill(never) }
  const bounds = { firstFact: new Int32Array(most), last: new Int32Array(most), observedFrom: new Int32Array(most) }
  const eachOf = walking(history, seen, columns, { ...bounds, follow: follower(history, slots, columns) })
  const spells: Spells = { ...columns, isUndated: new Uint8Array(most), undated: 0, eachOf, corrections: [] }
  const read = { spells, ...bounds }
  const days = countDays(spells)
  const cube = countCube(spells, slots.count, history.facts)
  const show = telling(history, slots, read, (stay) => {
    days(stay)
    cube.count(stay)
  })
  eachLife(history, scopeOf(seen), show)
  cube.done()
  return read
}

type Walked = Omit<Read, 'spells'> & { readonly follow: ReturnType<typeof follower> }

/** Follows deals again. Where all is known, what was kept of them tells where to; else what was known then. */
function walking(
  history: History,
  seen: Seen,
  { begunOn, overOn }: Pick<Spells, 'begunOn' | 'overOn'>,
  { firstFact, last, observedFrom, follow }: Walked,
): Spells['eachOf'] {
  const isAllKnown = history.facts.lastRecorded <= seen.knownAt.getTime()
  const kept = { deal: 0, last: 0, observedFrom: 0, facts: [], standingFacts: null }
  return ({ since, begunSince = never, until = never, of = null }, show) => {
    const places: number[] = []
    for (let deal = 0; deal < overOn.length; deal++) {
      const over = overOn[deal] ?? noDay
      // No deal is over before it has begun: most of them are not looked at any further.
      if (over < since && over < begunSince) continue
      const begun = begunOn[deal] ?? noDay
      if ((over < since && begun < begunSince) || begun > until) continue
      if (of !== null && (of[deal] ?? -1) < 0) continue
      if (!isAllKnown) {
        places.push(deal)
        continue
      }
      kept.deal = deal
      kept.last = last[deal] ?? 0
      kept.observedFrom = observedFrom[deal] ?? 0
      follow(kept, firstFact[deal] ?? 0, show)
    }
    if (isAllKnown) return
    eachLife(history, scopeOf(seen), (life) => follow(life, at(history.deals.firstFact, life.deal), show), places)
  }
}

/** Keeps what lives tell, and shows their stays. */
function telling(history: History, slots: Slots, read: Read, show: ShowStay): (life: Life) => void {
  const { spells, firstFact, last, observedFrom } = read
  const follow = follower(history, slots, spells)
  return (life) => {
    const { deal } = life
    const begin = history.deals.firstFact[deal] ?? 0
    firstFact[deal] = begin
    last[deal] = life.last
    observedFrom[deal] = life.observedFrom
    if (life.dated) return follow(life, begin, show)
    spells.isUndated[deal] = 1
    spells.undated++
  }
}

function scopeOf(seen: Seen): Scope {
  return { ...seen, asOf: '9999-12-31', current: true }
}
