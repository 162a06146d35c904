import { noDay } from '../history.ts'

/** The stages of all processes: stages of one key in one process share a slot, in the order of the process, from 1 on; 0 is any other. */
export interface Slots {
  readonly count: number
  readonly of: readonly { readonly stage: string; readonly slot: number }[]
}

/** How a stay in a stage ended; one that has not is open. */
export const spellEnd = { open: 0, won: 1, ended: 2, moved: 3 } as const

export const never = 2_000_000_000

/** Stays in stages while a deal was open, one place a stay, in columns, in the order of the deals. Days are days since 1970-01-01. */
export interface Stays {
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
}

/**
 * All stays, with wins and the days of reversal, one place a deal. What is known at a day T is the part up to T: a stay whose `to` is later is
 * open then, and nothing of it is read.
 */
export interface Spells extends Stays {
  readonly wonOn: Int32Array
  readonly reversedOn: Int32Array
  /** Whether a deal is left out, because it has no dates. */
  readonly isUndated: Uint8Array
  undated: number
  /** Nothing ended or began on a later day. */
  lastDay: number
}

interface Stay {
  readonly deal: number
  readonly slot: number
  readonly entered: number
  readonly from: number
  readonly to: number
  readonly end: number
  readonly next: number
  readonly first: number
}

export function addStay(stays: Stays, { deal, slot, entered, from, to, end, next, first }: Stay): void {
  const place = stays.length++
  if (place === stays.deal.length) widen(stays)
  stays.deal[place] = deal
  stays.slot[place] = slot
  stays.entered[place] = entered
  stays.from[place] = from
  stays.to[place] = to
  stays.end[place] = end
  stays.next[place] = next
  stays.first[place] = first
}

/** Puts other stays in the place of those of a deal, and gives those that were there. */
export function replaceStays(stays: Stays, deal: number, others: Stays): Stays {
  const [from, until] = [placeIn(stays, deal), placeIn(stays, deal + 1)]
  const gone = emptyStays(until - from)
  gone.length = until - from
  const length = stays.length + others.length - gone.length
  while (length > stays.deal.length) widen(stays)
  for (const name of columnNames) {
    gone[name].set(stays[name].subarray(from, until))
    if (others.length !== gone.length) stays[name].copyWithin(from + others.length, until, stays.length)
    stays[name].set(others[name].subarray(0, others.length), from)
  }
  stays.length = length
  return gone
}

export function hasStays(stays: Stays, deal: number): boolean {
  return placeIn(stays, deal) < placeIn(stays, deal + 1)
}

/** The first place of the stays of a deal, or of a later one. */
function placeIn({ deal: deals, length }: Stays, deal: number): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((deals[middle] ?? 0) < deal) low = middle + 1
    else high = middle
  }
  return low
}

const columnNames = ['deal', 'slot', 'entered', 'from', 'to', 'end', 'next', 'first'] as const

/** None yet, with room for some. */
export function emptyStays(room: number): Stays {
  const column = () => new Int32Array(room)
  return {
    length: 0,
    deal: column(),
    slot: column(),
    entered: column(),
    from: column(),
    to: column(),
    end: new Uint8Array(room),
    next: column(),
    first: new Uint8Array(room),
  }
}

/** @param room how many stays there are at most, where that is known */
export function emptySpells(deals: number, room: number | null): Spells {
  // Some more deals may begin.
  const most = Math.ceil(deals * 1.01) + 100
  return {
    ...emptyStays(room ?? 1024),
    wonOn: new Int32Array(most).fill(noDay),
    reversedOn: new Int32Array(most).fill(never),
    isUndated: new Uint8Array(most),
    undated: 0,
    lastDay: 0,
  }
}

function widen(stays: Stays): void {
  const { length: _length, ...wide } = emptyStays(Math.ceil(stays.deal.length * 1.25) + 1)
  for (const name of columnNames) wide[name].set(stays[name])
  Object.assign(stays, wide)
}
