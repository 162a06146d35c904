/** The stages of all processes: stages of one key in one process share a slot, in the order of the process, from 1 on; 0 is any other. */
export interface Slots {
  readonly count: number
  readonly of: readonly { readonly stage: string; readonly slot: number }[]
}

/** How a stay in a stage ended; one that has not is open. */
export const spellEnd = { open: 0, won: 1, ended: 2, moved: 3 } as const

export const never = 2_000_000_000

/** A stay in a stage while a deal was open. Days are days since 1970-01-01. */
export interface Stay {
  deal: number
  slot: number
  /** The day it came to the stage. */
  entered: number
  /** The first day it is followed: later than `entered` where it came under observation, or was reopened, later. */
  from: number
  /** The day of its end; `never` while open. */
  to: number
  end: number
  /** Of a move, where to. */
  next: number
  /** Whether the deal began with it. */
  isFirst: boolean
}

/** Takes a stay, which is one and the same object each time: what is to be kept of it has to be copied. */
export type ShowStay = (stay: Stay) => void

/**
 * All stays, whenever they were. They are not kept, but followed through the facts of those deals whose stays somebody asks for; what
 * is kept is one place a deal. What is known at a day T is the part up to T: a stay whose `to` is later is open then, and nothing of it is read.
 */
export interface Spells {
  /** The days on which its first stay began and its last one ended, `never` while that is open; `noDay` without a stay. */
  readonly begunOn: Int32Array
  readonly overOn: Int32Array
  readonly wonOn: Int32Array
  readonly reversedOn: Int32Array
  /** Whether a deal is left out, because it has no dates. */
  readonly isUndated: Uint8Array
  undated: number
  /** Shows all stays of some deals, deal by deal in the order of the history. */
  readonly eachOf: (days: StayDays, show: ShowStay) => void
  /** What has changed since all of them were read, in its order. */
  readonly corrections: Correction[]
}

/** The stays of a deal that are none any more, and those in their place. */
interface Correction {
  readonly deal: number
  readonly gone: readonly Stay[]
  readonly come: readonly Stay[]
}

/** Of deals whose last stay ended on a day or later, or, where that is told, whose first one began on one or later; and began by another, where that is. */
interface StayDays {
  readonly since: number
  readonly begunSince?: number
  readonly until?: number
  /** The group of each deal: those of −1 are left out. */
  readonly of?: Int32Array | null
}
